//! A sheet for each team, to be handed to that team: what its charter says, what was found about it with a way out, and what it
//! has not said.

mod sheet;
mod writing;

use crate::audit::Source;
use crate::audit::charters::writing::{ROOMY, TIGHT, Writing};
use crate::charter::Charters;
use crate::vocabulary::kinds::Entity;

pub use sheet::{Column, Found, Part, Sheet, Sheets, Unsaid};

/// So many sheets are made. The page is to open at once.
const SHEETS: usize = 2_000;
/// From so many sheets on, each is cut to what a team reads first.
const MANY: usize = 200;

/// The sheets of an organisation.
pub(super) fn of(source: &Source<'_>) -> Sheets {
    let charters = Charters::of(source.org, source.facts, source.of_teams);
    let teams: Vec<Entity> = charters.teams().collect();
    let cut = teams.len() > MANY;
    let room = if cut { TIGHT } else { ROOMY };
    let (shown, others) = teams.split_at(teams.len().min(SHEETS));
    Sheets {
        sheets: shown.iter().map(|&team| Writing::of(source, room).sheet(&charters.team(team))).collect(),
        others: others.iter().map(|&team| (source.anchor(team), source.name(team))).collect(),
        cut,
    }
}
