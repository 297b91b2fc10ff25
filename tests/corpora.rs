//! Real organisations, published by others: exactly these findings, and none about what is in another format.
//! They lie beside the repository and not in it; `TEAMLINT_CORPORA` names another folder.

use std::path::PathBuf;

use crate::support::program::{Program, Run, repository};

fn corpora() -> Option<PathBuf> {
    let named = std::env::var_os("TEAMLINT_CORPORA").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| repository().join("../shared/corpora"));
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no folder {}", folder.display());
    None
}

/// The report on a corpus, run where it lies.
fn report(name: &str) -> Option<Run> {
    Some(Program::new(&["check", "--as-of", "2026-06-01", "--format", "json", name]).within(&corpora()?).run())
}

fn gives(name: &str, code: i32, expected: &[(&str, &str)]) {
    let Some(run) = report(name) else { return };
    let rules = run.rules();
    let rules: Vec<(&str, &str)> = rules.iter().map(|(rule, about)| (rule.as_str(), about.as_str())).collect();
    assert_eq!(rules, expected, "{name}");
    assert_eq!(run.code, code, "{name}");
}

#[test]
fn giantswarm_has_dangling_references_repeated_entities_and_small_teams() {
    gives(
        "giantswarm-backstage",
        1,
        &[
            ("duplicate-id", "service:agent-sandbox"),
            ("duplicate-id", "service:agentic-platform"),
            ("unknown-reference", "team:team-phoenix"),
            ("duplicate-id", "service:aws-ebs-csi-driver-app"),
            ("duplicate-id", "service:aws-efs-csi-driver"),
            ("unknown-reference", "team:team-team-name"),
            ("unknown-reference", "team:team-rocket"),
            ("duplicate-id", "service:karpenter-app"),
            ("duplicate-id", "service:muster"),
            ("duplicate-id", "api:policyexceptions.policy.giantswarm.io"),
            ("duplicate-id", "api:policymanifests.policy.giantswarm.io"),
            ("unknown-reference", "team:employees"),
            ("team-size", "team:team-atlas"),
            ("cognitive-overload", "team:team-cabbage"),
            ("team-size", "team:team-cabbage"),
            ("missing-mission", "team:team-nifflers"),
            ("missing-mission", "team:team-rainmakers"),
            ("cognitive-overload", "team:team-shield"),
            ("missing-mission", "team:team-tenet"),
            ("team-size", "team:team-tenet"),
        ],
    );
}

#[test]
fn giantswarm_s_dangling_references_are_counted_by_target() {
    let Some(run) = report("giantswarm-backstage") else { return };
    let report = run.json();
    let findings = report["findings"].as_array().expect("findings");
    let messages: Vec<&str> = findings
        .iter()
        .filter(|finding| finding["rule"] == "unknown-reference")
        .map(|finding| finding["message"].as_str().expect("a message"))
        .collect();
    assert_eq!(
        messages,
        [
            "there is no group `team-phoenix`, and 10 places refer to it",
            "there is no group `team-TEAM-NAME`",
            "there is no group `team-rocket`, and 3 places refer to it",
            "there is no group `employees`, and 12 places refer to it",
        ]
    );
    let unchecked = report["summary"]["unchecked"].as_array().expect("what was not checked");
    let kinds: Vec<&str> = unchecked.iter().map(|of| of["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds, ["person", "system"], "it declares neither");
}

#[test]
fn bancorocks_has_two_teams_that_hold_nothing() {
    gives("bancorocks-backstage", 0, &[]);
}

#[test]
fn polarpoint_is_a_part_of_a_catalog_whose_other_groups_lie_elsewhere() {
    gives(
        "polarpoint-backstage",
        0,
        &[
            ("missing-target", "polarpoint-backstage/all-components.yaml"),
            ("missing-target", "polarpoint-backstage/all-resources.yaml"),
            ("unknown-field", "polarpoint-backstage/apis/backstage/backstage.yaml"),
        ],
    );
}

#[test]
fn portefaix_is_a_part_of_a_catalog_and_names_a_file_it_does_not_have() {
    gives("portefaix-backstage", 0, &[("missing-target", "portefaix-backstage/catalog/templates.yaml")]);
}

#[test]
fn tekton_writes_three_logins_in_two_ways_and_one_twice() {
    gives(
        "tekton-peribolos",
        0,
        &[
            ("duplicate-item", "person:puneetpunamiya"),
            ("permission-creep", "person:abayer"),
            ("login-spelling", "person:xinruzhang"),
            ("login-spelling", "person:sm43"),
            ("login-spelling", "person:divyansh42"),
        ],
    );
}

#[test]
fn knative_has_three_empty_teams() {
    gives(
        "knative-peribolos",
        0,
        &[
            ("permission-creep", "person:dsimansk"),
            ("login-spelling", "person:cali0707"),
            ("parent-lacks-member", "team:knative-extensions/eventing-writers"),
            ("empty-team", "team:knative-extensions/eventing-kafka-writers"),
            ("lone-writer", "org:knative-extensions"),
            ("empty-team", "team:knative-extensions/eventing-autoscaler-keda-approvers"),
            ("empty-team", "team:knative/client-reviewers"),
            ("lone-writer", "org:knative"),
            ("parent-lacks-member", "team:knative/eventing-writers"),
        ],
    );
}

#[test]
fn cloudfoundry_keeps_its_roster_elsewhere() {
    gives("cloudfoundry", 0, &[("lone-writer", "org:cloudfoundry")]);
}

#[test]
fn what_is_no_organisation_file_is_left_alone() {
    gives("esphome-codeowners", 3, &[]);
}

#[test]
fn kubernetes_aliases_of_owners_are_sound_and_its_list_of_groups_is_left_alone() {
    gives("kubernetes-sigs", 0, &[]);
    let Some(run) = report("kubernetes-sigs") else { return };
    let ignored = run.json()["ignored"].clone();
    assert_eq!(ignored[0]["path"], "kubernetes-sigs/sigs.yaml");
    assert_eq!(ignored.as_array().map(Vec::len), Some(1));
}

#[test]
fn of_code_owners_alone_it_is_told_what_they_say() {
    let Some(folder) = corpora() else { return };
    let run = Program::new(&["check", "esphome-codeowners"]).within(&folder).run();
    assert!(
        run.stderr.contains("\n481 lines say who reviews which code (207 names), and are compared with"),
        "{}",
        run.stderr
    );
}
