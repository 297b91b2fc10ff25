//! How a field is written: as a value of some form, or as one of the structures that values are put into.

use crate::vocabulary::forms::ScalarForm;
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::types::{Of, Type};
use crate::vocabulary::{COVERAGE, Words};

/// How a field is written, and so what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// A single value of a form.
    Scalar(&'static ScalarForm),
    /// One of a closed list.
    Word(&'static Words),
    /// A reference to something of one of these kinds.
    Ref(&'static [Kind]),
    /// A nested record.
    Record(Kind),
    /// Several; one alone may stand without the list.
    List(&'static Read),
    /// Nested records, as a map from id to record or as a list of records with `name`.
    Map(Kind),
    /// Hours that are covered: a word, or windows.
    Coverage,
    /// A link, or a list of them.
    Link,
    /// Anything; kept as present, never judged.
    Free,
    /// Texts under keys of everybody's own, of which rules read one at a time.
    Notes,
}

impl Read {
    /// How the elements are written, of a list of lists those of the innermost; how it is written itself, if it is none.
    #[must_use]
    pub const fn element(mut self) -> Self {
        while let Self::List(of) = self {
            self = *of;
        }
        self
    }

    /// The closed list that its words are on, if it is written as a word or as several.
    pub const fn words(self) -> Option<&'static Words> {
        match self.element() {
            Self::Word(words) => Some(words),
            Self::Coverage => Some(&COVERAGE),
            _ => None,
        }
    }

    /// The kinds that it may refer to, or that each element may.
    pub const fn refers_to(self) -> &'static [Kind] {
        match self.element() {
            Self::Ref(kinds) => kinds,
            _ => &[],
        }
    }

    /// The kind of the records that it holds.
    pub const fn holds(self) -> Option<Kind> {
        match self.element() {
            Self::Record(kind) | Self::Map(kind) => Some(kind),
            Self::Coverage => Some(Kind::Window),
            _ => None,
        }
    }

    /// What it is in expressions.
    pub fn ty(self) -> Type {
        match self {
            Self::Scalar(form) => Type::one(form.of),
            Self::Word(words) => Type::one(Of::Word(words)),
            Self::Ref(&[kind]) | Self::Record(kind) => Type::one(Of::Entity(kind)),
            Self::Ref(_) => Type::one(Of::Party),
            Self::List(of) => {
                let of = of.ty();
                Type { of: of.of, lists: of.lists + 1 }
            }
            Self::Map(kind) => Type::list(Of::Entity(kind)),
            Self::Coverage => Type::one(Of::Word(&COVERAGE)),
            Self::Link | Self::Free | Self::Notes => Type::one(Of::Opaque),
        }
    }

    /// What messages call it: `expected a duration`.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::Scalar(form) => form.expected,
            Self::Word(words) => words.name,
            Self::Coverage => COVERAGE.name,
            Self::Ref(_) => "a reference",
            Self::Record(_) | Self::Map(_) | Self::Notes => "a map",
            Self::List(_) => "a list",
            Self::Link => "a link",
            Self::Free => "anything",
        }
    }
}
