//! What an export says, in its documented shapes.

use crate::support::program::{Program, Run};
use crate::support::world::{Texts, World};

const FILES: [(&str, &str); 7] = [
    ("users.json", include_str!("export/users.json")),
    ("teams.json", include_str!("export/teams.json")),
    ("members-PTPAY01.json", include_str!("export/members-PTPAY01.json")),
    ("schedules.json", include_str!("export/schedules.json")),
    ("escalation_policies.json", include_str!("export/escalation_policies.json")),
    ("services.json", include_str!("export/services.json")),
    ("analytics-services.json", include_str!("export/analytics-services.json")),
];

/// As of 2026-06-15.
const TODAY: i32 = 20_619;

fn world(files: &[(&str, &str)]) -> World {
    Texts::of(files.iter().copied()).all_known().build(TODAY)
}

fn check(files: &[(&str, &str)]) -> Run {
    let program = Program::new(&["check", "--format", "json", "--as-of", "2026-06-15", "."]);
    files.iter().fold(program, |program, (path, text)| program.file(path, text)).run()
}

/// The messages of what is told of reading, by rule.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let names = [
        "incomplete-export",
        "outside-of-export",
        "turn-of-nobody",
        "unread-export",
        "unmatched-people",
        "ambiguous-match",
        "syntax-error",
        "invalid-value",
    ];
    let findings = check(files).json()["findings"].as_array().expect("a list").clone();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let line = |finding: &serde_json::Value| {
        let at = &finding["labels"][0];
        format!("{} {}:{}: {}", text(&finding["rule"]), text(&at["file"]), at["line"], text(&finding["message"]))
    };
    let wanted = findings.iter().filter(|finding| names.contains(&text(&finding["rule"]).as_str()));
    wanted.map(line).collect()
}

fn says(world: &World, what: &[(&str, &str)]) {
    for (expression, expected) in what {
        assert_eq!(world.says(expression), *expected, "{expression}");
    }
}

#[test]
fn a_layer_that_covers_office_hours_takes_them_from_the_one_below() {
    let world = world(&FILES);
    says(
        &world,
        &[
            ("layers.map(layer, layer.id)", "[Nights and weekends, Office hours, Layer 1]"),
            ("layers.map(layer, layer.activeHours)", "[128 h, 40 h, 168 h]"),
            ("onCallPeople.map(one, one.id)", "[ana, ben, cem, dia, eli, fay]"),
            ("onCallPeople.map(one, one.onCall.hoursPerWeek)", "[64 h, 64 h, 20 h, 20 h, 84 h, 84 h]"),
            ("onCallPeople.map(one, one.onCall.doubleBookedHours).sum(hours, hours)", "0 h"),
            ("rotations.map(one, one.overlap)", "[0 h, 0 h]"),
        ],
    );
}

#[test]
fn everything_that_is_documented_is_read() {
    let world = world(&FILES);
    says(
        &world,
        &[
            ("people.map(one, one.id)", "[ana, ben, cem, dia, eli, fay]"),
            ("people.filter(one, one.id == \"ana\").map(one, one.title)", "[Engineer]"),
            ("people.filter(one, one.id == \"fay\").map(one, one.utcOffset)", "[9h]"),
            ("people.filter(one, has(one.title)).map(one, one.id)", "[ana, cem, dia, eli, fay]"),
            ("teams.map(one, one.id)", "[payments, reliability-engineering]"),
            ("teams.map(one, one.mission.orValue(\"-\"))", "[Takes money safely., -]"),
            ("teams.map(one, one.members.size())", "[at least 4, at least 2]"),
            (
                "people.filter(one, one.team.exists(of, of.team.id == \"payments\")).map(one, one.id)",
                "[ana, ben, cem, dia]",
            ),
            ("rotations.map(one, one.id)", "[payments-on-call, sre-backup]"),
            ("rotations.map(one, one.team.id)", "[payments, reliability-engineering]"),
            ("rotations.map(one, one.utcOffset)", "[2h, 0m]"),
            ("layers.map(one, one.level)", "[primary, primary, secondary]"),
            (
                "layers.map(one, one.firstTurn)",
                "[Mon 2025-11-03 09:00 to Mon 2025-11-10 09:00, Mon 2025-11-03 09:00 to Tue 2025-11-04 09:00, Mon 2026-01-05 00:00 to Mon 2026-01-12 00:00]",
            ),
            ("escalations.map(one, one.id)", "[by-turns, payments]"),
            ("escalations.filter(one, one.id == \"payments\").first().levels.map(level, level.timeout)", "[15m, 30m]"),
            (
                "escalations.filter(one, one.id == \"payments\").first().people.map(who, who.id)",
                "[ana, ben, cem, dia, eli, fay]",
            ),
            ("services.map(one, one.id)", "[checkout, search]"),
            ("services.filter(one, has(one.owner)).map(one, one.owner.id)", "[payments]"),
            ("services.map(one, one.escalation.id)", "[payments, by-turns]"),
            ("rotations.filter(one, one.id == \"payments-on-call\").all(one, has(one.coverage))", "true"),
            ("rotations.filter(one, one.id == \"payments-on-call\").first().pagesPerWeek", "8.5"),
        ],
    );
}

/// The lists of the example without those in `left_out`.
fn without<'f>(left_out: &[&str]) -> Vec<(&'f str, &'f str)> {
    FILES.into_iter().filter(|(path, _)| !left_out.contains(path)).collect()
}

/// The example with another text in a file.
fn with<'f>(path: &str, text: &'f str) -> Vec<(&'f str, &'f str)> {
    FILES.into_iter().map(|(known, old)| (known, if known == path { text } else { old })).collect()
}

const LEFT_ALONE: [&str; 3] = [
    "unread-export escalation_policies.json:18: `round_robin` is not read: its targets are paged one after the other, incident by \
     incident, and whom a level reaches then is not judged",
    "unread-export schedules.json:42: `final_schedule` is not read: it follows from the layers",
    "unread-export schedules.json:43: `overrides_subschedule` is not read: overrides last for some days, and say nothing of a usual \
     week",
];

#[test]
fn what_is_said_twice_is_left_alone_and_named() {
    assert_eq!(told(&FILES), LEFT_ALONE);
}

#[test]
fn lists_may_stand_together_in_pages_or_alone() {
    let figures = |files: &[(&str, &str)]| {
        let world = world(files);
        ["people", "teams", "rotations", "escalations", "services", "layers"]
            .map(|kind| world.says(&format!("{kind}.size()")))
    };
    let expected = figures(&FILES);
    let texts: Vec<&str> = without(&["members-PTPAY01.json"]).into_iter().map(|(_, text)| text).collect();
    let in_a_list = format!("[{}]", texts.join(","));
    let one_by_one = texts.join("\n");
    assert_eq!(figures(&[("export.json", &in_a_list)]), expected);
    assert_eq!(figures(&[("export.json", &one_by_one)]), expected);
    let schedule = r#"{"schedule": {"id": "PSCHED1", "type": "schedule", "name": "Nights", "time_zone": "UTC", "schedule_layers": []}}"#;
    assert_eq!(figures(&[("nights.json", schedule)])[2], "1");
}

#[test]
fn a_page_of_several_says_what_is_missing() {
    let page = |offset: u32, more: bool| {
        format!(
            "{{\"teams\": [{{\"id\": \"PTEAM{offset}\", \"type\": \"team\", \"name\": \"Team {offset}\"}}], \"limit\": 1,\n\"offset\": {offset},\n\"more\": {more}}}"
        )
    };
    let told = |pages: &[(u32, bool)]| {
        let pages: Vec<(String, String)> =
            pages.iter().map(|&(offset, more)| (format!("teams-{offset}.json"), page(offset, more))).collect();
        told(&pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    };
    assert_eq!(told(&[(0, true), (1, true), (2, false)]), [""; 0]);
    let gap = |file: &str, line: u32, what: &str| {
        format!("incomplete-export {file}:{line}: this is one page of several: {what} are in no file")
    };
    assert_eq!(told(&[(0, true)]), [gap("teams-0.json", 3, "teams from number 2 on")]);
    assert_eq!(told(&[(0, true), (2, false)]), [gap("teams-0.json", 3, "teams from number 2 on")]);
    assert_eq!(told(&[(1, false)]), [gap("teams-1.json", 1, "the first 1 teams")]);
    // What may be on the other pages is not called missing.
    let checkout = r#"{"services": [{"id": "PSVC001", "type": "service", "name": "Checkout", "escalation_policy": {"id": "PEGONE1"}}], "offset": 0, "more": false}"#;
    let policies = r#"{"escalation_policies": [{"id": "PEP0001", "type": "escalation_policy", "name": "A", "escalation_rules": []}], "offset": 0, "more": true}"#;
    let rules = check(&[("services.json", checkout), ("policies.json", policies)]).rule_names();
    assert!(!rules.iter().any(|rule| rule == "outside-of-export"), "{rules:?}");
}

#[test]
fn a_truncated_export_is_told_and_the_rest_judged() {
    let schedules = FILES[3].1;
    let cut = &schedules[..schedules.find("\"PUFAY01\"").expect("the last user")];
    let files = with("schedules.json", cut);
    assert_eq!(told(&files)[3..4], ["syntax-error schedules.json:54: the file ends in the middle of a map"]);
    let world = world(&files);
    assert_eq!(
        world.says("layers.filter(one, one.rotation.id == \"payments-on-call\").map(one, one.activeHours)"),
        "[128 h, 40 h, ?] and maybe more: rotation:sre-backup.layers, rotations"
    );
    let cut_off = world.says("rotations.filter(one, one.id == \"sre-backup\").first().coveredHours");
    assert!(cut_off.starts_with("unknown"), "{cut_off}");
    // Wherever it is cut, nothing panics and something is told.
    for length in (1..schedules.len()).step_by(97).filter(|length| schedules.is_char_boundary(*length)) {
        check(&[("schedules.json", &schedules[..length])]);
    }
}

#[test]
fn an_id_that_refers_to_nothing_is_told_once() {
    let users = FILES[0].1.replace("PUFAY01", "PUZOE01").replace("PUCEM01", "PUYAN01");
    let told = told(&with("users.json", &users));
    let outside: Vec<&String> = told.iter().filter(|one| one.starts_with("outside")).collect();
    assert_eq!(
        outside,
        [
            "outside-of-export escalation_policies.json:19: user `PUFAY01` is not among the users of the export",
            "outside-of-export members-PTPAY01.json:4: user `Cem Yılmaz` (`PUCEM01`) is not among the users of the export",
        ]
    );
    let services = FILES[5].1.replace("PEPAY01", "PEGONE1").replace("PTPAY01", "PTGONE1");
    let told = super::reading::told(&with("services.json", &services));
    let outside: Vec<&String> = told.iter().filter(|one| one.starts_with("outside")).collect();
    assert_eq!(
        outside,
        [
            "outside-of-export services.json:6: escalation policy `Payments` (`PEGONE1`) is not among the escalation policies of the export",
            "outside-of-export services.json:7: team `Payments` (`PTGONE1`) is not among the teams of the export",
        ]
    );
}

#[test]
fn lists_that_are_not_there_are_told_together() {
    let files = without(&["users.json", "teams.json", "members-PTPAY01.json", "escalation_policies.json"]);
    assert_eq!(
        told(&files)[0],
        "incomplete-export schedules.json:8: the export names 6 users, 2 teams and 2 escalation policies, and has no list of them"
    );
    says(
        &world(&files),
        &[("onCallPeople.map(one, one.id)", "[ana-lopez, ben-okoro, cem-yılmaz, dia-novak, eli-brandt, fay-sato]")],
    );
    let bare = FILES[3].1.replace("schedule_layers", "left_out");
    assert!(
        told(&with("schedules.json", &bare)).iter().any(|one| one
            == "incomplete-export schedules.json:4: 2 schedules come without their layers, so that nobody knows who is on call in them")
    );
    let mut files = FILES.to_vec();
    files[2].0 = "members.json";
    assert!(
        told(&files)
            .contains(&"incomplete-export members.json:1: nothing says of which team these are the members".to_owned())
    );
}

const WEDNESDAY: &str = r#""start_day_of_week": 3, "start_time_of_day": "09:00:00", "duration_seconds": 28800"#;
const LOWEST: &str = r#""start": "2025-11-03T09:00:00+01:00", "end": null,
          "rotation_virtual_start": "2025-11-03T09:00:00+01:00", "rotation_turn_length_seconds": 604800"#;

/// The hours of both layers, and of those who are in them, with something else in a schedule, and what is told of it.
fn broken(old: &str, new: &str) -> [String; 3] {
    assert!(FILES[3].1.contains(old), "{old}");
    let text = FILES[3].1.replacen(old, new, 1);
    let files = with("schedules.json", &text);
    let invalid = told(&files).into_iter().filter(|one| one.starts_with("invalid-value"));
    let schedule = "rotations.filter(one, one.id == \"payments-on-call\").first()";
    let world = world(&files);
    let says = |what: &str| {
        let said = world.says(what);
        said.split(" and maybe more").next().unwrap_or_default().split(':').next().unwrap_or_default().to_owned()
    };
    [
        says(&format!("{schedule}.layers.map(one, one.activeHours)")),
        says("onCallPeople.map(one, one.onCall.hoursPerWeek)"),
        invalid
            .map(|one| one.trim_start_matches("invalid-value schedules.json:").to_owned())
            .collect::<Vec<_>>()
            .join("; "),
    ]
}

#[test]
#[allow(clippy::too_many_lines)] // a table of what can be broken
fn what_is_broken_in_a_schedule_is_told_where_it_stands_and_is_no_hours() {
    let cases: [(&str, String, [&str; 3]); 14] = [
        (
            WEDNESDAY,
            WEDNESDAY.replace("09:00:00", "25:00:00"),
            [
                "[?, ?]",
                "[at least 0 h, at least 0 h, at least 0 h, at least 0 h, 84 h, 84 h]",
                "20: `25:00:00` is not a time of day, as in `09:00` for `start_time_of_day`",
            ],
        ),
        (
            WEDNESDAY,
            WEDNESDAY.replace("k\": 3", "k\": 8"),
            [
                "[?, ?]",
                "[at least 0 h, at least 0 h, at least 0 h, at least 0 h, 84 h, 84 h]",
                "20: `8` is not a day of the week from 1 to 7 for `start_day_of_week`",
            ],
        ),
        (
            WEDNESDAY,
            WEDNESDAY.replace("\"start_day_of_week\": 3, ", ""),
            [
                "[?, ?]",
                "[at least 0 h, at least 0 h, at least 0 h, at least 0 h, 84 h, 84 h]",
                "20: there is no `start_day_of_week` here, which should be a day of the week from 1 to 7",
            ],
        ),
        (
            WEDNESDAY,
            WEDNESDAY.replace("28800", "-1"),
            [
                "[?, ?]",
                "[at least 0 h, at least 0 h, at least 0 h, at least 0 h, 84 h, 84 h]",
                "20: `-1` is not a number of seconds that makes whole minutes for `duration_seconds`",
            ],
        ),
        (
            WEDNESDAY,
            WEDNESDAY.replace("28800", "\"all day\""),
            [
                "[?, ?]",
                "[at least 0 h, at least 0 h, at least 0 h, at least 0 h, 84 h, 84 h]",
                "20: `all day` is not a number of seconds that makes whole minutes for `duration_seconds`",
            ],
        ),
        (
            "\"type\": \"weekly_restriction\"",
            "\"type\": \"monthly_restriction\"".to_owned(),
            [
                "[?, ?]",
                "[at least 0 h, at least 0 h, at least 0 h, at least 0 h, 84 h, 84 h]",
                "18: `monthly_restriction` is not `daily_restriction` or `weekly_restriction` for `type`",
            ],
        ),
        (
            "\"restrictions\": []",
            "\"restrictions\": \"all\"".to_owned(),
            [
                "[?, 40 h]",
                "[at least 0 h, at least 0 h, 20 h, 20 h, 84 h, 84 h]",
                "33: `all` is not a list for `restrictions`",
            ],
        ),
        (
            "\"restrictions\": []",
            "\"restrictions\": [7]".to_owned(),
            [
                "[?, 40 h]",
                "[at least 0 h, at least 0 h, 20 h, 20 h, 84 h, 84 h]",
                "33: there is no `duration_seconds` here, which should be a number of seconds that makes whole minutes; 33: there is no `start_time_of_day` here, which should be a time of day, as in `09:00`",
            ],
        ),
        (
            "\"end\": null",
            "\"end\": \"soon\"".to_owned(),
            [
                "[?, ?]",
                "[at least 0 h, at least 0 h, at least 0 h, at least 0 h, 84 h, 84 h]",
                "11: `soon` is not a date and time, as in `2026-06-01T09:00:00Z` for `end`",
            ],
        ),
        (
            LOWEST,
            LOWEST.replacen("\"2025-11-03T09:00:00+01:00\"", "7", 1),
            [
                "[?, 40 h]",
                "[at least 0 h, at least 0 h, 20 h, 20 h, 84 h, 84 h]",
                "27: `7` is not a date and time, as in `2026-06-01T09:00:00Z` for `start`",
            ],
        ),
        (
            LOWEST,
            LOWEST.replace("604800", "\"a week\""),
            [
                "[128 h, 40 h]",
                "[0 h to 128 h, 0 h to 128 h, 20 h, 20 h, 84 h, 84 h]",
                "28: `a week` is not a number of seconds that makes whole minutes for `rotation_turn_length_seconds`",
            ],
        ),
        (
            LOWEST,
            LOWEST.replace("\"rotation_virtual_start\": \"2025-11-03T09:00:00+01:00\", ", ""),
            [
                "[128 h, 40 h]",
                "[64 h, 64 h, 20 h, 20 h, 84 h, 84 h]",
                "26: there is no `rotation_virtual_start` here, which should be a date and time, as in `2026-06-01T09:00:00Z`",
            ],
        ),
        (
            "{\"user\": {\"id\": \"PUBEN01\", ",
            "{\"user\": {".to_owned(),
            [
                "[?, 40 h]",
                "[at least 0 h, at least 20 h, at least 20 h, at least 84 h, at least 84 h, ?]",
                "31: this is not something with an `id` for `users`",
            ],
        ),
        (
            "\"users\": [\n",
            "\"users\": 5, \"people\": [\n".to_owned(),
            [
                "[?, ?]",
                "[at least 0 h, at least 0 h, at least 84 h, at least 84 h, ?]",
                "13: `5` is not a list for `users`",
            ],
        ),
    ];
    let said: Vec<[String; 3]> = cases.iter().map(|(old, new, _)| broken(old, new)).collect();
    let expected: Vec<[&str; 3]> = cases.iter().map(|(.., expected)| *expected).collect();
    assert_eq!(said, expected);
}

#[test]
fn what_is_broken_elsewhere_is_told_where_it_stands() {
    for (path, old, new, message) in [
        (
            "escalation_policies.json",
            "\"num_loops\": 2",
            "\"num_loops\": -2",
            "`-2` is not a whole number for `num_loops`",
        ),
        (
            "escalation_policies.json",
            "\"escalation_delay_in_minutes\": 15",
            "\"escalation_delay_in_minutes\": \"soon\"",
            "`soon` is not a whole number for `escalation_delay_in_minutes`",
        ),
        (
            "services.json",
            "\"start_time\": \"08:00:00\"",
            "\"start_time\": 8",
            "`8` is not a time of day, as in `09:00` for `start_time`",
        ),
        ("services.json", "[1, 2, 3, 4, 5]", "[0]", "`0` is not a day of the week from 1 to 7 for `days_of_week`"),
        ("services.json", "\"id\": \"PSVC002\", ", "", "there is no `id` here, which should be what others name it by"),
        (
            "analytics-services.json",
            "\"total_off_hour_interruptions\": ",
            "\"total_off_hour_interruptions\": -",
            "is not a number of interruptions for `total_off_hour_interruptions`",
        ),
        (
            "members-PTPAY01.json",
            "\"user\": ",
            "\"person\": ",
            "this is not somebody with a `user` and its `id` for `members`",
        ),
        ("users.json", "\"teams\": [", "\"teams\": [7, ", "`7` is not something with an `id` for `teams`"),
    ] {
        let text = FILES.iter().find(|(known, _)| *known == path).expect(path).1;
        assert!(text.contains(old), "{old}");
        let broken = text.replacen(old, new, 1);
        let told = told(&with(path, &broken));
        let invalid: Vec<&String> = told.iter().filter(|one| one.starts_with("invalid-value")).collect();
        assert!(invalid.iter().any(|one| one.contains(message)), "{new}: {told:?}");
    }
    let broken = FILES[5].1.replacen("\"start_time\": \"08:00:00\"", "\"start_time\": 8", 1);
    let world = world(&with("services.json", &broken));
    let coverage = world.says("rotations.filter(one, one.id == \"payments-on-call\").first().coverage");
    assert!(coverage.starts_with("unknown"), "{coverage}");
}

#[test]
fn a_deleted_user_keeps_the_turn_that_reaches_nobody() {
    let gone = FILES[3].1.replace(
        r#"{"id": "PUBEN01", "type": "user_reference", "summary": "Ben Okoro"}"#,
        r#"{"id": "PUBEN01", "type": "user_reference", "summary": "Ben Okoro", "deleted_at": "2026-01-01T00:00:00Z"}"#,
    );
    let files = with("schedules.json", &gone);
    let expected = "turn-of-nobody schedules.json:31: a turn of `Nights and weekends` in `payments-on-call` reaches nobody: user `Ben Okoro` is deleted or inactive";
    assert!(told(&files).contains(&expected.to_owned()), "{:?}", told(&files));
    // Hours of the layer above are what they were.
    let world = world(&files);
    assert_eq!(world.says("onCallPeople.filter(one, one.id == \"cem\").map(one, one.onCall.hoursPerWeek)"), "[20 h]");
}

#[test]
fn people_are_matched_by_mail_then_login_then_name() {
    let org = "people:\n  lopez: {email: ana@acme.example}\n  ben: {}\n  c-yilmaz: {name: Cem Yılmaz}\n  dia-1: {name: Dia Novak}\n  dia-2: {name: Dia Novak}\n";
    let mut files = FILES.to_vec();
    files.push(("org.yaml", org));
    let world = world(&files);
    says(&world, &[("onCallPeople.map(one, one.id)", "[ben, c-yilmaz, dia, eli, fay, lopez]")]);
    let is_about_people = |one: &String| one.starts_with("unmatched") || one.starts_with("ambiguous");
    let unmatched: Vec<String> = told(&files).into_iter().filter(is_about_people).collect();
    assert_eq!(
        unmatched,
        [
            "ambiguous-match users.json:14: user `Dia Novak` may be `dia-1` or `dia-2`, which both are called so: none is taken",
            "unmatched-people users.json:15: 2 users are nobody whom another file declares: `Eli Brandt` and `Fay Sato`"
        ]
    );
}

#[test]
fn an_export_closes_nothing_that_another_file_speaks_of() {
    let org = "services: {web: {owner: shop, rotation: night}}\n";
    let mut files = FILES.to_vec();
    files.push(("org.yaml", org));
    let rules = check(&files).rule_names();
    assert!(!rules.iter().any(|rule| rule == "unknown-reference"), "{rules:?}");
}

#[test]
fn json_of_other_programs_is_counted_and_not_named() {
    let run = Program::new(&["check", "--format", "json"])
        .file("org.yaml", "teams: {web: {members: [ana]}}\n")
        .file("package.json", "{\"name\": \"web\", \"dependencies\": {}}")
        .file("users.json", "{\"users\": [{\"id\": 1, \"name\": \"Ana\"}]}")
        .file("teams.json", "{\"teams\": [{\"id\": \"web\", \"type\": \"team\"}]}")
        .file("broken.json", "{\"users\": [{\"name\": \"Ana\"}, {\"id\"")
        .file("list.json", "[1, 2, 3]")
        .file("empty.json", "")
        .run();
    let report = run.json();
    assert_eq!((report["summary"]["files"].as_u64(), report["summary"]["ignoredFiles"].as_u64()), (Some(7), Some(6)));
    assert_eq!(report["ignored"], serde_json::json!([]));
    assert_eq!(report["summary"]["errors"], 0);
    // One that is named is expected to count.
    let named =
        Program::new(&["check", "--format", "json", "package.json"]).file("package.json", "{\"name\": \"web\"}").run();
    assert_eq!(named.rule_names(), ["not-an-organisation-file"]);
    let ours = Program::new(&["check", "--format", "json", "org.json"])
        .file("org.json", "{\"teams\": {\"web\": {\"members\": [\"ana\"]}}}")
        .run();
    assert_eq!(ours.json()["summary"]["entities"], 2);
}

#[test]
fn the_words_of_the_export_are_those_of_messages() {
    let run = Program::new(&["check", "--as-of", "2026-06-15", "."]);
    let run = FILES.iter().fold(run, |run, (path, text)| run.file(path, text)).run();
    assert!(run.stdout.contains("help: name the one team that answers for it: `teams: TEAM`"), "{}", run.stdout);
}

/// A policy that pages a schedule whose only layer has this end and these users, and then two people.
fn pages_a_schedule(end: &str, users: &str) -> String {
    format!(
        r#"{{"users": [{{"id": "PANA", "type": "user", "name": "Ana", "email": "ana@acme.example", "teams": []}},
          {{"id": "PBEN", "type": "user", "name": "Ben", "email": "ben@acme.example", "teams": []}}],
        "schedules": [{{"id": "PDESK", "type": "schedule", "name": "Desk", "time_zone": "UTC", "teams": [], "schedule_layers": [
          {{"name": "L", "start": "2025-01-06T10:00:00Z", "end": {end}, "rotation_virtual_start": "2025-01-06T10:00:00Z",
            "rotation_turn_length_seconds": 604800, "restrictions": [], "users": [{users}]}}]}}],
        "escalation_policies": [{{"id": "PPOL", "type": "escalation_policy", "name": "Desk", "teams": [], "escalation_rules": [
          {{"id": "PR1", "escalation_delay_in_minutes": 10, "targets": [{{"id": "PDESK", "type": "schedule_reference", "summary": "Desk"}}]}},
          {{"id": "PR2", "escalation_delay_in_minutes": 10, "targets": [{{"id": "PANA", "type": "user_reference", "summary": "Ana"}},
            {{"id": "PBEN", "type": "user_reference", "summary": "Ben"}}]}}]}}]}}"#
    )
}

#[test]
fn a_schedule_whose_layers_are_over_or_empty_reaches_nobody() {
    const ANA: &str = r#"{"user": {"id": "PANA", "type": "user_reference", "summary": "Ana"}}"#;
    let told = |end: &str, users: &str| check(&[("pd.json", &pages_a_schedule(end, users))]).rule_names();
    let reaches_nobody = |end, users| told(end, users).contains(&"no-backup".to_owned());
    assert!(!reaches_nobody("null", ANA));
    assert!(!reaches_nobody("\"2026-07-01T00:00:00Z\"", ANA));
    assert!(reaches_nobody("\"2026-03-01T00:00:00Z\"", ANA));
    assert!(reaches_nobody("null", ""));
}

#[test]
fn whoever_is_in_a_team_here_is_not_all_of_it() {
    let members = "teams.map(team, team.members.size() >= 1)";
    let fewer = "teams.map(team, team.members.size() < 9)";
    let export = r#"{"teams": [{"id": "PTEAM", "type": "team", "name": "Billing"}],
      "users": [{"id": "PANA", "type": "user", "name": "Ana", "email": "ana@acme.example", "teams": [{"id": "PTEAM", "type": "team_reference", "summary": "Billing"}]}],
      "services": [{"id": "PSERV", "type": "service", "name": "Checkout", "status": "active", "escalation_policy": null, "teams": [{"id": "PTEAM", "type": "team_reference", "summary": "Billing"}]}]}"#;
    let export = ("pd.json", export);
    let group =
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: billing}\nspec: {type: team, children: []}\n";
    let listing = group.replace("children", "members: [ben], children");
    says(&world(&[export]), &[(members, "[true]"), (fewer, "[?]")]);
    says(&world(&[export, ("catalog-info.yaml", group)]), &[(members, "[true]"), (fewer, "[?]")]);
    says(&world(&[export, ("catalog-info.yaml", &listing)]), &[(members, "[true]"), (fewer, "[true]")]);
}
