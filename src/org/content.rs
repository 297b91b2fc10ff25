//! What is said of an entity in a form in which two organisations can be compared: without places, spellings, and orders
//! that say nothing.

use num_rational::Ratio;

use crate::declare::value::{Slot, Value};
use crate::org::{Org, read};
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, FieldId};
use crate::vocabulary::{Default, Read, record};
use crate::yaml::tree::{NodeRef, Shape, Tree};

/// What a field says. Two that say the same are equal, wherever and however they are written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content<'o> {
    /// Something that cannot be read, or is kept elsewhere.
    Unknown,
    /// Somebody of a kind that is no part of the vocabulary.
    Foreign,
    /// A seat that is nobody's.
    Nobody,
    /// A truth value.
    Truth(bool),
    /// A number.
    Number(Ratio<i128>),
    /// A span, time of day or offset, in minutes.
    Minutes(i64),
    /// A time zone.
    Zone(&'o str),
    /// Days since 1970-01-01.
    Date(i32),
    /// Days of the week.
    Days(u8),
    /// A word of the field's list, by rank.
    Word(u8),
    /// Text.
    Text(&'o str),
    /// A name of nothing that is known.
    Name(&'o str),
    /// What is referred to, as [`Org::contents`] was told to call it.
    Entity(Entity),
    /// Several, sorted where their order says nothing.
    List(Vec<Content<'o>>),
    /// Texts under keys, sorted.
    Notes(Vec<(&'o str, Content<'o>)>),
    /// A nested record: its id, and its fields.
    Record(&'o str, Vec<(FieldId, Content<'o>)>),
    /// What is never judged, as far as it can be told from what is written.
    Written(Written),
}

/// In which form what is said is told.
#[derive(Clone, Copy)]
enum Form<'n> {
    /// Such that two organisations can be compared: defaults are said, and orders that say nothing are none.
    Compared(&'n dyn Fn(Entity) -> Entity),
    /// As it was written: in its order, and nothing twice.
    AsWritten,
}

impl Form<'_> {
    fn name(self, entity: Entity) -> Entity {
        match self {
            Self::Compared(name) => name(entity),
            Self::AsWritten => entity,
        }
    }
}

/// What is written of a value that is never judged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Written {
    /// Text.
    Text(String),
    /// Several.
    List(Vec<Written>),
    /// Values under keys, sorted.
    Map(Vec<(Written, Written)>),
}

impl Org {
    /// Everything that is said of an entity or record, in the order of its fields, defaults included. What is referred to is
    /// called by `name`, so that the same has one name in two organisations.
    pub fn contents<'o>(&'o self, of: Entity, name: &dyn Fn(Entity) -> Entity) -> Vec<(FieldId, Content<'o>)> {
        self.fields_in(of, Form::Compared(name))
    }

    /// Everything that was written of an entity or record, in the order of its fields: what would be written down to say the
    /// same once more. What follows from another field is not said again, and orders stay as they are.
    pub fn contents_as_written(&self, of: Entity) -> Vec<(FieldId, Content<'_>)> {
        self.fields_in(of, Form::AsWritten)
    }

    fn fields_in<'o>(&'o self, of: Entity, form: Form<'_>) -> Vec<(FieldId, Content<'o>)> {
        let said = |(field, _)| Some((field, self.field_in(of, field, form)?));
        record(of.kind).members().filter_map(said).collect()
    }

    fn field_in<'o>(&'o self, of: Entity, field: FieldId, form: Form<'_>) -> Option<Content<'o>> {
        let def = record(of.kind).def(field);
        match (self.slot(of, field), form) {
            (Some(_), Form::AsWritten) if self.is_derived(of, field) => None,
            (Some(slot), _) => self.said(slot, def.read, def.in_order, form),
            (None, Form::Compared(_)) => default(def.default),
            (None, Form::AsWritten) => None,
        }
    }

    /// What is said in one field.
    pub fn content<'o>(&'o self, of: Entity, field: FieldId, name: &dyn Fn(Entity) -> Entity) -> Option<Content<'o>> {
        self.field_in(of, field, Form::Compared(name))
    }

    /// The records that are nested in an entity, at any depth.
    pub fn nested(&self, of: Entity) -> Vec<Entity> {
        let (mut found, mut open) = (Vec::new(), vec![of]);
        while let Some(entity) = open.pop() {
            for slot in self.slots_of(entity) {
                let elements = match slot.value {
                    Value::List(run) => self.elements(run),
                    _ => std::slice::from_ref(slot),
                };
                open.extend(elements.iter().filter_map(|element| match element.value {
                    Value::Record(nested) => Some(nested),
                    _ => None,
                }));
            }
            found.extend((entity != of).then_some(entity));
        }
        found
    }

    /// What a field says; nothing where it says that there is nothing.
    fn said<'o>(&'o self, slot: &Slot, read: Read, in_order: bool, form: Form<'_>) -> Option<Content<'o>> {
        if slot.value.is_nothing() {
            return None;
        }
        let elements = match slot.value {
            Value::List(run) => self.elements(run),
            Value::Invalid | Value::Elsewhere | Value::Present => return Some(self.one(slot, form)),
            // One alone may stand without the list.
            _ if matches!(read, Read::List(_)) => std::slice::from_ref(slot),
            _ => return Some(self.one(slot, form)),
        };
        let elements = elements.iter().filter(|element| !element.value.is_nothing());
        let mut list: Vec<Content<'o>> = elements.map(|element| self.one(element, form)).collect();
        // Severities of incidents are in the order of the numbers in their names, where they have some.
        let is_numbered =
            |one: &Content<'_>| matches!(one, Content::Record(id, _) if id.contains(|c: char| c.is_ascii_digit()));
        let is_compared = matches!(form, Form::Compared(_));
        if is_compared && (!in_order || list.iter().all(is_numbered)) {
            list.sort();
            list.dedup();
        }
        let is_none = list.is_empty() && matches!(slot.value, Value::List(run) if run.len > 0);
        (!is_none).then_some(Content::List(list))
    }

    fn one<'o>(&'o self, slot: &Slot, form: Form<'_>) -> Content<'o> {
        match slot.value {
            Value::Bool(value) => Content::Truth(value),
            Value::Number { mantissa, scale } => read::exact(mantissa, scale).map_or(Content::Unknown, Content::Number),
            Value::Minutes(value) => Content::Minutes(value),
            Value::Zone(zone) => Content::Zone(self.characters(zone)),
            Value::Date(value) => Content::Date(value),
            Value::Days(value) => Content::Days(value),
            Value::Word(rank) => Content::Word(rank),
            Value::Text(text) => Content::Text(self.characters(text)),
            Value::Name(name) => Content::Name(self.characters(name)),
            Value::Ref(entity) => Content::Entity(form.name(entity)),
            Value::Record(nested) => Content::Record(self.id(nested), self.fields_in(nested, form)),
            Value::List(_) => self.said(slot, Read::Free, false, form).unwrap_or(Content::Nobody),
            Value::Notes(_) => {
                let under = self.pairs(slot).filter(|(_, under)| !under.value.is_nothing());
                let mut notes: Vec<_> = under.map(|(key, under)| (key, self.one(under, form))).collect();
                notes.sort();
                Content::Notes(notes)
            }
            Value::Foreign => Content::Foreign,
            Value::Nothing | Value::Nobody => Content::Nobody,
            Value::Present => Content::Written(self.written(slot.place)),
            Value::Elsewhere | Value::Invalid => Content::Unknown,
        }
    }

    /// What is written at a place, whatever it looks like there.
    fn written(&self, place: Place) -> Written {
        let text = self.sources.text(place);
        let before = &self.sources.get(place.file).text().as_bytes()[..place.span.start as usize];
        // The lines below the first are indented as they are in the file.
        let indent = if text.contains('\n') {
            before.iter().rev().take(INDENT).take_while(|byte| **byte != b'\n').count()
        } else {
            0
        };
        let alone = format!("{}{text}", " ".repeat(indent));
        let parsed = Tree::parse(place.file, &alone);
        let whole = || Written::Text(text.split_whitespace().collect::<Vec<_>>().join(" "));
        if parsed.tree.is_broken() || parsed.tree.has_aliases() {
            return whole();
        }
        parsed.tree.documents(&alone).next().map_or_else(whole, written)
    }
}

/// Nobody indents by more.
const INDENT: usize = 1_000;

fn written(node: NodeRef<'_>) -> Written {
    match node.shape() {
        Shape::Mapping => {
            let mut map: Vec<_> = node.entries().map(|entry| (written(entry.key), written(entry.value))).collect();
            map.sort();
            Written::Map(map)
        }
        Shape::Sequence => Written::List(node.items().map(written).collect()),
        Shape::Scalar | Shape::Null => Written::Text(node.text().unwrap_or_default().into_owned()),
    }
}

fn default<'o>(default: Default) -> Option<Content<'o>> {
    match default {
        Default::Bool(value) => Some(Content::Truth(value)),
        Default::Number(value) => Some(Content::Number(Ratio::from_integer(value.into()))),
        Default::Word(rank) => Some(Content::Word(rank)),
        Default::Unknown | Default::Covered => None,
    }
}
