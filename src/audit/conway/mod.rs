//! Where services depend on each other, and where their teams talk: what Conway's law lets one expect, and what is declared.

mod apart;
mod case;
mod matrix;

use std::collections::BTreeMap;

use crate::audit::Source;
use crate::facts::people::teams;
use crate::judge::told::Told;
use crate::vocabulary::kinds::Entity;

pub use apart::{Apart, Needed};
pub use case::Case;
use case::{Pair, Two};
pub use matrix::{Cell, Matrix};

/// What the section says.
#[derive(Debug)]
pub struct Conway {
    /// What would tell whether services depend on others; empty where all that is declared is known.
    pub depending: Vec<String>,
    /// What would tell who talks; empty where all that is declared is known.
    pub talking: Vec<String>,
    /// Whether anything is known of what depends on what.
    pub said: bool,
    /// Two teams that depend without talking, those first of which a rule says something.
    pub apart: Vec<Apart>,
    /// How many pairs of teams there are of each case.
    pub counts: Counts,
    /// Team by team.
    pub matrix: Matrix,
}

/// Pairs of teams, whichever needs the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Depending, and talking.
    pub both: usize,
    /// Depending without talking.
    pub apart: usize,
    /// Talking without depending.
    pub talking: usize,
    /// Of which it is not known whether they do the one or the other.
    pub unknown: usize,
}

/// What there is to say.
pub fn of(source: &Source<'_>) -> Conway {
    let all = source.all("teamPairs");
    let mut found: BTreeMap<Two, Pair> = BTreeMap::new();
    for &pair in &all.known {
        if let Some((from, to)) = ends(source, pair) {
            let two = found.entry((from.min(to), from.max(to))).or_default();
            two.pairs.push(pair);
            two.talking.get_or_insert_with(|| source.truth(pair, "talking"));
        }
    }
    let talking = talk(source, &mut found);
    let depends = if all.is_whole() { None } else { Some(all.missing.clone()) };
    let cases: BTreeMap<Two, Case> = found.iter().map(|(&two, pair)| (two, case(pair, depends.as_ref()))).collect();
    let mut counts = Counts::default();
    for case in cases.values() {
        match case {
            Case::Both => counts.both += 1,
            Case::Apart => counts.apart += 1,
            Case::Talking => counts.talking += 1,
            Case::Unknown(_) => counts.unknown += 1,
        }
    }
    Conway {
        said: !all.is_unknown(),
        depending: all.missing,
        talking,
        apart: apart::all(source, &found, &cases),
        counts,
        matrix: matrix::of(source, &found, &cases),
    }
}

/// The two teams of a pair, where both work: whoever lists permissions has nobody to talk to.
fn ends(source: &Source<'_>, pair: Entity) -> Option<(Entity, Entity)> {
    let end = |fact| source.one(pair, fact).known().copied().filter(|&team| teams::is_work(source.org, team));
    Some((end("from")?, end("to")?))
}

/// Adds who talks to whom, and gives what would tell of others.
fn talk(source: &Source<'_>, found: &mut BTreeMap<Two, Pair>) -> Vec<String> {
    let mut missing = Vec::new();
    for team in source.teams() {
        let others = source.several(team, "talksTo");
        if others.open {
            missing.extend(others.missing.iter().cloned());
        }
        let certain = others.known.iter().map(|&other| (other, Told::Known(true)));
        let perhaps = others.perhaps.iter().map(|&other| (other, Told::Unknown(others.missing.clone())));
        for (other, told) in certain.chain(perhaps).filter(|(other, _)| *other != team) {
            if teams::is_work(source.org, other) {
                found.entry((team.min(other), team.max(other))).or_default().talking.get_or_insert(told);
            }
        }
    }
    missing.sort();
    missing.dedup();
    missing
}

fn case(pair: &Pair, depends: Option<&Vec<String>>) -> Case {
    match (pair.pairs.is_empty(), &pair.talking, depends) {
        (false, Some(Told::Known(true)), _) => Case::Both,
        (false, Some(Told::Known(false)), _) => Case::Apart,
        (true, Some(Told::Known(_)), None) => Case::Talking,
        (true, Some(Told::Known(_)), Some(missing)) | (_, Some(Told::Unknown(missing)), _) => {
            Case::Unknown(missing.clone())
        }
        (_, None, _) => Case::Unknown(Vec::new()),
    }
}
