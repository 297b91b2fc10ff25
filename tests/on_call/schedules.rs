//! What the on-call model decides beyond its vectors: hand-offs, starts, shares, and numbers at the edge.

use num_rational::Ratio;
use teamlint::facts::on_call::model::pages::{broken_nights, share_of};
use teamlint::facts::on_call::model::play::{cycle_weeks, independent};
use teamlint::facts::on_call::model::pool::{fewest_people, staffed_hours};
use teamlint::facts::on_call::model::standby::standby;
use teamlint::facts::on_call::model::week::{DAY, Days, WEEK, Window};
use teamlint::facts::on_call::model::{Layer, Level, Played, Rational, Seat, Start, Taken, Timetable, WeekSet, play};

fn r(numer: i128, denom: i128) -> Rational {
    Ratio::new(numer, denom)
}

fn n(number: i128) -> Rational {
    r(number, 1)
}

/// Windows from one full hour to another in local time, as UTC minutes.
fn hours(days: Days, from: u32, to: u32) -> WeekSet {
    WeekSet::from_windows(&[Window { days, from: from * 60, to: to * 60 }], 0)
}

/// A weekly primary layer that is active every day between two UTC hours.
fn daily(participants: &[u32], from: u32, to: u32) -> Layer {
    Layer { raw: hours(Days::ALL, from, to), ..Layer::weekly(0, participants.to_vec()) }
}

fn people(count: u32) -> Vec<u32> {
    (0..count).collect()
}

/// The timetables in which a person has a seat, with it.
fn seats(layers: &[&Layer], person: u32) -> Vec<(Timetable, Seat)> {
    let seat = |layer: &&Layer| {
        let timetable = Timetable::of(layer)?;
        let at: Vec<usize> = (0..layer.participants.len()).filter(|&at| layer.participants[at] == person).collect();
        let seat = (!at.is_empty()).then(|| timetable.seat(&at))?;
        Some((timetable, seat))
    };
    layers.iter().filter_map(seat).collect()
}

fn taken(seats: &[(Timetable, Seat)]) -> Vec<Taken<'_>> {
    seats.iter().map(|(timetable, seat)| Taken { timetable, seat, shift: 0 }).collect()
}

fn load(layers: &[&Layer], person: u32) -> Played {
    play(&taken(&seats(layers, person))).expect("the cycle is short")
}

/// Hours a week in one layer.
fn alone(layer: &Layer, person: u32) -> Option<Rational> {
    let seats = seats(&[layer], person);
    let (timetable, seat) = seats.first()?;
    timetable.minutes(seat, &WeekSet::FULL, 0).map(|minutes| minutes / n(60))
}

#[test]
fn a_shadow_counts_nothing() {
    let shadow = Layer { level: Level::Shadow, ..Layer::weekly(0, people(2)) };
    assert!(Timetable::of(&shadow).is_none());
    assert!(!shadow.is_staffed());
}

#[test]
fn a_turn_share_counts_seats_and_repetitions_up_to_all_turns() {
    let layer = |participants: &[u32], concurrent| Layer { concurrent, ..Layer::weekly(0, participants.to_vec()) };
    assert_eq!(alone(&layer(&[1, 2, 1, 3], 1), 1), Some(n(84)));
    assert_eq!(alone(&layer(&[1, 2, 3], 2), 1), Some(n(112)));
    assert_eq!(alone(&layer(&[1, 1, 2], 2), 1), Some(n(168)), "once where somebody stands in both places");
    assert_eq!(alone(&layer(&[1, 2], 3), 1), Some(n(168)));
    assert_eq!(alone(&layer(&[1, 2], 1), 7), None);
    assert_eq!(layer(&[1, 2, 3], 2).gap_weeks(), Some(r(1, 2)));
    let staffed = staffed_hours([&layer(&[1, 2, 3], 2)]).unwrap();
    assert_eq!(fewest_people(staffed, r(1, 4)), Some(n(8)));
    assert_eq!(fewest_people(staffed, n(0)), None);
    assert_eq!(staffed_hours([&layer(&[1, 2], 3)]), Some(n(336)), "no more than the list has places");
}

#[test]
fn an_unbroken_duty_is_as_long_as_two_cycles() {
    let alone = Layer::weekly(0, vec![1]);
    assert_eq!(load(&[&alone], 1).longest_hours, n(336));
    assert_eq!(load(&[&alone], 1).hours_per_week, n(168));
}

#[test]
fn half_day_turns_give_a_daytime_window_to_one_person_for_ever() {
    // Two people, turns of 12 h from midnight, active 07-19: every window starts in the first half of a day.
    let layer = Layer { turn: DAY / 2, ..daily(&[1, 2], 7, 19) };
    assert_eq!(alone(&layer, 1), Some(n(84)));
    assert_eq!(alone(&layer, 2), Some(n(0)), "no evenness is assumed");
    let seats = seats(&[&layer], 2);
    assert_eq!(seats[0].0.turns(&seats[0].1, 0), Some(n(0)), "no turn of theirs has a minute");
}

#[test]
fn a_night_shift_stays_whole_over_the_hand_off_and_continuous_cover_does_not() {
    // Nights 22-06 UTC, weekly from Monday 00:00: Sunday's night ends on Monday, in the next person's week.
    let night = Layer { level: Level::Secondary, ..daily(&[1, 2], 22, 6) };
    let monday = Layer { raw: hours(Days(1), 0, 6), ..Layer::weekly(1, vec![1, 2]) };
    let person = load(&[&night, &monday], 1);
    assert_eq!(person.double_hours_per_week, n(0), "that Monday night is the other's");
    // Around the clock on weekdays with a hand-off on Wednesday: cut there.
    let weekdays =
        Layer { raw: hours(Days::WORKDAYS, 0, 24), anchor: 2 * i64::from(DAY), ..Layer::weekly(0, vec![1, 2]) };
    assert_eq!(load(&[&weekdays], 1).longest_hours, n(72));
    assert_eq!(load(&[&weekdays], 1).hours_per_week, n(60));
}

#[test]
fn what_is_hidden_is_taken_out_of_a_shift_that_stays_with_its_turn() {
    let night = Layer { hidden: hours(Days::ALL, 0, 2), ..daily(&[1, 2], 22, 6) };
    assert_eq!(night.active_hours(), n(42));
    assert_eq!(load(&[&night], 1).hours_per_week, n(21));
    assert_eq!(load(&[&night], 1).longest_hours, n(4));
    let gone = Layer { hidden: WeekSet::FULL, ..daily(&[1, 2], 22, 6) };
    let seats = seats(&[&gone], 1);
    assert_eq!((alone(&gone, 1), seats[0].0.turns(&seats[0].1, 0)), (Some(n(0)), Some(n(0))));
}

#[test]
fn a_start_moves_one_rotation_against_another() {
    let first = Layer::weekly(0, vec![1, 2]);
    let together = Layer::weekly(1, vec![1, 3]);
    let apart = Layer { anchor: i64::from(WEEK), ..together.clone() };
    assert_eq!(load(&[&first, &together], 1).hours_per_week, n(84));
    assert_eq!(load(&[&first, &together], 1).double_weeks, 1);
    assert_eq!(load(&[&first, &apart], 1).hours_per_week, n(168));
    assert_eq!(load(&[&first, &apart], 1).double_weeks, 0);
}

#[test]
fn twelve_coprime_rotations_are_counted_without_playing_them() {
    let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    let rotations: Vec<Layer> = primes.iter().map(|&size| Layer::weekly(size, people(size))).collect();
    let layers: Vec<&Layer> = rotations.iter().collect();
    let seats = seats(&layers, 0);
    let sum: Rational = primes.iter().map(|&size| r(168, size.into())).sum();
    let free: Rational = primes.iter().map(|&size| r(i128::from(size) - 1, size.into())).product();
    assert_eq!(cycle_weeks(seats.iter().map(|(timetable, _)| timetable)), Some(7_420_738_134_810));
    assert_eq!(play(&taken(&seats)), None);
    let (hours, double) = independent(&taken(&seats)).expect("no two lists have a common divisor");
    assert_eq!(hours, n(168) * (n(1) - free), "a week is free where all twelve are");
    assert_eq!(double, sum - hours);
}

#[test]
fn a_cycle_beyond_the_cap_gives_what_playing_it_would() {
    // 3 * 29 weeks are played, 5 * 29 are not; windows overlap for two hours on five days.
    let windows = |size, weeks: i64, from, to| Layer {
        raw: hours(Days::WORKDAYS, from, to),
        anchor: weeks * i64::from(WEEK),
        ..Layer::weekly(0, people(size))
    };
    for (a, b, is_played) in [(3, 29, true), (5, 29, false), (8, 13, true), (9, 13, false)] {
        let (first, second) = (windows(a, 0, 8, 16), windows(b, 2, 14, 22));
        let seats = seats(&[&first, &second], 0);
        let (a, b) = (i128::from(a), i128::from(b));
        let double = r(10, a * b);
        let hours = r(40, a) + r(40, b) - double;
        assert_eq!(independent(&taken(&seats)), Some((hours, double)));
        let played = play(&taken(&seats));
        assert_eq!(
            played.map(|played| (played.hours_per_week, played.double_hours_per_week)),
            is_played.then_some((hours, double))
        );
    }
}

#[test]
fn layers_that_depend_on_each_other_over_a_long_cycle_are_not_counted() {
    let (first, second) = (Layer::weekly(0, people(30)), Layer::weekly(1, people(28)));
    let both = seats(&[&first, &second], 0);
    assert_eq!((play(&taken(&both)), independent(&taken(&both))), (None, None));
    let by_day = Layer { turn: DAY, ..Layer::weekly(1, people(29)) };
    let both = seats(&[&first, &by_day], 0);
    assert_eq!((play(&taken(&both)), independent(&taken(&both))), (None, None));
}

#[test]
fn an_unknown_start_leaves_open_only_what_depends_on_it() {
    let unit = |start: Start, turn| start.unit(turn);
    let friday = Start { weekday: Some(4), ..Start::default() };
    assert_eq!(unit(Start::default(), DAY), Some(DAY));
    assert_eq!(unit(Start::default(), 10 * DAY), Some(DAY));
    assert_eq!(unit(friday, DAY), Some(WEEK), "the weekday is known");
    assert_eq!(unit(Start { day: Some(0), ..friday }, DAY), None);
    let shifts = |count, turn, unit| {
        let layer = Layer { turn, unit: Some(unit), ..Layer::weekly(0, people(count)) };
        Timetable::of(&layer).unwrap().shifts().map(|shift| shift / i64::from(DAY)).collect::<Vec<_>>()
    };
    assert_eq!(shifts(7, DAY, DAY), [0, 1, 2, 3, 4, 5, 6], "everybody keeps a weekday, but which?");
    assert_eq!(shifts(5, DAY, DAY), [0], "everybody comes to every weekday");
    assert_eq!(shifts(4, WEEK, WEEK), [0]);
}

#[test]
fn the_last_pages_and_hours_of_the_model() {
    assert_eq!(share_of(n(7), n(30), n(60)), Some(r(7, 2)));
    assert_eq!(share_of(n(7), n(30), n(0)), None, "no primary layer is there for them");
    assert!((broken_nights(n(7), &[600; 7]) - 4.424_841).abs() < 1e-5);
    assert!((broken_nights(n(1), &[600]) - 0.632_120).abs() < 1e-5, "all in one night");
    assert_eq!(standby(n(600), n(120), n(40), n(40)), Some(n(480)));
    assert_eq!(standby(n(600), n(120), n(20), n(40)), Some(n(540)), "at work in half of these hours");
    assert_eq!(standby(n(600), n(120), n(50), n(40)), Some(n(480)));
    assert_eq!(standby(n(600), n(0), n(40), n(0)), Some(n(600)), "nobody ever works");
}

#[test]
fn numbers_at_the_edge_are_answered_or_refused() {
    let odd = |turn, size| Layer { turn, ..Layer::weekly(0, people(size)) };
    // Turns of a minute, and turns of 7 600 years: the hours are known without playing them.
    for (layer, share) in [(odd(1, 11), 11), (odd(400_000 * WEEK, 100), 100)] {
        assert_eq!(alone(&layer, 0), Some(r(168, share)));
    }
    let strange = Layer { anchor: i64::MIN, offset: i64::MIN, ..Layer::weekly(0, people(3)) };
    assert_eq!(alone(&strange, 0), Some(n(56)));
    assert_eq!(alone(&Layer { anchor: i64::MAX, offset: i64::MAX, ..strange }, 0), Some(n(56)));
    assert!(Timetable::of(&odd(0, 3)).is_none());
    assert!(Timetable::of(&Layer::weekly(0, Vec::new())).is_none());
    assert!(Timetable::of(&Layer { concurrent: 0, ..Layer::weekly(0, people(3)) }).is_none());
    let far = Start { day: Some(i64::MAX), weekday: Some(6), time: u32::MAX };
    assert!(far.anchor(0, i32::MIN) > 0);
    let windows = [Window { days: Days(0xff), from: u32::MAX, to: u32::MAX }];
    assert!(WeekSet::from_windows(&windows, i32::MIN).measure() > 0);
    assert!(WeekSet::FULL.shifted(i32::MAX).is_full());
}
