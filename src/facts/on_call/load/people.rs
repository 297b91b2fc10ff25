//! What each person carries: their part in every layer, and the load that comes of it.

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::fact::{Fact, HOURS, MINUTES, NUMBER, SHARE, list, one};
use crate::facts::on_call::load::layer_model::{Modelled, minutes};
use crate::facts::on_call::load::pools::pool_item;
use crate::facts::on_call::load::{at_least, between, combined_load, paging, unlayered};
use crate::facts::on_call::model::Rational;
use crate::facts::on_call::model::exact::{add, hours, mul, whole};
use crate::facts::on_call::model::week::working_hours;
use crate::facts::people::{membership, reporting_lines};
use crate::facts::reads::exact;
use crate::facts::services::single_points;
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) const PERSON: &[Fact] = &[
    Fact::new("onCall", one(Kind::OnCall), "The person's on-call load.", |_, e| {
        Val::Entity(Entity { kind: Kind::OnCall, ..e })
    })
    .at(|cx, e| Some(cx.org.place(e))),
    Fact::new(
        "soleExpertOf",
        list(Kind::Service),
        "Services that name nobody else as an expert.",
        single_points::sole_expert_of,
    ),
    Fact::new(
        "soleTargetOf",
        list(Kind::Service),
        "Services whose escalation has a level that reaches nobody else, a last resort left out. Where no level does, there is no backup at all, which is not counted here.",
        single_points::sole_target_of,
    ),
    membership::TEAMS,
    membership::WORK_TEAMS,
    membership::ALLOCATIONS,
    membership::FTE,
    membership::SKILL_NAMES,
    Fact::new(
        "directReports",
        list(Kind::Person),
        "People who name the person as `manager`; there may be more where others, who do not stand above the person, name nobody.",
        reporting_lines::direct_reports,
    ),
    Fact::new(
        "lastResortOf",
        list(Kind::Service),
        "Services whose escalation has three levels or more, and the last reaches nobody else.",
        single_points::last_resort_of,
    ),
];

pub(crate) const PARTICIPATION_FACTS: &[Fact] = &[
    Fact::new("person", one(Kind::Person), "Who.", |cx, e| participation(cx, e, |_, p| Val::Entity(p.person)))
        .at(participation_place),
    Fact::new("layer", one(Kind::Layer), "In which layer.", |cx, e| participation(cx, e, |_, p| Val::Entity(p.layer))),
    Fact::new("rotation", one(Kind::Rotation), "In which rotation.", |cx, e| {
        participation(cx, e, |_, p| Val::Entity(p.rotation))
    }),
    Fact::new("turnShare", SHARE, "Share of the turns that are the person's (F1).", |cx, e| {
        participation(cx, e, |cx, p| exact(cx, p.turn_share))
    }),
    Fact::new("hoursPerWeek", HOURS, "Expected on-call hours a week in this layer (F2).", |cx, e| {
        participation(cx, e, |cx, p| p.hours(cx))
    }),
    Fact::new("longestBlock", HOURS, "Longest time on call in this layer without a break (F13).", |cx, e| {
        participation(cx, e, longest)
    }),
    Fact::new(
        "gapBetweenTurns",
        MINUTES,
        "Time between two turns of a person who stands in the list once (F14).",
        |cx, e| participation(cx, e, |cx, p| super::rotations::gap_between_turns(cx, p.layer)),
    ),
    Fact::new(
        "standbyHours",
        HOURS,
        "Expected on-call hours a week in this layer outside the person's working hours, Monday to Friday 09:00-17:00 local (F16).",
        |cx, e| participation(cx, e, standby),
    ),
];

pub(crate) const ON_CALL_FACTS: &[Fact] = &[
    Fact::new("participations", list(Kind::Participation), "The person's part in each layer.", participations),
    Fact::new("layers", list(Kind::Layer), "Layers the person takes turns in.", layers_of),
    Fact::new("rotations", list(Kind::Rotation), "Rotations the person takes turns in, each once.", |cx, e| {
        rotations_of(cx, std::iter::once(e), None)
    }),
    Fact::new("pools", list(Kind::Pool), "Pools the person is in.", pools_of),
    Fact::new(
        "hoursPerWeek",
        HOURS,
        "On-call hours a week by the clock, over all rotations; hours on call twice count once (F4). Where it is not known how two layers overlap, or they repeat together only after years, it lies between the larger and the sum.",
        |cx, e| combined_load::clock_hours(cx, e, 1),
    ),
    Fact::new(
        "summedHours",
        HOURS,
        "On-call hours a week added up over layers; hours on call twice count twice (F3).",
        |cx, e| combined_load::added(cx, e, |l| l.summed),
    ),
    Fact::new("share", SHARE, "Share of the week's 168 hours (F5).", |cx, e| combined_load::clock_hours(cx, e, 168)),
    Fact::new(
        "doubleBookedHours",
        HOURS,
        "Hours a week on call in two places at once, the mean over a cycle (F21).",
        combined_load::double_booked,
    ),
    Fact::new("doubleBookedWeeks", NUMBER, "Weeks of a cycle in which that happens (F21).", |cx, e| {
        combined_load::played(cx, e, |l| whole(i128::from(l.double_booked_weeks)))
    }),
    Fact::new("cycle", NUMBER, "Weeks after which all turns of the person begin anew (F4).", combined_load::cycle),
    Fact::new(
        "doubleBookings",
        list(Kind::Participation),
        "The parts that are on call at the same time as another.",
        combined_load::double_bookings,
    ),
    Fact::new(
        "longestBlock",
        HOURS,
        "Longest time on call without a break, in hours (F13).",
        combined_load::longest_block,
    ),
    Fact::new("turnsPerQuarter", NUMBER, "Turns in 13 weeks (F19).", combined_load::turns_per_quarter),
    Fact::new("contractHours", HOURS, "Hours of the contract, 40 a week where nobody said.", |cx, e| {
        match paging::contract(cx.org, Entity { kind: Kind::Person, ..e }) {
            Ok(hours) => exact(cx, hours),
            Err(missing) => cx.unknown(missing),
        }
    })
    .at(|cx, e| cx.org.slot(Entity { kind: Kind::Person, ..e }, field!(Person.workHours)).map(|slot| slot.place)),
    Fact::new(
        "standbyHours",
        HOURS,
        "Expected on-call hours a week outside working hours, added up over layers (F16).",
        standby_of_person,
    ),
];

/// A person in a layer.
#[derive(Debug)]
pub(crate) struct Participation {
    pub(crate) person: Entity,
    pub(crate) layer: Entity,
    pub(crate) rotation: Entity,
    pub(crate) place: Place,
    pub(crate) turn_share: Rational,
    pub(crate) hours_per_week: Option<Rational>,
}

impl Participation {
    fn hours<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        self.hours_per_week.map_or_else(|| self.unknown(cx), |hours| exact(cx, hours))
    }

    fn unknown<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        cx.unknown(Missing::Field(self.layer, field!(Layer.restrictions)))
    }
}

pub(crate) fn parts(org: &Org, entity: Entity, modelled: &Modelled) -> Vec<Participation> {
    let Some(rotation) = org.parent(entity) else { return Vec::new() };
    let known = modelled.missing.is_none();
    let mut found: Vec<Participation> = Vec::new();
    for slot in org.list(entity, field!(Layer.participants)) {
        let Value::Ref(person) = slot.value else { continue };
        if !found.iter().any(|p| p.person == person) {
            found.push(Participation {
                person,
                layer: entity,
                rotation,
                place: slot.place,
                turn_share: modelled.layer.turn_share(person.index),
                hours_per_week: known.then(|| modelled.layer.expected_hours(person.index)),
            });
        }
    }
    found
}

pub(crate) fn longest<'a>(cx: &Cx<'a>, part: &Participation) -> Val<'a> {
    let all = cx.facts.load(cx.org);
    match (all.layers[part.layer.index()].missing, all.alone(part)) {
        (Some(missing), _) => cx.unknown(missing),
        (None, Some(load)) => {
            let modelled = &all.layers[part.layer.index()];
            let shared = part.turn_share > whole(0) && part.turn_share < whole(1);
            if let Some(missing) = modelled.no_turn.filter(|_| shared) {
                // However long a turn is, it is over when the window is.
                let run = modelled.layer.active.runs().map(|(_, length)| length).max().unwrap_or(0);
                let high = (!modelled.layer.active.is_full()).then(|| hours(run.into()));
                return between(cx, whole(0), high, Some(missing));
            }
            let low = if load.played { load.longest_block_hours } else { whole(0) };
            between(cx, low, Some(load.longest_block_hours), (!load.played).then_some(Missing::Arithmetic))
        }
        (None, None) => cx.unknown(Missing::Arithmetic),
    }
}

/// Hours a week on call outside the person's working hours, where these and the layer's hours are known.
fn standby_hours(cx: &Cx<'_>, part: &Participation) -> Result<Rational, Missing> {
    let modelled = &cx.facts.load(cx.org).layers[part.layer.index()];
    if let Some(missing) = modelled.missing {
        return Err(missing);
    }
    let work = working_hours();
    let active = &modelled.layer.active;
    let outside = if active.is_full() || active.is_empty() {
        active.measure() - work.shared_minutes(active)
    } else if modelled.floating {
        return Err(modelled.unplaced());
    } else {
        let own = minutes(cx.org, part.person, field!(Person.utcOffset)).and_then(|offset| i32::try_from(offset).ok());
        let offset = own.or(modelled.layer.utc_offset).unwrap_or_default();
        active.measure() - work.shifted(-offset).shared_minutes(active)
    };
    mul(part.turn_share, hours(outside.into())).ok_or(Missing::Arithmetic)
}

fn standby<'a>(cx: &Cx<'a>, part: &Participation) -> Val<'a> {
    match standby_hours(cx, part) {
        Ok(hours) => exact(cx, hours),
        Err(missing) => cx.unknown(missing),
    }
}

fn standby_of_person<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let (mut known, mut missing) = (whole(0), Vec::new());
    for part in cx.facts.load(cx.org).of_person(person) {
        match standby_hours(cx, part).and_then(|hours| add(known, hours).ok_or(Missing::Arithmetic)) {
            Ok(sum) => known = sum,
            Err(why) => missing.push(why),
        }
    }
    at_least(cx, known, missing)
}

/// What would tell of further people: layers that name nobody, rotations without layers, files that were not read.
fn unstaffed(cx: &Cx<'_>) -> Option<Cause> {
    let layers = cx
        .org
        .all(Kind::Layer)
        .filter(|&layer| cx.org.parent(layer).is_some_and(|parent| parent.kind == Kind::Rotation));
    let unstaffed = layers.filter(|&layer| cx.org.slot(layer, field!(Layer.participants)).is_none());
    let unsaid: Vec<Missing> =
        unstaffed.map(|layer| Missing::Field(layer, field!(Layer.participants))).chain(unlayered(cx.org)).collect();
    cx.because_all(unsaid)
}

/// Everybody who takes turns, at the place where they are first named as a participant.
pub(crate) fn all_on_call<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let open = unstaffed(cx);
    let participations = &cx.facts.load(cx.org).participations;
    let people = participations.chunk_by(|a, b| a.person == b.person);
    cx.open_list(people.map(|own| Item::new(Val::Entity(own[0].person), Some(own[0].place))), open)
}

fn participations<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let all = cx.facts.load(cx.org);
    let from = all.first[entity.index()] as usize;
    let own = all.of_person(entity);
    cx.list(
        own.iter()
            .enumerate()
            .map(|(at, p)| Item::new(Val::Entity(Entity::new(Kind::Participation, from + at)), Some(p.place))),
    )
}

fn layers_of<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let own = cx.facts.load(cx.org).of_person(entity);
    cx.list(own.iter().map(|p| Item::new(Val::Entity(p.layer), Some(p.place))))
}

/// The rotations that people take turns in, each once.
pub(crate) fn rotations_of<'a>(cx: &Cx<'a>, people: impl Iterator<Item = Entity>, open: Option<Cause>) -> Val<'a> {
    let all = cx.facts.load(cx.org);
    let mut found: Vec<Item<'a>> = Vec::new();
    let mut seen = hashbrown::HashSet::new();
    for p in people.flat_map(|person| all.of_person(person)) {
        if seen.insert(p.rotation) {
            found.push(Item::new(Val::Entity(p.rotation), Some(p.place)));
        }
    }
    cx.open_list(found, open)
}

fn pools_of<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let all = cx.facts.load(cx.org);
    let mut found: Vec<u32> = Vec::new();
    for p in all.of_person(entity) {
        let pools = &all.pools_of[p.rotation.index()];
        found.extend(pools.iter().filter(|&&at| all.pools[at as usize].layers.contains(&p.layer.index)));
    }
    found.sort_unstable();
    found.dedup();
    cx.list(found.into_iter().map(|at| pool_item(cx, at)))
}

/// Every part of everybody, person by person.
pub(crate) fn all_participations<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let open = unstaffed(cx);
    let all = &cx.facts.load(cx.org).participations;
    let parts = all.iter().enumerate();
    let part =
        |(at, p): (usize, &Participation)| Item::new(Val::Entity(Entity::new(Kind::Participation, at)), Some(p.place));
    cx.open_list(parts.map(part), open)
}

fn participation<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, &Participation) -> Val<'a>) -> Val<'a> {
    match cx.facts.load(cx.org).participations.get(entity.index()) {
        Some(participation) => read(cx, participation),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }
}

pub(crate) fn participation_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    cx.facts.load(cx.org).participations.get(entity.index()).map(|p| p.place)
}

/// The person an on-call load or a participation is about.
pub(crate) fn person_of(cx: &Cx<'_>, entity: Entity) -> Entity {
    let participation =
        (entity.kind == Kind::Participation).then(|| cx.facts.load(cx.org).participations.get(entity.index()));
    match participation.flatten() {
        Some(participation) => participation.person,
        None => Entity { kind: Kind::Person, ..entity },
    }
}
