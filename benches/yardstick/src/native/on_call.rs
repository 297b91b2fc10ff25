//! Rotations, and the escalation policies that begin with them.

use super::Sheet;
use crate::organisation::{Organisation, Rotation, RotationFault};
use crate::words;
use std::fmt::Write as _;

/// A rotation and the escalation policy that starts with it.
pub fn on_call(organisation: &Organisation, rotation: &Rotation, sheet: &mut Sheet) {
    describe(organisation, rotation, sheet.section("rotations"));
    escalation(organisation, rotation, sheet.section("escalations"));
}

fn describe(organisation: &Organisation, rotation: &Rotation, text: &mut String) {
    let fault = |fault| rotation.fault == Some(fault);
    let area = Organisation::area_of(rotation.team);
    let (_, offset) = words::SITES[area % words::SITES.len()];
    let _ = writeln!(text, "  {}:\n    team: {}", rotation.id, organisation.teams[rotation.team].id);
    if !rotation.services.is_empty() {
        text.push_str("    services:\n");
    }
    for service in &rotation.services {
        let _ = writeln!(text, "      - {}", organisation.services[*service].id);
    }
    if organisation.platform_team(area) == Some(rotation.team) {
        let _ = writeln!(text, "    platforms: [{}-paved]", Organisation::area_id(area));
    }
    let coverage = if rotation.around_the_clock { "24x7" } else { "business-hours" };
    let day = if fault(RotationFault::WeekendHandoff) { "sat" } else { "mon" };
    let _ = writeln!(
        text,
        "    coverage: {coverage}\n    turn: 1w\n    start: 2026-01-05\n    handoff: {{day: {day}, time: \"10:00\"}}\n    utcOffset: \"{offset}\""
    );
    let _ = writeln!(text, "    responseMinutes: 15\n    pages: {}", pages(rotation));
    text.push_str("    restPolicy: {minRestHours: 11}\n    layers:\n");
    layer(organisation, rotation, "primary", 0, text);
    if !fault(RotationFault::NoSecondary) {
        layer(organisation, rotation, "secondary", 1, text);
    }
    let swaps = if fault(RotationFault::NoSwaps) { "" } else { ", swaps: peer-reviewed" };
    let _ = writeln!(text, "    policies: {{compensation: time-off-in-lieu, handover: written{swaps}}}");
}

/// Where pages come by time of day, few come at night.
fn pages(rotation: &Rotation) -> String {
    match rotation.pages_per_week {
        week if rotation.fault == Some(RotationFault::Noisy) => format!("{{perWeek: {}}}", week + 8),
        week if rotation.around_the_clock && week > 1 => {
            format!("{{perWeek: {}, byBand: {{business: {week}, off: 1, sleep: 0.5}}}}", f64::from(week) + 1.5)
        }
        week => format!("{{perWeek: {week}}}"),
    }
}

/// The people of a rotation in one layer; the list begins with whoever is `turns` behind.
fn layer(organisation: &Organisation, rotation: &Rotation, level: &str, turns: usize, text: &mut String) {
    let _ = writeln!(text, "      {level}:\n        level: {level}");
    if !rotation.around_the_clock {
        let until = if rotation.fault == Some(RotationFault::Gap) { "16:00" } else { "17:00" };
        let _ = writeln!(text, "        restrictions: [{{days: mon-fri, from: \"09:00\", to: \"{until}\"}}]");
    }
    text.push_str("        participants:\n");
    for person in rotation.people.iter().cycle().skip(turns).take(rotation.people.len()) {
        let _ = writeln!(text, "          - {}", organisation.people[*person].id);
    }
}

/// First the rotation, then the teams whose services it keeps and those whose platforms these stand on.
fn escalation(organisation: &Organisation, rotation: &Rotation, text: &mut String) {
    let id = &rotation.id;
    let _ =
        writeln!(text, "  {id}:\n    levels:\n      - {{targets: [{{rotation: {id}, level: primary}}], timeout: 5m}}");
    if rotation.fault == Some(RotationFault::NoSecondary) {
        return;
    }
    let mut teams = vec![rotation.team];
    let owners = rotation.services.iter().filter_map(|service| organisation.services[*service].owners.first());
    for owner in owners {
        let platform = organisation.platform_team(Organisation::path_area(*owner));
        for team in platform.into_iter().chain([*owner]) {
            if !teams.contains(&team) {
                teams.push(team);
            }
        }
    }
    let teams: Vec<_> = teams.iter().map(|team| format!("{{team: {}}}", organisation.teams[*team].id)).collect();
    let _ = writeln!(
        text,
        "      - {{targets: [{{rotation: {id}, level: secondary}}], timeout: 10m}}\n      - {{targets: [{}]}}",
        teams.join(", ")
    );
}
