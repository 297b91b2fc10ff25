//! What a change adds, mends and leaves: two states of the same files, judged alike.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::program::{Program, Run};

/// Whether git is there; a machine without it cannot run what needs it.
pub fn has_git() -> bool {
    let there = Command::new("git").arg("--version").output().is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("skipped: there is no git here");
    }
    there
}

pub fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.args(identity).args(arguments).current_dir(folder).env_clear();
    let output = command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).output().expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

pub fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// A repository with one commit of these files, on a branch of its own.
pub fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    for (path, text) in files {
        put(folder.path(), path, text);
    }
    commit(folder.path());
    git(folder.path(), &["checkout", "-q", "-b", "change"]);
    folder
}

pub fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "c"]);
}

fn since(folder: &Path, arguments: &[&str]) -> Run {
    let path = std::env::var("PATH").unwrap_or_default();
    let all = [&["check", "--since", "main", "--format", "json"], arguments].concat();
    Program::new(&all).env("PATH", &path).within(folder).run()
}

/// What is new, how many findings were there before, and what is mended.
fn change(run: &Run) -> (Vec<(String, String)>, u64, Vec<String>) {
    let report = run.json();
    let mended = report["mended"].as_array().map(|mended| {
        mended
            .iter()
            .map(|one| format!("{} {}", one["rule"].as_str().unwrap(), one["entity"].as_str().unwrap()))
            .collect()
    });
    (run.rules(), report["summary"]["known"]["findings"].as_u64().expect("a number"), mended.unwrap_or_default())
}

fn pair(rule: &str, about: &str) -> (String, String) {
    (rule.to_owned(), about.to_owned())
}

const ORG: &str = "services:\n  shop: {owner: []}\n  pay: {owner: []}\n";

#[test]
fn two_folders_are_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "old/org.yaml", ORG);
    put(folder.path(), "new/deep/services.yaml", "services:\n  till: {owner: []}\n  pay:\n    owner: []\n");
    let within = |arguments: &[&str]| Program::new(arguments).within(folder.path()).run();
    let run = within(&["check", "new", "--against", "old", "--format", "json"]);
    assert_eq!(run.code, 1);
    let expected = (vec![pair("unowned-service", "service:till")], 1, vec!["unowned-service service:shop".to_owned()]);
    assert_eq!(change(&run), expected);
    let text = within(&["check", "new", "--against", "old"]).stdout;
    assert!(text.contains("1 finding there before\n1 mended: unowned-service of service:shop\n"), "{text}");
    assert_eq!(within(&["check", "old", "--against", "old"]).code, 0);
    let run = within(&["check", "new", "--against", "older"]);
    assert_eq!((run.code, run.stderr.as_str()), (2, "error: `--against` names `older`, which does not exist\n"));
}

#[test]
fn a_branch_is_compared_with_the_commit_that_it_comes_from() {
    if !has_git() {
        return;
    }
    let folder = repository(&[("org/services.yaml", ORG), ("other.yaml", "services: {x: {owner: []}}\n")]);
    put(folder.path(), "org/services.yaml", "services:\n  till: {owner: []}\n  pay: {owner: []}\n");
    // What the other branch does meanwhile is not of this one.
    git(folder.path(), &["stash", "-q"]);
    git(folder.path(), &["checkout", "-q", "main"]);
    put(folder.path(), "org/more.yaml", "services: {more: {owner: []}}\n");
    commit(folder.path());
    git(folder.path(), &["checkout", "-q", "change"]);
    git(folder.path(), &["stash", "pop", "-q"]);
    let expected = (vec![pair("unowned-service", "service:till")], 2, vec!["unowned-service service:shop".to_owned()]);
    assert_eq!(change(&since(folder.path(), &[])), expected, "the work tree counts, committed or not");
    commit(folder.path());
    assert_eq!(change(&since(folder.path(), &["."])), expected);
    let within = change(&since(&folder.path().join("org"), &[]));
    assert_eq!(within, (expected.0.clone(), 1, expected.2), "a part of it, from where that lies");
    assert_eq!(change(&since(folder.path(), &["org/services.yaml"])).0, expected.0);
}

#[test]
fn reformatting_and_moving_everything_changes_nothing() {
    if !has_git() {
        return;
    }
    let folder = repository(&[("a.yaml", ORG)]);
    fs::remove_file(folder.path().join("a.yaml")).expect("it is there");
    put(
        folder.path(),
        "b/c.yaml",
        "# moved\r\nservices:\r\n  \"pay\":\r\n    owner: []\r\n  shop:\r\n    owner: [ ]\r\n",
    );
    assert_eq!(change(&since(folder.path(), &[])), (Vec::new(), 2, Vec::new()));
}

#[test]
fn what_has_no_id_is_known_by_what_it_is_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let teams = "teams: {a: {members: [ana]}, b: {members: [ben]}, c: {members: [cem]}}\n";
    let entry = |from: &str, to: &str| {
        format!("  - {{from: {from}, to: {to}, mode: collaboration, startDate: 2026-01-01, expectedDuration: 4w}}\n")
    };
    let org = |entries: &[String]| format!("{teams}interactions:\n{}", entries.concat());
    let told = |before: &[String], after: &[String]| {
        put(folder.path(), "before/org.yaml", &org(before));
        put(folder.path(), "after/org.yaml", &org(after));
        let rule = "open-ended-collaboration";
        let options =
            ["check", "after", "--against", "before", "--rule", rule, "--as-of", "2026-07-01", "--format", "json"];
        let run = Program::new(&options).within(folder.path()).run();
        let (new, _, mended) = change(&run);
        (new.into_iter().map(|(_, about)| about).collect::<Vec<_>>(), mended)
    };
    let (one, two, three) = (entry("a", "b"), entry("b", "c"), entry("c", "a"));
    let none = || (Vec::<String>::new(), Vec::<String>::new());
    assert_eq!(told(&[one.clone(), two.clone()], &[two.clone(), one.clone()]), none(), "the order means nothing");
    let (new, mended) = told(std::slice::from_ref(&one), &[three.clone(), one.clone()]);
    assert_eq!((new, mended), (vec!["interaction:c/a".to_owned()], Vec::new()), "one more in front of it");
    let (new, mended) = told(std::slice::from_ref(&one), &[two]);
    let was = "open-ended-collaboration interaction:a/b".to_owned();
    assert_eq!((new, mended), (vec!["interaction:b/c".to_owned()], vec![was]), "another in its place");
    let (new, _) = told(std::slice::from_ref(&one), &[one.clone(), one.clone()]);
    assert_eq!(new, ["interaction:a/b/2"], "a second one between the same");
}

#[test]
fn what_cannot_be_judged_any_more_is_not_mended() {
    let folder = tempfile::tempdir().expect("a folder");
    let org = |tier: &str| {
        format!(
            "teams: {{pay: {{members: [ana, ben]}}}}\n\
             services: {{shop: {{owner: pay, lifecycle: production, escalation: e{tier}}}}}\n\
             escalations: {{e: {{levels: [{{targets: [{{team: pay}}], timeout: 5m}}]}}}}\n"
        )
    };
    put(folder.path(), "before/org.yaml", &org(", tier: 1"));
    put(folder.path(), "after/org.yaml", &org(""));
    let run = |arguments: &[&str]| Program::new(arguments).within(folder.path()).run();
    let found = run(&["check", "before", "--rule", "missing-runbook", "--format", "json"]).rules();
    assert_eq!(found, [pair("missing-runbook", "service:shop")]);
    let report = run(&["check", "after", "--against", "before", "--format", "json"]).json();
    assert!(!report["mended"].to_string().contains("missing-runbook"), "{}", report["mended"]);
    assert_eq!(report["summary"]["known"]["notJudged"], 1, "{}", report["summary"]);
    let text = run(&["check", "after", "--against", "before"]).stdout;
    assert!(text.contains("1 of what was known cannot be judged any more, for want of data"), "{text}");
    let diff = run(&["diff", "before", "after"]).stdout;
    assert!(!diff.contains("mended finding of `missing-runbook`"), "{diff}");
}

#[test]
fn waivers_count_each_in_their_own_state_and_configuration_in_both() {
    if !has_git() {
        return;
    }
    let waived = "waivers: [{rule: unowned-service, entity: service:shop, reason: later}]\n";
    let folder = repository(&[("a.yaml", ORG), ("teamlint.yaml", waived)]);
    put(folder.path(), "teamlint.yaml", "size: small\n");
    let run = since(folder.path(), &[]);
    assert_eq!(change(&run), (vec![pair("unowned-service", "service:shop")], 1, Vec::new()), "no longer waived");
    let folder = repository(&[("a.yaml", ORG)]);
    put(folder.path(), "teamlint.yaml", "rules: {unowned-service: warning}\n");
    assert_eq!(change(&since(folder.path(), &[])), (Vec::new(), 2, Vec::new()), "both are judged by the new one");
}

#[test]
fn an_earlier_state_that_is_empty_or_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "new/a.yaml", ORG);
    put(folder.path(), "nothing/readme.txt", "");
    put(folder.path(), "broken/a.yaml", &format!("{ORG}  oops: [\n"));
    let told = |before: &str| {
        let run = Program::new(&["check", "new", "--quiet", "--against", before]).within(folder.path()).run();
        (run.code, run.stderr)
    };
    let note = "note: there was nothing to lint before in what was named: all that is found is new\n";
    assert_eq!(told("nothing"), (1, note.to_owned()));
    let note = "note: before, `broken/a.yaml` could not be read whole: what was found there may be called new\n";
    assert_eq!(told("broken"), (0, note.to_owned()));
}

#[test]
fn what_there_is_not_ends_the_run_and_says_what_to_do() {
    if !has_git() {
        return;
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let folder = repository(&[("a.yaml", ORG)]);
    git(folder.path(), &["checkout", "-q", "--orphan", "alone"]);
    put(folder.path(), "b.yaml", "services: {}\n");
    commit(folder.path());
    let elsewhere = tempfile::tempdir().expect("a folder");
    for (within, revision, said) in [
        (
            folder.path(),
            "no/such",
            "error: there is no commit `no/such`; where only the newest commits were fetched, fetch more",
        ),
        (folder.path(), "--help", "error: there is no commit `--help`"),
        (folder.path(), "main", "error: `main` and the present commit have no ancestor in common"),
        (elsewhere.path(), "main", "is in no git repository"),
    ] {
        let run = Program::new(&["check", &format!("--since={revision}")]).env("PATH", &path).within(within).run();
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{revision}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    let outside = elsewhere.path().to_str().expect("text");
    let run = Program::new(&["check", "--since", "main", outside]).env("PATH", &path).within(folder.path()).run();
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("does not lie in the git repository that this is run in"), "{}", run.stderr);
    let run = Program::new(&["check", "-", "--since", "main"]).env("PATH", &path).within(folder.path()).stdin("").run();
    assert!(run.stderr.starts_with("error: standard input has no earlier state"), "{}", run.stderr);
    let run = Program::new(&["check", "--since", "main"]).env("PATH", "").within(folder.path()).run();
    assert!(run.code == 2 && run.stderr.starts_with("error: git cannot be run: "), "{}", run.stderr);
}

#[test]
fn no_filter_of_the_repository_runs() {
    if !has_git() {
        return;
    }
    let folder = repository(&[("a.yaml", ORG), (".gitattributes", "*.yaml filter=evil diff=evil\n")]);
    let evil = format!("touch {}", folder.path().join("ran").display());
    for key in ["filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "core.fsmonitor", "core.pager"] {
        git(folder.path(), &["config", key, &evil]);
    }
    assert_eq!(since(folder.path(), &[]).code, 0);
    assert!(!folder.path().join("ran").exists());
}
