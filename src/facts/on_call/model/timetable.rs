//! Whose turn it is, minute by minute, without looking at minutes: the turns of a layer as arithmetic progressions.
//!
//! A round is the time until the list starts again. The turns of one place in the list begin a round apart; on the
//! circle of the week these beginnings lie [`step`](Timetable::step) minutes apart, the greatest common divisor of a
//! round and a week, and each such point is met once in a cycle. So in how many weeks of a cycle somebody has a minute
//! is a quotient and a remainder, and means over the cycle cost nothing that grows with its length.

use crate::facts::on_call::model::layer::Layer;
use crate::facts::on_call::model::week::{DAY, Interval, Minutes, WEEK, WeekSet, of_week};
use crate::value::rational::{Rational, gcd, ratio};

/// Shifts listed for one person in one layer before that is refused, so that turns of a minute cannot stall a run. Two
/// years of 11 h turns over two windows a day, each with an hour that another layer hides, stay below it.
const SHIFT_CAP: u128 = 100_000;

/// When a layer's turns are.
#[derive(Clone, Debug)]
pub struct Timetable {
    list: u64,
    at_once: u64,
    turn: u64,
    /// Minutes until the list starts again.
    round: u64,
    /// Minutes between the beginnings of one place's turns on the circle of the week.
    step: u64,
    anchor: i64,
    offset: i64,
    unit: Option<u64>,
    runs: Vec<Run>,
    /// What is active of the runs, in order of time; none goes past the end of the week.
    pieces: Vec<Piece>,
    /// Beginnings of turns, as minutes of the week, that have active minutes.
    fruitful: WeekSet,
    always: bool,
}

/// A maximal run of minutes before hiding, on the circle of the week.
#[derive(Clone, Debug)]
struct Run {
    start: Minutes,
    length: Minutes,
    /// All of it belongs to the turn it starts in.
    whole: bool,
    /// What is not hidden, in minutes after its start.
    parts: Vec<(Minutes, Minutes)>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    span: Interval,
    /// Where its run starts, if all of that belongs to one turn.
    whole: Option<Minutes>,
}

/// A person's place or places in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Turns in a row that are the person's: the first within a round, and how many. They do not overlap.
    blocks: Vec<(i64, u64)>,
    /// The first turn of each place alone; these may overlap.
    places: Vec<i64>,
}

impl Timetable {
    /// None where nobody is ever on call in the layer, a turn has no length, or a round is beyond counting.
    pub fn of(layer: &Layer) -> Option<Self> {
        let list = layer.participants.len() as u64;
        let turn = u64::from(layer.turn);
        if !layer.is_staffed() || turn == 0 {
            return None;
        }
        let round = list.checked_mul(turn).filter(|round| i64::try_from(*round).is_ok_and(|r| r < i64::MAX / 4))?;
        let step = u64::try_from(gcd(round.into(), WEEK.into())).ok()?;
        let shift = if layer.cuts { 0 } else { layer.turn.min(DAY) };
        let runs: Vec<Run> = layer
            .raw
            .runs()
            .map(|(start, length)| {
                let parts = not_hidden(&layer.hidden, start, length);
                Run { start, length, whole: length <= shift && !layer.raw.is_full(), parts }
            })
            .collect();
        let mut pieces = Vec::with_capacity(runs.len() + 1);
        let mut fruitful = Vec::new();
        for run in &runs {
            let whole = run.whole.then_some(run.start);
            for &(from, to) in &run.parts {
                let (from, length) = (run.start + from, to - from);
                for span in around(from.into(), length.into()) {
                    pieces.push(Piece { span, whole });
                }
                if whole.is_none() {
                    let from = i64::from(from) + 1 - i64::try_from(turn).ok()?;
                    fruitful.extend(around(from, u64::from(length) + turn - 1));
                }
            }
            if whole.is_some() && !run.parts.is_empty() {
                fruitful.extend(around(i64::from(run.start) + 1 - i64::try_from(turn).ok()?, turn));
            }
        }
        pieces.sort_unstable_by_key(|piece| piece.span);
        Some(Self {
            list,
            at_once: u64::from(layer.concurrent).min(list),
            turn,
            round,
            step,
            anchor: layer.anchor.clamp(-FAR, FAR),
            offset: layer.offset,
            unit: layer.unit.map(u64::from),
            runs,
            pieces,
            fruitful: WeekSet::from_intervals(fruitful),
            always: layer.raw.is_full() && layer.hidden.is_empty(),
        })
    }

    /// Weeks after which all turns begin anew.
    pub fn weeks(&self) -> u64 {
        self.round / self.step
    }

    /// Minutes between the beginnings of one place's turns on the circle of the week: a shift of all turns by as much
    /// changes no mean.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// Every shift that an unknown start leaves open and that makes a difference for this layer alone.
    pub fn shifts(&self) -> impl Iterator<Item = i64> + use<> {
        let unit = self.unit.unwrap_or(self.step).max(1);
        (0..self.step.div_ceil(unit)).map(move |n| i64::try_from(n * unit).unwrap_or_default())
    }

    /// A shift of the rotation as this layer takes part in it: in whole units, and not where the start is known.
    pub fn shifted(&self, by: i64) -> i64 {
        match self.unit.map(u64::cast_signed) {
            Some(unit) if unit > 0 => by - by.rem_euclid(unit),
            _ => 0,
        }
    }

    /// The unit of an unknown start, and the time after which shifts by it are all met.
    pub fn open(&self) -> Option<(u64, u128)> {
        Some((self.unit?, u128::from(self.weeks()) * u128::from(WEEK)))
    }

    /// Whether turns are whole weeks.
    pub fn is_weekly(&self) -> bool {
        self.turn.is_multiple_of(WEEK.into())
    }

    /// The seat of whoever stands at some places of the list, which are in order.
    pub fn seat(&self, at: &[usize]) -> Seat {
        let (list, seats) = (self.list, self.at_once);
        let turn_of = |rank: u64| remainder(i128::from(rank) - i128::from(self.offset), list).cast_signed();
        let first = |place: u64| (place + list + 1 - seats) % list;
        let places = at.iter().map(|&place| turn_of(first(place as u64))).collect();
        let mut blocks = Vec::with_capacity(at.len());
        let mut previous = at.last().copied().unwrap_or_default() as u64;
        for place in at.iter().map(|&place| place as u64) {
            // From the place before: the whole list for the only place, less where the list wraps.
            let gap = if place > previous { place - previous } else { place + list - previous };
            let turns = gap.min(seats);
            blocks.push((turn_of((place + list + 1 - turns) % list), turns));
            previous = place;
        }
        Seat { blocks, places }
    }

    /// When the turns with a number begin, all turns being so much later than [`Layer::anchor`] says.
    fn begin(&self, turn: i64, shift: i64) -> i64 {
        self.anchor + shift + turn * self.turn.cast_signed()
    }

    /// Minutes of a weekly set of UTC time in one cycle, of all turns that begin with some, each `turns` long.
    fn minutes_of(&self, blocks: &[(i64, u64)], set: &WeekSet, shift: i64) -> u128 {
        let mut sum = 0;
        let mut intervals = set.intervals();
        for piece in &self.pieces {
            while let [first, rest @ ..] = intervals {
                if first.end > piece.span.start {
                    break;
                }
                intervals = rest;
            }
            for interval in intervals.iter().take_while(|interval| interval.start < piece.span.end) {
                let (from, to) = (interval.start.max(piece.span.start), interval.end.min(piece.span.end));
                for &(first, turns) in blocks {
                    let (begin, length) = (self.begin(first, shift), turns * self.turn);
                    sum += match piece.whole {
                        Some(start) => u128::from(to - from) * self.met(begin, length, start, start + 1),
                        None => self.met(begin, length, from, to),
                    };
                }
            }
        }
        sum
    }

    /// In how many weeks of a cycle each minute of `[from, to)` lies in a stretch that is repeated each round, added up.
    fn met(&self, begin: i64, length: u64, from: Minutes, to: Minutes) -> u128 {
        let step = u128::from(self.step);
        let (all, rest) = (length / self.step, u128::from(length % self.step));
        let since = u128::from(remainder(i128::from(from) - i128::from(begin), self.step));
        let below = |x: u128| x / step * rest + (x % step).min(rest);
        let minutes = u128::from(to - from);
        u128::from(all) * minutes + below(since + minutes) - below(since)
    }

    fn per_week(&self, minutes: u128) -> Option<Rational> {
        ratio(i128::try_from(minutes).ok()?, self.weeks().into())
    }

    /// M: minutes a week of a seat in a weekly set of UTC time, the mean over a cycle.
    pub fn minutes(&self, seat: &Seat, within: &WeekSet, shift: i64) -> Option<Rational> {
        self.per_week(self.minutes_of(&seat.blocks, within, shift))
    }

    /// The same, a minute on two places at once counting twice, divided by how many are on call at once.
    pub fn minutes_held(&self, seat: &Seat, within: &WeekSet, shift: i64) -> Option<Rational> {
        let places: Vec<(i64, u64)> = seat.places.iter().map(|&first| (first, self.at_once)).collect();
        let minutes = self.minutes_of(&places, within, shift);
        ratio(i128::try_from(minutes).ok()?, i128::from(self.weeks()) * i128::from(self.at_once))
    }

    /// Whether every minute of the week is a seat's in equally many weeks, so that it does not matter where a set lies.
    pub fn is_even(&self, seat: &Seat) -> bool {
        if self.pieces.is_empty() {
            return true;
        }
        // Each block is met once more from its begin to as far as its length goes beyond whole steps.
        let mut changes: Vec<(u64, i64)> = Vec::with_capacity(2 * seat.blocks.len());
        for &(first, turns) in &seat.blocks {
            let begin = self.begin(first, 0);
            changes.push((remainder(begin.into(), self.step), 1));
            let end = i128::from(begin) + i128::from(turns) * i128::from(self.turn);
            changes.push((remainder(end, self.step), -1));
        }
        changes.sort_unstable();
        let level = changes.chunk_by(|a, b| a.0 == b.0).all(|at| at.iter().map(|change| change.1).sum::<i64>() == 0);
        level && self.always
    }

    /// F19: turns a week with at least one active minute, the mean over a cycle.
    pub fn turns(&self, seat: &Seat, shift: i64) -> Option<Rational> {
        if self.turn >= WEEK.into() {
            let each = if self.pieces.is_empty() { 0 } else { u64::from(WEEK) / self.step };
            let turns: u128 = seat.blocks.iter().map(|&(_, turns)| u128::from(turns)).sum();
            return self.per_week(turns * u128::from(each));
        }
        let unit = u64::try_from(gcd(self.turn.into(), WEEK.into())).ok()?;
        let different = self.step / unit;
        let mut sum = 0;
        for &(first, turns) in &seat.blocks {
            let at = |turn: u64| self.begin(first + (turn.cast_signed()), shift);
            sum += u128::from(turns / different) * self.fruitful_at(at(0), unit);
            sum += (0..turns % different).map(|turn| self.fruitful_at(at(turn), self.step)).sum::<u128>();
        }
        self.per_week(sum)
    }

    /// Beginnings of turns with active minutes among points that lie `step` apart.
    fn fruitful_at(&self, begin: i64, step: u64) -> u128 {
        let step = step.cast_signed();
        let up_to = |at: Minutes| (i64::from(at) - 1 - begin).div_euclid(step);
        let points = self.fruitful.intervals().iter().map(|i| up_to(i.end) - up_to(i.start));
        points.map(|points| u128::from(points.unsigned_abs())).sum()
    }

    /// Whether the shifts of a seat in a time can be listed.
    fn is_affordable(&self, seat: &Seat, cycle: u64) -> bool {
        let turns: u128 = seat.blocks.iter().map(|&(_, turns)| u128::from(turns)).sum();
        let weeks = turns * u128::from(self.turn) / u128::from(WEEK);
        let parts = self.runs.iter().map(|run| run.parts.len().max(1) as u128).sum::<u128>();
        u128::from(cycle / self.round) * parts * (2 * seat.blocks.len() as u128 + weeks) <= SHIFT_CAP
    }

    /// Adds what a seat is on call within a time that is whole rounds and whole weeks, as absolute UTC minutes modulo it;
    /// in no order. False where that is too much to be listed.
    pub fn list(&self, seat: &Seat, shift: i64, cycle: u64, into: &mut Vec<(u64, u64)>) -> bool {
        if !self.is_affordable(seat, cycle) {
            return false;
        }
        let week = u64::from(WEEK);
        let mut push = |start: u64, end: u64| {
            let length = end - start;
            let start = start % cycle;
            into.push((start, (start + length).min(cycle)));
            if start + length > cycle {
                into.push((0, start + length - cycle));
            }
        };
        for &(first, turns) in &seat.blocks {
            let first = remainder(self.begin(first, shift).into(), self.round);
            for begin in (0..cycle / self.round).map(|n| first + n * self.round) {
                let end = begin + turns * self.turn;
                if self.always {
                    push(begin, end);
                    continue;
                }
                // Minutes are counted from a week before the cycle here, so that none is negative.
                let (begin, end) = (begin + week, end + week);
                for run in &self.runs {
                    let since = (begin - u64::from(run.start)) % week;
                    // Whole runs count from the first that starts in the turn, cut ones from the last that began before.
                    let from = if run.whole && since > 0 { begin - since + week } else { begin - since };
                    for start in (from..end).step_by(WEEK as usize) {
                        for &(from, to) in &run.parts {
                            let (from, to) = (start + u64::from(from), start + u64::from(to));
                            let (from, to) = if run.whole { (from, to) } else { (from.max(begin), to.min(end)) };
                            if from < to {
                                push(from - week, to - week);
                            }
                        }
                    }
                }
            }
        }
        true
    }

    /// Minutes in each night of a cycle that has any of a set of UTC time; nights go from noon to noon on a clock. None
    /// where the turns are too many to be looked at.
    pub fn nights(&self, seat: &Seat, within: &WeekSet, utc_offset: i32, shift: i64) -> Option<Vec<u64>> {
        let cycle = self.weeks().checked_mul(WEEK.into())?;
        let mut shifts = Vec::new();
        if self.list(seat, shift, cycle, &mut shifts) {
            return Some(nights_of(shifts, within, utc_offset, cycle));
        }
        // A turn of more than eight days has every night of some week whole.
        let whole = seat.blocks.iter().all(|&(_, turns)| turns * self.turn >= u64::from(WEEK + DAY));
        whole.then(|| self.nights_of_week(within, utc_offset))
    }

    /// Minutes in each night of a week that is one's own.
    pub fn nights_of_week(&self, set: &WeekSet, utc_offset: i32) -> Vec<u64> {
        let week = self.pieces.iter().map(|piece| (piece.span.start.into(), piece.span.end.into())).collect();
        nights_of(week, set, utc_offset, WEEK.into())
    }

    /// An upper bound, in minutes, for the longest block of a seat.
    pub fn longest_bound(&self, seat: &Seat) -> u128 {
        let run = self.longest_run();
        // Only blocks that follow each other make one, so their sum bounds it without looking at their order.
        let held = seat.blocks.iter().map(|&(_, turns)| u128::from(turns)).sum::<u128>() * u128::from(self.turn);
        match (held == self.round.into(), self.always) {
            (true, true) => 2 * held.max(WEEK.into()),
            (true, false) => run.into(),
            (false, true) => held,
            (false, false) => held.min(run.into()),
        }
    }

    /// The longest run of hours without a break, cut at no hand-off.
    pub fn longest_run(&self) -> Minutes {
        self.runs.iter().map(|run| run.length).max().unwrap_or(0)
    }

    /// Where active hours begin and end in the week.
    pub(super) fn edges(&self) -> impl Iterator<Item = Minutes> + '_ {
        self.pieces.iter().flat_map(|piece| [piece.span.start, piece.span.end])
    }

    /// Whether a minute of the week is active.
    pub(super) fn is_active(&self, minute: Minutes) -> bool {
        self.pieces.iter().any(|piece| piece.span.start <= minute && minute < piece.span.end)
    }

    /// Turns of a seat in one round, and turns in a round.
    pub fn turns_of(&self, seat: &Seat) -> (u64, u64) {
        (seat.blocks.iter().map(|&(_, turns)| turns).sum(), self.list)
    }
}

/// Beyond this, in minutes, nothing is counted: it is 400 000 years away, and sums of a few such numbers still fit.
const FAR: i64 = i64::MAX / 64;

fn nights_of(spans: Vec<(u64, u64)>, set: &WeekSet, utc_offset: i32, cycle: u64) -> Vec<u64> {
    let (day, noon, offset) = (i64::from(DAY), i64::from(DAY / 2), i64::from(utc_offset));
    let nights = (cycle / u64::from(DAY)).cast_signed();
    let mut found: Vec<(i64, u64)> = Vec::new();
    for (from, to) in spans {
        let (mut at, to) = (from.cast_signed(), to.cast_signed());
        while at < to {
            let night = (at + offset - noon).div_euclid(day);
            let end = to.min((night + 1) * day + noon - offset);
            let minutes = set.measure_between(at, end);
            if minutes > 0 {
                found.push((night.rem_euclid(nights.max(1)), minutes));
            }
            at = end;
        }
    }
    found.sort_unstable();
    found.chunk_by(|a, b| a.0 == b.0).map(|night| night.iter().map(|(_, minutes)| minutes).sum()).collect()
}

/// What is not hidden of a run, in minutes after its start.
fn not_hidden(hidden: &WeekSet, start: Minutes, length: Minutes) -> Vec<(Minutes, Minutes)> {
    if hidden.is_empty() {
        return vec![(0, length)];
    }
    let (mut parts, mut at) = (Vec::new(), 0);
    // Twice around the week, for a run that goes past its end.
    let again = hidden.intervals().iter().map(|i| Interval { start: i.start + WEEK, end: i.end + WEEK });
    for interval in hidden.intervals().iter().copied().chain(again) {
        let (from, to) = (interval.start.saturating_sub(start), interval.end.saturating_sub(start));
        if to == 0 || from >= length {
            continue;
        }
        if from > at {
            parts.push((at, from));
        }
        at = at.max(to.min(length));
    }
    if at < length {
        parts.push((at, length));
    }
    parts
}

/// Minutes of the week from a minute on, in one or two intervals.
fn around(from: i64, length: u64) -> impl Iterator<Item = Interval> {
    let start = of_week(from);
    let length = u32::try_from(length.min(WEEK.into())).unwrap_or(WEEK);
    let end = start + length;
    let first = Interval { start, end: end.min(WEEK) };
    let rest = (end > WEEK).then(|| Interval { start: 0, end: end - WEEK });
    std::iter::once(first).chain(rest)
}

fn remainder(number: i128, by: u64) -> u64 {
    // A remainder by a 64-bit number fits in 64 bits.
    u64::try_from(number.rem_euclid(i128::from(by))).unwrap_or(0)
}
