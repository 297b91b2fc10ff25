//! What editors and hooks ask: a text that is not saved yet, and files that are named though they are left out.

use crate::support::program::{Program, Run};

const TEAMS: &str =
    "version: 1\nteams: {payments: {mission: Take money safely, members: [ana, ben, chen, dana, eli]}}\n";
const SERVICES: &str = "version: 1\nservices: {checkout: {owner: payments}}\n";
const UNOWNED: &str = "version: 1\nservices: {checkout: {}}\n";

/// Rules and files of what is found where `services.yaml` is saved as it should be and something else is piped in.
fn piped(arguments: &[&str], text: &str) -> Run {
    Program::new(&[&["check", "--format", "json"], arguments].concat())
        .file("org/teams.yaml", TEAMS)
        .file("org/services.yaml", SERVICES)
        .stdin(text)
        .run()
}

/// The rules, each with the file of its first label.
fn found(run: &Run) -> Vec<(String, String)> {
    let report = run.json();
    let findings = report["findings"].as_array().expect("a list");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    findings.iter().map(|one| (text(&one["rule"]), text(&one["labels"][0]["file"]))).collect()
}

fn pair(rule: &str, file: &str) -> (String, String) {
    (rule.to_owned(), file.to_owned())
}

#[test]
fn what_is_not_saved_yet_is_judged_in_the_place_of_the_file() {
    let path = "org/services.yaml";
    for arguments in [&["org", "-", "--stdin-filename", path][..], &["-", "org/teams.yaml", "--stdin-filename", path]] {
        let run = piped(arguments, UNOWNED);
        assert_eq!((run.code, found(&run)), (1, vec![pair("unowned-service", path)]), "{arguments:?}");
        assert_eq!(run.json()["summary"]["files"], 2);
        let saved = piped(arguments, SERVICES);
        assert_eq!((saved.code, found(&saved)), (0, vec![]), "{arguments:?}");
    }
}

#[test]
fn it_may_stand_for_a_file_that_is_not_there_and_for_itself_alone() {
    let run = piped(&["org", "-", "--stdin-filename", "org/new/more.yaml"], "version: 1\nservices: {refunds: {}}\n");
    assert_eq!(found(&run), [pair("unowned-service", "org/new/more.yaml")]);
    let run = piped(&["-", "--stdin-filename", "./org/services.yaml"], "version: 1\nservices: {refunds: {}}\n");
    assert_eq!(found(&run), [pair("unowned-service", "org/services.yaml")]);
}

#[test]
fn its_configuration_is_that_of_the_file_and_its_format_follows_from_the_name() {
    let run = Program::new(&["check", "-", "--stdin-filename", "org/services.yaml"])
        .file("org/teamlint.yaml", "rules: {unowned-service: off}\n")
        .stdin(UNOWNED)
        .run();
    assert_eq!(run.code, 0, "{}", run.stdout);
    let run = Program::new(&["check", "-", ".", "--stdin-filename", "CODEOWNERS", "--format", "json"])
        .file("teams.yaml", TEAMS)
        .stdin("/a nobody\n")
        .run();
    assert_eq!(found(&run), [pair("codeowners-line", "CODEOWNERS")], "{}", run.stdout);
}

#[test]
fn a_fix_goes_to_standard_output_and_leaves_the_file_alone() {
    let twice = "teams: {a: {members: [ana, ana]}}\n";
    let run = piped(&["--fix", "-", "--stdin-filename", "org/teams.yaml"], twice);
    assert_eq!(run.stdout, "teams: {a: {members: [ana]}}\n");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("teams.yaml");
    std::fs::write(&path, twice).expect("a file");
    let arguments = ["check", "--fix", "-", "--stdin-filename", "teams.yaml"];
    let run = Program::new(&arguments).within(folder.path()).stdin(twice).run();
    assert_eq!(run.stdout, "teams: {a: {members: [ana]}}\n");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), twice);
    let run = Program::new(&["check", "--diff", "-", "--stdin-filename", "teams.yaml"]).stdin(twice).run();
    let diff = "--- a/teams.yaml\n+++ b/teams.yaml\n@@ -1 +1 @@\n-teams: {a: {members: [ana, ana]}}\n+teams: {a: {members: [ana]}}\n";
    assert_eq!((run.code, run.stdout.as_str()), (1, diff));
}

#[test]
fn the_name_of_standard_input_needs_standard_input() {
    let run = piped(&["org", "--stdin-filename", "org/teams.yaml"], TEAMS);
    let message = "error: `--stdin-filename` says which file `-` is: name `-` among the paths\n";
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (2, "", message));
}

/// What is found where some files are left out, and these are named.
fn forced(named: &[&str]) -> (i32, Vec<(String, String)>, String) {
    let run = Program::new(&[&["check", "--force-exclude", "--format", "json"], named].concat())
        .file(".git/HEAD", "ref: refs/heads/main\n")
        .file(".gitignore", "generated/\n!generated/kept.yaml\n*.local.yaml\n")
        .file("deep/.ignore", "/a.yaml\n")
        .file("teamlint.yaml", "exclude: [templates/, deep/b.yaml]\n")
        .file("generated/a.yaml", UNOWNED)
        .file("generated/kept.yaml", UNOWNED)
        .file("b.local.yaml", UNOWNED)
        .file("deep/a.yaml", UNOWNED)
        .file("deep/b.yaml", UNOWNED)
        .file("deep/deep/a.yaml", UNOWNED)
        .file("templates/c.yaml", UNOWNED)
        .file("templates/more/d.yaml", UNOWNED)
        .stdin(UNOWNED)
        .run();
    (run.code, found(&run), run.stderr)
}

#[test]
fn what_is_left_out_is_left_out_even_where_it_is_named() {
    for named in [
        "generated/a.yaml",
        "generated/kept.yaml",
        "generated",
        "b.local.yaml",
        "deep/a.yaml",
        "deep/b.yaml",
        "templates/c.yaml",
        "templates/more/d.yaml",
        "templates/more",
    ] {
        let note = "note: everything that was named is left out\n";
        assert_eq!(forced(&[named]), (0, vec![], note.to_owned()), "{named}");
        let run = forced(&[named, "deep/deep/a.yaml"]);
        assert_eq!(run, (1, vec![pair("unowned-service", "deep/deep/a.yaml")], String::new()), "{named}");
    }
    let piped = forced(&["-", "--stdin-filename", "templates/new.yaml"]);
    assert_eq!((piped.0, piped.1), (0, vec![]));
}

#[test]
fn a_name_that_leads_nowhere_is_told_all_the_same() {
    let (code, found, _) = forced(&["templates/gone.yaml"]);
    assert_eq!((code, found), (1, vec![pair("no-such-file", "templates/gone.yaml")]));
}
