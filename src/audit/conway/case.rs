//! Two teams, and what they have to do with each other.

use crate::judge::told::Told;
use crate::vocabulary::kinds::Entity;

/// What two teams have to do with each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Case {
    /// The one needs the other, and they talk.
    Both,
    /// The one needs the other, and they do not talk.
    Apart,
    /// They talk, and neither needs the other.
    Talking,
    /// It is not known whether they talk, or whether one needs the other, and this would tell.
    Unknown(Vec<String>),
}

/// Two teams, in the order of their names.
pub(super) type Two = (Entity, Entity);

/// A pair of teams as far as it is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Pair {
    /// The pairs of the organisation, one for each direction.
    pub(super) pairs: Vec<Entity>,
    /// Whether they talk, where anybody could say.
    pub(super) talking: Option<Told<bool>>,
}
