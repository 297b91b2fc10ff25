//! How evenly a team is divided between SRE and platform work, and how that was counted.

use std::cmp::Reverse;

use crate::audit::Source;
use crate::audit::about::{Named, by_subject};
use crate::facts::duties::roles::{PLATFORM_CORE, SRE_CORE};
use crate::judge::told::{Amount, Told};
use crate::value::Number;
use crate::value::owned::Owned;
use crate::vocabulary::kinds::Entity;

/// The rule that judges by the index, and its parameter.
const RULE: (&str, &str) = ("conflated-sre-platform", "index");

/// How much teams mix.
#[derive(Debug, Default)]
pub struct Conflation {
    /// From this index on a team is mixed.
    pub limit: Option<Number>,
    /// Teams that hold duties of both, the most even first.
    pub mixed: Vec<Mixed>,
    /// Teams that hold duties of one of the two only.
    pub one_sided: usize,
    /// Teams that hold neither.
    pub neither: usize,
    /// Teams of which it is not known, and what would tell, as far as that is different.
    pub unknown: (usize, Vec<String>),
}

/// A team that holds duties of both.
#[derive(Clone, Debug)]
pub struct Mixed {
    /// It.
    pub team: Entity,
    /// What it is called.
    pub name: String,
    /// Duties at the core of SRE that it holds for others.
    pub sre: Vec<String>,
    /// Duties at the core of platform engineering that it holds for others.
    pub platform: Vec<String>,
    /// `2 * fewer / all`.
    pub index: Amount,
    /// What the rule says of it.
    pub finding: Option<Named>,
}

/// The index of every team that works.
pub(super) fn of(source: &Source<'_>) -> Conflation {
    let told = by_subject(source, RULE.0);
    let mut found = Conflation { limit: source.limit(RULE.0, RULE.1), ..Conflation::default() };
    for team in source.teams() {
        let index = source.amount(team, "conflationIndex");
        if index.exactly().is_none() {
            found.unknown.0 += 1;
            found.unknown.1.extend(index.missing);
            continue;
        }
        let [sre, platform] = counted(source, team);
        match (sre.is_empty(), platform.is_empty()) {
            (true, true) => found.neither += 1,
            (false, false) => found.mixed.push(Mixed {
                team,
                name: source.name(team),
                sre,
                platform,
                index,
                finding: told.get(source, team),
            }),
            _ => found.one_sided += 1,
        }
    }
    found.unknown.1.sort();
    found.unknown.1.dedup();
    found.mixed.sort_by_cached_key(|mixed| (Reverse(mixed.index.low), mixed.name.clone()));
    found
}

/// The duties that count, of SRE and of the platform: those that a team does or answers for, and not for its own services
/// alone, each once.
fn counted(source: &Source<'_>, team: Entity) -> [Vec<String>; 2] {
    let mut duties: Vec<Entity> = Vec::new();
    for holding in source.several(team, "holdings").known {
        let counts = source.truth(holding, "active") == Told::Known(true)
            && source.truth(holding, "ownOnly") == Told::Known(false);
        if let Some(&duty) = source.one(holding, "duty").known().filter(|duty| counts && !duties.contains(duty)) {
            duties.push(duty);
        }
    }
    let has = |duty: Entity, role: u8| match source.fact(duty, "groupRoles") {
        Owned::List(roles, _) => roles.iter().any(|one| one.value == Owned::Word(role)),
        _ => false,
    };
    let of_role = |role: u8| duties.iter().filter(|&&duty| has(duty, role)).map(|&duty| source.name(duty)).collect();
    [of_role(SRE_CORE), of_role(PLATFORM_CORE)]
}
