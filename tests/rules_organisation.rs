//! What the pages about teams say of a whole organisation: one cause is one finding.

mod rule_support;

use rule_support::load;
use teamlint::facts::Facts;
use teamlint::judge::{Limits, judge};
use teamlint::rule::Overrides;
use teamlint::rule::registry::{Registry, built_in};
use teamlint::source::Sources;

/// Findings of some rules as `rule severity: message`.
fn told(rules: &[&str], text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let mut pages = Registry::load(&built_in(), &Overrides::default(), &mut sources).rules;
    pages.retain(|rule| rules.contains(&rule.name.as_str()));
    assert_eq!(pages.len(), rules.len());
    let (org, _) = load(&[("org.yaml".to_owned(), text.to_owned())], 20_500);
    let facts = Facts::default();
    let judged = judge(&org, &facts, &pages, facts.size(&org), Limits::default());
    judged.findings.iter().map(|f| format!("{} {}: {}", f.rule, f.severity.as_str(), f.message)).collect()
}

const METRICS: [&str; 3] = ["discipline-kpi-missing", "foreign-kpi", "siloed-metric"];
const TIES: [&str; 4] = ["developers-not-consulted", "silo", "conway-gap", "sre-platform-not-talking"];

#[test]
fn a_team_without_a_metric_of_its_discipline_is_not_also_told_that_all_are_foreign() {
    let org = "
teams:
  sre: {discipline: sre, metrics: [adoption-rate]}
  payments: {discipline: development, metrics: [adoption-rate]}
";
    assert_eq!(
        told(&METRICS, org),
        [
            "discipline-kpi-missing warning: `sre` practises sre, and its only metric is not about production-health or incident (`families`)",
            "foreign-kpi advice: the only metric of `payments` belongs to other disciplines than development",
        ]
    );
}

#[test]
fn a_platform_team_that_hears_nobody_is_not_also_told_that_it_is_alone() {
    let org = "
teams:
  platform: {discipline: platform}
  payments: {discipline: development}
  search: {discipline: development}
  reporting: {discipline: development}
platforms: {paved: {owner: platform}}
interactions: [{between: [payments, search], mode: collaboration}]
";
    assert_eq!(
        told(&TIES, org),
        [
            "developers-not-consulted warning: `platform` has no interaction with a team that uses what it builds, and no feedback from one",
            "silo advice: `reporting` has nothing to do with the 3 other teams: no interaction, dependency, platform, service, rotation or community joins them",
        ]
    );
}

#[test]
fn whoever_is_joined_by_services_alone_is_a_gap_and_not_a_silo() {
    let org = "
org: {complete: [interactions]}
teams: {payments: {}, ledger: {}, search: {}, web: {}}
services:
  checkout: {owner: payments, dependsOn: [{service: accounts, hard: true}]}
  accounts: {owner: ledger}
interactions: [{between: [search, web], mode: collaboration}]
";
    assert_eq!(
        told(&TIES, org),
        ["conway-gap advice: `payments` and `ledger` do not talk, and 1 hard dependency joins their services"]
    );
}
