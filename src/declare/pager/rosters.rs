//! Whose members a list has: an answer of a pager does not say it, and so the name of the file has to.

use crate::declare::export::Reference;
use crate::declare::pager::vendor::Part;
use crate::vocabulary::kinds::Kind;

/// Gives each list of members the team whose id the path of its file has.
pub(super) fn assign<'p>(exports: &mut [Part], path: impl Fn(usize) -> &'p str) {
    let listed = exports.iter().flat_map(|(_, export)| &export.teams).map(|team| &team.is);
    let named = exports.iter().flat_map(|(_, export)| export.references());
    let named = named.filter(|(kind, _)| *kind == Kind::Team).map(|(_, team)| team);
    let teams: Vec<Reference> = listed.chain(named).cloned().collect();
    for (rank, export) in exports {
        for roster in export.rosters.iter_mut().filter(|roster| roster.team.is_none()) {
            let named = teams.iter().filter(|team| is_in(&team.id.text, path(*rank)));
            roster.team = named.max_by_key(|team| team.id.text.len()).cloned();
        }
    }
}

/// Whether an id stands in a path as a word of its own.
fn is_in(id: &str, path: &str) -> bool {
    path.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word.eq_ignore_ascii_case(id))
}
