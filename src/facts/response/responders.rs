//! Who answers for a service when it calls, and when they hand over.

use std::collections::HashSet;

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::response::escalation::{SHADOW, level_of};
use crate::facts::services::ownership;
use crate::field;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId};

/// Days as they are written, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(crate) fn days<'a>(cx: &Cx<'a>, handoff: Entity) -> Val<'a> {
    let slot = cx.org.slot(handoff, field!(Handoff.day));
    match slot.map(|slot| (slot.value, slot.place)) {
        Some((Value::Days(days), place)) => {
            let named = DAYS.iter().enumerate().filter(|(bit, _)| days & 1 << bit != 0);
            cx.list(named.map(|(_, day)| Item::new(Val::Text(day), Some(place))))
        }
        other => unread(cx, handoff, field!(Handoff.day), other.is_some()),
    }
}

pub(crate) fn time_of_day<'a>(cx: &Cx<'a>, handoff: Entity) -> Val<'a> {
    match cx.org.slot(handoff, field!(Handoff.time)).map(|slot| slot.value) {
        Some(Value::Minutes(minutes)) => {
            Val::Text(cx.arena.alloc_str(&format!("{:02}:{:02}", minutes / 60, minutes % 60)))
        }
        other => unread(cx, handoff, field!(Handoff.time), other.is_some()),
    }
}

fn unread<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId, written: bool) -> Val<'a> {
    cx.unknown(if written { Missing::Invalid(entity, field) } else { Missing::Field(entity, field) })
}

/// The people who take turns in the rotations that answer for a service, each once.
pub(crate) fn responders<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let rotations = match ownership::rotations(cx, service) {
        Val::List(rotations) => rotations,
        unknown => return unknown,
    };
    let (mut found, mut seen, mut missing) = (Vec::new(), HashSet::new(), Vec::new());
    for rotation in rotations.items {
        let Val::Entity(rotation) = rotation.value else { continue };
        let layers = cx.org.list(rotation, field!(Rotation.layers));
        if layers.is_empty() {
            missing.push(Missing::Field(rotation, field!(Rotation.participants)));
        }
        for layer in layers {
            let Value::Record(layer) = layer.value else { continue };
            if level_of(cx.org, layer, field!(Layer.level)) == SHADOW {
                continue;
            }
            if cx.org.slot(layer, PARTICIPANTS).is_none() {
                missing.push(Missing::Field(layer, PARTICIPANTS));
            }
            for slot in cx.org.list(layer, PARTICIPANTS) {
                if let Value::Ref(person) = slot.value
                    && seen.insert(person)
                {
                    found.push(Item::new(Val::Entity(person), Some(slot.place)));
                }
            }
        }
    }
    let open = rotations.open.into_iter().chain(cx.because_all(missing)).reduce(|a, b| cx.either(a, b));
    cx.open_list(found, open)
}

const PARTICIPANTS: FieldId = field!(Layer.participants);
