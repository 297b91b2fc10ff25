//! Whom an escalation policy reaches.

use super::{Fact, Kind, list, teams};
use crate::facts::value::{Cx, Item, Missing, Val};
use crate::field;
use crate::org::kind::Entity;
use crate::org::value::Value;
use crate::source::Place;

pub(super) const ESCALATION: &[Fact] =
    &[Fact::new("people", list(Kind::Person), "Everybody it can reach at any level.", everybody)];

pub(super) const LEVEL: &[Fact] = &[
    Fact::new("people", list(Kind::Person), "Everybody it can reach.", people).at(targets_place),
    Fact::new("escalation", super::one(Kind::Escalation), "The policy it belongs to.", escalation),
];

fn targets_place(cx: &Cx<'_>, level: Entity) -> Option<Place> {
    cx.org.slot(level, field!(EscalationLevel.targets)).map(|slot| slot.place)
}

fn escalation<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    match cx.org.parent(level) {
        Some(parent) => Val::Entity(parent),
        None => cx.unknown(Missing::Section(Kind::Escalation)),
    }
}

/// People with the place that names them, and what was not said.
struct Reached {
    people: Vec<(Entity, Place)>,
    missing: Vec<Missing>,
}

impl Reached {
    fn add(&mut self, person: Entity, place: Place) {
        if !self.people.iter().any(|(known, _)| *known == person) {
            self.people.push((person, place));
        }
    }
}

fn reach(cx: &Cx<'_>, level: Entity, reached: &mut Reached) {
    if cx.org.slot(level, field!(EscalationLevel.targets)).is_none() {
        reached.missing.push(Missing::Field(level, field!(EscalationLevel.targets)));
    }
    for slot in cx.org.list(level, field!(EscalationLevel.targets)) {
        if let Value::Record(target) = slot.value {
            reach_target(cx, target, slot.place, reached);
        }
    }
}

fn reach_target(cx: &Cx<'_>, target: Entity, place: Place, reached: &mut Reached) {
    let org = cx.org;
    if let Some(person) = org.reference(target, field!(Target.person)) {
        reached.add(person, place);
    }
    if let Some(team) = org.reference(target, field!(Target.team)) {
        match teams::people_of(org, team) {
            Some(members) => members.into_iter().for_each(|(person, _)| reached.add(person, place)),
            None => reached.missing.push(Missing::Field(team, field!(Team.members))),
        }
    }
    if let Some(rotation) = org.reference(target, field!(Target.rotation)) {
        let wanted = match org.slot(target, field!(Target.level)).map(|slot| slot.value) {
            Some(Value::Word(rank)) => rank,
            _ => 0,
        };
        let layers = org.list(rotation, field!(Rotation.layers));
        if layers.is_empty() {
            reached.missing.push(Missing::Field(rotation, field!(Rotation.layers)));
        }
        for slot in layers {
            let Value::Record(layer) = slot.value else { continue };
            let level = match org.slot(layer, field!(Layer.level)).map(|slot| slot.value) {
                Some(Value::Word(rank)) => rank,
                _ => 0,
            };
            if level == wanted {
                if org.slot(layer, field!(Layer.participants)).is_none() {
                    reached.missing.push(Missing::Field(layer, field!(Layer.participants)));
                }
                for participant in org.list(layer, field!(Layer.participants)) {
                    if let Value::Ref(person) = participant.value {
                        reached.add(person, place);
                    }
                }
            }
        }
    }
}

fn value<'a>(cx: &Cx<'a>, reached: Reached) -> Val<'a> {
    let open = cx.because_all(reached.missing);
    cx.open_list(reached.people.into_iter().map(|(person, place)| Item::new(Val::Entity(person), Some(place))), open)
}

fn people<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    let mut reached = Reached { people: Vec::new(), missing: Vec::new() };
    reach(cx, level, &mut reached);
    value(cx, reached)
}

fn everybody<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    let mut reached = Reached { people: Vec::new(), missing: Vec::new() };
    if cx.org.slot(escalation, field!(Escalation.levels)).is_none() {
        reached.missing.push(Missing::Field(escalation, field!(Escalation.levels)));
    }
    for slot in cx.org.list(escalation, field!(Escalation.levels)) {
        if let Value::Record(level) = slot.value {
            reach(cx, level, &mut reached);
        }
    }
    value(cx, reached)
}
