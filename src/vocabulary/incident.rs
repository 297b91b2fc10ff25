//! Escalation policies and the incident process.

use crate::vocabulary::Read::{List, Map, Record as Nested, Ref, Scalar, Word};
use crate::vocabulary::forms::{COUNT, DURATION, FLAG, TEXT};
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Read, Record, field, words};

const TARGETS: Read = List(&Nested(Kind::Target));

pub static ESCALATION: Record = Record::keyed(
    Kind::Escalation,
    "escalation",
    "escalations",
    "An escalation policy: who is paged, in which order.",
    &[
        field("levels", List(&Nested(Kind::EscalationLevel)), "Levels, first to last.").in_order(),
        field("repeat", Scalar(&COUNT), "How often the levels are gone through again.").for_people(),
        field("description", Scalar(&TEXT), "What it is for.").for_people().prose(),
    ],
);

pub static ESCALATION_LEVEL: Record = Record::nested(
    Kind::EscalationLevel,
    "escalation level",
    "A level of an escalation policy.",
    &[
        field("targets", TARGETS, "Who is paged at this level."),
        field("timeout", Scalar(&DURATION), "How long to wait before the next level."),
    ],
);

pub static TARGET: Record = Record::nested(
    Kind::Target,
    "target",
    "Somebody to page: one of rotation, team, person or escalation.",
    &[
        field("rotation", Ref(&[Kind::Rotation]), "Whoever is on call there."),
        field("level", Word(&words::LAYER_LEVEL), "Only this level of the rotation.").or_word("primary"),
        field("team", Ref(&[Kind::Team]), "The whole team."),
        field("person", Ref(&[Kind::Person]), "One person."),
        field("escalation", Ref(&[Kind::Escalation]), "A whole escalation policy."),
        field("all", Scalar(&FLAG), "Everybody."),
    ],
)
.or_kind_and_id();

pub static INCIDENT: Record = Record::single(
    Kind::Incident,
    "incident",
    "The incident process.",
    &[
        field("severities", Map(Kind::SeverityLevel), "Severity levels.").in_order(),
        field("roles", Nested(Kind::IncidentRoles), "Who takes which role."),
        field("review", Nested(Kind::Review), "How incidents are reviewed."),
    ],
);

pub static SEVERITY_LEVEL: Record = Record::nested(
    Kind::SeverityLevel,
    "severity",
    "A severity of incidents; its rank is the number in its name, or its order.",
    &[
        field("pages", TARGETS, "Who is paged."),
        field("review", Word(&words::REVIEW_NEED), "Whether an incident is reviewed."),
    ],
);

pub static INCIDENT_ROLES: Record = Record::nested(
    Kind::IncidentRoles,
    "incident roles",
    "Who takes which role in an incident.",
    &[
        field("commander", TARGETS, "Who leads the response."),
        field("operations", TARGETS, "Who changes the system."),
        field("communications", TARGETS, "Who speaks to everybody else."),
        field("scribe", TARGETS, "Who keeps the record."),
        field("responders", TARGETS, "Who helps."),
    ],
);

pub static REVIEW: Record = Record::nested(
    Kind::Review,
    "review",
    "How incidents are reviewed.",
    &[
        field("owner", Ref(&[Kind::Team]), "Who sees that it happens."),
        field("within", Scalar(&DURATION), "How soon."),
        field("feedsInto", List(&Scalar(&TEXT)), "Where what was learned goes."),
    ],
);
