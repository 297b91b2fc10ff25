//! `teamlint diff` as people run it: what is compared with what, and how it ends.

use std::fs;

use crate::cli::changes::{commit, git, has_git, put, repository};
use crate::support::program::{Program, Run};

const OLD: &str = "teams: {web: {members: [ana, ben]}}\nservices: {shop: {owner: web}}\n";
const NEW: &str = "services:\n  shop:\n    owner: web\nteams:\n  web: {members: [ben, cem]}\n";
const TOLD: &str = "\
People and teams
  `ana`, who was in `web`, left the organisation.
  `cem` joined the organisation, in `web`.

2 changes in the organisation
";
const NOTHING: &str = "nothing changed in the organisation\n";

fn diff(arguments: &[&str], files: &[(&str, &str)]) -> Run {
    let all = [&["diff"], arguments].concat();
    files.iter().fold(Program::new(&all), |program, (path, text)| program.file(path, text)).run()
}

fn run(code: i32, stdout: &str, stderr: &str) -> Run {
    Run { code, stdout: stdout.to_owned(), stderr: stderr.to_owned() }
}

#[test]
fn folders_and_files_are_compared() {
    let files = [("old/org.yaml", OLD), ("new/deep/other.yaml", NEW), ("again.yaml", OLD)];
    assert_eq!(diff(&["old", "new"], &files), run(0, TOLD, ""));
    assert_eq!(diff(&["old", "new", "--exit-code"], &files), run(1, TOLD, ""));
    assert_eq!(diff(&["old", "again.yaml", "--exit-code"], &files), run(0, NOTHING, ""));
    let here = Program::new(&["diff", "../old", "--exit-code"]).file("old/org.yaml", OLD).file("new/org.yaml", NEW);
    let here = here.prepare(|folder| fs::create_dir_all(folder.join("new")).expect("a folder"));
    assert_eq!(here.run().code, 2, "there is no such folder beside this one");
    let piped = Program::new(&["diff", "old.yaml", "-"]).file("old.yaml", OLD).stdin(NEW).run();
    assert_eq!(piped, run(0, TOLD, ""));
}

#[test]
fn a_branch_is_compared_with_the_commit_that_it_comes_from() {
    if !has_git() {
        return;
    }
    let folder = repository(&[("org.yaml", OLD)]);
    fs::remove_file(folder.path().join("org.yaml")).expect("it is there");
    put(folder.path(), "moved/org.yaml", NEW);
    let path = std::env::var("PATH").unwrap_or_default();
    let since = |arguments: &[&str]| {
        let all = [&["diff", "--since", "main"], arguments].concat();
        Program::new(&all).env("PATH", &path).within(folder.path()).run()
    };
    assert_eq!(since(&[]), run(0, TOLD, ""), "the work tree counts, committed or not");
    git(folder.path(), &["add", "-A"]);
    commit(folder.path());
    assert_eq!(since(&["--exit-code", "."]), run(1, TOLD, ""));
    let no_such = Program::new(&["diff", "--since", "no/such"]).env("PATH", &path).within(folder.path()).run();
    assert!(no_such.code == 2 && no_such.stderr.starts_with("error: there is no commit `no/such`"), "{no_such:?}");
}

#[test]
fn wrong_usage_says_what_to_do() {
    for (arguments, said) in [
        (&[][..], "error: there is nothing to compare with; name OLD, or a commit with `--since`\n"),
        (&["gone"], "error: `gone` does not exist\n"),
        (&["a.yaml", "gone"], "error: `gone` does not exist\n"),
        (&["-", "-"], "error: standard input can be one of both sides only\n"),
        (
            &["a.yaml", "a.yaml", "--since", "main"],
            "error: OLD is a folder or file, or the commit that `--since` names, and not both\n",
        ),
    ] {
        assert_eq!(diff(arguments, &[("a.yaml", OLD)]), run(2, "", said), "{arguments:?}");
    }
    assert_eq!(diff(&["a.yaml", "a.yaml", "a.yaml"], &[("a.yaml", OLD)]).code, 2);
}

#[test]
fn where_there_is_nothing_in_either_of_them_there_is_nothing_to_lint() {
    let files = [("old/readme.txt", ""), ("new/readme.txt", ""), ("org/org.yaml", OLD)];
    let nothing = diff(&["old", "new"], &files);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (3, ""));
    assert!(nothing.stderr.starts_with("nothing to lint: "), "{}", nothing.stderr);
    let all = diff(&["old", "org"], &files);
    assert_eq!(all.code, 0);
    assert!(all.stdout.contains("  Team `web` is known of now, with 2 members.\n"), "{}", all.stdout);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_compared() {
    let run =
        diff(&["old.yaml", "new.yaml"], &[("old.yaml", OLD), ("new.yaml", "teams: {web: {members: [ben, cem]}\n")]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("new.yaml:"), "{}", run.stderr);
    assert!(run.stdout.contains("`cem` joined the organisation"), "{}", run.stdout);
}

#[test]
fn both_are_read_by_the_configuration_of_the_new_one() {
    let files = [
        ("old/org.yaml", "services: {shop: {owner: web}}\nteams: {web: {members: [ana]}}\n"),
        ("old/teamlint.yaml", "exclude: [org.yaml]\n"),
        ("new/org.yaml", "services: {shop: {owner: []}}\nteams: {web: {members: [ana]}}\n"),
        ("new/teamlint.yaml", "rules: {unowned-service: off}\n"),
    ];
    let told = diff(&["old", "new"], &files);
    assert!(told.stdout.contains("Service `shop` has no owner any more; it was `web`."), "{}", told.stdout);
    assert!(!told.stdout.contains("unowned-service"), "{}", told.stdout);
    let wrong = diff(&["old", "new"], &[files[0], files[2], ("new/teamlint.yaml", "rules: {no-such-rule: off}\n")]);
    assert_eq!(wrong.code, 2, "{}", wrong.stdout);
}

#[test]
fn what_lies_elsewhere_is_called_as_its_own_configuration_says() {
    let files = [
        ("source/org.yaml", "teams: {payments: {members: [ana]}}\npeople: {ana: {}}\n"),
        ("source/more/catalog-info.yaml", CATALOG),
        ("source/teamlint.yaml", "aliases: {'team:payments': [payment-squad]}\n"),
        ("owned/owned.yaml", "teams: {payments: {mission: Take money, members: [ana]}}\npeople: {ana: {}}\n"),
    ];
    let told = diff(&["source", "owned/owned.yaml"], &files);
    assert!(!told.stdout.contains("payment-squad"), "{}", told.stdout);
    let ignored = diff(&["source", "owned/owned.yaml"], &[files[0], files[1], files[3]]);
    assert!(ignored.stdout.contains("payment-squad"), "{}", ignored.stdout);
}

const CATALOG: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payment-squad, description: Take money}
spec: {type: team, children: []}
";
