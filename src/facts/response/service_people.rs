//! The people behind a service: who owns, approves and deploys it, who helps to run it, who is paged for it.

use crate::facts::cx::Cx;
use crate::facts::duties::discipline;
use crate::facts::people::teams;
use crate::facts::response::escalation::{SHADOW, is_everybody, level_of, named};
use crate::facts::services::ownership;
use crate::facts::topology::interactions::engaged;
use crate::org::{Extent, Known, Org};
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
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
    let mut seen = hashbrown::HashSet::new();
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
    let named: Vec<Entity> = org.list(service, field).entities().map(|owner| owner.value).collect();
    let owner = resolved(org, service, field);
    let mut search = Search { org, owner: &owner, named: &named, missing: Vec::new() };
    let (rotations, unread) = ownership::rotations_of(cx, service);
    let rotations: Vec<Entity> = rotations.into_iter().map(|(rotation, _)| rotation).collect();
    let policy = org.reference(service, field!(Service.escalation));
    search.missing.extend(unread.into_iter().chain(policy.err()));
    let asked = policy != Ok(None) || !rotations.is_empty();
    let policy = policy.ok().flatten().map(|policy| policy.value);
    if rotations.into_iter().any(|rotation| search.rotation(rotation, None)) || search.policies(policy) {
        return Val::Bool(true);
    }
    let mut missing = search.missing;
    if !asked {
        missing.push(Missing::Field(service, field!(Service.escalation)));
    }
    if org.extent(Kind::Rotation) == Extent::Incomplete {
        missing.push(Missing::Section(Kind::Rotation));
    }
    missing.extend(owner.missing);
    let cause: Option<Cause> = cx.because_all(missing);
    cause.map_or(Val::Bool(false), Val::Unknown)
}

/// Looks for an owner among those who are paged, without listing everybody who is.
struct Search<'s> {
    org: &'s Org,
    owner: &'s People,
    /// The teams and persons named as owner.
    named: &'s [Entity],
    missing: Vec<Missing>,
}

impl Search<'_> {
    fn is_owner(&self, person: Entity) -> bool {
        self.owner.found.iter().any(|(owner, _)| *owner == person)
    }

    /// Whether a rotation is the owner's, or somebody of the owner takes turns in it: at a level, or at any but shadow.
    fn rotation(&mut self, rotation: Entity, level: Option<u8>) -> bool {
        let org = self.org;
        match org.reference(rotation, field!(Rotation.team)) {
            Ok(team) if team.is_some_and(|team| self.named.contains(&team.value)) => return true,
            Ok(_) => {}
            Err(missing) => self.missing.push(missing),
        }
        let layers = org.list(rotation, field!(Rotation.layers));
        self.missing.extend(layers.open());
        if layers.is_empty() {
            self.missing.push(Missing::Field(rotation, field!(Rotation.participants)));
        }
        for layer in layers.entities().map(|at| at.value) {
            match org.word_or_default(layer, field!(Layer.level)) {
                Ok(rank) if level.map_or(rank == SHADOW, |level| rank != level) => continue,
                Ok(_) => {}
                Err(missing) => {
                    self.missing.push(missing);
                    continue;
                }
            }
            let people = org.list(layer, field!(Layer.participants));
            self.missing.extend(people.missing());
            if people.entities().any(|person| self.is_owner(person.value)) {
                return true;
            }
        }
        false
    }

    /// Whether a policy, or one that it hands over to, pages the owner at any level.
    fn policies(&mut self, first: Option<Entity>) -> bool {
        let org = self.org;
        let mut policies: Vec<Entity> = first.into_iter().collect();
        let mut at = 0;
        while let Some(&policy) = policies.get(at) {
            at += 1;
            let levels = org.list(policy, field!(Escalation.levels));
            self.missing.extend(levels.missing());
            for level in levels.entities() {
                let targets = org.list(level.value, field!(EscalationLevel.targets));
                self.missing.extend(targets.missing());
                for target in targets.entities() {
                    if self.target(target.value) {
                        return true;
                    }
                    let next = named(org, target.value, field!(Target.escalation));
                    policies.extend(next.filter(|next| !policies.contains(next)));
                }
            }
        }
        false
    }

    fn target(&mut self, target: Entity) -> bool {
        let org = self.org;
        let person = named(org, target, field!(Target.person));
        let team = named(org, target, field!(Target.team));
        self.missing.extend(org.illegible(target));
        is_everybody(org, target)
            || person.is_some_and(|person| self.named.contains(&person) || self.is_owner(person))
            || team.is_some_and(|team| self.named.contains(&team) || self.shares_people(team))
            || named(org, target, field!(Target.rotation)).is_some_and(|rotation| match level_of(org, target) {
                Ok(level) => self.rotation(rotation, Some(level)),
                Err(_) => false,
            })
    }

    /// Whether somebody of the owner is in another team that is paged.
    fn shares_people(&mut self, team: Entity) -> bool {
        let members = teams::people_of(self.org, team);
        self.missing.extend(members.missing);
        members.found.into_iter().any(|(person, _)| self.is_owner(person))
    }
}
