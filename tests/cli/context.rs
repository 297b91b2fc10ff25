//! One repository in the context of all: what others declare is known, and what is wrong there is theirs.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::program::{Program, Run};

const ORG: &str = "teams:\n  pay: {members: [ana], mission: Pays., owns: nobody-reads-this}\n  web: {members: [ben]}\npeople: {ana: {}, ben: {}}\nservices: {ledger: {owner: pay}, orphan: {owner: []}}\n";
const OWN: &str = "services:\n  shop: {owner: pay, dependsOn: [ledger, ledgr]}\n  lost: {owner: gone}\n";

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// An organisation, and a repository that refers to it.
fn both() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "org/all/org.yaml", ORG);
    put(folder.path(), "shop/service.yaml", OWN);
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Run {
    Program::new(arguments).within(folder).run()
}

fn found(run: &Run) -> Vec<(String, String)> {
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings").clone();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let at = |finding: &serde_json::Value| (text(&finding["message"]), text(&finding["labels"][0]["file"]));
    findings.iter().filter(|finding| finding["severity"] != "advice").map(at).collect()
}

#[test]
fn what_a_repository_refers_to_is_known_and_findings_are_about_its_own_files() {
    let folder = both();
    let expected =
        [("there is no service `ledgr`", "shop/service.yaml"), ("there is no team `gone`", "shop/service.yaml")];
    let expected = expected.map(|(message, file)| (message.to_owned(), file.to_owned()));
    let beside = run(folder.path(), &["check", "shop", "--with", "org", "--format", "json"]);
    assert_eq!(found(&beside), expected);
    assert_eq!(beside.json()["summary"]["files"], 1);
    let context = beside.json()["summary"]["context"].clone();
    assert_eq!((&context["files"], &context["unread"]), (&1.into(), &0.into()), "{context}");
    assert!(context["findings"].as_u64() > Some(0), "{context}");

    let written = run(folder.path(), &["snapshot", "org", "--output", "all.tlsnap"]);
    assert_eq!((written.code, written.stdout.as_str()), (0, "all.tlsnap: 1 file\n"), "{}", written.stderr);
    let snapshot = run(folder.path(), &["check", "shop", "--with", "all.tlsnap", "--format", "json"]);
    assert_eq!(found(&snapshot), expected, "what was written down is the same as what is there");
    assert_eq!(snapshot.json()["summary"], beside.json()["summary"]);
    assert_eq!(run(folder.path(), &["snapshot", "org", "--output", "all.tlsnap"]).code, 0, "it is written anew");

    let text = run(folder.path(), &["check", "shop", "--with", "all.tlsnap"]).stdout;
    assert!(text.contains("\n1 file is context: "), "{text}");
    assert!(!text.contains("orphan"), "{text}");
}

#[test]
fn what_takes_part_in_both_is_reported_in_the_own_files_and_changes_nothing_elsewhere() {
    let folder = both();
    put(folder.path(), "org/all/more.yaml", "services: {other: {owner: gone}}\n");
    put(folder.path(), "shop/again.yaml", "services: {ledger: {owner: web}}\n");
    let run = run(folder.path(), &["check", "shop", "--with", "org", "--format", "json"]);
    let found = found(&run);
    let about = |word: &str| found.iter().filter(|(message, _)| message.contains(word)).cloned().collect::<Vec<_>>();
    assert_eq!(about("gone").len(), 1, "{found:?}");
    assert_eq!(about("gone")[0].1, "shop/service.yaml");
    assert_eq!(about("declared twice").first().map(|(_, file)| file.as_str()), Some("shop/again.yaml"), "{found:?}");
    let before = fs::read_to_string(folder.path().join("org/all/org.yaml")).expect("a file");
    Program::new(&["check", "shop", "--with", "org", "--fix", "--unsafe-fixes"]).within(folder.path()).run();
    assert_eq!(fs::read_to_string(folder.path().join("org/all/org.yaml")).expect("a file"), before);
}

#[test]
fn a_change_is_compared_in_the_same_context() {
    let folder = both();
    put(folder.path(), "before/service.yaml", OWN);
    let run = run(
        folder.path(),
        &["check", "shop", "--with", "org", "--against", "before", "--format", "json", "--min-severity", "warning"],
    );
    assert_eq!((run.code, found(&run)), (0, Vec::new()), "{}", run.stderr);
}

#[test]
fn what_is_no_context_ends_the_run() {
    let folder = both();
    put(folder.path(), "no.tlsnap", "teams: {}\n");
    put(folder.path(), "out.tlsnap", r#"{"teamlintSnapshot": 1, "files": [{"path": "../x.yaml", "text": ""}]}"#);
    for (with, said) in [
        ("nowhere", "error: `--with` names `nowhere`, which does not exist\n"),
        ("no.tlsnap", "error: `--with` names `no.tlsnap`, which is no snapshot\n"),
        ("out.tlsnap", "error: `--with` names `out.tlsnap`, which is damaged: `../x.yaml` is no path below a folder\n"),
    ] {
        let run = run(folder.path(), &["check", "shop", "--with", with]);
        assert_eq!((run.code, run.stderr.as_str()), (2, said));
    }
    let run = |arguments: &[&str]| run(folder.path(), arguments);
    let over = run(&["snapshot", "org", "--output", "no.tlsnap"]);
    assert_eq!(over.code, 2);
    assert_eq!(over.stderr, "error: `no.tlsnap` could not be written: it is there and is no snapshot\n");
    assert!(run(&["snapshot", "org", "-o", "x.json"]).stderr.contains("call it `NAME.tlsnap`"));
    let own = run(&["check", "--with", "org", "shop/nothing"]);
    assert_eq!(own.code, 1, "{}", own.stderr);
    put(folder.path(), "shop/empty/readme.txt", "");
    assert_eq!(run(&["check", "--with", "org", "shop/empty"]).code, 3, "context alone is nothing to lint");
}

#[test]
fn context_that_cannot_be_read_whole_is_counted() {
    let folder = both();
    put(folder.path(), "org/broken.yaml", "version: 1\nservices: {x: [\n");
    let run = run(folder.path(), &["check", "shop", "--with", "org", "--format", "json"]);
    assert_eq!(run.json()["summary"]["context"]["unread"], 1, "{}", run.stdout);
}

#[test]
fn context_that_declares_nothing_is_told_and_a_snapshot_is_known_by_any_name() {
    let folder = both();
    put(folder.path(), "nothing/readme.txt", "");
    let told = "warning: what `--with` names declares nothing, so that nothing more is known from it\n";
    for with in ["nothing", "shop"] {
        let run = run(folder.path(), &["check", "shop", "--quiet", "--with", with]);
        assert_eq!(run.stderr, told, "{with}");
    }
    run(folder.path(), &["snapshot", "org", "-o", "all.tlsnap"]);
    fs::rename(folder.path().join("all.tlsnap"), folder.path().join("fetched")).expect("a file");
    let run = run(folder.path(), &["check", "shop", "--quiet", "--format", "compact", "--with", "fetched"]);
    assert_eq!(run.stderr, "");
    assert!(!run.stdout.contains("`ledger`"), "{}", run.stdout);
}

#[test]
fn a_snapshot_has_nothing_of_exports() {
    let folder = both();
    let schedules = r#"{"schedules": [{"id": "P1", "name": "secret@", "time_zone": "UTC", "schedule_layers": []}]}"#;
    put(folder.path(), "org/schedules.json", schedules);
    let written = run(folder.path(), &["snapshot", "org"]);
    assert!(!written.stdout.contains("secret@") && written.stdout.contains("org.yaml"), "{}", written.stdout);
    assert!(written.stderr.contains("is left out: `org/schedules.json`"), "{}", written.stderr);
}

#[test]
fn a_snapshot_is_context_or_one_of_two_states_and_nothing_to_judge() {
    let folder = both();
    run(folder.path(), &["snapshot", "org", "--output", "old.tlsnap"]);
    for command in [
        &["check"][..],
        &["load"],
        &["coverage"],
        &["graph"],
        &["snapshot"],
        &["baseline", "write"],
        &["diff", "--since", "x"],
    ] {
        let run = run(folder.path(), &[command, &["old.tlsnap"]].concat());
        let said = "error: `old.tlsnap` is a snapshot: name it with `--with`\n";
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (2, "", said), "{command:?}");
    }
    let diff = |old: &str, new: &str| {
        let run = run(folder.path(), &["diff", old, new]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        run.stdout
    };
    assert_eq!(diff("old.tlsnap", "org"), "nothing changed in the organisation\n");
    put(folder.path(), "org/all/org.yaml", &ORG.replace("owner: []", "owner: web"));
    assert!(diff("old.tlsnap", "org").contains("`orphan`"), "{}", diff("old.tlsnap", "org"));
    assert!(diff("org", "old.tlsnap").contains("`orphan`"));
    let against = run(folder.path(), &["check", "org", "--against", "old.tlsnap", "--format", "json"]);
    assert_eq!((against.code, found(&against)), (0, Vec::new()), "{}", against.stderr);
    put(folder.path(), "no.tlsnap", "teams: {}\n");
    let no = run(folder.path(), &["diff", "no.tlsnap", "org"]);
    assert_eq!((no.code, no.stderr.as_str()), (2, "error: `no.tlsnap` is no snapshot\n"));
}
