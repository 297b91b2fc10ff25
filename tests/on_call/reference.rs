//! The on-call model against a slow second implementation that looks at every minute of a cycle, straight from the
//! formulas, on random rotations.

#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss)] // minutes of a few weeks

use num_rational::Ratio;
use proptest::prelude::*;
use teamlint::facts::on_call::model::week::{DAY, Days, WEEK, Window};
use teamlint::facts::on_call::model::{Layer, Level, Rational, WeekSet, person_load};

/// The minutes of the week of windows in local time, one by one.
fn minutes_of(windows: &[Window], utc_offset: i32) -> Vec<bool> {
    let mut minutes = vec![false; WEEK as usize];
    for window in windows {
        for day in (0..7).filter(|day| window.days.0 & (1 << day) != 0) {
            let mut minute = day * DAY + window.from;
            loop {
                let utc = (i64::from(minute) - i64::from(utc_offset)).rem_euclid(WEEK.into());
                minutes[usize::try_from(utc).unwrap()] = true;
                minute += 1;
                if minute % DAY == window.to % DAY {
                    break;
                }
            }
        }
    }
    minutes
}

fn bits(set: &WeekSet) -> Vec<bool> {
    let mut minutes = vec![false; WEEK as usize];
    for interval in set.intervals() {
        for minute in interval.start..interval.end {
            assert!(!minutes[minute as usize], "intervals overlap");
            minutes[minute as usize] = true;
        }
    }
    minutes
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn lcm(a: u64, b: u64) -> u64 {
    a / gcd(a, b) * b
}

/// For each minute of the week, how many active minutes in a row end with it (two weeks at most).
fn active_until(active: &[bool]) -> Vec<i64> {
    let mut until = vec![0; active.len()];
    let mut run = 0;
    for _ in 0..2 {
        for (minute, &on) in active.iter().enumerate() {
            run = if on { run + 1 } else { 0 };
            until[minute] = run;
        }
    }
    until
}

/// For each minute of the week: inactive, or how many minutes before it its turn was decided.
fn decided_before(layer: &Layer) -> Vec<Option<i64>> {
    let active = bits(&layer.active);
    let back = active_until(&active);
    let mut ahead = active_until(&active.iter().rev().copied().collect::<Vec<_>>());
    ahead.reverse();
    let longest_whole = i64::from(layer.turn.min(DAY));
    let decided = |(back, ahead): (&i64, &i64)| match (*back, *back + *ahead - 1) {
        (0, _) => None,
        (back, run) if run <= longest_whole => Some(back - 1),
        _ => Some(0),
    };
    back.iter().zip(&ahead).map(decided).collect()
}

#[derive(Debug, PartialEq)]
struct Clock {
    cycle_weeks: u64,
    hours_per_week: Rational,
    double_hours_per_week: Rational,
    double_weeks: u64,
    longest_hours: Rational,
}

/// F4, F13 and F21 by looking at every minute.
fn every_minute(layers: &[Layer], person: u32) -> Clock {
    let takes_part = |l: &&Layer| l.level != Level::Shadow && l.participants.contains(&person);
    let mine: Vec<&Layer> = layers.iter().filter(takes_part).collect();
    let week = u64::from(WEEK);
    let rounds = mine.iter().map(|l| l.participants.len() as u64 * u64::from(l.turn));
    let cycle = rounds.fold(week, lcm);
    let mut on = vec![0_u32; usize::try_from(cycle).unwrap()];
    for layer in mine {
        let decided = decided_before(layer);
        let list = layer.participants.len();
        let has_seat = |turn: usize| {
            let seats = 0..layer.concurrent as usize;
            seats.map(|seat| layer.participants[(turn + seat) % list]).any(|p| p == person)
        };
        let seated: Vec<bool> = (0..list).map(has_seat).collect();
        let first = layer.phase + i64::from(layer.handoff);
        for (minute, on) in on.iter_mut().enumerate() {
            if let Some(back) = decided[minute % WEEK as usize] {
                let turn = (minute as i64 - back - first).div_euclid(layer.turn.into()) + layer.offset;
                *on += u32::from(seated[turn.rem_euclid(list as i64) as usize]);
            }
        }
    }
    let (mut run, mut longest) = (0, 0);
    for &seats in on.iter().chain(&on) {
        run = if seats > 0 { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let union = on.iter().filter(|&&seats| seats > 0).count();
    let double: u32 = on.iter().map(|seats| seats.saturating_sub(1)).sum();
    let double_weeks = on.chunks(WEEK as usize).filter(|week| week.iter().any(|&seats| seats > 1)).count();
    let per_week = i128::from(cycle / week) * 60;
    Clock {
        cycle_weeks: cycle / week,
        hours_per_week: Ratio::new(union as i128, per_week),
        double_hours_per_week: Ratio::new(double.into(), per_week),
        double_weeks: double_weeks as u64,
        longest_hours: Ratio::new(longest, 60),
    }
}

fn windows() -> impl Strategy<Value = Vec<Window>> {
    let minute = prop_oneof![(0..24_u32).prop_map(|hour| hour * 60), 0..DAY];
    let days = prop_oneof![Just(Days::ALL), Just(Days::WORKDAYS), (1..128_u8).prop_map(Days)];
    let window = (days, minute.clone(), minute).prop_map(|(days, from, to)| Window { days, from, to });
    prop::collection::vec(window, 1..3)
}

fn active() -> impl Strategy<Value = WeekSet> {
    let offsets = prop_oneof![Just(0), Just(60), Just(-480), Just(330), -720..840_i32];
    let whole_days = |days| WeekSet::from_windows(&[Window { days: Days(days), from: 0, to: DAY }], 0);
    prop_oneof![
        1 => Just(WeekSet::FULL),
        1 => (1..127_u8).prop_map(whole_days),
        3 => (windows(), offsets).prop_map(|(windows, offset)| WeekSet::from_windows(&windows, offset)),
    ]
}

fn layer() -> impl Strategy<Value = Layer> {
    let turn = prop_oneof![Just(DAY / 2), Just(DAY), Just(3 * DAY), Just(WEEK), Just(2 * WEEK)];
    let level = prop_oneof![4 => Just(Level::Primary), 3 => Just(Level::Secondary), 1 => Just(Level::Shadow)];
    let place = (prop_oneof![Just(0), 0..WEEK], prop_oneof![Just(0), -200_000..200_000_i64], -5..5_i64);
    (level, prop::collection::vec(0..3_u32, 1..5), 1..4_u32, turn, active(), place).prop_map(
        |(level, participants, concurrent, turn, active, (handoff, phase, offset))| Layer {
            level,
            concurrent,
            turn,
            active,
            handoff,
            phase,
            offset,
            ..Layer::weekly(0, participants)
        },
    )
}

/// F1 to F3 by counting in the list.
fn summed(layers: &[Layer], person: u32, secondary_weight: Rational) -> Rational {
    let hours = |layer: &Layer| {
        let weight = match layer.level {
            Level::Primary => Ratio::from(1),
            Level::Secondary => secondary_weight,
            Level::Shadow => Ratio::from(0),
        };
        let places = layer.participants.iter().filter(|&&p| p == person).count();
        let share = Ratio::new(i128::from(layer.concurrent) * places as i128, layer.participants.len() as i128);
        let active = bits(&layer.active).iter().filter(|&&on| on).count();
        weight * share.min(Ratio::from(1)) * Ratio::new(active as i128, 60)
    };
    layers.iter().map(hours).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_person_s_clock_is_what_counting_minutes_gives(
        layers in prop::collection::vec(layer(), 1..4),
        weight in 0..4_i128,
    ) {
        let all: Vec<&Layer> = layers.iter().collect();
        for person in 0..3 {
            let load = person_load(&all, person, Ratio::new(weight, 2)).unwrap();
            prop_assert!(load.exact);
            let clock = Clock {
                cycle_weeks: load.cycle_weeks,
                hours_per_week: load.hours_per_week,
                double_hours_per_week: load.double_booked_hours_per_week,
                double_weeks: load.double_booked_weeks,
                longest_hours: load.longest_block_hours,
            };
            prop_assert_eq!(clock, every_minute(&layers, person));
            prop_assert_eq!(load.summed, summed(&layers, person, Ratio::new(weight, 2)));
            let addends: Rational = load.layers.iter().map(|l| l.weight * l.hours_per_week).sum();
            prop_assert_eq!(load.summed, addends);
            prop_assert_eq!(load.share * Ratio::from(168), load.hours_per_week);
        }
    }

    #[test]
    fn windows_are_the_minutes_they_name(windows in windows(), offset in -900..900_i32) {
        prop_assert_eq!(bits(&WeekSet::from_windows(&windows, offset)), minutes_of(&windows, offset));
    }

    #[test]
    fn sets_of_minutes_obey_the_algebra_of_sets(a in active(), b in active(), by in -20_000..20_000_i32) {
        let (left, right) = (bits(&a), bits(&b));
        let both = |keep: fn(bool, bool) -> bool| -> Vec<bool> {
            left.iter().zip(&right).map(|(&l, &r)| keep(l, r)).collect()
        };
        prop_assert_eq!(bits(&a.union(&b)), both(|l, r| l || r));
        prop_assert_eq!(bits(&a.intersection(&b)), both(|l, r| l && r));
        prop_assert_eq!(bits(&a.minus(&b)), both(|l, r| l && !r));
        prop_assert_eq!(bits(&a.complement()), both(|l, _| !l));
        let shared = both(|l, r| l && r).iter().filter(|&&on| on).count();
        prop_assert_eq!(a.shared_minutes(&b) as usize, shared);
        prop_assert_eq!(a.shifted(by).shifted(-by), a.clone());
        let mut moved = left.clone();
        moved.rotate_right(usize::try_from(by.rem_euclid(WEEK.cast_signed())).unwrap());
        prop_assert_eq!(bits(&a.shifted(by)), moved);
        prop_assert_eq!(a.union(&a.complement()), WeekSet::FULL);
        prop_assert_eq!(a.minus(&a), WeekSet::EMPTY);
    }
}
