//! The organisation: what was declared, by whom, where; and how it hangs together.
//!
//! Read-only once built. Entities and nested records share one sparse store: each has only the
//! slots that were declared.

pub mod kind;
pub mod value;
pub mod vocabulary;

use crate::source::{Place, Sources};
use kind::{Entity, FieldId, Kind};
use value::{Run, Slot, TextAt, Value};

/// Three-valued truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Yes.
    True,
    /// No.
    False,
    /// Nobody said.
    Unknown,
}

/// How much of a section is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing of it was declared anywhere: what it would hold is unknown.
    Absent,
    /// Something of it was declared, but a part could not be read: there may be more.
    Incomplete,
    /// All there is.
    Complete,
}

/// An organisation.
#[derive(Debug)]
pub struct Org {
    sources: Sources,
}

impl Org {
    /// The files it was read from, and every other text findings may point into.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }
    /// How many entities of a kind there are, in order of id; those only referred to come last.
    pub fn count(&self, kind: Kind) -> usize;
    /// How many of them were declared, and not only referred to.
    pub fn declared(&self, kind: Kind) -> usize;
    /// How much of a section is known.
    pub fn extent(&self, kind: Kind) -> Extent;
    /// Whether the entity was declared, and not only referred to.
    pub fn is_declared(&self, entity: Entity) -> bool;
    /// Its id as declared: `payments`. Nested records have their key, or are empty.
    pub fn id(&self, entity: Entity) -> &str;
    /// Its stable name for machines: `team:payments`; for nested records `team:payments/duties/0`.
    pub fn stable_id(&self, entity: Entity) -> String;
    /// Where its id is written: the first declaration.
    pub fn place(&self, entity: Entity) -> Place;
    /// The record it is nested in.
    pub fn parent(&self, entity: Entity) -> Option<Entity>;
    /// A declared field; defaults are not applied.
    pub fn slot(&self, entity: Entity, field: FieldId) -> Option<&Slot>;
    /// Whether a field was declared, by the rules of absence.
    pub fn has(&self, entity: Entity, field: FieldId) -> Known;
    /// The elements of a list value.
    pub fn elements(&self, run: Run) -> &[Slot];
    /// The characters of a text.
    pub fn text(&self, text: TextAt) -> &str;
    /// The entity of that kind and id, compared without regard to case.
    pub fn find(&self, kind: Kind, id: &str) -> Option<Entity>;
    /// The date that counts as today, in days since 1970-01-01.
    pub fn as_of(&self) -> i32;
}
