//! Services and what they need, and teams that wait for each other.

use crate::facts::people::teams::named;
use crate::facts::services::dependencies::Dependencies;
use crate::facts::tables;
use crate::org::Extent;
use crate::value::Missing;
use crate::views::builder::Builder;
use crate::views::graph::Known;
use crate::views::tie::Tie;
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, word};

pub(super) fn add(b: &mut Builder<'_, '_>) {
    let (org, cx) = (b.org(), b.cx);
    for service in org.all(Kind::Service) {
        b.node(service);
    }
    let all = cx.part::<Dependencies>();
    for (rank, edge) in all.edges.iter().enumerate() {
        let worst = b.worst_of(&tables::stable_id(cx, Entity::new(Kind::ServiceEdge, rank)));
        let known = if edge.via_api { Known::Derived } else { Known::Declared };
        b.tie((edge.from, edge.to), how_much(edge.is_hard()), known).worst(worst);
    }
    for service in org.all(Kind::Service) {
        add_others(b, service);
    }
    for dependency in org.all(Kind::Dependency) {
        add_waiting(b, dependency);
    }
    let unsaid = (org.extent(Kind::Service) != Extent::Complete).then_some(Missing::Section(Kind::Service));
    b.missing(unsaid.into_iter().chain(all.unread()));
}

fn how_much(hard: Result<bool, Missing>) -> Tie {
    match hard {
        Ok(true) => Tie::NeedsHard,
        Ok(false) => Tie::NeedsSoft,
        Err(_) => Tie::Needs,
    }
}

/// Platforms and resources that a service needs.
fn add_others(b: &mut Builder<'_, '_>, service: Entity) {
    let org = b.org();
    for record in org.list(service, field!(Service.dependsOn)).entities().map(|at| at.value) {
        let Ok(Some(needed)) = org.reference(record, field!(ServiceDependency.service)) else { continue };
        if matches!(needed.value.kind, Kind::Platform | Kind::Resource) {
            let field = field!(ServiceDependency.hard);
            let hard = org.truth(record, field).and_then(|hard| hard.ok_or(Missing::Field(record, field)));
            b.tie((service, needed.value), how_much(hard.map(|hard| hard.value)), Known::Declared);
        }
    }
}

fn add_waiting(b: &mut Builder<'_, '_>, dependency: Entity) {
    const OK: u8 = word!(Dependency.type, "ok");
    const SLOWING: u8 = word!(Dependency.type, "slowing");
    let org = b.org();
    let end = |field| named(org, dependency, field).next().map(|(team, _)| team);
    let (from, to) = (end(field!(Dependency.from)), end(field!(Dependency.to)));
    let Some(ends) = from.zip(to) else { return };
    let tie = match org.word_or_default(dependency, field!(Dependency.type)) {
        Ok(OK) => Tie::WaitsOk,
        Ok(SLOWING) => Tie::WaitsSlowed,
        Ok(_) => Tie::WaitsBlocked,
        Err(_) => Tie::Waits,
    };
    let worst = b.worst_of(&org.stable_id(dependency));
    b.tie(ends, tie, Known::Declared).worst(worst);
}
