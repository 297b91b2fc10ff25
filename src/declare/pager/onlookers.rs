//! People in a pager's teams who only look on: stakeholders, and observers of a team. They are told what happens, and are in no
//! team as catalogs and rosters have it.

use std::collections::HashSet;

use crate::declare::export::{Member, Turn};
use crate::declare::pager::vendor::Part;

/// The role in a team of somebody who only looks on.
const OBSERVER: &str = "observer";

/// Takes everybody out of the teams in which he only looks on.
pub(super) fn leave_out(exports: &mut [Part]) {
    let everywhere: HashSet<String> =
        exports.iter().flat_map(|(_, export)| &export.onlookers).map(|id| id.text.clone()).collect();
    let on_call = on_call(exports);
    let mut in_team: HashSet<(String, String)> = HashSet::new();
    for (_, export) in &mut *exports {
        let of_teams = export.teams.iter_mut().map(|team| (Some(&team.is), team.members.as_mut()));
        let of_rosters = export.rosters.iter_mut().map(|roster| (roster.team.as_ref(), Some(&mut roster.members)));
        for (team, members) in of_teams.chain(of_rosters) {
            let Some(members) = members else { continue };
            members.items.retain(|member| {
                let is_everywhere = everywhere.contains(&member.user.id.text);
                if !observes(member) {
                    return !is_everywhere;
                }
                let Some(team) = team else { return false };
                let here = (member.user.id.text.clone(), team.id.text.clone());
                let stays = on_call.contains(&here) && !is_everywhere;
                if !stays {
                    in_team.insert(here);
                }
                stays
            });
        }
    }
    for user in exports.iter_mut().flat_map(|(_, export)| &mut export.users) {
        let Some(teams) = &mut user.teams else { continue };
        let id = &user.is.id.text;
        teams.items.retain(|team| !everywhere.contains(id) && !in_team.contains(&(id.clone(), team.id.text.clone())));
    }
}

/// Whoever takes turns for a team does more than look on: people, each with the team in charge of the schedule.
fn on_call(exports: &[Part]) -> HashSet<(String, String)> {
    let mut found = HashSet::new();
    for rotation in exports.iter().flat_map(|(_, export)| &export.rotations) {
        let Some(team) = rotation.teams.as_ref().and_then(|teams| teams.items.first()) else { continue };
        let layers = rotation.layers.iter().flat_map(|layers| &layers.items);
        for turn in layers.filter_map(|layer| layer.turns.as_ref()).flat_map(|turns| &turns.items) {
            if let Turn::Of(person) = turn {
                found.insert((person.id.text.clone(), team.id.text.clone()));
            }
        }
    }
    found
}

fn observes(member: &Member) -> bool {
    member.role.as_ref().is_some_and(|role| role.text.eq_ignore_ascii_case(OBSERVER))
}
