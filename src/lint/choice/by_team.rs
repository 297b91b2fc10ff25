//! What of an outcome is whose: findings, what somebody lives with, and what could not be judged, by team.

use std::cmp::Reverse;

use crate::charter::OfTeams;
use crate::judge::NotJudged;
use crate::judge::coverage::{ByTeam, by_team};
use crate::lint::choice::belonging::Belonging;
use crate::lint::choice::whose::Whose;
use crate::lint::outcome::Outcome;
use crate::report::coverage::OfTeam;
use crate::vocabulary::kinds::{Entity, Kind};

impl Outcome {
    /// What was found about each team, what of it does not count, and what the team has not said.
    #[doc(hidden)]
    pub fn of_teams(&self) -> OfTeams<'_> {
        let excused = self.excused.iter().map(|excused| &excused.finding);
        let whose = Whose::of(&self.org, &self.facts, &self.judgement, self.findings.iter().chain(excused));
        let found = self.findings.iter().map(|finding| (finding, whose.teams(finding)));
        let excused = self.excused.iter().map(|excused| (excused, whose.teams(&excused.finding)));
        OfTeams::of(found, excused, self.unsaid(&[]).teams)
    }

    /// What each team has not said, and what is no team's to say; `only` names the rules that count, none means all.
    #[doc(hidden)]
    pub fn unsaid(&self, only: &[String]) -> ByTeam {
        let belonging = Belonging::of(&self.org);
        let teams = |entity: Entity| {
            let mut teams = belonging.teams(&self.org, entity);
            teams.sort_unstable();
            teams.dedup();
            teams
        };
        let counts = |one: &&NotJudged| only.is_empty() || only.contains(&self.rules[one.rule].name);
        let all = self.judgement.not_judged.iter().filter(counts);
        by_team((&self.org, &self.facts), &self.rules, all, &teams)
    }
    /// The same for people to read: those teams with the most first, and last what is no team's to say.
    #[doc(hidden)]
    pub fn unsaid_of_teams(&self, only: &[String]) -> Vec<OfTeam> {
        let found = self.unsaid(only);
        let id = |rank: usize| Some(self.org.id(Entity::new(Kind::Team, rank)).to_owned());
        let teams = found.teams.into_iter().enumerate().map(|(rank, unsaid)| OfTeam { team: id(rank), unsaid });
        let mut all: Vec<OfTeam> = teams.chain([OfTeam { team: None, unsaid: found.nobody }]).collect();
        all.retain(|of| !of.unsaid.is_empty());
        all.sort_by_cached_key(|of| (of.team.is_none(), Reverse(of.worth()), of.team.clone()));
        all
    }
}
