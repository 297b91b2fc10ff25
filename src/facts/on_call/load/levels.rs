//! The people of one level of a rotation, and how evenly they carry it.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::model::fairness::{Fairness, fairness};
use crate::facts::on_call::model::{Layer, Level};
use crate::facts::reads::exact;
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::rational::{add, whole};
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// The layers of one rank in a rotation.
#[derive(Debug)]
pub(crate) struct RotationLevel {
    pub(crate) rotation: Entity,
    pub(crate) level: Level,
    pub(crate) layers: Vec<Entity>,
    id: String,
}

/// The levels of a rotation, the first first; shadow layers are none, nor are those whose level cannot be read.
pub(crate) fn levels(org: &Org, rotation: Entity, of: impl Fn(Entity) -> Option<Level>) -> Vec<RotationLevel> {
    let mut found: Vec<RotationLevel> = Vec::new();
    for layer in org.list(rotation, field!(Rotation.layers)).entities().map(|at| at.value) {
        let Some(level) = of(layer) else { continue };
        match found.iter_mut().find(|known| known.level == level) {
            _ if level == Level::Shadow => {}
            Some(known) => known.layers.push(layer),
            None => {
                let word = crate::vocabulary::LAYER_LEVEL.words[level as usize];
                let id = format!("{}/{word}", org.id(rotation));
                found.push(RotationLevel { rotation, level, layers: vec![layer], id });
            }
        }
    }
    found.sort_by_key(|level| level.level);
    found
}

impl Load {
    fn fairness(&self, org: &Org, level: &RotationLevel) -> Result<Fairness, Missing> {
        let mut layers: Vec<&Layer> = Vec::with_capacity(level.layers.len());
        for &layer in &level.layers {
            let modelled = &self.layers[layer.index()];
            if let Some(missing) = modelled.missing {
                return Err(missing);
            }
            if !modelled.participants {
                return Err(Missing::Field(layer, field!(Layer.participants)));
            }
            layers.push(&modelled.layer);
        }
        if org.is_damaged(level.rotation) {
            return Err(Missing::Invalid(level.rotation, field!(Rotation.layers)));
        }
        if let Some(missing) = super::unsorted(org, level.rotation, &self.layers) {
            return Err(missing);
        }
        let fte = |index| org.number_or_default(Entity { kind: Kind::Person, index }, field!(Person.fte));
        for &index in layers.iter().flat_map(|layer| &layer.participants) {
            fte(index)?;
        }
        let of = |index| fte(index).unwrap_or(whole(1));
        fairness(&layers, level.level, of).ok_or(Missing::Arithmetic)
    }
}

pub(crate) fn level<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, &'a RotationLevel) -> Val<'a>) -> Val<'a> {
    match cx.part::<Load>().levels.get(entity.index()) {
        Some(level) => read(cx, level),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }
}

pub(crate) fn fair<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, Fairness) -> Val<'a>) -> Val<'a> {
    level(cx, entity, |cx, level| match cx.part::<Load>().fairness(cx.org, level) {
        Ok(fair) => read(cx, fair),
        Err(missing) => cx.unknown(missing),
    })
}

pub(crate) fn hours_of<'a>(cx: &Cx<'a>, entity: Entity, who: impl Fn(&Fairness) -> u32) -> Val<'a> {
    level(cx, entity, |cx, level| {
        let all = cx.part::<Load>();
        match all.fairness(cx.org, level) {
            Ok(fair) => {
                let layers = level.layers.iter().map(|layer| &all.layers[layer.index()].layer);
                let sum = layers.map(|layer| layer.expected_hours(who(&fair))).try_fold(whole(0), add);
                sum.map_or_else(|| cx.unknown(Missing::Arithmetic), |sum| exact(cx, sum))
            }
            Err(missing) => cx.unknown(missing),
        }
    })
}

pub(crate) fn level_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let level = cx.part::<Load>().levels.get(entity.index())?;
    let participants = level.layers.iter().find_map(|&layer| cx.org.place_of(layer, field!(Layer.participants)));
    Some(participants.unwrap_or_else(|| cx.org.place(level.rotation)))
}

pub(crate) fn level_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.part::<Load>().levels.get(entity.index()).map_or("", |level| &level.id)
}

/// The levels of a rotation; those of all rotations stand in the order of these.
pub(crate) fn levels_of<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let all = &cx.part::<Load>().levels;
    let from = all.partition_point(|level| level.rotation < rotation);
    let count = all[from..].iter().take_while(|level| level.rotation == rotation).count();
    let levels = (from..from + count).map(|at| Entity::new(Kind::RotationLevel, at));
    let open = super::unsorted(cx.org, rotation, &cx.part::<Load>().layers).map(|missing| cx.because(missing));
    cx.open_list(levels.map(|level| Item::new(Val::Entity(level), level_place(cx, level))), open)
}

pub(crate) fn all_levels<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let open = cx.because_all(super::unlayered(cx.org));
    let levels = (0..cx.part::<Load>().levels.len()).map(|at| Entity::new(Kind::RotationLevel, at));
    cx.open_list(levels.map(|level| Item::new(Val::Entity(level), level_place(cx, level))), open)
}
