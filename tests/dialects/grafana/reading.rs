//! What an export says, in its documented shapes.

use crate::support::world::Texts;

pub const FILES: [(&str, &str); 6] = [
    ("schedules.json", include_str!("export/schedules.json")),
    ("on_call_shifts.json", include_str!("export/on_call_shifts.json")),
    ("escalation_policies.json", include_str!("export/escalation_policies.json")),
    ("escalation_chains.json", include_str!("export/escalation_chains.json")),
    ("users.json", include_str!("export/users.json")),
    ("teams.json", include_str!("export/teams.json")),
];

/// As of 2026-06-15.
const TODAY: i32 = 20_619;

#[test]
fn everything_that_is_documented_is_read() {
    let world = Texts::of(FILES).all_known().build(TODAY);
    for (expression, expected) in [
        ("people.map(one, one.id)", "[ana, ben, cem, dia]"),
        ("teams.map(one, one.id)", "[payments]"),
        ("teams.map(one, one.members.size())", "[at least 3]"),
        ("rotations.map(one, one.id)", "[from-a-calendar, payments]"),
        ("rotations.filter(one, has(one.team)).map(one, one.team.id)", "[payments]"),
        (
            "rotations.filter(one, one.id == \"payments\").first().layers.map(layer, layer.activeHours)",
            "[128 h, 40 h, 1 h, 1 h]",
        ),
        (
            "rotations.filter(one, one.id == \"payments\").first().layers.map(layer, layer.participations.map(part, part.hoursPerWeek).sum(hours, hours))",
            "[128 h, 40 h, 1 h, 1 h]",
        ),
        ("escalations.map(one, one.id)", "[payments-all-of-it]"),
        ("escalations.first().levels.size()", "3"),
        ("escalations.first().levels.filter(one, has(one.timeout)).map(level, level.timeout)", "[5m, 15m]"),
    ] {
        assert_eq!(world.says(expression), expected, "{expression}");
    }
    assert_eq!(
        world.complaints(),
        [
            "`ical_url_primary` is not read: what is on call stands in a calendar elsewhere",
            "`notify_person_next_each_time` is not read: another one is paged each time, and whom a level reaches then is not judged",
            "`single_event` is not read: it happens once, and says nothing of a usual week",
        ]
    );
}

#[test]
fn a_page_of_several_is_told() {
    let page = |number: u32, next: &str| {
        format!(
            r#"{{"count": 2, "next": {next}, "results": [{{"id": "T{number}", "name": "Team {number}", "email": ""}}], "current_page_number": {number}, "page_size": 1, "total_pages": 2}}"#
        )
    };
    let complaints = |pages: &[(u32, &str)]| -> Vec<String> {
        let pages = pages.iter().map(|(number, next)| (format!("{number}.json"), page(*number, next)));
        Texts::of(pages).all_known().build(TODAY).complaints().into_iter().map(str::to_owned).collect()
    };
    assert_eq!(complaints(&[(1, "\"https://example.org/?page=2\""), (2, "null")]), [""; 0]);
    assert_eq!(
        complaints(&[(1, "\"https://example.org/?page=2\"")]),
        ["this is one page of several: teams from number 2 on are in no file"]
    );
}

#[test]
fn what_is_broken_is_told_and_is_no_hours() {
    let broken = |path: &str, old: &str, new: &str| {
        let files = FILES.map(|(known, text)| {
            assert!(known != path || text.contains(old), "{old}");
            (known, if known == path { text.replacen(old, new, 1) } else { text.to_owned() })
        });
        let world = Texts::of(files).all_known().build(TODAY);
        let told = world.findings.iter().filter(|finding| finding.rule == "invalid-value");
        let told: Vec<&str> = told.map(|finding| finding.message.as_str()).collect();
        let hours =
            world.says("rotations.filter(one, one.id == \"payments\").first().layers.map(one, one.activeHours)");
        (hours.split(" and maybe").next().unwrap_or_default().to_owned(), told.join("; "))
    };
    for (old, new, expected, message) in [
        (
            "\"by_day\": [\"MO\", \"TU\"",
            "\"by_day\": [\"MO\", \"XX\"",
            "[?, ?, 1 h, 1 h]",
            "`XX` is not a day of the week, as in `MO` for `by_day`",
        ),
        (
            "\"duration\": 28800",
            "\"duration\": 0",
            "[?, ?, 1 h, 1 h]",
            "`0` is not a number of seconds that makes whole minutes for `duration`",
        ),
        ("\"level\": 1", "\"level\": \"top\"", "[?, ?, ?, ?]", "`top` is not a whole number for `level`"),
        (
            "\"until\": null",
            "\"until\": \"ever\"",
            "[?, 40 h, 1 h, 1 h]",
            "`ever` is not a date and time, as in `2026-06-01T09:00:00Z` for `until`",
        ),
        (
            "\"frequency\": \"weekly\", ",
            "",
            "[?, 40 h, 1 h, 1 h]",
            "there is no `frequency` here, which should be `hourly`, `daily` or `weekly`",
        ),
        (
            "\"week_start\": \"MO\",\n      \"rolling_users\": [[\"UCEM",
            "\"week_start\": 0,\n      \"rolling_users\": [[\"UCEM",
            "[128 h, 40 h, 1 h, 1 h]",
            "`0` is not a day of the week, as in `MO` for `week_start`",
        ),
        (
            "\"start_rotation_from_user_index\": 1",
            "\"start_rotation_from_user_index\": \"one\"",
            "[128 h, ?, 1 h, 1 h]",
            "`one` is not a whole number for `start_rotation_from_user_index`",
        ),
        (
            "[\"UCEM000000001\"]",
            "[{\"id\": 7}]",
            "[128 h, ?, 1 h, 1 h]",
            "this is not the id of a user for `rolling_users`",
        ),
    ] {
        assert_eq!(broken("on_call_shifts.json", old, new), (expected.to_owned(), message.to_owned()), "{new}");
    }
    let (_, told) = broken("escalation_policies.json", "\"duration\": 300", "\"duration\": \"5m\"");
    assert_eq!(told, "`5m` is not a number of seconds that makes whole minutes for `duration`");
}

#[test]
fn an_override_takes_no_layer_from_its_schedule() {
    let shifts = r#"{"results": [
        {"id": "OWEEK0000001", "team_id": null, "name": "All week", "type": "rolling_users", "time_zone": null, "level": 0, "start": "2026-01-05T00:00:00", "duration": 604800, "frequency": "weekly", "interval": 1, "week_start": "MO", "rolling_users": [["UANA00000001"]]},
        {"id": "OOVER0000001", "team_id": null, "name": "Instead of Ana", "type": "override", "time_zone": null, "level": 99, "start": "2026-06-01T00:00:00", "duration": 3600, "users": ["UBEN00000001"]}]}"#;
    let schedules = r#"{"results": [{"id": "SPAY00000001", "name": "Payments", "type": "web", "team_id": null, "time_zone": "UTC", "shifts": ["OWEEK0000001", "OOVER0000001"]}]}"#;
    let world = Texts::of([("shifts.json", shifts), ("schedules.json", schedules)]).all_known().build(TODAY);
    assert_eq!(world.says("layers.map(one, one.activeHours)"), "[168 h]");
    let expected = "`override` is not read: it happens once, and says nothing of a usual week";
    assert!(world.complaints().contains(&expected), "{:?}", world.complaints());
}

#[test]
fn a_page_of_shifts_is_one_too() {
    let shifts = r#"{"count": 70, "next": "https://oncall.example.org/api/v1/on_call_shifts/?page=2", "results": [
        {"id": "OWEEK0000001", "team_id": null, "name": "All week", "type": "rolling_users", "time_zone": null, "level": 0, "start": "2026-01-05T00:00:00", "duration": 604800, "frequency": "weekly", "interval": 1, "week_start": "MO", "rolling_users": [["UANA00000001"]]}], "current_page_number": 1, "page_size": 50}"#;
    let world = Texts::of([("shifts.json", shifts)]).all_known().build(TODAY);
    assert_eq!(world.complaints()[0], "this is one page of several: shifts from number 2 on are in no file");
}
