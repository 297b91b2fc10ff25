//! Who answers for a service when it calls, and when they hand over.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::reads::answer;
use crate::facts::response::turns::{Layers, turns};
use crate::facts::services::ownership;
use crate::field;
use crate::org::read::{At, Required};
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::Entity;

/// Days as they are written, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(crate) fn days<'a>(cx: &Cx<'a>, handoff: Entity) -> Val<'a> {
    match cx.org.days(handoff, field!(Handoff.day)) {
        Ok(Some(At { value: days, place })) => {
            let named = DAYS.iter().enumerate().filter(|(bit, _)| days & 1 << bit != 0);
            cx.list(named.map(|(_, day)| Item::new(Val::Text(day), Some(place))))
        }
        Ok(None) => cx.unknown(Missing::Field(handoff, field!(Handoff.day))),
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn time_of_day<'a>(cx: &Cx<'a>, handoff: Entity) -> Val<'a> {
    let time = cx.org.minutes(handoff, field!(Handoff.time)).required(handoff, field!(Handoff.time));
    answer(cx, time, |minutes| Val::Text(cx.text(&format!("{:02}:{:02}", minutes / 60, minutes % 60))))
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
        let turns = turns(cx.org, rotation, Layers::Answering);
        missing.extend(turns.missing);
        let new = turns.people.into_iter().filter(|person| seen.insert(person.value));
        found.extend(new.map(|person| Item::new(Val::Entity(person.value), Some(person.place))));
    }
    let open = rotations.open.into_iter().chain(cx.because_all(missing)).reduce(|a, b| cx.either(a, b));
    cx.open_list(found, open)
}
