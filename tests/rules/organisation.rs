//! What the pages about teams and how they work together say of a whole organisation: nothing of a good one, one
//! finding for one thing changed.

use crate::support::world::{Texts, built_in_rules_named};

const RULES: [&str; 16] = [
    "atypical-reporting-line",
    "conway-gap",
    "developers-not-consulted",
    "discipline-kpi-missing",
    "foreign-kpi",
    "hierarchy-depth",
    "missing-engagement-model",
    "missing-tool-capability",
    "no-knowledge-sharing",
    "overallocated-person",
    "silo",
    "siloed-metric",
    "skill-gap",
    "span-of-control",
    "sre-platform-not-talking",
    "stale-charter",
];

/// 2026-06-15.
const TODAY: i32 = 20_619;

/// Findings as `rule severity: message`, judged on [`TODAY`].
pub fn told(text: &str) -> Vec<String> {
    let world = Texts::of([("org.yaml", text)]).all_known().build(TODAY);
    assert_eq!(world.complaints(), [""; 0]);
    let judged = world.judged_by(&built_in_rules_named(&RULES));
    judged.findings.iter().map(|f| format!("{} {}: {}", f.rule, f.severity.as_str(), f.message)).collect()
}

/// A bicycle courier whose four teams know what they are for.
pub const COURIER: &str = "
units:
  board: {kind: cto}
  street: {kind: operations, reportsTo: board}
  workshop: {kind: devex, reportsTo: board}
people:
  zoe: {manager: none}
  ada: {manager: zoe}
  bo: {manager: zoe}
  cy: {manager: zoe, team: [{team: sre, allocation: 0.5}, {team: platform, allocation: 0.5}]}
  di: {manager: zoe, skills: [Coding, debugging, incident management]}
  ed: {manager: zoe, skills: [scripting, containerization, virtualization]}
teams:
  sre:
    discipline: sre
    reportsTo: street
    members: [di]
    engagement: {model: consulting, with: [parcels]}
    tools: [prometheus, pagerduty]
    metrics: [uptime, mttr]
    reviewed: 2026-01-15
  platform:
    discipline: platform
    reportsTo: workshop
    members: [ed]
    tools: [terraform, jenkins]
    metrics: [adoption-rate]
    reviewed: 2025-06-15
  parcels:
    discipline: development
    members: [ada]
    metrics: [deployment-frequency, change-failure-rate]
  routes:
    discipline: development
    members: [bo]
services:
  tracking: {owner: parcels, supportedBy: sre, dependsOn: [{service: maps, hard: true}]}
  maps: {owner: routes}
  probes: {owner: sre}
platforms:
  paved: {owner: platform, consumers: [parcels, routes]}
interactions:
  - {between: [sre, platform], mode: collaboration}
  - {from: parcels, to: platform, mode: x-as-a-service}
  - {from: parcels, to: routes, mode: x-as-a-service}
communities:
  reliability: {teams: [sre, platform]}
";

#[test]
fn nothing_is_wrong_with_the_courier() {
    assert_eq!(told(COURIER), Vec::<String>::new());
}

#[test]
fn one_thing_changed_is_one_finding() {
    let changes = [
        (
            "reportsTo: street",
            "reportsTo: workshop",
            "atypical-reporting-line advice: `sre` practises sre and reports into `workshop`, a unit of kind devex; `reportingLines` expects operations, infrastructure or cto",
        ),
        (
            "metrics: [adoption-rate]",
            "metrics: [uptime]",
            "discipline-kpi-missing warning: `platform` practises platform, and its only metric is not about adoption, delivery, stability or efficiency (`families`)",
        ),
        (
            "metrics: [deployment-frequency, change-failure-rate]",
            "metrics: [adoption-rate]\n    duties: [feature-development]",
            "foreign-kpi advice: the only metric of `parcels` belongs to other disciplines than development, and the team cannot move it by its own work; one of its own is asked for",
        ),
        (
            "[prometheus, pagerduty]",
            "[prometheus]",
            "missing-tool-capability warning: `sre` practises sre, and its only tool is not for incident-response, so that it is done by hand or not at all; it has 1 of the 2 capabilities that its discipline needs (`toolRequirements`)",
        ),
        (
            "allocation: 0.5}]",
            "allocation: 0.6}]",
            "overallocated-person warning: `cy` is promised to 2 teams, sre and platform, for 110 % of their time, so that one of them will be let down; the limit is 100 % (`maxAllocation`)",
        ),
        (
            "[deployment-frequency, change-failure-rate]",
            "[deployment-frequency]",
            "siloed-metric advice: `parcels` is measured by speed, `sre` by stability, and nobody by both",
        ),
        ("manager: zoe}\n  bo", "manager: bo}\n  bo", "span-of-control advice: 1 person reports to `bo`; `min` is 3"),
        (
            "reviewed: 2025-06-15",
            "reviewed: 2025-06-14",
            "stale-charter advice: `platform` was last reviewed on 2025-06-14, 366 days ago; the limit is 365 days (`maxAgeDays`)",
        ),
    ];
    for (from, to, finding) in changes {
        assert_eq!(COURIER.matches(from).count(), 1, "{from}");
        assert_eq!(told(&COURIER.replace(from, to)), [finding], "{from}");
    }
}

#[test]
fn a_skill_is_missing_only_where_everybody_says_what_they_know() {
    let fewer = COURIER.replace("skills: [scripting, containerization, virtualization]", "skills: [scripting]");
    assert_eq!(told(&fewer), Vec::<String>::new());
    let said = fewer.replace("cy: {", "cy: {skills: [], ");
    assert_eq!(
        told(&said),
        ["skill-gap advice: the people of `platform` have 1 of 5 skills of platform, and `minCoverage` is 50 %"]
    );
}

#[test]
fn a_line_of_reporting_that_grew_too_long() {
    let mut units = COURIER.replace("reportsTo: workshop", "reportsTo: u4");
    let below = "workshop: {kind: devex, reportsTo: board}\n";
    let chain = "  u1: {reportsTo: workshop}\n  u2: {reportsTo: u1}\n  u3: {reportsTo: u2}\n  u4: {reportsTo: u3}\n";
    units = units.replace(below, &format!("{below}{chain}"));
    assert_eq!(
        told(&units),
        [
            "hierarchy-depth advice: the longest line of reporting has 7 levels, from `board` down to `platform`; `max` is 6"
        ]
    );
}
