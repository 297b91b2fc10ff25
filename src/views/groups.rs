//! What something belongs to: a team, a unit, a part of the business.

use std::collections::HashMap;

use crate::facts::cx::Cx;
use crate::facts::people::{membership, reporting_lines, teams};
use crate::facts::services::{domain, ownership};
use crate::field;
use crate::value::Val;
use crate::views::graph::Groups;
use crate::vocabulary::kinds::{Entity, Kind};

/// What things belong to; what a team does is found out once, and not for each of its people.
#[derive(Debug, Default)]
pub(super) struct Belonging {
    domains: HashMap<Entity, Option<Entity>>,
}

impl Belonging {
    /// What an entity belongs to, as far as that is known.
    pub fn of(&mut self, cx: &Cx<'_>, entity: Entity) -> Groups {
        let team = team_of(cx, entity);
        let id = |entity: Option<Entity>| entity.map(|entity| cx.org.stable_id(entity));
        let unit = match entity.kind {
            Kind::Unit => Some(entity),
            _ => team.and_then(|team| reporting_lines::unit_above(cx, team)),
        };
        let domain = match entity.kind {
            Kind::Domain => Some(entity),
            Kind::Service => entity_in(domain::domain(cx, entity)),
            _ => team.and_then(|team| *self.domains.entry(team).or_insert_with(|| of_services(cx, team))),
        };
        Groups { team: id(team), unit: id(unit), domain: id(domain) }
    }
}

/// The team that has something, or that somebody works in; of several the first.
fn team_of(cx: &Cx<'_>, entity: Entity) -> Option<Entity> {
    let org = cx.org;
    match entity.kind {
        Kind::Team => Some(entity),
        Kind::Service => ownership::owning_team(cx, entity, field!(Service.owner)),
        Kind::Platform => ownership::owning_team(cx, entity, field!(Platform.owner)),
        Kind::Rotation => org.reference(entity, field!(Rotation.team)).ok().flatten().map(|team| team.value),
        Kind::Person => {
            let work = membership::each_team(org, entity).map(|(team, _)| team);
            work.filter(|&team| teams::may_work(org, team)).min()
        }
        _ => None,
    }
}

fn entity_in(val: Val<'_>) -> Option<Entity> {
    match val {
        Val::Entity(entity) => Some(entity),
        _ => None,
    }
}

/// The part of the business that all services of a team belong to, if it is one.
fn of_services(cx: &Cx<'_>, team: Entity) -> Option<Entity> {
    let owned = cx.org.graph().each_referring(team, Kind::Service, field!(Service.owner));
    let mut domains = owned.filter_map(|(service, _)| entity_in(domain::domain(cx, service)));
    let first = domains.next()?;
    domains.all(|other| other == first).then_some(first)
}
