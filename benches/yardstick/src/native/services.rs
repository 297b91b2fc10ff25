//! Services, with what they need and what they promise.

use super::{Sheet, listed};
use crate::organisation::{Discipline, Organisation, Service, ServiceFault, Team};
use std::fmt::Write as _;

/// A service of the team of this rank, its API and its objective.
pub fn describe(organisation: &Organisation, rank: usize, service: &Service, sheet: &mut Sheet) {
    let team = &organisation.teams[rank];
    let keeper = keeper(organisation, rank, service);
    let text = sheet.section("services");
    let _ = writeln!(text, "  {}:\n    description: {}", service.id, service.description);
    let owners = listed(service.owners.iter().map(|owner| &organisation.teams[*owner].id));
    let _ = match service.owners.len() {
        0 => Ok(()),
        1 => writeln!(text, "    owner: {owners}"),
        _ => writeln!(text, "    owner: [{owners}]"),
    };
    let _ =
        writeln!(text, "    type: {}\n    tier: {}\n    lifecycle: {}", service.kind, service.tier, service.lifecycle);
    needs(organisation, service, text);
    if service.kind != "library" && service.fault != Some(ServiceFault::OffThePath) {
        let _ = writeln!(text, "    goldenPath: {}", path(rank, service.kind));
    }
    let people = |people: &[usize]| listed(people.iter().map(|person| &organisation.people[*person].id));
    let _ = writeln!(text, "    experts: [{}]", people(&service.experts));
    if service.fault != Some(ServiceFault::NoRunbook) {
        let _ = writeln!(text, "    runbook: https://runbooks.example/{}", service.id);
    }
    if let Some(rotation) = service.rotation.map(|rank| &organisation.rotations[rank].id) {
        let _ = writeln!(text, "    escalation: {rotation}\n    rotation: {rotation}");
    }
    match keeper {
        Some(keeper) => {
            let _ = writeln!(text, "    supportedBy: {keeper}");
            text.push_str(
                "    customerFacing: true
    access: [production-telemetry]
",
            );
        }
        None => text.push_str(
            "    supportedBy: []
",
        ),
    }
    if service.regulated {
        let (approvers, deployers) = team.members.split_at(team.members.len() / 2);
        let _ = writeln!(text, "    regulated: true\n    approvers: [{}]", people(approvers));
        let _ = writeln!(text, "    deployers: [{}]", people(deployers));
    }
    if service.provides_api {
        let _ = writeln!(text, "    providesApis: [{}]", service.id);
        let _ = writeln!(sheet.section("apis"), "  {}: {{type: openapi, owner: {}}}", service.id, team.id);
    }
    if service.is_critical() && service.fault != Some(ServiceFault::NoObjective) {
        objective(organisation, team, service, keeper, sheet.section("slos"));
    }
}

fn needs(organisation: &Organisation, service: &Service, text: &mut String) {
    if !service.needs.is_empty() {
        text.push_str("    dependsOn:\n");
    }
    for need in &service.needs {
        let other = &organisation.services[need.of].id;
        let prefix = if need.via_api { "api:" } else { "" };
        let _ = match need.hard {
            Some(hard) => writeln!(text, "      - {{service: {prefix}{other}, hard: {hard}}}"),
            None => writeln!(text, "      - {prefix}{other}"),
        };
    }
}

/// The golden path for a type of component that is nearest to a team.
fn path(team: usize, kind: &str) -> String {
    format!("{}-{kind}", Organisation::area_id(Organisation::path_area(team)))
}

/// The SRE team that supports a service, if one does.
fn keeper<'o>(organisation: &'o Organisation, team: usize, service: &Service) -> Option<&'o str> {
    let supported = service.tier == 1 && organisation.teams[team].discipline == Discipline::Development;
    let reliability = Organisation::reliability_team(Organisation::area_of(team));
    supported.then(|| organisation.teams[reliability].id.as_str())
}

fn objective(organisation: &Organisation, team: &Team, service: &Service, keeper: Option<&str>, text: &mut String) {
    let target = if service.tier == 1 { "0.999" } else { "0.995" };
    let _ = writeln!(
        text,
        "  {}-availability:\n    service: {}\n    target: {target}\n    timeWindow: 28d\n    source: prometheus",
        service.id, service.id
    );
    let _ = if service.fault == Some(ServiceFault::Unilateral) {
        writeln!(text, "    agreedBy: [{}]", organisation.teams[0].id)
    } else {
        let keeper = keeper.map_or(String::new(), |keeper| format!(", {keeper}"));
        writeln!(text, "    owner: {}\n    agreedBy: [{}{keeper}]", team.id, team.id)
    };
    if service.fault != Some(ServiceFault::NoBudgetPolicy) {
        text.push_str("    errorBudgetPolicy: {onExhaustion: only fixes are released, approver: product}\n");
    }
}
