//! The on-call model against a slow second implementation that looks at every minute of a cycle, straight from the
//! formulas, on random rotations.

#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss)] // minutes of a few weeks

use num_rational::Ratio;
use proptest::prelude::*;
use teamlint::facts::on_call::model::play::cycle_weeks;
use teamlint::facts::on_call::model::week::{DAY, Days, WEEK, Window};
use teamlint::facts::on_call::model::{Layer, Level, Seat, Start, Taken, Timetable, WeekSet, play};

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
    let active = bits(&layer.raw);
    let back = active_until(&active);
    let mut ahead = active_until(&active.iter().rev().copied().collect::<Vec<_>>());
    ahead.reverse();
    let longest_whole = if layer.cuts { 0 } else { i64::from(layer.turn.min(DAY)) };
    let decided = |(back, ahead): (&i64, &i64)| match (*back, *back + *ahead - 1) {
        (0, _) => None,
        (back, run) if run <= longest_whole => Some(back - 1),
        _ => Some(0),
    };
    back.iter().zip(&ahead).map(decided).collect()
}

/// One layer, minute by minute over a time that is whole cycles: the turn and who is on call in it, by their places.
struct Slow {
    turns: Vec<Option<i64>>,
    seated: Vec<Vec<u32>>,
    turns_in_cycle: i64,
}

impl Slow {
    fn of(layer: &Layer, shift: i64, minutes: u64) -> Self {
        let (decided, hidden) = (decided_before(layer), bits(&layer.hidden));
        let list = layer.participants.len();
        let seats = list.min(layer.concurrent as usize);
        let turn_at = |minute: u64| {
            let of_week = (minute % u64::from(WEEK)) as usize;
            let back = decided[of_week].filter(|_| !hidden[of_week])?;
            Some((minute as i64 - back - layer.anchor - shift).div_euclid(layer.turn.into()))
        };
        let seated = (0..list).map(|turn| (0..seats).map(|seat| layer.participants[(turn + seat) % list]).collect());
        let cycle = lcm(list as u64 * u64::from(layer.turn), u64::from(WEEK));
        Self {
            turns: (0..minutes).map(turn_at).collect(),
            seated: seated.collect(),
            turns_in_cycle: (cycle / u64::from(layer.turn)) as i64,
        }
    }

    /// How often a person is on call at a minute: at so many places.
    fn seats(&self, layer: &Layer, person: u32, minute: usize) -> usize {
        let list = self.seated.len() as i64;
        self.turns[minute].map_or(0, |turn| {
            let seated = &self.seated[(turn + layer.offset).rem_euclid(list) as usize];
            seated.iter().filter(|&&seat| seat == person).count()
        })
    }
}

fn places(layer: &Layer, person: u32) -> Vec<usize> {
    (0..layer.participants.len()).filter(|&at| layer.participants[at] == person).collect()
}

/// The longest run of minutes around a circle, looked at twice.
fn longest(on: &[bool]) -> i128 {
    let (mut run, mut longest) = (0, 0);
    for &on in on.iter().chain(on) {
        run = if on { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// F25 by walking: the last hand-off not after the first day, then on by turns.
fn slow_anchor(start: &Start, turn: u32) -> i64 {
    let (day, first) = (i64::from(DAY), start.day.unwrap());
    let weekday = start.weekday.map_or(first.rem_euclid(7), i64::from);
    let mut date = first;
    while date.rem_euclid(7) != weekday {
        date -= 1;
    }
    let mut handoff = date * day + i64::from(start.time);
    while handoff < first * day {
        handoff += i64::from(turn);
    }
    if handoff < (first + 1) * day { handoff } else { handoff - i64::from(turn) }
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
    let turn =
        prop_oneof![Just(660), Just(DAY / 2), Just(DAY), Just(3 * DAY), Just(WEEK), Just(10 * DAY), Just(2 * WEEK)];
    let level = prop_oneof![Just(Level::Primary), Just(Level::Secondary)];
    let place = (prop_oneof![Just(0), -200_000..200_000_i64], -5..5_i64);
    let hidden = prop_oneof![3 => Just(WeekSet::EMPTY), 1 => active()];
    let hours = (active(), hidden, any::<bool>());
    (level, prop::collection::vec(0..3_u32, 1..5), 1..4_u32, turn, hours, place).prop_map(
        |(level, participants, concurrent, turn, (raw, hidden, cuts), (anchor, offset))| Layer {
            level,
            concurrent,
            turn,
            raw,
            hidden,
            cuts,
            anchor,
            offset,
            ..Layer::weekly(0, participants)
        },
    )
}

/// Holds the clock of everybody on these layers against counting the minutes of a cycle.
fn clocks_are_counted(layers: &[Layer]) -> Result<(), TestCaseError> {
    for person in 0..3 {
        let mine: Vec<&Layer> = layers.iter().filter(|l| l.participants.contains(&person)).collect();
        let tables: Vec<Timetable> = mine.iter().map(|l| Timetable::of(l).unwrap()).collect();
        let seats: Vec<Seat> = tables.iter().zip(&mine).map(|(t, l)| t.seat(&places(l, person))).collect();
        let weeks = mine.iter().map(|l| l.participants.len() as u64 * u64::from(l.turn)).fold(WEEK.into(), lcm);
        let weeks = weeks / u64::from(WEEK);
        prop_assert_eq!(cycle_weeks(&tables), Some(weeks));
        let pairs = tables.iter().zip(&seats);
        let taken: Vec<Taken<'_>> = pairs.map(|(timetable, seat)| Taken { timetable, seat, shift: 0 }).collect();
        let Some(played) = play(&taken) else {
            prop_assert!(weeks > 104);
            continue;
        };
        let minutes = weeks * u64::from(WEEK);
        let slow: Vec<Slow> = mine.iter().map(|l| Slow::of(l, 0, minutes)).collect();
        let layers_on = |minute| slow.iter().zip(&mine).filter(|(s, l)| s.seats(l, person, minute) > 0).count();
        let on: Vec<usize> = (0..minutes as usize).map(layers_on).collect();
        let per_week = |minutes: usize| Ratio::new(minutes as i128, i128::from(weeks) * 60);
        prop_assert_eq!(played.hours_per_week, per_week(on.iter().filter(|&&on| on > 0).count()));
        prop_assert_eq!(played.double_hours_per_week, per_week(on.iter().map(|on| on.saturating_sub(1)).sum()));
        let double_weeks = on.chunks(WEEK as usize).filter(|week| week.iter().any(|&on| on > 1)).count();
        prop_assert_eq!(played.double_weeks, double_weeks as u64);
        let longest = longest(&on.iter().map(|&on| on > 0).collect::<Vec<_>>());
        prop_assert_eq!(played.longest_hours, Ratio::new(longest, 60));
    }
    Ok(())
}

#[test]
fn two_years_of_short_turns_over_many_windows_are_played() {
    let days = |from: u32, to: u32| Window { days: Days::ALL, from: from * 60, to: to * 60 };
    let layer = |turn, hours: &[Window], hidden: &[Window], participants| Layer {
        turn,
        raw: WeekSet::from_windows(hours, 0),
        hidden: WeekSet::from_windows(hidden, 0),
        cuts: true,
        ..Layer::weekly(0, participants)
    };
    let daily = [days(0, 11), days(12, 23)];
    let short = layer(660, &daily, &[days(3, 4), days(15, 16)], vec![0]);
    let long = layer(2 * WEEK, &daily, &[], vec![0, 1, 2, 2]);
    clocks_are_counted(&[short, long]).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_person_s_clock_is_what_counting_minutes_gives(layers in prop::collection::vec(layer(), 1..4)) {
        clocks_are_counted(&layers)?;
    }

    #[test]
    fn means_over_a_cycle_are_what_counting_minutes_gives(
        layer in layer(),
        set in active(),
        shift in prop_oneof![Just(0), (-30..30_i64).prop_map(|day| day * i64::from(DAY)), -100_000..100_000_i64],
        clock in prop_oneof![Just(0), -720..840_i32],
    ) {
        let table = Timetable::of(&layer).unwrap();
        let minutes = table.weeks() * u64::from(WEEK);
        let slow = Slow::of(&layer, shift, minutes);
        let within = bits(&set);
        let held_at_once = layer.participants.len().min(layer.concurrent as usize) as i128;
        let weeks = i128::from(table.weeks());
        for person in 0..3 {
            let places = places(&layer, person);
            if places.is_empty() {
                continue;
            }
            let seat = table.seat(&places);
            let seats: Vec<usize> = (0..minutes as usize).map(|at| slow.seats(&layer, person, at)).collect();
            let counted = |counts: &dyn Fn(usize) -> usize| {
                let inside = (0..minutes as usize).filter(|at| within[at % WEEK as usize]);
                inside.map(|at| counts(seats[at])).sum::<usize>() as i128
            };
            let once = counted(&|seats| usize::from(seats > 0));
            prop_assert_eq!(table.minutes(&seat, &set, shift), Some(Ratio::new(once, weeks)));
            let held = counted(&|seats| seats);
            prop_assert_eq!(table.minutes_held(&seat, &set, shift), Some(Ratio::new(held, weeks * held_at_once)));

            let met = |minute: usize| (0..table.weeks() as usize).filter(|week| seats[week * WEEK as usize + minute] > 0).count();
            let first = met(0);
            let even = (1..WEEK as usize).all(|minute| met(minute) == first);
            if table.is_even(&seat) {
                prop_assert!(even, "even only where each minute is on call in equally many weeks");
            }
            let never = seats.iter().all(|&seats| seats == 0);
            prop_assert!(!even || table.is_even(&seat) || never, "even wherever each minute is");

            let mut turns: Vec<i64> = (0..minutes as usize)
                .filter(|&at| seats[at] > 0)
                .filter_map(|at| slow.turns[at].map(|turn| turn.rem_euclid(slow.turns_in_cycle)))
                .collect();
            turns.sort_unstable();
            turns.dedup();
            prop_assert_eq!(table.turns(&seat, shift), Some(Ratio::new(turns.len() as i128, weeks)));

            let nights = minutes / u64::from(DAY);
            let mut slept = vec![0; nights as usize];
            for at in (0..minutes as usize).filter(|&at| seats[at] > 0 && within[at % WEEK as usize]) {
                let night = (at as i64 + i64::from(clock) - i64::from(DAY / 2)).div_euclid(DAY.into());
                slept[night.rem_euclid(nights as i64) as usize] += 1_u64;
            }
            slept.retain(|&minutes| minutes > 0);
            slept.sort_unstable();
            let mut found = table.nights(&seat, &set, clock, shift).unwrap();
            found.sort_unstable();
            prop_assert_eq!(found, slept);
        }
        for shift in table.shifts() {
            prop_assert_eq!(table.shifted(shift), 0, "the start is known");
        }
    }

    #[test]
    fn the_first_turn_is_found_by_walking_from_hand_off_to_hand_off(
        day in -5_000..30_000_i64,
        weekday in prop::option::of(0..7_u32),
        time in 0..=DAY,
        turn in prop_oneof![Just(660_u32), Just(DAY / 2), Just(DAY), Just(WEEK), Just(10 * DAY), Just(3 * WEEK), 1..40_000_u32],
        offset in -720..840_i32,
    ) {
        let start = Start { day: Some(day), weekday, time };
        let walked = slow_anchor(&start, turn);
        prop_assert_eq!(start.anchor(turn, offset), walked - i64::from(offset));
        let (begin, end) = start.first_turn(turn).unwrap();
        prop_assert_eq!((begin, end), (walked.max(day * i64::from(DAY)), walked + i64::from(turn)));
        prop_assert!(begin < (day + 1) * i64::from(DAY) && end > begin && end - begin <= i64::from(turn));
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
