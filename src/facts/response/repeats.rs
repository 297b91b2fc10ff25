//! Levels of an escalation that page nobody but people who were paged before: gone through once from the first level to the
//! last, as to compare each with all before it would take too long where there are thousands.

use std::collections::{HashMap, HashSet};

use crate::facts::cx::Unread;
use crate::facts::response::people::People;
use crate::facts::response::turns::Layers;
use crate::facts::response::walk::{Levels, Walk, named};
use crate::field;
use crate::org::read::At;
use crate::org::{Known, Org};
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, FieldId};

/// By level, whether everybody whom it pages was paged before, or what hides that.
#[derive(Debug, Default)]
pub(crate) struct Repeats(HashMap<Entity, Result<bool, Unread>>);

impl Repeats {
    /// Those of a policy.
    pub fn of(org: &Org, policy: Entity) -> Self {
        let (mut all, mut before) = (HashMap::new(), Before::default());
        for level in org.list(policy, field!(Escalation.levels)).entities() {
            let targets = org.list(level.value, field!(EscalationLevel.targets));
            let paged: Vec<Paged> = targets.entities().map(|target| Paged::by(org, target)).collect();
            all.insert(level.value, before.include(&paged, targets.open()));
            before.doubt.extend(targets.open());
            for one in paged {
                before.add(one);
            }
        }
        Self(all)
    }

    /// Whether everybody whom a level pages was paged before; none where it is no level of the policy.
    pub fn at(&self, level: Entity) -> Option<&Result<bool, Unread>> {
        self.0.get(&level)
    }
}

/// Whom a target pages.
struct Paged {
    people: Vec<Entity>,
    missing: Unread,
    /// Whether all of them are paged, and not one of them by turns; none where something hides that.
    at_once: Option<bool>,
    /// The turns of which it is.
    turns: Option<(Entity, Layers)>,
}

impl Paged {
    fn by(org: &Org, target: At<Entity>) -> Self {
        let People { found, mut missing, .. } = Walk::new(org, Levels::All, People::default()).at_target(target).end();
        let mut says = |field: FieldId| match org.has(target.value, field) {
            Known::True => Some(true),
            Known::False => Some(false),
            Known::Unknown => {
                missing.add(Missing::Field(target.value, field));
                None
            }
        };
        let rotation = says(field!(Target.rotation));
        let others = either(says(field!(Target.team)), says(field!(Target.person)));
        let named_at_once = both(rotation.map(|says| !says), others);
        let alone = match found.len() {
            1 if missing.is_empty() => Some(true),
            0 | 1 if !missing.is_empty() => None,
            _ => Some(false),
        };
        let rotation = named(org, target.value, field!(Target.rotation));
        let turns = rotation.and_then(|rotation| Some((rotation, Layers::of_target(org, target.value).ok()?)));
        let people = found.into_iter().map(|(person, _)| person).collect();
        Self { people, missing, at_once: either(named_at_once, alone), turns }
    }
}

fn either(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    if a == Some(true) || b == Some(true) { Some(true) } else { a.zip(b).map(|_| false) }
}

fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    either(a.map(|a| !a), b.map(|b| !b)).map(|none| !none)
}

/// Who is paged by the levels so far.
#[derive(Default)]
struct Before {
    people: HashSet<Entity>,
    turns: HashSet<(Entity, Layers)>,
    /// What hides others.
    doubt: Unread,
}

impl Before {
    fn add(&mut self, paged: Paged) {
        if paged.at_once == Some(true) {
            self.people.extend(paged.people);
        }
        if paged.at_once != Some(false) {
            self.doubt.extend(paged.missing.iter());
        }
        self.turns.extend(paged.turns);
    }

    /// Whether everybody whom targets page is among them.
    fn include(&self, targets: &[Paged], more: Option<Missing>) -> Result<bool, Unread> {
        let mut hidden = Unread::default();
        hidden.extend(more);
        for target in targets {
            let again = target.turns.is_some_and(|turns| self.turns.contains(&turns))
                || target.people.iter().all(|person| self.people.contains(person));
            if !again && self.doubt.is_empty() {
                return Ok(false);
            }
            if !again {
                hidden.extend(self.doubt.iter());
            }
            hidden.extend(target.missing.iter());
        }
        if hidden.is_empty() { Ok(true) } else { Err(hidden) }
    }
}
