//! What each person carries, read from the facts.

use std::collections::BTreeMap;

use bumpalo::Bump;

use crate::facts::cx::Cx;
use crate::facts::people::teams;
use crate::facts::{Facts, tables};
use crate::judge::in_words;
use crate::org::Org;
use crate::value::number::add;
use crate::value::{Cause, Item, Number, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// What people are listed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Nothing: each person once.
    Person,
    /// Each rotation they take turns in.
    Rotation,
    /// Each team they are in.
    Team,
}

impl By {
    /// Its name in every format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Rotation => "rotation",
            Self::Team => "team",
        }
    }
}

/// A number as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// It is at least this.
    pub low: Option<Number>,
    /// It is at most this.
    pub high: Option<Number>,
    /// What would have to be declared to know it better; empty where it is known, and where no declaration would tell.
    pub missing: Vec<String>,
}

impl Reading {
    /// The number, where it is known.
    pub fn known(&self) -> Option<Number> {
        self.low.filter(|_| self.low == self.high)
    }

    fn of(cx: &Cx<'_>, value: Val<'_>) -> Self {
        let missing = |cause: Cause| {
            let missing = cx.missing(cause).into_iter().filter(|missing| missing.is_declarable());
            let mut words: Vec<String> = missing.map(|missing| in_words(cx, missing)).collect();
            words.sort();
            words.dedup();
            words
        };
        match value {
            Val::Number(n) => Self { low: Some(n), high: Some(n), missing: Vec::new() },
            Val::Interval(between) => {
                Self { low: Some(between.low), high: between.high, missing: missing(between.cause) }
            }
            Val::Unknown(cause) => Self { low: None, high: None, missing: missing(cause) },
            _ => Self::default(),
        }
    }
}

/// What a person carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measures {
    /// On-call hours a week, by the clock.
    pub hours: Reading,
    /// Share of the week's 168 hours.
    pub share: Reading,
    /// Off-hours pages as they are judged: in a week on call or, where turns are shorter than a week, in a mean week; in
    /// the layer where they are the most.
    pub pages: Reading,
    /// Off-hours pages to be expected in a week on call, in the layer where they are the most; not known where all turns
    /// are shorter than a week.
    pub pages_per_on_call_week: Reading,
    /// Off-hours pages to be expected in a turn that is shorter than a week, in the layer where they are the most.
    pub pages_per_shift: Reading,
    /// Off-hours pages to be expected in a mean week, over all layers.
    pub pages_per_week: Reading,
    /// Rotations the person takes turns in.
    pub rotations: usize,
    /// Longest time on call without a break, in hours.
    pub longest: Reading,
    /// Hours a week on call in two places at once.
    pub double: Reading,
    /// On-call hours a week in the rotation the person is listed under.
    pub here: Option<Reading>,
}

impl Measures {
    /// What would have to be declared to know all of it.
    pub fn missing(&self) -> Vec<String> {
        let all = [&self.hours, &self.share, &self.pages, &self.pages_per_week, &self.longest, &self.double];
        united(all.into_iter().chain(&self.here))
    }

    /// Whether there are bounds that no declaration would bring together: the turns meet in too many ways.
    pub fn is_beyond_computing(&self) -> bool {
        let bounded = |of: &&Reading| of.low.is_some() && of.known().is_none() && of.missing.is_empty();
        [&self.hours, &self.longest, &self.double].iter().any(bounded)
    }
}

/// What is missing to know several numbers, each field once.
pub(super) fn united<'a>(readings: impl IntoIterator<Item = &'a Reading>) -> Vec<String> {
    let mut all: Vec<String> = readings.into_iter().flat_map(|reading| reading.missing.iter().cloned()).collect();
    all.sort();
    all.dedup();
    all
}

/// A person, listed under a name.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub group: Option<String>,
    /// Rank of the person, which a change of who takes turns leaves as it is.
    pub index: u32,
    pub person: String,
    pub measures: Measures,
}

/// What everybody in an organisation carries.
#[derive(Clone, Debug)]
pub struct Counted {
    pub(super) people: Vec<Listed>,
    pub(super) missing: Vec<String>,
}

impl Counted {
    /// Reads it from the facts.
    pub fn of(org: &Org, facts: &Facts, by: By) -> Self {
        let arena = Bump::new();
        let cx = Cx::new(org, facts, &arena);
        let everybody = tables::collections::collections().iter().find(|collection| collection.name == "onCallPeople");
        let (items, open) = match everybody.map(|collection| (collection.all)(&cx)) {
            Some(Val::List(list)) => (list.items, list.open),
            Some(Val::Unknown(cause)) => (&[][..], Some(cause)),
            _ => (&[][..], None),
        };
        let missing = open.map(|cause| Reading::of(&cx, Val::Unknown(cause)).missing).unwrap_or_default();
        let mut people = Vec::with_capacity(items.len());
        for person in entities(items) {
            let arena = Bump::new();
            listed(&Cx::new(org, facts, &arena), person, by, &mut people);
        }
        Self { people, missing }
    }
}

fn listed(cx: &Cx<'_>, person: Entity, by: By, people: &mut Vec<Listed>) {
    let load = Entity { kind: Kind::OnCall, ..person };
    let of_load = |name| Reading::of(cx, tables::value(cx, load, name));
    let measures = Measures {
        hours: of_load("hoursPerWeek"),
        share: of_load("share"),
        pages: of_load("judgedOffHoursPages"),
        pages_per_on_call_week: of_load("offHoursPagesPerOnCallWeek"),
        pages_per_shift: of_load("offHoursPagesPerShift"),
        pages_per_week: of_load("offHoursPages"),
        rotations: all(cx, load, "rotations").len(),
        longest: of_load("longestBlock"),
        double: of_load("doubleBookedHours"),
        here: None,
    };
    let mut list = |group: Option<String>, measures: Measures| {
        people.push(Listed { group, index: person.index, person: cx.org.id(person).to_owned(), measures });
    };
    match by {
        By::Person => list(None, measures),
        By::Team => {
            let mut teams = all(cx, person, "teams");
            teams.retain(|&team| teams::is_work(cx.org, team));
            if teams.is_empty() {
                list(None, measures.clone());
            }
            for team in teams {
                list(Some(cx.org.id(team).to_owned()), measures.clone());
            }
        }
        By::Rotation => {
            let mut heres: BTreeMap<Entity, Reading> = BTreeMap::new();
            for part in all(cx, load, "participations") {
                if let Some(rotation) = entity(tables::value(cx, part, "rotation")) {
                    let hours = Reading::of(cx, tables::value(cx, part, "hoursPerWeek"));
                    let so_far = heres.remove(&rotation);
                    heres.insert(rotation, so_far.map_or(hours.clone(), |so_far| plus(&so_far, &hours)));
                }
            }
            for (rotation, here) in heres {
                list(Some(cx.org.id(rotation).to_owned()), Measures { here: Some(here), ..measures.clone() });
            }
        }
    }
}

fn plus(a: &Reading, b: &Reading) -> Reading {
    let sum = |a: Option<Number>, b: Option<Number>| a.zip(b).and_then(|(a, b)| add(a, b));
    Reading { low: sum(a.low, b.low), high: sum(a.high, b.high), missing: united([a, b]) }
}

fn all(cx: &Cx<'_>, of: Entity, name: &str) -> Vec<Entity> {
    match tables::value(cx, of, name) {
        Val::List(list) => entities(list.items).collect(),
        _ => Vec::new(),
    }
}

fn entities<'a>(items: &'a [Item<'a>]) -> impl Iterator<Item = Entity> + 'a {
    items.iter().filter_map(|item| entity(item.value))
}

fn entity(value: Val<'_>) -> Option<Entity> {
    match value {
        Val::Entity(entity) => Some(entity),
        _ => None,
    }
}
