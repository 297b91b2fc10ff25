//! `teamlint config show`: what counts, and what says so.

use serde_json::{Value, json};

use crate::support::program::{Program, Run};

const SCHEMA: &str = include_str!("../../schema/configuration-shown-v1.schema.json");

const BASE: &str = "\
size: large
ruleFolders: [pages]
exclude: ['gen/**']
taxonomy: {toolLimit: 4}
map: {service.tier: labels.tier, service.runbook: labels.rb}
rules:
  team-size: {severity: error, params: {min: 3}}
  unknown-field: off
";

const NEAR: &str = "\
extends: company/base.yaml
profile: eu-working-time
external: 'team:default/*'
complete: [teams]
waivers: [{rule: no-backup, entity: 'rotation:web', reason: \"we: know\", until: 2027-01-01}]
map: {service.tier: 'labels[\"level\"]'}
rules:
  team-size: {params: {max: 12}}
  on-call-overload: {locked: true}
overrides:
  - {paths: [legacy/], rules: {no-backup: off}}
";

fn show(arguments: &[&str]) -> Run {
    Program::new(&[&["config", "show"], arguments].concat())
        .file(".git/HEAD", "")
        .file("company/base.yaml", BASE)
        .file("company/pages/readme.txt", "")
        .file("teamlint.yaml", NEAR)
        .run()
}

const SHOWN: &str = "\
# what counts, from company/base.yaml and teamlint.yaml, each over those before it
size: large  # company/base.yaml:1
exclude:
  - \"gen/**\"  # company/base.yaml:3
ruleFolders:
  - company/pages  # company/base.yaml:2
profile: eu-working-time  # teamlint.yaml:2
taxonomy:
  - toolLimit: 4  # company/base.yaml:4
waivers:
  - rule: no-backup  # teamlint.yaml:5
    entity: \"rotation:web\"  # teamlint.yaml:5
    reason: \"we: know\"  # teamlint.yaml:5
    until: \"2027-01-01\"  # teamlint.yaml:5
rules:
  on-call-overload:
    locked: true  # teamlint.yaml:9
  team-size:
    severity: warning  # --warn
    params:
      min: 3  # company/base.yaml:7
      max: 12  # teamlint.yaml:8
  working-time-limit:
    severity: warning  # profile eu-working-time
  unknown-field:
    severity: off  # company/base.yaml:8
overrides:
  - paths:
      - legacy/  # teamlint.yaml:11
    rules:
      no-backup: off  # teamlint.yaml:11
external:
  - \"team:default/*\"  # teamlint.yaml:3
complete:
  - teams  # teamlint.yaml:4
map:
  service.runbook:
    - labels.rb  # company/base.yaml:5
  service.tier:
    - labels.level  # teamlint.yaml:6
";

#[test]
fn every_value_stands_with_what_says_so() {
    let run = show(&["-W", "team-size"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), (SHOWN, "", 0));
}

#[test]
fn what_is_shown_is_a_configuration_that_says_the_same() {
    let values = |shown: &str| {
        let lines = shown.lines().skip(1).map(|line| line.split("  #").next().unwrap_or_default().to_owned());
        lines.collect::<Vec<_>>()
    };
    let again =
        Program::new(&["config", "show"]).file("teamlint.yaml", SHOWN).file("company/pages/readme.txt", "").run();
    assert_eq!((values(&again.stdout), again.code), (values(SHOWN), 0), "{}", again.stderr);
}

#[test]
fn for_machines_every_value_has_its_origin() {
    let run = show(&["--format", "json", "-W", "team-size"]);
    let shown = run.json();
    let schema: Value = serde_json::from_str(SCHEMA).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let wrong: Vec<String> = validator.iter_errors(&shown).map(|error| error.to_string()).collect();
    assert_eq!(wrong, [""; 0]);
    assert_eq!(shown["files"], json!(["company/base.yaml", "teamlint.yaml"]));
    let rules = &shown["configuration"]["rules"];
    assert_eq!(
        rules["team-size"]["severity"],
        json!({"value": "warning", "origin": {"kind": "option", "name": "--warn"}})
    );
    assert_eq!(
        rules["team-size"]["params"]["max"],
        json!({"value": 12, "origin": {"kind": "file", "file": "teamlint.yaml", "line": 8, "column": 29}})
    );
    assert_eq!(
        rules["working-time-limit"]["severity"]["origin"],
        json!({"kind": "profile", "name": "eu-working-time"})
    );
    assert_eq!(rules["on-call-overload"]["locked"]["value"], json!(true));
    let overrides = &shown["configuration"]["overrides"][0];
    assert_eq!(overrides["paths"][0]["value"], "legacy/");
}

#[test]
fn all_rules_are_shown_where_somebody_asks() {
    let all = show(&["--format", "json", "--all"]).json();
    let rules = &all["configuration"]["rules"];
    assert_eq!(rules["no-backup"]["severity"]["origin"], json!({"kind": "default"}));
    assert_eq!(rules["unknown-reference"]["severity"], json!({"value": "error", "origin": {"kind": "default"}}));
    assert_eq!(rules["on-call-overload"]["params"]["maxShare"]["origin"], json!({"kind": "default"}));
    let count = Program::new(&["rules", "--format", "json"]).run().json().as_array().map(Vec::len);
    assert!(rules.as_object().map(serde_json::Map::len) > count);
}

#[test]
fn what_is_wrong_is_told_beside_it() {
    let run = Program::new(&["config", "show"]).file("teamlint.yaml", "size: huge\nprofile: strict\n").run();
    assert!(
        run.stdout.contains("profile: strict  # teamlint.yaml:2") && !run.stdout.contains("huge"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("`huge` is no size"), "{}", run.stderr);
    assert_eq!(run.code, 2);
    let none = Program::new(&["config", "show"]).run();
    assert_eq!((none.stdout.as_str(), none.code), ("# there is no configuration here\n", 0));
}

#[test]
fn a_severity_that_depends_is_said_once() {
    let shown = Program::new(&["config", "show", "--all"]).run().stdout;
    let words = shown.lines().filter_map(|line| line.trim_start().strip_prefix("# severity: ")).collect::<Vec<_>>();
    assert!(words.len() > 3, "{words:?}");
    for word in words {
        let (depends, again) =
            (word.contains("organisation"), word.contains("in a growing one, ") && word.contains("else"));
        let is_wrong = again || depends && word.contains(", or ") || word.contains("off in a growing");
        assert!(!is_wrong, "{word}");
    }
    assert!(shown.contains("# severity: advice in some cases, in others advice in a small organisation, "), "{shown}");
}
