//! Whom an escalation policy reaches.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::people::teams;
use crate::facts::reads::{answer, count};
use crate::facts::response::paged::{Levels, Paged};
use crate::org::read::Required;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Number, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

pub(crate) fn targets_place(cx: &Cx<'_>, level: Entity) -> Option<Place> {
    cx.org.place_of(level, field!(EscalationLevel.targets))
}

pub(crate) fn escalation<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    match cx.org.parent(level) {
        Some(parent) => Val::Entity(parent),
        None => cx.unknown(Missing::Section(Kind::Escalation)),
    }
}

pub(crate) fn first_level(org: &Org, escalation: Entity) -> Result<Entity, Missing> {
    let levels = org.list(escalation, field!(Escalation.levels));
    match levels.open() {
        // The first may be the one that cannot be read.
        Some(missing) => Err(missing),
        None => {
            levels.entities().next().map(|at| at.value).ok_or(Missing::Field(escalation, field!(Escalation.levels)))
        }
    }
}

pub(crate) fn first_timeout<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    let timeout = field!(EscalationLevel.timeout);
    let minutes =
        first_level(cx.org, escalation).and_then(|level| cx.org.minutes(level, timeout).required(level, timeout));
    answer(cx, minutes, |minutes| Val::Number(Number::from_integer(minutes)))
}

/// The policy that a target hands over to.
fn next(org: &Org, target: Entity) -> Option<Entity> {
    org.reference(target, field!(Target.escalation)).ok().flatten().map(|policy| policy.value)
}

/// A policy and those that it hands over to, each once, however they refer to each other.
pub(crate) fn handed_over(org: &Org, escalation: Entity) -> Vec<Entity> {
    let (mut policies, mut seen) = (vec![escalation], HashSet::from([escalation]));
    let mut at = 0;
    while let Some(&policy) = policies.get(at) {
        at += 1;
        for level in org.list(policy, field!(Escalation.levels)).entities() {
            let targets = org.list(level.value, field!(EscalationLevel.targets)).entities();
            let next = targets.filter_map(|target| next(org, target.value));
            policies.extend(next.filter(|policy| seen.insert(*policy)));
        }
    }
    policies
}

pub(crate) fn steps<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for policy in handed_over(cx.org, escalation) {
        let levels = cx.org.list(policy, field!(Escalation.levels));
        missing.extend(levels.missing());
        for level in levels.entities() {
            let targets = cx.org.list(level.value, field!(EscalationLevel.targets));
            missing.extend(targets.open());
            if targets.is_empty() || targets.entities().any(|target| next(cx.org, target.value).is_none()) {
                found.push(Item::new(Val::Entity(level.value), Some(level.place)));
            }
        }
    }
    let open = cx.because_all(missing);
    cx.open_list(found, open)
}

pub(crate) fn only_handed_over<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    let graph = cx.org.graph();
    let targets = graph.referring(escalation, Kind::Target, field!(Target.escalation));
    let by_policy = targets.iter().filter(|(from, _)| from.kind == Kind::Escalation);
    let only = by_policy.clone().any(|(from, _)| *from != escalation)
        && by_policy.count() == targets.len()
        && graph.referring(escalation, Kind::Service, field!(Service.escalation)).is_empty()
        && graph.referring(escalation, Kind::Support, field!(Support.escalation)).is_empty();
    let unread = [Kind::Service, Kind::Platform, Kind::Incident].into_iter();
    let unread = unread.filter(|&kind| cx.org.extent(kind) == Extent::Incomplete).map(Missing::Section);
    let fields = [
        (Kind::Target, field!(Target.escalation)),
        (Kind::Service, field!(Service.escalation)),
        (Kind::Support, field!(Support.escalation)),
    ];
    let unread = unread.chain(fields.into_iter().filter_map(|(kind, field)| cx.org.unread(kind, field)));
    match cx.because_all(unread) {
        Some(cause) if only => Val::Unknown(cause),
        _ => Val::Bool(only),
    }
}

pub(crate) fn number<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    let Some(policy) = cx.org.parent(level) else { return cx.unknown(Missing::Section(Kind::Escalation)) };
    let levels = cx.org.list(policy, field!(Escalation.levels));
    match levels.open() {
        Some(missing) => cx.unknown(missing),
        None => count(levels.entities().take_while(|at| at.value != level).count() + 1),
    }
}

/// People with the place that names them, and what was not said.
#[derive(Default)]
pub(crate) struct Reached {
    pub people: Vec<(Entity, Place)>,
    pub missing: Vec<Missing>,
    seen: HashSet<Entity>,
    /// Policies that targets hand over to.
    policies: Vec<(Entity, Place)>,
}

impl Reached {
    /// Whom a level reaches, the policies it hands over to included.
    pub fn by_level(cx: &Cx<'_>, level: Entity) -> Self {
        let mut reached = Self::default();
        reach(cx, level, None, &mut reached);
        reached.follow(cx);
        reached
    }

    fn add(&mut self, person: Entity, place: Place) {
        if self.seen.insert(person) {
            self.people.push((person, place));
        }
    }

    fn hand_over(&mut self, policy: Entity, place: Place) {
        if !self.policies.iter().any(|(known, _)| *known == policy) {
            self.policies.push((policy, place));
        }
    }

    /// Goes through the policies that were handed over to, each once, however they refer to each other.
    fn follow(&mut self, cx: &Cx<'_>) {
        let mut at = 0;
        while let Some(&(policy, place)) = self.policies.get(at) {
            at += 1;
            reach_policy(cx, policy, Some(place), self);
        }
    }
}

fn reach_policy(cx: &Cx<'_>, policy: Entity, place: Option<Place>, reached: &mut Reached) {
    let levels = cx.org.list(policy, field!(Escalation.levels));
    reached.missing.extend(levels.missing());
    for level in levels.entities() {
        reach(cx, level.value, place, reached);
    }
}

/// What the targets of a level reach; `place` stands for all of them if they belong to a policy handed over to.
fn reach(cx: &Cx<'_>, level: Entity, place: Option<Place>, reached: &mut Reached) {
    let targets = cx.org.list(level, field!(EscalationLevel.targets));
    reached.missing.extend(targets.missing());
    for target in targets.entities() {
        reach_target(cx, target.value, place.unwrap_or(target.place), reached);
    }
}

/// What a target refers to in a field, where that can be read.
pub(crate) fn named(org: &Org, target: Entity, field: FieldId) -> Option<Entity> {
    org.reference(target, field).ok().flatten().map(|at| at.value)
}

/// Whether a target is everybody.
pub(crate) fn is_everybody(org: &Org, target: Entity) -> bool {
    org.truth(target, field!(Target.all)).ok().flatten().is_some_and(|all| all.value)
}

pub(crate) fn reach_target(cx: &Cx<'_>, target: Entity, place: Place, reached: &mut Reached) {
    let org = cx.org;
    reached.missing.extend(org.illegible(target));
    if let Some(person) = named(org, target, field!(Target.person)) {
        reached.add(person, place);
    }
    if let Some(team) = named(org, target, field!(Target.team)) {
        let members = teams::people_of(org, team);
        reached.missing.extend(members.missing);
        members.found.into_iter().for_each(|(person, _)| reached.add(person, place));
        if org.extent(Kind::Person) == Extent::Incomplete {
            reached.missing.push(Missing::Section(Kind::Person));
        }
    }
    if let Some(policy) = named(org, target, field!(Target.escalation)) {
        reached.hand_over(policy, place);
    }
    if is_everybody(org, target) {
        org.all(Kind::Person).for_each(|person| reached.add(person, place));
        if org.extent(Kind::Person) != Extent::Complete {
            reached.missing.push(Missing::Section(Kind::Person));
        }
    }
    if let Some(rotation) = named(org, target, field!(Target.rotation)) {
        match level_of(org, target) {
            Ok(level) => reach_rotation(cx, rotation, level, place, reached),
            Err(missing) => reached.missing.push(missing),
        }
    }
}

/// Rank of the level of layers in which people only watch.
pub(crate) const SHADOW: u8 = word!(Layer.level, "shadow");

/// The rank of the layers that a target pages: those of its level, the primary ones where it names none.
pub(crate) fn level_of(org: &Org, target: Entity) -> Result<u8, Missing> {
    const PRIMARY: u8 = word!(Target.level, "primary");
    Ok(org.word(target, field!(Target.level))?.map_or(PRIMARY, |level| level.value))
}

fn reach_rotation(cx: &Cx<'_>, rotation: Entity, wanted: u8, place: Place, reached: &mut Reached) {
    let layers = cx.org.list(rotation, field!(Rotation.layers));
    reached.missing.extend(layers.open());
    if layers.is_empty() {
        reached.missing.push(Missing::Field(rotation, field!(Rotation.participants)));
    }
    for layer in layers.entities().map(|at| at.value) {
        match cx.org.word_or_default(layer, field!(Layer.level)) {
            Ok(level) if level == wanted => {
                let people = cx.org.list(layer, field!(Layer.participants));
                reached.missing.extend(people.missing());
                people.entities().for_each(|person| reached.add(person.value, place));
            }
            Ok(_) => {}
            Err(missing) => reached.missing.push(missing),
        }
    }
}

pub(crate) fn value<'a>(cx: &Cx<'a>, mut reached: Reached) -> Val<'a> {
    reached.follow(cx);
    let open = cx.because_all(reached.missing);
    cx.open_list(reached.people.into_iter().map(|(person, place)| Item::new(Val::Entity(person), Some(place))), open)
}

pub(crate) fn people<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    let mut reached = Reached::default();
    reach(cx, level, None, &mut reached);
    value(cx, reached)
}

pub(crate) fn everybody<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    let mut reached = Reached::default();
    reach_policy(cx, escalation, None, &mut reached);
    value(cx, reached)
}

pub(crate) fn target_people<'a>(cx: &Cx<'a>, target: Entity) -> Val<'a> {
    let mut reached = Reached::default();
    reach_target(cx, target, cx.org.place(target), &mut reached);
    value(cx, reached)
}

pub(crate) fn target_teams<'a>(cx: &Cx<'a>, target: Entity) -> Val<'a> {
    let mut paged = Paged::new(Levels::First);
    paged.target(cx.org, target, cx.org.place(target));
    paged.value(cx)
}

pub(crate) fn level_teams<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    let mut paged = Paged::new(Levels::First);
    paged.targets(cx, level, field!(EscalationLevel.targets), None);
    paged.value(cx)
}
