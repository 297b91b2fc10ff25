//! Who takes turns with whom.

use super::{Discipline, Organisation, Rotation, RotationFault, numbered};
use crate::random::Random;

/// How many people take turns in a rotation. One in ten is on call for two weeks of ten, which is less than a quarter
/// of the time even with business hours in another rotation.
const SEATS: usize = 10;

impl Organisation {
    /// Seats are dealt around the table: neighbouring teams share rotations, and nobody is in two that run around the
    /// clock. Whoever is in two is half a round apart in them, and so never on call in both at once. The teams that
    /// build platforms keep to themselves and to business hours.
    pub(super) fn arrange_rotations(&mut self, count: usize, random: &mut Random) {
        let (teams, people) = (self.teams.len(), self.people.len());
        let at_table = |person: &usize| self.teams[self.people[*person].team].discipline != Discipline::Platform;
        let table: Vec<usize> = (0..people).filter(at_table).collect();
        let clock_every = (SEATS * count).div_ceil(table.len().max(1)).max(1);
        let mut dealt = 0;
        for rank in 0..count {
            let team = rank * teams / count;
            let alone = self.teams[team].discipline == Discipline::Platform;
            let fault = rotation_fault(random);
            let around_the_clock = !alone && dealt % clock_every == 0;
            let seats = if fault == Some(RotationFault::Small) && around_the_clock { SEATS / 2 } else { SEATS };
            let first = table.partition_point(|person| *person < (team * people).div_ceil(teams));
            let seated: Vec<usize> = if alone {
                self.teams[team].members.clone()
            } else {
                table.iter().cycle().skip(first).take(seats.min(table.len())).copied().collect()
            };
            dealt += usize::from(!alone);
            for person in &seated {
                let known = &mut self.teams[self.people[*person].team].on_call;
                if known.last() != Some(&rank) {
                    known.push(rank);
                }
            }
            let nth = self.teams[team].rotations.len();
            self.rotations.push(Rotation {
                id: numbered(format!("{}-on-call", self.teams[team].id), nth),
                team,
                around_the_clock,
                people: seated,
                services: Vec::new(),
                pages_per_week: 1 + random.below(if around_the_clock { 2 } else { 6 }) as u32,
                fault,
            });
            self.teams[team].rotations.push(rank);
        }
    }
}

fn rotation_fault(random: &mut Random) -> Option<RotationFault> {
    use RotationFault::{Gap, NoSecondary, NoSwaps, Noisy, Small, WeekendHandoff};
    random.once_in(20).then(|| random.pick(&[Small, NoSecondary, WeekendHandoff, NoSwaps, Noisy, Gap]))
}
