//! What two sources say of one rotation is said twice; what two pagers call by one name may be two.

use teamlint::vocabulary::kinds::Kind;

use crate::support::world::{Texts, World, built_in_rules_named};

/// As of 2026-06-15.
const TODAY: i32 = 20_619;

fn world(config: &str, files: &[(&str, &str)]) -> World {
    Texts::configured(config, files.iter().copied()).all_known().build(TODAY)
}

fn ids(world: &World, kind: Kind) -> Vec<String> {
    world.org.all(kind).map(|entity| world.org.stable_id(entity)).collect()
}

fn told(world: &World) -> Vec<&str> {
    let names = ["ambiguous-match", "conflicting-declaration", "duplicate-id", "unknown-reference"];
    world.findings.iter().filter(|one| names.contains(&one.rule.as_str())).map(|one| one.message.as_str()).collect()
}

/// What rules say, in words.
fn found(world: &World, rule: &str) -> Vec<String> {
    let judgement = world.judged_by(&built_in_rules_named(&[rule]));
    judgement.findings.into_iter().map(|finding| finding.message).collect()
}

const PEOPLE: &str = "people: {ana: {email: ana@acme.example}, ben: {email: ben@acme.example}}\n";

/// Weekly turns of users by their ids at the pager.
fn pagerduty(turns: &[&str]) -> String {
    let users = turns.iter().map(|id| format!(r#"{{"user": {{"id": "{id}", "type": "user_reference"}}}}"#));
    let users: Vec<String> = users.collect();
    format!(
        r#"{{"schedules": [{{"id": "PSCHED1", "name": "Payments", "time_zone": "UTC", "teams": [], "schedule_layers": [
            {{"id": "PL1", "name": "Primary", "start": "2026-01-05T09:00:00Z", "rotation_virtual_start": "2026-01-05T09:00:00Z",
              "rotation_turn_length_seconds": 604800, "users": [{}], "restrictions": []}}]}}],
          "users": [{{"id": "PU1", "name": "Ana", "email": "ana@acme.example"}}, {{"id": "PU2", "name": "Ben", "email": "ben@acme.example"}}],
          "escalation_policies": [{{"id": "PESC1", "name": "Payments", "num_loops": 0, "escalation_rules": [
            {{"id": "R1", "escalation_delay_in_minutes": 5, "targets": [{{"id": "PSCHED1", "type": "schedule_reference"}}]}},
            {{"id": "R2", "escalation_delay_in_minutes": 5, "targets": [{{"id": "PU2", "type": "user_reference"}}]}}]}}]}}"#,
        users.join(", ")
    )
}

const OPSGENIE: &str = r#"{"data": [{"id": "og-1", "name": "payments", "timezone": "UTC", "enabled": true, "rotations": [
  {"id": "r1", "name": "first", "startDate": "2026-01-05T09:00:00Z", "type": "weekly", "length": 1, "participants": [
    {"type": "user", "username": "ana@acme.example", "id": "u1"}, {"type": "user", "username": "ben@acme.example", "id": "u2"}]}]}]}"#;

#[test]
fn turns_that_a_file_and_a_pager_both_say_are_there_once() {
    let native = "rotations: {payments: {timezone: UTC, participants: [ana, ben], turn: 1w}}\n";
    let pager = pagerduty(&["PU1", "PU2"]);
    let both = world("", &[("a.yaml", PEOPLE), ("org.yaml", native), ("pager.json", &pager)]);
    assert_eq!(ids(&both, Kind::Rotation), ["rotation:payments"]);
    assert_eq!(both.says_of("rotation:payments", "it.layers.size()"), "1");
    assert_eq!(both.says_of("person:ana", "it.onCall.hoursPerWeek"), "84 h");
    assert_eq!(found(&both, "double-booked"), [""; 0]);
    assert_eq!(told(&both), [""; 0], "they agree");
}

#[test]
fn where_they_differ_the_first_counts_and_it_is_told_once() {
    let native = "rotations: {payments: {timezone: UTC, participants: [ana], turn: 1w}}\n";
    let pager = pagerduty(&["PU1", "PU2"]);
    let both = world("", &[("a.yaml", PEOPLE), ("org.yaml", native), ("pager.json", &pager)]);
    assert_eq!(both.says_of("person:ana", "it.onCall.hoursPerWeek"), "168 h");
    assert_eq!(both.says_of("rotation:payments", "it.layers.map(l, l.participants.map(p, p.id).join(' '))"), "[ana]");
    assert_eq!(
        told(&both),
        [
            "two files disagree on `layers` of rotation `payments`: `ana` in the native file, `ana, ben` in the PagerDuty export"
        ]
    );
}

#[test]
fn a_file_that_names_nobody_completes_the_turns_of_the_pager() {
    let native = "rotations: {payments: {layers: {primary: {utcOffset: \"+02:00\"}}, responseMinutes: 5}}\n";
    let pager = pagerduty(&["PU1", "PU2"]);
    let both = world("", &[("a.yaml", PEOPLE), ("org.yaml", native), ("pager.json", &pager)]);
    assert_eq!(
        both.says_of("rotation:payments", "it.layers.map(l, l.participants.map(p, p.id).join(' '))"),
        "[ana ben]"
    );
    assert_eq!(both.says_of("rotation:payments", "it.layers.size()"), "1");
    assert_eq!(both.says_of("rotation:payments", "it.responseMinutes"), "5");
}

#[test]
fn levels_of_an_escalation_are_there_once() {
    let native = "escalations: {payments: {levels: [{targets: [{rotation: payments}], timeout: 5m}, {targets: [{person: ben}], timeout: 5m}]}}\n";
    let pager = pagerduty(&["PU1", "PU2"]);
    let same = world("", &[("a.yaml", PEOPLE), ("org.yaml", native), ("pager.json", &pager)]);
    assert_eq!(same.says_of("escalation:payments", "it.levels.size()"), "2");
    assert_eq!(told(&same), [""; 0]);
    let other = native.replace("person: ben", "person: ana");
    let other = world("", &[("a.yaml", PEOPLE), ("org.yaml", &other), ("pager.json", &pager)]);
    assert_eq!(other.says_of("escalation:payments", "it.levels.size()"), "2");
    assert_eq!(
        told(&other),
        [
            "two files disagree on `levels` of escalation `payments`: `payments, ana` in the native file, `payments, ben` in the PagerDuty export"
        ]
    );
}

#[test]
fn schedules_of_two_pagers_are_two_until_somebody_says_that_they_are_one() {
    let pager = pagerduty(&["PU1", "PU2"]);
    let files = [("a.yaml", PEOPLE), ("opsgenie.json", OPSGENIE), ("pager.json", pager.as_str())];
    let apart = world("", &files);
    assert_eq!(ids(&apart, Kind::Rotation), ["rotation:payments-opsgenie", "rotation:payments-pagerduty"]);
    assert_eq!(
        told(&apart),
        [
            "rotation `payments` may be `payments-opsgenie` or `payments-pagerduty`, which both are called so: none is taken"
        ]
    );
    assert_eq!(ids(&apart, Kind::Escalation), ["escalation:payments"], "of these there is only one");
    for name in ["payments-opsgenie", "og-1"] {
        let config = format!("aliases: {{rotation:payments-pagerduty: [{name}]}}\n");
        let joined = world(&config, &files);
        assert_eq!(ids(&joined, Kind::Rotation), ["rotation:payments-pagerduty"], "{name}");
        assert_eq!(joined.says_of("rotation:payments-pagerduty", "it.layers.size()"), "1");
        assert_eq!(joined.says_of("person:ana", "it.onCall.hoursPerWeek"), "84 h");
        assert_eq!(found(&joined, "double-booked"), [""; 0]);
        assert_eq!(told(&joined), [""; 0]);
    }
}

#[test]
fn where_two_pagers_differ_on_one_rotation_a_rule_tells_it() {
    let pager = pagerduty(&["PU2"]);
    let files = [("a.yaml", PEOPLE), ("opsgenie.json", OPSGENIE), ("pager.json", pager.as_str())];
    let joined = world("aliases: {rotation:payments-pagerduty: [payments-opsgenie]}\n", &files);
    assert_eq!(told(&joined), [""; 0]);
    let drift = found(&joined, "sources-differ");
    assert_eq!(drift.len(), 1, "{drift:?}");
    assert!(drift[0].starts_with("`layers` of rotation `payments-pagerduty` is "), "{drift:?}");
}

#[test]
fn which_of_two_schedules_a_file_means_is_asked() {
    let pager = pagerduty(&["PU1", "PU2"]);
    let native = "rotations: {payments: {responseMinutes: 5}}\n";
    let files = [("a.yaml", PEOPLE), ("opsgenie.json", OPSGENIE), ("org.yaml", native), ("pager.json", pager.as_str())];
    let apart = world("", &files);
    assert_eq!(apart.org.declared(Kind::Rotation), 3);
    assert_eq!(
        told(&apart),
        [
            "rotation `payments` may be `payments-opsgenie` or `payments-pagerduty`, which both are called so: none is taken"
        ]
    );
    let decided = world("aliases: {rotation:payments: [payments-pagerduty]}\n", &files);
    assert_eq!(ids(&decided, Kind::Rotation), ["rotation:payments", "rotation:payments-opsgenie"]);
    assert_eq!(told(&decided), [""; 0]);
    let other = world(
        "aliases: {rotation:books: [payments-opsgenie]}\n",
        &[("b.yaml", "rotations: {books: {responseMinutes: 5}}\n"), files[0], files[1], files[2], files[3]],
    );
    assert_eq!(ids(&other, Kind::Rotation), ["rotation:books", "rotation:payments"], "the other one is left");
    assert_eq!(told(&other), [""; 0]);
}

#[test]
fn the_first_of_two_declarations_in_one_format_counts_alone() {
    let twice = [
        ("a.yaml", PEOPLE),
        ("b.yaml", "rotations: {payments: {participants: [ana, ben], turn: 1w}}\n"),
        ("c.yaml", "rotations: {payments: {participants: [ana, ben], turn: 1w}}\n"),
    ];
    let world = world("", &twice);
    assert_eq!(world.says_of("person:ana", "it.onCall.hoursPerWeek"), "84 h");
    assert_eq!(told(&world), ["rotation `payments` is declared twice"]);
}

#[test]
fn the_beginning_of_an_address_is_nobodys_login_whose_address_is_known() {
    let users = r#"{"users": [{"id": "PUSER01", "type": "user", "name": "A. Berg", "email": "ana@berg.example"}]}"#;
    let other = world("", &[("a.yaml", "people: {ana: {email: ana@acme.example}}\n"), ("users.json", users)]);
    assert_eq!(ids(&other, Kind::Person), ["person:ana", "person:ana@berg.example"]);
    assert!(other.complaints().iter().any(|told| told.contains("nobody whom another file declares")));
    let same = world("", &[("a.yaml", "people: {ana: {}}\n"), ("users.json", users)]);
    assert_eq!(ids(&same, Kind::Person), ["person:ana"], "whoever has no address is known by the login");
}

#[test]
fn who_may_be_one_of_two_is_neither() {
    let users = r#"{"users": [{"id": "PUSER01", "type": "user", "name": "A. Berg", "email": "ana@acme.example"}]}"#;
    let two = "people: {ana: {email: ana@acme.example}, anna: {email: ana@acme.example}}\n";
    let world = world("", &[("a.yaml", two), ("users.json", users)]);
    assert_eq!(world.org.declared(Kind::Person), 3, "{:?}", ids(&world, Kind::Person));
}
