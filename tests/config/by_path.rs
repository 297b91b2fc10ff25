//! Other severities in some files.

use crate::support::program::{Program, Run};

const OLD: &str = "teams: {wren: {mission: Sing, members: [ana]}}\n";
const NEW: &str = "teams: {tit: {mission: Fly, members: [bo]}}\n";

fn program(arguments: &[&str], config: &str) -> Program {
    Program::new(arguments)
        .file(".git/HEAD", "")
        .file("teams/old/a.yaml", OLD)
        .file("teams/new/b.yaml", NEW)
        .file("teamlint.yaml", config)
}

fn judged(config: &str) -> Run {
    program(&["check", "--format", "json", "--as-of", "2026-06-01"], config).run()
}

/// Severity, rule and entity or file of each finding.
fn told(run: &Run) -> Vec<String> {
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings");
    let about =
        |one: &serde_json::Value| one["entity"].as_str().or(one["labels"][0]["file"].as_str()).map(str::to_owned);
    let told = findings
        .iter()
        .map(|one| format!("{} {} {}", one["severity"], one["rule"], about(one).unwrap_or_default()).replace('"', ""));
    told.collect()
}

const BOTH: [&str; 2] = ["advice missing-mission team:tit", "advice missing-mission team:wren"];

#[test]
fn a_rule_is_off_or_has_another_severity_in_files_that_match() {
    let of = |paths: &str, level: &str| {
        told(&judged(&format!("overrides: [{{paths: {paths}, rules: {{missing-mission: {level}}}}}]\n")))
    };
    assert_eq!(told(&judged("")), BOTH);
    for paths in ["teams/old/**", "old/", "[none, a.yaml]", "/teams/old"] {
        assert_eq!(of(paths, "off"), BOTH[..1], "{paths}");
        assert_eq!(of(paths, "{severity: error}"), [BOTH[0], "error missing-mission team:wren"], "{paths}");
    }
    assert_eq!(of("/old", "off"), BOTH);
    assert_eq!(of("[teams/, \"!teams/new/\"]", "off"), BOTH[..1]);
}

#[test]
fn of_several_the_last_that_matches_counts_and_goes_before_rules() {
    let config = "\
rules: {missing-mission: error}
overrides:
  - {paths: teams, rules: {missing-mission: off}}
  - {paths: teams/new, rules: {missing-mission: advice}}
";
    assert_eq!(told(&judged(config)), ["advice missing-mission team:tit"]);
}

#[test]
fn a_rule_that_is_off_is_on_only_in_files_that_say_so() {
    let config = "rules: {missing-mission: off}\noverrides: [{paths: teams/new, rules: {missing-mission: error}}]\n";
    assert_eq!(told(&judged(config)), ["error missing-mission team:tit"]);
}

#[test]
fn diagnostics_of_files_have_other_severities_too() {
    let org = "teams: {owl: {members: [a, b], colour: red}}\n";
    let judged = |level: &str| {
        let config = format!(
            "rules: {{missing-mission: off}}\noverrides: [{{paths: owl.yaml, rules: {{unknown-field: {level}}}}}]\n"
        );
        let run = Program::new(&["check", "--format", "json", "owl.yaml"]);
        told(&run.file("owl.yaml", org).file("teamlint.yaml", &config).run())
    };
    assert_eq!(judged("warning"), ["warning unknown-field owl.yaml"]);
    assert_eq!(judged("off"), [""; 0]);
}

#[test]
fn a_waiver_of_what_is_off_there_covers_nothing() {
    let config = "\
overrides: [{paths: teams/old, rules: {missing-mission: off}}]
waivers: [{rule: missing-mission, entity: \"team:wren\", reason: we know}]
";
    assert_eq!(told(&judged(config)), ["warning unused-waiver team:wren", BOTH[0]]);
}

#[test]
fn what_cannot_be_said_of_some_files_is_told() {
    let config = "\
overrides:
  - {paths: teams, rules: {missing-mission: {params: {min: 2}, locked: true}, taem-size: off, syntax-error: off}}
  - {paths: [\"[\", \"#x\"], rules: {}}
  - {rules: {missing-mission: off}}
  - {path: teams}
  - teams
";
    let run = judged(config);
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings");
    let wrong = findings.iter().filter(|one| one["labels"][0]["file"] == "teamlint.yaml");
    let wrong =
        wrong.map(|one| format!("{} {}", one["labels"][0]["line"], one["message"].as_str().unwrap_or_default()));
    assert_eq!(
        wrong.collect::<Vec<_>>(),
        [
            "2 parameters are the same in all files",
            "2 a rule is locked in all files, or in none",
            "2 there is no rule `taem-size`",
            "2 `syntax-error` says that a file could not be read whole, and keeps its severity",
            "3 `[` is no valid pattern: unclosed character class; missing ']'",
            "3 `#x` matches no file",
            "4 this override has no `paths`, and does not count",
            "5 this override has no `paths`, and does not count",
            "5 this override has no `rules`, and does not count",
            "5 `path` is no part of an override",
            "6 expected paths and rules",
        ]
    );
    assert_eq!(run.code, 2);
}

#[test]
fn more_patterns_than_anybody_writes_are_refused() {
    let entries: String =
        (0..1_001).map(|rank| format!("  - {{paths: f{rank}, rules: {{missing-mission: off}}}}\n")).collect();
    let run = judged(&format!("overrides:\n{entries}"));
    assert!(run.stdout.contains("the patterns in `overrides` are more than 1000"), "{}", run.stdout);
}

#[test]
fn explain_says_that_the_rule_is_off_in_the_file() {
    let config =
        "overrides: [{paths: old/, rules: {missing-mission: off}}, {paths: new/, rules: {missing-mission: error}}]\n";
    let explained = |entity: &str| program(&["explain", "missing-mission", entity], config).run().stdout;
    let off = explained("team:wren");
    assert!(off.contains("`teamlint check` leaves it out: the rule is off in this file"), "{off}");
    let error = explained("team:tit");
    assert!(error.contains("fails (error)"), "{error}");
}
