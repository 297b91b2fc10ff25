//! The on-call model against the vectors of its specification, as exact numbers.

use num_rational::Ratio;
use teamlint::facts::on_call::model::fairness::fairness;
use teamlint::facts::on_call::model::pages::{at_rate, broken_nights, per_covered_hour};
use teamlint::facts::on_call::model::pool::{fewest_people, overlap_hours, staffed_hours};
use teamlint::facts::on_call::model::response::unavailable_minutes;
use teamlint::facts::on_call::model::week::{Bands, DAY, Days, WEEK, Window, core_night, working_hours};
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

/// The same people as secondary, each after their primary turn.
fn previous_primary(primary: &Layer) -> Layer {
    Layer { level: Level::Secondary, offset: primary.offset - 1, ..primary.clone() }
}

fn load(layers: &[&Layer], person: u32) -> PersonLoad {
    person_load(layers, person, n(1)).expect("these numbers fit")
}

/// F6 for some layers as the program takes it: people needed for them with nobody above a share of the week.
fn min_pool(layers: &[&Layer], max_share: Rational) -> Option<u32> {
    let people = fewest_people(staffed_hours(layers.iter().copied())?, max_share)?;
    u32::try_from(people.to_integer()).ok()
}

fn people(count: u32) -> Vec<u32> {
    (0..count).collect()
}

fn band_hours(layer: &Layer) -> [Rational; 3] {
    let minutes = layer.band_minutes(Bands::pagerduty()).expect("the offset is declared");
    [minutes.business, minutes.off, minutes.sleep].map(|minutes| r(minutes.into(), 60))
}

#[test]
fn the_preset_bands_partition_the_week_into_50_48_and_70_hours() {
    let bands = Bands::pagerduty();
    assert_eq!(bands.business.measure(), 50 * 60);
    assert_eq!(bands.off.measure(), 48 * 60);
    assert_eq!(bands.sleep.measure(), 70 * 60);
    let all = bands.business.union(&bands.off).union(&bands.sleep);
    assert!(all.is_full());
    assert_eq!(working_hours().measure(), 40 * 60);
    assert_eq!(core_night().measure(), 49 * 60);
}

#[test]
fn tv1_eight_people_with_a_secondary_carry_exactly_a_quarter() {
    let primary = Layer::weekly(0, people(8));
    let secondary = previous_primary(&primary);
    let layers = [&primary, &secondary];
    let person = load(&layers, 0);
    assert_eq!(person.hours_per_week, n(42));
    assert_eq!(person.summed, n(42));
    assert_eq!(person.share, r(1, 4));
    assert_eq!(person.turns_per_quarter, r(13, 4));
    assert_eq!(person.longest_block_hours, n(336));
    assert_eq!(person.double_booked_hours_per_week, n(0));
    assert_eq!(person.double_booked_weeks, 0);
    assert_eq!(person.cycle_weeks, 8);
    assert!(person.exact);
    assert_eq!(min_pool(&layers, r(1, 4)), Some(8));
    assert_eq!(primary.gap_weeks(), Some(n(7)));
}

#[test]
fn tv1_every_addend_of_the_sum_is_shown() {
    let primary = Layer::weekly(0, people(8));
    let secondary = previous_primary(&primary);
    let other = Layer::weekly(1, vec![9]);
    let person = person_load(&[&other, &primary, &secondary], 0, r(1, 2)).unwrap();
    let addends: Vec<_> = person
        .layers
        .iter()
        .map(|l| (l.layer, l.turn_share, l.hours_per_week, l.weight, l.hours_per_turn_week))
        .collect();
    let whole = (1, r(1, 8), n(21), n(1), n(168));
    assert_eq!(addends, [whole, (2, r(1, 8), n(21), r(1, 2), n(168))]);
    assert_eq!(person.summed, r(63, 2));
    assert_eq!(person.hours_per_week, n(42), "clock hours are not weighted");
}

#[test]
fn tv2_three_people_carry_a_third_each_and_two_thirds_with_a_secondary() {
    let primary = Layer::weekly(0, people(3));
    let alone = load(&[&primary], 1);
    assert_eq!(alone.hours_per_week, n(56));
    assert_eq!(alone.share, r(1, 3));
    assert_eq!(alone.longest_block_hours, n(168));
    assert_eq!(min_pool(&[&primary], r(1, 4)), Some(4));

    let secondary = previous_primary(&primary);
    let both = load(&[&primary, &secondary], 1);
    assert_eq!(both.hours_per_week, n(112));
    assert_eq!(both.share, r(2, 3));
    assert_eq!(both.longest_block_hours, n(336));
    assert_eq!(min_pool(&[&primary, &secondary], r(1, 4)), Some(8));
}

#[test]
fn tv3_two_sites_of_six_carry_a_sixth_each() {
    let primary = daily(&people(6), 7, 19, 60);
    let secondary = previous_primary(&primary);
    let layers = [&primary, &secondary];
    let person = load(&layers, 5);
    assert_eq!(person.hours_per_week, n(28));
    assert_eq!(person.share, r(1, 6));
    assert_eq!(person.layers.iter().map(|l| l.turn_share).sum::<Rational>(), r(1, 3));
    assert_eq!(person.longest_block_hours, n(12));
    assert_eq!(min_pool(&layers, r(1, 4)), Some(4));
}

#[test]
fn tv4_seven_people_with_a_secondary_carry_two_sevenths() {
    let primary = Layer::weekly(0, people(7));
    let secondary = previous_primary(&primary);
    let person = load(&[&primary, &secondary], 3);
    assert_eq!(person.hours_per_week, n(48));
    assert_eq!(person.share, r(2, 7));
    assert_eq!(person.longest_block_hours, n(336));
    assert_eq!(min_pool(&[&primary, &secondary], r(1, 4)), Some(8));
}

const ANA: u32 = 0;
const BEN: u32 = 1;
const CEM: u32 = 2;
const FAY: u32 = 5;
const JON: u32 = 9;

/// `payments` follows the sun between Berlin and San Francisco; `platform` is answered in Berlin office hours.
fn worked_example() -> [Layer; 3] {
    let berlin = Layer {
        active: hours(Days::ALL, 8, 20, 60),
        utc_offset: Some(60),
        ..Layer::weekly(0, vec![ANA, BEN, CEM, 3, 4])
    };
    let francisco = Layer {
        active: hours(Days::ALL, 11, 23, -480),
        utc_offset: Some(-480),
        ..Layer::weekly(0, vec![FAY, 6, 7, 8])
    };
    let office = Layer {
        active: hours(Days::WORKDAYS, 9, 17, 60),
        utc_offset: Some(60),
        ..Layer::weekly(1, vec![JON, ANA, BEN])
    };
    [berlin, francisco, office]
}

#[test]
fn tv5_the_two_sites_cover_the_week_once() {
    let [berlin, francisco, _] = worked_example();
    assert!(berlin.active.union(&francisco.active).is_full());
    assert_eq!(overlap_hours([&berlin, &francisco], WEEK), n(0));
    assert_eq!(overlap_hours([&berlin, &berlin], berlin.active.measure()), n(84));
    let rate = per_covered_hour(n(14), WEEK).unwrap();
    assert_eq!(rate * n(12), n(1), "one incident in a shift of 12 h");
    assert_eq!(WeekSet::FULL.minus(&berlin.active), francisco.active, "without San Francisco the Berlin night is open");
}

#[test]
fn tv5_two_people_are_double_booked_in_one_week_of_fifteen() {
    let [berlin, francisco, office] = worked_example();
    let all = [&berlin, &francisco, &office];
    for person in [ANA, BEN] {
        let person = load(&all, person);
        assert_eq!(person.summed, r(452, 15));
        assert_eq!(person.hours_per_week, r(412, 15));
        assert_eq!(person.share, r(103, 630));
        assert_eq!(person.double_booked_hours_per_week, r(40, 15));
        assert_eq!(person.double_booked_weeks, 1);
        assert_eq!(person.cycle_weeks, 15);
        assert_eq!(person.longest_block_hours, n(12));
    }
}

#[test]
fn tv5_the_others_have_one_layer_each() {
    let [berlin, francisco, office] = worked_example();
    let all = [&berlin, &francisco, &office];
    let expected =
        [(CEM, r(84, 5), r(1, 10), 5, n(12)), (FAY, n(21), r(1, 8), 4, n(12)), (JON, r(40, 3), r(5, 63), 3, n(8))];
    for (person, hours, share, cycle, longest) in expected {
        let person = load(&all, person);
        assert_eq!((person.hours_per_week, person.summed, person.share), (hours, hours, share));
        assert_eq!((person.cycle_weeks, person.longest_block_hours), (cycle, longest));
        assert_eq!(person.double_booked_hours_per_week, n(0));
    }
    let fair = fairness(&[&berlin, &francisco], Level::Primary, |_| n(1)).unwrap();
    assert_eq!((fair.ratio, fair.most, fair.least), (r(5, 4), FAY, ANA));
}

#[test]
fn tv5_pages_come_outside_business_hours_on_both_sites() {
    let [berlin, francisco, _] = worked_example();
    assert_eq!(band_hours(&berlin), [n(50), n(34), n(0)]);
    assert_eq!(band_hours(&francisco), [n(35), n(42), n(7)]);
    let rate = per_covered_hour(n(14), WEEK).unwrap();
    let turn = |layer: &Layer| {
        let minutes = layer.band_minutes(Bands::pagerduty()).unwrap();
        [minutes.business, minutes.off, minutes.sleep].map(|active| at_rate(rate, active).unwrap())
    };
    assert_eq!(turn(&berlin), [r(25, 6), r(17, 6), n(0)]);
    assert_eq!(turn(&francisco), [r(35, 12), r(7, 2), r(7, 12)]);
}

#[test]
fn tv5_the_cap_alone_needs_two_people_at_each_site() {
    let [berlin, francisco, _] = worked_example();
    for site in [&berlin, &francisco] {
        assert_eq!(min_pool(&[site], r(1, 4)), Some(2));
    }
}

#[test]
fn tv6_three_sites_of_four_never_work_at_night() {
    for (from, to, utc_offset) in [(0, 8, 600), (8, 16, 60), (16, 24, -480)] {
        let site = daily(&people(4), from, to, utc_offset);
        let person = load(&[&site], 0);
        assert_eq!((person.hours_per_week, person.share), (n(14), r(1, 12)));
        assert_eq!(band_hours(&site), [n(40), n(16), n(0)]);
        assert_eq!(min_pool(&[&site], r(1, 4)), Some(2));
    }
}

#[test]
fn tv7_bangalore_takes_the_night_of_london_as_its_own() {
    let london = daily(&people(4), 8, 20, 0);
    let bangalore = daily(&people(4), 20, 8, 330);
    assert_eq!(band_hours(&london), [n(50), n(34), n(0)]);
    assert_eq!(band_hours(&bangalore), [r(55, 2), n(11), r(91, 2)]);
}

/// Whether a day can be cut into two windows of 12 h so that both sites, `difference` hours apart, keep `night` free.
fn two_sites_keep_free(night: &WeekSet, difference: i32) -> bool {
    (0..48).any(|half_hour| {
        let from = half_hour * 30;
        let window = |from: u32| Window { days: Days::ALL, from: from % DAY, to: (from + DAY / 2) % DAY };
        let here = WeekSet::from_windows(&[window(from)], 0);
        let there = WeekSet::from_windows(&[window(from + DAY / 2)], 0).shifted(difference * 60);
        here.shared_minutes(night) == 0 && there.shared_minutes(night) == 0
    })
}

#[test]
fn tv7_two_sites_avoid_the_night_only_when_they_are_far_enough_apart() {
    let apart = |night: &WeekSet| (0..=24).filter(|&d| two_sites_keep_free(night, d)).collect::<Vec<_>>();
    assert_eq!(apart(core_night()), (7..=17).collect::<Vec<_>>());
    assert_eq!(apart(&Bands::pagerduty().sleep), (10..=14).collect::<Vec<_>>());
}

#[test]
fn tv9_targets_leave_this_many_minutes_a_quarter() {
    let targets = [
        (r(999, 1000), r(1296, 10)),
        (r(9995, 10_000), r(648, 10)),
        (r(9999, 10_000), r(1296, 100)),
        (r(99_999, 100_000), r(1296, 1000)),
    ];
    for (target, minutes) in targets {
        assert_eq!(unavailable_minutes(target), Some(minutes));
    }
}

#[test]
fn tv10_broken_nights_of_a_team_of_three() {
    let layer = Layer::weekly(0, people(3));
    let sleep = layer.band_minutes(Bands::pagerduty()).unwrap().sleep;
    for (pages, nights) in [(3, 1.1447), (7, 2.3853), (14, 3.9578), (35, 6.1284)] {
        let rate = per_covered_hour(n(pages), WEEK).unwrap();
        assert!((broken_nights(at_rate(rate, sleep).unwrap()) - nights).abs() < 5e-5);
    }
}

#[test]
fn tv11_splitting_day_and_night_halves_the_block_but_not_the_night() {
    let day = daily(&people(8), 8, 20, 0);
    let night = Layer { offset: 4, ..daily(&people(8), 20, 8, 0) };
    let person = load(&[&day, &night], 0);
    assert_eq!((person.hours_per_week, person.share), (n(21), r(1, 8)));
    assert_eq!(person.longest_block_hours, n(12));
    assert_eq!(person.double_booked_weeks, 0);
    assert_eq!(band_hours(&day), [n(50), n(34), n(0)]);
    assert_eq!(band_hours(&night), [n(0), n(14), n(70)]);
}

#[test]
fn tv12_an_equal_turn_weighs_double_at_half_time() {
    let layer = Layer::weekly(0, people(4));
    let half = |person| if person == 3 { r(1, 2) } else { n(1) };
    let fair = fairness(&[&layer], Level::Primary, half).unwrap();
    assert_eq!((fair.ratio, fair.most, fair.least), (n(2), 3, 0));
    assert_eq!(fairness(&[&layer], Level::Secondary, half), None);
    assert_eq!(fairness(&[&layer], Level::Primary, |_| n(0)), None);
}

#[test]
fn tv13_in_a_large_pool_turns_become_rare() {
    let thirty = Layer::weekly(0, people(30));
    assert_eq!(load(&[&thirty], 0).turns_per_quarter, r(13, 30));
    let primary = Layer::weekly(0, people(26));
    let secondary = previous_primary(&primary);
    assert_eq!(load(&[&primary, &secondary], 0).turns_per_quarter, n(1));
}
