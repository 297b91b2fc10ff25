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

pub(crate) fn supported<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let org = cx.org;
    let field = field!(Service.supportedBy);
    let supporters = org.list(service, field);
    if supporters.entities().next().is_some() {
        return Val::Bool(true);
    }
    let mut missing: Vec<Missing> = supporters.open().into_iter().collect();
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
                (Ok(true), Ok(SRE)) => return Val::Bool(true),
                (Ok(true), Err(unsaid)) => missing.push(unsaid),
                (Err(unread), Ok(SRE) | Err(_)) => missing.push(unread),
                _ => {}
            }
        }
    }
    if org.extent(Kind::Team) == Extent::Incomplete {
        missing.push(Missing::Section(Kind::Team));
    }
    cx.because_all(missing).map_or(Val::Bool(false), Val::Unknown)
}

pub(crate) fn owner_paged<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let org = cx.org;
    let field = field!(Service.owner);
    let owner = resolved(org, service, field);
    let named = org.list(service, field).entities().map(|owner| owner.value);
    let parties: HashSet<Entity> = owner.found.iter().map(|(person, _)| *person).chain(named).collect();
    let (rotations, unread) = ownership::rotations_of(cx, service);
    let policy = org.reference(service, field!(Service.escalation));
    let mut missing = Unread::default();
    missing.extend(unread.into_iter().chain(policy.err()));
    if rotations.iter().any(|&(rotation, _)| calls(org, rotation, &parties, &mut missing)) {
        return Val::Bool(true);
    }
    if let Ok(Some(policy)) = policy {
        let called = cx.part::<Reaches>().called(org, policy.value);
        if called.people.everybody || parties.iter().any(|&party| called.include(party)) {
            return Val::Bool(true);
        }
        missing.extend(called.people.missing.iter());
    }
    if policy == Ok(None) && rotations.is_empty() {
        missing.add(Missing::Field(service, field!(Service.escalation)));
    }
    if org.extent(Kind::Rotation) == Extent::Incomplete {
        missing.add(Missing::Section(Kind::Rotation));
    }
    missing.extend(owner.missing);
    cx.because_all(missing.iter()).map_or(Val::Bool(false), Val::Unknown)
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
