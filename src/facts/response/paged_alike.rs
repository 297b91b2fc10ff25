//! Rotations that the same policies page first, and that answer for nothing else: what follows from the services that page
//! them first is the same for all of them.

use std::collections::{HashMap, HashSet};

use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::response::escalation;
use crate::facts::services::ownership;
use crate::field;
use crate::org::Org;
use crate::vocabulary::kinds::{Entity, Kind};

/// From as many on it is worth while to compute once what is made of rotations, or of their services.
pub(crate) const MANY: usize = 4;

/// The first of them, for each of which there are many.
pub(crate) struct PagedAlike(HashMap<Entity, Entity>);

impl Part for PagedAlike {
    const PLACE: part::Place = part::Place::PagedAlike;

    fn of(org: &Org, _: &Facts) -> Self {
        let mut alike: HashMap<(Vec<Entity>, bool), Vec<Entity>> = HashMap::new();
        let is_read = org.unread(Kind::Target, field!(Target.rotation)).is_none();
        for rotation in org.all(Kind::Rotation).filter(|_| is_read) {
            let naming = org.graph().each_referring(rotation, Kind::Target, field!(Target.rotation));
            let mut policies: Vec<Entity> = Vec::new();
            for (policy, _) in naming.filter(|(policy, edge)| pages_first(org, *policy, edge.from())) {
                if policies.last() != Some(&policy) {
                    policies.push(policy);
                }
            }
            if policies.is_empty() || org.list(rotation, field!(Rotation.services)).open().is_some() {
                continue;
            }
            let (answered, _) = ownership::services_of(org, rotation);
            let paging: HashSet<Entity> = policies.iter().copied().collect();
            let policy = |service: &Entity| org.reference(*service, field!(Service.escalation)).ok().flatten();
            if answered.iter().all(|(service, _)| policy(service).is_some_and(|policy| paging.contains(&policy.value)))
            {
                alike.entry((policies, answered.is_empty())).or_default().push(rotation);
            }
        }
        let many = alike.into_values().filter(|rotations| rotations.len() >= MANY);
        let firsts = many.map(|rotations| (rotations[0], rotations));
        Self(firsts.flat_map(|(first, all)| all.into_iter().map(move |rotation| (rotation, first))).collect())
    }
}

impl PagedAlike {
    /// The first of those that are like a rotation, where there are many.
    pub fn first(&self, rotation: Entity) -> Option<Entity> {
        self.0.get(&rotation).copied()
    }
}

/// Whether a target is on the first level of a policy.
pub(crate) fn pages_first(org: &Org, policy: Entity, target: Entity) -> bool {
    policy.kind == Kind::Escalation && escalation::first_level(org, policy).ok() == org.parent(target)
}
