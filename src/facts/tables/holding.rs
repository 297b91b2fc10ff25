//! What rules see of a duty that a team holds.

use crate::facts::duties::holdings;
use crate::facts::fact::{BOOL, Fact, TEXT, list, one};
use crate::value::Val;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("team", one(Kind::Team), "Who holds it.", |cx, e| holdings::get(cx, e, |h| Val::Entity(h.team))),
    Fact::new("duty", one(Kind::Duty), "Which duty.", |cx, e| holdings::get(cx, e, |h| Val::Entity(h.duty)))
        .at(holdings::holding_place),
    Fact::new("level", holdings::LEVEL, "RACI level.", |cx, e| holdings::get(cx, e, |h| Val::Word(h.level)))
        .at(holdings::holding_place),
    Fact::new("scope", TEXT, "What it covers: `org`, `own`, or the services by name.", holdings::scope)
        .at(holdings::holding_place),
    Fact::new(
        "sharedWith",
        list(Kind::Team),
        "Teams that hold it together with this one, on purpose.",
        holdings::shared_with,
    )
    .at(holdings::holding_place),
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
        "Whether it counts towards what its team practises: responsible or accountable, and not said to be for the team's own services alone.",
        holdings::indicative,
    ),
];
