//! Teams, their people, and how they work with others.

use super::{Sheet, listed};
use crate::organisation::{Discipline, Organisation, Team, TeamFault};
use crate::words;
use std::fmt::Write as _;

/// A team without its people and services.
pub fn describe(organisation: &Organisation, rank: usize, text: &mut String) {
    let team = &organisation.teams[rank];
    let fault = |fault| team.fault == Some(fault);
    let _ = writeln!(text, "  {}:\n    mission: {}", team.id, team.mission);
    let (discipline, kind, reports_to) = match team.discipline {
        Discipline::Reliability => ("sre", "enabling", "production"),
        Discipline::Platform => ("platform", "platform", "enablement"),
        Discipline::Development => ("development", "stream-aligned", "product"),
    };
    let _ = writeln!(text, "    discipline: {discipline}\n    type: {kind}\n    reportsTo: {reports_to}");
    text.push_str("    members:\n");
    for member in &team.members {
        let _ = writeln!(text, "      - {}", organisation.people[*member].id);
    }
    let _ = writeln!(text, "    domains: [{{name: {}, complexity: complicated}}]\n    duties:", team.id);
    for duty in duties(team) {
        let _ = writeln!(text, "      - {duty}");
    }
    text.push_str(match team.discipline {
        Discipline::Reliability if fault(TeamFault::Blind) => "    access: []\n    tools: [pagerduty]\n",
        Discipline::Reliability => "    access: [production-telemetry]\n    tools: [prometheus, grafana, pagerduty]\n",
        Discipline::Platform => "    access: [production-telemetry]\n    tools: [terraform, kubernetes, jenkins]\n",
        Discipline::Development => "    access: [production-telemetry]\n    tools: [git, jenkins, grafana]\n",
    });
    text.push_str(match team.discipline {
        Discipline::Reliability => "    metrics: [latency, error-rate, uptime, mttr]\n",
        Discipline::Platform => "    metrics: [adoption-rate, lead-time-for-changes]\n",
        Discipline::Development if fault(TeamFault::ForeignMetrics) => "    metrics: [onboarding-time]\n",
        Discipline::Development => "    metrics: [deployment-frequency, change-failure-rate, uptime]\n",
    });
    text.push_str(match team.discipline {
        _ if fault(TeamFault::Swamped) => "    time: {engineering: 0.35, toil: 0.45, onCall: 0.20}\n",
        // The others leave it to their rotations to say how much time being on call takes.
        Discipline::Development if rank.is_multiple_of(2) => "    time: {engineering: 0.70, toil: 0.15}\n",
        _ => "    time: {engineering: 0.60, toil: 0.20, onCall: 0.15, unplanned: 0.05}\n",
    });
    if team.discipline == Discipline::Reliability {
        let area = Organisation::area_of(rank);
        let helped = organisation.teams[Organisation::teams_of(area, organisation.teams.len())].iter().skip(1);
        let _ = writeln!(text, "    engagement: {{model: central, with: [{}]}}", listed(helped.map(|team| &team.id)));
    }
    let reviewed = if fault(TeamFault::Stale) { "2024-03-01" } else { "2026-06-01" };
    let _ = writeln!(text, "    reviewed: {reviewed}");
}

fn duties(team: &Team) -> Vec<&'static str> {
    let mut duties = match team.discipline {
        Discipline::Reliability => vec![
            "{duty: incident-response, level: accountable, scope: own}",
            "{duty: post-incident-review, level: accountable, scope: own}",
            "{duty: slo-definition, scope: own}",
            "{duty: error-budget, scope: own}",
            "{duty: on-call, scope: own}",
            "capacity-planning",
            "monitoring-alerting",
            "toil-reduction",
        ],
        Discipline::Platform => vec![
            "internal-platform",
            "golden-paths",
            "developer-tooling",
            "ci-cd-pipelines",
            "infrastructure-provisioning",
            "automated-testing",
            "observability-standards",
            "toil-reduction",
        ],
        Discipline::Development => {
            vec!["feature-development", "{duty: service-operation, scope: own}", "{duty: on-call, scope: own}"]
        }
    };
    if team.fault == Some(TeamFault::Conflated) {
        duties.extend(match team.discipline {
            Discipline::Reliability => ["self-service-infrastructure", "golden-paths", "developer-onboarding"],
            _ => ["reliability-standards", "failure-testing", "reliability-consulting"],
        });
    }
    duties
}

/// A person.
pub fn person(organisation: &Organisation, rank: usize, text: &mut String) {
    let person = &organisation.people[rank];
    let (site, offset) = words::SITES[person.site];
    let _ = writeln!(text, "  {}:\n    name: {}\n    title: {}", person.id, person.name, person.title);
    let _ = writeln!(text, "    email: {}@yardstick.example\n    site: {site}\n    utcOffset: \"{offset}\"", person.id);
    if let Some(manager) = person.manager {
        let _ = writeln!(text, "    manager: {}", organisation.people[manager].id);
    }
    if !person.skills.is_empty() {
        let _ = writeln!(text, "    skills: [{}]", person.skills.join(", "));
    }
    let (year, month, day) = person.since;
    let _ = writeln!(text, "    started: {year}-{month:02}-{day:02}\n    onCallReady: {}", person.ready);
}

/// Interactions and dependencies that begin at a team.
pub fn ties(organisation: &Organisation, rank: usize, sheet: &mut Sheet) {
    let team = &organisation.teams[rank];
    let area = Organisation::area_of(rank);
    let platform = organisation.platform_team(area);
    if let Some(platform) = platform.filter(|_| team.discipline == Discipline::Development) {
        let _ = writeln!(
            sheet.section("interactions"),
            "  - {{from: {}, to: {}, mode: x-as-a-service, purpose: ship on the paved path, startDate: 2025-09-01}}",
            team.id,
            organisation.teams[platform].id
        );
    }
    for provider in team.providers.iter().filter(|provider| Some(**provider) != platform) {
        let _ = writeln!(
            sheet.section("dependencies"),
            "  - {{from: {}, to: {}, type: ok, description: needs their services}}",
            team.id,
            organisation.teams[*provider].id
        );
    }
    let end = if team.fault == Some(TeamFault::Endless) { "" } else { ", expectedDuration: 8w" };
    if let Some(partner) = team.partner {
        let _ = writeln!(
            sheet.section("interactions"),
            "  - {{between: [{}, {}], mode: collaboration, purpose: one flow across both, startDate: 2026-05-18{end}}}",
            team.id,
            organisation.teams[partner].id
        );
    }
}
