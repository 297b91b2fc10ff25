//! A person's on-call load over all their layers, with every addend, so that a table can show how it comes about.

use crate::facts::on_call::model::layer::{Layer, Level};
use crate::facts::on_call::model::simulate::{CYCLE_CAP_WEEKS, Played, Seat, play};
use crate::facts::on_call::model::week::{QUARTER, WEEK};
use crate::value::rational::{Rational, add, gcd, lcm, mul, ratio, sub, whole};

/// What being on call costs a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLoad {
    /// F4, U: clock hours on call per week, the mean over one cycle; an hour on two layers counts once. With weights of
    /// 1 it is at most H, unless turns shorter than a week always give a person the same windows.
    pub hours_per_week: Rational,
    /// F3, H: hours per week added up over layers, secondary layers times their weight.
    pub summed: Rational,
    /// F5: U as a share of the 168 hours of a week.
    pub share: Rational,
    /// F21: hours per week on a further layer while already on call, the mean over one cycle. It is H - U where weights
    /// are 1 and nobody is in two seats of one layer. Zero where not [`exact`](Self::exact).
    pub double_booked_hours_per_week: Rational,
    /// F21: calendar weeks (UTC) of a cycle in which that happens; 0 where not [`played`](Self::played).
    pub double_booked_weeks: u64,
    /// Weeks after which all layers repeat together, the least common multiple of their rounds and a week;
    /// [`u64::MAX`] stands for anything longer.
    pub cycle_weeks: u64,
    /// F13: longest time on call without a break, in hours, over two cycles. Where the cycle was not simulated, the
    /// longest that one layer allows on its own.
    pub longest_block_hours: Rational,
    /// F19: expected turns in a quarter of 13 weeks.
    pub turns_per_quarter: Rational,
    /// False where the cycle was too long to simulate and the layers depend on each other, so that U is only known to
    /// be at most H and at most 168.
    pub exact: bool,
    /// Whether the cycle was simulated, which the longest block and the double-booked weeks are read from.
    pub played: bool,
    /// The addends of H, in the order of the layers.
    pub layers: Vec<LayerContribution>,
}

/// What one layer adds to a person's load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerContribution {
    /// Index into the layers handed in.
    pub layer: usize,
    /// F1: share of the layer's turns.
    pub turn_share: Rational,
    /// F2: expected hours per week, before the weight.
    pub hours_per_week: Rational,
    /// What an hour counts in H: 1 on a primary layer, the secondary weight on a secondary one.
    pub weight: Rational,
    /// Hours in a week in which the layer is the person's throughout.
    pub hours_per_turn_week: Rational,
}

/// F1 to F5, F13, F19 and F21 for one person.
///
/// `layers` may hold any layers; those where the person has no seat and shadow layers count nothing.
/// `secondary_weight` is the weight of a secondary hour in H (1 in the SRE book, which counts both); clock hours are
/// not weighted. None where a turn has no length or a sum does not fit in 128 bits.
///
/// Cost: proportional to the lists searched and to the shifts the person holds in one cycle of at most
/// [`CYCLE_CAP_WEEKS`]; one layer alone is never longer than its own round.
pub fn person_load(layers: &[&Layer], person: u32, secondary_weight: Rational) -> Option<PersonLoad> {
    let one = whole(1);
    let mut seats = Vec::with_capacity(layers.len().min(4));
    let mut contributions = Vec::with_capacity(layers.len().min(4));
    let mut summed = whole(0);
    let mut turns_per_week = whole(0);
    for (index, layer) in layers.iter().enumerate() {
        if layer.level == Level::Shadow {
            continue;
        }
        let Some(seat) = Seat::find(layer, person) else {
            continue;
        };
        if layer.turn == 0 {
            return None;
        }
        let turn_share = layer.share_of(seat.places);
        let hours_per_turn_week = layer.active_hours();
        let hours_per_week = mul(turn_share, hours_per_turn_week)?;
        let weight = if layer.level == Level::Secondary { secondary_weight } else { one };
        let counted = if weight == one { hours_per_week } else { mul(hours_per_week, weight)? };
        summed = add(summed, counted)?;
        turns_per_week = add(turns_per_week, mul(turn_share, ratio(WEEK.into(), layer.turn.into())?)?)?;
        contributions.push(LayerContribution { layer: index, turn_share, hours_per_week, weight, hours_per_turn_week });
        seats.push(seat);
    }

    let weeks = seats.iter().try_fold(u128::from(WEEK), |cycle, seat| lcm(cycle, seat.round()));
    let cycle_weeks = weeks.and_then(|minutes| u64::try_from(minutes / u128::from(WEEK)).ok()).unwrap_or(u64::MAX);
    let clock = clock(&seats, cycle_weeks, summed)?;
    Some(PersonLoad {
        hours_per_week: clock.hours_per_week,
        summed,
        share: mul(clock.hours_per_week, ratio(1, 168)?)?,
        double_booked_hours_per_week: clock.double_hours_per_week,
        double_booked_weeks: clock.double_weeks,
        cycle_weeks,
        longest_block_hours: clock.longest_hours,
        turns_per_quarter: mul(turns_per_week, whole(QUARTER / WEEK))?,
        exact: clock.exact,
        played: clock.played,
        layers: contributions,
    })
}

struct Clock {
    hours_per_week: Rational,
    double_hours_per_week: Rational,
    double_weeks: u64,
    longest_hours: Rational,
    exact: bool,
    played: bool,
}

fn clock(seats: &[Seat<'_>], cycle_weeks: u64, summed: Rational) -> Option<Clock> {
    let cycle = cycle_weeks.checked_mul(WEEK.into()).filter(|cycle| *cycle < u64::MAX / 4);
    let short = cycle_weeks <= CYCLE_CAP_WEEKS || seats.len() == 1;
    if let Some(Played { on, double, double_weeks, longest }) = cycle.filter(|_| short).and_then(|c| play(seats, c)) {
        let minutes = i128::from(cycle_weeks) * 60;
        return Some(Clock {
            hours_per_week: ratio(on.into(), minutes)?,
            double_hours_per_week: ratio(double.into(), minutes)?,
            double_weeks,
            longest_hours: ratio(longest.into(), 60)?,
            exact: true,
            played: true,
        });
    }
    let longest = seats.iter().map(Seat::longest_bound).max().unwrap_or(0);
    let even = match seats {
        [seat] => even_hours(seat).map(|hours| (hours, whole(0))),
        _ => independent(seats),
    };
    let (hours_per_week, double_hours_per_week) = even.unwrap_or_else(|| (summed.min(whole(168)), whole(0)));
    Some(Clock {
        hours_per_week,
        double_hours_per_week,
        double_weeks: 0,
        longest_hours: ratio(i128::try_from(longest).ok()?, 60)?,
        exact: even.is_some(),
        played: false,
    })
}

/// Clock hours and double-booked hours per week without playing the cycle, where turns are whole weeks and no two rounds
/// have a common divisor: then every combination of turns comes up equally often, and a minute of the week at which
/// several layers are active is free with the product of their free shares.
fn independent(seats: &[Seat<'_>]) -> Option<(Rational, Rational)> {
    let weeks = |seat: &Seat<'_>| seat.round() / u128::from(WEEK);
    let apart = |(at, seat): (usize, &Seat<'_>)| seats[..at].iter().all(|other| gcd(weeks(seat), weeks(other)) == 1);
    if seats.iter().any(|seat| seat.layer.turn % WEEK != 0) || !seats.iter().enumerate().all(apart) {
        return None;
    }
    let mut cuts = vec![0, WEEK];
    cuts.extend(seats.iter().flat_map(|seat| seat.layer.active.intervals()).flat_map(|i| [i.start, i.end]));
    cuts.sort_unstable();
    cuts.dedup();
    let (mut on, mut summed) = (whole(0), whole(0));
    for span in cuts.windows(2) {
        let length = whole(span[1] - span[0]);
        let mut free = whole(1);
        for seat in seats {
            if seat.layer.active.intervals().iter().any(|i| i.start <= span[0] && span[1] <= i.end) {
                let share = ratio(seat.turns().into(), seat.layer.participants.len() as i128)?;
                free = mul(free, sub(whole(1), share)?)?;
                summed = add(summed, mul(share, length)?)?;
            }
        }
        on = add(on, mul(sub(whole(1), free)?, length)?)?;
    }
    let hour = ratio(1, 60)?;
    Some((mul(on, hour)?, mul(sub(summed, on)?, hour)?))
}

/// Clock hours per week on one layer without playing it, where its turns meet every minute of the week equally often:
/// the minutes at which a week and a round meet lie as densely in each turn.
fn even_hours(seat: &Seat<'_>) -> Option<Rational> {
    let layer = seat.layer;
    if u128::from(layer.turn) % gcd(seat.round(), WEEK.into()) != 0 {
        return None;
    }
    let share = ratio(seat.turns().into(), layer.participants.len() as i128)?;
    mul(share, layer.active_hours())
}
