//! What the store remembers of exports of incident.io: what it calls things, and what it can say.

use crate::declare::format::{Closure, Fields, Format};
use crate::declare::pager::vendor::Pager;
use crate::vocabulary::kinds::Kind;

pub static FORMAT: Format =
    Format::of_files("export", Closure::Open, "incident.io", "incident.io export", &CAN_SAY, FIELDS)
        .calling(KINDS)
        .assuming(ASSUMED);

/// What the documentation does not say.
const ASSUMED: &[&str] = &[
    "as many people as a rotation has `layers` are on call at once, and they follow each other in the list",
    "working hours that end when they begin, or before that, end on the next day",
    "where a turn passes on within working hours, they are cut there",
];

pub static PAGER: Pager = Pager {
    format: &FORMAT,
    lists: &[
        (Kind::Person, "/v2/users"),
        (Kind::Rotation, "/v2/schedules"),
        (Kind::Escalation, "/v2/escalation_paths"),
    ],
    layers: "`/v2/schedules`",
    next: "ask again with `&after=` and the id that stands there, until there is none",
};

const KINDS: &[(Kind, &str)] = &[
    (Kind::Person, "user"),
    (Kind::Rotation, "schedule"),
    (Kind::Layer, "rotation"),
    (Kind::Escalation, "escalation path"),
];

const FIELDS: &[(Kind, &str, &str)] = &[
    (Kind::Person, "name", "name"),
    (Kind::Person, "email", "email"),
    (Kind::Rotation, "timezone", "timezone"),
    (Kind::Rotation, "utcOffset", "timezone"),
    (Kind::Rotation, "turn", "handovers"),
    (Kind::Rotation, "handoff", "handover_start_at"),
    (Kind::Rotation, "layers", "config.rotations"),
    (Kind::Layer, "participants", "users"),
    (Kind::Layer, "restrictions", "working_intervals"),
    (Kind::Layer, "start", "handover_start_at"),
    (Kind::Layer, "handoff", "handover_start_at"),
    (Kind::Layer, "turn", "handovers"),
    (Kind::Layer, "concurrent", "layers"),
    (Kind::Escalation, "levels", "path"),
    (Kind::Escalation, "repeat", "repeat_times"),
    (Kind::EscalationLevel, "targets", "targets"),
    (Kind::EscalationLevel, "timeout", "time_to_ack_seconds"),
];

const CAN_SAY: Fields = Fields::of(&[
    (Kind::Person, &["name", "email"]),
    (Kind::Rotation, &["timezone", "utcOffset", "layers"]),
    (
        Kind::Layer,
        &["level", "participants", "restrictions", "start", "handoff", "turn", "concurrent", "hides", "cuts"],
    ),
    (Kind::Handoff, &["day", "time"]),
    (Kind::Window, &["days", "from", "to"]),
    (Kind::Escalation, &["levels", "repeat"]),
    (Kind::EscalationLevel, &["targets", "timeout"]),
    (Kind::Target, &["rotation", "level", "person"]),
]);
