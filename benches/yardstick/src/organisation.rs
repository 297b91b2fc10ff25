//! A made-up organisation of any size, the same for the same seed. It declares what a healthy one declares, so that
//! nearly every rule has something to judge; about one in a hundred is faulty on purpose, so that judging it is work
//! and reporting it is not.

mod rotations;
mod services;

use crate::random::Random;
use crate::words;
use std::iter;
use std::ops::Range;

/// How large the organisation is, and which of the many it is.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Size {
    /// Teams; one in 33 practises SRE, one in 33 builds the platform.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub teams: u32,
    /// Services; spread evenly over the teams.
    #[arg(long, default_value_t = 100_000)]
    pub services: u32,
    /// People; each is in one team, five to nine people make a healthy team.
    #[arg(long, default_value_t = 50_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub people: u32,
    /// On-call rotations; ten people take turns in each, as primary and as secondary.
    #[arg(long, default_value_t = 7_500)]
    pub rotations: u32,
    /// Which organisation of this size.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// Teams that share a platform, an SRE team and a folder.
pub const TEAMS_PER_AREA: usize = 33;

/// Areas whose teams walk the same golden paths.
pub const AREAS_PER_PATH: usize = 32;

/// What a team practises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discipline {
    Reliability,
    Platform,
    Development,
}

/// What is wrong with a team, where a fault is planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamFault {
    /// Holds duties of another discipline.
    Conflated,
    /// Manages error budgets and sees no telemetry.
    Blind,
    /// Nobody has looked at its description for years.
    Stale,
    /// Toil takes most of its time.
    Swamped,
    /// Is measured by what others do.
    ForeignMetrics,
    /// Builds a platform that nobody speaks for.
    Unsponsored,
    /// Works with another team, without an end.
    Endless,
}

#[derive(Debug)]
pub struct Team {
    pub id: String,
    pub mission: String,
    pub discipline: Discipline,
    /// Ranks of people; the first leads the team.
    pub members: Vec<usize>,
    /// Ranks of services.
    pub services: Vec<usize>,
    /// Ranks of rotations it runs.
    pub rotations: Vec<usize>,
    /// Ranks of rotations in which somebody of the team takes turns.
    pub on_call: Vec<usize>,
    /// Ranks of teams whose services it needs, and says so.
    pub providers: Vec<usize>,
    /// Rank of the team it builds something with for a while.
    pub partner: Option<usize>,
    pub fault: Option<TeamFault>,
}

#[derive(Debug)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub title: &'static str,
    pub site: usize,
    pub skills: Vec<&'static str>,
    pub since: (u32, u32, u32),
    /// Rank of a team.
    pub team: usize,
    /// Rank of a person; one person has none.
    pub manager: Option<usize>,
    /// Takes turns; not so where a fault is planted.
    pub ready: bool,
}

/// What is wrong with a service, where a fault is planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceFault {
    Unowned,
    OwnedTwice,
    NoRunbook,
    OneExpert,
    OffThePath,
    NoObjective,
    /// Its objective says nothing about a spent error budget.
    NoBudgetPolicy,
    /// Its objective was agreed by nobody who builds or keeps it.
    Unilateral,
}

/// What a service needs.
#[derive(Debug)]
pub struct Need {
    /// Rank of a service.
    pub of: usize,
    /// Whether it fails without; unsaid now and then.
    pub hard: Option<bool>,
    /// Goes through the API of the other.
    pub via_api: bool,
}

#[derive(Debug)]
pub struct Service {
    pub id: String,
    pub description: String,
    pub kind: &'static str,
    /// Ranks of teams: one, and where a fault is planted none or two.
    pub owners: Vec<usize>,
    pub tier: u8,
    pub lifecycle: &'static str,
    /// Has an API that other areas use.
    pub provides_api: bool,
    pub needs: Vec<Need>,
    /// Ranks of people.
    pub experts: Vec<usize>,
    /// Rank of the rotation that answers for it.
    pub rotation: Option<usize>,
    /// Approved by one half of the team and deployed by the other.
    pub regulated: bool,
    pub fault: Option<ServiceFault>,
}

impl Service {
    /// Whether it needs an objective.
    pub fn is_critical(&self) -> bool {
        self.tier <= 2 && self.lifecycle == "production"
    }
}

/// What is wrong with a rotation, where a fault is planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RotationFault {
    /// Half as many people as it takes.
    Small,
    NoSecondary,
    WeekendHandoff,
    NoSwaps,
    /// Is paged much, and at any time of day.
    Noisy,
    /// Promises more than it covers.
    Gap,
}

#[derive(Debug)]
pub struct Rotation {
    pub id: String,
    pub team: usize,
    pub around_the_clock: bool,
    /// Ranks of people; the secondary layer is the same people, one turn later.
    pub people: Vec<usize>,
    /// Ranks of services.
    pub services: Vec<usize>,
    pub pages_per_week: u32,
    pub fault: Option<RotationFault>,
}

/// Everything, before it is written in one format or another.
#[derive(Debug)]
pub struct Organisation {
    pub teams: Vec<Team>,
    pub people: Vec<Person>,
    pub services: Vec<Service>,
    pub rotations: Vec<Rotation>,
}

impl Organisation {
    /// The organisation of this size and seed.
    pub fn new(size: Size) -> Self {
        let mut random = Random::new(size.seed);
        let mut organisation =
            Self { teams: Vec::new(), people: Vec::new(), services: Vec::new(), rotations: Vec::new() };
        organisation.found_teams(size.teams as usize, &mut random);
        organisation.hire(size.people as usize, &mut random);
        organisation.appoint_managers();
        organisation.arrange_rotations(size.rotations as usize, &mut random);
        organisation.build_services(size.services as usize, &mut random);
        organisation
    }

    /// The area a team is in.
    pub fn area_of(team: usize) -> usize {
        team / TEAMS_PER_AREA
    }

    /// The area whose golden paths a team walks.
    pub fn path_area(team: usize) -> usize {
        let area = Self::area_of(team);
        area - area % AREAS_PER_PATH
    }

    /// An area's id, which is also its folder.
    pub fn area_id(area: usize) -> String {
        numbered(words::AREAS[area % words::AREAS.len()].to_owned(), area / words::AREAS.len())
    }

    /// How many areas there are.
    pub fn areas(&self) -> usize {
        self.teams.len().div_ceil(TEAMS_PER_AREA)
    }

    /// The teams of an area, of so many in all.
    pub fn teams_of(area: usize, teams: usize) -> Range<usize> {
        area * TEAMS_PER_AREA..teams.min((area + 1) * TEAMS_PER_AREA)
    }

    /// The SRE team of an area.
    pub fn reliability_team(area: usize) -> usize {
        area * TEAMS_PER_AREA
    }

    /// The platform team of an area; the last area may have none.
    pub fn platform_team(&self, area: usize) -> Option<usize> {
        Some(area * TEAMS_PER_AREA + 1).filter(|team| *team < self.teams.len())
    }

    fn found_teams(&mut self, count: usize, random: &mut Random) {
        for rank in 0..count {
            let area = Self::area_id(Self::area_of(rank));
            let place = rank % TEAMS_PER_AREA;
            let (id, mission, discipline) = match place {
                0 => (
                    format!("{area}-sre"),
                    format!("Keep {area} within its objectives and learn from every outage"),
                    Discipline::Reliability,
                ),
                1 => (
                    format!("{area}-platform"),
                    format!("Give {area} a paved path that people choose"),
                    Discipline::Platform,
                ),
                _ => {
                    let subject = words::SUBJECTS[(place + rank / TEAMS_PER_AREA * 7) % words::SUBJECTS.len()];
                    (
                        format!("{area}-{subject}"),
                        format!("Run {subject} for {area} {}", random.pick(words::AIMS)),
                        Discipline::Development,
                    )
                }
            };
            let fault = team_fault(discipline, random);
            let partner = (place > 2 && place.is_multiple_of(2)).then(|| rank - 1);
            self.teams.push(Team {
                id,
                mission,
                discipline,
                members: Vec::new(),
                services: Vec::new(),
                rotations: Vec::new(),
                on_call: Vec::new(),
                providers: providers(rank, random),
                partner: partner.filter(|_| fault == Some(TeamFault::Endless) || random.once_in(10)),
                fault,
            });
        }
    }

    fn hire(&mut self, count: usize, random: &mut Random) {
        let teams = self.teams.len();
        let names = words::FIRST_NAMES.len() * words::LAST_NAMES.len();
        let shift = random.below(names);
        for rank in 0..count {
            let mut team = rank * teams / count;
            if random.once_in(1000) && team + 1 < teams {
                team += 1;
            }
            // 7 919 is prime to the number of names, so each is used once before any is used twice.
            let name = (shift + rank * 7919) % names;
            let (first, last) = (
                words::FIRST_NAMES[name % words::FIRST_NAMES.len()],
                words::LAST_NAMES[name / words::FIRST_NAMES.len()],
            );
            let (titles, skills) = match self.teams[team].discipline {
                Discipline::Reliability => (words::RELIABILITY_TITLES, words::RELIABILITY_SKILLS),
                Discipline::Platform => (words::PLATFORM_TITLES, words::PLATFORM_SKILLS),
                Discipline::Development => (words::DEVELOPER_TITLES, &[][..]),
            };
            let ready = !random.once_in(1000);
            let (month, day) = (1 + random.below(12) as u32, 1 + random.below(28) as u32);
            let first_skill = random.below(skills.len().max(1));
            self.people.push(Person {
                id: numbered(format!("{}-{}", first.to_lowercase(), last.to_lowercase()), rank / names),
                name: format!("{first} {last}"),
                title: random.pick(titles),
                site: Self::area_of(team) % words::SITES.len(),
                skills: skills.iter().cycle().skip(first_skill).take(skills.len().min(3)).copied().collect(),
                since: if ready { (2015 + random.below(10) as u32, month, day) } else { (2026, 5, day) },
                team,
                manager: None,
                ready,
            });
            self.teams[team].members.push(rank);
        }
    }

    /// Members report to the lead of their team, and leads to other leads, five to one.
    fn appoint_managers(&mut self) {
        const LEADS: usize = 5;
        let lead = |team: usize| self.teams[team].members.first().copied();
        let above = |team: usize| iter::successors(Some(team), |team| Some(team.checked_sub(1)? / LEADS)).skip(1);
        let managers: Vec<Option<usize>> = (0..self.people.len())
            .map(|person| {
                let team = self.people[person].team;
                lead(team).filter(|lead| *lead != person).or_else(|| above(team).find_map(lead))
            })
            .collect();
        for (person, manager) in self.people.iter_mut().zip(managers) {
            person.manager = manager;
        }
    }
}

/// Two teams of the area that were there before, other than the SRE team, which runs no services.
fn providers(team: usize, random: &mut Random) -> Vec<usize> {
    let place = team % TEAMS_PER_AREA;
    if place < 2 {
        return Vec::new();
    }
    let mut found: Vec<usize> = (0..2).map(|_| team - place + 1 + random.below(place - 1)).collect();
    found.dedup();
    found
}

fn team_fault(discipline: Discipline, random: &mut Random) -> Option<TeamFault> {
    use TeamFault::{Blind, Conflated, Endless, ForeignMetrics, Stale, Swamped, Unsponsored};
    let (one_in, faults): (_, &[TeamFault]) = match discipline {
        Discipline::Reliability => (10, &[Conflated, Blind, Swamped]),
        Discipline::Platform => (10, &[Conflated, Stale, Unsponsored]),
        Discipline::Development => (30, &[Stale, Swamped, ForeignMetrics, Endless]),
    };
    random.once_in(one_in).then(|| random.pick(faults))
}

fn numbered(name: String, nth: usize) -> String {
    if nth == 0 { name } else { format!("{name}-{}", nth + 1) }
}
