//! What rules see of an escalation policy.

use crate::facts::fact;
use crate::facts::fact::{BOOL, Fact, list};
use crate::facts::response::escalation;
use crate::field;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("people", list(Kind::Person), "Everybody it can reach at any level.", escalation::everybody),
    Fact::new(
        "firstTimeout",
        fact::MINUTES,
        "How long it waits for the first level before it pages the second (F20).",
        escalation::first_timeout,
    )
    .at(|cx, e| cx.org.place_of(escalation::first_level(cx.org, e).ok()?, field!(EscalationLevel.timeout))),
    Fact::new(
        "steps",
        list(Kind::EscalationLevel),
        "Its levels and those of the policies it hands over to, each once, without levels that only hand over.",
        escalation::steps,
    ),
    Fact::new(
        "onlyHandedOver",
        BOOL,
        "Whether it is paged by other policies alone, as a part of theirs: no service, platform or incident names it.",
        escalation::only_handed_over,
    ),
    Fact::new(
        "handsOverToItself",
        BOOL,
        "Whether it hands over to itself, in whichever way: through a level of its own, or by way of other policies.",
        escalation::hands_over_to_itself,
    ),
];
