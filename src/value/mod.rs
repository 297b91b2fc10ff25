//! The values rule expressions compute with, and the three-valued answer to every question.

pub mod number;
pub mod owned;
pub mod param;
pub mod rational;

use num_rational::Ratio;

use crate::text::Place;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
pub use crate::vocabulary::types::{Of, Type, Unit};

/// An exact number. Where a result does not fit, it is unknown rather than rounded.
pub type Number = Ratio<i64>;

/// Why something is unknown: an index into the causes of the current judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause(pub u32);

impl Cause {
    /// The steps or the memory of the judgement were used up: nothing was missing, the page asks for too much.
    pub const OUT_OF_STEPS: Self = Self(u32::MAX);
}

/// What was not declared, or could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// A field of an entity.
    Field(Entity, FieldId),
    /// A whole section (`slos`, `interactions`), or the rest of it.
    Section(Kind),
    /// The number became too large to be exact, or was divided by zero.
    Arithmetic,
    /// A field that was written, but wrongly; reported already.
    Invalid(Entity, FieldId),
    /// A field whose value, or a part of it, is kept where nothing is read.
    Elsewhere(Entity, FieldId),
    /// An element, key or extreme that a list or table does not have: nothing that could be declared would
    /// change it, so what depends on it is not applicable rather than not judged.
    Element,
}

impl Missing {
    /// Whether something could be written that would change it.
    pub const fn is_declarable(self) -> bool {
        !matches!(self, Self::Arithmetic | Self::Element | Self::Elsewhere(..))
    }
}

/// A node in the tree of causes.
#[derive(Clone, Copy, Debug)]
pub enum CauseNode<'a> {
    /// A leaf.
    Because(Missing),
    /// All of these, gathered elsewhere.
    Gathered(&'a [Missing]),
    /// Either of two.
    Either(Cause, Cause),
}

/// A number known only to lie between bounds.
#[derive(Clone, Copy, Debug)]
pub struct Interval {
    /// It is at least this.
    pub low: Number,
    /// It is at most this, if anything limits it.
    pub high: Option<Number>,
    /// Why it is not known better.
    pub cause: Cause,
}

/// An element of a list, with the place it has there (the edge that declares it).
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// The element.
    pub value: Val<'a>,
    /// Where its membership in the list was written.
    pub place: Option<Place>,
    /// Why it is not certain that it belongs to the list, where it is not.
    pub maybe: Option<Cause>,
}

/// A list. `open` says why there may be further elements, where that is not excluded.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// The elements known of.
    pub items: &'a [Item<'a>],
    /// Why there may be more.
    pub open: Option<Cause>,
}

/// A value. Cheap to copy; lists live in the arena of the judgement.
#[derive(Clone, Copy, Debug)]
pub enum Val<'a> {
    /// Not known, and why.
    Unknown(Cause),
    /// A truth value.
    Bool(bool),
    /// An exact number.
    Number(Number),
    /// A number between bounds.
    Interval(&'a Interval),
    /// Text.
    Text(&'a str),
    /// Days since 1970-01-01.
    Date(i32),
    /// A word of the type's list, by rank.
    Word(u8),
    /// An entity.
    Entity(Entity),
    /// A list.
    List(List<'a>),
}

impl Val<'_> {
    /// The entity that it is.
    pub const fn entity(&self) -> Option<Entity> {
        match self {
            Val::Entity(entity) => Some(*entity),
            _ => None,
        }
    }
}

impl<'a> Item<'a> {
    /// An element that certainly belongs to its list.
    pub const fn new(value: Val<'a>, place: Option<Place>) -> Self {
        Self { value, place, maybe: None }
    }

    /// The entity that it is.
    pub const fn entity(&self) -> Option<Entity> {
        self.value.entity()
    }

    /// Whether it is known, and certainly belongs to its list.
    pub const fn is_known(&self) -> bool {
        self.maybe.is_none() && !matches!(self.value, Val::Unknown(_))
    }
}
