//! Where catalogs are found, and kinds that are nearly known.

use crate::support::declared::{declared, problems, problems_but};
use crate::support::program::{Program, Run};

const GROUP: &str = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: falcon, description: Flies higher than the others}\nspec: {type: team, children: []}\n";
const COMPONENT: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: quote}\nspec: {type: service, lifecycle: production, owner: falcon}\n";
const WORKFLOW: &str = "name: CI\non: push\njobs: {test: {steps: []}}\n";

fn counts(run: &Run) -> [u64; 3] {
    let summary = &run.json()["summary"];
    ["entities", "files", "ignoredFiles"].map(|name| summary[name].as_u64().expect("a number"))
}

#[test]
fn catalogs_in_hidden_folders_that_hosts_know_are_read_and_nothing_else_there() {
    let run = Program::new(&["check", "--format", "json"])
        .file(".backstage/groups/falcon.yaml", GROUP)
        .file("services/quote/.github/catalog-info.yaml", COMPONENT)
        .file(".github/workflows/ci.yaml", WORKFLOW)
        .file(".github/teams.yaml", "teams: {heron: {members: [ana]}}\n")
        .file(".gitlab/broken.yaml", "a: [\n")
        .file(".config/catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: other}\n")
        .file(".backstage/.old/catalog-info.yaml", GROUP)
        .run();
    assert_eq!((run.code, run.rule_names(), counts(&run)), (0, vec![], [2, 2, 0]));
}

#[test]
fn hidden_catalogs_are_left_out_like_any_file() {
    let program = |arguments: &[&str]| {
        Program::new(arguments).file(".backstage/g.yaml", GROUP).file(".backstage/c.yaml", COMPONENT)
    };
    let run = program(&["check", "--format", "json"]).file(".gitignore", "c.yaml\n").run();
    assert_eq!(counts(&run), [1, 1, 0]);
    let run = program(&["check", "--format", "json"]).file("teamlint.yaml", "exclude: [.backstage/c.yaml]\n").run();
    assert_eq!(counts(&run), [1, 1, 0]);
    let run = program(&["check", "--format", "json", ".backstage"]).run();
    assert_eq!(counts(&run), [2, 2, 0]);
    let run = program(&["check", "--format", "json", ".", ".backstage/c.yaml"]).run();
    assert_eq!(counts(&run), [2, 2, 0]);
}

#[test]
fn where_there_is_nothing_to_lint_catalogs_in_other_hidden_folders_are_named() {
    let run = Program::new(&["check"])
        .file(".config/backstage/catalog-info.yaml", GROUP)
        .file("deep/.meta/org.yaml", "teams: {a: {members: [ana]}}\n")
        .file(".cache/other.yaml", "jobs: {}\n")
        .file(".git/catalog-info.yaml", GROUP)
        .file("ci.yaml", WORKFLOW)
        .run();
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert_eq!(
        run.stderr,
        "nothing to lint: no team, person or service is declared in `.`\n\
         `ci.yaml` left alone: none of `name`, `on`, `jobs` is a section of an organisation\n\
         `.config/backstage/catalog-info.yaml` lies in a hidden folder, which is not searched: name it to have it read\n\
         `deep/.meta/org.yaml` lies in a hidden folder, which is not searched: name it to have it read\n\
         a native file has `version: 1` and sections such as `teams:` and `people:`, or `team: NAME` and its `members:`;\n\
         an export of a pager is JSON with the lists of its API (PagerDuty's, Opsgenie's, Grafana's or incident.io's), or what `terraform show -json` prints (`docs/sources.md`);\n\
         an objective is one of OpenSLO, Sloth, Pyrra or slo-generator;\n\
         a descriptor of a service is one of Datadog, OpsLevel, Cortex or Compass;\n\
         a team page is Markdown that begins with `teamName:`, `teamType:` and `interactions:` between `---`;\n\
         a GitHub organisation has `orgs:` with `members:` and `teams:`, as Peribolos reads it;\n\
         a Backstage file has `apiVersion: backstage.io/v1alpha1`\n"
    );
}

#[test]
fn a_kind_that_is_nearly_known_is_told_and_another_is_left_alone() {
    let of = |kind: &str| format!("apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata: {{name: a}}\n");
    for (kind, meant) in [
        ("Componant", "Component"),
        ("Gruop", "Group"),
        ("Users", "User"),
        ("Sytem", "System"),
        ("Locaton", "Location"),
    ] {
        let lost = if meant == "Location" { "" } else { "lost " };
        assert!(declared(&of(kind)).starts_with(lost), "{kind}");
        assert_eq!(
            problems(&of(kind)),
            format!(
                "2:7 warning unknown-kind: `{kind}` is not a kind that catalogs have\n  `{kind}` did you mean `{meant}`?\n  \
                 help: write `kind: {meant}`; this entity was not read\n"
            )
        );
    }
    for kind in ["Robot", "Team", "Dashboard", "Product", "Workload", "component"] {
        // Backstage refuses `component`, which is no question of what was meant.
        assert_eq!(problems_but(&of(kind), "invalid-entity"), "", "{kind}");
    }
}

#[test]
fn a_broken_file_that_only_mentions_backstage_is_not_a_catalog() {
    assert_eq!(
        declared("jobs:\n  lint: {run: \"check apiVersion backstage.io/v1alpha1\n  kind: Component\n"),
        "foreign\n"
    );
    assert_eq!(declared("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: [backstage.io/v1\n"), "foreign\n");
    let broken = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: [\n";
    assert!(declared(broken).contains("lost service"), "{}", declared(broken));
}
