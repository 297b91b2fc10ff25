//! What rules see of a service level objective.

use crate::facts::fact::{BOOL, Fact, MINUTES, SHARE, TEXTS, list};
use crate::facts::services::{objectives, promises};
use crate::facts::sources::shared;
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
        "aboutLatency",
        BOOL,
        "Whether it is about how fast, not about whether it answers: its id, its `indicator` or its `description`, the first that names either, names a metric of the taxonomy with the role `latency` and none with the role `availability`.",
        promises::about_latency,
    ),
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
    Fact::new(
        "serviceMissingFrom",
        TEXTS,
        "Where nobody declares its service, the sources that would if it existed: they know all services, and have those of most objectives of the same source.",
        shared::service_missing_from,
    )
    .at(|cx, e| cx.org.place_of(e, field!(Slo.service))),
];
