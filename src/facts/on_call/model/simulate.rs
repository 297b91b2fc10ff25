//! Plays a person's layers against each other over one cycle, as intervals: clock hours, double bookings, the longest
//! block. The cost grows with the shifts a person holds, never with the minutes they last.

use crate::facts::on_call::model::layer::Layer;
use crate::facts::on_call::model::week::{DAY, WEEK};

/// A cycle longer than this many weeks is not simulated (F4): people on layers of coprime lengths meet again only
/// after years, in which no rotation stays as it is.
pub const CYCLE_CAP_WEEKS: u64 = 104;

/// Shifts looked at for one layer before the simulation is refused, so that turns of a minute cannot stall a run. Two
/// years of 12 h turns over a week of daily windows stay below it.
const SHIFT_CAP: u128 = 25_000;

/// A person's seat in a layer: which turns are theirs.
pub(crate) struct Seat<'a> {
    pub(crate) layer: &'a Layer,
    /// Occurrences in the list of participants.
    pub(crate) places: usize,
    /// Consecutive turns of the person as rank in the list and number of turns; they do not overlap.
    blocks: Vec<(u64, u64)>,
}

impl<'a> Seat<'a> {
    /// None where the person is never on call in the layer.
    pub(crate) fn find(layer: &'a Layer, person: u32) -> Option<Self> {
        let list = layer.participants.len() as u64;
        let seats = u64::from(layer.concurrent).min(list);
        if seats == 0 {
            return None;
        }
        let at = |place: &u32| *place == person;
        let mut previous = layer.participants.iter().rposition(at)? as u64;
        let mut blocks = Vec::new();
        for (place, _) in layer.participants.iter().enumerate().filter(|(_, p)| at(p)) {
            let place = place as u64;
            // From the place before: the whole list for the only place, less where the list wraps.
            let gap = if place > previous { place - previous } else { place + list - previous };
            let turns = gap.min(seats);
            blocks.push(((place + list + 1 - turns) % list, turns));
            previous = place;
        }
        Some(Self { layer, places: blocks.len(), blocks })
    }

    /// Minutes until the list starts again.
    pub(crate) fn round(&self) -> u128 {
        self.layer.participants.len() as u128 * u128::from(self.layer.turn)
    }

    /// Turns of the person in one round of the list.
    pub(crate) fn turns(&self) -> u64 {
        self.blocks.iter().map(|(_, turns)| turns).sum()
    }

    /// An upper bound, in minutes, for the longest block on this layer alone.
    pub(crate) fn longest_bound(&self) -> u128 {
        let run = self.layer.active.runs().map(|(_, length)| length).max().unwrap_or(0);
        // Only blocks that follow each other make one, so their sum bounds it without looking at their order.
        let held = u128::from(self.turns()) * u128::from(self.layer.turn);
        match (held == self.round(), self.layer.active.is_full()) {
            (true, true) => 2 * held.max(WEEK.into()),
            (true, false) => run.into(),
            (false, true) => held,
            (false, false) => held.min(run.into()),
        }
    }

    /// The longest run of active minutes that is not cut at a hand-off.
    fn whole_shift(&self) -> u32 {
        self.layer.turn.min(DAY)
    }

    /// Whether [`play`] can afford a cycle of so many minutes.
    fn affordable(&self, cycle: u64) -> bool {
        let round = self.round();
        let runs = self.layer.active.runs().count() as u128;
        let weeks = u128::from(self.turns()) * u128::from(self.layer.turn) / u128::from(WEEK);
        u128::from(cycle) / round * runs * (2 * self.blocks.len() as u128 + weeks) <= SHIFT_CAP
    }

    /// Adds the person's shifts within a cycle, in minutes from its start.
    fn shifts(&self, cycle: u64, shifts: &mut Vec<(u64, u64)>) {
        let (layer, list, turn) = (self.layer, self.layer.participants.len() as u64, u64::from(self.layer.turn));
        let (round, week) = (list * turn, u64::from(WEEK));
        let anchor = remainder(i128::from(layer.phase) + i128::from(layer.handoff), round);
        let mut push = |start: u64, end: u64| {
            let length = end - start;
            let start = start % cycle;
            shifts.push((start, (start + length).min(cycle)));
            if start + length > cycle {
                shifts.push((0, start + length - cycle));
            }
        };
        for &(rank, turns) in &self.blocks {
            let first = remainder(i128::from(rank) - i128::from(layer.offset), list);
            for begin in (0..cycle / round).map(|n| anchor + n * round + first * turn) {
                let end = begin + turns * turn;
                if layer.active.is_full() {
                    push(begin, end);
                    continue;
                }
                // Minutes are counted from a week before the cycle here, so that none is negative.
                let (begin, end) = (begin + week, end + week);
                for (start, length) in layer.active.runs() {
                    let whole = length <= self.whole_shift();
                    let since = (begin - u64::from(start)) % week;
                    // Whole shifts count from the first that starts in the turn, cut ones from the
                    // last that began before it.
                    let first = if whole && since > 0 { begin - since + week } else { begin - since };
                    for from in (first..end).step_by(WEEK as usize) {
                        let to = from + u64::from(length);
                        let (from, to) = if whole { (from, to) } else { (from.max(begin), to.min(end)) };
                        if from < to {
                            push(from - week, to - week);
                        }
                    }
                }
            }
        }
    }
}

fn remainder(number: i128, by: u64) -> u64 {
    // A remainder by a 64-bit number fits in 64 bits.
    u64::try_from(number.rem_euclid(i128::from(by))).unwrap_or(0)
}

/// What one cycle holds, in minutes unless named otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Played {
    /// On call, counted once.
    pub(crate) on: u64,
    /// On call on a further layer at the same time.
    pub(crate) double: u64,
    /// Calendar weeks of the cycle (UTC) with a double booking.
    pub(crate) double_weeks: u64,
    /// Longest consecutive time on call over two cycles.
    pub(crate) longest: u64,
}

/// Plays the seats over `cycle` minutes, a multiple of a week and of every round. None where that costs too much.
pub(crate) fn play(seats: &[Seat<'_>], cycle: u64) -> Option<Played> {
    if cycle == 0 || !seats.iter().all(|seat| seat.affordable(cycle)) {
        return None;
    }
    let mut shifts = Vec::with_capacity(8 * seats.len());
    for seat in seats {
        seat.shifts(cycle, &mut shifts);
    }
    shifts.sort_unstable();

    let week = u64::from(WEEK);
    let mut played = Played::default();
    // The block being built, the first one if it starts the cycle, and the first week not yet looked at.
    let (mut begin, mut reach) = (0, 0);
    let mut opening = 0;
    let mut next_week = 0;
    for (start, end) in shifts {
        if start < reach {
            let both = end.min(reach);
            played.double += both - start;
            let (from, past) = ((start / week).max(next_week), both.div_ceil(week));
            played.double_weeks += past.saturating_sub(from);
            next_week = next_week.max(past);
        } else if start > reach {
            begin = start;
        }
        played.on += end.max(reach) - start.max(reach);
        reach = reach.max(end);
        if begin == 0 {
            opening = reach;
        }
        played.longest = played.longest.max(reach - begin);
    }
    if played.on == cycle {
        played.longest = 2 * cycle;
    } else if reach == cycle {
        played.longest = played.longest.max(reach - begin + opening);
    }
    Some(played)
}
