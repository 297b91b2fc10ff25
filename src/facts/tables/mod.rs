//! What rules see: the facts of every kind, one table a kind. The only place that knows all families.

pub mod collections;
mod decision;
mod dependency;
mod difference;
mod discipline_pair;
mod domain;
mod duty;
mod duty_claim;
mod duty_group;
mod escalation;
mod escalation_level;
mod golden_path;
mod handoff;
mod holding;
mod incident;
mod interaction;
mod layer;
mod metric;
mod on_call;
mod org;
mod owner_claim;
mod participation;
mod person;
mod platform;
mod platform_capability;
mod pool;
mod raci_entry;
mod rotation;
mod rotation_level;
mod service;
mod service_edge;
mod severity_level;
mod slo;
mod target;
mod team;
mod team_pair;
mod tool;
mod tool_capability;
mod tool_use;
mod unknown_code_owner;

use crate::facts::cx::Cx;
use crate::facts::duties::duty_holders::Silent;
use crate::facts::duties::{claims, holdings, raci};
use crate::facts::fact::Fact;
use crate::facts::on_call::load;
use crate::facts::on_call::load::Load;
use crate::facts::organisation::Headcount;
use crate::facts::part::Facts;
use crate::facts::people::knowledge::Knowledge;
use crate::facts::people::reporting_lines::Lines;
use crate::facts::people::teams::WorkTeams;
use crate::facts::platform::platforms::Paths;
use crate::facts::platform::tools;
use crate::facts::platform::tools::Tools;
use crate::facts::response::called_together::Together;
use crate::facts::response::incident::Responders;
use crate::facts::response::paged_alike::PagedAlike;
use crate::facts::response::reaches::Reaches;
use crate::facts::response::running::Running;
use crate::facts::response::single_points::Reliance;
use crate::facts::services::promises::Promises;
use crate::facts::services::{dependencies, outside, owner_claims};
use crate::facts::sources::code_owners::CodeHosts;
use crate::facts::sources::lists::Lists;
use crate::facts::sources::shared::Shared;
use crate::facts::sources::{code_owners, differences};
use crate::facts::topology::team_pairs::Pairs;
use crate::facts::topology::{discipline_pairs, team_pairs};
use crate::org::Org;
use crate::text::Place;
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// Computes what is computed for the whole organisation, side by side. Without it, each part is computed when it is
/// first asked for; then nothing may be asked on several threads.
pub fn prepare(facts: &Facts, org: &Org) {
    // These three use all threads themselves. A thread that waits for others takes on what else there is to do, and
    // must not come upon the very thing it is in the middle of.
    org.graph();
    facts.part::<Load>(org);
    facts.part::<Promises>(org);
    rayon::scope(|scope| {
        scope.spawn(|_| {
            facts.part::<Pairs>(org);
        });
        scope.spawn(|_| {
            facts.part::<Running>(org);
            facts.part::<Reliance>(org);
            facts.part::<Reaches>(org);
            facts.part::<PagedAlike>(org);
            facts.part::<Responders>(org);
            facts.part::<Together>(org);
            facts.part::<Knowledge>(org);
        });
        facts.part::<Headcount>(org);
        facts.part::<Tools>(org);
        facts.part::<Paths>(org);
        facts.part::<Lines>(org);
        facts.part::<WorkTeams>(org);
        facts.part::<Silent>(org);
        facts.part::<Shared>(org);
        facts.part::<Lists>(org);
        facts.part::<CodeHosts>(org);
    });
}

/// The facts of a kind.
pub fn of(kind: Kind) -> &'static [Fact] {
    match kind {
        Kind::Org => org::FACTS,
        Kind::Person => person::FACTS,
        Kind::Team => team::FACTS,
        Kind::ToolUse => tool_use::FACTS,
        Kind::Holding => holding::FACTS,
        Kind::Duty => duty::FACTS,
        Kind::DutyGroup => duty_group::FACTS,
        Kind::Metric => metric::FACTS,
        Kind::DutyClaim => duty_claim::FACTS,
        Kind::RaciEntry => raci_entry::FACTS,
        Kind::Decision => decision::FACTS,
        Kind::Dependency => dependency::FACTS,
        Kind::Service => service::FACTS,
        Kind::Platform => platform::FACTS,
        Kind::Domain => domain::FACTS,
        Kind::Tool => tool::FACTS,
        Kind::GoldenPath => golden_path::FACTS,
        Kind::PlatformCapability => platform_capability::FACTS,
        Kind::ToolCapability => tool_capability::FACTS,
        Kind::Interaction => interaction::FACTS,
        Kind::Handoff => handoff::FACTS,
        Kind::Rotation => rotation::FACTS,
        Kind::Layer => layer::FACTS,
        Kind::Pool => pool::FACTS,
        Kind::RotationLevel => rotation_level::FACTS,
        Kind::Participation => participation::FACTS,
        Kind::OnCall => on_call::FACTS,
        Kind::Escalation => escalation::FACTS,
        Kind::EscalationLevel => escalation_level::FACTS,
        Kind::Target => target::FACTS,
        Kind::Incident => incident::FACTS,
        Kind::SeverityLevel => severity_level::FACTS,
        Kind::Slo => slo::FACTS,
        Kind::DisciplinePair => discipline_pair::FACTS,
        Kind::ServiceEdge => service_edge::FACTS,
        Kind::TeamPair => team_pair::FACTS,
        Kind::OwnerClaim => owner_claim::FACTS,
        Kind::Difference => difference::FACTS,
        Kind::UnknownCodeOwner => unknown_code_owner::FACTS,
        _ => &[],
    }
}

/// The value of a fact, by its name in expressions.
pub fn value<'a>(cx: &Cx<'a>, entity: Entity, name: &str) -> Val<'a> {
    match of(entity.kind).iter().find(|fact| fact.name == name) {
        Some(fact) => (fact.get)(cx, entity),
        None => cx.unknown(Missing::Element),
    }
}

/// Where something stands, also where it is derived; none for what was never written.
pub fn place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    match entity.kind {
        Kind::Pool => load::pool_place(cx, entity),
        Kind::RotationLevel => load::level_place(cx, entity),
        Kind::Participation => load::participation_place(cx, entity),
        Kind::OnCall => Some(cx.org.place(Entity { kind: Kind::Person, ..entity })),
        Kind::DutyClaim => claims::claim_place(cx, entity),
        Kind::RaciEntry => raci::entry_place(cx, entity),
        Kind::Holding => holdings::holding_place(cx, entity),
        Kind::DisciplinePair => discipline_pairs::pair_place(cx, entity),
        Kind::ServiceEdge => dependencies::edge_place(cx, entity),
        Kind::ToolCapability => tools::capability_place(cx, entity),
        Kind::TeamPair => team_pairs::pair_place(cx, entity),
        Kind::OwnerClaim => owner_claims::place(cx, entity),
        Kind::Difference => differences::place(cx, entity),
        Kind::UnknownCodeOwner => code_owners::place(cx, entity),
        _ => (entity.index() < cx.org.count(entity.kind)).then(|| cx.org.place(entity)),
    }
}

/// The id of something, also where it is derived.
pub fn id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    match entity.kind {
        Kind::Pool => load::pool_id(cx, entity),
        Kind::RotationLevel => load::level_id(cx, entity),
        Kind::Participation | Kind::OnCall => cx.org.id(load::person_of(cx, entity)),
        Kind::DutyClaim => claims::claim_id(cx, entity),
        Kind::RaciEntry => raci::entry_id(cx, entity),
        Kind::Holding => holdings::holding_id(cx, entity),
        Kind::DisciplinePair => discipline_pairs::pair_id(entity),
        Kind::ServiceEdge => dependencies::edge_id(cx, entity),
        Kind::ToolCapability => tools::capability_id(cx, entity),
        Kind::TeamPair => team_pairs::pair_id(cx, entity),
        Kind::OwnerClaim => owner_claims::id(cx, entity),
        Kind::Difference => differences::id(cx, entity),
        Kind::UnknownCodeOwner => code_owners::id(cx, entity),
        // The organisation itself need not be declared to be judged.
        _ if entity.index() >= cx.org.count(entity.kind) => "",
        _ => cx.org.id(entity),
    }
}

/// What is declared that something stands for: itself, or what it is derived from.
pub fn concerned(cx: &Cx<'_>, entity: Entity) -> Vec<Entity> {
    let facts = match entity.kind {
        Kind::OnCall | Kind::Participation => return vec![load::person_of(cx, entity)],
        Kind::Difference => return differences::difference(cx, entity).map(|of| of.entity).into_iter().collect(),
        Kind::UnknownCodeOwner => return Vec::new(),
        kind => derived_from(kind),
    };
    if facts.is_empty() {
        return vec![entity];
    }
    let of_kind = of(entity.kind).iter().filter(|fact| facts.contains(&fact.name));
    let mut found: Vec<Entity> = of_kind.flat_map(|fact| entities((fact.get)(cx, entity))).collect();
    if !found.is_empty() && found.iter().all(|other| other.kind == Kind::Holding) {
        found = found.into_iter().flat_map(|holding| concerned(cx, holding)).collect();
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Where it is said that somebody else runs the service that something is about, so that no rule judges it.
pub fn outside(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    match entity.kind {
        Kind::Service => outside::said_of(cx.org, entity),
        Kind::ServiceEdge | Kind::OwnerClaim | Kind::Difference => {
            let services = concerned(cx, entity).into_iter().filter(|of| of.kind == Kind::Service);
            services.into_iter().find_map(|service| outside::said_of(cx.org, service))
        }
        _ => None,
    }
}

/// The facts that say what something is derived from; none of a kind that is declared.
fn derived_from(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Pool | Kind::RotationLevel => &["rotation"],
        Kind::Holding => &["team"],
        Kind::DutyClaim => &["holders"],
        Kind::RaciEntry => &["responsible", "accountable"],
        Kind::DisciplinePair => &["firstTeams", "secondTeams"],
        Kind::TeamPair => &["from", "to"],
        Kind::ServiceEdge => &["from"],
        Kind::OwnerClaim => &["service"],
        Kind::ToolCapability => &["uses"],
        _ => &[],
    }
}

fn entities(value: Val<'_>) -> Vec<Entity> {
    match value {
        Val::Entity(entity) => vec![entity],
        Val::List(list) => list.items.iter().flat_map(|item| entities(item.value)).collect(),
        _ => Vec::new(),
    }
}

/// The stable name of something for machines, also where it is derived: `team:payments`, `pool:platform-office`.
pub fn stable_id(cx: &Cx<'_>, entity: Entity) -> String {
    let word = match entity.kind {
        Kind::Pool => "pool",
        Kind::RotationLevel => "rotation level",
        Kind::DutyClaim => "duty",
        Kind::RaciEntry => "raci",
        Kind::Holding => return holdings::holding_stable_id(cx, entity),
        Kind::DisciplinePair => "disciplines",
        Kind::ServiceEdge => "dependency",
        Kind::ToolCapability => "capability",
        Kind::TeamPair => "teams",
        Kind::OwnerClaim => "service",
        Kind::Difference => match differences::difference(cx, entity) {
            Some(difference) => return cx.org.stable_id(difference.entity),
            None => "difference",
        },
        Kind::UnknownCodeOwner => "code owner",
        Kind::OnCall | Kind::Participation => "person",
        kind if entity.index() >= cx.org.count(kind) => return crate::vocabulary::record(kind).word.to_owned(),
        _ => return cx.org.stable_id(entity),
    };
    format!("{word}:{}", id(cx, entity))
}

#[cfg(test)]
mod tests {
    use crate::facts::tables::{derived_from, of};
    use crate::value::Of;
    use crate::vocabulary::kinds::ALL;

    #[test]
    fn what_is_derived_says_from_what_by_facts_that_there_are() {
        for kind in ALL {
            for name in derived_from(kind) {
                let fact = of(kind).iter().find(|fact| fact.name == *name);
                assert!(fact.is_some_and(|fact| matches!(fact.ty.of, Of::Entity(_))), "{kind:?}.{name}");
            }
        }
    }
}
