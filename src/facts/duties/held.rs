//! A duty as one team holds it.

use crate::text::Place;
use crate::value::Missing;
use crate::vocabulary::kinds::Entity;
use crate::word;

/// Ranks in the list of levels.
pub(crate) const RESPONSIBLE: u8 = word!(Holding.level, "responsible");
pub(crate) const ACCOUNTABLE: u8 = word!(Holding.level, "accountable");
pub(crate) const INFORMED: u8 = word!(Holding.level, "informed");

/// What a holding covers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Everything that nobody claims more narrowly.
    Org,
    /// The team's own services.
    Own,
    /// These services.
    Services(Vec<String>),
}

/// A duty as one team holds it.
#[derive(Clone, Debug)]
pub struct Held {
    /// Who.
    pub team: Entity,
    /// What.
    pub duty: Entity,
    /// RACI level, by rank.
    pub level: u8,
    /// What it covers, or what would tell.
    pub scope: Result<Scope, Missing>,
    /// Whether that is written, or follows from the duty alone.
    pub is_scope_said: bool,
    /// Where it is written.
    pub place: Place,
}

impl Held {
    /// Whether the team is responsible or accountable.
    pub const fn is_active(&self) -> bool {
        self.level <= ACCOUNTABLE
    }
}
