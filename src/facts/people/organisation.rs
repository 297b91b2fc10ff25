//! What is true of the organisation as a whole: its size, its titles.

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::duties::holdings::Duties;
use crate::facts::fact::{Fact, NUMBER, list};
use crate::facts::people::{reporting_lines, teams};
use crate::org::{Extent, Org};
use crate::value::{Interval, Item, Missing, Number, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, vocabulary};

/// Size of an organisation, by the people on its operations side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// Fewer than 10: two teams of five cannot be staffed.
    Small,
    /// 10 to 12.
    Growing,
    /// From 13: a rotation of eight and a team of five can be staffed.
    Large,
}

impl Size {
    /// All sizes, in the order of the vocabulary's words.
    pub const ALL: [Self; 3] = [Self::Small, Self::Growing, Self::Large];

    /// The word used in pages, configuration and organisations.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Growing => "growing",
            Self::Large => "large",
        }
    }
}

const SIZE: Type = Type::one(Of::Word(&vocabulary::SIZE));

pub(crate) const ORG: &[Fact] = &[
    Fact::new(
        "size",
        SIZE,
        "Declared size, else by operations-side headcount: small below 10, large from 13.",
        size_fact,
    ),
    Fact::new(
        "operationsSidePeople",
        list(Kind::Person),
        "People in teams that practise sre, platform, devops or operations, or do not say what they practise.",
        operations_people,
    ),
    Fact::new(
        "operationsSideTeams",
        list(Kind::Team),
        "Teams that practise sre, platform, devops or operations, or do not say what they practise.",
        operations_teams,
    ),
    Fact::new(
        "operationsSideDisciplines",
        NUMBER,
        "How many different disciplines the operations-side teams practise; between bounds where a team does not say what it practises.",
        disciplines,
    ),
    Fact::new("workTeams", NUMBER, "How many teams of kind `work` are declared.", |cx, _| {
        match cx.org.extent(Kind::Team) {
            Extent::Absent => cx.unknown(Missing::Section(Kind::Team)),
            Extent::Incomplete | Extent::Complete => crate::facts::reads::count(cx.facts.work_teams(cx.org)),
        }
    }),
    Fact::new(
        "longestChain",
        Type::list(Of::Party),
        "The longest declared line of reporting, from the top down: people and their managers, or teams and the units above them, whichever is longer.",
        reporting_lines::longest_chain,
    ),
];

/// Teams that are or may be on the operations side.
pub(crate) fn operating<'o>(org: &'o Org, duties: &'o Duties) -> impl Iterator<Item = Entity> + 'o {
    org.all(Kind::Team)
        .filter(move |&team| teams::is_work(org, team) && teams::may_operate(org, team, duties.inferred(team)))
}

/// The declared size, else the one that follows from the headcount. None where no team says who is in it.
pub(crate) fn size(org: &Org, duties: &Duties) -> Option<Size> {
    for part in org.all(Kind::Org) {
        match org.slot(part, field!(Org.size)).map(|slot| slot.value) {
            Some(Value::Word(0)) => return Some(Size::Small),
            Some(Value::Word(1)) => return Some(Size::Growing),
            Some(Value::Word(_)) => return Some(Size::Large),
            _ => {}
        }
    }
    let mut people = vec![false; org.count(Kind::Person)];
    let mut known = false;
    for team in operating(org, duties) {
        if let Some(members) = teams::people_of(org, team) {
            known |= !members.is_empty();
            for (person, _) in members {
                people[person.index()] = true;
            }
        }
    }
    known.then_some(match people.into_iter().filter(|&counts| counts).count() {
        ..10 => Size::Small,
        10..13 => Size::Growing,
        _ => Size::Large,
    })
}

fn size_fact<'a>(cx: &Cx<'a>, org: Entity) -> Val<'a> {
    match cx.facts.size(cx.org) {
        Some(size) => Val::Word(size as u8),
        None => cx.unknown(Missing::Field(org, field!(Org.size))),
    }
}

fn operations_people<'a>(cx: &Cx<'a>, _: Entity) -> Val<'a> {
    if cx.org.extent(Kind::Team) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Team));
    }
    let mut seen = std::collections::HashSet::new();
    let lost = [Kind::Team, Kind::Person].into_iter().filter(|&kind| cx.org.extent(kind) == Extent::Incomplete);
    let mut open = cx.because_all(lost.map(Missing::Section));
    let mut found = Vec::new();
    for team in operating(cx.org, cx.facts.duties(cx.org)) {
        let Some(members) = teams::people_of(cx.org, team) else {
            let cause = cx.because(Missing::Field(team, field!(Team.members)));
            open = Some(open.map_or(cause, |known| cx.either(known, cause)));
            continue;
        };
        let first_seen = members.into_iter().filter(|(person, _)| seen.insert(*person));
        found.extend(first_seen.map(|(person, place)| Item::new(Val::Entity(person), Some(place))));
    }
    cx.open_list(found, open)
}

fn operations_teams<'a>(cx: &Cx<'a>, _: Entity) -> Val<'a> {
    if cx.org.extent(Kind::Team) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Team));
    }
    cx.list(
        operating(cx.org, cx.facts.duties(cx.org)).map(|team| Item::new(Val::Entity(team), Some(cx.org.place(team)))),
    )
}

fn disciplines<'a>(cx: &Cx<'a>, _: Entity) -> Val<'a> {
    if cx.org.extent(Kind::Team) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Team));
    }
    let (mut known, mut silent) = (std::collections::BTreeSet::new(), Vec::new());
    for team in operating(cx.org, cx.facts.duties(cx.org)) {
        match teams::discipline_of(cx, team) {
            Some(discipline) => {
                known.insert(discipline);
            }
            None => silent.push(Missing::Field(team, field!(Team.discipline))),
        }
    }
    let lost = (cx.org.extent(Kind::Team) == Extent::Incomplete).then_some(Missing::Section(Kind::Team));
    let most = usize::from(teams::OPERATIONS_SIDE);
    let high = if lost.is_some() { most } else { most.min(known.len() + silent.len()) };
    match cx.because_all(silent.into_iter().chain(lost)).filter(|_| high > known.len()) {
        None => crate::facts::reads::count(known.len()),
        Some(cause) => {
            Val::Interval(cx.arena.alloc(Interval { low: whole(known.len()), high: Some(whole(high)), cause }))
        }
    }
}

fn whole(n: usize) -> Number {
    Number::from_integer(i64::try_from(n).unwrap_or(i64::MAX))
}
