//! Team by duty: who is responsible, accountable, consulted or informed, and for how much.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::audit::Source;
use crate::audit::about::for_people;
use crate::audit::duties::unheld::{Unheld, discipline};
use crate::facts::duties::held::{ACCOUNTABLE, INFORMED, RESPONSIBLE};
use crate::field;
use crate::judge::told::Told;
use crate::value::owned::Owned;
use crate::vocabulary::kinds::Entity;
use crate::vocabulary::{DISCIPLINE, DUTY_CLASS};

/// So many teams are in the matrix.
pub const TEAMS: usize = 60;
/// So many duties are.
pub const DUTIES: usize = 60;

/// Team by duty.
#[derive(Debug, Default)]
pub struct Matrix {
    /// The duties, those of a discipline together.
    pub columns: Vec<Column>,
    /// The teams, those of a discipline together.
    pub rows: Vec<Row>,
    /// Teams that hold something, or perhaps, and had no room.
    pub left_out: usize,
    /// Duties that somebody has a part in, and had no room.
    pub duties_left_out: usize,
    /// Teams that hold nothing.
    pub without: usize,
}

/// A duty.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is called.
    pub name: String,
    /// Its name for display.
    pub label: Option<String>,
    /// The discipline it belongs to first.
    pub discipline: Option<&'static str>,
    /// Whether one discipline holds it, or several, or all.
    pub class: Option<&'static str>,
    /// Whether somebody must hold it, and nobody is known to.
    pub unheld: bool,
    /// How many teams are known to hold it, and whether these are all.
    pub holders: (usize, bool),
    /// What would tell of others.
    pub missing: Vec<String>,
}

/// A team.
#[derive(Clone, Debug)]
pub struct Row {
    /// It.
    pub team: Entity,
    /// What it is called.
    pub name: String,
    /// What it practises.
    pub practises: Told<String>,
    /// Its parts, by column.
    pub cells: BTreeMap<usize, Cell>,
    /// What would tell of others; empty where these are all.
    pub missing: Vec<String>,
}

/// The part of a team in a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its letters; none where another section says that the team holds it: its rotations, reviews or objectives, or a
    /// decision.
    pub letters: BTreeSet<Letter>,
    /// For how much.
    pub reach: Reach,
    /// Who holds it for the team, where that is said.
    pub people: Vec<String>,
}

/// A part in a duty, the heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Letter {
    /// Answers for it.
    Accountable,
    /// Does the work.
    Responsible,
    /// Is asked.
    Consulted,
    /// Is told.
    Informed,
}

impl Letter {
    /// As it stands in the matrix.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accountable => "A",
            Self::Responsible => "R",
            Self::Consulted => "C",
            Self::Informed => "I",
        }
    }

    /// The word it stands for.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accountable => "accountable",
            Self::Responsible => "responsible",
            Self::Consulted => "consulted",
            Self::Informed => "informed",
        }
    }

    fn of(rank: u8) -> Self {
        match rank {
            ACCOUNTABLE => Self::Accountable,
            RESPONSIBLE => Self::Responsible,
            INFORMED => Self::Informed,
            _ => Self::Consulted,
        }
    }
}

/// For how much a team holds a duty, the most first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// For the organisation, or a duty that is not judged for each scope.
    Everything,
    /// For these services.
    Services(String),
    /// Nobody says for what.
    Unknown,
    /// For the team's own services alone.
    Own,
}

/// The part of one holding.
struct Held {
    team: Entity,
    duty: Entity,
    cell: Cell,
}

/// Of all holdings, and what must be held.
pub(super) fn of(source: &Source<'_>, holdings: &[Entity], unheld: &Unheld) -> Matrix {
    let held: Vec<Held> = holdings.iter().filter_map(|&holding| held(source, holding)).collect();
    let (columns, duties_left_out) = columns(source, &held, unheld);
    let ranks: HashMap<Entity, usize> = columns.iter().enumerate().map(|(rank, &(duty, _))| (duty, rank)).collect();
    let mut cells: HashMap<Entity, BTreeMap<usize, Cell>> = HashMap::new();
    for held in held {
        let Some(&rank) = ranks.get(&held.duty) else { continue };
        let of_team = cells.entry(held.team).or_default();
        match of_team.get_mut(&rank) {
            Some(known) => known.join(held.cell),
            None => {
                of_team.insert(rank, held.cell);
            }
        }
    }
    for (rank, (duty, _)) in columns.iter().enumerate() {
        for team in source.several(*duty, "holders").known {
            let elsewhere = Cell { letters: BTreeSet::new(), reach: Reach::Everything, people: Vec::new() };
            cells.entry(team).or_default().entry(rank).or_insert(elsewhere);
        }
    }
    let teams = source.teams();
    let all = teams.len();
    let rows = teams.into_iter().map(|team| row(source, team, cells.remove(&team).unwrap_or_default()));
    let mut rows: Vec<Row> = rows.filter(|row| !row.cells.is_empty() || !row.missing.is_empty()).collect();
    let without = all - rows.len();
    rows.sort_by_cached_key(|row| (rank(&row.practises), Reverse(row.cells.len()), row.name.clone()));
    let left_out = rows.len().saturating_sub(TEAMS);
    rows.truncate(TEAMS);
    rows.sort_by_cached_key(|row| (rank(&row.practises), row.name.clone()));
    Matrix {
        columns: columns.into_iter().map(|(_, column)| column).collect(),
        rows,
        left_out,
        duties_left_out,
        without,
    }
}

/// Those of a discipline together, in the order of the vocabulary; whoever says nothing is last.
fn rank(practises: &Told<String>) -> usize {
    let words = DISCIPLINE.words;
    let first = |practises: &String| words.iter().position(|word| practises.split(' ').next() == Some(word));
    practises.known().and_then(first).unwrap_or(words.len())
}

fn held(source: &Source<'_>, holding: Entity) -> Option<Held> {
    let Owned::Word(level) = source.fact(holding, "level") else { return None };
    let own = source.truth(holding, "ownOnly");
    let reach = match (own, source.word(holding, "scope")) {
        (Told::Known(true), _) => Reach::Own,
        (Told::Unknown(_), _) | (_, Told::Unknown(_)) => Reach::Unknown,
        (_, Told::Known(scope)) if scope == "org" || scope == "own" => Reach::Everything,
        (_, Told::Known(services)) => Reach::Services(services),
    };
    let people = source.several(holding, "people").known.iter().map(|&person| source.name(person)).collect();
    Some(Held {
        team: *source.one(holding, "team").known()?,
        duty: *source.one(holding, "duty").known()?,
        cell: Cell { letters: [Letter::of(level)].into(), reach, people },
    })
}

impl Cell {
    fn join(&mut self, other: Self) {
        self.letters.extend(other.letters);
        self.people.extend(other.people);
        self.reach = match (std::mem::replace(&mut self.reach, Reach::Unknown), other.reach) {
            (Reach::Services(one), Reach::Services(other)) if one != other => {
                Reach::Services(format!("{one}, {other}"))
            }
            (one, other) => one.min(other),
        };
    }
}

fn row(source: &Source<'_>, team: Entity, cells: BTreeMap<usize, Cell>) -> Row {
    let holdings = source.several(team, "holdings");
    let missing = if holdings.open { holdings.missing } else { Vec::new() };
    Row { team, name: source.name(team), practises: source.word(team, "practises"), cells, missing }
}

/// Duties that somebody has a part in or must hold, and how many of them had no room.
fn columns(source: &Source<'_>, held: &[Held], unheld: &Unheld) -> (Vec<(Entity, Column)>, usize) {
    let mut parts: BTreeMap<Entity, usize> = BTreeMap::new();
    for held in held {
        *parts.entry(held.duty).or_default() += 1;
    }
    for &duty in &unheld.required {
        parts.entry(duty).or_default();
    }
    for wanted in unheld.nobody.iter().chain(&unheld.unknown) {
        parts.insert(wanted.duty, usize::MAX);
    }
    let mut duties: Vec<(Entity, usize)> = parts.into_iter().collect();
    duties.sort_by_key(|&(duty, parts)| (Reverse(parts), duty));
    let left_out = duties.len().saturating_sub(DUTIES);
    duties.truncate(DUTIES);
    let discipline_rank = |duty: Entity| source.org.word(duty, field!(Duty.primary)).ok().flatten().map(|at| at.value);
    duties.sort_by_key(|&(duty, _)| (discipline_rank(duty).unwrap_or(u8::MAX), duty));
    let wanted: HashSet<Entity> = unheld.nobody.iter().chain(&unheld.unknown).map(|wanted| wanted.duty).collect();
    let column = |(duty, _): (Entity, usize)| {
        let holders = source.several(duty, "holders");
        let column = Column {
            name: source.name(duty),
            label: for_people(source, duty, "label"),
            discipline: discipline(source, duty),
            class: class(source, duty),
            unheld: wanted.contains(&duty),
            holders: (holders.known.len(), holders.is_whole()),
            missing: holders.missing,
        };
        (duty, column)
    };
    (duties.into_iter().map(column).collect(), left_out)
}

fn class(source: &Source<'_>, duty: Entity) -> Option<&'static str> {
    let rank = source.org.word(duty, field!(Duty.class)).ok().flatten()?.value;
    DUTY_CLASS.at(rank)
}
