//! Values that outlive the judgement they were computed in, each with what is missing to know it better.

use crate::text::Place;
use crate::value::{Missing, Number};
use crate::vocabulary::kinds::Entity;

/// What is missing, sorted, and no more of it than anybody reads.
pub type Wanting = Box<[Missing]>;

/// A value that owns its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owned {
    /// Not known, for want of this.
    Unknown(Wanting),
    /// Computing it took more steps or memory than it may.
    OutOfSteps,
    /// A truth value.
    Bool(bool),
    /// An exact number.
    Number(Number),
    /// A number between bounds; what would have to be known to know it.
    Interval(Number, Option<Number>, Wanting),
    /// Text.
    Text(Box<str>),
    /// Days since 1970-01-01.
    Date(i32),
    /// A word of the type's list, by rank.
    Word(u8),
    /// An entity.
    Entity(Entity),
    /// A list, and what would have to be known to say that there is no more in it.
    List(Box<[OwnedItem]>, Option<Wanting>),
}

/// An element of a list that owns its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedItem {
    /// The element.
    pub value: Owned,
    /// Where its membership in the list was written.
    pub place: Option<Place>,
    /// What would have to be known to say that it belongs to the list, where that is not certain.
    pub maybe: Option<Wanting>,
}
