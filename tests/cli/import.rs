//! `teamlint import`: what is written where, and how it ends.

use std::fs;

use crate::support::program::Program;

const TEAM: &str = "teams: {web: {members: [ana]}}\nservices: {shop: {owner: web}}\n";

fn without_comments(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with('#')).map(|line| format!("{line}\n")).collect()
}

#[test]
fn it_goes_to_standard_output() {
    let run = Program::new(&["import", "--as-of", "2026-06-15"]).file("org.yaml", TEAM).run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(
        without_comments(&run.stdout),
        "version: 1\n\nteams:\n  web:\n    members: [ana]\n\nservices:\n  shop:\n    owner: [web]\n"
    );
}

#[test]
fn sections_are_chosen() {
    let run = Program::new(&["import", "--section", "services"]).file("org.yaml", TEAM).run();
    assert_eq!(without_comments(&run.stdout), "version: 1\n\nservices:\n  shop:\n    owner: [web]\n");
    let run = Program::new(&["import", "--section", "tems"]).file("org.yaml", TEAM).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("'teams'"), "{}", run.stderr);
}

#[test]
fn a_file_is_made_and_none_is_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("in.yaml"), TEAM).expect("a file");
    let import = || Program::new(&["import", "in.yaml", "-o", "made/org.yaml"]).within(folder.path()).run();
    let run = import();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("made/org.yaml: ") && run.stdout.ends_with(" lines\n"), "{}", run.stdout);
    let made = fs::read_to_string(folder.path().join("made/org.yaml")).expect("it is there");
    let run = import();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(
        run.stderr,
        "error: `made/org.yaml` could not be written: it is there already; nothing is overwritten\n"
    );
    assert_eq!(fs::read_to_string(folder.path().join("made/org.yaml")).expect("it is there"), made);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_written() {
    let run =
        Program::new(&["import"]).file("org.yaml", TEAM).file("broken.yaml", "teams: {data: {members: [ben\n").run();
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("broken.yaml") && run.stdout.contains("\n  web:\n"), "{}\n{}", run.stderr, run.stdout);
    assert!(run.stdout.contains("#   broken.yaml:1: not read whole"), "{}", run.stdout);
}

#[test]
fn nothing_and_a_wrong_set_up_write_nothing() {
    let run = Program::new(&["import"]).file("a.txt", "nothing\n").run();
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    let run = Program::new(&["import"]).file("org.yaml", TEAM).file("teamlint.yaml", "rulez: {}\n").run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.ends_with("error: nothing is written by a set-up that is wrong\n"), "{}", run.stderr);
}

#[test]
fn what_others_keep_is_theirs() {
    let run = Program::new(&["import", "org.yaml", "--with", "theirs.yaml"])
        .file("org.yaml", TEAM)
        .file("theirs.yaml", "teams: {data: {members: [ben]}}\n")
        .run();
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stdout.contains("\n  data:"), "{}", run.stdout);
}

#[test]
fn diff_tells_nothing_but_what_cannot_be_said() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("catalog.yaml"), TEAM).expect("a file");
    let run = Program::new(&["import", "catalog.yaml", "-o", "org.yaml"]).within(folder.path()).run();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = Program::new(&["diff", "catalog.yaml", "org.yaml"]).within(folder.path()).run();
    assert_eq!((run.code, run.stdout.as_str()), (0, "nothing changed in the organisation\n"));
}

#[test]
fn long_names_and_signs_of_commands_come_back_through_standard_output() {
    let long = "n".repeat(2_000);
    let org = format!(
        "version: 1\npeople:\n  ? {long}\n  : {{title: \"::error::x\\n##vso[task]\", x-a: {{? \"#{long}\" : 1}}}}\nteams: {{web: {{members: [{long}]}}}}\n"
    );
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("long.yaml"), org).expect("a file");
    let run = Program::new(&["import", "long.yaml"]).within(folder.path()).run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    fs::write(folder.path().join("org.yaml"), &run.stdout).expect("a file");
    let run = Program::new(&["diff", "long.yaml", "org.yaml"]).within(folder.path()).run();
    assert_eq!((run.code, run.stdout.as_str()), (0, "nothing changed in the organisation\n"));
}
