//! Options of `check` that choose what is shown.

use crate::support::program::{Program, Run};

const ORG: &str = "\
teams:
  payments: {mission: Take money, members: [ana, ben, chen, dana, eli]}
  web: {mission: Sell, members: [fay, gus, hana, ines, jan], flavour: x}
services:
  ledger: {owner: payments}
  lost: {}
rotations:
  payments: {team: payments, participants: [ana, ben], coverage: 24x7, turn: 1w}
";

const MORE: &str = "teams: {ops: {mission: Run, members: [kim, lars, mia, noa, oz], hobby: chess}}\n";

fn check(options: &[&str]) -> Run {
    let arguments: Vec<&str> = ["check", "--as-of", "2026-06-15"].into_iter().chain(options.iter().copied()).collect();
    Program::new(&arguments).file("org.yaml", ORG).file("more/ops.yaml", MORE).run()
}

fn json(options: &[&str]) -> Run {
    let options: Vec<&str> = ["--format", "json"].into_iter().chain(options.iter().copied()).collect();
    check(&options)
}

#[test]
fn what_is_shown_decides_the_exit_code() {
    assert_eq!(json(&[]).code, 1);
    let lost = json(&["--rule", "unowned-service"]);
    assert_eq!((lost.code, lost.rules()), (1, vec![("unowned-service".to_owned(), "service:lost".to_owned())]));
    assert_eq!(json(&["--rule", "no-backup"]).code, 0);
    assert_eq!(json(&["--rule", "no-backup", "--fail-on", "warning"]).code, 1);
    let warnings = |option, value| json(&[option, value, "--min-severity", "warning", "--fail-on", "warning"]);
    assert_eq!(warnings("--team", "web").rules(), [("unknown-field".to_owned(), "org.yaml".to_owned())]);
    assert_eq!(warnings("--only", "more").rules(), [("unknown-field".to_owned(), "more/ops.yaml".to_owned())]);
    assert_eq!(warnings("--only", "more").code, 1);
    assert_eq!(json(&["--family", "ownership", "--min-severity", "error"]).rule_names(), ["unowned-service"]);
}

#[test]
fn what_is_not_chosen_is_counted_in_both_formats() {
    let all = json(&[]).json()["findings"].as_array().map(Vec::len).expect("a list");
    let run = json(&["--rule", "no-backup"]);
    let left_out = &run.json()["summary"]["leftOut"];
    let sum: u64 = ["errors", "warnings", "advice"].into_iter().filter_map(|key| left_out[key].as_u64()).sum();
    assert_eq!(usize::try_from(sum), Ok(all - 1));
    assert_eq!(run.json()["summary"]["warnings"], 1);
    assert!(json(&[]).json()["summary"].get("leftOut").is_none());
    let text = check(&["--rule", "no-backup"]).stdout;
    assert!(text.contains("\n1 warning\n"), "{text}");
    assert!(text.contains(&format!("\n{} findings not chosen: ", all - 1)), "{text}");
}

#[test]
fn who_names_a_rule_sees_its_advice() {
    let advice = |options: &[&str]| check(options).stdout.contains("advice[");
    assert!(!advice(&[]));
    let rule = json(&[]).json()["findings"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["severity"] == "advice")?["rule"].as_str().map(str::to_owned))
        .expect("some advice");
    assert!(advice(&["--rule", &rule]));
    assert!(advice(&["--min-severity", "advice"]));
    assert!(!advice(&["--min-severity", "warning", "--advice"]));
}

#[test]
fn names_of_what_there_is_not_are_wrong_usage() {
    let cases = [
        (&["--rule", "no-backups"][..], "error: there is no rule `no-backups`; did you mean `no-backup`?\n"),
        (&["--rule", "no-backup", "--rule", "zebra"], "error: there is no rule `zebra`; `teamlint rules` lists them\n"),
        (&["--family", "onwership"], "error: there is no family `onwership`; did you mean `ownership`?\n"),
        (&["--team", "paymetns"], "error: there is no team `paymetns`; did you mean `payments`?\n"),
        (&["--team", "zebra"], "error: there is no team `zebra`; there are `ops`, `payments` and `web`\n"),
        (&["--only", "mroe"], "error: `--only` names `mroe`, which does not exist\n"),
    ];
    for (options, told) in cases {
        for run in [check(options), json(options)] {
            assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (2, "", told), "{options:?}");
        }
    }
    for (options, told) in [
        (&["--min-severity", "eror"][..], "possible values: error, warning, advice"),
        (&["--rule"], "a value is required"),
        (&["--statistics=yes"], "unexpected value 'yes'"),
        (&["--all", "yes"], "no-such-file"),
    ] {
        let run = check(options);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(run.code > 0 && said.contains(told), "{options:?}: {said}");
    }
}

#[test]
fn a_rule_whose_page_is_broken_is_not_there_and_the_page_is_told() {
    let run = Program::new(&["check", "--rule-folder", "own", "--rule", "mine"])
        .file("own/x/mine.md", "no head\n")
        .file("org.yaml", ORG)
        .run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("own/x/mine.md"), "{}", run.stderr);
    assert!(run.stderr.ends_with("error: there is no rule `mine`; `teamlint rules` lists them\n"), "{}", run.stderr);
}

#[test]
fn a_rule_that_is_off_is_said_to_be() {
    let run = Program::new(&["check", "--rule", "no-backup"])
        .file("org.yaml", ORG)
        .file("teamlint.yaml", "rules: {no-backup: off}\n")
        .run();
    assert_eq!((run.code, run.stderr.as_str()), (0, "note: `no-backup` is off: nothing is judged by it\n"));
}

#[test]
fn what_cannot_be_read_and_a_broken_set_up_are_always_shown() {
    let options = ["check", "--format", "json", "--rule", "no-backup", "--only", "org.yaml", "--min-severity", "error"];
    let broken = |file: &str, text: &str| Program::new(&options).file("org.yaml", ORG).file(file, text).run();
    let run = broken("broken.yaml", "teams: {a: {members: [x\n");
    assert_eq!(run.code, 1);
    assert!(run.rule_names().iter().all(|rule| rule == "syntax-error") && !run.rules().is_empty(), "{:?}", run.rules());
    let run = broken("teamlint.yaml", "siez: large\n");
    assert_eq!((run.code, run.rule_names()), (2, vec!["configuration".to_owned()]));
}

#[test]
fn standard_input_can_be_chosen() {
    let run = |only: &[&str]| {
        let arguments: Vec<&str> = ["check", "--format", "json", "--min-severity", "warning", "-", "org.yaml"]
            .into_iter()
            .chain(only.iter().copied())
            .collect();
        Program::new(&arguments).stdin(MORE).file("org.yaml", ORG).run()
    };
    assert_eq!(run(&["--only", "-"]).rules(), [("unknown-field".to_owned(), "<stdin>".to_owned())]);
}

#[test]
fn a_first_run_is_short_and_says_how_to_see_the_rest() {
    let services: String = (0..30).map(|n| format!("  s{n}: {{owner: web, colour: red}}\n")).collect();
    let text = format!("teams: {{web: {{mission: m, members: [a, b, c, d, e]}}}}\nservices:\n{services}  lost: {{}}\n");
    let run = |options: &[&str]| {
        let arguments: Vec<&str> =
            ["check", "--profile", "starter"].into_iter().chain(options.iter().copied()).collect();
        Program::new(&arguments).file("org.yaml", &text).run()
    };
    let short = run(&[]);
    assert_eq!(short.code, 1);
    assert!(short.stdout.contains("error[unowned-service]"), "{}", short.stdout);
    assert!(short.stdout.contains(" more findings for later: ") && short.stdout.contains("(--all shows them)"));
    assert!(short.stdout.matches("[unknown-field]").count() <= 10, "{}", short.stdout);
    assert_eq!(run(&["--all"]).stdout.matches("[unknown-field]").count(), 30);
}

#[test]
fn statistics_stand_in_text_instead_of_findings_and_in_json_beside_them() {
    let text = check(&["--statistics"]);
    assert_eq!(text.code, 1);
    assert!(text.stdout.starts_with("rule "), "{}", text.stdout);
    assert!(text.stdout.contains("\nfamily ") && text.stdout.contains("\nteam "), "{}", text.stdout);
    assert!(!text.stdout.contains("error["), "{}", text.stdout);
    let report = json(&["--statistics", "--rule", "unowned-service"]).json();
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(1));
    let row = |name: Option<&str>| serde_json::json!({"name": name, "errors": 1, "warnings": 0, "advice": 0});
    let expected = serde_json::json!({
        "rules": [row(Some("unowned-service"))],
        "families": [row(Some("ownership"))],
        "teams": [row(None)],
    });
    assert_eq!(report["statistics"], expected);
    assert!(json(&[]).json().get("statistics").is_none());
}

#[test]
fn a_path_that_is_not_there_is_told_without_a_count_of_what_was_not_judged() {
    let run = Program::new(&["check", "nonexist"]).run();
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("no-such-file") && run.stdout.contains("1 error"), "{}", run.stdout);
    assert!(!run.stdout.contains("judge"), "{}", run.stdout);
}

#[test]
fn rules_are_listed_by_family_and_severity() {
    let run = Program::new(&["rules", "--family", "slo", "--severity", "error", "--format", "json"]).run();
    let listed = run.json();
    let all = listed.as_array().expect("a list");
    assert!(!all.is_empty() && all.iter().all(|rule| rule["family"] == "slo"));
    assert!(all.iter().all(|rule| rule["severity"].as_str().is_some_and(|severity| severity.contains("error"))));
    let text = Program::new(&["rules", "--family", "slo"]).run().stdout;
    assert!(text.starts_with("slo\n") && !text.contains("profiles"), "{text}");
    let run = Program::new(&["rules", "--family", "slos"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(run.stderr, "error: there is no family `slos`; did you mean `slo`?\n");
    let run = Program::new(&["rules", "--severity", "eror"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}
