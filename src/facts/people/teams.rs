//! Who is in a team, and what the team practises.

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::duties::holdings;
use crate::facts::duties::holdings::Duties;
use crate::facts::on_call::load;
use crate::facts::on_call::model::Rational;
use crate::facts::on_call::model::exact::{add, div, whole};
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::reads::{exact, word};
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, vocabulary};

pub(crate) const DISCIPLINE: Type = Type::one(Of::Word(&vocabulary::DISCIPLINE));

/// How many teams of kind work are declared.
pub(crate) struct WorkTeams(pub(crate) usize);

impl Part for WorkTeams {
    const PLACE: part::Place = part::Place::WorkTeams;

    fn of(org: &Org, _: &Facts) -> Self {
        Self(org.all(Kind::Team).filter(|&team| is_work(org, team)).count())
    }
}

/// Disciplines on the operations side, by rank: sre, platform, devops, operations.
pub(crate) const OPERATIONS_SIDE: u8 = 4;

/// The people in a team with the places that say so; none where nobody said.
pub(crate) fn people_of(org: &Org, team: Entity) -> Option<Vec<(Entity, Place)>> {
    let declared =
        org.slot(team, field!(Team.members)).is_some_and(|slot| !matches!(slot.value, Value::Nothing | Value::Invalid));
    let mut found: Vec<(Entity, Place)> = Vec::with_capacity(org.list(team, field!(Team.members)).len());
    for member in org.list(team, field!(Team.members)) {
        if let Value::Record(member) = member.value
            && let Some(slot) = org.slot(member, field!(Member.person))
            && let Value::Ref(person) = slot.value
        {
            found.push((person, slot.place));
        }
    }
    for (person, edge) in org.graph().referring(team, Kind::Membership, field!(Membership.team)) {
        found.push((person, edge.place));
    }
    keep_first(&mut found);
    let known = declared || !found.is_empty() || org.is_declared(team) && org.extent(Kind::Person) == Extent::Complete;
    known.then_some(found)
}

/// Keeps the first of what stands several times; lists of people are short, with rare exceptions.
fn keep_first(found: &mut Vec<(Entity, Place)>) {
    const SHORT: usize = 32;
    if found.len() <= SHORT {
        for at in (1..found.len()).rev() {
            if found[..at].iter().any(|(person, _)| *person == found[at].0) {
                found.remove(at);
            }
        }
    } else {
        let mut seen = hashbrown::HashSet::with_capacity(found.len());
        found.retain(|(person, _)| seen.insert(*person));
    }
}

pub(crate) fn members<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let Some(found) = people_of(cx.org, team) else {
        return cx.unknown(Missing::Field(team, field!(Team.members)));
    };
    let unread = (cx.org.extent(Kind::Person) == Extent::Incomplete).then_some(Missing::Section(Kind::Person));
    let invalid = matches!(cx.org.slot(team, field!(Team.members)).map(|slot| slot.value), Some(Value::Invalid));
    let invalid = invalid.then_some(Missing::Invalid(team, field!(Team.members)));
    let open = cx.because_all(unread.into_iter().chain(invalid));
    cx.open_list(found.into_iter().map(|(person, place)| Item::new(Val::Entity(person), Some(place))), open)
}

pub(crate) fn members_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    cx.org.slot(team, field!(Team.members)).map(|slot| slot.place)
}

/// The declared discipline, else the inferred one.
pub(crate) fn discipline_of(cx: &Cx<'_>, team: Entity) -> Option<u8> {
    match cx.org.slot(team, field!(Team.discipline)).map(|slot| slot.value) {
        Some(Value::Word(rank)) => Some(rank),
        Some(_) => None,
        None => cx.part::<Duties>().inferred(team),
    }
}

pub(crate) fn discipline<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match discipline_of(cx, team) {
        Some(rank) => Val::Word(rank),
        None => word(cx, team, field!(Team.discipline)),
    }
}

pub(crate) fn discipline_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    let declared = cx.org.slot(team, field!(Team.discipline));
    declared.or_else(|| cx.org.slot(team, field!(Team.duties))).map(|slot| slot.place)
}

pub(crate) fn duties_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    cx.org.slot(team, field!(Team.duties)).map(|slot| slot.place)
}

pub(crate) fn operations_side<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match discipline(cx, team) {
        Val::Word(rank) => Val::Bool(rank < OPERATIONS_SIDE),
        unknown => unknown,
    }
}

/// Whether a team is said to have nobody in it: an empty list of members, no person who names it, no team below it.
pub(crate) fn is_vacant(org: &Org, team: Entity) -> bool {
    let said = org.slot(team, field!(Team.members)).is_some_and(|slot| matches!(slot.value, Value::List(_)));
    let read = org.extent(Kind::Person) != Extent::Incomplete && org.extent(Kind::Team) != Extent::Incomplete;
    let nobody = || people_of(org, team).is_some_and(|members| members.is_empty());
    said && read
        && is_work(org, team)
        && nobody()
        && org.list(team, field!(Team.members)).is_empty()
        && org.graph().referring(team, Kind::Team, field!(Team.reportsTo)).is_empty()
}

/// Whether a declared team is one that works together, and no list of permissions or group of teams.
pub(crate) fn is_work(org: &Org, team: Entity) -> bool {
    !matches!(org.slot(team, field!(Team.kind)).map(|slot| slot.value), Some(Value::Word(1..)))
}

/// Whether a team may be on the operations side: it is, or nobody knows what it practises.
pub(crate) fn may_operate(org: &Org, team: Entity, inferred: Option<u8>) -> bool {
    match org.slot(team, field!(Team.discipline)).map(|slot| slot.value) {
        Some(Value::Word(rank)) => rank < OPERATIONS_SIDE,
        _ => inferred.is_none_or(|rank| rank < OPERATIONS_SIDE),
    }
}

pub(crate) fn conflation_index<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let duties = cx.part::<Duties>();
    let Some(held) = duties.held_by(cx.org, team) else {
        return cx.unknown(Missing::Field(team, field!(Team.duties)));
    };
    let (sre, platform) = holdings::core_counts(cx.org, duties, held);
    if sre + platform == 0 {
        return crate::facts::reads::count(0);
    }
    exact(cx, Rational::new(2 * i128::from(sre.min(platform)), i128::from(sre + platform)))
}

pub(crate) fn member_rotations<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let Some(people) = people_of(cx.org, team) else {
        return cx.unknown(Missing::Field(team, field!(Team.members)));
    };
    let unread = [Kind::Person, Kind::Rotation].into_iter().filter(|kind| cx.org.extent(*kind) == Extent::Incomplete);
    let open = cx.because_all(unread.map(Missing::Section));
    load::rotations_of(cx, people.iter().map(|(person, _)| *person), open)
}

pub(crate) fn page_load<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let Some(people) = people_of(cx.org, team) else {
        return load::at_least(cx, whole(0), vec![Missing::Field(team, field!(Team.members))]);
    };
    let mut missing = Vec::new();
    match cx.org.extent(Kind::Rotation) {
        Extent::Absent | Extent::Incomplete => missing.push(Missing::Section(Kind::Rotation)),
        Extent::Complete => {}
    }
    if people.is_empty() {
        return cx.unknown(Missing::Element);
    }
    if cx.org.extent(Kind::Person) == Extent::Incomplete {
        return load::at_least(cx, whole(0), vec![Missing::Section(Kind::Person)]);
    }
    let mut sum = whole(0);
    for (person, _) in &people {
        let (load, more) = load::page_load(cx, *person);
        missing.extend(more);
        match add(sum, load) {
            Some(next) => sum = next,
            None => return cx.unknown(Missing::Arithmetic),
        }
    }
    match div(sum, whole(people.len() as i128)) {
        Some(mean) => load::at_least(cx, mean, missing),
        None => cx.unknown(Missing::Arithmetic),
    }
}

pub(crate) fn capabilities<'a>(cx: &Cx<'a>, tool_use: Entity) -> Val<'a> {
    let declared = cx.org.slot(tool_use, field!(ToolUse.capability));
    let tool = cx.org.reference(tool_use, field!(ToolUse.tool)).filter(|&tool| cx.org.is_declared(tool));
    let main = tool.and_then(|tool| cx.org.slot(tool, field!(Tool.capability)));
    let also = tool.map_or(&[][..], |tool| cx.org.list(tool, field!(Tool.also)));
    let mut found: Vec<Item<'a>> = Vec::new();
    for slot in declared.into_iter().chain(main).chain(also) {
        if let Value::Text(text) = slot.value {
            found.push(Item::new(Val::Text(cx.org.text(text)), Some(slot.place)));
        }
    }
    if found.is_empty() { cx.unknown(Missing::Field(tool_use, field!(ToolUse.capability))) } else { cx.list(found) }
}

pub(crate) fn tool_place(cx: &Cx<'_>, tool_use: Entity) -> Option<Place> {
    cx.org.slot(tool_use, field!(ToolUse.tool)).map(|slot| slot.place)
}
