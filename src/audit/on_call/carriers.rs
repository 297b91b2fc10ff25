//! Who carries how much of being on call, whoever is paged most at night first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::audit::Source;
use crate::audit::on_call::rotations::Rotation;
use crate::audit::on_call::week::{Lane, lanes};
use crate::facts::people::teams;
use crate::judge::told::Amount;
use crate::value::Number;
use crate::vocabulary::kinds::{Entity, Kind};

/// The rule that says how much of the week one person can be on call, and its parameter.
const OVERLOAD: (&str, &str) = ("on-call-overload", "maxShare");

/// The most time on call that one person can sustain.
pub(super) fn limit(source: &Source<'_>) -> Option<Number> {
    source.limit(OVERLOAD.0, OVERLOAD.1)
}

/// So many carriers are listed, and so many are drawn hour by hour.
pub const LISTED: usize = 100;
/// See [`LISTED`].
pub const DRAWN: usize = 60;

/// Who takes turns.
#[derive(Debug, Default)]
pub struct Carriers {
    /// Those that are listed: the first of them have their lanes.
    pub all: Vec<Carrier>,
    /// Whether they are teams, as nobody is to be named.
    pub by_team: bool,
    /// How many there are altogether.
    pub count: usize,
    /// People, however they are listed.
    pub people: usize,
    /// People who are certainly above the limit.
    pub over: usize,
    /// Carriers of whom it is not known how often they are paged at night, and what would tell, most often first.
    pub dark: (usize, Vec<String>),
    /// What would tell whether there are more people.
    pub missing: Vec<String>,
}

/// A person, or a team with the mean of those in it who take turns.
#[derive(Clone, Debug)]
pub struct Carrier {
    /// What it is called.
    pub name: String,
    /// The person, or the team; nothing for people in no team.
    pub entity: Option<Entity>,
    /// How many people it is the mean of.
    pub people: usize,
    /// Ranks of the rotations in which it takes turns.
    pub rotations: Vec<usize>,
    /// On-call hours a week, by the clock.
    pub hours: Amount,
    /// Share of the week.
    pub share: Amount,
    /// Whether it is certain that the limit is passed, or kept; of a team, by how many.
    pub over: Option<bool>,
    /// How many of a team certainly pass it.
    pub over_count: usize,
    /// Off-hours pages as they are judged: in a week on call or, where turns are shorter, in a mean week.
    pub judged: Amount,
    /// Pages to be expected in sleeping hours of a mean week.
    pub night: Amount,
    /// Pages to be expected on the weekend of a mean week.
    pub weekend: Amount,
    /// Hour by hour, one for each rotation; nothing where it is not drawn.
    pub lanes: Vec<Lane>,
}

/// Everybody, by person or by team.
pub(super) fn all(source: &Source<'_>, rotations: &[Rotation]) -> Carriers {
    if rotations.is_empty() {
        return Carriers::default();
    }
    let everybody = source.all("onCallPeople");
    let limit = limit(source);
    let people: Vec<Carrier> =
        everybody.known.iter().map(|&person| carrier(source, person, limit, rotations)).collect();
    let by_team = source.names.are_replaced();
    let (count, over) = (people.len(), people.iter().filter(|one| one.over == Some(true)).count());
    let mut all = if by_team { of_teams(source, people) } else { alone(people) };
    all.sort_by_cached_key(|(one, _)| {
        let low = |amount: &Amount| Reverse(amount.low.filter(|_| !amount.is_unknown()));
        (low(&one.night), low(&one.weekend), low(&one.judged), low(&one.hours), one.name.clone())
    });
    let dark: Vec<&Carrier> = all.iter().map(|(one, _)| one).filter(|one| one.night.is_unknown()).collect();
    let dark = (dark.len(), wanted(dark.iter().flat_map(|one| &one.night.missing)));
    let carriers = all.len();
    all.truncate(LISTED);
    for (one, people) in all.iter_mut().take(DRAWN) {
        one.lanes = lanes(source, people, rotations);
    }
    let all = all.into_iter().map(|(one, _)| one).collect();
    Carriers { all, by_team, count: carriers, people: count, over, dark, missing: everybody.missing }
}

/// Each once, what is wanted most often first.
fn wanted<'w>(all: impl Iterator<Item = &'w String>) -> Vec<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut wanted: Vec<(&String, usize)> = counts.into_iter().collect();
    wanted.sort_by_key(|&(_, count)| Reverse(count));
    wanted.into_iter().map(|(one, _)| one.clone()).collect()
}

/// Ranks of rotations among all of them, which are in order.
fn ranks(of: Vec<Entity>, all: &[Rotation]) -> Vec<usize> {
    let rank = |rotation: Entity| all.binary_search_by_key(&rotation, |known| known.entity).ok();
    let mut ranks: Vec<usize> = of.into_iter().filter_map(rank).collect();
    ranks.sort_unstable();
    ranks
}

fn carrier(source: &Source<'_>, person: Entity, limit: Option<Number>, rotations: &[Rotation]) -> Carrier {
    let load = Entity { kind: Kind::OnCall, ..person };
    let share = source.amount(load, "share");
    let over = limit.and_then(|limit| share.exceeds(limit));
    Carrier {
        name: source.name(person),
        entity: Some(person),
        people: 1,
        rotations: ranks(source.several(load, "rotations").known, rotations),
        hours: source.amount(load, "hoursPerWeek"),
        over,
        over_count: usize::from(over == Some(true)),
        share,
        judged: source.amount(load, "judgedOffHoursPages"),
        night: source.amount(load, "sleepPages"),
        weekend: source.amount(load, "weekendPages"),
        lanes: Vec::new(),
    }
}

/// The teams that work a person is in.
fn work_teams(source: &Source<'_>, person: Entity) -> Vec<Entity> {
    let mut found = source.several(person, "teams").known;
    found.retain(|&team| teams::is_work(source.org, team));
    found
}

/// Each by itself, with the people it is made of.
fn alone(people: Vec<Carrier>) -> Vec<(Carrier, Vec<Entity>)> {
    people.into_iter().map(|one| (one.entity.into_iter().collect(), one)).map(|(own, one)| (one, own)).collect()
}

/// People by each team they are in, so that nobody is told from the others.
fn of_teams(source: &Source<'_>, people: Vec<Carrier>) -> Vec<(Carrier, Vec<Entity>)> {
    let mut teams: BTreeMap<Option<Entity>, Vec<Carrier>> = BTreeMap::new();
    for one in people {
        let of = one.entity.map(|person| work_teams(source, person)).unwrap_or_default();
        for &team in &of {
            teams.entry(Some(team)).or_default().push(one.clone());
        }
        if of.is_empty() {
            teams.entry(None).or_default().push(one);
        }
    }
    teams.into_iter().map(|(team, people)| mean(source, team, &people)).collect()
}

fn mean(source: &Source<'_>, team: Option<Entity>, people: &[Carrier]) -> (Carrier, Vec<Entity>) {
    let count = Number::from_integer(i64::try_from(people.len().max(1)).unwrap_or(i64::MAX));
    let mean = |read: fn(&Carrier) -> &Amount| Amount::sum(people.iter().map(read)).over(count).unwrap_or_default();
    let one = Carrier {
        name: team.map_or_else(|| "in no team".to_owned(), |team| source.name(team)),
        entity: team,
        people: people.len(),
        rotations: people
            .iter()
            .flat_map(|one| one.rotations.iter().copied())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        hours: mean(|one| &one.hours),
        share: mean(|one| &one.share),
        over: None,
        over_count: people.iter().map(|one| one.over_count).sum(),
        judged: mean(|one| &one.judged),
        night: mean(|one| &one.night),
        weekend: mean(|one| &one.weekend),
        lanes: Vec::new(),
    };
    (one, people.iter().filter_map(|one| one.entity).collect())
}
