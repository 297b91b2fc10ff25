//! What an entity is given under keys of somebody's own: labels, annotations, tags and links. Rules of the organisation
//! read them; shapes that Backstage refuses are told elsewhere.

use crate::declare::Open;
use crate::declare::reader::{Reader, slot};
use crate::declare::value::{Slot, Value};
use crate::dialect::backstage::shapes::is_brought_in;
use crate::dialect::backstage::written::Entity;
use crate::vocabulary::record;
use crate::yaml::tree::{NodeRef, Shape};

impl Entity<'_> {
    /// Reads all of them.
    pub(super) fn notes(&self, reader: &mut Reader, open: &Open) {
        for key in ["labels", "annotations"] {
            self.noted(reader, open, key, |reader, node| {
                let entries = node.entries().filter(|entry| entry.key.shape() == Shape::Scalar);
                let notes: Vec<[Slot; 2]> = entries.map(|entry| note(reader, entry.key, entry.value)).collect();
                (node.shape() == Shape::Mapping).then(|| reader.out.notes(&notes))
            });
        }
        self.noted(reader, open, "tags", |reader, node| {
            let mut tags = Vec::new();
            for item in node.items().filter(|item| item.shape() != Shape::Null) {
                let is_text = item.shape() == Shape::Scalar;
                let value = if is_text { Value::Text(reader.text_at(item)) } else { Value::Invalid };
                tags.push(slot(value, item.place()));
            }
            (node.shape() == Shape::Sequence).then(|| reader.out.list(&tags))
        });
        self.noted(reader, open, "links", |reader, node| {
            let mut notes = Vec::new();
            for link in node.items() {
                let Some(url) = link.get("url") else { continue };
                let names = ["title", "type"].into_iter().filter_map(|key| link.get(key));
                notes.extend(names.filter(|name| name.shape() == Shape::Scalar).map(|name| note(reader, name, url)));
            }
            (node.shape() == Shape::Sequence).then(|| reader.out.notes(&notes))
        });
    }

    /// Reads a part of the metadata; what is of another shape may say anything.
    fn noted(
        &self,
        reader: &mut Reader,
        open: &Open,
        key: &str,
        read: impl FnOnce(&mut Reader, NodeRef<'_>) -> Option<Value>,
    ) {
        let Some(field) = record(self.kind).member(key) else { return };
        let Some(node) = self.metadata.get(key).filter(|node| node.shape() != Shape::Null) else { return };
        let value = match read(reader, node) {
            _ if node.is_damaged() => Value::Invalid,
            _ if is_brought_in(node) => Value::Elsewhere,
            value => value.unwrap_or(Value::Invalid),
        };
        reader.out.set(open, field, value, node.place());
    }
}

fn note(reader: &mut Reader, key: NodeRef<'_>, node: NodeRef<'_>) -> [Slot; 2] {
    let text = reader.text_at(key);
    let [key, under] = reader.note(text, key.place(), node);
    let value = if is_brought_in(node) { Value::Elsewhere } else { under.value };
    [key, Slot { value, ..under }]
}
