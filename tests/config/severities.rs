//! `--deny`, `--warn` and `--allow`: how much rules matter in one run, whatever configuration says.

use crate::support::program::{Program, Run};

const ORG: &str = "teams: {wren: {mission: Sing, members: [ana], colour: red}}\norg: {size: growing}\n";

fn run(options: &[&str], config: &str) -> Run {
    let arguments = [&["check", "--format", "json", "--as-of", "2026-06-01", "org.yaml"], options].concat();
    Program::new(&arguments).file("org.yaml", ORG).file("teamlint.yaml", config).run()
}

/// Severity and rule of each finding.
fn told(options: &[&str], config: &str) -> Vec<String> {
    let report = run(options, config).json();
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|one| format!("{} {}", one["severity"], one["rule"]).replace('"', "")).collect()
}

#[test]
fn the_command_line_counts_over_configuration_and_its_last_word_over_those_before() {
    assert_eq!(told(&[], ""), ["advice missing-mission", "warning unknown-field"]);
    assert_eq!(
        told(&["-D", "missing-mission"], "rules: {missing-mission: off}"),
        ["error missing-mission", "warning unknown-field"]
    );
    assert_eq!(told(&["-A", "missing-mission", "--deny", "unknown-field"], ""), ["error unknown-field"]);
    assert_eq!(
        told(&["-A", "missing-mission", "-D", "missing-mission"], ""),
        ["error missing-mission", "warning unknown-field"]
    );
    assert_eq!(told(&["-D", "missing-mission", "-A", "missing-mission"], ""), ["warning unknown-field"]);
    let by_path = "overrides: [{paths: org.yaml, rules: {missing-mission: off}}]\n";
    assert_eq!(told(&["-D", "missing-mission"], by_path), ["error missing-mission", "warning unknown-field"]);
    assert_eq!(told(&["-A", "missing-mission"], "rules: {missing-mission: {locked: true}}"), ["warning unknown-field"]);
}

#[test]
fn a_family_stands_for_all_that_is_in_it() {
    assert_eq!(told(&["-A", "ownership", "-A", "reading"], ""), [""; 0]);
    assert_eq!(
        told(&["-A", "ownership", "-W", "missing-mission", "-A", "unknown-field"], ""),
        ["warning missing-mission"]
    );
}

#[test]
fn what_there_is_not_or_cannot_be_changed_ends_the_run() {
    for (name, message, help) in [
        ("mising-mission", "there is no rule and no family `mising-mission`", "did you mean `missing-mission`?"),
        ("on-cal", "there is no rule and no family `on-cal`", "did you mean `on-call`?"),
        ("", "there is no rule and no family ``", "`teamlint rules` lists them"),
        (
            "syntax-error",
            "`syntax-error` says that a file could not be read whole, and keeps its severity",
            "mend what",
        ),
    ] {
        let run = run(&["--allow", name], "");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{name}");
        let flat = run.stderr.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        assert!(flat.contains(message) && flat.contains(help), "{}", run.stderr);
    }
}

#[test]
fn other_commands_take_them_too() {
    let rules = Program::new(&["rules", "--format", "json", "-D", "missing-mission"]).run();
    let rules = rules.json();
    let rules = rules.as_array().expect("rules");
    let size = rules.iter().find(|rule| rule["name"] == "missing-mission").expect("the rule");
    assert_eq!(size["severity"], "error");
    let explained =
        Program::new(&["explain", "missing-mission", "team:wren", "--in", "org.yaml", "-W", "missing-mission"]);
    let explained = explained.file("org.yaml", ORG).run().stdout;
    assert!(explained.contains("severity warning, because of `missing-mission` at --warn"), "{explained}");
}
