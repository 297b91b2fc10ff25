//! A made-up organisation in teamlint's own format.

use crate::organisation::{Discipline, Organisation, Person, Rotation, Service, Team};
use crate::words;
use std::fmt::Write as _;
use std::mem;

/// One file while it grows: each section stands in it once.
#[derive(Debug, Default)]
pub struct Sheet {
    sections: Vec<(&'static str, String)>,
}

impl Sheet {
    fn section(&mut self, name: &'static str) -> &mut String {
        let rank = self.sections.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            self.sections.push((name, String::new()));
            self.sections.len() - 1
        });
        &mut self.sections[rank].1
    }

    /// The text so far, and an empty sheet.
    pub fn take(&mut self) -> String {
        let mut text = String::from("version: 1\n");
        for (name, body) in mem::take(&mut self.sections) {
            let _ = write!(text, "\n{name}:\n{body}");
        }
        text
    }
}

/// What is said once for the whole organisation.
pub fn frame(organisation: &Organisation, sheet: &mut Sheet) {
    sheet.section("org").push_str("  name: yardstick\n  size: large\n");
    sheet.section("units").push_str(
        "  cto:\n    kind: cto\n  production:\n    kind: operations\n    reportsTo: cto\n  enablement:\n    kind: engineering-enablement\n    reportsTo: cto\n  \
         product:\n    kind: product\n    reportsTo: cto\n",
    );
    for area in 0..organisation.areas() {
        let id = Organisation::area_id(area);
        let reliability = &organisation.teams[Organisation::reliability_team(area)].id;
        let Some(platform) = organisation.platform_team(area).map(|team| &organisation.teams[team]) else {
            continue;
        };
        let text = sheet.section("platforms");
        let _ =
            writeln!(text, "  {id}-paved:\n    owner: {}\n    feedback: [quarterly-survey, office-hours]", platform.id);
        let _ =
            writeln!(text, "    roadmap: https://wiki.example/{id}/roadmap\n    support: {{hours: business-hours}}");
        text.push_str("    capabilities:\n      build-systems: template\n      ci-cd-pipelines: {interface: template, tool: jenkins}\n      databases: api\n");
        let _ = writeln!(
            sheet.section("interactions"),
            "  - {{from: {reliability}, to: {}, mode: collaboration, purpose: instrument golden paths, startDate: 2026-05-04, expectedDuration: 12w}}",
            platform.id
        );
    }
}

/// A team with its people, services, rotations and objectives.
pub fn team(organisation: &Organisation, rank: usize, sheet: &mut Sheet) {
    let team = &organisation.teams[rank];
    describe(organisation, rank, sheet.section("teams"));
    for person in &team.members {
        describe_person(&organisation.people[*person], sheet.section("people"));
    }
    for service in &team.services {
        describe_service(organisation, team, &organisation.services[*service], sheet);
    }
    for rotation in &team.rotations {
        on_call(organisation, &organisation.rotations[*rotation], sheet);
    }
    let platform = organisation.platform_team(Organisation::area_of(rank));
    if let Some(platform) = platform.filter(|_| team.discipline == Discipline::Development) {
        let platform = &organisation.teams[platform].id;
        let _ = writeln!(
            sheet.section("interactions"),
            "  - {{from: {}, to: {platform}, mode: x-as-a-service, purpose: ship on the paved path}}",
            team.id
        );
    }
}

fn describe(organisation: &Organisation, rank: usize, text: &mut String) {
    let team = &organisation.teams[rank];
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
    text.push_str("    duties:\n");
    for duty in duties(team) {
        let _ = writeln!(text, "      - {duty}");
    }
    match team.discipline {
        Discipline::Reliability => {
            if let Some(platform) = organisation.platform_team(Organisation::area_of(rank)) {
                let _ = writeln!(
                    text,
                    "    engagement: {{model: consulting, with: [{}]}}",
                    organisation.teams[platform].id
                );
            }
            if team.blind {
                text.push_str("    access: []\n    tools: [pagerduty]\n");
            } else {
                text.push_str("    access: [production-telemetry]\n    tools: [prometheus, grafana, pagerduty]\n");
            }
            text.push_str("    metrics: [latency, error-rate, uptime, mttr]\n    time: {engineering: 0.55, toil: 0.25, onCall: 0.20}\n");
        }
        Discipline::Platform => {
            text.push_str("    domains: [{name: delivery, complexity: complicated}]\n    tools: [terraform, kubernetes, jenkins]\n");
            text.push_str("    metrics: [adoption-rate, lead-time-for-changes, deployment-frequency]\n");
        }
        Discipline::Development => {
            text.push_str("    tools: [git, jenkins, grafana]\n    metrics: [deployment-frequency, change-failure-rate, uptime]\n");
        }
    }
    text.push_str("    reviewed: 2026-06-01\n");
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
        ],
        Discipline::Platform => vec![
            "{duty: internal-platform, scope: own}",
            "{duty: golden-paths, scope: own}",
            "{duty: developer-tooling, scope: own}",
            "automated-testing",
            "observability-standards",
        ],
        Discipline::Development => {
            vec!["{duty: feature-development, scope: own}", "service-operation", "{duty: on-call, scope: own}"]
        }
    };
    if team.conflated {
        duties.extend(match team.discipline {
            Discipline::Reliability => [
                "{duty: self-service-infrastructure, scope: own}",
                "{duty: golden-paths, scope: own}",
                "{duty: developer-onboarding, scope: own}",
            ],
            _ => [
                "{duty: incident-response, scope: own}",
                "{duty: on-call, scope: own}",
                "{duty: root-cause-analysis, scope: own}",
            ],
        });
    }
    duties
}

fn describe_person(person: &Person, text: &mut String) {
    let (site, offset) = words::SITES[person.site];
    let _ = writeln!(text, "  {}:\n    name: {}\n    title: {}", person.id, person.name, person.title);
    let _ = writeln!(text, "    email: {}@yardstick.example\n    site: {site}\n    utcOffset: \"{offset}\"", person.id);
    if !person.skills.is_empty() {
        let _ = writeln!(text, "    skills: [{}]", person.skills.join(", "));
    }
    let (year, month, day) = person.since;
    let _ = writeln!(text, "    started: {year}-{month:02}-{day:02}\n    onCallReady: true");
}

fn describe_service(organisation: &Organisation, team: &Team, service: &Service, sheet: &mut Sheet) {
    let text = sheet.section("services");
    let _ = writeln!(text, "  {}:\n    description: {}", service.id, service.description);
    match service.owners.as_slice() {
        [] => {}
        [owner] => {
            let _ = writeln!(text, "    owner: {}", organisation.teams[*owner].id);
        }
        several => {
            let ids: Vec<&str> = several.iter().map(|owner| organisation.teams[*owner].id.as_str()).collect();
            let _ = writeln!(text, "    owner: [{}]", ids.join(", "));
        }
    }
    let _ = writeln!(text, "    type: service\n    tier: {}\n    lifecycle: {}", service.tier, service.lifecycle);
    if !service.depends_on.is_empty() {
        text.push_str("    dependsOn:\n");
        for (target, hard) in &service.depends_on {
            let target = &organisation.services[*target].id;
            let _ = if *hard {
                writeln!(text, "      - {{service: {target}, hard: true}}")
            } else {
                writeln!(text, "      - {target}")
            };
        }
    }
    let experts: Vec<&str> = service.experts.iter().map(|person| organisation.people[*person].id.as_str()).collect();
    let _ =
        writeln!(text, "    experts: [{}]\n    runbook: https://runbooks.example/{}", experts.join(", "), service.id);
    if let Some(rotation) = team.rotations.first().map(|rank| &organisation.rotations[*rank]) {
        let _ = writeln!(text, "    escalation: {}\n    rotation: {}", rotation.id, rotation.id);
    }
    if service.tier == 1 && service.lifecycle == "production" {
        let _ = writeln!(
            sheet.section("slos"),
            "  {}-availability:\n    service: {}\n    target: 0.999\n    timeWindow: 28d\n    source: prometheus\n    owner: {}",
            service.id,
            service.id,
            team.id
        );
    }
}

/// A rotation and the escalation policy that starts with it.
pub fn on_call(organisation: &Organisation, rotation: &Rotation, sheet: &mut Sheet) {
    let team = &organisation.teams[rotation.team];
    let (_, offset) = words::SITES[Organisation::area_of(rotation.team) % words::SITES.len()];
    let restricted = if rotation.around_the_clock {
        ""
    } else {
        "        restrictions: [{days: mon-fri, from: \"09:00\", to: \"17:00\"}]\n"
    };
    let text = sheet.section("rotations");
    let _ = writeln!(text, "  {}:\n    team: {}", rotation.id, team.id);
    if team.rotations.first().is_some_and(|first| organisation.rotations[*first].id == rotation.id)
        && !team.services.is_empty()
    {
        text.push_str("    services:\n");
        for service in &team.services {
            let _ = writeln!(text, "      - {}", organisation.services[*service].id);
        }
    }
    let coverage = if rotation.around_the_clock { "24x7" } else { "business-hours" };
    let _ = writeln!(
        text,
        "    coverage: {coverage}\n    turn: 1w\n    start: 2026-01-05\n    handoff: {{day: mon, time: \"10:00\"}}\n    utcOffset: \"{offset}\""
    );
    let _ = writeln!(
        text,
        "    responseMinutes: 15\n    pages: {{perWeek: {}}}\n    restPolicy: {{minRestHours: 11}}",
        rotation.pages_per_week
    );
    text.push_str("    layers:\n");
    for (name, people) in [("primary", &rotation.primary), ("secondary", &rotation.secondary)] {
        if people.is_empty() {
            continue;
        }
        let _ = write!(text, "      {name}:\n        level: {name}\n{restricted}        participants:\n");
        for person in people {
            let _ = writeln!(text, "          - {}", organisation.people[*person].id);
        }
    }
    text.push_str("    policies: {compensation: time-off-in-lieu, handover: written, swaps: peer-reviewed}\n");
    let text = sheet.section("escalations");
    let _ = writeln!(
        text,
        "  {}:\n    levels:\n      - {{targets: [{{rotation: {}, level: primary}}], timeout: 5m}}",
        rotation.id, rotation.id
    );
    if !rotation.secondary.is_empty() {
        let _ = writeln!(
            text,
            "      - {{targets: [{{rotation: {}, level: secondary}}], timeout: 10m}}\n      - {{targets: [{{team: {}}}]}}",
            rotation.id, team.id
        );
    }
}
