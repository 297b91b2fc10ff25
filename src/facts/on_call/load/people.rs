//! What each person carries: their part in every layer, and the load that comes of it.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::combined_load::{part_turns, sum_of_parts};
use crate::facts::on_call::load::figure::Figure;
use crate::facts::on_call::load::layer_model::unlayered;
use crate::facts::on_call::load::participation::Participation;
use crate::facts::on_call::load::pools::pool_item;
use crate::facts::on_call::load::{Load, paging};
use crate::facts::on_call::model::standby::standby as standby_minutes;
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::rational::{Rational, div, hours, whole};
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// A figure of one part, unless the part is not known of.
pub(crate) fn figure<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Load, &Participation) -> Figure) -> Val<'a> {
    participation(cx, entity, |cx, part| read(cx.part::<Load>(), part).value(cx))
}

/// The same, at least what is known of it.
pub(crate) fn figure_of_sum<'a>(
    cx: &Cx<'a>,
    entity: Entity,
    read: impl Fn(&Load, &Participation) -> Figure,
) -> Val<'a> {
    participation(cx, entity, |cx, part| read(cx.part::<Load>(), part).sum(cx))
}

pub(crate) fn turn_share(all: &Load, part: &Participation) -> Figure {
    part.turn_share(all.modelled(part), all.turning(part.rotation))
}

pub(crate) fn expected_hours(all: &Load, part: &Participation) -> Figure {
    part.hours(all.modelled(part), all.turning(part.rotation))
}

/// F2 of all parts that the person has in the rotation.
pub(crate) fn rotation_hours(org: &Org, all: &Load, part: &Participation) -> Figure {
    let own = all.of_person(part.person);
    let hours = |part: &Participation| expected_hours(all, part);
    if part.rotation.kind != Kind::Rotation {
        return own
            .iter()
            .filter(|other| other.rotation == part.rotation)
            .map(hours)
            .fold(hours_of_none(), Figure::plus);
    }
    let layers = org.list(part.rotation, field!(Rotation.layers));
    let found = layers.entities().filter_map(|layer| {
        let at = own.binary_search_by_key(&layer.value.index, |other| other.layer.index).ok()?;
        own.get(at).filter(|other| other.layer == layer.value)
    });
    found.map(hours).fold(hours_of_none(), Figure::plus)
}

fn hours_of_none() -> Figure {
    Figure::known(whole(0))
}

/// F19 of one part.
pub(crate) fn turns(all: &Load, part: &Participation) -> Figure {
    sum_of_parts(all, std::slice::from_ref(part), |part, way| part_turns(all, part, way))
}

/// F16 of one part, in one way in which its turns may have begun.
fn standby_minutes_of(org: &Org, all: &Load, part: &Participation, way: usize) -> Result<Rational, Missing> {
    let modelled = all.modelled(part);
    if let Some(missing) = modelled.missing.or(modelled.uneven().filter(|_| part.is_shared(modelled))) {
        return Err(missing);
    }
    let week = part.weeks.as_ref().map_err(|missing| *missing).map(|weeks| &weeks[way.min(weeks.len() - 1)])?;
    let working = hours(all.hours.local.business_hours.measure().into());
    let contract = paging::contract(org, part.person)?;
    let minutes = standby_minutes(week.minutes, week.at_work?, contract, working).ok_or(Missing::Arithmetic)?;
    div(minutes, whole(60)).ok_or(Missing::Arithmetic)
}

pub(crate) fn standby(org: &Org, all: &Load, part: &Participation) -> Figure {
    let turning = all.turning(part.rotation);
    let ways = 0..turning.phases.len().max(1);
    Figure::over(ways.map(|way| standby_minutes_of(org, all, part, way)), turning.no_start)
}

pub(crate) fn standby_of_person<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person);
    sum_of_parts(all, own, |part, way| vec![standby_minutes_of(cx.org, all, part, way)]).sum(cx)
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
