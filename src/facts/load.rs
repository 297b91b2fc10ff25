//! The on-call model applied to the organisation: layers, pools, and what each person carries.
//!
//! The arithmetic is [`super::on_call`]; here are only the way from declarations to its inputs and
//! from its results to facts. A week is the turn of a rotation that declares none, and the hand-off
//! is Monday 00:00.

use num_traits::One;
use rayon::prelude::*;

use super::on_call::week::{DAY, Days, WEEK, Window};
use super::on_call::{self, Layer, Level, PersonLoad, Rational, WeekSet, person_load};
use super::{BOOL, Fact, HOURS, Kind, NUMBER, SHARE, TEXT, count, exact, list, one};
use crate::facts::value::{Cx, Interval, Item, Missing, Of, Type, Val};
use crate::field;
use crate::org::kind::{Entity, FieldId};
use crate::org::value::Value;
use crate::org::{Extent, Org, vocabulary};
use crate::source::Place;

const LEVEL: Type = Type::one(Of::Word(&vocabulary::LAYER_LEVEL));
const COVERAGE: Type = Type::one(Of::Word(&vocabulary::COVERAGE));

/// Rank of `custom` in the list of coverages.
const CUSTOM: u8 = 3;

pub(super) const PERSON: &[Fact] = &[
    Fact::new("onCall", one(Kind::OnCall), "The person's on-call load.", |_, e| {
        Val::Entity(Entity { kind: Kind::OnCall, ..e })
    })
    .at(|cx, e| Some(cx.org.place(e))),
    Fact::new("teams", list(Kind::Team), "Teams the person is in, declared on either side.", teams_of)
        .at(|cx, e| cx.org.slot(e, field!(Person.team)).map(|slot| slot.place)),
];

pub(super) const ROTATION: &[Fact] = &[
    Fact::new("coverage", COVERAGE, "Hours it promises to cover.", coverage)
        .at(|cx, e| cx.org.slot(e, field!(Rotation.coverage)).map(|slot| slot.place)),
    Fact::new(
        "aroundTheClock",
        BOOL,
        "Whether it covers the whole week: it promises 24x7 or, where it promises nothing, its primary layers do.",
        around_the_clock,
    ),
    Fact::new(
        "coveredHours",
        HOURS,
        "Hours of the week with somebody on a primary layer (C of the on-call model).",
        covered_hours,
    ),
    Fact::new("pools", list(Kind::Pool), "Its pools.", rotation_pools),
    Fact::new("escalations", list(Kind::Escalation), "Escalation policies that page it.", escalations),
    Fact::new("backupLayers", list(Kind::Layer), "Its secondary layers.", backup_layers),
];

pub(super) const LAYER: &[Fact] = &[
    Fact::new("rotation", one(Kind::Rotation), "The rotation it belongs to.", |cx, e| match cx.org.parent(e) {
        Some(rotation) => Val::Entity(rotation),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }),
    Fact::new("activeHours", HOURS, "Hours of the week in which it is on call (H of the on-call model).", active_hours)
        .at(|cx, e| cx.org.slot(e, field!(Layer.restrictions)).map(|slot| slot.place)),
];

pub(super) const POOL: &[Fact] = &[
    Fact::new("rotation", one(Kind::Rotation), "The rotation.", |cx, e| pool(cx, e, |_, p| Val::Entity(p.rotation))),
    Fact::new("level", LEVEL, "Rank of its layers.", |cx, e| pool(cx, e, |_, p| Val::Word(p.level as u8))),
    Fact::new("layers", list(Kind::Layer), "The layers it staffs.", |cx, e| {
        pool(cx, e, |cx, p| cx.list(p.layers.iter().map(|&at| layer_item(cx, at))))
    }),
    Fact::new("people", list(Kind::Person), "The people in it, each once.", pool_people).at(pool_place),
    Fact::new(
        "hours",
        HOURS,
        "Hours of the week to be staffed, each counted as often as people are on call at once (sum of k * H).",
        |cx, e| pool(cx, e, |cx, p| p.hours(cx)),
    ),
    Fact::new("sites", NUMBER, "How many sites share the primary shifts of the rotation.", |cx, e| {
        pool(cx, e, |_, p| count(p.sites))
    }),
    Fact::new("site", TEXT, "The site as its offset from UTC, or the layer's name.", |cx, e| {
        pool(cx, e, |_, p| Val::Text(&p.site))
    }),
];

pub(super) const PARTICIPATION: &[Fact] = &[
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

pub(super) const ON_CALL: &[Fact] = &[
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
struct Participation {
    person: Entity,
    layer: Entity,
    rotation: Entity,
    place: Place,
    turn_share: Option<Rational>,
    hours_per_week: Option<Rational>,
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

/// The people who share the shifts of some layers.
#[derive(Debug)]
struct Pool {
    id: String,
    site: String,
    rotation: Entity,
    level: Level,
    layers: Vec<u32>,
    people: Vec<(Entity, Place)>,
    sites: usize,
    hours: Option<Rational>,
    missing: Vec<Missing>,
}

impl Pool {
    fn hours<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        match (self.hours, self.missing.first()) {
            (Some(hours), None) => exact(cx, hours),
            (_, Some(&missing)) => cx.unknown(missing),
            (None, None) => cx.unknown(Missing::Arithmetic),
        }
    }
}

/// A layer as the model wants it, and what it would need to know better.
#[derive(Debug)]
struct Modelled {
    layer: Layer,
    /// Why nothing about its hours is known.
    missing: Option<Missing>,
    /// Its windows are local, but nobody said where: their length is known, their position is not.
    floating: bool,
    participants: bool,
}

/// The on-call load of an organisation.
#[derive(Debug)]
pub struct Load {
    layers: Vec<Modelled>,
    pools: Vec<Pool>,
    pools_of: Vec<Vec<u32>>,
    participations: Vec<Participation>,
    /// Per person, the first participation of theirs; they follow each other.
    first: Vec<u32>,
    people: Vec<Option<PersonLoad>>,
}

impl Load {
    /// Computes it, in parallel over layers and people.
    pub fn of(org: &Org) -> Self {
        let layers: Vec<Modelled> =
            (0..org.count(Kind::Layer)).into_par_iter().map(|at| modelled(org, Entity::new(Kind::Layer, at))).collect();
        let mut participations: Vec<Participation> = (0..layers.len())
            .into_par_iter()
            .flat_map_iter(|at| parts(org, Entity::new(Kind::Layer, at), &layers[at]))
            .collect();
        participations.par_sort_by_key(|p| (p.person.index, p.layer.index));
        let mut first = vec![0; org.count(Kind::Person) + 1];
        for p in &participations {
            first[p.person.index() + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let people = (0..org.count(Kind::Person))
            .into_par_iter()
            .map(|person| {
                let own = &participations[first[person] as usize..first[person + 1] as usize];
                let carried: Vec<&Layer> = own.iter().map(|p| &layers[p.layer.index()].layer).collect();
                person_load(&carried, super::super::org::declare::rank(person), Rational::one())
            })
            .collect();
        let pools: Vec<Pool> = (0..org.count(Kind::Rotation))
            .into_par_iter()
            .flat_map_iter(|at| pools(org, Entity::new(Kind::Rotation, at), &layers))
            .collect();
        let mut pools_of = vec![Vec::new(); org.count(Kind::Rotation)];
        for (at, pool) in (0..).zip(&pools) {
            pools_of[pool.rotation.index()].push(at);
        }
        Self { layers, pools, pools_of, participations, first, people }
    }

    fn of_person(&self, person: Entity) -> &[Participation] {
        match self.first.get(person.index()..person.index() + 2) {
            Some(&[from, to]) => &self.participations[from as usize..to as usize],
            _ => &[],
        }
    }
}

fn minutes(org: &Org, entity: Entity, field: FieldId) -> Option<i64> {
    match org.slot(entity, field)?.value {
        Value::Minutes(minutes) => Some(minutes),
        _ => None,
    }
}

fn whole(org: &Org, entity: Entity, field: FieldId) -> Option<i64> {
    match org.slot(entity, field)?.value {
        Value::Number { mantissa, scale: 0 } => Some(mantissa),
        _ => None,
    }
}

fn modelled(org: &Org, entity: Entity) -> Modelled {
    let rotation = org.parent(entity);
    let from_rotation = |field| rotation.filter(|r| r.kind == Kind::Rotation).and_then(|r| minutes(org, r, field));
    let utc_offset =
        minutes(org, entity, field!(Layer.utcOffset)).or_else(|| from_rotation(field!(Rotation.utcOffset)));
    let local = utc_offset.and_then(|m| i32::try_from(m).ok());
    let turn = minutes(org, entity, field!(Layer.turn)).or_else(|| from_rotation(field!(Rotation.turn)));
    let participants: Vec<u32> = org
        .list(entity, field!(Layer.participants))
        .iter()
        .filter_map(|slot| match slot.value {
            Value::Ref(person) => Some(person.index),
            _ => None,
        })
        .collect();
    let level = match org.slot(entity, field!(Layer.level)).map(|slot| slot.value) {
        Some(Value::Word(1)) => Level::Secondary,
        Some(Value::Word(2)) => Level::Shadow,
        _ => Level::Primary,
    };
    let (active, missing) = active(org, entity, local.unwrap_or_default());
    let floating = local.is_none() && active != WeekSet::FULL;
    let mut layer = Layer::weekly(rotation.map_or(0, |r| r.index), participants);
    layer.level = level;
    layer.active = active;
    layer.utc_offset = local;
    layer.turn = turn.and_then(|m| u32::try_from(m).ok()).filter(|&m| m > 0).unwrap_or(WEEK);
    layer.concurrent = whole(org, entity, field!(Layer.concurrent)).and_then(|k| u32::try_from(k).ok()).unwrap_or(1);
    layer.offset = whole(org, entity, field!(Layer.offset)).unwrap_or_default();
    if let Some(rotation) = rotation.filter(|r| r.kind == Kind::Rotation) {
        layer.handoff = handoff(org, rotation, local.unwrap_or_default());
        layer.phase = phase(org, rotation);
    }
    let participants =
        org.slot(entity, field!(Layer.participants)).is_some_and(|slot| matches!(slot.value, Value::List(_)));
    Modelled { layer, missing, floating, participants }
}

fn active(org: &Org, layer: Entity, utc_offset: i32) -> (WeekSet, Option<Missing>) {
    let field = field!(Layer.restrictions);
    let Some(slot) = org.slot(layer, field) else { return (WeekSet::FULL, None) };
    let Value::List(run) = slot.value else { return (WeekSet::EMPTY, Some(Missing::Invalid(layer, field))) };
    let mut windows = Vec::new();
    for element in org.elements(run) {
        let Value::Record(window) = element.value else {
            return (WeekSet::EMPTY, Some(Missing::Invalid(layer, field)));
        };
        let days = match org.slot(window, field!(Window.days)).map(|slot| slot.value) {
            Some(Value::Days(days)) => Days(days),
            None => Days::ALL,
            Some(_) => return (WeekSet::EMPTY, Some(Missing::Invalid(window, field!(Window.days)))),
        };
        let time = |field, default| match org.slot(window, field).map(|slot| slot.value) {
            Some(Value::Minutes(m)) => u32::try_from(m).map_err(|_| field),
            None => Ok(default),
            Some(_) => Err(field),
        };
        match (time(field!(Window.from), 0), time(field!(Window.to), DAY)) {
            (Ok(from), Ok(to)) => windows.push(Window { days, from, to }),
            (Err(field), _) | (_, Err(field)) => return (WeekSet::EMPTY, Some(Missing::Invalid(window, field))),
        }
    }
    (WeekSet::from_windows(&windows, utc_offset), None)
}

/// The hand-off in minutes after Monday 00:00 UTC.
fn handoff(org: &Org, rotation: Entity, utc_offset: i32) -> u32 {
    let Some(handoff) = org.reference(rotation, field!(Rotation.handoff)) else { return 0 };
    let day = match org.slot(handoff, field!(Handoff.day)).map(|slot| slot.value) {
        Some(Value::Days(days)) if days != 0 => i64::from(days.trailing_zeros()),
        _ => 0,
    };
    let time = minutes(org, handoff, field!(Handoff.time)).unwrap_or_default();
    let utc = day * i64::from(DAY) + time - i64::from(utc_offset);
    u32::try_from(utc.rem_euclid(i64::from(WEEK))).unwrap_or_default()
}

/// Monday of the week of the first turn, in minutes after Monday 1969-12-29.
fn phase(org: &Org, rotation: Entity) -> i64 {
    match org.slot(rotation, field!(Rotation.start)).map(|slot| slot.value) {
        Some(Value::Date(days)) => (i64::from(days) + 3).div_euclid(7) * i64::from(WEEK),
        _ => 0,
    }
}

fn parts(org: &Org, entity: Entity, modelled: &Modelled) -> Vec<Participation> {
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

fn pools(org: &Org, rotation: Entity, layers: &[Modelled]) -> Vec<Pool> {
    let own: Vec<usize> = org
        .list(rotation, field!(Rotation.layers))
        .iter()
        .filter_map(|slot| match slot.value {
            Value::Record(layer) => Some(layer.index()),
            _ => None,
        })
        .collect();
    let mut groups: Vec<(Level, Option<i32>, Vec<usize>)> = Vec::new();
    for at in own {
        let layer = &layers[at].layer;
        if layer.level == Level::Shadow {
            continue;
        }
        let site = layer.utc_offset;
        match groups
            .iter_mut()
            .find(|(level, known, _)| layer.level == Level::Primary && *level == Level::Primary && *known == site)
        {
            Some((_, _, members)) => members.push(at),
            None => groups.push((layer.level, site, vec![at])),
        }
    }
    let sites = groups.iter().filter(|(level, ..)| *level == Level::Primary).count();
    let alone = groups.len() == 1;
    let mut made = Vec::with_capacity(groups.len());
    for (level, site, members) in groups {
        let mut people: Vec<(Entity, Place)> = Vec::new();
        let mut missing = Vec::new();
        for &at in &members {
            let entity = Entity::new(Kind::Layer, at);
            missing.extend(layers[at].missing);
            if !layers[at].participants {
                missing.push(Missing::Field(entity, field!(Layer.participants)));
            }
            for slot in org.list(entity, field!(Layer.participants)) {
                if let Value::Ref(person) = slot.value
                    && !people.iter().any(|(known, _)| *known == person)
                {
                    people.push((person, slot.place));
                }
            }
        }
        let hours = members.iter().try_fold(Rational::from_integer(0), |sum, &at| {
            let layer = &layers[at].layer;
            Some(sum + layer.active_hours() * Rational::from_integer(i128::from(layer.concurrent)))
        });
        let key = org.id(Entity::new(Kind::Layer, members[0]));
        let site = match (key, site) {
            ("", Some(offset)) => {
                format!("UTC{}{:02}:{:02}", if offset < 0 { '-' } else { '+' }, offset.abs() / 60, offset.abs() % 60)
            }
            ("", None) => String::new(),
            (key, _) => key.to_owned(),
        };
        let name = org.id(rotation);
        let id = if alone || site.is_empty() { name.to_owned() } else { format!("{name}/{site}") };
        let layers = members.iter().map(|&at| crate::org::declare::rank(at)).collect();
        made.push(Pool { id, site, rotation, level, layers, people, sites, hours, missing });
    }
    made
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

/// What is missing to know the layers of every rotation: those that have none, and what could not be read.
fn unlayered(org: &Org) -> impl Iterator<Item = Missing> {
    let bare = org
        .all(Kind::Rotation)
        .filter(|&rotation| org.is_declared(rotation) && org.list(rotation, field!(Rotation.layers)).is_empty());
    let unread = (org.extent(Kind::Rotation) == Extent::Incomplete).then_some(Missing::Section(Kind::Rotation));
    bare.map(|rotation| Missing::Field(rotation, field!(Rotation.participants))).chain(unread)
}

/// Everybody who takes turns, at the place where they are first named as a participant.
pub(super) fn all_on_call<'a>(cx: &Cx<'a>) -> Val<'a> {
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

fn pool_item<'a>(cx: &Cx<'a>, at: u32) -> Item<'a> {
    let pool = Entity { kind: Kind::Pool, index: at };
    Item::new(Val::Entity(pool), pool_place(cx, pool))
}

fn layer_item<'a>(cx: &Cx<'a>, at: u32) -> Item<'a> {
    let layer = Entity { kind: Kind::Layer, index: at };
    Item::new(Val::Entity(layer), Some(cx.org.place(layer)))
}

fn pool<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, &'a Pool) -> Val<'a>) -> Val<'a> {
    match cx.facts.load(cx.org).pools.get(entity.index()) {
        Some(pool) => read(cx, pool),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }
}

fn pool_people<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    pool(cx, entity, |cx, pool| {
        let open = cx.because_all(pool.missing.iter().copied());
        cx.open_list(pool.people.iter().map(|&(person, place)| Item::new(Val::Entity(person), Some(place))), open)
    })
}

/// Where the participants of a pool are written, or else its rotation.
pub(super) fn pool_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let pool = cx.facts.load(cx.org).pools.get(entity.index())?;
    let participants = pool.layers.iter().find_map(|&at| {
        let layer = Entity { kind: Kind::Layer, index: at };
        cx.org.slot(layer, field!(Layer.participants)).map(|slot| slot.place)
    });
    Some(participants.unwrap_or_else(|| cx.org.place(pool.rotation)))
}

pub(super) fn pool_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.facts.load(cx.org).pools.get(entity.index()).map_or("", |pool| &pool.id)
}

pub(super) fn all_pools<'a>(cx: &Cx<'a>) -> Val<'a> {
    let n = crate::org::declare::rank(cx.facts.load(cx.org).pools.len());
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let open = cx.because_all(unlayered(cx.org));
    cx.open_list((0..n).map(|at| pool_item(cx, at)), open)
}

fn participation<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, &Participation) -> Val<'a>) -> Val<'a> {
    match cx.facts.load(cx.org).participations.get(entity.index()) {
        Some(participation) => read(cx, participation),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }
}

pub(super) fn participation_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    cx.facts.load(cx.org).participations.get(entity.index()).map(|p| p.place)
}

/// The person an on-call load or a participation is about.
pub(super) fn person_of(cx: &Cx<'_>, entity: Entity) -> Entity {
    let participation =
        (entity.kind == Kind::Participation).then(|| cx.facts.load(cx.org).participations.get(entity.index()));
    match participation.flatten() {
        Some(participation) => participation.person,
        None => Entity { kind: Kind::Person, ..entity },
    }
}

fn teams_of<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let mut found: Vec<Item<'a>> = Vec::new();
    let mut seen = Vec::new();
    for slot in cx.org.list(person, field!(Person.team)) {
        if let Value::Record(membership) = slot.value
            && let Some(slot) = cx.org.slot(membership, field!(Membership.team))
            && let Value::Ref(team) = slot.value
            && !seen.contains(&team)
        {
            seen.push(team);
            found.push(Item::new(Val::Entity(team), Some(slot.place)));
        }
    }
    for (team, edge) in cx.org.graph().referring(person, Kind::Member, field!(Member.person)) {
        if !seen.contains(&team) {
            seen.push(team);
            found.push(Item::new(Val::Entity(team), Some(edge.place)));
        }
    }
    if found.is_empty()
        && cx.org.slot(person, field!(Person.team)).is_none()
        && cx.org.extent(Kind::Team) != Extent::Complete
    {
        return cx.unknown(Missing::Field(person, field!(Person.team)));
    }
    cx.list(found)
}

fn coverage<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let field = field!(Rotation.coverage);
    match cx.org.slot(rotation, field).map(|slot| slot.value) {
        Some(Value::Word(rank)) => Val::Word(rank),
        Some(Value::List(_)) => Val::Word(CUSTOM),
        Some(_) => cx.unknown(Missing::Invalid(rotation, field)),
        None => cx.unknown(Missing::Field(rotation, field)),
    }
}

/// The layers of a rotation as the model has them, or why they are not known.
fn primary<'a>(cx: &Cx<'a>, rotation: Entity) -> Result<Vec<&'a Layer>, Missing> {
    let all = cx.facts.load(cx.org);
    let layers = cx.org.list(rotation, field!(Rotation.layers));
    if layers.is_empty() {
        return Err(Missing::Field(rotation, field!(Rotation.layers)));
    }
    let mut found = Vec::new();
    for slot in layers {
        if let Value::Record(layer) = slot.value {
            let modelled = &all.layers[layer.index()];
            if let Some(missing) = modelled.missing {
                return Err(missing);
            }
            found.push(&modelled.layer);
        }
    }
    Ok(found)
}

fn covered_hours<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    match primary(cx, rotation) {
        Ok(layers) => exact(cx, on_call::pool::coverage_hours(&layers)),
        Err(missing) => cx.unknown(missing),
    }
}

fn around_the_clock<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    match coverage(cx, rotation) {
        Val::Word(rank) => Val::Bool(rank == 0),
        unknown => match (cx.org.slot(rotation, field!(Rotation.coverage)), primary(cx, rotation)) {
            (None, Ok(layers)) => Val::Bool(on_call::pool::covered(&layers) == WeekSet::FULL),
            (None, Err(missing)) => cx.unknown(missing),
            _ => unknown,
        },
    }
}

fn rotation_pools<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let pools = cx.facts.load(cx.org).pools_of.get(rotation.index()).map_or(&[][..], Vec::as_slice);
    cx.list(pools.iter().map(|&at| pool_item(cx, at)))
}

fn escalations<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let mut found = cx.org.graph().referring(rotation, Kind::Target, field!(Target.rotation));
    found.retain(|(from, _)| from.kind == Kind::Escalation);
    found.dedup_by_key(|(from, _)| *from);
    let open = match cx.org.extent(Kind::Escalation) {
        Extent::Incomplete => Some(cx.because(Missing::Section(Kind::Escalation))),
        Extent::Absent | Extent::Complete => None,
    };
    cx.open_list(found.into_iter().map(|(from, edge)| Item::new(Val::Entity(from), Some(edge.place))), open)
}

fn backup_layers<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let layers = cx.org.list(rotation, field!(Rotation.layers));
    if layers.is_empty() {
        return cx.unknown(Missing::Field(rotation, field!(Rotation.participants)));
    }
    let all = cx.facts.load(cx.org);
    cx.list(layers.iter().filter_map(|slot| match slot.value {
        Value::Record(layer) if all.layers[layer.index()].layer.level == Level::Secondary => {
            Some(Item::new(Val::Entity(layer), Some(slot.place)))
        }
        _ => None,
    }))
}

fn active_hours<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let modelled = &cx.facts.load(cx.org).layers[layer.index()];
    match modelled.missing {
        Some(missing) => cx.unknown(missing),
        None => exact(cx, modelled.layer.active_hours()),
    }
}
