//! What catalogs say by custom, in annotations, links and words that no schema knows, and what it means everywhere.

use crate::support::program::{Program, Run};

fn component(lifecycle: &str, metadata: &str, spec: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ledger\n{metadata}spec:\n  type: service\n  lifecycle: {lifecycle}\n{spec}"
    )
}

fn check(catalog: &str, native: &str, arguments: &[&str]) -> Run {
    let all: Vec<&str> = ["check", "--format", "json"].into_iter().chain(arguments.iter().copied()).collect();
    Program::new(&all).file("catalog-info.yaml", catalog).file("org.yaml", native).run()
}

const NOTHING: &str = "version: 1\nteams: {}\n";

#[test]
fn no_rule_judges_what_somebody_else_runs() {
    let rules = |lifecycle, spec| check(&component(lifecycle, "", spec), NOTHING, &["--rule", "unowned-service"]);
    assert_eq!(rules("production", "  owner: none\n").rule_names(), ["unowned-service"]);
    assert_eq!(rules("external", "  owner: none\n").rule_names(), [""; 0]);
    assert_eq!(rules("External", "  owner: none\n").rule_names(), [""; 0]);
    // Nor is it one of those that would be judged if more were known.
    let told = rules("external", "  owner: none\n").json();
    let not_judged = told["notJudged"].as_array().expect("a list");
    assert!(not_judged.iter().all(|one| one["entity"] != "service:ledger"), "{told}");
    // Backstage refuses it all the same, which no rule tells of then.
    assert_eq!(check(&component("external", "", ""), NOTHING, &[]).rule_names(), ["invalid-entity"]);
    let native = "version: 1\nservices: {ledger: {owner: none, lifecycle: external}, books: {owner: none}}\n";
    let of_native =
        Program::new(&["check", "--rule", "unowned-service", "--format", "json"]).file("org.yaml", native).run();
    assert_eq!(of_native.rules(), [("unowned-service".to_owned(), "service:books".to_owned())]);
}

#[test]
fn what_is_external_can_be_explained() {
    let run = Program::new(&["explain", "unowned-service", "ledger"])
        .file("catalog-info.yaml", &component("external", "", "  owner: none\n"))
        .run();
    let expected = "unowned-service  service:ledger  catalog-info.yaml:4:9\n\
        not applicable: `external` at catalog-info.yaml:7:14 says that somebody else\n\
        \x20   runs it\n\n\
        Parameters\n\n\x20 ignoreLifecycle = [deprecated, experimental], as the page has it\n";
    assert_eq!((run.code, &*run.stdout), (0, expected), "{}", run.stderr);
}

#[test]
fn a_stage_of_life_that_nobody_knows_is_not_production() {
    let run = check(&component("unknown", "", "  owner: nobody-known\n"), NOTHING, &["--rule", "owner-not-on-call"]);
    assert_eq!(run.rule_names(), [""; 0]);
    let explained = Program::new(&["explain", "owner-not-on-call", "ledger"])
        .file("catalog-info.yaml", &component("unknown", "", "  owner: crew\n"))
        .run();
    assert!(explained.stdout.contains("service.lifecycle → unknown"), "{}", explained.stdout);
}

/// A team that owns the ledger and is in no rotation, beside others that are.
const PAGED: &str = "version: 1\nteams:\n  payments: {members: [ana, ben]}\n  sre: {members: [cem, dia]}\nservices: {ledger: {tier: 1}}\n\
    people: {ana: {}, ben: {}, cem: {}, dia: {}}\nrotations:\n  web: {team: sre, services: [web], participants: [cem, dia]}\n";

#[test]
fn whoever_is_paged_by_another_tool_is_paged() {
    let catalog = |metadata: &str| component("production", metadata, "  owner: payments\n");
    let about_ledger = |native: &str, metadata: &str| {
        let run = check(&catalog(metadata), native, &["--advice"]);
        let rules = run.rules().into_iter().filter(|(_, entity)| entity == "service:ledger").map(|(rule, _)| rule);
        rules.collect::<Vec<String>>()
    };
    // With an escalation of its own that pages others, the owner is never paged: the rule is able to tell.
    let escalated = format!("{PAGED}escalations: {{web: {{levels: [{{targets: [{{rotation: web}}]}}]}}}}\n")
        .replace("{ledger: {tier: 1}}", "{ledger: {tier: 1, escalation: web}}");
    assert!(about_ledger(&escalated, "").contains(&"owner-not-on-call".to_owned()));
    for annotation in [
        "pagerduty.com/service-id",
        "pagerduty.com/integration-key",
        "opsgenie.com/component-selector",
        "opsgenie.com/team",
    ] {
        let metadata = format!("  annotations: {{{annotation}: PX1}}\n");
        let told = about_ledger(PAGED, metadata.as_str());
        assert!(!told.contains(&"owner-not-on-call".to_owned()), "{annotation}: {told:?}");
    }
}

#[test]
fn nobody_is_told_to_mend_what_another_tool_knows() {
    let metadata =
        "  annotations: {pagerduty.com/service-id: PX1, backstage.io/source-template: 'template:default/go'}\n";
    let run = Program::new(&["coverage", "--all", "--format", "json"])
        .file("catalog-info.yaml", &component("production", metadata, "  owner: payments\n"))
        .file("org.yaml", PAGED)
        .run();
    let report = run.json();
    let fields = report["fields"].as_array().expect("a list").iter();
    let told: Vec<(&str, &str)> = fields
        .map(|field| (field["path"].as_str().unwrap_or_default(), field["remedy"].as_str().unwrap_or_default()))
        .filter(|(path, _)| path.contains("services.*.escalation") || path.contains("services.*.goldenPath"))
        .collect();
    assert!(!told.is_empty() && told.iter().all(|(_, remedy)| *remedy == "none"), "{told:?}");
}

#[test]
fn runbooks_and_documentation_are_known_by_title_and_type() {
    let told = |link: &str| {
        let metadata =
            format!("  annotations: {{pagerduty.com/service-id: PX1}}\n  links: [{{url: 'https://x', {link}}}]\n");
        let map = "map: {service.tier: x.tier, service.runbook: labels.runbook, service.docs: labels.docs}\n";
        Program::new(&["check", "--rule", "missing-runbook", "--format", "json"])
            .file("catalog-info.yaml", &component("production", &metadata, "  owner: payments\n"))
            .file("org.yaml", "version: 1\nservices: {ledger: {tier: 1}}\n")
            .file("teamlint.yaml", map)
            .run()
            .rule_names()
    };
    for link in [
        "title: Runbook",
        "type: runbook",
        "title: Ledger playbook",
        "title: Operations, type: playbook",
        "title: API docs",
        "type: documentation",
        "title: Documentation",
    ] {
        assert_eq!(told(link), [""; 0], "{link}");
    }
    for link in ["title: Dashboard", "type: metrics", "title: Docsify"] {
        assert_eq!(told(link), ["missing-runbook"], "{link}");
    }
}

#[test]
fn members_of_a_group_that_a_directory_knows_are_some_of_them() {
    let group = |annotation: &str| {
        format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {{name: crew, annotations: {{{annotation}}}}}\nspec: {{type: team, children: [], members: [ana]}}\n---\n\
            apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {{name: ana}}\nspec: {{memberOf: []}}\n"
        )
    };
    let size = |annotation: &str| {
        let run = Program::new(&["explain", "team-size", "crew"])
            .file("all.yaml", &group(annotation))
            .file("org.yaml", "version: 1\nservices: {ledger: {owner: crew}}\n")
            .run();
        run.stdout.lines().nth(1).unwrap_or_default().to_owned()
    };
    assert!(size("acme.io/none: x").starts_with("fails"), "{}", size("acme.io/none: x"));
    for annotation in [
        "backstage.io/ldap-rdn: crew",
        "graph.microsoft.com/group-id: a",
        "keycloak.org/id: a",
        "okta.com/group-id: a",
        "google.com/group: a",
        "'backstage.io/managed-by-location': 'microsoft-graph-org:default/a'",
    ] {
        assert_eq!(size(annotation), "not judged:", "{annotation}");
    }
}
