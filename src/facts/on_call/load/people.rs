//! What each person carries: their part in every layer, and the load that comes of it.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::layer_model::unlayered;
use crate::facts::on_call::load::participation::Participation;
use crate::facts::on_call::load::pools::pool_item;
use crate::facts::on_call::model::week::working_hours;
use crate::facts::reads::{at_least, between, exact};
use crate::field;
use crate::org::Extent;
use crate::text::Place;
use crate::value::rational::{Rational, add, hours, mul, whole};
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) fn expected_hours<'a>(cx: &Cx<'a>, part: &Participation) -> Val<'a> {
    let why = || cx.part::<Load>().layers[part.layer.index()].missing;
    part.hours_per_week.map_or_else(
        || cx.unknown(why().unwrap_or(Missing::Field(part.layer, field!(Layer.restrictions)))),
        |hours| exact(cx, hours),
    )
}

pub(crate) fn longest<'a>(cx: &Cx<'a>, part: &Participation) -> Val<'a> {
    let all = cx.part::<Load>();
    match (all.layers[part.layer.index()].missing, all.alone(part)) {
        (Some(missing), _) => cx.unknown(missing),
        (None, Some(load)) => {
            let modelled = &all.layers[part.layer.index()];
            let shared = part.turn_share > whole(0) && part.turn_share < whole(1);
            let placed = modelled.illegible_start().filter(|_| !modelled.layer.active.is_full());
            if let Some(missing) = modelled.no_turn.or(placed).filter(|_| shared) {
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
    let modelled = &cx.part::<Load>().layers[part.layer.index()];
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
        let own = cx.org.minutes(part.person, field!(Person.utcOffset))?.map(|own| i32::try_from(own.value));
        let own = own.transpose().map_err(|_| Missing::Invalid(part.person, field!(Person.utcOffset)))?;
        let offset = own.or(modelled.layer.utc_offset).ok_or(modelled.unplaced())?;
        active.measure() - work.shifted(-offset).shared_minutes(active)
    };
    mul(part.turn_share, hours(outside.into())).ok_or(Missing::Arithmetic)
}

pub(crate) fn standby<'a>(cx: &Cx<'a>, part: &Participation) -> Val<'a> {
    match standby_hours(cx, part) {
        Ok(hours) => exact(cx, hours),
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn standby_of_person<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let (mut known, mut missing) = (whole(0), Vec::new());
    for part in cx.part::<Load>().of_person(person) {
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
    // What a syntax error took away is told with the section.
    let damaged = |layer| cx.org.is_damaged(layer) || cx.org.parent(layer).is_some_and(|of| cx.org.is_damaged(of));
    let told = |layer, missing| damaged(layer) && matches!(missing, Missing::Invalid(..));
    let unstaffed = layers.filter_map(|layer| {
        let missing = cx.org.list(layer, field!(Layer.participants)).missing();
        missing.filter(|&missing| !told(layer, missing))
    });
    let unsaid: Vec<Missing> = unstaffed.chain(unlayered(cx.org)).collect();
    cx.because_all(unsaid)
}

/// Why somebody may take turns that are not known of: a list of participants cannot be read.
fn unnamed(cx: &Cx<'_>) -> Option<Cause> {
    cx.org.unread(Kind::Layer, field!(Layer.participants)).map(|missing| cx.because(missing))
}

/// Everybody who takes turns, at the place where they are first named as a participant.
pub(crate) fn all_on_call<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let open = unstaffed(cx);
    let participations = &cx.part::<Load>().participations;
    let people = participations.chunk_by(|a, b| a.person == b.person);
    cx.open_list(people.map(|own| Item::new(Val::Entity(own[0].person), Some(own[0].place))), open)
}

pub(crate) fn participations<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let from = all.first[entity.index()] as usize;
    let own = all.of_person(entity);
    cx.open_list(
        own.iter()
            .enumerate()
            .map(|(at, p)| Item::new(Val::Entity(Entity::new(Kind::Participation, from + at)), Some(p.place))),
        unnamed(cx),
    )
}

pub(crate) fn layers_of<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let own = cx.part::<Load>().of_person(entity);
    cx.open_list(own.iter().map(|p| Item::new(Val::Entity(p.layer), Some(p.place))), unnamed(cx))
}

/// The rotations that people take turns in, each once.
pub(crate) fn rotations_of<'a>(cx: &Cx<'a>, people: impl Iterator<Item = Entity>, open: Option<Cause>) -> Val<'a> {
    let all = cx.part::<Load>();
    let mut found: Vec<Item<'a>> = Vec::new();
    let mut seen = hashbrown::HashSet::new();
    for p in people.flat_map(|person| all.of_person(person)) {
        if seen.insert(p.rotation) {
            found.push(Item::new(Val::Entity(p.rotation), Some(p.place)));
        }
    }
    cx.open_list(found, open)
}

pub(crate) fn pools_of<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let mut found: Vec<u32> = Vec::new();
    for p in all.of_person(entity) {
        let pools = &all.pools_of[p.rotation.index()];
        found.extend(pools.iter().filter(|&&at| all.pools[at as usize].layers.contains(&p.layer.index)));
    }
    found.sort_unstable();
    found.dedup();
    let unsorted = all.of_person(entity).iter().find_map(|p| all.layers[p.layer.index()].unsorted);
    let open = unsorted.map(|missing| cx.because(missing)).or_else(|| unnamed(cx));
    cx.open_list(found.into_iter().map(|at| pool_item(cx, at)), open)
}

/// Every part of everybody, person by person.
pub(crate) fn all_participations<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let open = unstaffed(cx);
    let all = &cx.part::<Load>().participations;
    let parts = all.iter().enumerate();
    let part =
        |(at, p): (usize, &Participation)| Item::new(Val::Entity(Entity::new(Kind::Participation, at)), Some(p.place));
    cx.open_list(parts.map(part), open)
}

pub(crate) fn participation<'a>(
    cx: &Cx<'a>,
    entity: Entity,
    read: impl Fn(&Cx<'a>, &Participation) -> Val<'a>,
) -> Val<'a> {
    match cx.part::<Load>().participations.get(entity.index()) {
        Some(participation) => read(cx, participation),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }
}

pub(crate) fn participation_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    cx.part::<Load>().participations.get(entity.index()).map(|p| p.place)
}

/// The person an on-call load or a participation is about.
pub(crate) fn person_of(cx: &Cx<'_>, entity: Entity) -> Entity {
    let participation =
        (entity.kind == Kind::Participation).then(|| cx.part::<Load>().participations.get(entity.index()));
    match participation.flatten() {
        Some(participation) => participation.person,
        None => Entity { kind: Kind::Person, ..entity },
    }
}
