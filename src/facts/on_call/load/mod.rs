//! The on-call model applied to the organisation: layers, pools, and what each person carries.
//!
//! The arithmetic is [`crate::facts::on_call::model`]; here are only the way from declarations to its inputs and
//! from its results to facts. A week is the turn of a rotation that declares none, and the hand-off
//! is Monday 00:00; what is asked about the length of a turn itself is unknown then.

pub mod addends;
pub(crate) mod combined_load;
pub(crate) mod layer_model;

pub(crate) mod coverage;
pub(crate) mod levels;
pub(crate) mod paging;
pub(crate) mod people;
pub(crate) mod pools;
pub(crate) mod rotations;
pub(crate) mod team_load;

use num_traits::One;
use rayon::prelude::*;

use crate::declare::rank;
use crate::facts::cx::Cx;
use crate::facts::on_call::load::layer_model::{Modelled, modelled};
use crate::facts::on_call::load::levels::{RotationLevel, levels};
pub(crate) use crate::facts::on_call::load::levels::{all_levels, level_id, level_place};
pub(crate) use crate::facts::on_call::load::paging::page_load;
use crate::facts::on_call::load::people::{Participation, parts};
pub(crate) use crate::facts::on_call::load::people::{
    all_on_call, all_participations, participation_place, person_of, rotations_of,
};
use crate::facts::on_call::load::pools::{Pool, pools};
pub(crate) use crate::facts::on_call::load::pools::{all_pools, pool_id, pool_place};
pub(crate) use crate::facts::on_call::load::rotations::all_layers;
use crate::facts::on_call::model::{Layer, PersonLoad, person_load};
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::reads::exact;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::rational::Rational;
use crate::value::{Interval, Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, vocabulary};

pub(crate) const LEVEL: Type = Type::one(Of::Word(&vocabulary::LAYER_LEVEL));

/// The on-call load of an organisation.
#[derive(Debug)]
pub struct Load {
    layers: Vec<Modelled>,
    pools: Vec<Pool>,
    pools_of: Vec<Vec<u32>>,
    levels: Vec<RotationLevel>,
    participations: Vec<Participation>,
    /// Per person, the first participation of theirs; they follow each other.
    first: Vec<u32>,
    people: Vec<Option<PersonLoad>>,
}

impl Part for Load {
    const PLACE: part::Place = part::Place::Load;

    fn of(org: &Org, _: &Facts) -> Self {
        Self::of(org)
    }
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
                person_load(&carried, rank(person), Rational::one())
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
        let levels: Vec<RotationLevel> = (0..org.count(Kind::Rotation))
            .into_par_iter()
            .flat_map_iter(|at| {
                levels(org, Entity::new(Kind::Rotation, at), |layer| {
                    let modelled = &layers[layer.index()];
                    modelled.unsorted.is_none().then_some(modelled.layer.level)
                })
            })
            .collect();
        Self { layers, pools, pools_of, levels, participations, first, people }
    }

    fn of_person(&self, person: Entity) -> &[Participation] {
        match self.first.get(person.index()..person.index() + 2) {
            Some(&[from, to]) => &self.participations[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The rotations a person takes turns in, as often as they take part.
    pub(crate) fn rotations_of(&self, person: Entity) -> impl Iterator<Item = Entity> + '_ {
        self.of_person(person).iter().map(|part| part.rotation)
    }

    /// The people of a rotation's pools, with the places that say so.
    pub(crate) fn people_in(&self, rotation: Entity) -> impl Iterator<Item = (Entity, Place)> + '_ {
        let pools = self.pools_of.get(rotation.index()).into_iter().flatten();
        pools.flat_map(|&at| self.pools[at as usize].people.iter().copied())
    }
}

/// What is missing to know the layers of every rotation: those that have none, and what could not be read.
fn unlayered(org: &Org) -> impl Iterator<Item = Missing> {
    let bare = org.all(Kind::Rotation).filter(|&rotation| org.is_declared(rotation)).filter_map(|rotation| {
        let layers = org.list(rotation, field!(Rotation.layers));
        let unsaid = layers.is_empty().then_some(Missing::Field(rotation, field!(Rotation.participants)));
        layers.open().or(unsaid)
    });
    let unread = (org.extent(Kind::Rotation) == Extent::Incomplete).then_some(Missing::Section(Kind::Rotation));
    let levels = [field!(Layer.level), field!(Layer.utcOffset)];
    bare.chain(levels.into_iter().filter_map(|field| org.unread(Kind::Layer, field))).chain(unread)
}

/// Why layers of a rotation may belong to other levels and pools than they seem to.
fn unsorted(org: &Org, rotation: Entity, layers: &[Modelled]) -> Option<Missing> {
    let declared = org.list(rotation, field!(Rotation.layers));
    declared.open().or_else(|| declared.entities().find_map(|layer| layers[layer.value.index()].unsorted))
}

/// A number of which a part is not known, and which only grows with it.
pub(crate) fn at_least<'a>(cx: &Cx<'a>, known: Rational, missing: Vec<Missing>) -> Val<'a> {
    let high = missing.is_empty().then_some(known);
    between(cx, known, high, missing)
}

/// A number between bounds, and why it is not known better.
fn between<'a>(
    cx: &Cx<'a>,
    low: Rational,
    high: Option<Rational>,
    missing: impl IntoIterator<Item = Missing>,
) -> Val<'a> {
    let (low, cause) = match (exact(cx, low), cx.because_all(missing)) {
        (Val::Number(low), Some(cause)) => (low, cause),
        (low, _) => return low,
    };
    let high = high.and_then(|high| match exact(cx, high) {
        Val::Number(high) => Some(high),
        _ => None,
    });
    if high == Some(low) { Val::Number(low) } else { Val::Interval(cx.arena.alloc(Interval { low, high, cause })) }
}
