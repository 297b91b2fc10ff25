//! What the pages about platforms and about what a team can take on say of a whole organisation, each with one thing
//! changed.

use teamlint::Outcome;

const RULES: [&str; 13] = [
    "atypical-interaction",
    "cognitive-overload",
    "fragmented-tools",
    "golden-path-not-production-ready",
    "golden-path-without-sre",
    "gravel-road",
    "incomplete-platform",
    "open-ended-collaboration",
    "platform-not-a-product",
    "sre-platform-not-talking",
    "ticket-ops",
    "too-many-collaborations",
    "unsupported-platform",
];

/// An organisation of which everything is declared that these rules ask for.
const COMPANY: &str = "\
org: {name: acme, size: large}
people: {ana: , ben: , kim: , lea: , oli: , pia: }
teams:
  sre:
    discipline: sre
    type: enabling
    members: [ana, ben]
    engagement: {model: consulting, with: [payments, platform]}
    domains: [{name: reliability, complexity: complex}]
    tools: [prometheus, grafana]
  platform:
    discipline: platform
    type: platform
    members: [kim, lea]
    domains: [{name: delivery, complexity: complicated}]
    duties: [internal-platform]
    tools: [jenkins, terraform]
  payments:
    discipline: development
    type: stream-aligned
    members: [oli, pia]
    domains: [{name: cards, complexity: simple}]
    tools: [jenkins, new-relic]
services:
  checkout: {owner: payments, type: service, goldenPath: backend-service}
  ledger: {owner: payments, type: service, exemption: older than the path}
platforms:
  paved:
    owner: platform
    consumers: [payments]
    productOwner: kim
    roadmap: https://wiki.example/paved
    feedback: [survey]
    slo: paved-deploy
    support: {hours: business-hours}
    capabilities: {build-systems: template, ci-cd-pipelines: template, observability: template, sso: api, onboarding: portal}
    goldenPaths:
      backend-service: {for: service, observability: true, slo: paved-deploy, failureTested: true, adoption: 0.5}
slos:
  paved-deploy: {platform: paved, target: 0.995}
interactions:
  - {from: payments, to: platform, mode: x-as-a-service}
  - {from: sre, to: platform, mode: collaboration, startDate: 2026-05-04, expectedDuration: 12w}
";

fn judge(text: &str) -> Outcome {
    crate::support::world::check_file("org.yaml", text)
}

/// Findings of these rules and of reading, as `severity rule entity`, sorted.
fn found(outcome: &Outcome) -> Vec<String> {
    let known = |rule: &str| outcome.rules.iter().any(|page| page.name == rule);
    let asked = outcome.findings.iter().filter(|f| RULES.contains(&f.rule.as_str()) || !known(&f.rule));
    let mut told: Vec<String> =
        asked.map(|f| format!("{} {} {}", f.severity.as_str(), f.rule, f.entity.as_deref().unwrap_or("-"))).collect();
    told.sort();
    told
}

fn changed(from: &str, to: &str) -> Vec<String> {
    assert_eq!(COMPANY.matches(from).count(), 1, "{from}");
    found(&judge(&COMPANY.replace(from, to)))
}

#[test]
fn everything_is_judged_and_nothing_found() {
    let outcome = judge(COMPANY);
    assert_eq!(found(&outcome), Vec::<String>::new());
    let unjudged = outcome.not_judged().into_iter().filter(|one| RULES.contains(&one.rule.as_str()));
    assert_eq!(unjudged.map(|one| (one.rule, one.missing)).collect::<Vec<_>>(), []);
}

#[test]
fn one_change_gives_one_finding() {
    let path = "platform:paved/goldenPaths/backend-service";
    for (from, to, told) in [
        ("observability: template", "observability: ticket", "warning ticket-ops platform:paved".to_owned()),
        (", failureTested: true", "", format!("warning golden-path-not-production-ready {path}")),
        ("adoption: 0.5", "adoption: 0.49", format!("advice gravel-road {path}")),
        (", exemption: older than the path", "", "advice gravel-road service:ledger".to_owned()),
        (", onboarding: portal", "", "advice incomplete-platform platform:paved".to_owned()),
        ("    feedback: [survey]\n", "", "warning platform-not-a-product platform:paved".to_owned()),
        ("    productOwner: kim\n", "", "advice platform-not-a-product platform:paved".to_owned()),
        ("    support: {hours: business-hours}\n", "", "warning unsupported-platform platform:paved".to_owned()),
        (
            "new-relic]",
            "new-relic, {tool: scout, capability: monitoring}]",
            "warning fragmented-tools capability:monitoring".to_owned(),
        ),
        (
            "complexity: simple}]",
            "complexity: simple}, {name: risk, complexity: complex}]",
            "warning cognitive-overload team:payments".to_owned(),
        ),
        (", expectedDuration: 12w", "", "warning open-ended-collaboration interaction:sre/platform".to_owned()),
        (
            "12w}\n",
            "12w}\n  - {from: payments, to: sre, mode: x-as-a-service}\n",
            "advice atypical-interaction interaction:payments/sre".to_owned(),
        ),
        (
            "owner: payments, type: service, exemption",
            "owner: sre, type: service, exemption",
            "advice atypical-interaction team:sre".to_owned(),
        ),
    ] {
        let found = changed(from, to);
        assert_eq!(found, [told], "{from} -> {to}");
    }
}

#[test]
fn without_a_word_between_sre_and_platform_the_golden_path_has_no_reviewer() {
    let apart = COMPANY.replace("[payments, platform]", "[payments]").replace(
        "  - {from: sre, to: platform, mode: collaboration, startDate: 2026-05-04, expectedDuration: 12w}\n",
        "",
    );
    assert_eq!(
        found(&judge(&apart)),
        ["warning golden-path-without-sre platform:paved", "warning sre-platform-not-talking disciplines:sre-platform"]
    );
}

#[test]
fn a_second_collaboration_is_too_much_for_the_team_that_has_two() {
    let second =
        "12w}\n  - {between: [sre, payments], mode: collaboration, startDate: 2026-06-01, expectedDuration: 6w}\n";
    assert_eq!(changed("12w}\n", second), ["warning too-many-collaborations team:sre"]);
    let embedded = COMPANY.replace("12w}\n", second).replace("model: consulting", "model: embedded");
    assert_eq!(found(&judge(&embedded)), Vec::<String>::new());
}

#[test]
fn permission_groups_are_not_teams_that_can_take_on_too_much() {
    let group = COMPANY.replace("    discipline: development\n", "    kind: permission\n").replace(
        "[{name: cards, complexity: simple}]",
        "[{name: cards, complexity: complex}, {name: risk, complexity: complex}]",
    );
    assert_eq!(found(&judge(&group)), Vec::<String>::new());
}
