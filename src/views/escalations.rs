//! Services, who is paged for them and at which level, and who looks after those who are paged.

use std::collections::{HashMap, HashSet};

use crate::facts::response::walk::{handed_over, is_everybody};
use crate::facts::services::ownership;
use crate::field;
use crate::org::read::At;
use crate::org::{Extent, Org};
use crate::value::Missing;
use crate::views::builder::Builder;
use crate::views::graph::Known;
use crate::views::tie::Tie;
use crate::vocabulary::kinds::{Entity, Kind};

pub(super) fn add(b: &mut Builder<'_, '_>) {
    let org = b.org();
    let mut paged: HashSet<(Entity, Entity)> = HashSet::new();
    for policy in org.all(Kind::Escalation) {
        for (target, _) in add_policy(b, policy) {
            paged.insert((policy, target));
        }
    }
    for service in org.all(Kind::Service) {
        b.node(service);
        let policy = org.reference(service, field!(Service.escalation));
        b.missing(policy.err());
        let policy = policy.ok().flatten().map(|policy| policy.value);
        page(b, service, policy);
        let (rotations, unread) = ownership::rotations_of(b.cx, service);
        b.missing(unread);
        for (rotation, _) in rotations {
            // What its policy pages is drawn once.
            if policy.is_none_or(|policy| !paged.contains(&(policy, rotation))) {
                page(b, service, Some(rotation));
            }
        }
    }
    for platform in org.all(Kind::Platform) {
        if let Ok(Some(support)) = org.reference(platform, field!(Platform.support)) {
            let end = |field| org.reference(support.value, field).ok().flatten().map(|at| at.value);
            let (policy, rotation) = (end(field!(Support.escalation)), end(field!(Support.rotation)));
            page(b, platform, policy);
            page(b, platform, rotation);
        }
    }
    for rotation in org.all(Kind::Rotation) {
        let team = org.reference(rotation, field!(Rotation.team));
        b.missing(team.err());
        if let Ok(Some(team)) = team {
            b.tie((rotation, team.value), Tie::RunBy, Known::Declared);
        }
    }
    let lost = [Kind::Service, Kind::Escalation, Kind::Rotation].into_iter();
    b.missing(lost.filter(|&kind| org.extent(kind) != Extent::Complete).map(Missing::Section));
}

fn page(b: &mut Builder<'_, '_>, from: Entity, to: Option<Entity>) {
    if let Some(to) = to {
        b.tie((from, to), Tie::Pages, Known::Declared);
    }
}

/// Whom a policy pages, each once, with the levels at which it does.
fn add_policy(b: &mut Builder<'_, '_>, policy: Entity) -> Vec<(Entity, Vec<usize>)> {
    let org = b.org();
    let node = b.node(policy);
    let levels = org.list(policy, field!(Escalation.levels));
    b.missing(levels.open());
    let (mut found, mut ranks) = (Vec::new(), HashMap::new());
    let mut everybody: Vec<usize> = Vec::new();
    for (rank, level) in levels.entities().enumerate() {
        let targets = org.list(level.value, field!(EscalationLevel.targets));
        b.missing(targets.open());
        for target in targets.entities() {
            if is_everybody(org, target.value) {
                everybody.push(rank + 1);
            }
            let Some(to) = paged(org, target) else { continue };
            let at = *ranks.entry(to).or_insert(found.len());
            if at == found.len() {
                found.push((to, Vec::new()));
            }
            found[at].1.push(rank + 1);
        }
    }
    for (to, levels) in &found {
        let to = b.node(*to);
        b.tie_nodes(node, to, Tie::Pages, Known::Declared, Some(in_words(levels)));
    }
    if !everybody.is_empty() {
        let to = b.everybody();
        b.tie_nodes(node, to, Tie::Pages, Known::Declared, Some(in_words(&everybody)));
    }
    found
}

/// Levels, a few of them.
fn in_words(levels: &[usize]) -> String {
    let mut levels = levels.to_vec();
    levels.dedup();
    let named: Vec<String> = levels.iter().take(FEW).map(usize::to_string).collect();
    format!("{}{}", named.join(", "), if levels.len() > FEW { "…" } else { "" })
}

/// So many levels are named.
const FEW: usize = 3;

/// Whom a target pages, where that is somebody in particular.
fn paged(org: &Org, target: At<Entity>) -> Option<Entity> {
    let next = handed_over(org, target.value).ok().flatten();
    let fields = [field!(Target.rotation), field!(Target.team), field!(Target.person)];
    let named = || fields.into_iter().find_map(|field| org.reference(target.value, field).ok().flatten());
    next.or_else(named).map(|at| at.value)
}
