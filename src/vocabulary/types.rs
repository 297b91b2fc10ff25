//! What expressions take a value for: its type, and what a number counts.

use crate::vocabulary::Words;
use crate::vocabulary::kinds::Kind;

/// What a number counts, which decides how it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A bare number.
    Plain,
    /// A share of a whole; shown in per cent.
    Share,
    /// Hours.
    Hours,
    /// Minutes; written as a duration such as `12h`.
    Minutes,
}

/// The type of one value, lists aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A truth value.
    Bool,
    /// A number.
    Number(Unit),
    /// Text.
    Text,
    /// A calendar date.
    Date,
    /// A word of a closed list.
    Word(&'static Words),
    /// An entity of one kind.
    Entity(Kind),
    /// An entity whose kind is known only when judged; only `id` can be read.
    Party,
    /// A field whose content is never judged; only `has()` can be asked of it.
    Opaque,
}

/// A type: a scalar, or lists of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    /// What the innermost element is.
    pub of: Of,
    /// How many lists are around it.
    pub lists: u8,
}

impl Type {
    /// One value.
    pub const fn one(of: Of) -> Self {
        Self { of, lists: 0 }
    }
    /// A list of values.
    pub const fn list(of: Of) -> Self {
        Self { of, lists: 1 }
    }
    /// An element of a list; of what is none, itself.
    #[must_use]
    pub const fn element(self) -> Self {
        Self { of: self.of, lists: self.lists.saturating_sub(1) }
    }
}
