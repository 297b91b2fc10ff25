//! The people behind a service: who owns, approves and deploys it, who helps to run it, who is paged for it.

use hashbrown::HashSet;

use crate::facts::cx::{Cx, Unread};
use crate::facts::duties::discipline;
use crate::facts::people::teams;
use crate::facts::response::reaches::Reaches;
use crate::facts::response::turns::{Layers, turns};
use crate::facts::services::ownership;
use crate::facts::topology::interactions::engaged;
use crate::org::{Extent, Known, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

const SRE: u8 = word!(Team.discipline, "sre");

/// People with the places that say so, and what was not said.
#[derive(Default)]
struct People {
    found: Vec<(Entity, Place)>,
    missing: Vec<Missing>,
}

/// The people that a list of teams and persons stands for.
fn resolved(org: &Org, entity: Entity, field: FieldId) -> People {
    let mut people = People::default();
    let named = org.list(entity, field);
    if !named.is_written() {
        people.missing.push(Missing::Field(entity, field));
    }
    people.missing.extend(named.open());
    for party in named.entities() {
        if party.value.kind == Kind::Person {
            people.found.push((party.value, party.place));
        } else {
            let members = teams::people_of(org, party.value);
            people.found.extend(members.found);
            people.missing.extend(members.missing);
        }
    }
    if org.extent(Kind::Person) == Extent::Incomplete {
        people.missing.push(Missing::Section(Kind::Person));
    }
    let mut seen = HashSet::new();
    people.found.retain(|(person, _)| seen.insert(*person));
    people
}

/// The people that a list of teams and persons stands for; unknown where it was not declared.
pub(crate) fn people<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    if cx.org.has(entity, field) != Known::True {
        return cx.unknown(Missing::Field(entity, field));
    }
    let people = resolved(cx.org, entity, field);
    let open = cx.because_all(people.missing);
    cx.open_list(people.found.into_iter().map(|(person, place)| Item::new(Val::Entity(person), Some(place))), open)
}

/// Teams that help to run a service, and why there may be more.
struct Helpers {
    teams: Vec<Entity>,
    missing: Vec<Missing>,
}

/// Those it names in `supportedBy`, and SRE teams that have an engagement with its owner.
fn helpers(cx: &Cx<'_>, service: Entity) -> Helpers {
    let org = cx.org;
    let field = field!(Service.supportedBy);
    let named = org.list(service, field);
    let mut teams: Vec<Entity> = named.entities().map(|team| team.value).collect();
    let mut missing: Vec<Missing> = named.open().into_iter().collect();
    if org.has(service, field) == Known::Unknown {
        missing.push(Missing::Field(service, field));
    }
    let owners = org.list(service, field!(Service.owner));
    missing.extend(owners.open());
    for owner in owners.entities() {
        let helping = org.referring(owner.value, Kind::Engagement, field!(Engagement.with));
        missing.extend(helping.open);
        for (team, edge) in helping.found {
            match (engaged(org, edge.from()), discipline::discipline_of(cx, team)) {
                (Ok(true), Ok(SRE)) => teams.push(team),
                (Ok(true), Err(unsaid)) => missing.push(unsaid),
                (Err(unread), Ok(SRE) | Err(_)) => missing.push(unread),
                _ => {}
            }
        }
    }
    if org.extent(Kind::Team) == Extent::Incomplete {
        missing.push(Missing::Section(Kind::Team));
    }
    Helpers { teams, missing }
}

pub(crate) fn supported<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let Helpers { teams, missing } = helpers(cx, service);
    if !teams.is_empty() {
        return Val::Bool(true);
    }
    cx.because_all(missing).map_or(Val::Bool(false), Val::Unknown)
}

pub(crate) fn supporter_paged<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let Helpers { teams, missing: unsaid } = helpers(cx, service);
    let mut parties: HashSet<Entity> = HashSet::new();
    let mut missing = Unread::default();
    for team in teams {
        let people = teams::people_of(cx.org, team);
        parties.extend(people.found.into_iter().map(|(person, _)| person).chain([team]));
        missing.extend(people.missing);
    }
    if !parties.is_empty() && is_paged(cx, service, &parties, &mut missing) {
        return Val::Bool(true);
    }
    missing.extend(unsaid);
    cx.because_all(missing.iter()).map_or(Val::Bool(false), Val::Unknown)
}

pub(crate) fn owner_paged<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let org = cx.org;
    let field = field!(Service.owner);
    let owner = resolved(org, service, field);
    let named = org.list(service, field).entities().map(|owner| owner.value);
    let parties: HashSet<Entity> = owner.found.iter().map(|(person, _)| *person).chain(named).collect();
    let mut missing = Unread::default();
    if is_paged(cx, service, &parties, &mut missing) {
        return Val::Bool(true);
    }
    missing.extend(owner.missing);
    cx.because_all(missing.iter()).map_or(Val::Bool(false), Val::Unknown)
}

/// Whether one of these teams and people is certainly paged for a service: at any level of its escalation, or in one of
/// its rotations. Else adds why one may be.
fn is_paged(cx: &Cx<'_>, service: Entity, parties: &HashSet<Entity>, missing: &mut Unread) -> bool {
    let org = cx.org;
    let (rotations, unread) = ownership::rotations_of(cx, service);
    let policy = org.reference(service, field!(Service.escalation));
    missing.extend(unread.into_iter().chain(policy.err()));
    if rotations.iter().any(|&(rotation, _)| calls(org, rotation, parties, missing)) {
        return true;
    }
    if let Ok(Some(policy)) = policy {
        let called = cx.part::<Reaches>().called(org, policy.value);
        if called.people.everybody || parties.iter().any(|&party| called.include(party)) {
            return true;
        }
        missing.extend(called.people.missing.iter());
    }
    if policy == Ok(None) && rotations.is_empty() {
        missing.add(Missing::Field(service, field!(Service.escalation)));
    }
    if org.extent(Kind::Rotation) == Extent::Incomplete {
        missing.add(Missing::Section(Kind::Rotation));
    }
    false
}

/// Whether a rotation is that of one of the parties, or one of them answers in it.
fn calls(org: &Org, rotation: Entity, parties: &HashSet<Entity>, missing: &mut Unread) -> bool {
    match org.reference(rotation, field!(Rotation.team)) {
        Ok(team) if team.is_some_and(|team| parties.contains(&team.value)) => return true,
        Ok(_) => {}
        Err(unread) => missing.add(unread),
    }
    let turns = turns(org, rotation, Layers::Answering);
    missing.extend(turns.missing);
    turns.people.iter().any(|person| parties.contains(&person.value))
}
