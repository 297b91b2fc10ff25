//! The taxonomy: duties, metrics and tools, with the disciplines they belong to.

use crate::vocabulary::Read::{List, Ref, Scalar, Word};
use crate::vocabulary::forms::{AMOUNT, COUNT, FLAG, SHARE, TEXT};
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Default, Read, Record, Words, field, words};

const DISCIPLINES: Read = List(&Word(&words::DISCIPLINE));

pub static DUTY: Record = Record::keyed(
    Kind::Duty,
    "duty",
    "duties",
    "A duty of the taxonomy.",
    &[
        field("label", Scalar(&TEXT), "Name for display.").for_people().prose(),
        field("synonyms", List(&Scalar(&TEXT)), "Other names people use."),
        field("primary", Word(&words::DISCIPLINE), "The discipline it belongs to first."),
        field("shared", DISCIPLINES, "Disciplines it also belongs to."),
        field("support", DISCIPLINES, "Disciplines that help without owning it.").for_people(),
        field("class", Word(&words::DUTY_CLASS), "Whether one discipline holds it, or several."),
        field("nature", Word(&words::DUTY_NATURE), "Whether it reacts to events."),
        field("scoped", Scalar(&FLAG), "Whether it is judged for each scope.").or(Default::Bool(false)),
        field(
            "own",
            Scalar(&FLAG),
            "Whether it is each team's own: who holds it without a scope holds it for what the team itself has.",
        )
        .or(Default::Bool(false)),
        field("role", List(&Word(&words::DUTY_ROLE)), "What rules and facts look for it as, whatever it is called."),
    ],
)
.of_taxonomy();

pub static DUTY_GROUP: Record = Record::keyed(
    Kind::DutyGroup,
    "duty group",
    "dutyGroups",
    "A named set of duties.",
    &[
        field("duties", List(&Ref(&[Kind::Duty])), "The duties."),
        field(
            "role",
            List(&Word(&words::DUTY_GROUP_ROLE)),
            "What rules and facts look for it as, whatever it is called.",
        ),
    ],
)
.or_scalar("duties")
.of_taxonomy();

pub static METRIC: Record = Record::keyed(
    Kind::Metric,
    "metric",
    "metrics",
    "A metric of the taxonomy.",
    &[
        field("synonyms", List(&Scalar(&TEXT)), "Other names people use."),
        field("family", Word(&words::METRIC_FAMILY), "What it tells about."),
        field("home", DISCIPLINES, "Disciplines it belongs to first."),
        field("shared", DISCIPLINES, "Disciplines it also belongs to."),
        field("role", List(&Word(&words::METRIC_ROLE)), "What rules look for it as, whatever it is called."),
    ],
)
.of_taxonomy();

pub static TOOL: Record = Record::keyed(
    Kind::Tool,
    "tool",
    "tools",
    "A tool of the taxonomy.",
    &[
        field("synonyms", List(&Scalar(&TEXT)), "Other names people use."),
        field("capability", Scalar(&TEXT), "What it is mainly for."),
        field("also", List(&Scalar(&TEXT)), "What else it can be used for."),
        field("disciplines", DISCIPLINES, "Disciplines that use it.").for_people(),
    ],
)
.of_taxonomy();

/// A setting of the taxonomy that is no entity: rules read it as the default of a parameter, or facts are decided by it.
#[derive(Debug)]
pub struct Setting {
    /// Its key.
    pub name: &'static str,
    /// The words its table is keyed by, if it is a table.
    pub by: Option<&'static Words>,
    /// How its value is written, or each value of its table.
    pub read: Read,
    /// What it means, in one sentence.
    pub doc: &'static str,
}

/// The settings of the taxonomy.
pub static SETTINGS: &[Setting] = &[
    Setting {
        name: "toolRequirements",
        by: Some(&words::DISCIPLINE),
        read: List(&Scalar(&TEXT)),
        doc: "Capabilities that a team of a discipline needs a tool for.",
    },
    Setting { name: "toolLimit", by: None, read: Scalar(&COUNT), doc: "How many tools may serve one capability." },
    Setting {
        name: "toolLimitExempt",
        by: None,
        read: List(&Scalar(&TEXT)),
        doc: "Capabilities for which more tools do no harm.",
    },
    Setting {
        name: "skills",
        by: Some(&words::DISCIPLINE),
        read: List(&Scalar(&TEXT)),
        doc: "Skills that a discipline needs.",
    },
    Setting {
        name: "certifications",
        by: Some(&words::DISCIPLINE),
        read: List(&Scalar(&TEXT)),
        doc: "Certificates that show the skills of a discipline.",
    },
    Setting {
        name: "reportingLines",
        by: Some(&words::DISCIPLINE),
        read: List(&Word(&words::UNIT_KIND)),
        doc: "Kinds of the units that teams of a discipline usually report into.",
    },
    Setting {
        name: "growingFrom",
        by: None,
        read: Scalar(&COUNT),
        doc: "People from which an organisation is growing and no longer small.",
    },
    Setting { name: "largeFrom", by: None, read: Scalar(&COUNT), doc: "People from which an organisation is large." },
    Setting {
        name: "inferenceWeight",
        by: None,
        read: Scalar(&AMOUNT),
        doc: "Least weight of a team's duties from which its discipline is inferred; an exclusive duty weighs 1.",
    },
    Setting {
        name: "inferenceMargin",
        by: None,
        read: Scalar(&SHARE),
        doc: "Share of all weight by which a discipline must be ahead of the second to be inferred.",
    },
    Setting {
        name: "lastResortFrom",
        by: None,
        read: Scalar(&COUNT),
        doc: "Levels of an escalation policy from which on the last one is a last resort.",
    },
    Setting {
        name: "onCallShare",
        by: None,
        read: Scalar(&SHARE),
        doc: "Share of the week that somebody can be on call at most, from which the fewest people of a pool follow.",
    },
    Setting {
        name: "exportDays",
        by: None,
        read: Scalar(&COUNT),
        doc: "Days after which what another program exported is told to be old.",
    },
];
