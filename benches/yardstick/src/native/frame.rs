//! What is said once for the whole organisation, and once for each area.

use super::{Sheet, listed};
use crate::organisation::{AREAS_PER_PATH, Discipline, Organisation, TeamFault};
use std::fmt::Write as _;

const UNITS: &str = "  cto: {kind: cto}
  production: {kind: operations, reportsTo: cto}
  enablement: {kind: engineering-enablement, reportsTo: cto}
  product: {kind: product, reportsTo: cto}
";

/// What every platform offers.
const CAPABILITIES: &str = "    capabilities:
      build-systems: template
      ci-cd-pipelines: {interface: template, tool: jenkins}
      observability-standards: template
      auth-tooling: api
      developer-onboarding: portal
      golden-paths: template
      databases: api
";

/// Duties that one team in each area holds.
const IN_EACH_AREA: [&str; 6] = [
    "internal-platform",
    "golden-paths",
    "developer-tooling",
    "ci-cd-pipelines",
    "infrastructure-provisioning",
    "feature-development",
];

/// What is said once for the whole organisation.
pub fn frame(organisation: &Organisation, sheet: &mut Sheet) {
    sheet.section("org").push_str("  name: yardstick\n  size: large\n");
    sheet.section("units").push_str(UNITS);
    incident(organisation, sheet.section("incident"));
    for duty in IN_EACH_AREA {
        let _ = writeln!(
            sheet.section("decisions"),
            "  - {{duty: {duty}, reason: each area knows best what it needs, date: 2026-02-10, until: 2027-02-10}}"
        );
    }
    for area in 0..organisation.areas() {
        describe_area(organisation, area, sheet);
    }
}

fn incident(organisation: &Organisation, text: &mut String) {
    let first = &organisation.teams[0].id;
    text.push_str("  severities:\n");
    for (severity, review) in [("sev1", "required"), ("sev2", "required"), ("sev3", "optional")] {
        let _ = writeln!(text, "    {severity}: {{pages: [{{team: {first}}}], review: {review}}}");
    }
    let _ = writeln!(text, "  roles:\n    commander: {{team: {first}}}");
    if let Some(other) = organisation.teams.get(2) {
        let _ = writeln!(text, "    communications: {{team: {}}}\n    responders: [{{team: {}}}]", other.id, other.id);
    }
    let _ = writeln!(text, "  review: {{owner: {first}, within: 5d, feedsInto: [service-owners, golden-paths]}}");
}

/// The platform of an area, and how its team works with the SRE team.
fn describe_area(organisation: &Organisation, area: usize, sheet: &mut Sheet) {
    let id = Organisation::area_id(area);
    let reliability = &organisation.teams[Organisation::reliability_team(area)].id;
    let Some(rank) = organisation.platform_team(area) else {
        return;
    };
    let team = &organisation.teams[rank];
    let text = sheet.section("platforms");
    let _ = writeln!(text, "  {id}-paved:\n    owner: {}\n    roadmap: https://wiki.example/{id}/roadmap", team.id);
    let speaker = team.members.last().filter(|_| team.fault != Some(TeamFault::Unsponsored));
    if let Some(speaker) = speaker {
        let _ = writeln!(text, "    productOwner: {}", organisation.people[*speaker].id);
        text.push_str("    feedback: [quarterly-survey, office-hours]\n");
    }
    let area_teams = &organisation.teams[Organisation::teams_of(area, organisation.teams.len())];
    let consumers = area_teams.iter().filter(|team| team.discipline == Discipline::Development);
    let _ = writeln!(text, "    consumers: [{}]", listed(consumers.map(|team| &team.id)));
    let _ = match team.rotations.first() {
        Some(rotation) => {
            let rotation = &organisation.rotations[*rotation].id;
            writeln!(text, "    support: {{hours: business-hours, rotation: {rotation}}}")
        }
        None => writeln!(text, "    support: {{hours: business-hours}}"),
    };
    let _ = writeln!(text, "    slo: {id}-paved-deploys");
    text.push_str(CAPABILITIES);
    if area.is_multiple_of(AREAS_PER_PATH) {
        golden_paths(&id, text);
    }
    let _ = writeln!(
        sheet.section("slos"),
        "  {id}-paved-deploys:\n    target: 0.99\n    timeWindow: 28d\n    owner: {}\n    agreedBy: [{}, {reliability}]\n    \
         errorBudgetPolicy: {{onExhaustion: no new capabilities until deploys work, approver: enablement}}",
        team.id,
        team.id
    );
    let _ = writeln!(
        sheet.section("interactions"),
        "  - {{from: {reliability}, to: {}, mode: collaboration, purpose: instrument golden paths, startDate: 2026-05-04, expectedDuration: 12w}}",
        team.id
    );
    let _ = writeln!(
        sheet.section("communities"),
        "  {id}-observability: {{kind: guild, teams: [{reliability}, {}]}}",
        team.id
    );
}

fn golden_paths(area: &str, text: &mut String) {
    text.push_str("    goldenPaths:\n");
    for kind in ["service", "website"] {
        let _ = writeln!(
            text,
            "      {area}-{kind}:\n        for: {kind}\n        template: https://git.example/{area}/{kind}\n        \
             docs: https://docs.example/{area}/{kind}\n        observability: true\n        slo: {area}-paved-deploys\n        \
             failureTested: true\n        adoption: 0.8"
        );
    }
}
