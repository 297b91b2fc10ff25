//! What the on-call model decides beyond its vectors: bands, hand-offs, starts, shares, and numbers at the edge.

use num_rational::Ratio;
use teamlint::facts::on_call::model::pages::share_of_band;
use teamlint::facts::on_call::model::pool::{fewest_people, staffed_hours};
use teamlint::facts::on_call::model::week::{Bands, DAY, Days, WEEK, Window};
use teamlint::facts::on_call::model::{Layer, Level, PersonLoad, Rational, WeekSet, person_load};

fn r(numer: i128, denom: i128) -> Rational {
    Ratio::new(numer, denom)
}

fn n(number: i128) -> Rational {
    r(number, 1)
}

/// Windows from one full hour to another in local time, as UTC minutes.
fn hours(days: Days, from: u32, to: u32, utc_offset: i32) -> WeekSet {
    WeekSet::from_windows(&[Window { days, from: from * 60, to: to * 60 }], utc_offset)
}

/// A weekly primary layer that is active every day between two UTC hours.
fn daily(participants: &[u32], from: u32, to: u32, utc_offset: i32) -> Layer {
    Layer {
        active: hours(Days::ALL, from, to, 0),
        utc_offset: Some(utc_offset),
        ..Layer::weekly(0, participants.to_vec())
    }
}

fn load(layers: &[&Layer], person: u32) -> PersonLoad {
    person_load(layers, person, n(1)).expect("these numbers fit")
}

fn people(count: u32) -> Vec<u32> {
    (0..count).collect()
}

#[test]
fn pages_by_band_go_to_the_layer_that_is_awake_in_it() {
    let berlin = daily(&[0, 1, 2, 3, 4], 7, 19, 60);
    let francisco = daily(&[5, 6, 7, 8], 19, 7, -480);
    let bands = |layer: &Layer| {
        let minutes = layer.band_minutes(Bands::pagerduty()).unwrap();
        [minutes.business, minutes.off, minutes.sleep]
    };
    let both: [i128; 3] =
        std::array::from_fn(|band| i128::from(bands(&berlin)[band]) + i128::from(bands(&francisco)[band]));
    let turn = |layer: &Layer| {
        std::array::from_fn(|band| share_of_band([n(17), n(19), n(1)][band], bands(layer)[band], both[band]).unwrap())
    };
    assert_eq!(turn(&berlin), [n(10), r(17, 2), n(0)]);
    assert_eq!(turn(&francisco), [n(7), r(21, 2), n(1)]);
    assert_eq!(share_of_band(n(1), 0, 0), None, "no primary layer is there for them");
    let somewhere = Layer { utc_offset: None, ..francisco };
    assert_eq!(somewhere.band_minutes(Bands::pagerduty()), None, "nobody said when it is night there");
}

#[test]
fn a_shadow_counts_nothing() {
    let shadow = Layer { level: Level::Shadow, ..Layer::weekly(0, people(2)) };
    let person = load(&[&shadow], 0);
    assert_eq!((person.hours_per_week, person.summed), (n(0), n(0)));
    assert_eq!((person.turns_per_quarter, person.longest_block_hours), (n(0), n(0)));
    assert!(person.layers.is_empty());
}

#[test]
fn a_turn_share_counts_seats_and_repetitions_up_to_all_turns() {
    let layer = |participants: &[u32], concurrent| Layer { concurrent, ..Layer::weekly(0, participants.to_vec()) };
    assert_eq!(layer(&[1, 2, 1, 3], 1).turn_share(1), r(1, 2));
    assert_eq!(layer(&[1, 2, 3], 2).turn_share(1), r(2, 3));
    assert_eq!(layer(&[1, 2], 3).turn_share(1), n(1));
    assert_eq!(layer(&[1, 2], 1).turn_share(7), n(0));
    assert_eq!(layer(&[1, 2, 3], 2).gap_weeks(), Some(r(1, 2)));
    let staffed = staffed_hours([&layer(&[1, 2, 3], 2)]).unwrap();
    assert_eq!(fewest_people(staffed, r(1, 4)), Some(n(8)));
    assert_eq!(fewest_people(staffed, n(0)), None);
}

#[test]
fn an_unbroken_duty_is_as_long_as_two_cycles() {
    let alone = Layer::weekly(0, vec![1]);
    assert_eq!(load(&[&alone], 1).longest_block_hours, n(336));
    assert_eq!(load(&[&alone], 1).share, n(1));
}

#[test]
fn half_day_turns_give_a_daytime_window_to_one_person_for_ever() {
    // Two people, turns of 12 h from midnight, active 07-19: every window starts in the first half of a day.
    let layer = Layer { turn: DAY / 2, ..daily(&[1, 2], 7, 19, 0) };
    assert_eq!(load(&[&layer], 1).hours_per_week, n(84));
    assert_eq!(load(&[&layer], 2).hours_per_week, n(0));
    assert_eq!(load(&[&layer], 2).summed, n(42), "expected, not knowing when turns begin");
}

#[test]
fn a_night_shift_stays_whole_over_the_hand_off_and_continuous_cover_does_not() {
    // Nights 22-06 UTC, weekly from Monday 00:00: Sunday's night ends on Monday, in the next person's week.
    let night = Layer { level: Level::Secondary, ..daily(&[1, 2], 22, 6, 0) };
    let monday = Layer { active: hours(Days(1), 0, 6, 0), ..Layer::weekly(1, vec![1, 2]) };
    let person = load(&[&night, &monday], 1);
    assert_eq!(person.double_booked_hours_per_week, n(0), "that Monday night is the other's");
    // Around the clock on weekdays with a hand-off on Wednesday: cut there.
    let weekdays = Layer { active: hours(Days::WORKDAYS, 0, 24, 0), handoff: 2 * DAY, ..Layer::weekly(0, vec![1, 2]) };
    assert_eq!(load(&[&weekdays], 1).longest_block_hours, n(72));
    assert_eq!(load(&[&weekdays], 1).hours_per_week, n(60));
}

#[test]
fn a_start_moves_one_rotation_against_another() {
    let first = Layer::weekly(0, vec![1, 2]);
    let together = Layer::weekly(1, vec![1, 3]);
    let apart = Layer { phase: i64::from(WEEK), ..together.clone() };
    assert_eq!(load(&[&first, &together], 1).hours_per_week, n(84));
    assert_eq!(load(&[&first, &together], 1).double_booked_weeks, 1);
    assert_eq!(load(&[&first, &apart], 1).hours_per_week, n(168));
    assert_eq!(load(&[&first, &apart], 1).double_booked_weeks, 0);
}

#[test]
fn twelve_coprime_rotations_are_counted_without_playing_them() {
    let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    let rotations: Vec<Layer> = primes.iter().map(|&size| Layer::weekly(size, people(size))).collect();
    let layers: Vec<&Layer> = rotations.iter().collect();
    let person = load(&layers, 0);
    let sum: Rational = primes.iter().map(|&size| r(168, size.into())).sum();
    let free: Rational = primes.iter().map(|&size| r(i128::from(size) - 1, size.into())).product();
    assert_eq!(person.summed, sum);
    assert_eq!(person.hours_per_week, n(168) * (n(1) - free), "a week is free where all twelve are");
    assert_eq!(person.double_booked_hours_per_week, sum - person.hours_per_week);
    assert!(person.exact && !person.played);
    assert_eq!(person.cycle_weeks, 7_420_738_134_810);
    assert_eq!(person.longest_block_hours, n(168));
    assert_eq!(person.layers.len(), 12);
}

#[test]
fn a_cycle_beyond_the_cap_gives_what_playing_it_would() {
    // 3 * 29 weeks are played, 5 * 29 are not; windows overlap for two hours on five days.
    let early = |size, start| Layer { phase: start, ..Layer::weekly(0, people(size)) };
    let windows = |layer: Layer, from, to| Layer { active: hours(Days::WORKDAYS, from, to, 0), ..layer };
    for (a, b, played) in [(3, 29, true), (5, 29, false), (8, 13, true), (9, 13, false)] {
        let first = windows(early(a, 0), 8, 16);
        let second = windows(early(b, 2 * i64::from(WEEK)), 14, 22);
        let person = load(&[&first, &second], 0);
        let (a, b) = (i128::from(a), i128::from(b));
        assert_eq!((person.exact, person.played), (true, played));
        assert_eq!(person.summed, r(40, a) + r(40, b));
        assert_eq!(person.double_booked_hours_per_week, r(10, a * b));
        assert_eq!(person.hours_per_week, person.summed - r(10, a * b));
    }
}

#[test]
fn a_long_cycle_of_layers_that_depend_on_each_other_falls_back_to_the_sum() {
    let first = Layer::weekly(0, people(30));
    let second = Layer::weekly(1, people(28));
    let person = load(&[&first, &second], 0);
    assert!(!person.exact);
    assert_eq!((person.cycle_weeks, person.hours_per_week), (420, person.summed));
    let daily = Layer { turn: DAY, ..Layer::weekly(1, people(29)) };
    assert!(!load(&[&Layer::weekly(0, people(5)), &daily], 0).exact);
}

#[test]
fn numbers_at_the_edge_are_answered_or_refused() {
    let odd = |turn, size| Layer { turn, ..Layer::weekly(0, people(size)) };
    // Turns of a minute, and turns of 7 600 years: U is F2, without playing it.
    for layer in [odd(1, 11), odd(400_000 * WEEK, 100)] {
        let person = load(&[&layer], 0);
        assert!(person.exact);
        assert_eq!(person.hours_per_week, layer.expected_hours(0));
    }
    let strange = Layer { phase: i64::MIN, offset: i64::MIN, handoff: u32::MAX, ..Layer::weekly(0, people(3)) };
    assert_eq!(load(&[&strange], 0).hours_per_week, n(56));
    assert_eq!(person_load(&[&odd(0, 3)], 0, n(1)), None);
    assert_eq!(load(&[&Layer::weekly(0, Vec::new())], 0).cycle_weeks, 1);
    assert_eq!(load(&[&Layer { concurrent: 0, ..Layer::weekly(0, people(3)) }], 0).summed, n(0));
    assert_eq!(person_load(&[&Layer { level: Level::Secondary, ..odd(WEEK, 3) }], 0, n(i128::MAX)), None);
    let windows = [Window { days: Days(0xff), from: u32::MAX, to: u32::MAX }];
    assert!(WeekSet::from_windows(&windows, i32::MIN).measure() > 0);
    assert!(WeekSet::FULL.shifted(i32::MAX).is_full());
}
