//! What was found, lived with and not judged, by team.

use crate::finding::Finding;
use crate::finding::excuse::Excused;
use crate::finding::worst::worst_first;
use crate::judge::coverage::Unsaid;
use crate::vocabulary::kinds::Entity;

/// What was found about a team, and what it has not said.
#[derive(Debug, Default)]
pub struct OfTeam<'o> {
    /// What was found, the worst first.
    pub found: Vec<&'o Finding>,
    /// What was found and does not count.
    pub excused: Vec<&'o Excused>,
    /// What it has not said, the most valuable first.
    pub unsaid: Vec<Unsaid>,
}

/// The same of all teams.
#[derive(Debug, Default)]
pub struct OfTeams<'o> {
    by_rank: Vec<OfTeam<'o>>,
}

impl<'o> OfTeams<'o> {
    /// Gathers it: each finding with the teams that it is about, and by the rank of teams what they have not said.
    pub fn of(
        found: impl Iterator<Item = (&'o Finding, Vec<Entity>)>,
        excused: impl Iterator<Item = (&'o Excused, Vec<Entity>)>,
        unsaid: Vec<Vec<Unsaid>>,
    ) -> Self {
        let one = |unsaid| OfTeam { unsaid, ..OfTeam::default() };
        let mut by_rank: Vec<OfTeam<'o>> = unsaid.into_iter().map(one).collect();
        for (finding, teams) in found {
            for team in teams {
                by_rank[team.index()].found.push(finding);
            }
        }
        for (excused, teams) in excused {
            for team in teams {
                by_rank[team.index()].excused.push(excused);
            }
        }
        for of in &mut by_rank {
            worst_first(&mut of.found);
        }
        Self { by_rank }
    }

    /// What there is of a team.
    pub fn get(&self, team: Entity) -> Option<&OfTeam<'o>> {
        self.by_rank.get(team.index())
    }
}
