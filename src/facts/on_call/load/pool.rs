//! The people who share the shifts of some layers.

use std::collections::HashSet;

use crate::facts::on_call::load::layer_model::{Modelled, unsorted};
use crate::facts::on_call::model::Level;
use crate::facts::on_call::model::pool::staffed_hours;
use crate::field;
use crate::org::Org;
use crate::text::Place;
use crate::value::Missing;
use crate::value::rational::Rational;
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

pub(crate) fn pools(org: &Org, rotation: Entity, layers: &[Modelled]) -> Vec<Pool> {
    let own: Vec<usize> =
        org.list(rotation, field!(Rotation.layers)).entities().map(|layer| layer.value.index()).collect();
    let unsorted = unsorted(org, rotation, layers);
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
        let (mut people, mut seen) = (Vec::new(), HashSet::new());
        let mut missing: Vec<Missing> = unsorted.into_iter().collect();
        for &at in &members {
            let entity = Entity::new(Kind::Layer, at);
            missing.extend(layers[at].missing);
            if !layers[at].participants {
                missing.push(Missing::Field(entity, field!(Layer.participants)));
            }
            for person in org.list(entity, field!(Layer.participants)).entities() {
                if seen.insert(person.value) {
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
