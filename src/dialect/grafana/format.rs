//! What the store remembers of exports of Grafana: what it calls things, and what it can say.

use crate::declare::format::{Closure, Fields, Format};
use crate::declare::pager::vendor::Pager;
use crate::vocabulary::kinds::Kind;

pub static FORMAT: Format = Format::of_files("export", Closure::Open, "Grafana", "Grafana export", &CAN_SAY, FIELDS)
    .calling(KINDS)
    .assuming(ASSUMED);

/// What the documentation does not say.
const ASSUMED: &[&str] = &["a shift by weekdays passes on with its first event on or after `week_start`"];

pub static PAGER: Pager = Pager {
    format: &FORMAT,
    lists: &[
        (Kind::Person, "/api/v1/users/"),
        (Kind::Team, "/api/v1/teams/"),
        (Kind::Rotation, "/api/v1/schedules/"),
        (Kind::Escalation, "/api/v1/escalation_policies/"),
    ],
    layers: "`/api/v1/on_call_shifts/`",
    next: "ask for the address that stands there, until there is none",
};

const KINDS: &[(Kind, &str)] = &[
    (Kind::Person, "user"),
    (Kind::Rotation, "schedule"),
    (Kind::Layer, "shift"),
    (Kind::Escalation, "escalation chain"),
];

const FIELDS: &[(Kind, &str, &str)] = &[
    (Kind::Person, "name", "username"),
    (Kind::Person, "email", "email"),
    (Kind::Person, "timezone", "timezone"),
    (Kind::Person, "utcOffset", "timezone"),
    (Kind::Person, "team", "teams"),
    (Kind::Team, "name", "name"),
    (Kind::Rotation, "team", "team_id"),
    (Kind::Rotation, "timezone", "time_zone"),
    (Kind::Rotation, "utcOffset", "time_zone"),
    (Kind::Rotation, "turn", "interval"),
    (Kind::Rotation, "handoff", "start"),
    (Kind::Rotation, "layers", "shifts"),
    (Kind::Layer, "participants", "rolling_users"),
    (Kind::Layer, "restrictions", "duration"),
    (Kind::Layer, "timezone", "time_zone"),
    (Kind::Layer, "utcOffset", "time_zone"),
    (Kind::Layer, "start", "start"),
    (Kind::Layer, "handoff", "start"),
    (Kind::Layer, "turn", "interval"),
    (Kind::Layer, "concurrent", "users"),
    (Kind::Escalation, "levels", "position"),
    (Kind::EscalationLevel, "targets", "type"),
    (Kind::EscalationLevel, "timeout", "duration"),
];

const CAN_SAY: Fields = Fields::of(&[
    (Kind::Person, &["name", "email", "timezone", "utcOffset", "team"]),
    (Kind::Membership, &["team"]),
    (Kind::Team, &["name"]),
    (Kind::Rotation, &["team", "timezone", "utcOffset", "layers"]),
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
            "concurrent",
            "hides",
            "cuts",
        ],
    ),
    (Kind::Handoff, &["day", "time"]),
    (Kind::Window, &["days", "from", "to"]),
    (Kind::Escalation, &["levels"]),
    (Kind::EscalationLevel, &["targets", "timeout"]),
    (Kind::Target, &["rotation", "level", "person", "team"]),
]);
