//! What each person carries: their part in every layer, and the load that comes of it.

use super::modelled::Modelled;
use super::pools::pool_item;
use super::unlayered;
use crate::facts::on_call::{PersonLoad, Rational};
use crate::facts::value::{Cx, Interval, Item, Missing, Val};
use crate::facts::{Fact, HOURS, NUMBER, SHARE, exact, list, one, reliance, teams};
use crate::field;
use crate::org::kind::{Entity, Kind};
use crate::org::value::Value;
use crate::org::{Extent, Org};
use crate::source::Place;

pub(in crate::facts) const PERSON: &[Fact] = &[
    Fact::new("onCall", one(Kind::OnCall), "The person's on-call load.", |_, e| {
        Val::Entity(Entity { kind: Kind::OnCall, ..e })
    })
    .at(|cx, e| Some(cx.org.place(e))),
    Fact::new("teams", list(Kind::Team), "Teams the person is in, declared on either side.", teams_of)
        .at(|cx, e| cx.org.slot(e, field!(Person.team)).map(|slot| slot.place)),
    Fact::new(
        "soleExpertOf",
        list(Kind::Service),
        "Services that name nobody else as an expert.",
        reliance::sole_expert_of,
    ),
    Fact::new(
        "soleTargetOf",
        list(Kind::Service),
        "Services whose escalation has a level that reaches nobody else, a last resort left out. Where no level does, there is no backup at all, which is not counted here.",
        reliance::sole_target_of,
    ),
    Fact::new(
        "lastResortOf",
        list(Kind::Service),
        "Services whose escalation has three levels or more, and the last reaches nobody else.",
        reliance::last_resort_of,
    ),
];

pub(in crate::facts) const PARTICIPATION: &[Fact] = &[
    Fact::new("person", one(Kind::Person), "Who.", |cx, e| participation(cx, e, |_, p| Val::Entity(p.person)))
        .at(participation_place),
    Fact::new("layer", one(Kind::Layer), "In which layer.", |cx, e| participation(cx, e, |_, p| Val::Entity(p.layer))),
    Fact::new("rotation", one(Kind::Rotation), "In which rotation.", |cx, e| {
        participation(cx, e, |_, p| Val::Entity(p.rotation))
    }),
    Fact::new("turnShare", SHARE, "Share of the turns that are the person's (F1).", |cx, e| {
        participation(cx, e, |cx, p| p.share(cx))
    }),
    Fact::new("hoursPerWeek", HOURS, "Expected on-call hours a week in this layer (F2).", |cx, e| {
        participation(cx, e, |cx, p| p.hours(cx))
    }),
];

pub(in crate::facts) const ON_CALL: &[Fact] = &[
    Fact::new("participations", list(Kind::Participation), "The person's part in each layer.", participations),
    Fact::new("layers", list(Kind::Layer), "Layers the person takes turns in.", layers_of),
    Fact::new("rotations", list(Kind::Rotation), "Rotations the person takes turns in, each once.", rotations_of),
    Fact::new("pools", list(Kind::Pool), "Pools the person is in.", pools_of),
    Fact::new(
        "hoursPerWeek",
        HOURS,
        "On-call hours a week by the clock, over all rotations; hours on call twice count once (F4). Where it is not known how two layers overlap, it lies between the larger and the sum.",
        |cx, e| clock_hours(cx, e, 1),
    ),
    Fact::new(
        "summedHours",
        HOURS,
        "On-call hours a week added up over layers; hours on call twice count twice (F3).",
        |cx, e| load(cx, e, |l| l.summed),
    ),
    Fact::new("share", SHARE, "Share of the week's 168 hours (F5).", |cx, e| clock_hours(cx, e, 168)),
    Fact::new("doubleBookedHours", HOURS, "Hours a week on call in two places at once (F21).", |cx, e| {
        load(cx, e, |l| l.double_booked_hours_per_week)
    }),
    Fact::new("longestBlock", HOURS, "Longest time on call without a break, in hours (F13).", |cx, e| {
        load(cx, e, |l| l.longest_block_hours)
    }),
    Fact::new("turnsPerQuarter", NUMBER, "Turns in 13 weeks (F19).", |cx, e| load(cx, e, |l| l.turns_per_quarter)),
];

/// A person in a layer.
#[derive(Debug)]
pub(super) struct Participation {
    pub(super) person: Entity,
    pub(super) layer: Entity,
    pub(super) rotation: Entity,
    pub(super) place: Place,
    pub(super) turn_share: Option<Rational>,
    pub(super) hours_per_week: Option<Rational>,
}

impl Participation {
    fn share<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        self.turn_share.map_or_else(|| self.unknown(cx), |share| exact(cx, share))
    }

    fn hours<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        self.hours_per_week.map_or_else(|| self.unknown(cx), |hours| exact(cx, hours))
    }

    fn unknown<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        cx.unknown(Missing::Field(self.layer, field!(Layer.restrictions)))
    }
}

pub(super) fn parts(org: &Org, entity: Entity, modelled: &Modelled) -> Vec<Participation> {
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
                turn_share: Some(modelled.layer.turn_share(person.index)),
                hours_per_week: known.then(|| modelled.layer.expected_hours(person.index)),
            });
        }
    }
    found
}

fn load<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&PersonLoad) -> Rational) -> Val<'a> {
    let all = cx.facts.load(cx.org);
    let own = all.of_person(entity);
    let unknown = own.iter().filter_map(|p| {
        let modelled = &all.layers[p.layer.index()];
        let floating = modelled.floating && own.len() > 1;
        modelled.missing.or_else(|| floating.then_some(Missing::Field(p.layer, field!(Layer.utcOffset))))
    });
    if let Some(cause) = cx.because_all(unknown) {
        return Val::Unknown(cause);
    }
    match all.people.get(entity.index()).and_then(Option::as_ref) {
        Some(load) => exact(cx, read(load)),
        None => cx.unknown(Missing::Arithmetic),
    }
}

/// Hours on call by the clock, over a number. Two facts leave bounds instead of a number: where two layers lie in the
/// week relative to each other may not be known, and there may be rotations in files that could not be read.
fn clock_hours<'a>(cx: &Cx<'a>, entity: Entity, over: i128) -> Val<'a> {
    let all = cx.facts.load(cx.org);
    let own = all.of_person(entity);
    let over = Rational::from_integer(over);
    let bound = |hours: Rational| match exact(cx, hours / over) {
        Val::Number(number) => Some(number),
        _ => None,
    };
    let largest = own.iter().filter_map(|p| p.hours_per_week).max().and_then(bound);
    let (low, high, cause) = match load(cx, entity, |l| l.hours_per_week / over) {
        Val::Number(hours) => (Some(hours), Some(hours), None),
        Val::Unknown(cause) => {
            let placed = own.iter().all(|p| all.layers[p.layer.index()].missing.is_none());
            let load = all.people.get(entity.index()).and_then(Option::as_ref);
            (largest, load.filter(|_| placed).and_then(|l| bound(l.summed)), Some(cause))
        }
        other => return other,
    };
    let more =
        (cx.org.extent(Kind::Rotation) == Extent::Incomplete).then(|| cx.because(Missing::Section(Kind::Rotation)));
    let high = high.filter(|_| more.is_none());
    match (low, high, cause.into_iter().chain(more).reduce(|a, b| cx.either(a, b))) {
        (Some(low), Some(high), _) if low == high => Val::Number(low),
        (Some(low), high, Some(cause)) => Val::Interval(cx.arena.alloc(Interval { low, high, cause })),
        (None, _, Some(cause)) => Val::Unknown(cause),
        (_, _, None) => cx.unknown(Missing::Arithmetic),
    }
}

/// Everybody who takes turns, at the place where they are first named as a participant.
pub(in crate::facts) fn all_on_call<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let layers = cx
        .org
        .all(Kind::Layer)
        .filter(|&layer| cx.org.parent(layer).is_some_and(|parent| parent.kind == Kind::Rotation));
    let unstaffed = layers.filter(|&layer| cx.org.slot(layer, field!(Layer.participants)).is_none());
    let unsaid: Vec<Missing> =
        unstaffed.map(|layer| Missing::Field(layer, field!(Layer.participants))).chain(unlayered(cx.org)).collect();
    let open = cx.because_all(unsaid);
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

fn rotations_of<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let own = cx.facts.load(cx.org).of_person(entity);
    let mut found: Vec<Item<'a>> = Vec::new();
    let mut seen = Vec::new();
    for p in own {
        if !seen.contains(&p.rotation) {
            seen.push(p.rotation);
            found.push(Item::new(Val::Entity(p.rotation), Some(p.place)));
        }
    }
    cx.list(found)
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

fn participation<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, &Participation) -> Val<'a>) -> Val<'a> {
    match cx.facts.load(cx.org).participations.get(entity.index()) {
        Some(participation) => read(cx, participation),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }
}

pub(in crate::facts) fn participation_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    cx.facts.load(cx.org).participations.get(entity.index()).map(|p| p.place)
}

/// The person an on-call load or a participation is about.
pub(in crate::facts) fn person_of(cx: &Cx<'_>, entity: Entity) -> Entity {
    let participation =
        (entity.kind == Kind::Participation).then(|| cx.facts.load(cx.org).participations.get(entity.index()));
    match participation.flatten() {
        Some(participation) => participation.person,
        None => Entity { kind: Kind::Person, ..entity },
    }
}

fn teams_of<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    match teams::of_person(cx.org, person) {
        Some(found) => cx.list(found.into_iter().map(|(team, place)| Item::new(Val::Entity(team), Some(place)))),
        None => cx.unknown(Missing::Field(person, field!(Person.team))),
    }
}
