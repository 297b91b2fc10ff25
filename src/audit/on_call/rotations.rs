//! Rotations: what each promises and does not keep, and how evenly it is carried.

use std::collections::{BTreeMap, HashMap};

use crate::audit::Source;
use crate::audit::names::letters_of;
use crate::judge::told::{Amount, Told, united};
use crate::value::Number;
use crate::vocabulary::kinds::{Entity, Kind};

/// A rotation.
#[derive(Clone, Debug)]
pub struct Rotation {
    /// It.
    pub entity: Entity,
    /// What it is called.
    pub name: String,
    /// The letters that stand for it where there is no room for its name.
    pub letters: String,
    /// The teams that run it, or may.
    pub teams: Vec<String>,
    /// Hours it promises, in a word.
    pub coverage: Told<String>,
    /// Hours of the week with somebody on a primary layer.
    pub covered: Amount,
    /// Hours a week that it promises and in which nobody is on call.
    pub gap: Amount,
    /// When that is, in words.
    pub gaps: Told<Vec<String>>,
    /// Pages a week.
    pub pages: Amount,
    /// Its levels, without shadows.
    pub levels: Vec<Level>,
}

/// The people of one rank of a rotation, and how evenly they carry it.
#[derive(Clone, Debug)]
pub struct Level {
    /// `primary` or `secondary`.
    pub level: String,
    /// Hours for each hour of the contract: those of whoever has most over those of whoever has least.
    pub fairness: Amount,
    /// Who has as much as whom, the most for each hour of the contract first.
    pub shares: Vec<Alike>,
    /// People in it.
    pub people: usize,
}

/// People who have the same hours and the same contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Who.
    pub people: Vec<String>,
    /// Hours a week in this level.
    pub hours: Amount,
    /// Hours of the contract.
    pub contract: Amount,
    /// The one over the other.
    pub each: Amount,
}

/// All that are declared.
pub(super) fn all(source: &Source<'_>) -> Vec<Rotation> {
    let declared = source.org.all(Kind::Rotation).filter(|&rotation| source.org.is_declared(rotation));
    declared.enumerate().map(|(rank, rotation)| of(source, rank, rotation)).collect()
}

fn of(source: &Source<'_>, rank: usize, rotation: Entity) -> Rotation {
    let teams = source.several(rotation, "teams");
    Rotation {
        entity: rotation,
        name: source.name(rotation),
        letters: letters_of(rank),
        teams: teams.known.iter().map(|&team| source.name(team)).collect(),
        coverage: source.word(rotation, "coverage"),
        covered: source.amount(rotation, "coveredHours"),
        gap: source.amount(rotation, "gap"),
        gaps: source.texts(rotation, "gaps"),
        pages: source.amount(rotation, "pagesPerWeek"),
        levels: source.several(rotation, "levels").known.iter().map(|&level| level_of(source, level)).collect(),
    }
}

fn level_of(source: &Source<'_>, level: Entity) -> Level {
    let mut hours: BTreeMap<Entity, Amount> = BTreeMap::new();
    for layer in source.several(level, "layers").known {
        for part in source.several(layer, "participations").known {
            if let Told::Known(person) = source.one(part, "person") {
                let own = source.amount(part, "hoursPerWeek");
                let so_far = hours.remove(&person);
                hours.insert(person, so_far.map_or(own.clone(), |so_far| so_far.plus(&own)));
            }
        }
    }
    Level {
        level: source.word(level, "level").known().cloned().unwrap_or_default(),
        fairness: source.amount(level, "fairness"),
        people: hours.len(),
        shares: alike(source, hours),
    }
}

/// People by what they have.
fn alike(source: &Source<'_>, hours: BTreeMap<Entity, Amount>) -> Vec<Alike> {
    let mut found: HashMap<[Option<Number>; 4], Alike> = HashMap::new();
    for (person, hours) in hours {
        let contract = source.amount(Entity { kind: Kind::OnCall, ..person }, "contractHours");
        let alike = found.entry([hours.low, hours.high, contract.low, contract.high]).or_insert_with(|| Alike {
            people: Vec::new(),
            each: per_hour(&hours, &contract),
            hours,
            contract,
        });
        alike.people.push(source.name(person));
    }
    let mut found: Vec<Alike> = found.into_values().collect();
    for alike in &mut found {
        alike.people.sort();
    }
    found.sort_by(|a, b| (b.each.low, b.each.high, &a.people).cmp(&(a.each.low, a.each.high, &b.people)));
    found
}

fn per_hour(hours: &Amount, contract: &Amount) -> Amount {
    let over = contract.exactly().and_then(|contract| hours.over(contract));
    over.unwrap_or_else(|| Amount::unknown(united([hours, contract])))
}

impl Level {
    /// Whether more than so many times as much as somebody else is carried by one, where that is known; who carries nothing
    /// is beyond every limit.
    pub fn is_uneven(&self, ratio: Option<Number>) -> Option<bool> {
        let zero = Some(Number::from_integer(0));
        let nothing = |alike: &Alike| alike.hours.exactly() == zero;
        if self.shares.iter().any(nothing) && !self.shares.iter().all(nothing) {
            return Some(true);
        }
        ratio.and_then(|ratio| self.fairness.exceeds(ratio))
    }
}
