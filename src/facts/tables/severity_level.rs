//! What rules see of an incident severity.

use crate::facts::fact::{BOOL, Fact, NUMBER, list};
use crate::facts::response::incident;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new(
        "rank",
        NUMBER,
        "How severe it is, 1 most of all: the number in its name, or else its place in the list.",
        incident::rank,
    ),
    Fact::new("pagesAll", BOOL, "Whether it pages everybody: `all: true` is among its targets.", incident::pages_all)
        .at(incident::pages_place),
    Fact::new("directTeams", list(Kind::Team), "Teams that `pages` names itself.", incident::direct_teams)
        .at(incident::pages_place),
    Fact::new(
        "firstTeams",
        list(Kind::Team),
        "Teams that are paged at once: those of each target, of an escalation those of its first level.",
        incident::first_teams,
    )
    .at(incident::pages_place),
];
