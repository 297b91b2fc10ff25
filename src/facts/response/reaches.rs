//! What each escalation policy pages at any of its levels, worked out once for all services that have it.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::response::people::People;
use crate::facts::response::repeats::Repeats;
use crate::facts::response::rotations::Rotations;
use crate::facts::response::teams::Teams;
use crate::facts::response::turns::Layers;
use crate::facts::response::walk::{Levels, Visitor, Walk, named};
use crate::field;
use crate::org::Org;
use crate::org::read::{At, Declared};
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, Kind};

/// What every policy pages, by its rank; each when it is first asked for.
pub(crate) struct Reaches {
    teams: Vec<OnceLock<Teams>>,
    called: Vec<OnceLock<Called>>,
    repeats: Vec<OnceLock<Repeats>>,
    rotations: Vec<OnceLock<Rotations>>,
    /// By level.
    first: Vec<OnceLock<Option<Rotations>>>,
}

impl Part for Reaches {
    const PLACE: part::Place = part::Place::Reaches;

    fn of(org: &Org, _: &Facts) -> Self {
        fn empty<T>(n: usize) -> Vec<OnceLock<T>> {
            (0..n).map(|_| OnceLock::new()).collect()
        }
        let n = org.count(Kind::Escalation);
        Self {
            teams: empty(n),
            called: empty(n),
            repeats: empty(n),
            rotations: empty(n),
            first: empty(org.count(Kind::EscalationLevel)),
        }
    }
}

impl Reaches {
    /// The teams that a policy pages.
    pub fn teams(&self, org: &Org, policy: Entity) -> &Teams {
        self.teams[policy.index()].get_or_init(|| all(org, policy))
    }

    /// Everybody whom a policy calls.
    pub fn called(&self, org: &Org, policy: Entity) -> &Called {
        self.called[policy.index()].get_or_init(|| all(org, policy))
    }

    /// The rotations that a policy pages.
    pub fn rotations(&self, org: &Org, policy: Entity) -> &Rotations {
        self.rotations[policy.index()].get_or_init(|| all(org, policy))
    }

    /// The rotations that a level pages at once; none where it says nothing of whom it pages.
    pub fn first_rotations(&self, org: &Org, level: Entity) -> Option<&Rotations> {
        let first = self.first[level.index()].get_or_init(|| {
            let targets = org.list(level, field!(EscalationLevel.targets));
            let paged = || Walk::new(org, Levels::First, Rotations::default()).at_targets(&targets).end();
            targets.is_written().then(paged)
        });
        first.as_ref()
    }

    /// Which of its levels page only people whom it paged before.
    pub fn repeats(&self, org: &Org, policy: Entity) -> &Repeats {
        self.repeats[policy.index()].get_or_init(|| Repeats::of(org, policy))
    }
}

fn all<V: Visitor + Default>(org: &Org, policy: Entity) -> V {
    Walk::new(org, Levels::All, V::default()).at_policy(policy).end()
}

/// People who are called, and the teams whose rotations are.
#[derive(Debug, Default)]
pub(crate) struct Called {
    pub people: People,
    running: HashSet<Entity>,
}

impl Called {
    /// Whether a person is called, a team, or a rotation that the team runs.
    pub fn include(&self, party: Entity) -> bool {
        self.people.everybody || self.people.include(party) || self.running.contains(&party)
    }
}

impl Visitor for Called {
    fn unread(&mut self, missing: Missing) {
        self.people.unread(missing);
    }

    fn target(&mut self, org: &Org, target: At<Entity>, next: Declared<Entity>) {
        self.people.target(org, target, next);
        let rotation = named(org, target.value, field!(Target.rotation));
        if let Some(rotation) = rotation.filter(|_| Layers::of_target(org, target.value).is_ok()) {
            match org.reference(rotation, field!(Rotation.team)) {
                Ok(team) => self.running.extend(team.map(|team| team.value)),
                Err(missing) => self.people.unread(missing),
            }
        }
    }
}
