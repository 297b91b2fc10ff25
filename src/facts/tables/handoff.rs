//! What rules see of a hand-off.

use crate::facts::fact::{Fact, TEXT, TEXTS};
use crate::facts::response::responders;
use crate::field;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new(
        "day",
        TEXTS,
        "Days of the week on which the turn passes on, as `mon` or `sat`; mostly one.",
        responders::days,
    )
    .at(|cx, e| cx.org.place_of(e, field!(Handoff.day))),
    Fact::new("timeOfDay", TEXT, "The local time at which it passes on, as `09:00`.", responders::time_of_day)
        .at(|cx, e| cx.org.place_of(e, field!(Handoff.time))),
];
