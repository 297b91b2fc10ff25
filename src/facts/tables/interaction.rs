//! What rules see of an interaction.

use crate::facts::fact::{BOOL, DATE, Fact, list};
use crate::facts::topology::interactions;
use crate::field;
use crate::value::{Item, Val};
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("teams", list(Kind::Team), "The teams that take part, each once.", |cx, e| {
        cx.list(
            interactions::teams(cx.org, e).into_iter().map(|(team, place)| Item::new(Val::Entity(team), Some(place))),
        )
    }),
    Fact::new(
        "end",
        DATE,
        "The day it ends: when it began, and how long it is meant to last from then on.",
        interactions::end,
    )
    .at(|cx, e| cx.org.place_of(e, field!(Interaction.expectedDuration))),
    Fact::new(
        "current",
        BOOL,
        "Whether it is going on on the date judged: it is not known to begin later, nor to have ended.",
        |cx, e| interactions::truth(cx, interactions::current(cx.org, e)),
    ),
    Fact::new("embedding", BOOL, "Whether one of its teams is embedded with another, by `engagement`.", |cx, e| {
        interactions::truth(cx, interactions::embedding(cx.org, e))
    }),
];
