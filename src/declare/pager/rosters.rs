//! Whose members a list has: an answer of a pager does not say it, and so the name of the file has to.

use std::collections::HashMap;

use crate::declare::export::Reference;
use crate::declare::pager::vendor::Part;
use crate::vocabulary::kinds::Kind;

/// Gives each list of members the team whose id the path of its file has as a word of its own.
pub(super) fn assign<'p>(exports: &mut [Part], path: impl Fn(usize) -> &'p str) {
    if exports.iter().all(|(_, export)| export.rosters.is_empty()) {
        return;
    }
    let teams = teams(exports);
    for (rank, export) in exports {
        for roster in export.rosters.iter_mut().filter(|roster| roster.team.is_none()) {
            let words = path(*rank).split(|c: char| !c.is_ascii_alphanumeric());
            roster.team = words.rev().find_map(|word| teams.get(&word.to_ascii_lowercase())).cloned();
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
