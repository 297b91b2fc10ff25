//! A pager, as those who make declarations of its exports need to know it.

use crate::declare::export::Export;
use crate::declare::format::Format;
use crate::vocabulary::kinds::Kind;

/// A pager, as messages speak of it.
pub(crate) struct Pager {
    /// What the store remembers of its exports.
    pub format: &'static Format,
    /// What to export for the objects of a kind.
    pub lists: &'static [(Kind, &'static str)],
    /// What to ask for where schedules come without their layers.
    pub layers: &'static str,
    /// How to ask for the next page of a list, as a clause.
    pub next: &'static str,
}

impl Pager {
    /// What it calls a kind.
    pub fn word(&self, kind: Kind) -> &'static str {
        self.format.terms.kind(kind)
    }
}

/// An export of one file: the rank of the file among those that were read, and what it says.
pub(super) type Part = (usize, Export);
