//! Who is in a team, and whether it is one that works together.

use crate::declare::format::{Closure, Format};
use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

/// How many teams of kind work are declared.
pub(crate) struct WorkTeams(pub(crate) usize);

impl Part for WorkTeams {
    const PLACE: part::Place = part::Place::WorkTeams;

    fn of(org: &Org, _: &Facts) -> Self {
        Self(org.all(Kind::Team).filter(|&team| may_work(org, team)).count())
    }
}

/// The people in a team.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// Those that are known, each once, with the place that says so.
    pub found: Vec<(Entity, Place)>,
    /// Why there may be others: nobody said who is in it, or not legibly.
    pub missing: Option<Missing>,
}

/// The people in a team, declared on either side.
pub(crate) fn people_of(org: &Org, team: Entity) -> People {
    let field = field!(Team.members);
    let members = org.list(team, field);
    let mut unread = members.open();
    let mut found: Vec<(Entity, Place)> = Vec::with_capacity(members.written());
    for member in members.entities().map(|at| at.value) {
        match org.reference(member, field!(Member.person)) {
            Ok(Some(person)) => found.push((person.value, person.place)),
            Ok(None) => {}
            Err(missing) => unread = unread.or(Some(missing)),
        }
    }
    let listed = org.referring(team, Kind::Membership, field!(Membership.team));
    found.extend(listed.found.into_iter().map(|(person, edge)| (person, edge.place)));
    keep_first(&mut found);
    let said = members.is_written()
        || !found.is_empty()
        || org.is_declared(team) && org.extent(Kind::Person) == Extent::Complete;
    let unsaid = (!said).then_some(Missing::Field(team, field));
    People { found, missing: unread.or(unsaid).or(listed.open) }
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
    let People { found, missing } = people_of(cx.org, team);
    let others = || Missing::Elsewhere(team, field!(Team.members));
    let missing = missing.or_else(|| is_said_in_part(cx.org, team).then(others));
    if let Some(missing) = missing.filter(|_| found.is_empty()) {
        return cx.unknown(missing);
    }
    let lost = (cx.org.extent(Kind::Person) == Extent::Incomplete).then_some(Missing::Section(Kind::Person));
    let open = cx.because_all(lost.into_iter().chain(missing));
    cx.open_list(found.into_iter().map(|(person, place)| Item::new(Val::Entity(person), Some(place))), open)
}

/// Whether only those say who is in a team who have whoever takes part in something, and not everybody.
pub(crate) fn is_said_in_part(org: &Org, team: Entity) -> bool {
    let knows_all = |format: &Format| format.closure != Closure::Open;
    let say_all = |record: Entity| org.formats(record).any(knows_all);
    let members = org.list(team, field!(Team.members));
    let memberships = org.referring(team, Kind::Membership, field!(Membership.team)).found;
    let memberships = memberships.into_iter().map(|(_, edge)| edge.from());
    let mut said = members.entities().map(|at| at.value).chain(memberships).peekable();
    let listed = members.place().and_then(|place| org.format_at(place)).is_some_and(knows_all);
    let whole = if said.peek().is_none() { say_all(team) } else { said.any(say_all) };
    org.is_declared(team) && !listed && !whole
}

pub(crate) fn members_place(cx: &Cx<'_>, team: Entity) -> Option<Place> {
    cx.org.place_of(team, field!(Team.members))
}

/// Whether a team is said to have nobody in it: an empty list of members, no person who names it, no team below it.
pub(crate) fn is_vacant(org: &Org, team: Entity) -> bool {
    let members = org.list(team, field!(Team.members));
    let read = org.extent(Kind::Person) != Extent::Incomplete && org.extent(Kind::Team) != Extent::Incomplete;
    let nobody = |people: People| people.found.is_empty() && people.missing.is_none();
    let below = || org.referring(team, Kind::Team, field!(Team.reportsTo));
    members.is_read() && members.written() == 0 && read && is_work(org, team) && nobody(people_of(org, team)) && {
        let below = below();
        below.found.is_empty() && below.open.is_none()
    }
}

/// The teams a field names.
pub(crate) fn named(org: &Org, entity: Entity, field: FieldId) -> impl Iterator<Item = (Entity, Place)> + '_ {
    let teams = org.list(entity, field).entities().filter(|at| at.value.kind == Kind::Team);
    teams.map(|team| (team.value, team.place))
}

/// Whether a team is one that works together, and no list of permissions or group of teams.
///
/// # Errors
///
/// What would tell.
pub(crate) fn works(org: &Org, team: Entity) -> Result<bool, Missing> {
    Ok(org.word_or_default(team, field!(Team.kind))? == word!(Team.kind, "work"))
}

/// Whether a team is known to be one that works together.
pub(crate) fn is_work(org: &Org, team: Entity) -> bool {
    works(org, team) == Ok(true)
}

/// Whether a team is one that works together, or may be.
pub(crate) fn may_work(org: &Org, team: Entity) -> bool {
    works(org, team) != Ok(false)
}
