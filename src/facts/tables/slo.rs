//! What rules see of a service level objective.

use crate::facts::fact::{Fact, MINUTES, SHARE, list};
use crate::facts::services::objectives;
use crate::field;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new(
        "target",
        SHARE,
        "The objective, as a share of the whole, whichever way it was written.",
        objectives::target,
    )
    .at(objectives::written),
    Fact::new(
        "platforms",
        list(Kind::Platform),
        "Platforms it is about, declared on either side.",
        objectives::slo_platforms,
    )
    .at(|cx, e| cx.org.place_of(e, field!(Slo.platform))),
    Fact::new(
        "quarterBudget",
        MINUTES,
        "The time it allows to be down in a quarter of 90 days: (1 - target) * 90 * 24 h (F20).",
        objectives::quarter_budget,
    )
    .at(objectives::written),
];
