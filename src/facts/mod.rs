//! What needs an algorithm: computed once over the organisation, and read by rules as ordinary fields.
//!
//! Each fact is a [`Fact`] in the table of its kind, with its type and documentation. Heavy ones are
//! computed for the whole organisation on first use and kept in [`Facts`].

pub mod value;

use crate::org::kind::{Entity, Kind};
use crate::source::Place;
use value::{Cx, Type, Val};

/// A computed field of a kind. Where a kind has a fact and a declared field of the same name, rules see the fact.
#[derive(Debug)]
pub struct Fact {
    /// Its name in expressions.
    pub name: &'static str,
    /// Its type.
    pub ty: Type,
    /// What it means, in one sentence, with units.
    pub doc: &'static str,
    /// Computes it.
    pub get: for<'a> fn(&Cx<'a>, Entity) -> Val<'a>,
    /// Where a label on it points; without one, a label on it is rejected when a page is loaded.
    pub at: Option<fn(&Cx<'_>, Entity) -> Option<Place>>,
}

/// What was computed about an organisation, each part on first use.
#[derive(Debug, Default)]
pub struct Facts {}

/// The facts of a kind.
pub fn of(kind: Kind) -> &'static [Fact] {
    let _ = kind;
    &[]
}

/// A computed collection that rules can go through with `for:`, such as `pools`.
#[derive(Debug)]
pub struct Derived {
    /// Its name in expressions.
    pub name: &'static str,
    /// What its elements are.
    pub kind: Kind,
    /// What it holds, in one sentence.
    pub doc: &'static str,
    /// How many there are, and why that is not certain.
    pub all: for<'a> fn(&Cx<'a>) -> Val<'a>,
}

/// The computed collections.
pub fn collections() -> &'static [Derived] {
    &[]
}
