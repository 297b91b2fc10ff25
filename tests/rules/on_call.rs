//! What the pages about load, size and backup say together: one cause is one finding.

use teamlint::rule::Rule;

use crate::support::program::Program;
use crate::support::world::{Texts, built_in_rules};

/// Findings as `rule severity: message -- help`, and after them what could not be judged.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    told_by(|rule| ["on-call-overload", "rotation-too-small", "no-backup"].contains(&rule.name.as_str()), files)
}

/// The pages about the hours and pages of rotations.
const ABOUT_LAYERS: [&str; 13] = [
    "coverage-gap",
    "double-booked",
    "follow-the-sun-night-shift",
    "night-page-without-rest",
    "no-backup",
    "off-hours-pages",
    "on-call-overload",
    "page-overload",
    "rotation-too-small",
    "shift-too-long",
    "toil-cap-exceeded",
    "unbalanced-rotation",
    "working-time-limit",
];

/// The messages of all pages about the hours and pages of rotations.
fn all_told(files: &[(&str, &str)]) -> Vec<String> {
    let mut told = told_by(|rule| ABOUT_LAYERS.contains(&rule.name.as_str()), files);
    told.retain(|line| !line.contains(": not judged"));
    told.iter().map(|line| line.split(" -- ").next().unwrap_or_default().to_owned()).collect()
}

fn told_by(counts: impl Fn(&Rule) -> bool, files: &[(&str, &str)]) -> Vec<String> {
    let mut rules = built_in_rules();
    rules.retain(counts);
    let world = Texts::without_taxonomy(files.iter().copied()).build(20_500);
    let judged = world.judged_by(&rules);
    let mut told: Vec<String> = judged
        .findings
        .iter()
        .map(|f| format!("{} {}: {} -- {}", f.rule, f.severity.as_str(), f.message, f.help.as_deref().unwrap_or("")))
        .collect();
    told.extend(
        world
            .not_judged(&judged, &rules)
            .into_iter()
            .map(|one| format!("{} of {:?}: not judged, for want of {}", one.rule, one.entity, one.missing.join(", "))),
    );
    told
}

fn about_load(mut told: Vec<String>) -> Vec<String> {
    told.retain(|line| line.starts_with("on-call-overload"));
    told
}

const TEAM_OF_THREE: &str = "team: infra
members: [ada, bo, chen]
onCall: {coverage: 24x7, turn: 1w, pages: {perWeek: 3}}
";

#[test]
fn a_team_of_three_is_overloaded_and_without_backup_but_not_also_too_small() {
    assert_eq!(
        told(&[("teams.yaml", TEAM_OF_THREE)]),
        [
            "on-call-overload warning: `ada`, `bo` and `chen` are each on call 56 h a week, 33.3 % of the time; the limit is 25 % (`maxShare`) -- promise fewer hours, such as `coverage: business-hours`; or let 4 people share all turns of `infra` evenly, though `rotation-too-small` may ask for more around the clock",
            "no-backup warning: `infra` has no backup: no escalation pages it, and it has no secondary layer -- let an escalation page it, and its team next: `levels: [{targets: [{rotation: infra}], timeout: 5m}, {targets: [{team: infra}]}]`; or add a secondary layer",
            "no-backup of None: not judged, for want of escalations",
        ]
    );
}

#[test]
fn a_team_of_three_has_four_faults() {
    assert_eq!(
        all_told(&[("teams.yaml", TEAM_OF_THREE)]),
        [
            "night-page-without-rest warning: `infra` is paged 1.25 times a week between 22:00 and 08:00, and nothing says that people may rest afterwards: it takes 11 h (`minRestHours`)",
            "off-hours-pages warning: whoever is on call in `infra` is paged 2.11 times a week outside business hours; the limit is 2 (`maxPerWeek`)",
            "on-call-overload warning: `ada`, `bo` and `chen` are each on call 56 h a week, 33.3 % of the time; the limit is 25 % (`maxShare`)",
            "no-backup warning: `infra` has no backup: no escalation pages it, and it has no secondary layer",
        ]
    );
}

#[test]
fn two_sites_are_paged_in_the_evening_and_have_few_people_and_nothing_else() {
    let org = "
rotations:
  payments:
    coverage: 24x7
    followTheSun: true
    start: 2026-01-05
    turn: 1w
    handoff: {day: mon, time: '10:00'}
    responseMinutes: 5
    pages: {perWeek: 14}
    layers:
      berlin: {utcOffset: '+01:00', participants: [ana, ben, cem, dia, eli], restrictions: [{from: '08:00', to: '20:00'}]}
      sf: {utcOffset: '-08:00', participants: [fay, gus, hal, ivy], restrictions: [{from: '11:00', to: '23:00'}]}
      owners: {level: secondary, utcOffset: '+01:00', participants: [oli, pia, quinn, rob, sam]}
    restPolicy: {minRestHours: 11}
    policies: {compensation: time-off-in-lieu, handover: written, swaps: peer-reviewed}
escalations:
  critical:
    levels:
      - {targets: [{rotation: payments, level: primary}], timeout: 5m}
      - {targets: [{rotation: payments, level: secondary}], timeout: 10m}
";
    assert_eq!(
        all_told(&[("on-call.yaml", org)]),
        [
            "off-hours-pages warning: whoever is on call in `payments/berlin` is paged 2.83 times a week outside business hours; the limit is 2 (`maxPerWeek`)",
            "rotation-too-small warning: `payments` runs around the clock with 5 people at berlin; the floor is 6 (`perSite`)",
            "off-hours-pages warning: whoever is on call in `payments/sf` is paged 4.08 times a week outside business hours; the limit is 2 (`maxPerWeek`)",
            "rotation-too-small warning: `payments` runs around the clock with 4 people at sf; the floor is 6 (`perSite`)",
        ]
    );
}

#[test]
fn follow_the_sun_with_few_people_misses_the_floor_at_each_site_and_overloads_nobody() {
    let org = "
rotations:
  payments:
    coverage: 24x7
    start: 2026-01-05
    layers:
      berlin: {utcOffset: '+01:00', participants: [ana, ben, cem, dia, eli], restrictions: [{from: '08:00', to: '20:00'}]}
      sf: {utcOffset: '-08:00', participants: [fay, gus, hal, ivy], restrictions: [{from: '11:00', to: '23:00'}]}
      owners: {level: secondary, participants: [oli, pia, quinn, rob, sam]}
  office: {coverage: business-hours, participants: [jon, kim], restrictions: [{days: mon-fri, from: '09:00', to: '17:00'}]}
escalations:
  critical:
    levels:
      - {targets: [{rotation: payments, level: primary}], timeout: 5m}
      - {targets: [{rotation: payments, level: secondary}], timeout: 10m}
";
    assert_eq!(
        told(&[("on-call.yaml", org)]),
        [
            "rotation-too-small warning: `payments` runs around the clock with 5 people at berlin; the floor is 6 (`perSite`) -- find 1 more at berlin, for example in a neighbouring team that helps to run the services (`supportedBy`); or promise fewer hours",
            "rotation-too-small warning: `payments` runs around the clock with 4 people at sf; the floor is 6 (`perSite`) -- find 2 more at sf, for example in a neighbouring team that helps to run the services (`supportedBy`); or promise fewer hours",
            "no-backup warning: `office` has no backup: no escalation pages it, and it has no secondary layer -- let an escalation page it, and its team next: `levels: [{targets: [{rotation: office}], timeout: 5m}, {targets: [{team: TEAM}]}]`; or add a secondary layer",
        ]
    );
}

#[test]
fn a_pool_is_too_small_as_well_if_its_people_are_overloaded_by_several_rotations() {
    let org = "
rotations:
  payments: {start: 2026-01-05, coverage: 24x7, participants: [ana, ben, cem, dia, eli]}
  ledger: {start: 2026-01-05, coverage: 24x7, participants: [eli, ana, fay, gus, hal, ivy, jon, kim]}
escalations:
  critical: {levels: [{targets: [{rotation: payments}]}, {targets: [{rotation: ledger}]}]}
";
    assert_eq!(
        told(&[("on-call.yaml", org)]),
        [
            "rotation-too-small warning: `payments` runs around the clock with 5 people at one site; the floor is 8 (`singleSite`) -- find 3 more, for example in a neighbouring team that helps to run the services (`supportedBy`); or promise fewer hours",
            "on-call-overload warning: `ana` and `eli` are each on call 50.4 h a week, 30 % of the time; the limit is 25 % (`maxShare`) -- put somebody else in their place in `payments` or `ledger`",
        ]
    );
}

#[test]
fn what_a_broken_file_may_add_leaves_a_lower_bound() {
    let whole =
        "rotations:\n  payments: {participants: [ana, ben, cem]}\n  office: {participants: [jon, kim, lea, max]}\n";
    let broken = "rotations:\n  ledger: {turn: 1w\n";
    assert_eq!(
        about_load(told(&[("a.yaml", whole), ("b.yaml", broken)])),
        [
            "on-call-overload warning: `ana`, `ben` and `cem` are each on call at least 56 h a week, at least 33.3 % of the time; the limit is 25 % (`maxShare`) -- promise fewer hours, such as `coverage: business-hours`; or let 4 people share all turns of `payments` evenly, though `rotation-too-small` may ask for more around the clock",
            "on-call-overload of None: not judged, for want of rotation:ledger.participants, rotations",
            "on-call-overload of Some(\"person:jon\"): not judged, for want of rotations",
            "on-call-overload of Some(\"person:kim\"): not judged, for want of rotations",
            "on-call-overload of Some(\"person:lea\"): not judged, for want of rotations",
            "on-call-overload of Some(\"person:max\"): not judged, for want of rotations",
        ]
    );
}

#[test]
fn windows_without_a_place_are_judged_where_it_makes_no_difference() {
    let org = "
rotations:
  mornings: {participants: [ana, ben], restrictions: [{days: mon-fri, from: '08:00', to: '12:00'}]}
  evenings: {participants: [ben, ana], restrictions: [{days: mon-fri, from: '16:00', to: '20:00'}]}
  nights: {participants: [jon], restrictions: [{from: '20:00', to: '08:00'}]}
  mondays: {participants: [jon], restrictions: [{days: mon, from: '09:00', to: '17:00'}]}
";
    assert_eq!(
        about_load(told(&[("on-call.yaml", org)])),
        [
            "on-call-overload error: `jon` is on call 84 h to 92 h a week, 50 % to 54.8 % of the time; the limit is 25 % (`maxShare`) -- put somebody else in their place in `nights`",
        ]
    );
}

#[test]
fn a_participant_who_could_not_be_read_leaves_the_load_open() {
    let org = "rotations:\n  s: {coverage: 24x7, layers: {x: {participants: [a, [b]]}}}\n";
    assert_eq!(
        about_load(told(&[("org.yaml", org)])),
        [
            "on-call-overload of None: not judged, for want of rotation:s/layers/x.participants",
            "on-call-overload of Some(\"person:a\"): not judged, for want of rotation:s/layers/x.participants",
        ]
    );
}

#[test]
fn a_rotation_that_a_syntax_error_cut_off_may_have_a_backup() {
    let told = told(&[(
        "org.yaml",
        "rotations:\n  q:\n    coverage: 24x7\n    participants: [a, b\n  r:\n    participants: [c]\n",
    )]);
    assert!(!told.iter().any(|line| line.contains("`q` has no backup")), "{told:#?}");
}

#[test]
fn a_rotation_of_nobody_is_told_once() {
    let nobody = "rotations:\n  legacy: {coverage: 24x7, turn: 1w, pages: 14, participants: []}\n";
    assert_eq!(
        all_told(&[("org.yaml", nobody)]),
        [
            "coverage-gap error: `legacy` promises 24x7, but nobody is on call at any time, 168 h a week, and an alert in that time reaches nobody; the limit is 0m (`tolerance`)"
        ]
    );
    assert_eq!(
        all_told(&[("org.yaml", &nobody.replace("coverage: 24x7, ", ""))]),
        [
            "rotation-too-small warning: `legacy` runs around the clock with 0 people at one site; the floor is 8 (`singleSite`)"
        ]
    );
}

#[test]
fn one_person_who_is_always_on_call_has_no_shift_that_could_end() {
    let always = "rotations:\n  legacy: {turn: 1w, participants: [jon], restPolicy: {minRestHours: 11}}\n";
    assert_eq!(
        all_told(&[("org.yaml", always)]),
        ["on-call-overload error: `jon` is on call 168 h a week, 100 % of the time; the limit is 25 % (`maxShare`)",]
    );
}

#[test]
fn one_person_around_the_clock_is_one_finding() {
    let alone = "rotations:\n  legacy: {coverage: 24x7, turn: 1w, participants: [jon], pages: 10}\n";
    let told = told_by(|rule| rule.family == "on-call", &[("org.yaml", alone)]);
    let found: Vec<&String> = told.iter().filter(|line| !line.contains(": not judged")).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("on-call-overload error"), "{found:#?}");
}

/// Schedules of each pager that one person is on call in, and a list of policies that has none.
const EXPORTED: [(&str, &str); 4] = [
    (
        r#"{"schedules": [{"id": "PSCHED1", "type": "schedule", "name": "Pay", "time_zone": "UTC", "schedule_layers": [{"id": "L", "name": "a", "start": "2026-01-05T09:00:00Z", "rotation_virtual_start": "2026-01-05T09:00:00Z", "rotation_turn_length_seconds": 604800, "users": [{"user": {"id": "PUSER01", "type": "user_reference", "summary": "Ana"}}]}]}], "limit": 25, "offset": 0, "more": false}"#,
        r#"{"escalation_policies": [], "limit": 25, "offset": 0, "more": false}"#,
    ),
    (
        r#"{"data": [{"id": "og-1", "name": "Pay", "timezone": "UTC", "enabled": true, "rotations": [{"id": "r", "name": "R", "startDate": "2026-01-05T09:00:00Z", "type": "weekly", "length": 1, "participants": [{"type": "user", "id": "u1", "username": "ana@acme.example"}]}]}]}"#,
        r#"{"data": [{"id": "e1", "name": "Other", "rules": [{"condition": "if-not-acked", "notifyType": "default", "delay": {"timeAmount": 0, "timeUnit": "minutes"}, "recipient": {"type": "user", "id": "u1", "username": "ana@acme.example"}}]}]}"#,
    ),
    (
        r#"{"schedules": [{"id": "01AA", "name": "Pay", "timezone": "UTC", "config": {"rotations": [{"id": "R", "name": "R", "handover_start_at": "2026-01-05T09:00:00Z", "handovers": [{"interval": 1, "interval_type": "weekly"}], "layers": [{"id": "l", "name": "l"}], "users": [{"id": "01U1", "name": "Ana", "email": "ana@acme.example"}], "working_interval": []}]}}], "pagination_meta": {"page_size": 25, "total_record_count": 1}}"#,
        r#"{"escalation_paths": [{"id": "01EE", "name": "Other", "path": [{"id": "n1", "type": "level", "level": {"targets": [{"id": "01U1", "type": "user"}], "time_to_ack_seconds": 300}}]}]}"#,
    ),
    (
        r#"{"count": 1, "next": null, "results": [{"id": "SG1", "name": "Pay", "type": "web", "time_zone": "UTC", "shifts": ["OG1"]}], "current_page_number": 1, "page_size": 50, "total_pages": 1}"#,
        "",
    ),
];

const ALONE: &str = "rules: {on-call-overload: off, rotation-too-small: off}\n";

/// The one shift of Grafana's schedule.
const SHIFTS: &str = r#"{"count": 1, "next": null, "results": [{"id": "OG1", "type": "rolling_users", "name": "r", "time_zone": "UTC", "level": 0, "start": "2026-01-05T09:00:00", "duration": 604800, "frequency": "weekly", "interval": 1, "week_start": "MO", "rolling_users": [["UG1"]]}], "current_page_number": 1, "page_size": 50, "total_pages": 1}"#;

#[test]
fn that_no_policy_pages_a_rotation_is_known_where_there_is_a_list_of_them() {
    let told = |files: &[(&str, &str)]| -> Vec<String> {
        let program = Program::new(&["check", "--advice", "--format", "compact", "."]);
        // One cause is one finding: who is on call alone is told of that first.
        let program = program.file("teamlint.yaml", ALONE);
        let run = files.iter().fold(program, |program, (path, text)| program.file(path, text)).run();
        assert!(!run.stdout.contains("judged 0 of"), "the schedule is read: {} {}", run.stdout, run.stderr);
        run.stdout.lines().filter(|line| line.contains("[no-backup]")).map(str::to_owned).collect()
    };
    for (schedules, policies) in EXPORTED {
        let export = [("schedules.json", schedules), ("shifts.json", SHIFTS), ("policies.json", policies)];
        let export = if schedules.contains("SG1") { &export[..2] } else { &[export[0], export[2]][..] };
        let alone: Vec<_> = export.iter().filter(|(path, _)| *path != "policies.json").copied().collect();
        assert_eq!(told(&alone), [""; 0], "{schedules}");
        if policies.is_empty() {
            continue;
        }
        let whole = told(export);
        assert!(whole.iter().any(|line| line.contains("`pay` has no backup")), "{policies} {whole:?}");
        let cut = [export[0], ("policies.json", &policies[..policies.len() / 2])];
        assert_eq!(told(&cut), [""; 0], "{policies}");
    }
}

#[test]
fn a_page_of_several_policies_says_of_no_rotation_that_none_pages_it() {
    let (schedules, policies) = EXPORTED[0];
    let other = r#"[{"id": "PPOLI01", "type": "escalation_policy", "name": "Other", "escalation_rules": []}]"#;
    let more = policies.replace("[]", other).replace("\"more\": false", "\"more\": true");
    let run = Program::new(&["check", "--format", "compact", "."])
        .file("teamlint.yaml", ALONE)
        .file("schedules.json", schedules)
        .file("policies.json", &more)
        .run();
    assert!(!run.stdout.contains("`pay` has no backup"), "{}", run.stdout);
}

#[test]
fn how_many_teams_own_what_a_rotation_is_called_for_does_not_depend_on_what_says_so() {
    for unowned in 0..5 {
        for paged in 0..32 {
            let service = |at: usize| {
                let owner = if at == unowned { String::new() } else { format!("owner: t{at}, ") };
                let said = if paged & 1 << at == 0 { "rotation: r" } else { "escalation: e" };
                format!("  s{at}: {{{owner}{said}}}\n")
            };
            let services: String = (0..5).map(service).collect();
            let text = format!(
                "teams: {{t0: {{}}, t1: {{}}, t2: {{}}, t3: {{}}, t4: {{}}}}\nservices:\n{services}rotations: {{r: {{}}}}\n\
                 escalations: {{e: {{levels: [{{targets: [{{rotation: r}}]}}]}}}}\n"
            );
            let told = told_by(|rule| rule.name == "rotation-too-broad", &[("org.yaml", &text)]);
            assert!(told[0].contains("answers for 5 services of 4 to 5 teams"), "{text}{told:?}");
        }
    }
}
