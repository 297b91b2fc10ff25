//! Whose members a list has: an answer of a pager does not say it, and so the name of the file has to.

use std::collections::HashMap;

use crate::declare::export::{Page, Reference, Roster};
use crate::declare::pager::pages::gaps;
use crate::declare::pager::vendor::Part;
use crate::vocabulary::kinds::Kind;

/// Gives each list of members the team whose id the path of its file has as a word of its own.
pub(super) fn assign<'p>(exports: &mut [Part], path: impl Fn(usize) -> &'p str) {
    if exports.iter().all(|(_, export)| export.rosters.is_empty()) {
        return;
    }
    let teams = teams(exports);
    for (rank, export) in exports.iter_mut() {
        for roster in export.rosters.iter_mut().filter(|roster| roster.team.is_none()) {
            let words = path(*rank).split(|c: char| !c.is_ascii_alphanumeric());
            roster.team = words.rev().find_map(|word| teams.get(&word.to_ascii_lowercase())).cloned();
        }
    }
    unite(exports);
}

/// Makes one list of the pages of a team's members. Of one of which a page is missing nobody knows all who are in it.
fn unite(exports: &mut [Part]) {
    let mut pages: HashMap<String, Vec<Roster>> = HashMap::new();
    for roster in exports.iter_mut().flat_map(|(_, export)| &mut export.rosters) {
        if let Some(team) = &roster.team {
            let of_team = pages.entry(team.id.text.clone()).or_default();
            let begins = |roster: &Roster| roster.page.as_ref().and_then(|page| page.from);
            // A page that is there once more is of an older export.
            if begins(roster).is_none() || !of_team.iter().any(|known| begins(known) == begins(roster)) {
                of_team.push(roster.clone());
            }
        }
    }
    for (_, export) in exports {
        let of_team = |roster: &Roster| roster.team.as_ref().map(|team| pages.get(&team.id.text));
        export.rosters.retain(|one| of_team(one).flatten().is_none_or(|all| all[0].members.place == one.members.place));
        for roster in &mut export.rosters {
            let Some(all) = of_team(roster).flatten() else { continue };
            let numbered: Vec<&Page> = all.iter().filter_map(|roster| roster.page.as_ref()).collect();
            roster.lacks = gaps(&numbered).first().map(|gap| gap.page.clone());
            let is_cut = numbered.iter().any(|page| page.is_cut);
            let others = all.iter().skip(1);
            roster.members.whole &= roster.lacks.is_none() && !is_cut && others.clone().all(|one| one.members.whole);
            roster.members.items.extend(others.flat_map(|one| one.members.items.iter().cloned()));
        }
    }
}

/// Every team that is known by its id, in lower case.
fn teams(exports: &[Part]) -> HashMap<String, Reference> {
    let listed = exports.iter().flat_map(|(_, export)| &export.teams).map(|team| &team.is);
    let named = exports.iter().flat_map(|(_, export)| export.references());
    let named = named.filter(|(kind, _)| *kind == Kind::Team).map(|(_, team)| team);
    let mut teams = HashMap::new();
    for team in listed.chain(named) {
        teams.entry(team.id.text.to_ascii_lowercase()).or_insert_with(|| team.clone());
    }
    teams
}
