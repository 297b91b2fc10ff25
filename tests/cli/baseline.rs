//! Baselines: what was there is counted, and what is new is told.

use std::fs;
use std::path::Path;

use crate::support::program::{Program, Run};

const BASELINE: &str = "teamlint-baseline.txt";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        put(folder.path(), path, text);
    }
    folder
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn within(folder: &Path, arguments: &[&str]) -> Run {
    Program::new(arguments).within(folder).run()
}

/// What a check against the baseline finds: rule and entity or file; how many findings it knows, and how many entries are mended.
fn check(folder: &Path) -> (Vec<(String, String)>, u64, u64) {
    let run = within(folder, &["check", "--baseline", BASELINE, "--format", "json"]);
    let known = &run.json()["summary"]["known"];
    let count = |key: &str| known[key].as_u64().expect("a number");
    (run.rules(), count("findings"), count("mended"))
}

fn pair(rule: &str, about: &str) -> (String, String) {
    (rule.to_owned(), about.to_owned())
}

/// Findings of each kind: of a rule about one entity, of a rule about several together, about references, about a file.
const ORG: &str = "\
rotations:
  infra: {participants: [ada, bo, chen], coverage: 24x7, turn: 1w}
teams:
  web: {mission: shops, members: [ada], membrs: [bo]}
services:
  shop: {owner: wbe, lifecycle: production}
  cart: {owner: wbe, lifecycle: production}
  pay: {owner: []}
";

#[test]
fn what_was_there_is_known_and_the_run_is_clean() {
    let folder = folder(&[("org.yaml", ORG)]);
    let before = within(folder.path(), &["check", "--format", "json"]);
    assert_eq!(before.code, 1);
    let found = before.rule_names();
    for rule in ["unknown-reference", "on-call-overload", "unowned-service", "misspelt-field"] {
        assert!(found.iter().any(|name| name == rule), "{rule} in {found:?}");
    }
    let run = within(folder.path(), &["baseline", "write"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.starts_with("teamlint-baseline.txt: "), "{}", run.stdout);
    let after = within(folder.path(), &["check", "--baseline", BASELINE, "--advice"]);
    assert_eq!((after.code, after.stderr.as_str()), (0, ""), "{}", after.stdout);
    assert!(after.stdout.contains("nothing to complain about"), "{}", after.stdout);
    assert!(after.stdout.contains("findings known from the baseline\n"), "{}", after.stdout);
    // Written again, nothing changes.
    let text = fs::read(folder.path().join(BASELINE)).expect("a baseline");
    let again = within(folder.path(), &["baseline", "write"]);
    assert!(again.stdout.contains("(0 new, 0 gone)"), "{}", again.stdout);
    assert_eq!(fs::read(folder.path().join(BASELINE)).expect("a baseline"), text);
}

#[test]
fn files_may_be_renamed_moved_split_and_laid_out_anew() {
    let folder = folder(&[("org.yaml", ORG)]);
    within(folder.path(), &["baseline", "write"]);
    let (known, _) = (check(folder.path()).1, fs::remove_file(folder.path().join("org.yaml")));
    put(
        folder.path(),
        "elsewhere/teams.yaml",
        "# teams\r\nteams:\r\n  web:\r\n    membrs:\r\n    - bo\r\n    members: ['ada']\r\n    mission: \"shops\"\r\n\
rotations:\r\n  infra:\r\n    turn: 1w\r\n    coverage: 24x7\r\n    participants:\r\n    - ada\r\n    - bo\r\n    - chen\r\n",
    );
    put(
        folder.path(),
        "elsewhere/services.yaml",
        "services:\n  pay:\n    owner: []\n  cart:\n    lifecycle: production\n    owner: wbe\n  shop:\n    owner: \"wbe\"\n    \
         lifecycle: production\n",
    );
    assert_eq!(check(folder.path()), (Vec::new(), known, 0));
}

#[test]
fn what_is_new_is_told_and_nothing_else() {
    let folder = folder(&[("org.yaml", ORG)]);
    within(folder.path(), &["baseline", "write"]);
    let more = ORG.replace("  pay: {owner: []}\n", "  pay: {owner: []}\n  till: {owner: []}\n");
    put(folder.path(), "org.yaml", &more);
    let (found, ..) = check(folder.path());
    assert_eq!(found, [pair("unowned-service", "service:till")]);
    assert_eq!(within(folder.path(), &["check", "--baseline", BASELINE]).code, 1);
}

#[test]
fn one_more_place_of_what_is_known_is_new() {
    let folder = folder(&[("org.yaml", ORG)]);
    within(folder.path(), &["baseline", "write"]);
    put(folder.path(), "org.yaml", &format!("{ORG}  till: {{owner: wbe, lifecycle: production}}\n"));
    assert_eq!(check(folder.path()).0, [pair("unknown-reference", "team:wbe")]);
    put(folder.path(), "org.yaml", &ORG.replace("  cart: {owner: wbe, lifecycle: production}\n", ""));
    let (found, _, mended) = check(folder.path());
    assert_eq!((found, mended), (Vec::new(), 1));
}

#[test]
fn of_several_who_are_told_together_only_who_is_new_is_told() {
    let folder = folder(&[("org.yaml", ORG)]);
    within(folder.path(), &["baseline", "write"]);
    put(folder.path(), "org.yaml", &ORG.replace("bo, chen]", "bo, dan]"));
    let (found, ..) = check(folder.path());
    assert!(found.contains(&pair("on-call-overload", "person:dan")), "{found:?}");
    let run = within(folder.path(), &["check", "--baseline", BASELINE, "--rule", "on-call-overload"]);
    assert!(!run.stdout.contains("`ada`") && !run.stdout.contains("`bo`"), "{}", run.stdout);
}

#[test]
fn prune_takes_out_what_is_mended_and_adds_nothing() {
    let folder = folder(&[("org.yaml", ORG)]);
    within(folder.path(), &["baseline", "write"]);
    let changed = ORG.replace("pay", "till").replace("  cart: {owner: wbe, lifecycle: production}\n", "");
    put(folder.path(), "org.yaml", &changed);
    let (found, known, mended) = check(folder.path());
    assert_eq!(
        (found.clone(), mended),
        (vec![pair("unowned-service", "service:till")], 2),
        "one gone, one with fewer places"
    );
    let run = within(folder.path(), &["baseline", "prune"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("(0 new, 2 gone)"), "{}", run.stdout);
    assert_eq!(check(folder.path()), (found, known, 0));
}

#[test]
fn a_part_of_what_is_configured_prunes_nothing() {
    let folder =
        folder(&[("teamlint.yaml", "size: small\n"), ("a/org.yaml", ORG), ("b/org.yaml", "team: b\nmembrs: []\n")]);
    within(folder.path(), &["baseline", "write"]);
    let run = within(folder.path(), &["baseline", "prune", "a"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("only a part"), "{}", run.stderr);
    let run = within(folder.path(), &["check", "a", "--baseline", BASELINE]);
    assert!(!run.stdout.contains("mended"), "{}", run.stdout);
}

#[test]
fn show_tells_what_is_known_and_apart_from_it_what_is_waived() {
    let waived = format!("{ORG}  # teamlint: allow unowned-service nobody wants it\n  till: {{owner: []}}\n");
    let folder = folder(&[("org.yaml", &waived)]);
    within(folder.path(), &["baseline", "write"]);
    let text = fs::read_to_string(folder.path().join(BASELINE)).expect("a baseline");
    assert!(!text.contains("service:till"), "{text}");
    let run = within(folder.path(), &["baseline", "show"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let expected = "unknown-reference\n  team:wbe, in 2 places\nunowned-service\n  service:pay\n";
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    let expected = "\nwaived\n  unowned-service of service:till: nobody wants it (org.yaml:9)\n";
    assert!(run.stdout.ends_with(expected), "{}", run.stdout);
}

#[test]
fn what_nobody_may_hide_is_in_no_baseline() {
    let configuration = "rules: {unowned-service: {locked: true}}\n";
    let folder = folder(&[("org.yaml", ORG), ("teamlint.yaml", configuration)]);
    assert_eq!(within(folder.path(), &["baseline", "write"]).code, 0);
    put(folder.path(), "broken.yaml", "version: 1\nteams: {a: [\n");
    let (found, _, mended) = check(folder.path());
    let names: Vec<&str> = found.iter().map(|(rule, _)| rule.as_str()).collect();
    assert_eq!((names, mended), (vec!["syntax-error", "unowned-service"], 0));
}

#[test]
fn nothing_is_written_or_called_mended_while_something_cannot_be_read() {
    let folder = folder(&[("org.yaml", ORG), ("more.yaml", "services: {till: {owner: []}}\n")]);
    within(folder.path(), &["baseline", "write"]);
    let before = fs::read(folder.path().join(BASELINE)).expect("a baseline");
    put(folder.path(), "more.yaml", "services: {till: {owner: [\n");
    assert_eq!(check(folder.path()).2, 0);
    for command in ["write", "prune"] {
        let run = within(folder.path(), &["baseline", command]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{command}");
        assert!(run.stderr.contains("syntax-error") && run.stderr.contains("nothing is written"), "{}", run.stderr);
    }
    assert_eq!(fs::read(folder.path().join(BASELINE)).expect("a baseline"), before);
}

#[test]
fn a_part_of_it_prunes_nothing_where_nobody_configured_anything() {
    let folder = folder(&[("a.yaml", ORG), ("b.yaml", "services: {till: {owner: []}}\n")]);
    within(folder.path(), &["baseline", "write"]);
    let run = within(folder.path(), &["baseline", "prune", "a.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let run = within(folder.path(), &["check", "a.yaml", "--baseline", BASELINE]);
    assert!(!run.stdout.contains("mended"), "{}", run.stdout);
}

#[test]
fn a_baseline_that_cannot_be_read_ends_the_run_and_one_that_is_broken_fails_it() {
    let folder = folder(&[("org.yaml", ORG)]);
    let run = within(folder.path(), &["check", "--baseline", "none.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("`teamlint baseline write --baseline none.txt` writes one"), "{}", run.stderr);
    within(folder.path(), &["baseline", "write"]);
    let text = fs::read_to_string(folder.path().join(BASELINE)).expect("a baseline");
    put(folder.path(), BASELINE, &format!("{text}<<<<<<< HEAD\n"));
    let run = within(folder.path(), &["check", "--baseline", BASELINE, "--format", "compact"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("error[invalid-baseline] a merge was left unfinished here\n"), "{}", run.stdout);
    for command in ["prune", "show"] {
        let run = within(folder.path(), &["baseline", command]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command}");
    }
}

#[test]
fn something_else_is_never_overwritten() {
    let folder = folder(&[("org.yaml", ORG)]);
    let run = within(folder.path(), &["baseline", "write", "--baseline", "org.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("`org.yaml` is no baseline"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("org.yaml")).expect("the file"), ORG);
}

#[test]
fn what_is_about_no_entity_is_told_without_one() {
    let waived = "# teamlint: allow team-size until 2026-01-02 they split\nteams: {web: {members: [ana]}}\n";
    let folder = folder(&[("org.yaml", waived)]);
    within(folder.path(), &["baseline", "write"]);
    let shown = within(folder.path(), &["baseline", "show"]).stdout;
    assert!(shown.contains("expired-waiver\n  about no entity\n"), "{shown}");
    put(folder.path(), "before/org.yaml", waived);
    put(folder.path(), "after/org.yaml", waived.split_once('\n').expect("two lines").1);
    let mended = within(folder.path(), &["check", "after", "--against", "before"]).stdout;
    assert!(mended.contains("1 mended: expired-waiver\n"), "{mended}");
}
