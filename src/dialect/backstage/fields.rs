//! The fields of an entity as values of the vocabulary, each way of writing one once.

use crate::declare::Open;
use crate::declare::leftover;
use crate::declare::reader::{Reader, slot};
use crate::declare::value::{Slot, TextAt, Value};
use crate::dialect::backstage::reference::Meant;
use crate::dialect::backstage::shapes::{is_brought_in, scalars};
use crate::dialect::backstage::written::Entity;
use crate::dialect::backstage::{links, reference};
use crate::field;
use crate::text::Place;
use crate::vocabulary::kinds::{FieldId, Kind};
use crate::vocabulary::record;
use crate::yaml::tree::{NodeRef, Shape};

/// The kinds a field refers to, through lists and nested records.
fn allowed(kind: Kind, field: FieldId) -> &'static [Kind] {
    record(kind).def(field).read.refers_to()
}

impl Entity<'_> {
    /// Reads text.
    pub(super) fn text(&self, reader: &mut Reader, open: &Open, field: FieldId, node: Option<NodeRef<'_>>) {
        let Some(node) = node else { return };
        let value =
            if is_brought_in(node) { Some(Value::Elsewhere) } else { reader.value(record(self.kind).def(field), node) };
        if let Some(value) = value {
            reader.out.set(open, field, value, node.place());
        }
    }

    /// Reads text of `metadata`, whose shapes are told elsewhere.
    pub(super) fn note(&self, reader: &mut Reader, open: &Open, field: FieldId, key: &str) {
        let Some(node) = self.metadata.get(key) else { return };
        match node.shape() {
            Shape::Mapping | Shape::Sequence => reader.out.set(open, field, Value::Invalid, node.place()),
            Shape::Scalar | Shape::Null => self.text(reader, open, field, Some(node)),
        }
    }

    /// Reads a word of `spec` that stands for one of a closed list.
    pub(super) fn word(&self, reader: &mut Reader, open: &Open, field: FieldId, key: &str, meaning: fn(&str) -> Value) {
        let Some(node) = self.spec(key) else { return };
        match node.text() {
            Some(text) => reader.out.set(open, field, meaning(&text), node.place()),
            None if node.shape() == Shape::Null => {}
            None => {
                if !is_brought_in(node) {
                    let first = node.items().find_map(NodeRef::text);
                    let help = first.map(|first| format!("write `{key}: {first}`")).unwrap_or_default();
                    reader.wrong(node, &format!("a word for `{key}`"), &help);
                }
                reader.out.set(open, field, Value::Invalid, node.place());
            }
        }
    }

    /// Reads a reference to one entity.
    pub(super) fn reference(&self, reader: &mut Reader, open: &Open, field: FieldId, key: &str, default: Kind) {
        let Some(node) = self.spec(key) else { return };
        let value = match node.shape() {
            Shape::Null => return,
            Shape::Scalar => {
                reference::value(reader, node, self.namespace.as_deref(), default, allowed(self.kind, field))
            }
            Shape::Mapping if is_brought_in(node) => Value::Elsewhere,
            Shape::Mapping | Shape::Sequence => {
                let first = node.items().find_map(NodeRef::text);
                let help =
                    first.map_or_else(|| format!("write `{key}: NAME`"), |first| format!("write `{key}: {first}`"));
                reader.wrong(node, &format!("one reference for `{key}`"), &help);
                Value::Invalid
            }
        };
        reader.out.set(open, field, value, node.place());
    }

    /// Reads references to several entities. What the field cannot hold is left out: catalogs may depend on anything.
    pub(super) fn references(
        &self,
        reader: &mut Reader,
        open: &Open,
        field: FieldId,
        key: &str,
        default: Option<Kind>,
    ) {
        if let Some(text) = self.several_in_one(key) {
            return reader.out.set(open, field, Value::Invalid, text.place());
        }
        let Some(nodes) = self.spec.and_then(|spec| scalars(reader, spec, key)) else {
            return;
        };
        let allowed = allowed(self.kind, field);
        let mut found = Vec::new();
        for node in nodes {
            found.extend(self.listed(reader, node, default, allowed).map(|value| slot(value, node.place())));
        }
        let list = reader.out.list(&found);
        self.set_list(reader, open, field, key, list);
    }

    /// Reads references to several entities, each as a nested record that has it in one field.
    pub(super) fn records(
        &self,
        reader: &mut Reader,
        open: &Open,
        field: FieldId,
        key: &str,
        within: (Kind, FieldId),
        default: Option<Kind>,
    ) {
        if let Some(text) = self.several_in_one(key) {
            return reader.out.set(open, field, Value::Invalid, text.place());
        }
        let Some(nodes) = self.spec.and_then(|spec| scalars(reader, spec, key)) else {
            return;
        };
        let allowed = allowed(within.0, within.1);
        let mut found = Vec::new();
        for node in nodes {
            if let Some(value) = self.listed(reader, node, default, allowed) {
                found.push(nested(reader, within, value, node.place()));
            }
        }
        let list = reader.out.list(&found);
        self.set_list(reader, open, field, key, list);
    }

    /// Reads who is in a group. If a directory says so, those who are listed are some of them. Who says nothing and names a
    /// team at a code host may leave it to that.
    pub(super) fn members(&self, reader: &mut Reader, open: &Open) {
        if let Some(text) = self.several_in_one("members") {
            return reader.out.set(open, field!(Team.members), Value::Invalid, text.place());
        }
        let within = (Kind::Member, field!(Member.person));
        let allowed = allowed(within.0, within.1);
        let mut found = Vec::new();
        let listed = self.spec.and_then(|spec| scalars(reader, spec, "members"));
        for node in listed.iter().flatten() {
            if let Some(value) = self.listed(reader, *node, Some(Kind::Person), allowed) {
                found.push(nested(reader, within, value, node.place()));
            }
        }
        let directory = links::directory(self);
        if let Some(host) = links::team_of_host(self).filter(|_| directory.is_none() && found.is_empty()) {
            return reader.out.set_noted(open, field!(Team.members), Value::Elsewhere, host.place());
        }
        let place = self.spec("members").filter(|_| listed.is_some()).or(directory).map(NodeRef::place);
        found.extend(directory.map(|annotation| slot(Value::Elsewhere, annotation.place())));
        if let Some(place) = place {
            let list = reader.out.list(&found);
            reader.out.set(open, field!(Team.members), list, place);
        }
    }

    /// The text under a key that should be a list and names several, which is told with the list to write: what each of
    /// them would be is not judged.
    fn several_in_one(&self, key: &str) -> Option<NodeRef<'_>> {
        let node = self.spec(key).filter(|node| node.shape() == Shape::Scalar)?;
        leftover::several(&node.text()?).is_some().then_some(node)
    }

    fn listed(&self, reader: &mut Reader, node: NodeRef<'_>, default: Option<Kind>, allowed: &[Kind]) -> Option<Value> {
        if node.shape() != Shape::Scalar {
            return Some(if is_brought_in(node) { Value::Elsewhere } else { Value::Invalid });
        }
        match reference::meant(reader, node, self.namespace.as_deref(), default) {
            Meant::Foreign(word, id) if reference::is_of_vocabulary(&word) => {
                Some(reference::foreign(reader, node, &word, &id))
            }
            Meant::Nobody | Meant::Foreign(..) => None,
            Meant::Kindless(id) => Some(reference::kindless(reader, node, &id)),
            Meant::Illegible => Some(Value::Invalid),
            Meant::Entity(kind, _) if allowed.len() > 1 && !allowed.contains(&kind) => None,
            Meant::Entity(kind, id) => Some(reference::name(reader, node, kind, &id, allowed)),
        }
    }

    fn set_list(&self, reader: &mut Reader, open: &Open, field: FieldId, key: &str, list: Value) {
        if let Some(written) = self.spec(key) {
            reader.out.set(open, field, list, written.place());
        }
    }

    /// Reads who owns it: one, several, or in so many words nobody.
    pub(super) fn owner(&self, reader: &mut Reader, open: &Open, field: FieldId) {
        let Some(node) = self.spec("owner") else {
            return;
        };
        let allowed = allowed(self.kind, field);
        let value = match node.shape() {
            Shape::Null if node.is_damaged() => return,
            Shape::Null => Value::Nothing,
            Shape::Mapping if is_brought_in(node) => Value::Elsewhere,
            Shape::Mapping => {
                reader.wrong(node, "a reference for `owner`", "write `group:NAME` or `user:NAME`");
                Value::Invalid
            }
            Shape::Scalar => match reference::owner(reader, node, self.namespace.as_deref(), allowed) {
                Value::Nothing => Value::Nothing,
                value => reader.out.list(&[slot(value, node.place())]),
            },
            Shape::Sequence => {
                let mut owners = Vec::new();
                for item in node.items() {
                    let value = match item.shape() {
                        Shape::Null => Value::Nothing,
                        Shape::Scalar => reference::owner(reader, item, self.namespace.as_deref(), allowed),
                        Shape::Mapping if is_brought_in(item) => Value::Elsewhere,
                        Shape::Mapping | Shape::Sequence => {
                            reader.wrong(item, "a reference in `owner`", "");
                            Value::Invalid
                        }
                    };
                    owners.push(slot(value, item.place()));
                }
                reader.out.list(&owners)
            }
        };
        reader.out.set(open, field, value, node.place());
    }

    /// Reads the children of a group: each of them reports to it.
    pub(super) fn children(&self, reader: &mut Reader) {
        for (kind, child, node) in self.others(reader, "children", Some(Kind::Team)) {
            if kind == Kind::Team {
                let field = field!(Team.reportsTo);
                let value = Value::Name(self.named_from_outside(reader, allowed(kind, field)));
                reader.out.say(child, Slot { kind, field, ..slot(value, node.place()) });
            }
        }
    }

    /// Reads what depends on this entity.
    pub(super) fn dependents(&self, reader: &mut Reader) {
        for (kind, dependent, node) in self.others(reader, "dependencyOf", None) {
            let (field, element) = match kind {
                Kind::Service => {
                    let within = (Kind::ServiceDependency, field!(ServiceDependency.service));
                    let value = Value::Name(self.named_from_outside(reader, allowed(within.0, within.1)));
                    (field!(Service.dependsOn), nested(reader, within, value, node.place()))
                }
                Kind::Resource => {
                    let field = field!(Resource.dependsOn);
                    let value = Value::Name(self.named_from_outside(reader, allowed(kind, field)));
                    (field, slot(value, node.place()))
                }
                _ => continue,
            };
            let value = reader.out.list(&[element]);
            reader.out.say(dependent, Slot { kind, field, ..slot(value, node.place()) });
        }
    }

    fn others<'n>(&'n self, reader: &mut Reader, key: &str, default: Option<Kind>) -> Vec<(Kind, TextAt, NodeRef<'n>)> {
        let nodes =
            self.spec.filter(|_| self.several_in_one(key).is_none()).and_then(|spec| scalars(reader, spec, key));
        let mut found = Vec::new();
        for node in nodes.unwrap_or_default() {
            match reference::meant(reader, node, self.namespace.as_deref(), default) {
                Meant::Entity(kind, id) => found.push((kind, id.text_at(reader, node), node)),
                Meant::Kindless(id) => {
                    if let Value::Name(of) = reference::kindless(reader, node, &id) {
                        found.push((Kind::Service, of, node));
                    }
                }
                Meant::Foreign(..) | Meant::Illegible | Meant::Nobody => {}
            }
        }
        found
    }

    /// How somebody else refers to this entity in a field that may hold one of `allowed`.
    fn named_from_outside(&self, reader: &mut Reader, allowed: &[Kind]) -> TextAt {
        let id = self.id_text();
        if allowed == [self.kind] {
            reader.out.own(&id)
        } else {
            reader.out.own(&format!("{}:{id}", record(self.kind).word))
        }
    }
}

/// A nested record with one field.
fn nested(reader: &mut Reader, (kind, field): (Kind, FieldId), value: Value, place: Place) -> Slot {
    let open = reader.out.open(kind);
    reader.out.set(&open, field, value, place);
    let made = reader.close(open, TextAt::EMPTY, place, false);
    slot(Value::Record(made), place)
}
