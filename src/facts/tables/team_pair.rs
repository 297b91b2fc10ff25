//! What rules see of two teams of which one needs a service of the other.

use crate::facts::fact::{BOOL, Fact, list, one};
use crate::facts::topology::team_pairs;
use crate::value::Val;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("from", one(Kind::Team), "The team whose services need the other's.", |cx, e| {
        team_pairs::pair(cx, e, |_, p| Val::Entity(p.from))
    }),
    Fact::new("to", one(Kind::Team), "The team whose services are needed.", |cx, e| {
        team_pairs::pair(cx, e, |_, p| Val::Entity(p.to))
    }),
    Fact::new(
        "serviceEdges",
        list(Kind::ServiceEdge),
        "The services of the one that need a service of the other.",
        |cx, e| team_pairs::pair(cx, e, team_pairs::service_edges),
    ),
    Fact::new("interactions", list(Kind::Interaction), "Interactions that both teams take part in.", |cx, e| {
        team_pairs::pair(cx, e, team_pairs::common_interactions)
    }),
    Fact::new(
        "talking",
        BOOL,
        "Whether the two have an interaction or engagement that is going on, in either direction.",
        |cx, e| team_pairs::pair(cx, e, team_pairs::talking),
    ),
    Fact::new(
        "dependencies",
        list(Kind::Dependency),
        "Dependencies that are declared between the two teams themselves, in either direction.",
        |cx, e| team_pairs::pair(cx, e, team_pairs::dependencies),
    ),
    Fact::new("consuming", BOOL, "Whether the one is declared as consumer of a platform of the other.", |cx, e| {
        team_pairs::pair(cx, e, |cx, p| Val::Bool(team_pairs::consumes(cx.org, p.from, p.to)))
    }),
];
