//! The people who share shifts: those of a rotation at one site, or of one of its further layers.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::layer_model::Modelled;
use crate::facts::on_call::load::{Load, unlayered};
use crate::facts::on_call::model::Level;
use crate::facts::on_call::model::pool::{fewest_people, staffed_hours};
use crate::facts::reads::exact;
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::rational::{Rational, ratio};
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// The people who share the shifts of some layers.
#[derive(Debug)]
pub(crate) struct Pool {
    pub(crate) id: String,
    pub(crate) site: String,
    pub(crate) rotation: Entity,
    pub(crate) level: Level,
    pub(crate) layers: Vec<u32>,
    pub(crate) people: Vec<(Entity, Place)>,
    pub(crate) sites: usize,
    pub(crate) hours: Option<Rational>,
    pub(crate) missing: Vec<Missing>,
}

impl Pool {
    pub(crate) fn hours<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        match (self.hours, self.missing.first()) {
            (Some(hours), None) => exact(cx, hours),
            (_, Some(&missing)) => cx.unknown(missing),
            (None, None) => cx.unknown(Missing::Arithmetic),
        }
    }

    pub(crate) fn fewest<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        match (self.hours.and_then(|hours| fewest_people(hours, ratio(1, 4)?)), self.missing.first()) {
            (Some(people), None) => exact(cx, people),
            (_, Some(&missing)) => cx.unknown(missing),
            (None, None) => cx.unknown(Missing::Arithmetic),
        }
    }
}

pub(crate) fn pools(org: &Org, rotation: Entity, layers: &[Modelled]) -> Vec<Pool> {
    let own: Vec<usize> =
        org.list(rotation, field!(Rotation.layers)).entities().map(|layer| layer.value.index()).collect();
    let unsorted = super::unsorted(org, rotation, layers);
    let mut groups: Vec<(Level, Option<i32>, Vec<usize>)> = Vec::new();
    for at in own {
        let layer = &layers[at].layer;
        if layer.level == Level::Shadow || layers[at].unsorted.is_some() {
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
        let mut missing: Vec<Missing> = unsorted.into_iter().collect();
        for &at in &members {
            let entity = Entity::new(Kind::Layer, at);
            missing.extend(layers[at].missing);
            if !layers[at].participants {
                missing.push(Missing::Field(entity, field!(Layer.participants)));
            }
            for person in org.list(entity, field!(Layer.participants)).entities() {
                if !people.iter().any(|(known, _)| *known == person.value) {
                    people.push((person.value, person.place));
                }
            }
        }
        let hours = staffed_hours(members.iter().map(|&at| &layers[at].layer));
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
        let layers = members.iter().map(|&at| crate::declare::rank(at)).collect();
        made.push(Pool { id, site, rotation, level, layers, people, sites, hours, missing });
    }
    made
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
