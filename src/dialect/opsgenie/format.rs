//! What the store remembers of exports of Opsgenie: what it calls things, and what it can say.

use crate::declare::format::{Closure, Fields, Format};
use crate::declare::pager::vendor::Pager;
use crate::vocabulary::kinds::Kind;

pub static FORMAT: Format = Format::of_files("export", Closure::Open, "Opsgenie", "Opsgenie export", &CAN_SAY, FIELDS)
    .calling(KINDS)
    .assuming(ASSUMED);

/// What the documentation does not say.
const ASSUMED: &[&str] = &[
    "a restriction by weekdays is one stretch, from the one day and time to the other",
    "where a turn passes on within a restriction, the restriction is cut there",
];

pub static PAGER: Pager = Pager {
    format: &FORMAT,
    lists: &[
        (Kind::Person, "/v2/users"),
        (Kind::Team, "/v2/teams/{id}"),
        (Kind::Rotation, "/v2/schedules?expand=rotation"),
        (Kind::Escalation, "/v2/escalations"),
    ],
    layers: "`/v2/schedules?expand=rotation`",
    next: "ask for the address that stands there, until there is none",
};

const KINDS: &[(Kind, &str)] = &[(Kind::Person, "user"), (Kind::Rotation, "schedule"), (Kind::Layer, "rotation")];

const FIELDS: &[(Kind, &str, &str)] = &[
    (Kind::Person, "name", "fullName"),
    (Kind::Person, "email", "username"),
    (Kind::Person, "timezone", "timeZone"),
    (Kind::Person, "utcOffset", "timeZone"),
    (Kind::Team, "mission", "description"),
    (Kind::Team, "name", "name"),
    (Kind::Team, "members", "members"),
    (Kind::Rotation, "team", "ownerTeam"),
    (Kind::Rotation, "timezone", "timezone"),
    (Kind::Rotation, "utcOffset", "timezone"),
    (Kind::Rotation, "turn", "length"),
    (Kind::Rotation, "handoff", "startDate"),
    (Kind::Rotation, "layers", "rotations"),
    (Kind::Rotation, "description", "description"),
    (Kind::Layer, "participants", "participants"),
    (Kind::Layer, "restrictions", "timeRestriction"),
    (Kind::Layer, "start", "startDate"),
    (Kind::Layer, "handoff", "startDate"),
    (Kind::Layer, "turn", "length"),
    (Kind::Escalation, "levels", "rules"),
    (Kind::Escalation, "repeat", "repeat.count"),
    (Kind::Escalation, "description", "description"),
    (Kind::EscalationLevel, "targets", "recipient"),
    (Kind::EscalationLevel, "timeout", "delay"),
];

const CAN_SAY: Fields = Fields::of(&[
    (Kind::Person, &["name", "email", "timezone", "utcOffset"]),
    (Kind::Team, &["mission", "name", "members"]),
    (Kind::Member, &["person", "role"]),
    (Kind::Rotation, &["team", "timezone", "utcOffset", "layers", "description"]),
    (Kind::Layer, &["level", "participants", "restrictions", "start", "handoff", "turn", "hides", "cuts"]),
    (Kind::Handoff, &["day", "time"]),
    (Kind::Window, &["days", "from", "to"]),
    (Kind::Escalation, &["levels", "repeat", "description"]),
    (Kind::EscalationLevel, &["targets", "timeout"]),
    (Kind::Target, &["rotation", "level", "person", "team", "escalation"]),
]);
