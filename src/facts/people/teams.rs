//! Who is in a team, and whether it is one that works together.

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// How many teams of kind work are declared.
pub(crate) struct WorkTeams(pub(crate) usize);

impl Part for WorkTeams {
    const PLACE: part::Place = part::Place::WorkTeams;

    fn of(org: &Org, _: &Facts) -> Self {
        Self(org.all(Kind::Team).filter(|&team| is_work(org, team)).count())
    }
}

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
