//! What each person carries, read from the facts.

use std::collections::BTreeMap;

use bumpalo::Bump;

use crate::facts::cx::Cx;
use crate::facts::people::teams;
use crate::facts::{Facts, tables};
use crate::judge::told::{Amount, Telling, united};
use crate::org::Org;
use crate::value::{Item, Val};
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

/// What a person carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measures {
    /// On-call hours a week, by the clock.
    pub hours: Amount,
    /// Share of the week's 168 hours.
    pub share: Amount,
    /// Off-hours pages as they are judged: in a week on call or, where turns are shorter than a week, in a mean week; in
    /// the layer where they are the most.
    pub pages: Amount,
    /// Off-hours pages to be expected in a week on call, in the layer where they are the most; not known where all turns
    /// are shorter than a week.
    pub pages_per_on_call_week: Amount,
    /// Off-hours pages to be expected in a turn that is shorter than a week, in the layer where they are the most.
    pub pages_per_shift: Amount,
    /// Off-hours pages to be expected in a mean week, over all layers.
    pub pages_per_week: Amount,
    /// Rotations the person takes turns in.
    pub rotations: usize,
    /// Longest time on call without a break, in hours.
    pub longest: Amount,
    /// Hours a week on call in two places at once.
    pub double: Amount,
    /// On-call hours a week in the rotation the person is listed under.
    pub here: Option<Amount>,
}

impl Measures {
    /// What would have to be declared to know all of it.
    pub fn missing(&self) -> Vec<String> {
        let all = [&self.hours, &self.share, &self.pages, &self.pages_per_week, &self.longest, &self.double];
        united(all.into_iter().chain(&self.here))
    }

    /// Whether there are bounds that no declaration would bring together: the turns meet in too many ways.
    pub fn is_beyond_computing(&self) -> bool {
        let bounded = |of: &&Amount| of.low.is_some() && of.exactly().is_none() && of.missing.is_empty();
        [&self.hours, &self.longest, &self.double].iter().any(bounded)
    }
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
        let missing = open.map(|cause| Telling::of(&cx).because(cause)).unwrap_or_default();
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
    let telling = Telling::of(cx);
    let of_load = |name| telling.amount(tables::value(cx, load, name));
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
            let mut heres: BTreeMap<Entity, Amount> = BTreeMap::new();
            for part in all(cx, load, "participations") {
                if let Some(rotation) = entity(tables::value(cx, part, "rotation")) {
                    let hours = telling.amount(tables::value(cx, part, "hoursPerWeek"));
                    let so_far = heres.remove(&rotation);
                    heres.insert(rotation, so_far.map_or(hours.clone(), |so_far| both(&so_far, &hours)));
                }
            }
            for (rotation, here) in heres {
                list(Some(cx.org.id(rotation).to_owned()), Measures { here: Some(here), ..measures.clone() });
            }
        }
    }
}

/// Both together; where nothing is known of the one, nothing is of both.
fn both(a: &Amount, b: &Amount) -> Amount {
    let sum = a.plus(b);
    if a.low.is_some() && b.low.is_some() { sum } else { Amount::unknown(sum.missing) }
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
