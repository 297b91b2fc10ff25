//! What an export says, in its documented shapes.

use crate::support::program::Program;
use crate::support::world::Texts;

const FILES: [(&str, &str); 4] = [
    ("schedules.json", include_str!("export/schedules.json")),
    ("escalations.json", include_str!("export/escalations.json")),
    ("users.json", include_str!("export/users.json")),
    ("team-payments.json", include_str!("export/team-payments.json")),
];

/// As of 2026-06-15.
const TODAY: i32 = 20_619;

#[test]
fn everything_that_is_documented_is_read() {
    let world = Texts::of(FILES).all_known().build(TODAY);
    for (expression, expected) in [
        ("people.map(one, one.id)", "[ana, ben, cem]"),
        ("people.map(one, one.utcOffset)", "[2h, 9h, 2h]"),
        ("teams.map(one, one.id)", "[payments]"),
        ("teams.map(one, one.members.size())", "[at least 3]"),
        ("rotations.map(one, one.id)", "[payments_schedule]"),
        ("rotations.map(one, one.team.id)", "[payments]"),
        ("layers.map(one, one.id)", "[Days, Nights]"),
        ("layers.map(one, one.activeHours)", "[104.5 h, 84 h]"),
        ("layers.map(one, one.turn)", "[1w, 12h]"),
        (
            "layers.map(one, one.firstTurn)",
            "[Mon 2026-01-05 09:00 to Mon 2026-01-12 09:00, Mon 2026-01-05 20:00 to Tue 2026-01-06 08:00]",
        ),
        // The night is cut at eight, where the empty turn begins.
        ("onCallPeople.map(one, one.onCall.hoursPerWeek)", "[52.3 h, 52.3 h, 84 h]"),
        ("escalations.map(one, one.levels.size())", "[3]"),
        ("escalations.first().levels.filter(one, has(one.timeout)).map(level, level.timeout)", "[10m, 50m]"),
        ("escalations.first().levels.filter(one, one.number == 2).map(level, level.people.size())", "[3]"),
    ] {
        assert_eq!(world.says(expression), expected, "{expression}");
    }
    assert_eq!(
        world.complaints(),
        [
            "a turn of `Nights` in `payments_schedule` reaches nobody: it is empty",
            "`enabled` is not read: a schedule that is not enabled pages nobody",
            "`notifyType` is not read: whom it pages then depends on who is on call, and is not judged",
        ]
    );
}

#[test]
fn what_follows_it_has_other_keys_and_the_same_meaning() {
    let schedules = r#"{"values": [{"id": "s-1", "name": "Nights", "timezone": "UTC", "enabled": true, "teamId": "t-1",
        "rotations": [{"id": "r-1", "name": "All", "startDate": "2026-01-05T00:00:00Z", "type": "daily", "length": 2,
        "participants": [{"id": "u-1", "type": "user"}, {"type": "noone"}]}]}], "links": {"next": ""}}"#;
    let escalations = r#"{"values": [{"id": "e-1", "name": "Nights", "enabled": true, "rules": [
        {"condition": "if-not-acked", "notifyType": "default", "delay": 0, "recipient": {"id": "s-1", "type": "schedule"}},
        {"condition": "if-not-acked", "notifyType": "all", "delay": 5, "recipient": {"id": "t-1", "type": "team"}}]}], "links": {}}"#;
    let world = Texts::of([("a.json", schedules), ("b.json", escalations)]).all_known().build(TODAY);
    for (expression, expected) in [
        ("layers.map(one, one.turn)", "[2d]"),
        ("onCallPeople.map(one, one.onCall.hoursPerWeek)", "[84 h]"),
        ("escalations.first().levels.map(level, level.targets.size())", "[1, 1]"),
    ] {
        assert_eq!(world.says(expression), expected, "{expression}");
    }
}

#[test]
fn a_page_of_several_and_a_cut_off_one_are_told() {
    let more = FILES[2].1.replace("\"took\": 0.2", "\"paging\": {\"next\": \"https://api.example/v2/users?offset=3\"}");
    let cut = &FILES[0].1[..1_200];
    let run = Program::new(&["check", "--format", "json", "--as-of", "2026-06-15", "."])
        .file("users.json", &more)
        .file("schedules.json", cut)
        .run();
    let rules = run.rule_names();
    assert_eq!(run.code, 1);
    assert!(rules.contains(&"incomplete-export".to_owned()) && rules.contains(&"syntax-error".to_owned()), "{rules:?}");
}

#[test]
fn what_is_broken_is_told_and_is_no_hours() {
    let hours = |path: &str, old: &str, new: &str| {
        let files = FILES.map(|(known, text)| {
            assert!(known != path || text.contains(old), "{old}");
            (known, if known == path { text.replacen(old, new, 1) } else { text.to_owned() })
        });
        let world = Texts::of(files).all_known().build(TODAY);
        let told = world.findings.iter().filter(|finding| finding.rule == "invalid-value");
        let told: Vec<&str> = told.map(|finding| finding.message.as_str()).collect();
        let hours = world.says("layers.map(one, one.activeHours)");
        (hours.split(" and maybe").next().unwrap_or_default().to_owned(), told.join("; "))
    };
    for (old, new, expected, message) in [
        (
            "\"startDay\": \"monday\"",
            "\"startDay\": \"mnday\"",
            "[?, 84 h]",
            "`mnday` is not a day of the week for `startDay`",
        ),
        (
            "\"startDay\": \"monday\", ",
            "",
            "[?, 84 h]",
            "there is no `startDay` here, which should be a day of the week",
        ),
        ("\"startHour\": 9", "\"startHour\": 25", "[?, 84 h]", "`25` is not an hour from 0 to 24 for `startHour`"),
        (
            "\"restriction\": {",
            "\"hours\": {",
            "[104.5 h, ?]",
            "this is not hours, under `restriction` or `restrictions` for `timeRestriction`",
        ),
        (
            "\"restriction\": {",
            "\"restriction\": \"nights\", \"hours\": {",
            "[104.5 h, ?]",
            "`nights` is not hours with `startHour` and `endHour` for `timeRestriction`",
        ),
        (
            "\"2026-01-05T08:00:00Z\"",
            "\"in January\"",
            "[?, 84 h]",
            "`in January` is not a date and time, as in `2026-06-01T09:00:00Z` for `startDate`",
        ),
        (
            "\"endDate\": null",
            "\"endDate\": true",
            "[?, 84 h]",
            "`true` is not a date and time, as in `2026-06-01T09:00:00Z` for `endDate`",
        ),
        (
            "\"type\": \"hourly\"",
            "\"type\": \"monthly\"",
            "[104.5 h, 84 h]",
            "`monthly` is not `hourly`, `daily` or `weekly` for `type`",
        ),
        ("\"length\": 12", "\"length\": 0", "[104.5 h, 84 h]", "`0` is not a whole number, from 1 on for `length`"),
        (
            "{\"type\": \"none\"}",
            "{\"type\": \"nobody\"}",
            "[104.5 h, ?]",
            "`nobody` is not a user, a team, an escalation or none, by `type` for `participants`",
        ),
        (
            "{\"type\": \"none\"}",
            "{\"type\": \"user\"}",
            "[104.5 h, ?]",
            "this is not a user with an `id` or a `username` for `participants`",
        ),
    ] {
        assert_eq!(hours("schedules.json", old, new), (expected.to_owned(), message.to_owned()), "{new}");
    }
    let (_, told) = hours("escalations.json", "\"timeAmount\": 10", "\"timeAmount\": \"soon\"");
    assert_eq!(told, "this is not a number of minutes, hours or days for `delay`");
    let (_, told) = hours("escalations.json", "\"recipient\": {\"type\": \"team\"", "\"who\": {\"type\": \"team\"");
    assert_eq!(told, "there is no `recipient` here, which should be something with an `id`");
}
