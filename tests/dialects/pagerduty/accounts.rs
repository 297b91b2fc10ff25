//! Files that are not of one account, or of another one than everything else: it is told once, and the rest is judged.

use crate::support::entities::{entities, findings};
use crate::support::world::{Texts, World};

/// As of 2026-06-15.
const TODAY: i32 = 20_619;

fn told(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let World { findings, .. } = Texts::of(files.iter().copied()).all_known().build(TODAY);
    findings.into_iter().map(|finding| (finding.rule, finding.message)).collect()
}

fn schedule(users: &[&str]) -> String {
    let users = users.iter().map(|id| format!(r#"{{"user": {{"id": "{id}", "type": "user_reference"}}}}"#));
    let users: Vec<String> = users.collect();
    format!(
        r#"{{"schedules": [{{"id": "PSCHED1", "name": "Payments", "time_zone": "UTC", "teams": [], "schedule_layers": [
            {{"id": "PL1", "name": "Primary", "start": "2026-01-05T09:00:00Z", "rotation_virtual_start": "2026-01-05T09:00:00Z",
              "rotation_turn_length_seconds": 604800, "users": [{}], "restrictions": []}}]}}]}}"#,
        users.join(", ")
    )
}

fn users(ids: &[&str]) -> String {
    let user = |id: &&str| format!(r#"{{"id": "{id}", "type": "user", "name": "{id}", "email": "{id}@acme.example"}}"#);
    format!(r#"{{"users": [{}]}}"#, ids.iter().map(user).collect::<Vec<_>>().join(", "))
}

#[test]
fn of_two_exports_of_one_account_the_last_counts() {
    let schedule = |user: &str, at: &str| schedule(&[user]).replacen('{', &format!("{{{at}"), 1);
    let on_call = |first: &str, second: &str| {
        let users = users(&["PAAAA01", "PBBBB02"]);
        let files = [
            ("a/schedules.json", &*schedule("PAAAA01", first)),
            ("b/schedules.json", &*schedule("PBBBB02", second)),
            ("users.json", &*users),
        ];
        let found = entities(&files);
        let line = found.lines().find(|line| line.starts_with("rotation:payments")).expect("a rotation").to_owned();
        let told = findings(&files);
        assert!(
            told.contains("1 schedule of the export is in it more than once: what was exported last counts"),
            "{told}"
        );
        let of = |user: &str| line.contains(&format!("person:{user}"));
        assert_ne!(of("paaaa01"), of("pbbbb02"), "{line}");
        if of("paaaa01") { "first" } else { "second" }
    };
    let (old, new) = (r#""exportedAt": "2026-05-01T09:00:00Z", "#, r#""exportedAt": "2026-05-20T09:00:00Z", "#);
    assert_eq!(on_call(old, new), "second");
    assert_eq!(on_call(new, old), "first");
    assert_eq!(on_call("", new), "second");
    assert_eq!(on_call(new, ""), "first");
    assert_eq!(on_call("", ""), "first");
}

#[test]
fn whoever_only_looks_on_is_in_no_team() {
    let user = |id: &str, role: &str| {
        format!(
            r#"{{"id": "{id}", "type": "user", "name": "{id}", "role": "{role}", "teams": [{{"id": "PTWEB01", "type": "team_reference"}}]}}"#
        )
    };
    let users: Vec<String> = [
        ("PUSER01", "user"),
        ("PUSER02", "limited_user"),
        ("PBOSS01", "read_only_user"),
        ("PBOSS02", "read_only_limited_user"),
        ("PWATCH1", "user"),
    ]
    .map(|(id, role)| user(id, role))
    .into();
    let users = format!(r#"{{"users": [{}], "more": false, "offset": 0}}"#, users.join(", "));
    let member =
        |id: &str, role: &str| format!(r#"{{"user": {{"id": "{id}", "type": "user_reference"}}, "role": "{role}"}}"#);
    let members =
        [member("PUSER01", "manager"), member("PBOSS01", "responder"), member("PWATCH1", "observer")].join(", ");
    let members = format!(r#"{{"members": [{members}], "more": false, "offset": 0}}"#);
    let teams = r#"{"teams": [{"id": "PTWEB01", "type": "team", "name": "web"}], "more": false, "offset": 0}"#;
    let found = entities(&[("users.json", &users), ("teams.json", teams), ("members-PTWEB01.json", &members)]);
    let in_web = |line: &&str| line.starts_with("person:") && line.contains("team:web");
    let people: Vec<&str> = found.lines().filter(in_web).filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(people, ["person:puser01", "person:puser02"], "{found}");
    let team = found.lines().find(|line| line.starts_with("team:web")).expect("a team");
    assert!(team.contains("puser01") && !team.contains("pboss01") && !team.contains("pwatch1"), "{team}");
}

#[test]
fn what_does_not_belong_together_is_told_once() {
    let schedule = schedule(&["PAAAA01", "PAAAA02", "PAAAA03", "PAAAA04"]);
    let other = users(&["PBBBB01", "PBBBB02"]);
    assert_eq!(
        told(&[("schedules.json", &schedule), ("users.json", &other)]),
        [(
            "outside-of-export".to_owned(),
            "the files of the export do not belong together: none of the 4 users that it names are in its lists"
                .to_owned()
        )]
    );
    let most = users(&["PAAAA01"]);
    assert_eq!(
        told(&[("schedules.json", &schedule), ("users.json", &most)]),
        [(
            "outside-of-export".to_owned(),
            "the files of the export do not belong together: 3 of the 4 users that it names are not in its lists"
                .to_owned()
        )]
    );
}

#[test]
fn a_few_that_are_missing_were_deleted_each() {
    let schedule = schedule(&["PAAAA01", "PAAAA02", "PAAAA03", "PAAAA04"]);
    let all = users(&["PAAAA01", "PAAAA02", "PAAAA03"]);
    assert_eq!(
        told(&[("schedules.json", &schedule), ("users.json", &all)]),
        [("outside-of-export".to_owned(), "user `PAAAA04` is not among the users of the export".to_owned())]
    );
}

#[test]
fn an_export_that_no_other_file_knows_is_told_once() {
    let people = "people: {ana: {email: ana@acme.example}}\nteams: {web: {members: [ana]}}\n";
    let all = users(&["PAAAA01", "PAAAA02", "PAAAA03"]);
    assert_eq!(
        told(&[("org.yaml", people), ("users.json", &all)]),
        [("incomplete-export".to_owned(), "no other file knows any of the 3 users of the export".to_owned())]
    );
    let one = all.replace("PAAAA03@acme.example", "ana@acme.example");
    assert_eq!(
        told(&[("org.yaml", people), ("users.json", &one)]),
        [(
            "unmatched-people".to_owned(),
            "2 users are nobody whom another file declares: `PAAAA01` and `PAAAA02`".to_owned()
        )],
        "whoever knows one of them knows the account"
    );
    assert_eq!(told(&[("users.json", &all)]), [], "there is no other file");
}
