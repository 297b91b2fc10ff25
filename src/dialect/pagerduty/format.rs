//! What the store remembers of exports of `PagerDuty`: what it calls things, and what it can say.

use crate::declare::format::{Closure, Fields, Format};
use crate::declare::pager::vendor::Pager;
use crate::vocabulary::kinds::Kind;

pub static FORMAT: Format =
    Format::of_files("export", Closure::Open, "PagerDuty", "PagerDuty export", &CAN_SAY, FIELDS)
        .calling(KINDS)
        .assuming(ASSUMED);

/// What the documentation does not say.
const ASSUMED: &[&str] = &[
    "the API lists the highest layer first",
    "in version 3 the events of all rotations of a schedule count, and none takes over the hours of another",
    "in version 3 a rule runs on the clocks of the time zone of `start_time`, and its first event from `effective_since` on is the first member's",
];

pub static PAGER: Pager = Pager {
    format: &FORMAT,
    lists: &[
        (Kind::Person, "/users?include[]=teams"),
        (Kind::Team, "/teams"),
        (Kind::Rotation, "/schedules?include[]=schedule_layers"),
        (Kind::Escalation, "/escalation_policies"),
        (Kind::Service, "/services"),
    ],
    layers: "`/schedules?include[]=schedule_layers`, or `/v3/schedules/{id}` with the events of its rotations",
    next: "ask again with `&offset=` and the number of those that are there until `more` is false, or with `&cursor=` and what `next_cursor` says",
};

const KINDS: &[(Kind, &str)] =
    &[(Kind::Person, "user"), (Kind::Rotation, "schedule"), (Kind::Escalation, "escalation policy")];

const FIELDS: &[(Kind, &str, &str)] = &[
    (Kind::Person, "team", "teams"),
    (Kind::Person, "name", "name"),
    (Kind::Person, "email", "email"),
    (Kind::Person, "title", "job_title"),
    (Kind::Person, "timezone", "time_zone"),
    (Kind::Person, "utcOffset", "time_zone"),
    (Kind::Team, "mission", "description"),
    (Kind::Team, "name", "name"),
    (Kind::Team, "members", "members"),
    (Kind::Rotation, "team", "teams"),
    (Kind::Rotation, "timezone", "time_zone"),
    (Kind::Rotation, "utcOffset", "time_zone"),
    (Kind::Rotation, "layers", "schedule_layers"),
    (Kind::Rotation, "coverage", "support_hours"),
    (Kind::Rotation, "description", "description"),
    (Kind::Rotation, "turn", "rotation_turn_length_seconds"),
    (Kind::Rotation, "handoff", "rotation_virtual_start"),
    (Kind::Layer, "participants", "users"),
    (Kind::Layer, "restrictions", "restrictions"),
    (Kind::Layer, "timezone", "time_zone"),
    (Kind::Layer, "utcOffset", "time_zone"),
    (Kind::Layer, "start", "rotation_virtual_start"),
    (Kind::Layer, "handoff", "rotation_virtual_start"),
    (Kind::Layer, "turn", "rotation_turn_length_seconds"),
    (Kind::Escalation, "levels", "escalation_rules"),
    (Kind::Escalation, "repeat", "num_loops"),
    (Kind::Escalation, "description", "description"),
    (Kind::EscalationLevel, "targets", "targets"),
    (Kind::EscalationLevel, "timeout", "escalation_delay_in_minutes"),
    (Kind::Service, "owner", "teams"),
    (Kind::Service, "escalation", "escalation_policy"),
    (Kind::Service, "description", "description"),
    (Kind::Service, "name", "name"),
];

const CAN_SAY: Fields = Fields::of(&[
    (Kind::Person, &["team", "name", "email", "title", "timezone", "utcOffset"]),
    (Kind::Membership, &["team"]),
    (Kind::Team, &["mission", "name", "members"]),
    (Kind::Member, &["person", "role"]),
    (Kind::Rotation, &["team", "timezone", "utcOffset", "layers", "coverage", "description"]),
    (
        Kind::Layer,
        &[
            "level",
            "participants",
            "restrictions",
            "timezone",
            "utcOffset",
            "start",
            "handoff",
            "turn",
            "hides",
            "cuts",
        ],
    ),
    (Kind::Handoff, &["day", "time"]),
    (Kind::Window, &["days", "from", "to"]),
    (Kind::Escalation, &["levels", "repeat", "description"]),
    (Kind::EscalationLevel, &["targets", "timeout"]),
    (Kind::Target, &["rotation", "level", "person"]),
    (Kind::Service, &["owner", "escalation", "description", "name"]),
]);
