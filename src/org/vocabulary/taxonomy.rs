//! The taxonomy: duties, metrics and tools, with the disciplines they belong to.

use super::Read::{Bool, List, Ref, Text, Word};
use super::{Default, Read, Record, field, words};
use crate::org::kind::Kind;

const DISCIPLINES: Read = List(&Word(&words::DISCIPLINE));

pub static DUTY: Record = Record::keyed(
    Kind::Duty,
    "duty",
    "duties",
    "A duty of the taxonomy.",
    &[
        field("label", Text, "Name for display.").prose(),
        field("synonyms", List(&Text), "Other names people use."),
        field("primary", Word(&words::DISCIPLINE), "The discipline it belongs to first."),
        field("shared", DISCIPLINES, "Disciplines it also belongs to."),
        field("support", DISCIPLINES, "Disciplines that help without owning it."),
        field("class", Word(&words::DUTY_CLASS), "Whether one discipline holds it, or several."),
        field("nature", Word(&words::DUTY_NATURE), "Whether it reacts to events."),
        field("scoped", Bool, "Whether it is judged for each scope.").or(Default::Bool(false)),
    ],
);

pub static DUTY_GROUP: Record = Record::keyed(
    Kind::DutyGroup,
    "duty group",
    "dutyGroups",
    "A named set of duties.",
    &[field("duties", List(&Ref(&[Kind::Duty])), "The duties.")],
)
.or_scalar("duties");

pub static METRIC: Record = Record::keyed(
    Kind::Metric,
    "metric",
    "metrics",
    "A metric of the taxonomy.",
    &[
        field("synonyms", List(&Text), "Other names people use."),
        field("family", Word(&words::METRIC_FAMILY), "What it tells about."),
        field("home", DISCIPLINES, "Disciplines it belongs to first."),
        field("shared", DISCIPLINES, "Disciplines it also belongs to."),
    ],
);

pub static TOOL: Record = Record::keyed(
    Kind::Tool,
    "tool",
    "tools",
    "A tool of the taxonomy.",
    &[
        field("synonyms", List(&Text), "Other names people use."),
        field("capability", Text, "What it is mainly for."),
        field("also", List(&Text), "What else it can be used for."),
        field("disciplines", DISCIPLINES, "Disciplines that use it."),
    ],
);
