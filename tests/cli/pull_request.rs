//! A pull request on a catalog with many old findings: only what it adds fails, at the lines that it changed.

use std::path::Path;

use crate::cli::changes::{has_git, put, repository};
use crate::support::program::{Program, Run};

/// Old findings: half of them owners that there are not, half of them dependencies.
const OLD: usize = 60;
const COMPONENTS: usize = 220;
const TEAMS: usize = 10;

fn entity(kind: &str, name: &str, spec: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\n  description: {name} of the shop\nspec:\n{spec}---\n"
    )
}

fn component(rank: usize) -> String {
    let (old, team) = (rank < OLD / 2, rank % TEAMS);
    let owner = if old { format!("gone-{rank}") } else { format!("team-{team}") };
    let needs = (OLD / 2..OLD).contains(&rank).then(|| format!("  dependsOn: ['component:lost-{rank}']\n"));
    let spec = format!(
        "  type: service\n  lifecycle: production\n  owner: {owner}\n  system: system-{team}\n{}",
        needs.unwrap_or_default()
    );
    entity("Component", &format!("component-{rank}"), &spec)
}

/// A catalog of 300 entities: teams with their people and systems, and a file of components for each ten.
fn catalog() -> Vec<(String, String)> {
    let mut teams = String::new();
    for team in 0..TEAMS {
        teams += &entity("Group", &format!("team-{team}"), "  type: team\n  children: []\n");
        teams += &entity("System", &format!("system-{team}"), &format!("  owner: team-{team}\n"));
    }
    for person in 0..60 {
        let spec = format!("  memberOf: [team-{}]\n", person % TEAMS);
        teams += &entity("User", &format!("person-{person}"), &spec);
    }
    let file = |tenth: usize| (tenth * 10..tenth * 10 + 10).map(component).collect::<String>();
    let files = (0..COMPONENTS / 10).map(|tenth| (format!("catalog/components-{tenth}.yaml"), file(tenth)));
    files.chain([("catalog/teams.yaml".to_owned(), teams)]).collect()
}

fn check(folder: &Path, arguments: &[&str]) -> Run {
    let path = std::env::var("PATH").unwrap_or_default();
    let all = [&["check", "--since", "main"], arguments].concat();
    Program::new(&all).env("PATH", &path).within(folder).run()
}

/// Every entity as somebody else formats it: keys in another order, all in quotes, other line ends, comments.
fn reformatted(text: &str) -> String {
    let entity = |entity: &str| {
        let (head, spec) = entity.split_once("spec:\n").expect("a spec");
        let mut lines: Vec<String> = spec.lines().map(|line| format!("  {line}   # as before")).collect();
        lines.reverse();
        let head = head.replace("description: ", "description:    ");
        format!("# {}\r\nspec:\r\n{}\r\n{}", "-".repeat(40), lines.join("\r\n"), head.replace('\n', "\r\n"))
    };
    let entities: Vec<String> = text.split("---\n").filter(|text| !text.is_empty()).map(entity).collect();
    entities.into_iter().rev().collect::<Vec<_>>().join("---\r\n")
}

#[test]
fn only_what_a_pull_request_adds_fails_and_is_annotated_at_its_lines() {
    if !has_git() {
        return;
    }
    let catalog = catalog();
    let files: Vec<(&str, &str)> = catalog.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = repository(&files);
    let folder = folder.path();
    let plain = Program::new(&["check", "--format", "json"]).within(folder).run();
    let summary = &plain.json()["summary"];
    assert_eq!((plain.code, &summary["errors"], &summary["entities"]), (1, &OLD.into(), &300.into()));
    let old_findings = plain.rules().len();
    let nothing_new = |run: &Run| {
        let report = run.json();
        assert_eq!((run.code, run.rules()), (0, Vec::new()));
        assert_eq!(
            report["summary"]["known"],
            serde_json::json!({"findings": old_findings, "mended": 0, "notJudged": 0})
        );
    };
    nothing_new(&check(folder, &["--format", "json"]));

    // One more reference to what was missing before, and a name with a slip.
    let old = &files[12].1;
    let spec = "  type: service\n  lifecycle: production\n  owner: gone-3\n  system: system-1\n";
    let changed =
        old.replacen("lifecycle: production\n", "lifecycle: production\n  dependsOn: ['component:component-15l']\n", 1)
            + &entity("Component", "fresh", spec);
    put(folder, files[12].0, &changed);
    let lines_of = |wanted: &str| changed.lines().position(|line| line.contains(wanted)).map(|line| line + 1);
    let run = check(folder, &["--format", "github"]);
    let annotated: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("::error")).collect();
    assert_eq!((run.code, annotated.len()), (1, 2), "{}", run.stdout);
    for wanted in ["component-15l", "gone-3"] {
        let line = lines_of(wanted).expect("a line of the change");
        let at = format!("file={},line={line},", files[12].0);
        let there = annotated.iter().any(|told| told.contains(&at) && told.contains(wanted));
        assert!(there, "{wanted} at {at}: {annotated:?}");
    }

    for (path, text) in &catalog {
        put(folder, path, &reformatted(text));
    }
    nothing_new(&check(folder, &["--format", "json"]));
}
