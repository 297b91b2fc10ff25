//! A made-up organisation of any size: the same for the same seed, mostly healthy, with a few hundred planted faults
//! where it is large, so that judging it is work and reporting it is not.

use crate::random::Random;
use crate::words;

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
    /// On-call rotations; each takes eight people for its primary and eight for its secondary layer.
    #[arg(long, default_value_t = 7_500)]
    pub rotations: u32,
    /// Which organisation of this size.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// Teams that share a platform, an SRE team and a folder.
pub const TEAMS_PER_AREA: usize = 33;

/// What a team practises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discipline {
    Reliability,
    Platform,
    Development,
}

#[derive(Debug)]
pub struct Team {
    pub id: String,
    pub mission: String,
    pub discipline: Discipline,
    /// Ranks of people.
    pub members: Vec<usize>,
    /// Ranks of services.
    pub services: Vec<usize>,
    /// Ranks of rotations.
    pub rotations: Vec<usize>,
    /// Planted: the wrong duties for its discipline.
    pub conflated: bool,
    /// Planted: manages error budgets and sees no telemetry.
    pub blind: bool,
}

#[derive(Debug)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub title: &'static str,
    pub site: usize,
    pub skills: Vec<&'static str>,
    pub since: (u32, u32, u32),
}

#[derive(Debug)]
pub struct Service {
    pub id: String,
    pub description: String,
    /// Ranks of teams: one, and where a fault is planted none or two.
    pub owners: Vec<usize>,
    pub tier: u8,
    pub lifecycle: &'static str,
    pub depends_on: Vec<(usize, bool)>,
    pub experts: Vec<usize>,
}

#[derive(Debug)]
pub struct Rotation {
    pub id: String,
    pub team: usize,
    pub around_the_clock: bool,
    pub primary: Vec<usize>,
    /// Empty where the fault is planted.
    pub secondary: Vec<usize>,
    pub pages_per_week: u32,
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
        organisation.build_services(size.services as usize, &mut random);
        organisation.arrange_rotations(size.rotations as usize, &mut random);
        organisation
    }

    /// The area a team is in.
    pub fn area_of(team: usize) -> usize {
        team / TEAMS_PER_AREA
    }

    /// An area's id, which is also its folder.
    pub fn area_id(area: usize) -> String {
        numbered(words::AREAS[area % words::AREAS.len()].to_owned(), area / words::AREAS.len())
    }

    /// How many areas there are.
    pub fn areas(&self) -> usize {
        self.teams.len().div_ceil(TEAMS_PER_AREA)
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
            let operations = discipline != Discipline::Development;
            self.teams.push(Team {
                id,
                mission,
                discipline,
                members: Vec::new(),
                services: Vec::new(),
                rotations: Vec::new(),
                conflated: operations && random.once_in(30),
                blind: discipline == Discipline::Reliability && random.once_in(20),
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
            let first_skill = random.below(skills.len().max(1));
            self.people.push(Person {
                id: numbered(format!("{}-{}", first.to_lowercase(), last.to_lowercase()), rank / names),
                name: format!("{first} {last}"),
                title: random.pick(titles),
                site: Self::area_of(team) % words::SITES.len(),
                skills: skills.iter().cycle().skip(first_skill).take(skills.len().min(3)).copied().collect(),
                since: (2015 + random.below(10) as u32, 1 + random.below(12) as u32, 1 + random.below(28) as u32),
            });
            self.teams[team].members.push(rank);
        }
    }

    fn build_services(&mut self, count: usize, random: &mut Random) {
        let teams = self.teams.len();
        for rank in 0..count {
            let team = rank * teams / count;
            let nth = self.teams[team].services.len();
            let part = words::PARTS[nth % words::PARTS.len()];
            let mut owners = vec![team];
            match random.below(4000) {
                0 | 1 => owners.clear(),
                2 if team > 0 => owners.push(team - 1),
                _ => {}
            }
            let area_start = Self::area_of(team) * TEAMS_PER_AREA * count / teams;
            let mut depends_on: Vec<(usize, bool)> = Vec::new();
            for _ in 0..random.below(4) {
                let from = if random.once_in(10) { 0 } else { area_start };
                if rank > from {
                    let target = from + random.below(rank - from);
                    if depends_on.iter().all(|(known, _)| *known != target) {
                        depends_on.push((target, random.once_in(3)));
                    }
                }
            }
            let members = &self.teams[team].members;
            let experts = match members.len() {
                0 => Vec::new(),
                1 => members.clone(),
                size => {
                    let first = random.below(size);
                    vec![members[first], members[(first + 1) % size]]
                }
            };
            self.services.push(Service {
                id: numbered(format!("{}-{part}", self.teams[team].id), nth / words::PARTS.len()),
                description: format!("{} ({part} of {})", random.pick(words::PURPOSES), self.teams[team].id),
                owners,
                tier: [1, 2, 2, 3, 3, 3, 3, 4, 4, 4][random.below(10)],
                lifecycle: if random.once_in(25) { random.pick(&["experimental", "deprecated"]) } else { "production" },
                depends_on,
                experts,
            });
            self.teams[team].services.push(rank);
        }
    }

    /// Seats are dealt around the table: neighbours in rank share rotations, and nobody is in two that run around the clock.
    fn arrange_rotations(&mut self, count: usize, random: &mut Random) {
        const SEATS: usize = 16;
        let (teams, people) = (self.teams.len(), self.people.len());
        let clock_every = (SEATS * count).div_ceil(people).max(1);
        for rank in 0..count {
            let team = rank * teams / count;
            let first = rank * people / count;
            let seats = |from: usize, size: usize| -> Vec<usize> {
                (0..size.min(people)).map(|seat| (first + from + seat) % people).collect()
            };
            let around_the_clock = rank % clock_every == 0;
            let small = around_the_clock && random.once_in(70);
            let nth = self.teams[team].rotations.len();
            self.rotations.push(Rotation {
                id: numbered(format!("{}-on-call", self.teams[team].id), nth),
                team,
                around_the_clock,
                primary: seats(0, if small { 5 } else { 8 }),
                secondary: if random.once_in(200) { Vec::new() } else { seats(8, 8) },
                pages_per_week: 1 + random.below(4) as u32,
            });
            self.teams[team].rotations.push(rank);
        }
    }
}

fn numbered(name: String, nth: usize) -> String {
    if nth == 0 { name } else { format!("{name}-{}", nth + 1) }
}
