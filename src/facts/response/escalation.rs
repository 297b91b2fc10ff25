//! Whom an escalation policy reaches.

use std::collections::HashSet;

use crate::declare::value::{Slot, Value};
use crate::facts::cx::Cx;
use crate::facts::people::teams;
use crate::facts::reads;
use crate::facts::response::paged::{Levels, Paged};
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Number, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) fn targets_place(cx: &Cx<'_>, level: Entity) -> Option<Place> {
    cx.org.slot(level, field!(EscalationLevel.targets)).map(|slot| slot.place)
}

pub(crate) fn escalation<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    match cx.org.parent(level) {
        Some(parent) => Val::Entity(parent),
        None => cx.unknown(Missing::Section(Kind::Escalation)),
    }
}

pub(crate) fn first_level(org: &Org, escalation: Entity) -> Option<Entity> {
    match org.list(escalation, field!(Escalation.levels)).first()?.value {
        Value::Record(level) => Some(level),
        _ => None,
    }
}

pub(crate) fn first_timeout<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    let Some(level) = first_level(cx.org, escalation) else {
        return cx.unknown(Missing::Field(escalation, field!(Escalation.levels)));
    };
    let timeout = field!(EscalationLevel.timeout);
    match cx.org.slot(level, timeout).map(|slot| slot.value) {
        Some(Value::Minutes(minutes)) => Val::Number(Number::from_integer(minutes)),
        None | Some(Value::Nothing) => cx.unknown(Missing::Field(level, timeout)),
        Some(_) => cx.unknown(Missing::Invalid(level, timeout)),
    }
}

/// The policy that a target hands over to.
fn next(org: &Org, target: &Slot) -> Option<Entity> {
    match target.value {
        Value::Record(target) => org.reference(target, field!(Target.escalation)),
        _ => None,
    }
}

/// A policy and those that it hands over to, each once, however they refer to each other.
pub(crate) fn handed_over(org: &Org, escalation: Entity) -> Vec<Entity> {
    let (mut policies, mut seen) = (vec![escalation], HashSet::from([escalation]));
    let mut at = 0;
    while let Some(&policy) = policies.get(at) {
        at += 1;
        for slot in org.list(policy, field!(Escalation.levels)) {
            let Value::Record(level) = slot.value else { continue };
            let targets = org.list(level, field!(EscalationLevel.targets)).iter();
            policies.extend(targets.filter_map(|target| next(org, target)).filter(|policy| seen.insert(*policy)));
        }
    }
    policies
}

pub(crate) fn steps<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for policy in handed_over(cx.org, escalation) {
        missing.extend(unsaid(cx.org, policy, field!(Escalation.levels)));
        for slot in cx.org.list(policy, field!(Escalation.levels)) {
            let Value::Record(level) = slot.value else { continue };
            let targets = cx.org.list(level, field!(EscalationLevel.targets));
            if targets.is_empty() || targets.iter().any(|target| next(cx.org, target).is_none()) {
                found.push(Item::new(Val::Entity(level), Some(slot.place)));
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
    match cx.because_all(unread) {
        Some(cause) if only => Val::Unknown(cause),
        _ => Val::Bool(only),
    }
}

pub(crate) fn number<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    let Some(policy) = cx.org.parent(level) else { return cx.unknown(Missing::Section(Kind::Escalation)) };
    let levels = cx.org.list(policy, field!(Escalation.levels)).iter();
    reads::count(levels.take_while(|slot| slot.value != Value::Record(level)).count() + 1)
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

/// What is missing of a list that was not declared, or that could not be read whole.
pub(crate) fn unsaid(org: &Org, entity: Entity, field: FieldId) -> Option<Missing> {
    match org.slot(entity, field).map(|slot| slot.value) {
        None => Some(Missing::Field(entity, field)),
        Some(Value::Invalid) => Some(Missing::Invalid(entity, field)),
        Some(_) => None,
    }
}

fn reach_policy(cx: &Cx<'_>, policy: Entity, place: Option<Place>, reached: &mut Reached) {
    reached.missing.extend(unsaid(cx.org, policy, field!(Escalation.levels)));
    for slot in cx.org.list(policy, field!(Escalation.levels)) {
        if let Value::Record(level) = slot.value {
            reach(cx, level, place, reached);
        }
    }
}

/// What the targets of a level reach; `place` stands for all of them if they belong to a policy handed over to.
fn reach(cx: &Cx<'_>, level: Entity, place: Option<Place>, reached: &mut Reached) {
    reached.missing.extend(unsaid(cx.org, level, field!(EscalationLevel.targets)));
    for slot in cx.org.list(level, field!(EscalationLevel.targets)) {
        match slot.value {
            Value::Record(target) => reach_target(cx, target, place.unwrap_or(slot.place), reached),
            Value::Nothing => {}
            _ => reached.missing.push(Missing::Invalid(level, field!(EscalationLevel.targets))),
        }
    }
}

pub(crate) fn reach_target(cx: &Cx<'_>, target: Entity, place: Place, reached: &mut Reached) {
    let org = cx.org;
    for slot in org.slots_of(target).iter().filter(|slot| matches!(slot.value, Value::Invalid)) {
        reached.missing.push(Missing::Invalid(target, slot.field));
    }
    if let Some(person) = org.reference(target, field!(Target.person)) {
        reached.add(person, place);
    }
    if let Some(team) = org.reference(target, field!(Target.team)) {
        match teams::people_of(org, team) {
            Some(members) => members.into_iter().for_each(|(person, _)| reached.add(person, place)),
            None => reached.missing.push(Missing::Field(team, field!(Team.members))),
        }
        if org.extent(Kind::Person) == Extent::Incomplete {
            reached.missing.push(Missing::Section(Kind::Person));
        }
    }
    if let Some(policy) = org.reference(target, field!(Target.escalation)) {
        reached.hand_over(policy, place);
    }
    if matches!(org.slot(target, field!(Target.all)).map(|slot| slot.value), Some(Value::Bool(true))) {
        org.all(Kind::Person).for_each(|person| reached.add(person, place));
        if org.extent(Kind::Person) != Extent::Complete {
            reached.missing.push(Missing::Section(Kind::Person));
        }
    }
    if let Some(rotation) = org.reference(target, field!(Target.rotation)) {
        reach_rotation(cx, rotation, level_of(org, target, field!(Target.level)), place, reached);
    }
}

/// Rank of the level of layers in which people only watch.
pub(crate) const SHADOW: u8 = 2;

/// The rank that a target or layer names; primary if it names none.
pub(crate) fn level_of(org: &Org, entity: Entity, field: FieldId) -> u8 {
    match org.slot(entity, field).map(|slot| slot.value) {
        Some(Value::Word(rank)) => rank,
        _ => 0,
    }
}

fn reach_rotation(cx: &Cx<'_>, rotation: Entity, wanted: u8, place: Place, reached: &mut Reached) {
    let layers = cx.org.list(rotation, field!(Rotation.layers));
    if layers.is_empty() {
        reached.missing.push(Missing::Field(rotation, field!(Rotation.participants)));
    }
    for slot in layers {
        let Value::Record(layer) = slot.value else { continue };
        if level_of(cx.org, layer, field!(Layer.level)) == wanted {
            reached.missing.extend(unsaid(cx.org, layer, field!(Layer.participants)));
            for participant in cx.org.list(layer, field!(Layer.participants)) {
                if let Value::Ref(person) = participant.value {
                    reached.add(person, place);
                }
            }
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
