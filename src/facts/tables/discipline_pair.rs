//! What rules see of two disciplines that should talk.

use crate::facts::fact::{BOOL, Fact, TEXT, list};
use crate::facts::topology::discipline_pairs;
use crate::value::Val;
use crate::vocabulary::DISCIPLINE;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("first", TEXT, "One of the two disciplines.", |_, e| {
        Val::Text(DISCIPLINE.at(discipline_pairs::pair(e).0).unwrap_or_default())
    }),
    Fact::new("second", TEXT, "The other.", |_, e| {
        Val::Text(DISCIPLINE.at(discipline_pairs::pair(e).1).unwrap_or_default())
    }),
    Fact::new("firstTeams", list(Kind::Team), "Teams that practise the first.", |cx, e| {
        discipline_pairs::practising(cx, discipline_pairs::pair(e).0)
    }),
    Fact::new("secondTeams", list(Kind::Team), "Teams that practise the second.", |cx, e| {
        discipline_pairs::practising(cx, discipline_pairs::pair(e).1)
    }),
    Fact::new(
        "talking",
        BOOL,
        "Whether a team of the one has an interaction or engagement with a team of the other that is going on, or is in a community with one.",
        discipline_pairs::talking,
    ),
    Fact::new(
        "ended",
        list(Kind::Interaction),
        "Declared interactions between teams of the two that are over on the date judged.",
        discipline_pairs::ended,
    ),
];
