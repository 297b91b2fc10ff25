//! Two organisations that say as little and as much as the vocabulary allows: exactly these findings, and for each
//! thing changed in the rich one exactly those that follow from it.

use crate::support::program::Program;

const MINIMAL: &str = include_str!("../fixtures/minimal.yaml");
const RICH: &str = include_str!("../fixtures/rich.yaml");

/// Rule, severity and entities of every finding, advice included, in order.
fn findings(text: &str) -> Vec<(String, String, String)> {
    let run = Program::new(&["check", "--as-of", "2026-06-15", "--advice", "--format", "json"])
        .file("organisation.yaml", text)
        .run();
    let report = run.json();
    let found = report["findings"].as_array().expect("a list of findings").iter();
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut found: Vec<_> = found.map(|f| (word(&f["rule"]), word(&f["severity"]), word(&f["entity"]))).collect();
    found.sort();
    found
}

fn told(findings: &[(String, String, String)]) -> Vec<(&str, &str, &str)> {
    findings.iter().map(|(rule, severity, entity)| (rule.as_str(), severity.as_str(), entity.as_str())).collect()
}

/// Changes the rich organisation, and compares what there is more, and that nothing is less.
fn adds(changes: &[(&str, &str)], expected: &[(&str, &str, &str)]) {
    let mut text = RICH.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "`{from}` stands once");
        text = text.replacen(from, to, 1);
    }
    let mut more = findings(&text);
    for known in findings(RICH) {
        let at = more.iter().position(|one| *one == known).unwrap_or_else(|| panic!("{known:?} is gone"));
        more.remove(at);
    }
    assert_eq!(told(&more), expected);
}

#[test]
fn a_team_of_three() {
    assert_eq!(
        told(&findings(MINIMAL)),
        [
            ("conflated-sre-platform", "advice", "team:infra"),
            ("missing-mission", "advice", "team:infra"),
            ("night-page-without-rest", "warning", "rotation:infra/layers/0"),
            ("no-backup", "warning", "rotation:infra"),
            ("off-hours-pages", "warning", "rotation:infra/layers/0"),
            ("on-call-overload", "warning", "person:ada"),
            ("on-call-policy-incomplete", "advice", "rotation:infra"),
            ("team-size", "advice", "team:infra"),
            ("unassigned-duty", "advice", "duty:ci-cd-pipelines"),
        ]
    );
}

#[test]
fn a_rich_organisation() {
    assert_eq!(
        told(&findings(RICH)),
        [
            ("no-backup", "warning", "rotation:platform-office"),
            ("off-hours-pages", "warning", "rotation:payments-follow-the-sun/layers/berlin"),
            ("off-hours-pages", "warning", "rotation:payments-follow-the-sun/layers/sf"),
            ("rotation-too-small", "warning", "pool:payments-follow-the-sun/berlin"),
            ("rotation-too-small", "warning", "pool:payments-follow-the-sun/sf"),
        ]
    );
}

#[test]
fn without_a_runbook() {
    adds(
        &[("    runbook: https://runbooks.example/ledger\n", "")],
        &[("missing-runbook", "warning", "service:ledger")],
    );
}

#[test]
fn an_error_budget_without_telemetry() {
    adds(
        &[("platform-support, iac-practices]", "platform-support, iac-practices, {duty: error-budget, scope: own}]")],
        &[("error-budget-without-telemetry", "error", "team:platform/duties/error-budget")],
    );
}

#[test]
fn sre_with_self_service() {
    adds(
        &[("      - failure-testing\n", "      - failure-testing\n      - self-service-infrastructure\n")],
        &[("duty-overlap", "warning", "duty:self-service-infrastructure"), ("sre-overburdened", "error", "team:sre")],
    );
}

#[test]
fn a_commander_from_the_platform_team() {
    adds(
        &[("commander: {team: sre}", "commander: {team: platform}")],
        &[("incident-lead-not-sre", "warning", "incident")],
    );
}

#[test]
fn sre_and_platform_no_longer_talk() {
    adds(
        &[
            (
                "  - {from: sre, to: platform, mode: collaboration, purpose: instrument golden paths and tie them to SLOs, startDate: 2026-05-04, expectedDuration: 12w}\n",
                "",
            ),
            ("with: [payments, platform]", "with: [payments]"),
            ("teams: [sre, platform, payments]", "teams: [sre, payments]"),
        ],
        &[
            ("golden-path-without-sre", "warning", "platform:paved"),
            ("no-knowledge-sharing", "advice", "org"),
            ("sre-platform-not-talking", "warning", "disciplines:sre-platform"),
        ],
    );
}

#[test]
fn sre_supports_the_pipelines() {
    adds(
        &[("      - failure-testing\n", "      - failure-testing\n      - platform-support\n")],
        &[("sre-pipeline-babysitting", "warning", "team:sre")],
    );
}

#[test]
fn the_platform_team_answers_first() {
    adds(
        &[(
            "      - {targets: [{rotation: payments-follow-the-sun, level: primary}], timeout: 5m}\n",
            "      - {targets: [{rotation: payments-follow-the-sun, level: primary}, {team: platform}], timeout: 5m}\n",
        )],
        &[("platform-pulled-into-incidents", "warning", "service:checkout")],
    );
}

#[test]
fn a_database_by_ticket() {
    adds(
        &[("databases: {interface: api}", "databases: {interface: ticket}")],
        &[("ticket-ops", "warning", "platform:paved")],
    );
}

#[test]
fn a_golden_path_that_was_never_broken_on_purpose() {
    adds(
        &[(", failureTested: true", "")],
        &[("golden-path-not-production-ready", "warning", "platform:paved/goldenPaths/backend-service")],
    );
}

#[test]
fn one_person_at_every_level() {
    adds(
        &[(
            "escalations:\n",
            "escalations:\n  office:\n    levels:\n      - {targets: [{person: jon}], timeout: 5m}\n      - {targets: [{person: jon}]}\n",
        )],
        &[("no-backup", "warning", "escalation:office")],
    );
}

#[test]
fn sre_reports_to_enablement() {
    adds(
        &[("    reportsTo: production\n", "    reportsTo: enablement\n")],
        &[("atypical-reporting-line", "advice", "team:sre")],
    );
}
