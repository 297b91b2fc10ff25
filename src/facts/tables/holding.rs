//! What rules see of a duty that a team holds.

use crate::facts::duties::{decisions, holdings, named};
use crate::facts::fact::{BOOL, Fact, TEXT, list, one};
use crate::value::Val;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("team", one(Kind::Team), "Who holds it.", |cx, e| holdings::get(cx, e, |h| Val::Entity(h.team))),
    Fact::new("duty", one(Kind::Duty), "Which duty.", |cx, e| holdings::get(cx, e, |h| Val::Entity(h.duty)))
        .at(holdings::holding_place),
    Fact::new("level", holdings::LEVEL, "RACI level.", |cx, e| holdings::get(cx, e, |h| Val::Word(h.level)))
        .at(holdings::holding_place),
    Fact::new(
        "scope",
        TEXT,
        "What it covers: `org`, `own`, or the services by name. Where it is not said, what follows from the duty and its team: a duty that is each team's own, and whatever a stream-aligned, development or product team holds, is `own`; what an only team holds is `org`, and so is a duty of the discipline that its team declares; those of others are `own`.",
        holdings::scope,
    )
    .at(holdings::holding_place),
    Fact::new(
        "scopeSaid",
        BOOL,
        "Whether its scope is written; true as well for a duty that is not judged for each scope.",
        |cx, e| holdings::get(cx, e, |h| Val::Bool(h.is_scope_said)),
    ),
    Fact::new(
        "decided",
        BOOL,
        "Whether a decision that counts gives the duty to this team, in this scope or in every one.",
        decisions::is_decided,
    ),
    Fact::new(
        "sharedWith",
        list(Kind::Team),
        "Teams that hold it together with this one, on purpose.",
        holdings::shared_with,
    )
    .at(holdings::holding_place),
    Fact::new(
        "people",
        list(Kind::Person),
        "The people who hold it for the team, where its entry names them (`people`); the responsibility matrix names none.",
        named::people,
    )
    .at(named::people_place),
    Fact::new(
        "active",
        BOOL,
        "Whether the team does the work or answers for it: responsible or accountable.",
        |cx, e| holdings::get(cx, e, |h| Val::Bool(h.is_active())),
    ),
    Fact::new(
        "ownOnly",
        BOOL,
        "Whether it covers no more than the team's own services, for a duty that is judged for each scope.",
        holdings::own_only,
    ),
    Fact::new(
        "indicative",
        BOOL,
        "Whether it counts towards what its team does: responsible or accountable, and not for the team's own services alone.",
        holdings::indicative,
    ),
];
