//! The people of one level of a rotation, and how evenly they carry it.

use hashbrown::HashMap;

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::layer_model::{unlayered, unsorted};
use crate::facts::on_call::load::rotation_level::RotationLevel;
use crate::facts::on_call::model::Layer;
use crate::facts::on_call::model::fairness::{Fairness, fairness};
use crate::facts::reads::exact;
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::rational::{add, whole};
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

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
        if let Some(missing) = unsorted(org, level.rotation, &self.layers) {
            return Err(missing);
        }
        let mut fte = HashMap::new();
        for &index in layers.iter().flat_map(|layer| &layer.participants) {
            fte.insert(index, org.number_or_default(Entity { kind: Kind::Person, index }, field!(Person.fte))?);
        }
        fairness(&layers, level.level, |person| fte[&person]).ok_or(Missing::Arithmetic)
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
    let open = unsorted(cx.org, rotation, &cx.part::<Load>().layers).map(|missing| cx.because(missing));
    cx.open_list(levels.map(|level| Item::new(Val::Entity(level), level_place(cx, level))), open)
}

pub(crate) fn all_levels<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let open = cx.because_all(unlayered(cx.org));
    let levels = (0..cx.part::<Load>().levels.len()).map(|at| Entity::new(Kind::RotationLevel, at));
    cx.open_list(levels.map(|level| Item::new(Val::Entity(level), level_place(cx, level))), open)
}
