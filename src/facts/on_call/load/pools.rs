//! The people who share shifts: those of a rotation at one site, or of one of its further layers.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::layer_model::unlayered;
use crate::facts::on_call::load::pool::Pool;
use crate::facts::on_call::model::pool::fewest_people;
use crate::facts::reads::exact;
use crate::field;
use crate::org::Extent;
use crate::text::Place;
use crate::value::rational::Rational;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) fn hours<'a>(cx: &Cx<'a>, pool: &Pool) -> Val<'a> {
    told(cx, pool, pool.hours)
}

pub(crate) fn fewest<'a>(cx: &Cx<'a>, pool: &Pool) -> Val<'a> {
    let share = cx.facts.thresholds().on_call_share;
    let share = Rational::new((*share.numer()).into(), (*share.denom()).into());
    told(cx, pool, pool.hours.and_then(|hours| fewest_people(hours, share)))
}

/// A number about the hours of a pool, where these are known.
fn told<'a>(cx: &Cx<'a>, pool: &Pool, number: Option<Rational>) -> Val<'a> {
    match (number, pool.missing.first()) {
        (Some(number), None) => exact(cx, number),
        (_, Some(&missing)) => cx.unknown(missing),
        (None, None) => cx.unknown(Missing::Arithmetic),
    }
}

pub(crate) fn pool_item<'a>(cx: &Cx<'a>, at: u32) -> Item<'a> {
    let pool = Entity { kind: Kind::Pool, index: at };
    Item::new(Val::Entity(pool), pool_place(cx, pool))
}

pub(crate) fn layer_item<'a>(cx: &Cx<'a>, at: u32) -> Item<'a> {
    let layer = Entity { kind: Kind::Layer, index: at };
    Item::new(Val::Entity(layer), Some(cx.org.place(layer)))
}

pub(crate) fn pool<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, &'a Pool) -> Val<'a>) -> Val<'a> {
    match cx.part::<Load>().pools.get(entity.index()) {
        Some(pool) => read(cx, pool),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }
}

pub(crate) fn pool_people<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    pool(cx, entity, |cx, pool| {
        let open = cx.because_all(pool.missing.iter().copied());
        cx.open_list(pool.people.iter().map(|&(person, place)| Item::new(Val::Entity(person), Some(place))), open)
    })
}

pub(crate) fn pool_size(cx: &Cx<'_>, entity: Entity) -> Option<usize> {
    let pool = cx.part::<Load>().pools.get(entity.index())?;
    pool.missing.is_empty().then_some(pool.people.len())
}

/// Where the participants of a pool are written, or else its rotation.
pub(crate) fn pool_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let pool = cx.part::<Load>().pools.get(entity.index())?;
    let participants = pool.layers.iter().find_map(|&at| {
        let layer = Entity { kind: Kind::Layer, index: at };
        cx.org.place_of(layer, field!(Layer.participants))
    });
    Some(participants.unwrap_or_else(|| cx.org.place(pool.rotation)))
}

pub(crate) fn pool_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.part::<Load>().pools.get(entity.index()).map_or("", |pool| &pool.id)
}

pub(crate) fn all_pools<'a>(cx: &Cx<'a>) -> Val<'a> {
    let n = crate::declare::rank(cx.part::<Load>().pools.len());
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let open = cx.because_all(unlayered(cx.org));
    cx.open_list((0..n).map(|at| pool_item(cx, at)), open)
}
