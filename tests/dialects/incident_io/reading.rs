//! What an export says, in its documented shapes.

use crate::support::world::{Texts, World};

const FILES: [(&str, &str); 3] = [
    ("schedules.json", include_str!("export/schedules.json")),
    ("users.json", include_str!("export/users.json")),
    ("escalation_paths.json", include_str!("export/escalation_paths.json")),
];

/// As of 2026-06-15.
fn world(files: &[(&str, &str)]) -> World {
    Texts::of(files.iter().copied()).all_known().build(20_619)
}

/// The example with something else in a file.
fn with(path: &str, old: &str, new: &str) -> World {
    let files = FILES.map(|(known, text)| {
        assert!(known != path || text.contains(old), "{old}");
        (known, if known == path { text.replacen(old, new, 1) } else { text.to_owned() })
    });
    Texts::of(files).all_known().build(20_619)
}

#[test]
fn everything_that_is_documented_is_read() {
    let world = world(&FILES);
    for (expression, expected) in [
        ("people.map(one, one.id)", "[ana, ben, cem, dia, eli, fay]"),
        ("rotations.map(one, one.id)", "[payments-on-call]"),
        ("rotations.map(one, one.coveredHours)", "[168 h]"),
        // What is on call elsewhere at that time is another rotation's, and nobody is booked twice.
        ("layers.map(one, one.activeHours)", "[40 h, 128 h]"),
        ("onCallPeople.map(one, one.id)", "[ana, ben, cem, dia, eli, fay]"),
        ("onCallPeople.map(one, one.onCall.hoursPerWeek)", "[20 h, 20 h, 64 h, 64 h, 64 h, 64 h]"),
        ("onCallPeople.map(one, one.onCall.doubleBookedHours).sum(hours, hours)", "0 h"),
        ("layers.map(one, one.turn)", "[1w, 1w]"),
        ("escalations.map(one, one.id)", "[by-the-alert, payments]"),
        ("escalations.filter(one, one.id == \"payments\").first().levels.map(level, level.timeout)", "[15m, 30m]"),
    ] {
        assert_eq!(world.says(expression), expected, "{expression}");
    }
    assert_eq!(
        world.complaints(),
        [
            "`if_else` is not read: which way an alert goes depends on the alert, and what comes from there on is not judged",
            "`round_robin_config` is not read: its targets are paged one after the other, and whom a level reaches then is not judged",
        ]
    );
}

#[test]
fn a_page_of_several_and_an_id_that_refers_to_nothing_are_told() {
    let page = with("users.json", "{\"page_size\"", "{\"after\": \"01FCNDV6P870EA6S7TK1DSYDG5\", \"page_size\"");
    assert!(page.complaints().contains(&"this is one page of several: users behind it are in no file"));
    let lost = with("users.json", "01FCNDV6P870EA6S7TK1DSYDG4", "01FCNDV6P870EA6S7TK1DSYDZ9");
    let told = "user `Eli Brandt` (`01FCNDV6P870EA6S7TK1DSYDG4`) is not among the users of the export";
    assert!(lost.complaints().contains(&told), "{:?}", lost.complaints());
    let bare = world(&FILES[..1]);
    assert_eq!(bare.complaints(), ["the export names 6 users, and has no list of them"]);
    assert_eq!(bare.says("onCallPeople.size()"), "6");
    let text = FILES[0].1;
    let cut = &text[..text.find("\"saturday\"").expect("a day")];
    let world = world(&[("schedules.json", cut)]);
    assert!(world.complaints().iter().any(|message| message.contains("the file ends in the middle")));
    let hours = world.says("rotations.first().coveredHours");
    assert!(hours.starts_with("unknown"), "{hours}");
}

#[test]
fn what_is_broken_is_told_and_is_no_hours() {
    for (old, new, expected, message) in [
        ("\"09:00\"", "\"9\"", "[?, 128 h]", "`9` is not a time of day, as in `09:00` for `start_time`"),
        ("\"monday\"", "\"mnday\"", "[?, 128 h]", "`mnday` is not a day of the week for `weekday`"),
        (
            "\"interval_type\": \"weekly\"",
            "\"interval_type\": \"monthly\"",
            "[40 h, 128 h]",
            "`monthly` is not `hourly`, `daily` or `weekly` for `interval_type`",
        ),
        (
            "\"effective_from\": null, \"handover_start_at\": \"2026-01-05T08:00:00Z\"",
            "\"effective_from\": \"soon\", \"handover_start_at\": \"2026-01-05T08:00:00Z\"",
            "[?, 128 h]",
            "`soon` is not a date and time, as in `2026-06-01T09:00:00Z` for `effective_from`",
        ),
        (
            "{\"id\": \"01FCNDV6P870EA6S7TK1DSYDG0\", ",
            "{",
            "[?, 128 h]",
            "this is not something with an `id` for `users`",
        ),
        (
            "[{\"interval\": 1, \"interval_type\": \"weekly\"}]",
            "[{\"interval\": 2, \"interval_type\": \"daily\"}, {\"interval\": 5, \"interval_type\": \"daily\"}]",
            "[40 h, 128 h]",
            "`handovers` is not read: turns that last differently long follow from more than the list, and whose hours are which is not judged",
        ),
    ] {
        let world = with("schedules.json", old, new);
        assert!(world.complaints().contains(&message), "{new}: {:?}", world.complaints());
        let hours = world.says("layers.map(one, one.activeHours)");
        assert_eq!(hours.split(" and maybe").next(), Some(expected), "{new}");
    }
}
