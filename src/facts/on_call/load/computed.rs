//! The on-call load of an organisation, computed once.

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::facts::on_call::load::clocks::Sites;
use crate::facts::on_call::load::combined::Combined;
use crate::facts::on_call::load::hours::OrgHours;
use crate::facts::on_call::load::layer_model::{Modelled, cover, modelled, unsorted};
use crate::facts::on_call::load::participation::{Participation, clock_in, people};
use crate::facts::on_call::load::pool::{Pool, pools};
use crate::facts::on_call::load::rotation_level::{Carried, RotationLevel, levels};
use crate::facts::on_call::load::turning::Turning;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::field;
use crate::org::Org;
use crate::text::Place;
use crate::value::Missing;
use crate::value::rational::Rational;
use crate::vocabulary::kinds::{Entity, Kind};

/// Minutes a week of each band on all primary layers of a rotation, for each way in which its turns may have begun.
pub(super) type BandMinutes = Vec<Result<[Rational; 3], Missing>>;

/// The on-call load of an organisation.
#[derive(Debug)]
pub struct Load {
    pub(super) hours: OrgHours,
    pub(super) layers: Vec<Modelled>,
    /// Per rotation, how its turns may lie in time.
    pub(super) turning: Vec<Turning>,
    pub(super) pools: Vec<Pool>,
    pub(super) pools_of: Vec<Vec<u32>>,
    /// Per rotation, why layers of it may belong to other levels and pools than they seem to.
    unsorted: Vec<Option<Missing>>,
    pub(super) levels: Vec<RotationLevel>,
    pub(super) participations: Vec<Participation>,
    /// Per person, the first participation of theirs; they follow each other.
    pub(super) first: Vec<u32>,
    /// Per layer, its participations in the order of its list.
    pub(super) in_layer: Vec<Vec<u32>>,
    pub(super) people: Vec<OnceLock<Result<Combined, Vec<Missing>>>>,
    pub(super) band_minutes: Vec<OnceLock<BandMinutes>>,
    pub(super) covered: Vec<OnceLock<Result<u32, Missing>>>,
    /// Per level of a rotation.
    pub(super) carried: Vec<OnceLock<Result<Carried, Missing>>>,
}

impl Part for Load {
    const PLACE: part::Place = part::Place::Load;

    fn of(org: &Org, _: &Facts) -> Self {
        Self::of(org)
    }
}

impl Load {
    /// Computes it, in parallel over layers and rotations.
    pub fn of(org: &Org) -> Self {
        let rotations = org.count(Kind::Rotation);
        let mut layers: Vec<Modelled> =
            (0..org.count(Kind::Layer)).into_par_iter().map(|at| modelled(org, Entity::new(Kind::Layer, at))).collect();
        let mut hours = OrgHours::of(org);
        let layers_of: Vec<Vec<usize>> = (0..rotations).into_par_iter().map(|at| layers_of(org, at)).collect();
        let covers: Vec<_> = (0..rotations)
            .into_par_iter()
            .map(|at| {
                let own: Vec<&Modelled> = layers_of[at].iter().map(|&layer| &layers[layer]).collect();
                cover(org, Entity::new(Kind::Rotation, at), &hours, &own)
            })
            .collect();
        for (at, cover) in layers_of.iter().flatten().zip(covers.into_iter().flatten()) {
            layers[*at].covering(cover);
        }
        let turning = |own: &Vec<usize>| Turning::of(&own.iter().map(|&at| &layers[at]).collect::<Vec<_>>());
        let turning: Vec<Turning> = layers_of.par_iter().map(turning).collect();

        let sites = Sites::of(org);
        let named: Vec<Vec<_>> = (0..layers.len())
            .into_par_iter()
            .map(|at| {
                let people = people(org, Entity::new(Kind::Layer, at), &layers[at]).into_iter();
                let clocked = people.map(|one| (clock_in(org, &sites, one.0.value, &layers[at]), one));
                clocked.collect::<Vec<_>>()
            })
            .collect();
        hours.prepare(named.iter().flatten().filter_map(|(clock, _)| clock.ok()));
        let settled = Turning::settled();
        let mut participations: Vec<Participation> = named
            .into_par_iter()
            .enumerate()
            .flat_map_iter(|(at, people)| {
                let layer = Entity::new(Kind::Layer, at);
                let (layers, hours, settled, turning) = (&layers, &hours, &settled, &turning);
                let rotation = org.parent(layer);
                people.into_iter().filter_map(move |(clock, person)| {
                    let rotation = rotation?;
                    let turning = turning_of(turning, settled, rotation);
                    Some(Participation::of((rotation, layer), person, clock, (&layers[at], turning), hours))
                })
            })
            .collect();
        let mut in_layer: Vec<Vec<u32>> = vec![Vec::new(); layers.len()];
        participations.par_sort_by_key(|p| (p.person.index, p.layer.index));
        let mut first = vec![0; org.count(Kind::Person) + 1];
        for (at, p) in (0..).zip(&participations) {
            first[p.person.index() + 1] += 1;
            in_layer[p.layer.index()].push(at);
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        in_layer.par_iter_mut().for_each(|own| own.sort_by_key(|&at| participations[at as usize].rank));
        let pools: Vec<Pool> = (0..rotations)
            .into_par_iter()
            .flat_map_iter(|at| pools(org, Entity::new(Kind::Rotation, at), &layers))
            .collect();
        let mut pools_of = vec![Vec::new(); rotations];
        for (at, pool) in (0..).zip(&pools) {
            pools_of[pool.rotation.index()].push(at);
        }
        let levels: Vec<RotationLevel> = (0..rotations)
            .into_par_iter()
            .flat_map_iter(|at| {
                levels(org, Entity::new(Kind::Rotation, at), |layer| {
                    let modelled = &layers[layer.index()];
                    modelled.unsorted.is_none().then_some(modelled.layer.level)
                })
            })
            .collect();
        let unsorted = (0..rotations).map(|at| unsorted(org, Entity::new(Kind::Rotation, at), &layers)).collect();
        let people = (0..org.count(Kind::Person)).map(|_| OnceLock::new()).collect();
        let band_minutes = (0..rotations).map(|_| OnceLock::new()).collect();
        let covered = (0..rotations).map(|_| OnceLock::new()).collect();
        let carried = levels.iter().map(|_| OnceLock::new()).collect();
        Self {
            hours,
            layers,
            turning,
            pools,
            pools_of,
            unsorted,
            levels,
            participations,
            first,
            in_layer,
            people,
            band_minutes,
            covered,
            carried,
        }
    }

    /// Why layers of a rotation may belong to other levels and pools than they seem to.
    pub(super) fn unsorted(&self, rotation: Entity) -> Option<Missing> {
        self.unsorted.get(rotation.index()).copied().flatten()
    }

    /// What a person takes part in.
    pub(super) fn of_person(&self, person: Entity) -> &[Participation] {
        match self.first.get(person.index()..person.index() + 2) {
            Some(&[from, to]) => &self.participations[from as usize..to as usize],
            _ => &[],
        }
    }

    /// Who takes part in a layer, in the order of its list.
    pub(super) fn of_layer(&self, layer: Entity) -> impl DoubleEndedIterator<Item = &Participation> + Clone {
        let own = self.in_layer.get(layer.index()).map(Vec::as_slice).unwrap_or_default();
        own.iter().map(|&at| &self.participations[at as usize])
    }

    /// The layer of a part.
    pub(super) fn modelled(&self, part: &Participation) -> &Modelled {
        &self.layers[part.layer.index()]
    }

    /// How the turns of a rotation may lie in time.
    pub(super) fn turning(&self, rotation: Entity) -> &Turning {
        static SETTLED: std::sync::LazyLock<Turning> = std::sync::LazyLock::new(Turning::settled);
        turning_of(&self.turning, &SETTLED, rotation)
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

fn turning_of<'t>(turning: &'t [Turning], settled: &'t Turning, rotation: Entity) -> &'t Turning {
    if rotation.kind == Kind::Rotation { turning.get(rotation.index()).unwrap_or(settled) } else { settled }
}

/// The layers of a rotation, by rank.
fn layers_of(org: &Org, rotation: usize) -> Vec<usize> {
    let rotation = Entity::new(Kind::Rotation, rotation);
    org.list(rotation, field!(Rotation.layers)).entities().map(|layer| layer.value.index()).collect()
}
