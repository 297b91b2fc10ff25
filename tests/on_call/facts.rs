//! The on-call model asked as rules ask: the vectors of its specification, and what is said where something was not
//! declared.

use crate::support::world::World;

fn people(count: usize) -> String {
    (1..=count).map(|at| format!("p{at:02}")).collect::<Vec<_>>().join(", ")
}

/// What an expression about `it` says; people need not be declared to take turns.
fn says_of(world: &World, name: &str, expression: &str) -> String {
    match name.strip_prefix("person:") {
        None => world.says_of(name, expression),
        Some(id) => {
            let person = format!("onCallPeople.filter(one, one.id == \"{id}\").first().");
            world.says(&expression.replace("it.", &person))
        }
    }
}

/// Each expression must come to true; numbers are compared exactly.
fn holds(world: &World, name: &str, expressions: &[&str]) {
    for expression in expressions {
        assert_eq!(says_of(world, name, expression), "true", "{name}: {expression}");
    }
}

fn daily(participants: &str, offset: &str, from: &str, to: &str) -> String {
    format!("{{participants: [{participants}], utcOffset: '{offset}', restrictions: [{{from: '{from}', to: '{to}'}}]}}")
}

#[test]
fn tv1_and_tv4_a_second_layer_of_the_same_people() {
    for (size, share, hours, turns) in [(8, "1 / 4", "42", "13 / 4"), (7, "2 / 7", "48", "26 / 7")] {
        let list = people(size);
        let world = World::of(&[&format!(
            "rotations:
  r:
    turn: 1w
    layers:
      first: {{participants: [{list}]}}
      second: {{level: secondary, participants: [{list}], offset: -1}}
"
        )]);
        holds(
            &world,
            "person:p01",
            &[
                &format!("it.onCall.hoursPerWeek == {hours}"),
                &format!("it.onCall.share == {share}"),
                &format!("it.onCall.turnsPerQuarter == {turns}"),
                "it.onCall.longestBlock == 336",
                "it.onCall.doubleBookedHours == 0",
                "it.onCall.doubleBookings.isEmpty()",
                &format!("it.onCall.cycle == {size}"),
                &format!(
                    "it.onCall.participations.all(part, part.turnShare == 1 / {size} && part.longestBlock == 168)"
                ),
            ],
        );
        assert_eq!(world.says_of("rotation:r", "it.pools.map(pool, string(pool.minPool))"), "[4, 4]");
        let gap = if size == 8 { "7w" } else { "6w" };
        assert_eq!(
            world.says_of("rotation:r", "it.layers.map(layer, string(layer.gapBetweenTurns)).distinct()"),
            format!("[{gap}]")
        );
    }
}

#[test]
fn tv2_and_tv10_three_people_and_their_pages() {
    for (pages, per_shift, off_hours, nights, work) in [
        (3, "3 / 14", "59 / 28", "1.1447", "6"),
        (7, "1 / 2", "59 / 12", "2.3853", "14"),
        (14, "1", "59 / 6", "3.9578", "28"),
        (35, "5 / 2", "295 / 12", "6.1284", "70"),
    ] {
        let world =
            World::of(&[&format!("team: infra\nmembers: [ada, bo, chen]\nonCall: {{turn: 1w, pages: {pages}}}\n")]);
        holds(
            &world,
            "rotation:infra",
            &[
                &format!("it.pagesPerHour * 12 == {per_shift}"),
                &format!("it.layers.all(layer, layer.offHoursPages == {off_hours} && layer.brokenNights == {nights})"),
                "it.layers.all(layer, layer.businessPages + layer.offHoursPages == it.pagesPerWeek)",
                "it.coveredHours == 168 && it.offHours == 118 && it.overlap == 0",
                "it.pools.all(pool, pool.minPool == 4)",
            ],
        );
        holds(
            &world,
            "person:bo",
            &[
                "it.onCall.hoursPerWeek == 56 && it.onCall.share == 1 / 3 && it.onCall.longestBlock == 168",
                &format!("it.onCall.pagesPerWeek * 6 == {work}"),
                &format!("it.onCall.offHoursPages * 3 == {off_hours}"),
            ],
        );
        holds(&world, "team:infra", &[&format!("it.pageLoad * 6 == {work} / 40")]);
    }
}

#[test]
fn tv3_and_tv6_sites_that_share_the_day() {
    let six = people(6);
    let world = World::of(&[&format!(
        "rotations:
  two:
    turn: 1w
    layers:
      first: {}
      second: {{level: secondary, offset: -1, participants: [{six}], utcOffset: '+01:00', restrictions: [{{from: '08:00', to: '20:00'}}]}}
  three:
    turn: 1w
    layers:
      sydney: {}
      berlin: {}
      sf: {}
",
        daily(&six, "+01:00", "08:00", "20:00"),
        daily("a, b, c, d", "+10:00", "10:00", "18:00"),
        daily("e, f, g, h", "+01:00", "09:00", "17:00"),
        daily("i, j, k, l", "-08:00", "08:00", "16:00"),
    )]);
    holds(
        &world,
        "person:p06",
        &["it.onCall.hoursPerWeek == 28", "it.onCall.share == 1 / 6", "it.onCall.longestBlock == 12"],
    );
    assert_eq!(world.says_of("rotation:two", "it.pools.map(pool, string(pool.minPool))"), "[2, 2]", "four for a site");
    for person in ["person:a", "person:f", "person:l"] {
        holds(&world, person, &["it.onCall.hoursPerWeek == 14", "it.onCall.share == 1 / 12"]);
    }
    holds(
        &world,
        "rotation:three",
        &[
            "it.layers.all(l, l.businessHours == 40 && l.offHours == 16 && l.sleepHours == 0 && l.coreNightHours == 0)",
            "it.coveredHours == 168",
            "it.pools.all(pool, pool.minPool == 2)",
        ],
    );
}

/// The worked example: two sites for payments, and an office rotation two of whose people are also in Berlin's list.
fn worked_example() -> World {
    World::of(&[&format!(
        "rotations:
  payments:
    start: 2026-01-05
    turn: 1w
    coverage: 24x7
    pages: 14
    layers:
      berlin: {}
      sf: {}
  platform:
    start: 2026-01-05
    turn: 1w
    utcOffset: '+01:00'
    participants: [jon, ana, ben]
    restrictions: [{{days: mon-fri, from: '09:00', to: '17:00'}}]
",
        daily("ana, ben, cem, dia, eli", "+01:00", "08:00", "20:00"),
        daily("fay, gus, hal, ivy", "-08:00", "11:00", "23:00"),
    )])
}

#[test]
fn tv5_the_worked_example() {
    let world = worked_example();
    holds(
        &world,
        "rotation:payments",
        &["it.gap == 0 && it.overlap == 0 && it.coveredHours == 168", "it.gaps.isEmpty()", "it.pagesPerHour * 12 == 1"],
    );
    holds(
        &world,
        "person:ana",
        &[
            "it.onCall.hoursPerWeek == 412 / 15 && it.onCall.summedHours == 452 / 15",
            "it.onCall.share == 103 / 630",
            "it.onCall.doubleBookedHours * it.onCall.cycle == 40",
            "it.onCall.doubleBookedWeeks == 1 && it.onCall.cycle == 15",
            "it.onCall.longestBlock == 12",
            "it.onCall.doubleBookings == it.onCall.participations",
        ],
    );
    holds(
        &world,
        "person:cem",
        &[
            "it.onCall.hoursPerWeek == 84 / 5 && it.onCall.offHoursPages == 17 / 30",
            "it.onCall.pagesPerWeek * 6 == 42 / 5 && it.onCall.pagesPerWeek * 6 / 40 == 21 / 100",
        ],
    );
    holds(
        &world,
        "person:fay",
        &["it.onCall.hoursPerWeek == 21", "it.onCall.offHoursPages == 49 / 48", "it.onCall.pagesPerWeek * 6 == 21 / 2"],
    );
    holds(&world, "person:jon", &["it.onCall.hoursPerWeek == 40 / 3"]);
    let of_layers = |expression: &str| world.says_of("rotation:payments", &format!("it.layers.map(l, {expression})"));
    assert_eq!(of_layers("l.businessPages == 25 / 6 || l.businessPages == 35 / 12"), "[true, true]");
    assert_eq!(of_layers("l.offHoursPages == 17 / 6 || l.offHoursPages == 49 / 12"), "[true, true]");
    assert_eq!(of_layers("string(l.sleepPages)"), "[0, 0.58]");
    assert_eq!(of_layers("l.coreNightHours == 0"), "[true, true]");
    assert_eq!(world.says_of("rotation:payments", "it.pools.map(p, string(p.minPool))"), "[2, 2]");
    assert_eq!(
        world.says_of(
            "rotation:payments",
            "it.levels.map(l, l.most.id + \" \" + l.least.id + \" \" + string(l.fairness))"
        ),
        "[fay ana 1.25]"
    );
}

#[test]
fn tv5_without_the_other_site_the_night_is_open() {
    let berlin = daily("ana, ben, cem, dia, eli", "+01:00", "08:00", "20:00");
    let world = World::of(&[&format!(
        "rotations:
  alone: {{coverage: 24x7, layers: {{berlin: {berlin}}}}}
  twice: {{coverage: 24x7, layers: {{one: {berlin}, other: {berlin}}}}}
"
    )]);
    holds(&world, "rotation:alone", &["it.gap == 84 && it.coveredHours == 84 && it.overlap == 0"]);
    holds(&world, "rotation:twice", &["it.gap == 84 && it.overlap == 84"]);
}

#[test]
fn pages_by_band_follow_the_day_and_a_secondary_gets_what_is_passed_on() {
    let world = World::of(&[&format!(
        "rotations:
  payments:
    turn: 1w
    pages: {{byBand: {{business: 17, off: 19, sleep: 1}}}}
    layers:
      berlin: {}
      sf: {}
  somewhere:
    turn: 1w
    pages: {{byBand: {{business: 17, off: 19, sleep: 1}}}}
    layers:
      berlin: {}
      nowhere: {{participants: [z], restrictions: [{{from: '19:00', to: '07:00'}}]}}
  passed:
    turn: 1w
    pages: 8
    escalationRate: 0.25
    layers:
      first: {{participants: [{eight}]}}
      second: {{level: secondary, offset: -1, participants: [{eight}]}}
",
        daily("a, b, c, d, e", "+01:00", "08:00", "20:00"),
        daily("f, g, h, i", "-08:00", "11:00", "23:00"),
        daily("j, k", "+01:00", "08:00", "20:00"),
        eight = people(8),
    )]);
    let of = |rotation: &str, expression: &str| {
        world.says_of(&format!("rotation:{rotation}"), &format!("it.layers.map(l, {expression})"))
    };
    assert_eq!(of("payments", "string(l.businessPages)"), "[10, 7]");
    assert_eq!(of("payments", "l.offHoursPages == 17 / 2 || l.offHoursPages == 23 / 2"), "[true, true]");
    assert_eq!(of("payments", "string(l.sleepPages)"), "[0, 1]");
    holds(&world, "rotation:payments", &["it.pagesPerWeek == 37"]);
    assert_eq!(of("somewhere", "l.businessPages"), "[?, ?]", "nobody said when it is night there");
    holds(&world, "person:p01", &["it.onCall.pagesPerWeek == 5 / 4"]);
}

#[test]
fn tv7_bangalore_takes_the_night_of_london_as_its_own() {
    let world = World::of(&[&format!(
        "rotations: {{r: {{layers: {{london: {}, bangalore: {}}}}}}}\n",
        daily("a, b", "+00:00", "08:00", "20:00"),
        daily("c, d", "+05:30", "01:30", "13:30"),
    )]);
    let of_layers = |expression: &str| world.says_of("rotation:r", &format!("it.layers.map(l, string({expression}))"));
    assert_eq!(of_layers("l.businessHours"), "[50 h, 27.5 h]");
    assert_eq!(of_layers("l.offHours"), "[34 h, 11 h]");
    assert_eq!(of_layers("l.sleepHours"), "[0 h, 45.5 h]");
    assert_eq!(of_layers("l.coreNightHours"), "[0 h, 31.5 h]");
    assert_eq!(of_layers("l.coreNightHoursPerDay"), "[0 h, 4.5 h]");
    let fridays = World::of(&[
        "rotations: {r: {utcOffset: '+01:00', participants: [a], restrictions: [{days: fri, from: '20:00', to: '08:00'}]}}\n",
    ]);
    holds(&fridays, "rotation:r", &["it.layers.all(l, l.coreNightHours == 7 && l.coreNightHoursPerDay == 7)"]);
}

#[test]
fn tv8_standby_and_calls() {
    let world = World::of(&["
people: {a: {}, b: {}, c: {}, d: {workHours: 20}}
rotations: {r: {participants: [a, b, c, d], pages: {byBand: {business: 9, off: 3, sleep: 2}}}}
"]);
    holds(
        &world,
        "person:a",
        &["it.onCall.contractHours + it.onCall.standbyHours == 72", "it.onCall.standbyHours == 32"],
    );
    holds(&world, "person:d", &["it.onCall.contractHours + it.onCall.offHoursPages * 1 == 21.25"]);
    holds(&world, "person:b", &["it.onCall.participations.sum(part, part.offHoursPages) + 40 == 41.25"]);
}

#[test]
fn tv9_what_a_target_leaves() {
    let world = World::of(&["
slos: {three: {target: 0.999}, half: {targetPercent: 99.95}, four: {target: 0.9999}, five: {target: 0.99999}, none: {}}
escalations: {e: {levels: [{targets: [person:a], timeout: 5m}, {targets: [person:b]}]}, f: {levels: [{targets: [person:b]}]}}
"]);
    holds(&world, "slo:three", &["it.quarterBudget * 10 == 1296m"]);
    holds(&world, "slo:half", &["it.quarterBudget * 10 == 648m"]);
    holds(&world, "slo:four", &["it.quarterBudget - 5m == 7.96m"]);
    holds(&world, "slo:five", &["it.quarterBudget * 1000 == 1296m"]);
    assert_eq!(world.says_of("slo:none", "it.quarterBudget"), "unknown: slo:none.target");
    assert_eq!(world.says_of("escalation:e", "it.firstTimeout"), "5m");
    assert_eq!(world.says_of("escalation:f", "it.firstTimeout"), "unknown: escalation:f/levels/0.timeout");
}

#[test]
fn tv11_day_and_night_at_one_site() {
    let list = people(8);
    let world = World::of(&[&format!(
        "rotations:
  r:
    turn: 1w
    utcOffset: '+00:00'
    layers:
      day: {{participants: [{list}], restrictions: [{{from: '08:00', to: '20:00'}}]}}
      night: {{participants: [{list}], offset: 4, restrictions: [{{from: '20:00', to: '08:00'}}]}}
"
    )]);
    holds(
        &world,
        "person:p03",
        &["it.onCall.hoursPerWeek == 21", "it.onCall.share == 1 / 8", "it.onCall.longestBlock == 12"],
    );
    holds(&world, "rotation:r", &["it.layers.all(l, l.longestBlock == 12)", "it.layers.exists(l, l.sleepHours == 70)"]);
}

#[test]
fn tv12_and_tv13_fairness_and_large_pools() {
    let world = World::of(&["
people: {a: {}, b: {}, c: {}, d: {fte: 0.5}}
rotations: {r: {participants: [a, b, c, d]}, s: {layers: {x: {level: shadow, participants: [a]}}}}
"]);
    assert_eq!(
        world.says("rotationLevels.map(l, l.id + ' ' + string(l.fairness) + ' ' + l.most.id)"),
        "[r/primary 2 d]"
    );
    assert_eq!(world.says("rotationLevels.map(l, l.mostHours == l.leastHours)"), "[true]");

    let (thirty, pairs) = (people(30), people(26));
    let world = World::of(&[&format!("rotations: {{r: {{turn: 1w, participants: [{thirty}]}}}}\n")]);
    holds(&world, "person:p30", &["it.onCall.turnsPerQuarter == 13 / 30"]);
    let world = World::of(&[&format!(
        "rotations: {{r: {{turn: 1w, layers: {{a: {{participants: [{pairs}]}}, b: {{level: secondary, offset: -1, participants: [{pairs}]}}}}}}}}\n"
    )]);
    holds(&world, "person:p01", &["it.onCall.turnsPerQuarter == 1"]);
}

#[test]
fn what_was_not_declared_is_named() {
    let world = World::of(&["
rotations:
  silent: {participants: [a, b]}
  nights: {participants: [c, d], turn: 1w, pages: 7, restrictions: [{from: '20:00', to: '08:00'}]}
  office: {participants: [e], utcOffset: '+01:00', restrictions: [{days: mon-fri, from: '09:00', to: '17:00'}]}
  part: {participants: [f], pages: {byBand: {business: 4, off: 1}}}
"]);
    assert_eq!(world.says_of("rotation:silent", "it.pagesPerHour"), "unknown: rotation:silent.pages");
    assert_eq!(world.says_of("rotation:silent", "it.gap"), "unknown: rotation:silent.coverage");
    assert_eq!(says_of(&world, "person:a", "it.onCall.turnsPerQuarter"), "at least 0");
    assert_eq!(says_of(&world, "person:a", "it.onCall.longestBlock"), "at least 0 h");
    assert_eq!(says_of(&world, "person:e", "it.onCall.longestBlock"), "8 h");
    assert_eq!(
        world.says_of("rotation:nights", "it.layers.map(l, l.sleepPages)"),
        "[?]",
        "where the night is depends on the offset"
    );
    assert_eq!(
        world.says_of("rotation:office", "it.layers.map(l, string(l.sleepPages))"),
        "[0]",
        "whatever the pages are"
    );
    assert_eq!(world.says_of("rotation:part", "it.pagesPerHour"), "unknown: rotation:part/pages/byBand.sleep");
    assert_eq!(world.says_of("rotation:part", "it.layers.map(l, string(l.businessPages))"), "[4]");
    assert_eq!(says_of(&world, "person:f", "it.onCall.pagesPerWeek"), "at least 5");
}

#[test]
fn gaps_are_told_as_people_tell_them() {
    let gaps =
        |rotation: &str| World::of(&[&format!("rotations: {{r: {{{rotation}}}}}\n")]).says_of("rotation:r", "it.gaps");
    let office = "participants: [a], restrictions: [{days: mon-fri, from: '09:00', to: '17:00'}]";
    assert_eq!(
        gaps(&format!("coverage: business-hours, {office}")),
        "[?] and maybe more: org.businessHours",
        "nobody said which hours these are"
    );
    assert_eq!(gaps("coverage: business-hours, participants: [a]"), "[]", "whichever they are");
    assert_eq!(
        gaps(&format!("coverage: 24x5, {office}")),
        "[mon 00:00-09:00 local time, mon-thu 17:00-09:00 local time, fri 17:00-24:00 local time]"
    );
    assert_eq!(
        gaps(&format!("coverage: 24x7, utcOffset: '+01:00', {office}")),
        "[mon-thu 17:00-09:00 local time, fri 17:00 to mon 09:00 local time]",
        "in the time of the rotation"
    );
    let days =
        |days: &str| format!("participants: [a], restrictions: [{{days: '{days}', from: '00:00', to: '24:00'}}]");
    assert_eq!(gaps(&format!("coverage: 24x7, utcOffset: '-08:00', {}", days("mon-fri"))), "[sat-sun all day]");
    assert_eq!(gaps(&format!("coverage: 24x7, utcOffset: '-08:00', {}", days("mon,wed-sun"))), "[tue all day]");
    let long = "participants: [a], restrictions: [{days: mon, from: '10:00', to: '10:00'}]";
    assert_eq!(gaps(&format!("coverage: 24x7, utcOffset: '-08:00', {long}")), "[tue 10:00 to mon 10:00 local time]");
    let sites = "layers: {a: {participants: [a], utcOffset: '+01:00', restrictions: [{from: '08:00', to: '20:00'}]}, b: {participants: [b], utcOffset: '-08:00', restrictions: [{from: '11:00', to: '20:00'}]}}";
    assert_eq!(gaps(&format!("coverage: 24x7, {sites}")), "[mon-sun 04:00-07:00 UTC]", "in no place of their own");
    assert_eq!(gaps("coverage: 24x7, participants: []"), "[at any time]");
    let night = "layers: {day: {participants: [a], restrictions: [{from: '08:00', to: '20:00'}]}, night: {restrictions: [{from: '20:00', to: '07:00'}]}}";
    let world = World::of(&[&format!("rotations: {{r: {{coverage: 24x7, utcOffset: '+00:00', {night}}}}}\n")]);
    assert_eq!(world.says_of("rotation:r", "it.gap"), "7 h to 84 h");
    assert_eq!(
        world.says_of("rotation:r", "it.gaps"),
        "[mon-sun 07:00-08:00 local time, ?] and maybe more: rotation:r/layers/night.participants"
    );
}

#[test]
fn starts_matter_only_where_turns_can_meet_in_different_ways() {
    let person = |org: &str, fact: &str| says_of(&World::of(&[org]), "person:a", &format!("it.onCall.{fact}"));
    let coprime = "rotations: {r: {participants: [a, b, c]}, s: {participants: [a, d]}}\n";
    assert_eq!(person(coprime, "doubleBookedHours"), "28 h");
    assert_eq!(person(coprime, "hoursPerWeek"), "112 h");
    let equal = "rotations: {r: {participants: [a, b, c]}, s: {participants: [a, d, e]}}\n";
    assert_eq!(person(equal, "doubleBookedHours"), "0 h to 56 h");
    assert_eq!(person(equal, "hoursPerWeek"), "56 h to 112 h");
    assert_eq!(
        says_of(&World::of(&[equal]), "person:a", "it.onCall.doubleBookedHours > 0"),
        "unknown: rotation:r.start, rotation:s.start"
    );
    let apart =
        "rotations: {r: {start: 2026-01-05, participants: [a, b]}, s: {start: 2026-01-12, participants: [a, d]}}\n";
    assert_eq!(person(apart, "doubleBookedHours"), "0 h");
    assert_eq!(person(apart, "hoursPerWeek"), "168 h");
    let windows = "utcOffset: '+01:00', restrictions: [{from: '08:00', to: '12:00'}]";
    let other = "utcOffset: '+01:00', restrictions: [{from: '12:00', to: '20:00'}]";
    let disjoint =
        format!("rotations: {{r: {{participants: [a, b], {windows}}}, s: {{participants: [a, d], {other}}}}}\n");
    assert_eq!(person(&disjoint, "doubleBookedHours"), "0 h");
    let floating = "rotations: {r: {layers: {day: {participants: [a, b], restrictions: [{from: '08:00', to: '20:00'}]}, night: {participants: [a, b], restrictions: [{from: '20:00', to: '08:00'}]}}}}\n";
    assert_eq!(person(floating, "doubleBookedHours"), "0 h");
    assert_eq!(person(floating, "hoursPerWeek"), "84 h");
    let always = "rotations: {r: {participants: [a]}, s: {participants: [a, d]}, t: {participants: [a, e]}}\n";
    assert_eq!(says_of(&World::of(&[always]), "person:a", "it.onCall.doubleBookedHours > 0"), "true");
}

#[test]
fn long_cycles_are_exact_or_bounded() {
    let (nine, thirteen) = (people(9), people(13));
    let world = World::of(&[&format!(
        "rotations: {{r: {{start: 2026-01-05, participants: [{nine}]}}, s: {{start: 2026-01-05, participants: [{thirteen}]}}}}\n"
    )]);
    holds(
        &world,
        "person:p05",
        &[
            "it.onCall.cycle == 117",
            "it.onCall.doubleBookedHours == 168 / 117",
            "it.onCall.doubleBookedHours * it.onCall.cycle == 168",
            "it.onCall.doubleBookings.size() == 2",
        ],
    );
    let (thirty, more) = (people(30), people(28));
    let world = World::of(&[&format!(
        "rotations: {{r: {{start: 2026-01-05, participants: [{thirty}]}}, s: {{start: 2026-01-05, participants: [{more}]}}}}\n"
    )]);
    assert_eq!(says_of(&world, "person:p05", "it.onCall.hoursPerWeek"), "6 h to 11.6 h");
    assert_eq!(
        says_of(&world, "person:p05", "it.onCall.doubleBookedHours > 0"),
        "unknown: a number that can be computed"
    );
}

#[test]
fn every_formula_that_is_cited_is_defined_on_the_page_of_the_model() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let model = read("docs/on-call-model.md");
    let cited = read("docs/facts.md");
    let mut cited: Vec<&str> = cited
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.strip_prefix('F').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())))
        .collect();
    cited.sort_unstable();
    cited.dedup();
    assert!(cited.len() > 15, "{cited:?}");
    for formula in cited {
        assert!(
            model.contains(&format!("| {formula} |")),
            "docs/facts.md cites {formula}, docs/on-call-model.md lacks it"
        );
    }
}

#[test]
fn a_turn_that_cannot_be_meant_is_no_week() {
    for turn in ["0d", "99999999w", "zzqx"] {
        let world = World::of(&[&format!(
            "rotations:
  r:
    turn: {turn}
    layers:
      always: {{participants: [ana, ben]}}
      behind: {{level: secondary, participants: [ana, ben], offset: 1}}
      days: {{participants: [cem, dan], utcOffset: Z, restrictions: [{{days: mon-fri, from: '09:00', to: '17:00'}}]}}
"
        )]);
        // Around the clock everybody has the same share of all hours, however long a turn is.
        let of = |person: &str, what: &str| says_of(&world, &format!("person:{person}"), what);
        assert_eq!(of("ana", "it.onCall.hoursPerWeek == 168 && it.onCall.share == 1"), "true", "{turn}");
        assert_eq!(
            of("ana", "it.onCall.doubleBookedHours == 0 && it.onCall.doubleBookedWeeks == 0"),
            "true",
            "{turn}: in step"
        );
        assert_eq!(of("cem", "it.onCall.doubleBookedHours == 0"), "true", "{turn}: one layer alone");
        assert_eq!(of("cem", "it.onCall.hoursPerWeek"), "0 h to 40 h", "{turn}: what the layer has is known");
        assert_eq!(of("cem", "it.onCall.hoursPerWeek > 20"), "unknown: rotation:r.turn", "{turn}");
        for unknown in ["it.onCall.longestBlock > 168", "it.onCall.turnsPerQuarter < 1", "it.onCall.cycle"] {
            assert_eq!(of("ana", unknown), "unknown: rotation:r.turn", "{turn}: {unknown}");
        }
        assert_eq!(
            world.says_of("rotation:r", "it.layers.map(layer, string(layer.activeHours))"),
            "[168 h, 168 h, 40 h]",
            "{turn}: which hours are covered does not depend on it"
        );
    }
}

#[test]
fn how_many_weeks_are_double_booked_depends_on_how_long_a_turn_is() {
    let layers = "layers: {first: {participants: [ana, ben]}, second: {level: secondary, participants: [ana, ben]}}";
    let world = World::of(&[&format!("rotations: {{r: {{turn: 0d, {layers}}}}}\n")]);
    let ana = |what: &str| says_of(&world, "person:ana", what);
    assert_eq!(ana("it.onCall.doubleBookedHours == 84"), "true");
    assert_eq!(ana("it.onCall.doubleBookedWeeks"), "unknown: rotation:r.turn");
}

#[test]
fn what_cannot_be_meant_of_a_layer_is_unknown() {
    let world = World::of(&["rotations:
  r:
    turn: 1w
    layers:
      first: {participants: [ana, ben, cem]}
      second: {level: secondary, participants: [ana, ben, cem], offset: 0.5}
  s:
    turn: 1w
    layers:
      first: {participants: [dan, eva], concurrent: 99999999999}
"]);
    let of = |person: &str, what: &str| says_of(&world, &format!("person:{person}"), what);
    assert_eq!(of("ana", "it.onCall.hoursPerWeek"), "56 h to 112 h");
    assert_eq!(of("ana", "it.onCall.hoursPerWeek > 100"), "unknown: rotation:r/layers/second.offset");
    assert_eq!(of("ana", "it.onCall.doubleBookedHours > 0"), "unknown: rotation:r/layers/second.offset");
    assert_eq!(of("dan", "it.onCall.hoursPerWeek > 0"), "unknown: rotation:s/layers/first.concurrent");
    assert_eq!(world.says_of("rotation:s", "it.pools.map(p, p.minPool)"), "[?]");
}

#[test]
fn where_a_hand_off_cannot_be_read_nobody_knows_whose_day_it_is() {
    let daily = "turn: 1d, participants: [ana, ben, cem, dan, eva, fay, gus], utcOffset: Z";
    let mondays = "restrictions: [{days: mon, from: '09:00', to: '17:00'}]";
    let world = World::of(&[&format!("rotations: {{r: {{{daily}, {mondays}, handoff: {{time: zzqx}}}}}}\n")]);
    let ana = |what: &str| says_of(&world, "person:ana", what);
    assert_eq!(ana("it.onCall.hoursPerWeek"), "0 h to 8 h");
    assert_eq!(ana("it.onCall.hoursPerWeek > 1"), "unknown: rotation:r/handoff.time");
    let weekly = daily.replace("1d", "1w");
    let world = World::of(&[&format!("rotations: {{r: {{{weekly}, {mondays}, handoff: {{time: zzqx}}}}}}\n")]);
    holds(&world, "person:ana", &["it.onCall.hoursPerWeek * 7 == 8"]);
}

#[test]
fn no_pages_and_no_minutes_are_none_whatever_else_is_unknown() {
    let world = World::of(&["
people: {a: {utcOffset: '+00:00'}, b: {}}
rotations:
  quiet: {participants: [b], turn: 1w, start: 2026-01-05, pages: 0, restrictions: [{from: '20:00', to: '08:00'}]}
  asleep:
    participants: [b]
    turn: 1w
    start: 2026-01-05
    pages: {byBand: {off: 2, sleep: 0}}
    restrictions: [{from: '20:00', to: '08:00'}]
  office:
    participants: [a]
    turn: 1w
    start: 2026-01-05
    utcOffset: '+00:00'
    restrictions: [{days: mon-fri, from: '09:00', to: '17:00'}]
"]);
    let layer = |rotation: &str, fact: &str| world.says_of(rotation, &format!("it.layers.map(l, l.{fact})"));
    for fact in ["businessPages", "offPages", "sleepPages", "offHoursPages"] {
        assert_eq!(layer("rotation:quiet", fact), "[0]", "no pages, wherever the night is");
    }
    assert_eq!(layer("rotation:asleep", "sleepPages"), "[0]");
    assert_eq!(layer("rotation:asleep", "offPages"), "[?]");
    for fact in ["offPages", "sleepPages", "offHoursPages"] {
        assert_eq!(layer("rotation:office", fact), "[0]", "no minutes, whatever the pages are");
    }
    assert_eq!(layer("rotation:office", "businessPages"), "[?]");
}

#[test]
fn what_layers_cover_together_is_known_where_they_lie_in_one_clock() {
    let world = World::of(&["
rotations:
  mixed:
    turn: 1w
    coverage: 24x7
    pages: 7
    layers:
      here: {participants: [a], utcOffset: '+01:00', restrictions: [{from: '08:00', to: '20:00'}]}
      somewhere: {participants: [b], restrictions: [{from: '20:00', to: '08:00'}]}
  nowhere:
    turn: 1w
    coverage: 24x7
    pages: 7
    layers:
      day: {participants: [a], restrictions: [{from: '08:00', to: '20:00'}]}
      night: {participants: [b], restrictions: [{from: '20:00', to: '08:00'}]}
"]);
    for fact in ["coveredHours", "overlap", "pagesPerHour"] {
        let said = world.says_of("rotation:mixed", &format!("it.{fact}"));
        assert_eq!(said, "unknown: rotation:mixed/layers/somewhere.utcOffset", "{fact}");
    }
    holds(&world, "rotation:nowhere", &["it.coveredHours == 168 && it.overlap == 0 && it.gap == 0"]);
}

#[test]
fn a_layer_that_keeps_the_promise_does_so_beneath_others_as_well() {
    let world = World::of(&["
rotations:
  r:
    start: 2025-12-29
    turn: 2w
    coverage: 24x5
    layers:
      base: {participants: [a, b], utcOffset: '-08:00'}
      late: {participants: [c], hides: true, restrictions: [{days: tue-thu, from: '06:30', to: '24:00'}]}
"]);
    holds(&world, "rotation:r", &["it.gap == 0"]);
}

#[test]
fn how_long_one_layer_lasts_does_not_depend_on_how_it_lies_to_others() {
    let world = World::of(&["
rotations:
  r:
    turn: 10d
    coverage: 24x5
    layers:
      long: {participants: [b, c, f], concurrent: 2, offset: 2}
      daily: {participants: [b, a], turn: 1d}
      far: {participants: [b, c], restrictions: [{from: '06:30', to: '08:00'}], utcOffset: '+09:00', concurrent: 2, offset: 1}
"]);
    holds(&world, "person:a", &["it.onCall.longestBlock == 24"]);
    holds(&world, "person:f", &["it.onCall.longestBlock == 120"]);
}

#[test]
fn pages_of_some_times_of_day_are_a_part_of_all() {
    let world = World::of(&["
rotations:
  part: {participants: [f], pages: {byBand: {business: 4, off: 1}}}
  none: {participants: [f], pages: {byBand: {}}}
"]);
    assert_eq!(world.says_of("rotation:part", "it.pagesPerWeek"), "at least 5");
    assert!(world.says_of("rotation:none", "it.pagesPerWeek").starts_with("unknown: rotation:none"));
}
