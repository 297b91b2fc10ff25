//! Team by team: those that have to do with another, as many as can be read at once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::audit::Source;
use crate::audit::conway::case::{Case, Pair, Two};
use crate::vocabulary::kinds::Entity;

/// So many teams are in the matrix.
pub const TEAMS: usize = 40;

/// Team by team.
#[derive(Debug, Default)]
pub struct Matrix {
    /// The teams of its rows and of its columns, in order of id.
    pub teams: Vec<(Entity, String)>,
    /// What is in it, by row and column; a case without a direction is in it twice.
    pub cells: HashMap<(usize, usize), Cell>,
    /// Teams that have to do with another, and had no room.
    pub left_out: usize,
    /// Teams that have nothing to do with another, as far as declared.
    pub alone: usize,
}

/// Where the team of a row and that of a column meet.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What there is between them.
    pub case: Case,
    /// Whether the team of the row needs the other, as far as declared.
    pub depends: bool,
}

/// The teams with most to mend, and what there is between them.
pub(super) fn of(source: &Source<'_>, pairs: &BTreeMap<Two, Pair>, cases: &BTreeMap<Two, Case>) -> Matrix {
    let mut weights: BTreeMap<Entity, [usize; 3]> = BTreeMap::new();
    for (&(one, other), case) in cases {
        let kind = match case {
            Case::Apart => 0,
            Case::Unknown(_) => 1,
            Case::Both | Case::Talking => 2,
        };
        for team in [one, other] {
            weights.entry(team).or_default()[kind] += 1;
        }
    }
    let all = weights.len();
    let mut teams: Vec<(Entity, [usize; 3])> = weights.into_iter().collect();
    teams.sort_by_key(|&(team, weight)| (Reverse(weight), team));
    teams.truncate(TEAMS);
    let mut teams: Vec<(Entity, String)> = teams.into_iter().map(|(team, _)| (team, source.name(team))).collect();
    teams.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    let rank: HashMap<Entity, usize> = teams.iter().enumerate().map(|(rank, &(team, _))| (team, rank)).collect();
    let mut cells = HashMap::new();
    for (two, case) in cases {
        let (Some(&one), Some(&other)) = (rank.get(&two.0), rank.get(&two.1)) else { continue };
        let froms = pairs.get(two).into_iter().flat_map(|pair| &pair.pairs);
        let froms: Vec<Entity> = froms.filter_map(|&pair| source.one(pair, "from").known().copied()).collect();
        for (from, row, column) in [(two.0, one, other), (two.1, other, one)] {
            let depends = froms.contains(&from);
            // Who is needed and needs nothing has nothing in its row: it is told in that of the other.
            if depends || froms.is_empty() {
                cells.insert((row, column), Cell { case: case.clone(), depends });
            }
        }
    }
    let alone = source.teams().len().saturating_sub(all);
    Matrix { left_out: all.saturating_sub(teams.len()), teams, cells, alone }
}
