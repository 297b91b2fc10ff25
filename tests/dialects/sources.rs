//! `docs/sources.md` says which fields of an export are read: neither fewer nor more.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::entities::{entities, read};
use crate::support::program::{Program, repository};

/// Formats, each with its section, and with the rooms in which it is read.
const SECTIONS: [(&str, &str, &[&str]); 5] = [
    ("pagerduty", "### PagerDuty", &["pagerduty"]),
    ("opsgenie", "### Opsgenie", &["opsgenie"]),
    ("grafana", "### Grafana", &["grafana"]),
    ("incident_io", "### incident.io", &["incident_io"]),
    ("terraform", "### Terraform", &["pagerduty", "grafana"]),
];

/// What readers of several formats share.
const SHARED: [&str; 2] = ["exports.rs", "terraform.rs"];

/// The keys that a filter keeps.
fn kept(section: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(repository().join("docs/sources.md")).expect("docs/sources.md");
    let (_, rest) = text.split_once(section).expect(section);
    let (_, list) = rest.split_once("KEEP='").expect("a filter");
    let (list, _) = list.split_once('\'').expect("the end of the list");
    list.split(", ").map(|key| key.trim_matches('"').to_owned()).collect()
}

/// What `jq` leaves of a value.
fn filtered(value: Value, keep: &BTreeSet<String>) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.into_iter().filter(|(key, _)| keep.contains(key));
            Value::Object(kept.map(|(key, value)| (key, filtered(value, keep))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(|value| filtered(value, keep)).collect()),
        single => single,
    }
}

fn export(format: &str) -> Vec<(String, String)> {
    let folder = repository().join("tests/dialects").join(format).join("export");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("an export").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read_to_string(path).expect("text"))).collect()
}

/// What is said of files, without what is said about things that count for nothing.
fn said(command: &[&str], files: &[(String, String)]) -> String {
    let program = Program::new(command);
    let run = files.iter().fold(program, |program, (path, text)| program.file(path, text)).run();
    if command[0] == "load" {
        return run.stdout;
    }
    let findings = run.json()["findings"].as_array().expect("a list").clone();
    let line = |finding: &Value| format!("{} {} {}", finding["rule"], finding["entity"], finding["message"]);
    let mut lines: Vec<String> =
        findings.iter().filter(|finding| finding["rule"] != "unread-export").map(line).collect();
    lines.sort();
    lines.join("\n")
}

#[test]
fn what_a_filter_keeps_is_all_that_is_read() {
    for (format, section, _) in SECTIONS {
        let (whole, keep) = (export(format), kept(section));
        let filter = |(path, text): &(String, String)| {
            let value = serde_json::from_str(text).expect("JSON");
            (path.clone(), serde_json::to_string_pretty(&filtered(value, &keep)).expect("JSON"))
        };
        let filtered: Vec<(String, String)> = whole.iter().map(filter).collect();
        assert_ne!(whole, filtered, "{format}: there is more in an export than is read");
        for command in [
            ["check", "--format", "json", "--as-of", "2026-06-15"],
            ["load", "--format", "json", "--as-of", "2026-06-15"],
        ] {
            let (before, after) = (said(&command, &whole), said(&command, &filtered));
            if command[0] == "check" {
                assert_eq!(before, after, "{format}");
            } else {
                let people = |text: &str| {
                    serde_json::from_str::<Value>(text).expect("JSON")["rows"].as_array().expect("a list").len()
                };
                assert_eq!(people(&before), people(&after), "{format}");
                assert!(people(&before) > 2, "{format}: somebody is on call");
            }
        }
    }
}

/// The commands with `jq` that a section gives, without the files that they are run on.
fn filters(section: &str) -> Vec<String> {
    let text = fs::read_to_string(repository().join("docs/sources.md")).expect("docs/sources.md");
    let (_, rest) = text.split_once(section).expect(section);
    let rest = rest.split("\n### ").next().unwrap_or_default();
    let blocks = rest
        .split("```\n")
        .filter(|block| block.contains("jq ") && !block.contains("curl ") && !block.contains("show -json |"));
    let without_file = |block: &str| {
        let (command, file) = block.trim_end().rsplit_once(' ').expect("a file");
        (Path::new(file).extension() == Some("json".as_ref())).then(|| command.to_owned())
    };
    blocks.filter_map(without_file).collect()
}

fn run_filter(filter: &str, text: &str) -> String {
    let mut shell = Command::new("bash")
        .args(["-c", filter])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a shell");
    let mut input = shell.stdin.take().expect("its input");
    let text = text.to_owned();
    // What comes out of it may be more than fits into a pipe before it has read everything.
    let writing = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = shell.wait_with_output().expect("what it prints");
    writing.join().expect("a thread").expect("it reads everything");
    assert!(output.status.success(), "{filter}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn what_a_documented_filter_leaves_is_still_an_export() {
    let is_there =
        |program: &str| Command::new(program).arg("--version").output().is_ok_and(|run| run.status.success());
    if !is_there("jq") || !is_there("bash") {
        eprintln!("skipped: there is no jq, or no bash");
        return;
    }
    for (format, section, _) in SECTIONS {
        let filters = filters(section);
        // One that keeps what is read, and where people are named one that leaves out who they are.
        let least = if ["grafana", "terraform"].contains(&format) { 1 } else { 2 };
        assert_eq!(filters.len(), least, "{format}: {filters:?}");
        let (whole_filter, strict) = (&filters[0], &filters[least - 1]);
        for (path, whole) in export(format) {
            let is_read = |text: &str| {
                let read = read(&[(&path, text)]);
                read.ignored.is_empty() && read.unnamed == 0
            };
            assert!(is_read(&whole), "{format}/{path}");
            for filter in &filters {
                assert!(is_read(&run_filter(filter, &whole)), "{format}/{path} behind {filter}");
            }
            for (one, other) in [(whole_filter, strict), (strict, whole_filter)] {
                let both = run_filter(other, &run_filter(one, &whole));
                assert!(is_read(&both), "{format}/{path} behind {one} and {other}: {both}");
            }
        }
    }
}

#[test]
fn members_that_nothing_names_are_a_team_of_opsgenie() {
    let team = r#"{"data": {"id": "og-1", "name": "Mobile", "members": [{"user": {"id": "og-2"}, "role": "user"}]}}"#;
    let user = r#"{"data": [{"id": "og-2", "blocked": false, "role": {"name": "User"}, "timeZone": "Europe/Berlin"}]}"#;
    let found = entities(&[("team-mobile.json", team), ("users.json", user)]);
    assert!(found.contains("team:mobile") && found.contains("person:og-2"), "{found}");
}

#[test]
fn no_key_is_kept_that_nobody_reads() {
    for (format, section, rooms) in SECTIONS {
        let room = |room: &&str| fs::read_dir(repository().join("src/dialect").join(room)).expect("a dialect");
        let files = rooms.iter().flat_map(room).map(|entry| entry.expect("a file").path());
        let shared = SHARED.map(|file| repository().join("src/dialect").join(file));
        let code: String = files.chain(shared).map(|path| fs::read_to_string(path).expect("text")).collect();
        for key in kept(section) {
            let as_one_of_two = ["limit", "mode"].contains(&key.as_str());
            assert!(code.contains(&format!("\"{key}\"")) || as_one_of_two, "{format}: nothing reads `{key}`");
        }
    }
}

#[test]
fn an_export_is_told_to_be_old_by_the_day_on_which_it_was_made() {
    let users = |at: &str| {
        format!(r#"{{"users": [{{"id": "PUANA01", "type": "user", "name": "Ana"}}], "more": false, "offset": 0{at}}}"#)
    };
    let told = |at: &str, config: &str| {
        let program = Program::new(&["check", "--format", "json", "--as-of", "2026-06-15"]);
        let teams = r#"{"results": [{"id": "S1", "shifts": [], "name": "A"}], "exportedAt": "2026-05-14T23:00:00Z"}"#;
        let program = program.file("users.json", &users(at)).file("grafana.json", teams).file("teamlint.yaml", config);
        let findings = program.run().json()["findings"].as_array().expect("a list").clone();
        let of_age = findings.iter().filter(|one| one["rule"] == "stale-export" || one["rule"] == "invalid-value");
        of_age.map(|one| one["message"].as_str().expect("a message").to_owned()).collect::<Vec<_>>()
    };
    let grafana = "this Grafana export of 2026-05-14 is 32 days old: more than 30".to_owned();
    assert_eq!(told("", ""), std::slice::from_ref(&grafana));
    assert_eq!(told(r#", "exportedAt": "2026-05-16T00:00:00Z""#, ""), std::slice::from_ref(&grafana));
    assert_eq!(
        told(r#", "exportedAt": "2026-05-15T00:00:00Z""#, ""),
        [grafana.clone(), "this PagerDuty export of 2026-05-15 is 31 days old: more than 30".to_owned()]
    );
    assert_eq!(told(r#", "exportedAt": "2026-05-15T00:00:00Z""#, "taxonomy: {exportDays: 32}\n"), [""; 0]);
    assert_eq!(
        told(r#", "exportedAt": "yesterday""#, "taxonomy: {exportDays: 32}\n"),
        ["`yesterday` is not a date and time, as in `2026-06-01T09:00:00Z` for `exportedAt`"]
    );
}

#[test]
fn what_is_assumed_of_a_vendor_is_listed_with_what_was_read() {
    let run = |arguments: &[&str]| {
        let program = Program::new(arguments);
        export("pagerduty").iter().fold(program, |program, (path, text)| program.file(path, text)).run()
    };
    let text = run(&["coverage", "--sources", "."]).stdout;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains("assumed, as its documentation does not say it: the API lists the highest layer first"),
        "{text}"
    );
    let json = run(&["coverage", "--sources", "--format", "json", "."]).json();
    assert_eq!(json["sources"]["read"][0]["assumed"].as_array().map(Vec::len), Some(3));
}

/// Everything that is said of a phone and a key, which nothing reads, in each object of a value.
fn with_secrets(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut all: serde_json::Map<String, Value> =
                map.into_iter().map(|(key, value)| (key, with_secrets(value))).collect();
            all.insert("contact_phone".to_owned(), "+49 151 5550000".into());
            all.insert("integration_key".to_owned(), "not-to-be-seen".into());
            Value::Object(all)
        }
        Value::Array(list) => Value::Array(list.into_iter().map(with_secrets).collect()),
        single => single,
    }
}

#[test]
fn nothing_of_an_export_is_shown_but_what_something_is_about() {
    let mut files = vec![("org.yaml".to_owned(), "teams: {payments: {members: [ana]}}\n".to_owned())];
    for (format, ..) in SECTIONS {
        for (path, text) in export(format) {
            let value: Value = serde_json::from_str(&text).expect("JSON");
            let line = with_secrets(value).to_string();
            assert!(line.len() < 1 << 20 && line.matches("not-to-be-seen").count() > 1, "{path}");
            // Long, and broken in its middle and at its end, so that much is to be told of it.
            let padded = line.replacen(
                '{',
                &format!("{{\"contact_note\": \"not-to-be-seen {}\", ", "5550000 ".repeat(30_000)),
                1,
            );
            let at = line.floor_char_boundary(line.len() - line.len() / 5);
            files.push((format!("{format}/{path}"), padded));
            files.push((format!("{format}-cut/{path}"), line[..at].to_owned()));
            files.push((
                format!("{format}-early/{path}"),
                line[..line.find("not-to-be-seen").expect("a key") + 20].to_owned(),
            ));
            files.push((
                format!("{format}-broken/{path}"),
                line.replacen("null", "nul", 1).replacen("\"name\":", "\"name\"=", 1),
            ));
        }
    }
    let run = |arguments: &[&str]| {
        let program = Program::new(arguments);
        files.iter().fold(program, |program, (path, text)| program.file(path, text)).run()
    };
    let formats = ["text", "compact", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"];
    let checks = formats.map(|format| vec!["check", "--format", format, "--as-of", "2026-06-15", "."]);
    let others = [
        vec!["coverage", "--sources", "--all", "."],
        vec!["load", "."],
        vec!["import", "."],
        vec!["explain", "team:payments", "--in", "."],
        vec!["explain", "person:ana", "--in", "."],
    ];
    for arguments in checks.iter().chain(&others) {
        let run = run(arguments);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.len() > 100, "{arguments:?}: {said}");
        for secret in ["not-to-be-seen", "5550000", "contact_phone"] {
            let at = said.find(secret);
            let around = at.map(|at| {
                &said[said.floor_char_boundary(at.saturating_sub(300))
                    ..said.ceil_char_boundary((at + 100).min(said.len()))]
            });
            assert_eq!(around, None, "{arguments:?}");
        }
    }
}
