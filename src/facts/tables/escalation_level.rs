//! What rules see of a level of an escalation policy.

use crate::facts::fact;
use crate::facts::fact::{BOOL, Fact, NUMBER, list};
use crate::facts::response::escalation;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("people", list(Kind::Person), "Everybody it can reach.", escalation::people)
        .at(escalation::targets_place),
    Fact::new("teams", list(Kind::Team), "Teams it pages, as a target does.", escalation::level_teams)
        .at(escalation::targets_place),
    Fact::new("escalation", fact::one(Kind::Escalation), "The policy it belongs to.", escalation::escalation),
    Fact::new("number", NUMBER, "Which level of its policy it is; 1 is paged first.", escalation::number),
    Fact::new(
        "pagedBefore",
        BOOL,
        "Whether everybody whom it pages was certainly paged by a level before it: by name, in a team, as the only one who can be, or by the same turns of a rotation.",
        escalation::paged_before,
    ),
];
