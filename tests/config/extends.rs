//! Configurations that build on others: which values count, where paths start from, and what is said where one leads nowhere.

use std::fmt::Write;

use crate::support::program::{Program, Run};

const ORG: &str = "teams: {payments: {mission: Pay, members: [ana, ben, chen]}}\n";

fn judged(files: &[(&str, &str)]) -> Run {
    run(&["check", "--format", "json", "--as-of", "2026-06-01", "org"], files)
}

fn run(arguments: &[&str], files: &[(&str, &str)]) -> Run {
    let program = Program::new(arguments).file(".git/HEAD", "").file("org/teams.yaml", ORG);
    files.iter().fold(program, |program, (path, text)| program.file(path, text)).run()
}

/// Severity and rule of each finding.
fn severities(run: &Run) -> Vec<String> {
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|one| format!("{} {}", one["severity"], one["rule"]).replace('"', "")).collect()
}

/// Where each finding is, and what it says.
fn told(run: &Run) -> Vec<String> {
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings");
    let told = findings.iter().map(|one| {
        let label = &one["labels"][0];
        format!("{}:{}:{} {}", label["file"], label["line"], label["column"], one["message"]).replace('"', "")
    });
    told.collect()
}

#[test]
fn of_a_rule_the_nearest_severity_counts_and_the_nearest_value_of_each_parameter() {
    let base = "rules: {missing-mission: {severity: error, params: {minWords: 4}}}\n";
    let judged = |nearer: &str| judged(&[("base.yaml", base), ("teamlint.yaml", nearer)]);
    let of = |nearer: &str| severities(&judged(nearer));
    let says = |nearer: &str| judged(nearer).json()["findings"][0]["message"].as_str().map(str::to_owned);
    assert_eq!(of("extends: base.yaml\n"), ["error missing-mission"]);
    assert_eq!(of("extends: base.yaml\nrules: {missing-mission: advice}\n"), ["advice missing-mission"]);
    assert_eq!(of("extends: base.yaml\nrules: {missing-mission: {params: {minWords: 1}}}\n"), [""; 0]);
    let message = "`payments` says what it is for in 1 word; `minWords` is 4";
    assert_eq!(says("extends: base.yaml\nrules: {missing-mission: warning}\n").as_deref(), Some(message));
}

#[test]
fn of_several_the_later_counts_over_the_earlier_and_each_file_is_read_once() {
    let files = |order: &str| {
        let top = format!("extends: [{order}]\n");
        let judged = judged(&[
            ("a/all.yaml", "rules: {missing-mission: off}\n"),
            ("b/some.yaml", "extends: ../a/all.yaml\nrules: {missing-mission: error}\n"),
            ("teamlint.yaml", &top),
        ]);
        severities(&judged)
    };
    assert_eq!(files("a/all.yaml, b/some.yaml"), ["error missing-mission"]);
    // It is in what comes before it already.
    assert_eq!(files("b/some.yaml, a/all.yaml"), ["error missing-mission"]);
    assert_eq!(files("b, a"), files("b/none.yaml, a/none.yaml"));
}

#[test]
fn paths_start_from_the_folder_of_the_file_that_names_them_and_lists_add_up() {
    let page = "---\nsummary: A team has a mission\nseverity: error\nfor: team in teams\nrequire: team.members.size() > 3\n\
        message: \"`{{ team.id }}` is small\"\nlabels: [{at: team}]\nsources: [{title: Ours}]\n---\n\n# ours\n\nWhy.\n";
    let run = judged(&[
        ("company/teamlint.yaml", "ruleFolders: [pages]\ntaxonomy: words.yaml\nrules: {missing-mission: off}\n"),
        ("company/words.yaml", "duties: {on-call: {synonyms: [pager rota]}}\n"),
        ("company/pages/own/ours.md", page),
        ("taxonomy.yaml", "duties: {mentoring: {label: Mentoring, primary: platform, class: exclusive}}\n"),
        ("teamlint.yaml", "extends: company\ntaxonomy: taxonomy.yaml\n"),
        ("org/duties.yaml", "people: {ana: {duties: [pager rota, mentoring]}}\n"),
    ]);
    let rules = run.rule_names();
    assert_eq!(rules.iter().filter(|rule| *rule == "ours").count(), 1, "{}", run.stdout);
    assert!(
        !rules.iter().any(|rule| rule == "configuration" || rule == "missing-mission" || rule == "unknown-reference")
    );
}

#[test]
fn whatever_is_wrong_is_told_in_the_file_that_says_it() {
    let run = judged(&[
        ("company/base.yaml", "siez: large\nrules:\n  team-size: {params: {mni: 2}}\n"),
        ("teamlint.yaml", "extends: company/base.yaml\nrules: {missing-mission: off}\n"),
    ]);
    assert_eq!(run.code, 2);
    assert_eq!(
        told(&run),
        ["company/base.yaml:1:1 `siez` is no setting", "company/base.yaml:3:24 `team-size` has no parameter `mni`",]
    );
}

#[test]
fn an_entry_that_leads_nowhere_is_told_where_it_stands_and_the_rest_counts() {
    let run = judged(&[
        ("circle/a.yaml", "extends: b.yaml\n"),
        ("circle/b.yaml", "extends: [a.yaml]\nrules: {missing-mission: error}\n"),
        ("empty/readme", ""),
        ("teamlint.yaml", "extends:\n  - none.yaml\n  - empty\n  - teamlint.yaml\n  - circle/a.yaml\n  - found\n"),
    ]);
    assert_eq!(run.code, 2);
    assert_eq!(
        told(&run),
        [
            "circle/b.yaml:1:11 `a.yaml` leads back to itself",
            "org/teams.yaml:1:29 `payments` says what it is for in 1 word; `minWords` is 3",
            "teamlint.yaml:2:5 the configuration `none.yaml` cannot be read: it does not exist",
            "teamlint.yaml:3:5 the configuration `empty` cannot be read: it is a folder",
            "teamlint.yaml:4:5 `teamlint.yaml` leads back to itself",
            "teamlint.yaml:6:5 only a configuration that `--config` names can build on the one that is found",
        ]
    );
}

#[test]
fn a_long_chain_ends_somewhere() {
    let mut files: Vec<(String, String)> = Vec::new();
    for rank in 0..200 {
        let mut text = String::new();
        let _ = writeln!(text, "extends: c{}.yaml", rank + 1);
        files.push((format!("c{rank}.yaml"), text));
    }
    files.push(("teamlint.yaml".to_owned(), "extends: c0.yaml\nrules: {missing-mission: error}\n".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let run = judged(&files);
    let told = told(&run);
    assert_eq!(told[0], "c62.yaml:1:10 `c63.yaml` is not read: 64 files make up a configuration at most");
    assert_eq!(told.len(), 2);
}

#[test]
fn what_makes_up_the_configuration_is_no_file_of_something_else() {
    let run =
        judged(&[("org/base.yaml", "rules: {missing-mission: off}\n"), ("org/teamlint.yaml", "extends: base.yaml\n")]);
    assert_eq!((run.json()["summary"]["ignoredFiles"].as_u64(), severities(&run)), (Some(0), Vec::new()));
}
