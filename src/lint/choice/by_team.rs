//! What of an outcome is whose: findings, what somebody lives with, and what could not be judged, by team.

use crate::charter::OfTeams;
use crate::judge::coverage::by_team;
use crate::lint::choice::whose::Whose;
use crate::lint::outcome::Outcome;
use crate::vocabulary::kinds::Entity;

impl Outcome {
    /// What was found about each team, what of it does not count, and what the team has not said.
    #[doc(hidden)]
    pub fn of_teams(&self) -> OfTeams<'_> {
        let excused = self.excused.iter().map(|excused| &excused.finding);
        let whose = Whose::of(&self.org, &self.facts, &self.judgement, self.findings.iter().chain(excused));
        let found = self.findings.iter().map(|finding| (finding, whose.teams(finding)));
        let excused = self.excused.iter().map(|excused| (excused, whose.teams(&excused.finding)));
        let teams = |entity: Entity| {
            let mut teams = whose.teams_of(entity);
            teams.sort_unstable();
            teams.dedup();
            teams
        };
        let unsaid = by_team((&self.org, &self.facts), &self.rules, &self.judgement.not_judged, &teams);
        OfTeams::of(found, excused, unsaid)
    }
}
