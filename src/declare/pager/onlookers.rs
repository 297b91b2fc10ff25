//! People in a pager's teams who only look on: stakeholders, and observers of a team. They are told what happens, and are in no
//! team as catalogs and rosters have it.

use std::collections::HashSet;

use crate::declare::export::Member;
use crate::declare::pager::vendor::Part;

/// The role in a team of somebody who only looks on.
const OBSERVER: &str = "observer";

/// Takes everybody out of the teams in which he only looks on.
pub(super) fn leave_out(exports: &mut [Part]) {
    let everywhere: HashSet<String> =
        exports.iter().flat_map(|(_, export)| &export.onlookers).map(|id| id.text.clone()).collect();
    let mut in_team: HashSet<(String, String)> = HashSet::new();
    for (_, export) in &mut *exports {
        let of_teams = export.teams.iter_mut().map(|team| (Some(&team.is), team.members.as_mut()));
        let of_rosters = export.rosters.iter_mut().map(|roster| (roster.team.as_ref(), Some(&mut roster.members)));
        for (team, members) in of_teams.chain(of_rosters) {
            let Some(members) = members else { continue };
            members.items.retain(|member| {
                if let Some(team) = team.filter(|_| observes(member)) {
                    in_team.insert((member.user.id.text.clone(), team.id.text.clone()));
                }
                !observes(member) && !everywhere.contains(&member.user.id.text)
            });
        }
    }
    for user in exports.iter_mut().flat_map(|(_, export)| &mut export.users) {
        let Some(teams) = &mut user.teams else { continue };
        let id = &user.is.id.text;
        teams.items.retain(|team| !everywhere.contains(id) && !in_team.contains(&(id.clone(), team.id.text.clone())));
    }
}

fn observes(member: &Member) -> bool {
    member.role.as_ref().is_some_and(|role| role.text.eq_ignore_ascii_case(OBSERVER))
}
