//! Plays a person's layers against each other over one cycle, as intervals: clock hours, double bookings, the longest
//! block. The cost grows with the shifts a person holds, never with the minutes they last.

use crate::facts::on_call::model::timetable::{Seat, Timetable};
use crate::facts::on_call::model::week::WEEK;
use crate::value::rational::{Rational, add, gcd, lcm, mul, ratio, sub, whole};

/// A cycle longer than this many weeks is not played (F4): people on layers of coprime lengths meet again only
/// after years, in which no rotation stays as it is.
pub const CYCLE_CAP_WEEKS: u64 = 104;

/// A person's seat in a layer, with the shift of its turns.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'a> {
    /// When the layer's turns are.
    pub timetable: &'a Timetable,
    /// Which of them are the person's.
    pub seat: &'a Seat,
    /// How much later all turns are.
    pub shift: i64,
}

/// What one cycle holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Played {
    /// F4, U: hours a week on call, counted once.
    pub hours_per_week: Rational,
    /// F21: hours a week on call on a further layer at the same time.
    pub double_hours_per_week: Rational,
    /// F21: calendar weeks of the cycle (UTC) in which that happens.
    pub double_weeks: u64,
    /// F13: longest consecutive time on call over two cycles, in hours.
    pub longest_hours: Rational,
}

/// F4: weeks after which all layers repeat together; none where that is beyond counting.
pub fn cycle_weeks<'a>(timetables: impl IntoIterator<Item = &'a Timetable>) -> Option<u64> {
    let weeks = timetables.into_iter().try_fold(1, |cycle, timetable| lcm(cycle, timetable.weeks().into()))?;
    u64::try_from(weeks).ok()
}

/// Plays the seats over their common cycle. None where there are several and it is longer than [`CYCLE_CAP_WEEKS`], or
/// where that costs too much.
pub fn play(taken: &[Taken<'_>]) -> Option<Played> {
    let weeks = cycle_weeks(taken.iter().map(|one| one.timetable))?;
    if taken.len() > 1 && weeks > CYCLE_CAP_WEEKS {
        return None;
    }
    let cycle = weeks.checked_mul(WEEK.into()).filter(|cycle| *cycle < u64::MAX / 4)?;
    let mut shifts = Vec::with_capacity(8 * taken.len());
    for one in taken {
        if !one.timetable.list(one.seat, one.shift, cycle, &mut shifts) {
            return None;
        }
    }
    shifts.sort_unstable();

    let week = u64::from(WEEK);
    let (mut on, mut double, mut double_weeks, mut longest) = (0, 0, 0, 0);
    // The block being built, the first one if it starts the cycle, and the first week not yet looked at.
    let (mut begin, mut reach) = (0, 0);
    let mut opening = 0;
    let mut next_week = 0;
    for (start, end) in shifts {
        if start < reach {
            let both = end.min(reach);
            double += both - start;
            let (from, past) = ((start / week).max(next_week), both.div_ceil(week));
            double_weeks += past.saturating_sub(from);
            next_week = next_week.max(past);
        } else if start > reach {
            begin = start;
        }
        on += end.max(reach) - start.max(reach);
        reach = reach.max(end);
        if begin == 0 {
            opening = reach;
        }
        longest = longest.max(reach - begin);
    }
    if on == cycle {
        longest = 2 * cycle;
    } else if reach == cycle {
        longest = longest.max(reach - begin + opening);
    }
    let minutes = i128::from(weeks) * 60;
    Some(Played {
        hours_per_week: ratio(on.into(), minutes)?,
        double_hours_per_week: ratio(double.into(), minutes)?,
        double_weeks,
        longest_hours: ratio(longest.into(), 60)?,
    })
}

/// Clock hours and double-booked hours per week without playing the cycle, where turns are whole weeks and no two rounds
/// have a common divisor: then every combination of turns comes up equally often, whenever each list began, and a minute
/// of the week at which several layers are active is free with the product of their free shares.
pub fn independent(taken: &[Taken<'_>]) -> Option<(Rational, Rational)> {
    let weeks = |one: &Taken<'_>| u128::from(one.timetable.weeks());
    let apart = |(at, one): (usize, &Taken<'_>)| taken[..at].iter().all(|other| gcd(weeks(one), weeks(other)) == 1);
    if !taken.iter().all(|one| one.timetable.is_weekly()) || !taken.iter().enumerate().all(apart) {
        return None;
    }
    let mut cuts = vec![0, WEEK];
    cuts.extend(taken.iter().flat_map(|one| one.timetable.edges()));
    cuts.sort_unstable();
    cuts.dedup();
    let (mut on, mut summed) = (whole(0), whole(0));
    for span in cuts.windows(2) {
        let length = whole(span[1] - span[0]);
        let mut free = whole(1);
        for one in taken.iter().filter(|one| one.timetable.is_active(span[0])) {
            let (own, all) = one.timetable.turns_of(one.seat);
            let share = ratio(own.into(), all.into())?;
            free = mul(free, sub(whole(1), share)?)?;
            summed = add(summed, mul(share, length)?)?;
        }
        on = add(on, mul(sub(whole(1), free)?, length)?)?;
    }
    let hour = ratio(1, 60)?;
    Some((mul(on, hour)?, mul(sub(summed, on)?, hour)?))
}
