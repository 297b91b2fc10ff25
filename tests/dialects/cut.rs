//! Exports that end before they are whole, at any place: each is told where it ends, whatever is left of it, nothing is
//! called missing that may have stood behind, and nothing panics.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::date;
use teamlint::files::texts::Nothing;
use teamlint::finding::Finding;
use teamlint::lint::{Input, Linter, Setup, Unjudged};

use crate::support::entities::{entities, read};
use crate::support::minutes::Chance;
use crate::support::program::{Program, repository};

const FORMATS: [&str; 5] = ["pagerduty", "opsgenie", "grafana", "incident_io", "terraform"];

type Files = Vec<(String, String)>;

fn export(format: &str) -> Files {
    let folder = repository().join("tests/dialects").join(format).join("export");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("an export").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read_to_string(path).expect("text"))).collect()
}

/// The same as programs write it: in one line.
fn in_one_line(text: &str) -> String {
    serde_json::from_str::<serde_json::Value>(text).expect("JSON").to_string()
}

/// What an API answers whose key has expired, or that does not know an address.
const ERRORS: [&str; 5] = [
    r#"{"error": {"message": "Not Found", "code": 2100}}"#,
    r#"{"message": "Key format is not valid!", "took": 0.001, "requestId": "25e4ebfa"}"#,
    r#"{"detail": "Invalid token."}"#,
    r#"{"type": "authentication_error", "status": 401, "request_id": "3cab", "errors": [{"code": "unauthorised"}]}"#,
    r#"{"code": 401, "message": "Unauthorized"}"#,
];

#[test]
fn an_error_that_was_saved_as_an_export_is_told() {
    let users = r#"{"users": [{"id": "PUANA01", "type": "user", "name": "Ana"}], "more": false, "offset": 0}"#;
    for error in ERRORS {
        let with = |path: &str| {
            let files = vec![("users.json".to_owned(), users.to_owned()), (path.to_owned(), error.to_owned())];
            let read = read_all(&linter(), &files);
            let told = read.findings.iter().filter(|one| one.rule == "incomplete-export");
            told.map(|one| one.message.clone()).collect::<Vec<_>>()
        };
        let told = with("schedules.json");
        assert!(
            told.len() == 1
                && told[0].starts_with("this is an error that the API answered, and no export of PagerDuty, Opsgenie"),
            "{error}: {told:?}"
        );
        // Whoever calls a file something else may mean something else.
        assert_eq!(with("answer.json"), [""; 0], "{error}");
        let alone = Program::new(&["check", "."]).file("schedules.json", error).run();
        assert!(alone.code == 3 && alone.stderr.contains("it is an error that an API answered"), "{}", alone.stderr);
        let named = Program::new(&["check", "schedules.json"]).file("schedules.json", error).run();
        assert!(named.stdout.contains("this is an error that the API answered"), "{}{}", named.stdout, named.stderr);
    }
    // What has anything else in it is another program's.
    let other = r#"{"message": "Schedules", "items": []}"#;
    let run = Program::new(&["check", "."]).file("schedules.json", other).run();
    assert!(!run.stderr.contains("API answered"), "{}", run.stderr);
}

fn linter() -> Linter {
    Linter::new(Setup::built_in().without_taxonomy(), date(2026, 6, 1))
}

fn read_all(linter: &Linter, files: &Files) -> Unjudged {
    let folder = Input::of(Arc::new(Nothing), ["."]);
    linter.read(&files.iter().fold(folder, |input, (path, text)| input.with_text(path.clone(), text.clone())))
}

/// The first bytes, those around every bracket, quote, backslash, colon and comma of the beginning, and some in between.
fn places(text: &str, chance: &mut Chance, most: usize) -> BTreeSet<usize> {
    let length = text.len();
    let mut places: BTreeSet<usize> = (0..12.min(length)).chain([length / 2, length - 1, length - 2]).collect();
    let nasty = |byte: u8| matches!(byte, b'[' | b']' | b'{' | b'}' | b'"' | b':' | b',' | b'\\');
    let around = text.bytes().enumerate().filter(|(_, byte)| nasty(*byte)).flat_map(|(at, _)| [at, at + 1]);
    let around: Vec<usize> = around.collect();
    let below = |chance: &mut Chance, limit: usize| {
        let limit = i64::try_from(limit).expect("it is small");
        usize::try_from(chance.below(limit)).expect("a rank")
    };
    places.extend((0..most).map(|_| around[below(chance, around.len())]));
    places.extend((0..most).map(|_| below(chance, length)));
    places.into_iter().filter(|&at| at < length && text.is_char_boundary(at)).collect()
}

fn is_whole(text: &str) -> bool {
    serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>().all(|value| value.is_ok())
}

/// What tells that a file is cut off, with its place.
fn told(read: &Unjudged, path: &str) -> Vec<String> {
    let sources = read.org.sources();
    let is_of_file = |finding: &&Finding| {
        finding.labels.iter().any(|label| sources.get(label.place.file).path == path && label.text == "cut off here")
    };
    let rules = ["syntax-error", "incomplete-export"];
    let found = read.findings.iter().filter(is_of_file).filter(|finding| rules.contains(&finding.rule.as_str()));
    found.map(|finding| finding.message.clone()).collect()
}

/// What is said of things that are not there.
fn missing(read: &Unjudged) -> Vec<String> {
    let rules = ["outside-of-export", "unknown-reference"];
    let found = read.findings.iter().filter(|finding| rules.contains(&finding.rule.as_str()));
    found.map(|finding| finding.message.clone()).collect()
}

#[test]
fn an_export_that_is_cut_off_is_told_and_takes_nothing_along() {
    let linter = linter();
    for format in FORMATS {
        let whole = export(format);
        let missing_before = missing(&read_all(&linter, &whole));
        for rank in 0..whole.len() {
            let mut chance = Chance::of(rank as u64 + 77);
            let as_written = (rank == 0).then(|| whole[rank].1.clone());
            for text in as_written.into_iter().chain([in_one_line(&whole[rank].1)]) {
                for at in places(&text, &mut chance, 8) {
                    let cut = &text[..at];
                    let mut files = whole.clone();
                    files[rank].1 = cut.to_owned();
                    let name = files[rank].0.clone();
                    let read = read_all(&linter, &files);
                    let case = || {
                        format!("{format}/{name} at {at}: …{}", &cut[cut.floor_char_boundary(at.saturating_sub(40))..])
                    };
                    if is_whole(cut) && !cut.trim().is_empty() {
                        continue;
                    }
                    if cut.trim().is_empty() {
                        let is_empty = |one: &Finding| one.message.starts_with("this file is empty");
                        assert!(files.len() == 1 || read.findings.iter().any(is_empty), "{}", case());
                        continue;
                    }
                    assert_eq!(told(&read, &name).len(), 1, "{}: {:?}", case(), read.findings);
                    let more: Vec<String> =
                        missing(&read).into_iter().filter(|one| !missing_before.contains(one)).collect();
                    assert_eq!(more, [""; 0], "{}", case());
                    assert!(!read.ignored.iter().any(|one| one.path == name), "{}", case());
                }
            }
        }
    }
}

#[test]
fn a_file_of_another_name_is_told_from_its_first_key_on_and_before_that_beside_others() {
    let linter = linter();
    for format in FORMATS {
        let whole = export(format);
        for (name, text) in &whole {
            let text = in_one_line(text);
            let first_key = text.find(':').expect("a key");
            let mut chance = Chance::of(text.len() as u64);
            for at in places(&text, &mut chance, 3).into_iter().filter(|&at| at > 0) {
                let case = || format!("{format}/{name} at {at}");
                let alone = vec![("x.json".to_owned(), text[..at].to_owned())];
                let read = read_all(&linter, &alone);
                if at > first_key + 1 || is_whole(&text[..at]) {
                    assert_eq!(told(&read, "x.json").len(), usize::from(!is_whole(&text[..at])), "{}", case());
                    continue;
                }
                let named = |read: &Unjudged| read.ignored.iter().any(|one| one.path == "x.json");
                assert!(named(&read) || !told(&read, "x.json").is_empty(), "{}", case());
                let mut beside = whole.clone();
                beside.push(alone[0].clone());
                assert_eq!(told(&read_all(&linter, &beside), "x.json").len(), 1, "{}", case());
            }
        }
    }
}

#[test]
fn what_is_no_export_is_nobodys_also_where_it_is_cut_off() {
    for text in [
        r#"{"name": "shop", "version": "1.0.0", "dependen"#,
        r#"{"services": {"web": {"image": "x""#,
        r#"["a", "b"#,
        r#"{"data": [{"title": "x"}, {"title"#,
        r#"{"users": 3, "#,
        "[1, 2",
        r#""text"#,
        "// no JSON",
        "",
        "{}",
        r#"{"users": []}"#,
    ] {
        let read = read(&[("some.json", text), ("org.yaml", "teams: {web: {members: [ana]}}\n")]);
        assert_eq!(told(&read, "some.json"), [""; 0], "{text}");
        assert!(read.findings.iter().all(|finding| finding.rule != "incomplete-export"), "{text}");
    }
}

#[test]
fn what_stands_before_the_end_is_judged() {
    let users = r#"{"results": [{"id": "U4DNY931HHJS5", "email": "ana@acme.example", "username": "ana", "teams": []}, {"id": "U5DNY"#;
    assert_eq!(
        entities(&[("users.json", users)]),
        "person:ana team=[] name=\"ana\" email=\"ana@acme.example\"\n",
        "what follows the list tells whose it is, and is not needed"
    );
}

#[test]
fn a_message_says_that_it_is_cut_what_it_may_be_and_what_to_do() {
    let check = |path: &str, text: &str| {
        let run = Program::new(&["check", "--format", "json", "."])
            .file(path, text)
            .file("org.yaml", "teams: {web: {members: [ana]}}\n")
            .run();
        let finding = run.json()["findings"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|one| one["labels"][0]["file"] == *path)
            .cloned();
        let finding = finding.unwrap_or_else(|| panic!("nothing is said: {}", run.stdout));
        (finding["message"].as_str().expect("text").to_owned(), finding["help"].as_str().expect("text").to_owned())
    };
    let (message, help) = check("x.json", r#"{"users": [{"id": "PU"#);
    assert_eq!(
        message,
        "this may be an export of PagerDuty or incident.io, and is cut off: the file ends in the middle of a map"
    );
    assert_eq!(help, "export it once more, as `docs/sources.md` says; nothing that may have been in it is judged");
    let (message, help) = check("x.json", r#"{"schedules": [{"id": "PSCHED1", "schedule_layers": [{"#);
    assert_eq!(message, "the file ends in the middle of a map");
    assert_eq!(
        help,
        "make the whole of it once more; until then what stands before this counts, as far as it is whole"
    );
}
