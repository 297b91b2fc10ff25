//! The walk of escalations: from policies, levels or targets on, along everything that they hand over to.
//!
//! Each policy is gone through once, in the order in which it is come upon, however policies refer to each other. What
//! belongs to a policy that a target hands over to stands where that target does.

use std::collections::HashSet;

use crate::field;
use crate::org::Org;
use crate::org::read::{At, Declared, List};
use crate::text::Place;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, FieldId};

/// So many policies in a row, and levels of a policy, are gone through; nobody is paged at the end of that. Otherwise what
/// is handed on in a circle is the whole circle for each policy in it.
pub(crate) const FAR: usize = 100;

/// Which levels count of a policy that is handed over to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Levels {
    /// Those that are paged at once.
    First,
    /// All of them, sooner or later.
    All,
}

/// What looks at the levels and targets that a walk comes by.
pub(crate) trait Visitor {
    /// A list of levels or targets that may have more than can be read.
    fn unread(&mut self, missing: Missing);

    /// A level, before its targets.
    fn level(&mut self, _: &Org, _: At<Entity>, targets: &List<'_>) {
        if let Some(missing) = targets.missing() {
            self.unread(missing);
        }
    }

    /// A target with the place that stands for it, and the policy that it hands over to.
    fn target(&mut self, org: &Org, target: At<Entity>, next: Declared<Entity>);

    /// Whether it has seen enough.
    fn is_done(&self) -> bool {
        false
    }
}

/// A walk that a visitor is on.
pub(crate) struct Walk<'o, V> {
    org: &'o Org,
    levels: Levels,
    visitor: V,
    /// Policies in the order in which they were come upon, with the place that stands for their targets.
    policies: Vec<(Entity, Option<Place>)>,
    seen: HashSet<Entity>,
}

impl<'o, V: Visitor> Walk<'o, V> {
    pub fn new(org: &'o Org, levels: Levels, visitor: V) -> Self {
        Self { org, levels, visitor, policies: Vec::new(), seen: HashSet::new() }
    }

    /// Begins at a policy.
    pub fn at_policy(mut self, policy: Entity) -> Self {
        self.come_upon(policy, None);
        self
    }

    /// Begins at a level.
    pub fn at_level(mut self, level: At<Entity>) -> Self {
        self.level(level, None);
        self
    }

    /// Begins at the targets of a list.
    pub fn at_targets(mut self, targets: &List<'_>) -> Self {
        if let Some(missing) = targets.missing() {
            self.visitor.unread(missing);
        }
        self.targets(targets, None);
        self
    }

    /// Begins at a target.
    pub fn at_target(mut self, target: At<Entity>) -> Self {
        self.target(target);
        self
    }

    /// Goes on along everything that was handed over to, and gives the visitor back.
    pub fn end(mut self) -> V {
        let mut at = 0;
        while let Some(&(policy, place)) = self.policies.get(at)
            && !self.visitor.is_done()
        {
            if at >= FAR {
                self.visitor.unread(Missing::Invalid(policy, field!(Escalation.levels)));
                break;
            }
            at += 1;
            self.policy(policy, place);
        }
        self.visitor
    }

    fn come_upon(&mut self, policy: Entity, place: Option<Place>) {
        if self.seen.insert(policy) {
            self.policies.push((policy, place));
        }
    }

    fn policy(&mut self, policy: Entity, place: Option<Place>) {
        let levels = self.org.list(policy, field!(Escalation.levels));
        if let Some(missing) = levels.missing() {
            self.visitor.unread(missing);
        }
        let count = match self.levels {
            // Where a level cannot be read, it may be the first.
            Levels::First => usize::from(levels.open().is_none()),
            Levels::All => levels.written().min(FAR),
        };
        if self.levels == Levels::All && levels.written() > FAR {
            self.visitor.unread(Missing::Invalid(policy, field!(Escalation.levels)));
        }
        for level in levels.entities().take(count) {
            self.level(level, place);
        }
    }

    fn level(&mut self, level: At<Entity>, place: Option<Place>) {
        let targets = self.org.list(level.value, field!(EscalationLevel.targets));
        self.visitor.level(self.org, level, &targets);
        self.targets(&targets, place);
    }

    fn targets(&mut self, targets: &List<'_>, place: Option<Place>) {
        for target in targets.entities() {
            if self.visitor.is_done() {
                return;
            }
            self.target(At { place: place.unwrap_or(target.place), ..target });
        }
    }

    fn target(&mut self, target: At<Entity>) {
        let next = handed_over(self.org, target.value);
        self.visitor.target(self.org, target, next);
        if let Ok(Some(policy)) = next {
            self.come_upon(policy.value, Some(target.place));
        }
    }
}

/// The policy that a target hands over to.
pub(crate) fn handed_over(org: &Org, target: Entity) -> Declared<Entity> {
    org.reference(target, field!(Target.escalation))
}

/// What a target refers to in a field, for those who take note of what of the target cannot be read.
pub(crate) fn named(org: &Org, target: Entity, field: FieldId) -> Option<Entity> {
    org.reference(target, field).ok().flatten().map(|at| at.value)
}

/// Whether a target is everybody, for those who take note of what of it cannot be read.
pub(crate) fn is_everybody(org: &Org, target: Entity) -> bool {
    org.truth(target, field!(Target.all)).is_ok_and(|all| all.is_some_and(|all| all.value))
}
