//! What a holding covers, and what that says about its team.
//!
//! A duty that is judged for each scope covers what its scope says; without one, the whole organisation if nobody else
//! holds it, else the team's own services.

use std::collections::BTreeMap;

use crate::facts::duties::held::{Held, Scope};
use crate::field;
use crate::org::Org;
use crate::org::read::List;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, Kind};

/// What a row of the responsibility matrix covers.
pub(crate) fn row_scope(org: &Org, row: Entity) -> Result<Scope, Missing> {
    Ok(declared_scope(&org.list(row, field!(Responsibility.scope)))?.unwrap_or(Scope::Org))
}

pub(crate) fn declared_scope(written: &List<'_>) -> Result<Option<Scope>, Missing> {
    let mut services = Vec::new();
    for text in written.texts() {
        match text.value {
            "org" => return Ok(Some(Scope::Org)),
            "own" => return Ok(Some(Scope::Own)),
            service => services.push(service.to_owned()),
        }
    }
    services.sort();
    match written.open() {
        Some(missing) => Err(missing),
        None => Ok((!services.is_empty()).then_some(Scope::Services(services))),
    }
}

/// Gives holdings without a declared scope the one that follows: the organisation for a duty that has
/// no scopes or no other holder, else the team's own services.
pub(crate) fn settle(org: &Org, held: &mut [Option<Held>]) {
    let mut sole: BTreeMap<Entity, Option<Entity>> = BTreeMap::new();
    for entry in held.iter().flatten().filter(|h| h.is_active()) {
        let holder = sole.entry(entry.duty).or_insert(Some(entry.team));
        *holder = holder.filter(|team| *team == entry.team);
    }
    for (at, entry) in held.iter_mut().enumerate() {
        let Some(entry) = entry else { continue };
        let declared = at >= org.count(Kind::Holding)
            || matches!(declared_scope(&org.list(Entity::new(Kind::Holding, at), field!(Holding.scope))), Ok(Some(_)));
        let alone = sole.get(&entry.duty).is_none_or(Option::is_some);
        if !declared && (alone || !is_scoped(org, entry.duty)) {
            entry.scope = Scope::Org;
        }
    }
}

fn is_scoped(org: &Org, duty: Entity) -> bool {
    org.truth_or_default(duty, field!(Duty.scoped)) == Ok(true)
}

/// Whether a holding of a scoped duty covers only the team's own services, be it that it names them.
pub(crate) fn covers_own_only(org: &Org, held: &Held) -> bool {
    let owned = |service: &String| {
        let service = org.find(Kind::Service, service);
        service.is_some_and(|service| org.list(service, field!(Service.owner)).has(held.team))
    };
    is_scoped(org, held.duty)
        && match &held.scope {
            Scope::Org => false,
            Scope::Own => true,
            Scope::Services(services) => services.iter().all(owned),
        }
}

/// Whether a holding counts towards what its team practises: responsible or accountable, and not said to be for the
/// team's own services alone, which whoever builds a service may run.
pub(crate) fn is_indicative(org: &Org, holding: Entity, held: &Held) -> bool {
    let said = holding.index() >= org.count(Kind::Holding) || org.place_of(holding, field!(Holding.scope)).is_some();
    held.is_active() && !(said && covers_own_only(org, held))
}
