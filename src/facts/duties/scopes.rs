//! What a holding covers, and what that says about its team.
//!
//! A duty that is judged for each scope covers what its scope says. Without one it follows from the duty and from what
//! its team is said to be, and never from who else holds it: what somebody declares about one team must not change what
//! is found about another.

use crate::facts::duties::focus::OPERATIONS_SIDE;
use crate::facts::duties::held::{Held, Scope};
use crate::facts::people::teams;
use crate::org::read::List;
use crate::org::{Extent, Org};
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, word};

const STREAM_ALIGNED: u8 = word!(Team.type, "stream-aligned");
const PLATFORM_TYPE: u8 = word!(Team.type, "platform");
const DEVELOPMENT: u8 = word!(Team.discipline, "development");
const PRODUCT: u8 = word!(Team.discipline, "product");

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

/// Whether a duty is judged for each scope.
pub(crate) fn is_scoped(org: &Org, duty: Entity) -> bool {
    org.truth_or_default(duty, field!(Duty.scoped)) == Ok(true) || is_each_teams_own(org, duty)
}

/// Whether a duty is one that each team holds for what it has itself.
pub(crate) fn is_each_teams_own(org: &Org, duty: Entity) -> bool {
    org.truth_or_default(duty, field!(Duty.own)) == Ok(true)
}

/// Whether there is one team that works together, and no other: whatever it holds, it holds for everybody.
///
/// # Errors
///
/// The section that may tell of others.
pub(crate) fn is_only_team(org: &Org) -> Result<bool, Missing> {
    let mut working = org.all(Kind::Team).filter(|&team| teams::may_work(org, team));
    match (working.next(), working.next()) {
        (_, Some(_)) => Ok(false),
        _ if org.extent(Kind::Team) == Extent::Incomplete => Err(Missing::Section(Kind::Team)),
        (first, None) => Ok(first.is_some()),
    }
}

/// What a holding in a team's file covers that does not say it; `alone` as [`is_only_team`] has it.
///
/// # Errors
///
/// What would tell.
pub(crate) fn unsaid_scope(
    org: &Org,
    (team, holding, duty): (Entity, Entity, Entity),
    alone: Result<bool, Missing>,
) -> Result<Scope, Missing> {
    if !is_scoped(org, duty) {
        return Ok(Scope::Org);
    }
    let kind = org.word(team, field!(Team.type)).map(|kind| kind.map(|kind| kind.value));
    if is_each_teams_own(org, duty) || kind == Ok(Some(STREAM_ALIGNED)) {
        return Ok(Scope::Own);
    }
    let discipline = org.word(team, field!(Team.discipline))?.map(|discipline| discipline.value);
    if matches!(discipline, Some(DEVELOPMENT | PRODUCT)) {
        return Ok(Scope::Own);
    }
    let primary = org.word(duty, field!(Duty.primary))?.map(|primary| primary.value);
    let follows = match (discipline, primary, kind?) {
        (Some(discipline), Some(primary), _) if discipline == primary => Some(Scope::Org),
        (Some(_), Some(_), _) | (_, _, Some(PLATFORM_TYPE)) => Some(Scope::Own),
        _ => None,
    };
    match (alone, follows) {
        (Ok(true), _) | (_, Some(Scope::Org)) => Ok(Scope::Org),
        (Err(missing), _) => Err(missing),
        (Ok(false), follows) => follows.ok_or(Missing::Field(holding, field!(Holding.scope))),
    }
}

/// Whether a team may hold a duty for others, as far as it says what it is: those who are said to build services do so
/// for their own.
pub(crate) fn may_hold_for_others(org: &Org, team: Entity) -> bool {
    let kind = org.word(team, field!(Team.type));
    let discipline = org.word(team, field!(Team.discipline));
    !matches!(kind, Ok(Some(kind)) if kind.value == STREAM_ALIGNED)
        && !matches!(discipline, Ok(Some(discipline)) if discipline.value >= OPERATIONS_SIDE)
}

/// Whether a team is declared as one that builds services, which no duties make an SRE or platform team.
pub(crate) fn is_stream_aligned(org: &Org, team: Entity) -> Result<bool, Missing> {
    Ok(org.word(team, field!(Team.type))?.is_some_and(|kind| kind.value == STREAM_ALIGNED))
}

/// Whether a holding of a scoped duty covers only the team's own services, be it that it names them.
///
/// # Errors
///
/// What would tell.
pub(crate) fn covers_own_only(org: &Org, held: &Held) -> Result<bool, Missing> {
    let owned = |service: &String| {
        let service = org.find(Kind::Service, service);
        service.is_some_and(|service| org.list(service, field!(Service.owner)).has(held.team))
    };
    if !is_scoped(org, held.duty) {
        return Ok(false);
    }
    held.scope.as_ref().map_err(|missing| *missing).map(|scope| match scope {
        Scope::Org => false,
        Scope::Own => true,
        Scope::Services(services) => services.iter().all(owned),
    })
}

/// Whether a holding counts towards what its team does: responsible or accountable, and not for the team's own services
/// alone, which whoever builds a service may run.
///
/// # Errors
///
/// What would tell.
pub(crate) fn is_indicative(org: &Org, held: &Held) -> Result<bool, Missing> {
    if held.is_active() { covers_own_only(org, held).map(|own| !own) } else { Ok(false) }
}

/// Whether a holding is known to be for the whole organisation, so that it can tell what its team practises.
pub(crate) fn is_for_all(org: &Org, held: &Held) -> bool {
    held.is_active() && (held.scope == Ok(Scope::Org) || !is_scoped(org, held.duty))
}
