//! A person's part in a layer.

use hashbrown::HashMap;

use crate::facts::on_call::load::layer_model::Modelled;
use crate::field;
use crate::org::Org;
use crate::org::read::At;
use crate::text::Place;
use crate::value::rational::{Rational, mul};
use crate::vocabulary::kinds::Entity;

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

/// Everybody who takes turns in a layer, each once.
pub(crate) fn parts(org: &Org, entity: Entity, modelled: &Modelled) -> Vec<Participation> {
    let Some(rotation) = org.parent(entity) else { return Vec::new() };
    let mut places: HashMap<u32, usize> = HashMap::with_capacity(modelled.layer.participants.len());
    for &person in &modelled.layer.participants {
        *places.entry(person).or_default() += 1;
    }
    let part = |At { value: person, place }: At<Entity>| {
        let turn_share = modelled.layer.share_of(places.remove(&person.index)?);
        let hours_per_week = mul(turn_share, modelled.layer.active_hours()).filter(|_| modelled.missing.is_none());
        Some(Participation { person, layer: entity, rotation, place, turn_share, hours_per_week })
    };
    org.list(entity, field!(Layer.participants)).entities().filter_map(part).collect()
}
