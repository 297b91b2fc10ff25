//! The on-call load of an organisation, computed once.

use num_traits::One;
use rayon::prelude::*;

use crate::declare::rank;
use crate::facts::on_call::load::layer_model::{Modelled, modelled};
use crate::facts::on_call::load::participation::{Participation, parts};
use crate::facts::on_call::load::pool::{Pool, pools};
use crate::facts::on_call::load::rotation_level::{RotationLevel, levels};
use crate::facts::on_call::model::{Layer, PersonLoad, person_load};
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::org::Org;
use crate::text::Place;
use crate::value::rational::Rational;
use crate::vocabulary::kinds::{Entity, Kind};

/// The on-call load of an organisation.
#[derive(Debug)]
pub struct Load {
    pub(super) layers: Vec<Modelled>,
    pub(super) pools: Vec<Pool>,
    pub(super) pools_of: Vec<Vec<u32>>,
    pub(super) levels: Vec<RotationLevel>,
    pub(super) participations: Vec<Participation>,
    /// Per person, the first participation of theirs; they follow each other.
    pub(super) first: Vec<u32>,
    pub(super) people: Vec<Option<PersonLoad>>,
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

    /// What a person takes part in.
    pub(super) fn of_person(&self, person: Entity) -> &[Participation] {
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
