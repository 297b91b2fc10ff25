//! What rules see of somebody to page.

use crate::facts::fact::{Fact, list};
use crate::facts::response::escalation;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("people", list(Kind::Person), "Everybody it can reach.", escalation::target_people),
    Fact::new(
        "teams",
        list(Kind::Team),
        "Teams it pages: the one it names; those of the person; the one that runs the rotation or, where nobody said which, that all its participants are in; of an escalation, those of its first level.",
        escalation::target_teams,
    ),
];
