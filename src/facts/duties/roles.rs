//! What rules and facts look for a duty, a group of duties or a metric as, whatever an organisation calls it. Tools are
//! looked for by their capability.

use crate::facts::cx::Cx;
use crate::facts::duties::holdings::Duties;
use crate::org::Org;
use crate::value::{Item, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, word};

pub(crate) const ON_CALL: u8 = word!(Duty.role, "on-call");
pub(crate) const INCIDENT_COMMAND: u8 = word!(Duty.role, "incident-command");
pub(crate) const POST_INCIDENT_REVIEW: u8 = word!(Duty.role, "post-incident-review");
pub(crate) const SLO_DEFINITION: u8 = word!(Duty.role, "slo-definition");
pub(crate) const GOLDEN_PATHS: u8 = word!(Duty.role, "golden-paths");

pub(crate) const SRE_CORE: u8 = word!(DutyGroup.role, "sre-core");
pub(crate) const PLATFORM_CORE: u8 = word!(DutyGroup.role, "platform-core");

/// No role: the same word on all lists.
const NONE: u8 = word!(Duty.role, "none");
const _: () = assert!(NONE == word!(DutyGroup.role, "none") && NONE == word!(Metric.role, "none"));

/// The roles of a duty, a group or a metric: none of one that is not in the taxonomy, several of one that took the place
/// of several.
pub(crate) fn of(org: &Org, entity: Entity) -> impl Iterator<Item = u8> {
    let field = match entity.kind {
        Kind::DutyGroup => field!(DutyGroup.role),
        Kind::Metric => field!(Metric.role),
        _ => field!(Duty.role),
    };
    org.list(entity, field).words().filter(|&role| role != NONE)
}

/// Whether a duty, a group or a metric has a role.
pub(crate) fn has(org: &Org, entity: Entity, role: u8) -> bool {
    of(org, entity).any(|one| one == role)
}

pub(crate) fn role<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    Val::Word(of(cx.org, entity).next().unwrap_or(NONE))
}

pub(crate) fn roles<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    cx.list(of(cx.org, entity).map(|role| Item::new(Val::Word(role), None)))
}

pub(crate) fn group_roles<'a>(cx: &Cx<'a>, duty: Entity) -> Val<'a> {
    let groups = cx.part::<Duties>().groups_of(duty);
    let mut found: Vec<u8> = groups.iter().flat_map(|&group| of(cx.org, group)).collect();
    found.sort_unstable();
    found.dedup();
    cx.list(found.into_iter().map(|role| Item::new(Val::Word(role), None)))
}
