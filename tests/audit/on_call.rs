//! Who is on call when: the numbers are those of `load` and of the rules, hour by hour they add up to them.

use std::collections::{BTreeMap, BTreeSet};

use teamlint::audit::on_call::{Carrier, Clock, Hour, OnCall};
use teamlint::expr::fixed;
use teamlint::facts::Facts;
use teamlint::judge::told::{Amount, Told};
use teamlint::lint::Outcome;
use teamlint::report::load::{By, Table, json};
use teamlint::value::Number;
use teamlint::value::number::{add, divide};
use teamlint::vocabulary::kinds::{Entity, Kind};

use crate::support::audits::{audited, judged, known};
use crate::support::world::World;

fn on_call<T>(outcome: &Outcome, read: impl FnOnce(&OnCall) -> T) -> T {
    audited(outcome, false, |_, audit| read(&audit.on_call))
}

fn carrier<'c>(on_call: &'c OnCall, name: &str) -> &'c Carrier {
    on_call.carriers.all.iter().find(|one| one.name == name).expect(name)
}

/// What `load` writes for machines.
fn load(outcome: &Outcome, limit: Option<Number>) -> serde_json::Value {
    let table = Table::of(&outcome.org, &Facts::default(), By::Person, limit);
    let mut out = Vec::new();
    json::write(&mut out, &table).expect("memory takes everything");
    serde_json::from_slice(&out).expect("JSON")
}

/// A number as `load` writes it for machines, to six decimals.
fn written(amount: &Amount) -> Option<f64> {
    amount.exactly().map(|n| fixed(n, 1, 6).parse().expect("a number"))
}

#[test]
fn the_numbers_are_those_of_load() {
    for (name, outcome) in known() {
        on_call(&outcome, |on_call| {
            let load = load(&outcome, on_call.limit);
            let rows = load["rows"].as_array().expect("rows");
            assert_eq!(on_call.carriers.count, rows.len(), "{name}");
            let by_name: BTreeMap<&str, &serde_json::Value> =
                rows.iter().map(|row| (row["person"].as_str().expect("a name"), &row["now"])).collect();
            for one in &on_call.carriers.all {
                let now = by_name[one.name.as_str()];
                assert_eq!(written(&one.hours), now["hoursPerWeek"].as_f64(), "{name}: {}", one.name);
                assert_eq!(written(&one.share), now["share"].as_f64(), "{name}: {}", one.name);
                assert_eq!(serde_json::json!(one.over), now["overLimit"], "{name}: {}", one.name);
                assert_eq!(serde_json::json!(one.rotations.len()), now["rotations"], "{name}: {}", one.name);
            }
            let over = rows.iter().filter(|row| row["now"]["overLimit"] == true).count();
            assert_eq!(on_call.carriers.over, over, "{name}");
        });
    }
}

#[test]
fn the_hours_of_the_week_add_up_to_those_on_call() {
    let mut drawn = 0;
    for (name, outcome) in known() {
        audited(&outcome, false, |source, audit| {
            for one in audit.on_call.carriers.all.iter().filter(|one| !one.lanes.is_empty()) {
                let load = Entity { kind: Kind::OnCall, ..one.entity.expect("a person") };
                let summed = source.amount(load, "summedHours").exactly().expect("known");
                let mut lanes = one.lanes.iter().map(|lane| lane.hours_a_week().exactly());
                let all = lanes.try_fold(Number::from(0), |sum, lane| add(sum, lane?));
                assert_eq!(all, Some(summed), "{name}: {}", one.name);
                drawn += 1;
            }
        });
    }
    assert!(drawn > 100, "{drawn}");
}

/// In which hours somebody is on call at all, and how often, as `day hour share`.
fn hours(on_call: &OnCall, name: &str) -> Vec<Hour> {
    let one = carrier(on_call, name);
    assert_eq!(one.lanes.len(), 1);
    one.lanes[0].hours.known().expect("known").clone()
}

fn always(share: (i64, i64)) -> [Number; 2] {
    [Number::new(share.0, share.1); 2]
}

#[test]
fn hours_are_those_of_the_clock_of_whoever_is_on_call() {
    let outcome = judged(
        "people:
  ana: {utcOffset: '+01:00'}
  bo: {utcOffset: '-08:00'}
  chen: {utcOffset: '+05:30'}
rotations:
  r:
    turn: 1w
    start: 2026-01-05
    utcOffset: '+01:00'
    layers:
      day: {participants: [ana, bo, chen], restrictions: [{days: mon, from: '08:00', to: '12:00'}]}
",
    );
    on_call(&outcome, |on_call| {
        let third = always((1, 3));
        let on = |name: &str| -> Vec<usize> {
            let hours = hours(on_call, name);
            (0..168).filter(|&hour| hours[hour].primary != always((0, 1))).collect()
        };
        assert_eq!(on("ana"), [8, 9, 10, 11]);
        // Nine hours before: Sunday 23:00 to Monday 03:00.
        assert_eq!(on("bo"), [0, 1, 2, 167]);
        assert_eq!(on("chen"), [12, 13, 14, 15, 16]);
        assert_eq!(hours(on_call, "ana")[8].primary, third);
        assert_eq!(
            [12, 13, 16].map(|hour| hours(on_call, "chen")[hour].primary),
            [always((1, 6)), third, always((1, 6))]
        );
        assert!(on_call.carriers.all.iter().all(|one| one.lanes[0].clock == Clock::Own));
        assert_eq!(carrier(on_call, "bo").lanes[0].when, ["sun 23:00-03:00"]);
    });
}

#[test]
fn a_second_layer_is_told_from_the_first_and_a_shadow_is_not_on_call() {
    let outcome = judged(
        "rotations:
  r:
    turn: 1w
    start: 2026-01-05
    layers:
      first: {participants: [ana, bo]}
      second: {level: secondary, participants: [bo, ana]}
      third: {level: shadow, participants: [chen]}
",
    );
    on_call(&outcome, |on_call| {
        let half = Hour { primary: always((1, 2)), secondary: always((1, 2)) };
        assert_eq!(hours(on_call, "ana"), vec![half; 168]);
        assert!(carrier(on_call, "chen").lanes.is_empty());
    });
}

#[test]
fn where_nobody_said_when_turns_began_each_hour_lies_between_never_and_always() {
    let outcome = judged("rotations: {r: {turn: 1d, coverage: 24x7, participants: [a, b, c, d, e, f, g]}}\n");
    on_call(&outcome, |on_call| {
        let between = [Number::from(0), Number::from(1)];
        assert!(hours(on_call, "a").iter().all(|hour| hour.primary == between));
        assert_eq!(carrier(on_call, "a").lanes[0].open, ["rotation:r.start"]);
    });
}

#[test]
fn hours_of_nobody_knows_where_are_those_of_the_rotation() {
    let outcome = judged(
        "people: {ana: {utcOffset: '+03:00'}}
rotations: {r: {turn: 1w, start: 2026-01-05, layers: {day: {participants: [ana], restrictions: [{days: tue, from: '09:00', to: '10:00'}]}}}}
",
    );
    on_call(&outcome, |on_call| {
        assert_eq!(carrier(on_call, "ana").lanes[0].clock, Clock::OfRotation);
        assert_eq!(hours(on_call, "ana")[24 + 9].primary, always((1, 1)));
    });
}

#[test]
fn what_cannot_be_read_is_not_known_and_never_nothing() {
    let outcome = judged("rotations: {r: {turn: 1w, coverage: sometimes, participants: [ana, bo]}}\n");
    on_call(&outcome, |on_call| {
        let ana = carrier(on_call, "ana");
        assert!(matches!(&ana.lanes[0].hours, Told::Unknown(missing) if missing == &["rotation:r.coverage"]));
        assert!(ana.hours.is_unknown() && ana.night.is_unknown());
        assert_eq!(on_call.carriers.dark.0, 2);
    });
}

#[test]
fn an_organisation_that_says_nothing_of_rotations_has_nobody_on_call_and_says_so() {
    let outcome = judged("teams: {payments: {members: [ana]}}\n");
    on_call(&outcome, |on_call| assert!(!on_call.said && on_call.carriers.all.is_empty()));
    let outcome = judged("org: {complete: [rotations]}\nteams: {payments: {members: [ana]}}\n");
    on_call(&outcome, |on_call| assert!(on_call.said && on_call.carriers.all.is_empty()));
}

#[test]
fn whoever_is_paged_most_at_night_comes_first() {
    for (name, outcome) in known() {
        on_call(&outcome, |on_call| {
            let nights: Vec<Number> = on_call
                .carriers
                .all
                .iter()
                .filter(|one| !one.night.is_unknown())
                .filter_map(|one| one.night.low)
                .collect();
            assert!(nights.is_sorted_by(|a, b| a >= b), "{name}");
        });
    }
    let acme = known().into_iter().find(|(name, _)| name.ends_with("acme")).expect("acme").1;
    on_call(&acme, |on_call| {
        let most = on_call.carriers.all[0].night.exactly();
        let names: Vec<&str> = on_call
            .carriers
            .all
            .iter()
            .filter(|one| one.night.exactly() == most)
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(names, ["bastian", "cleo", "davor", "edda", "fabio", "gerda", "henrik", "joris"]);
        // Six pages a week, 70 of 168 hours asleep, eight people.
        assert_eq!(most, Some(Number::new(6 * 70, 168 * 8)));
    });
}

#[test]
fn fairness_and_gaps_are_those_that_rules_judge() {
    for (name, outcome) in known() {
        audited(&outcome, false, |source, audit| {
            let about = |rule: &str| -> BTreeSet<String> {
                let found = outcome.findings.iter().filter(|finding| finding.rule == rule);
                found.flat_map(|finding| finding.subjects().map(|one| one.entity.to_owned())).collect()
            };
            let (mut uneven, mut open) = (BTreeSet::new(), BTreeSet::new());
            for rotation in &audit.on_call.rotations {
                for level in &rotation.levels {
                    let each: Vec<Number> = level.shares.iter().filter_map(|alike| alike.each.exactly()).collect();
                    if let (Some(most), Some(least), true) =
                        (each.iter().max(), each.iter().min(), each.len() == level.shares.len())
                        && *least > Number::from(0)
                    {
                        assert_eq!(level.fairness.exactly(), divide(*most, *least), "{name}: {}", rotation.name);
                    }
                    assert_eq!(level.people, level.shares.iter().map(|alike| alike.people.len()).sum::<usize>());
                    if level.is_uneven(audit.on_call.ratio) == Some(true) {
                        uneven.insert(rotation.name.clone());
                    }
                }
                if rotation.gap.low.is_some_and(|low| low > Number::from(0)) {
                    open.insert(source.stable_id(rotation.entity));
                }
            }
            let told: BTreeSet<String> = about("unbalanced-rotation");
            assert_eq!(uneven.len(), told.len(), "{name}: {uneven:?} {told:?}");
            let told = about("coverage-gap").into_iter().filter(|id| id.starts_with("rotation:"));
            assert_eq!(open, told.collect(), "{name}");
        });
    }
}

#[test]
fn where_nobody_is_to_be_named_load_is_that_of_teams() {
    let outcome = judged(
        "teams:
  north: {members: [ana, bo]}
  south: {members: [chen]}
rotations:
  r: {turn: 1w, start: 2026-01-05, coverage: 24x7, pages: {perWeek: 3}, participants: [ana, bo, chen]}
  s: {turn: 1w, start: 2026-01-05, coverage: 24x7, pages: {perWeek: 0}, participants: [ana, dee]}
",
    );
    audited(&outcome, true, |_, audit| {
        let carriers = &audit.on_call.carriers;
        assert!(carriers.by_team);
        let names: Vec<(&str, usize)> = carriers.all.iter().map(|one| (one.name.as_str(), one.people)).collect();
        assert_eq!(names, [("north", 2), ("south", 1), ("in no team", 1)]);
        let south = Number::new(168, 3);
        assert_eq!(carriers.all[1].hours.exactly(), Some(south));
        let lanes = carriers.all[0].lanes.iter().map(|lane| lane.hours_a_week().exactly().expect("known"));
        assert_eq!(lanes.collect::<Vec<_>>(), [south, Number::from(42)]);
        assert_eq!((carriers.people, carriers.count), (4, 3));
    });
}

#[test]
fn pages_of_the_weekend_are_those_of_its_hours() {
    let pages = |text: &str, person: &str| {
        let world = World::of(&[text]);
        world.says(&format!("onCallPeople.filter(one, one.id == \"{person}\").first().onCall.weekendPages"))
    };
    // Seven a week for two people: 48 of 168 hours are on the weekend.
    assert_eq!(
        pages("rotations: {r: {turn: 1w, coverage: 24x7, pages: {perWeek: 7}, participants: [a, b]}}\n", "a"),
        "1"
    );
    // Nobody is on call on weekends.
    let days =
        "rotations: {r: {turn: 1w, utcOffset: '+00:00', coverage: 24x5, pages: {perWeek: 7}, participants: [a, b]}}\n";
    assert_eq!(pages(days, "a"), "0");
    // By band: 20 of the 70 sleeping hours, 28 of the 48 others, none of the business hours are on the weekend.
    let bands = "rotations: {r: {turn: 1w, coverage: 24x7, pages: {byBand: {business: 50, off: 48, sleep: 70}}, participants: [a, b]}}\n";
    assert_eq!(pages(bands, "a"), "24");
    // Friday evening is Saturday for whoever is twelve hours ahead.
    let ahead = "people: {a: {utcOffset: '+12:00'}}
rotations: {r: {turn: 1w, utcOffset: '+00:00', start: 2026-01-05, pages: {perWeek: 6}, layers: {one: {participants: [a, b], restrictions: [{days: fri, from: '09:00', to: '15:00'}]}}}}
";
    assert_eq!(pages(ahead, "a"), "1.5");
    assert_eq!(pages(ahead, "b"), "0");
    assert_eq!(pages("rotations: {r: {turn: 1w, coverage: 24x7, participants: [a, b]}}\n", "a"), "at least 0");
}
