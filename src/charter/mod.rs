//! What a team's charter says: what is declared of the team and around it, what was found, and what it has not said.
//!
//! It is told in the words of declarations and facts and never computed anew, as data: reports write it. All charters of an
//! organisation are made in one pass over it; what is large and not a team's alone is named in part.

mod duties;
mod judged;
mod people;
mod rotations;
mod services;
mod ties;
mod told;

use std::sync::OnceLock;

use bumpalo::Bump;

use crate::charter::told::Reader;
use crate::facts::Facts;
use crate::facts::cx::Cx;
use crate::facts::people::teams;
use crate::field;
use crate::finding::Finding;
use crate::finding::excuse::Excused;
use crate::judge::coverage::Unsaid;
use crate::judge::told::Told;
use crate::org::Org;
use crate::value::Val;
use crate::vocabulary::kinds::{Entity, Kind};

pub use duties::Duty;
pub use judged::{OfTeam, OfTeams};
pub use people::{Member, OnCall};
pub use rotations::Rotation;
pub use services::{Platform, Promise, Service};
pub use ties::{End, Engagement, Interaction, Need, Through};
pub use told::Several;

/// What a team practises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discipline {
    /// The word for it.
    pub word: &'static str,
    /// Whether nobody declared it, and it follows from the team's duties.
    pub by_duties: bool,
}

/// What a team's charter says. People are entities, with their names beside them.
#[derive(Clone, Debug)]
pub struct Charter<'o> {
    /// The team.
    pub team: Entity,
    /// Its id.
    pub id: &'o str,
    /// Its name, where one is declared besides the id.
    pub name: Option<&'o str>,
    /// What it is: a team that works together, or a list of permissions or of code owners, or a unit.
    pub kind: Told<&'static str>,
    /// What it is for.
    pub mission: Told<&'o str>,
    /// Its type after Team Topologies.
    pub team_type: Told<&'static str>,
    /// What it practises.
    pub discipline: Told<Discipline>,
    /// The unit or team above.
    pub reports_to: Told<Entity>,
    /// Who leads it.
    pub lead: Told<Entity>,
    /// The day its description was last reviewed, in days since 1970-01-01.
    pub reviewed: Told<i32>,
    /// The day it is dissolved.
    pub expires: Option<i32>,
    /// Who is in it.
    pub people: Several<Member<'o>>,
    /// The rotations that it runs.
    pub rotations: Several<Rotation<'o>>,
    /// The duties that it holds.
    pub duties: Several<Duty<'o>>,
    /// The services that it owns.
    pub services: Several<Service<'o>>,
    /// The platforms that it owns.
    pub platforms: Several<Platform<'o>>,
    /// Ids of the metrics that it is measured by.
    pub metrics: Several<&'o str>,
    /// The interactions that it takes part in.
    pub interactions: Several<Interaction<'o>>,
    /// How it helps others, if it says so.
    pub engagement: Option<Engagement>,
    /// What would tell whether it helps others, where it does not say so.
    pub engagement_unsaid: Option<Vec<String>>,
    /// How others help it.
    pub helped_by: Vec<Engagement>,
    /// Ids of the communities that it takes part in.
    pub communities: Several<&'o str>,
    /// What it needs of others.
    pub needs: Several<Need<'o>>,
    /// What others need of it.
    pub needed_by: Several<Need<'o>>,
    /// What was found about it, the worst first.
    pub found: Vec<&'o Finding>,
    /// What was found about it and does not count.
    pub excused: Vec<&'o Excused>,
    /// What it has not said, the most valuable first.
    pub unsaid: &'o [Unsaid],
}

/// The charters of an organisation, each made when it is asked for.
pub struct Charters<'o> {
    org: &'o Org,
    facts: &'o Facts,
    of_teams: &'o OfTeams<'o>,
    ties: ties::Ties,
    /// Why there may be people on call of whom nobody knows.
    turns: Option<Vec<String>>,
    /// What people carry and what services are, which several charters may tell.
    on_call: Vec<OnceLock<OnCall<'o>>>,
    services: Vec<OnceLock<Service<'o>>>,
    platforms: Vec<OnceLock<Platform<'o>>>,
}

impl<'o> Charters<'o> {
    /// Gathers what they have in common. `of_teams` is what was found and not judged, by team.
    pub fn of(org: &'o Org, facts: &'o Facts, of_teams: &'o OfTeams<'o>) -> Self {
        let arena = Bump::new();
        let read = Reader { org, cx: Cx::new(org, facts, &arena) };
        let (ties, turns) = (ties::Ties::of(&read), read.all("onCallPeople").open);
        let (on_call, services, platforms) = (
            (0..org.count(Kind::Person)).map(|_| OnceLock::new()).collect(),
            (0..org.count(Kind::Service)).map(|_| OnceLock::new()).collect(),
            (0..org.count(Kind::Platform)).map(|_| OnceLock::new()).collect(),
        );
        Self { org, facts, of_teams, ties, turns, on_call, services, platforms }
    }

    /// The teams that have a charter, in order of id: those that are declared and work together, or may.
    pub fn teams(&self) -> impl Iterator<Item = Entity> + '_ {
        self.org.all(Kind::Team).filter(|&team| teams::may_work(self.org, team))
    }

    /// The charter of a team, be it one that is no more than a list.
    pub fn team(&self, team: Entity) -> Charter<'o> {
        let (org, arena) = (self.org, Bump::new());
        let read = Reader { org, cx: Cx::new(org, self.facts, &arena) };
        let reviewed = field!(Team.reviewed);
        let lead = read.reference(team, field!(Team.lead));
        let (engagement, helped_by) = ties::engagements(&read, team);
        let of_team = self.of_teams.get(team);
        Charter {
            team,
            id: org.id(team),
            name: read.note(team, field!(Team.name)).filter(|name| *name != org.id(team)),
            kind: read.word(team, field!(Team.kind)),
            mission: read.text(team, field!(Team.mission)),
            team_type: read.word(team, field!(Team.type)),
            discipline: discipline(&read, team),
            reports_to: read.reference(team, field!(Team.reportsTo)),
            people: people::members(&read, team, &lead, |person| self.on_call(&read, person)),
            lead,
            reviewed: read.said(team, reviewed, org.date(team, reviewed)),
            expires: read.day(team, field!(Team.expires)),
            rotations: rotations::rotations(&read, team),
            duties: duties::duties(&read, team),
            services: read.entities(read.fact(team, "ownedServices")).map(|service| self.service(&read, service)),
            platforms: read.entities(read.fact(team, "ownedPlatforms")).map(|platform| self.platform(&read, platform)),
            metrics: read.listed(team, field!(Team.metrics)).map(|metric| org.id(metric)),
            interactions: ties::interactions(&read, team),
            engagement_unsaid: read.unsaid(team, field!(Team.engagement)),
            engagement,
            helped_by,
            communities: ties::communities(&read, team),
            needs: self.ties.needs(&read, team),
            needed_by: self.ties.needed_by(&read, team),
            found: of_team.map(|of| of.found.clone()).unwrap_or_default(),
            excused: of_team.map(|of| of.excused.clone()).unwrap_or_default(),
            unsaid: of_team.map_or(&[], |of| &of.unsaid),
        }
    }

    fn on_call(&self, read: &Reader<'_, 'o>, person: Entity) -> OnCall<'o> {
        self.on_call[person.index()].get_or_init(|| people::on_call(read, person, self.turns.as_deref())).clone()
    }

    fn service(&self, read: &Reader<'_, 'o>, service: Entity) -> Service<'o> {
        self.services[service.index()].get_or_init(|| services::service(read, service)).clone()
    }

    fn platform(&self, read: &Reader<'_, 'o>, platform: Entity) -> Platform<'o> {
        self.platforms[platform.index()].get_or_init(|| services::platform(read, platform)).clone()
    }
}

fn discipline(read: &Reader<'_, '_>, team: Entity) -> Told<Discipline> {
    let by_duties = matches!(read.fact(team, "byDuties"), Val::Bool(true));
    let word = read.word_of(team, field!(Team.discipline), read.fact(team, "discipline"));
    word.map(|word| Discipline { word, by_duties })
}
