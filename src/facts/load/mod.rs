//! The on-call model applied to the organisation: layers, pools, and what each person carries.
//!
//! The arithmetic is [`super::on_call`]; here are only the way from declarations to its inputs and
//! from its results to facts. A week is the turn of a rotation that declares none, and the hand-off
//! is Monday 00:00.

pub mod account;
mod modelled;
mod people;
mod pools;
mod rotations;

use num_traits::One;
use rayon::prelude::*;

use super::on_call::{Layer, PersonLoad, Rational, person_load};
use crate::facts::value::Missing;
use crate::field;
use crate::org::declare::rank;
use crate::org::kind::{Entity, Kind};
use crate::org::{Extent, Org};
use modelled::{Modelled, modelled};
use people::{Participation, parts};
use pools::{Pool, pools};

pub(super) use people::{ON_CALL, PARTICIPATION, PERSON, all_on_call, participation_place, person_of};
pub(super) use pools::{POOL, all_pools, pool_id, pool_place};
pub(super) use rotations::{LAYER, ROTATION};

/// The on-call load of an organisation.
#[derive(Debug)]
pub struct Load {
    layers: Vec<Modelled>,
    pools: Vec<Pool>,
    pools_of: Vec<Vec<u32>>,
    participations: Vec<Participation>,
    /// Per person, the first participation of theirs; they follow each other.
    first: Vec<u32>,
    people: Vec<Option<PersonLoad>>,
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
        Self { layers, pools, pools_of, participations, first, people }
    }

    fn of_person(&self, person: Entity) -> &[Participation] {
        match self.first.get(person.index()..person.index() + 2) {
            Some(&[from, to]) => &self.participations[from as usize..to as usize],
            _ => &[],
        }
    }
}

/// What is missing to know the layers of every rotation: those that have none, and what could not be read.
fn unlayered(org: &Org) -> impl Iterator<Item = Missing> {
    let bare = org
        .all(Kind::Rotation)
        .filter(|&rotation| org.is_declared(rotation) && org.list(rotation, field!(Rotation.layers)).is_empty());
    let unread = (org.extent(Kind::Rotation) == Extent::Incomplete).then_some(Missing::Section(Kind::Rotation));
    bare.map(|rotation| Missing::Field(rotation, field!(Rotation.participants))).chain(unread)
}
