//! The people behind a service: who owns, approves and deploys it, who helps to run it, who is paged for it.

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::duties::discipline;
use crate::facts::people::teams;
use crate::facts::response::escalation::{SHADOW, level_of, unsaid};
use crate::facts::services::ownership;
use crate::facts::topology::interactions::engaged;
use crate::field;
use crate::org::{Extent, Known, Org};
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// Rank of `sre` in the list of disciplines.
const SRE: u8 = 0;

/// People with the places that say so, and what was not said.
#[derive(Default)]
struct People {
    found: Vec<(Entity, Place)>,
    missing: Vec<Missing>,
}

/// The people that a list of teams and persons stands for.
fn resolved(org: &Org, entity: Entity, field: FieldId) -> People {
    let mut people = People::default();
    match org.slot(entity, field).map(|slot| slot.value) {
        None | Some(Value::Nothing) => people.missing.push(Missing::Field(entity, field)),
        Some(Value::Invalid) => people.missing.push(Missing::Invalid(entity, field)),
        Some(_) => {}
    }
    for slot in org.list(entity, field) {
        match slot.value {
            Value::Ref(person) if person.kind == Kind::Person => people.found.push((person, slot.place)),
            Value::Ref(team) => match teams::people_of(org, team) {
                Some(members) => people.found.extend(members),
                None => people.missing.push(Missing::Field(team, field!(Team.members))),
            },
            Value::Invalid => people.missing.push(Missing::Invalid(entity, field)),
            _ => {}
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
    if org.list(service, field).iter().any(|slot| matches!(slot.value, Value::Ref(_))) {
        return Val::Bool(true);
    }
    let mut missing = Vec::new();
    match (org.has(service, field), org.slot(service, field).map(|slot| slot.value)) {
        (_, Some(Value::Invalid)) => missing.push(Missing::Invalid(service, field)),
        (Known::Unknown, _) => missing.push(Missing::Field(service, field)),
        _ => {}
    }
    for owner in org.list(service, field!(Service.owner)) {
        let Value::Ref(owner) = owner.value else { continue };
        for (team, edge) in org.graph().referring(owner, Kind::Engagement, field!(Engagement.with)) {
            match (engaged(org, edge.from()), discipline::discipline_of(cx, team)) {
                (Ok(true), Some(SRE)) => return Val::Bool(true),
                (Ok(true), None) => missing.push(Missing::Field(team, field!(Team.discipline))),
                (Err(unread), Some(SRE) | None) => missing.push(unread),
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
    let named = org.list(service, field).iter().filter_map(|slot| match slot.value {
        Value::Ref(owner) => Some(owner),
        _ => None,
    });
    let named: Vec<Entity> = named.collect();
    let owner = resolved(org, service, field);
    let mut search = Search { org, owner: &owner, named: &named, missing: Vec::new() };
    let rotations: Vec<Entity> =
        ownership::rotations_of(cx, service).into_iter().map(|(rotation, _)| rotation).collect();
    let policy = org.reference(service, field!(Service.escalation));
    let asked = policy.is_some() || !rotations.is_empty();
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
        if org.reference(rotation, field!(Rotation.team)).is_some_and(|team| self.named.contains(&team)) {
            return true;
        }
        let layers = org.list(rotation, field!(Rotation.layers));
        if layers.is_empty() {
            self.missing.push(Missing::Field(rotation, field!(Rotation.participants)));
        }
        for slot in layers {
            let Value::Record(layer) = slot.value else { continue };
            let rank = level_of(org, layer, field!(Layer.level));
            if level.map_or(rank == SHADOW, |level| rank != level) {
                continue;
            }
            let field = field!(Layer.participants);
            self.missing.extend(unsaid(org, layer, field));
            for participant in org.list(layer, field) {
                match participant.value {
                    Value::Ref(person) if self.is_owner(person) => return true,
                    Value::Invalid => self.missing.push(Missing::Invalid(layer, field)),
                    _ => {}
                }
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
            self.missing.extend(unsaid(org, policy, field!(Escalation.levels)));
            let levels: Vec<Entity> = records(org, policy, field!(Escalation.levels)).collect();
            for level in levels {
                self.missing.extend(unsaid(org, level, field!(EscalationLevel.targets)));
                for target in records(org, level, field!(EscalationLevel.targets)) {
                    if self.target(target) {
                        return true;
                    }
                    let next = org.reference(target, field!(Target.escalation));
                    policies.extend(next.filter(|next| !policies.contains(next)));
                }
            }
        }
        false
    }

    fn target(&mut self, target: Entity) -> bool {
        let org = self.org;
        let all = matches!(org.slot(target, field!(Target.all)).map(|slot| slot.value), Some(Value::Bool(true)));
        let person = org.reference(target, field!(Target.person));
        let team = org.reference(target, field!(Target.team));
        let invalid = org.slots_of(target).iter().filter(|slot| matches!(slot.value, Value::Invalid));
        self.missing.extend(invalid.map(|slot| Missing::Invalid(target, slot.field)));
        all || person.is_some_and(|person| self.named.contains(&person) || self.is_owner(person))
            || team.is_some_and(|team| self.named.contains(&team) || self.shares_people(team))
            || org
                .reference(target, field!(Target.rotation))
                .is_some_and(|rotation| self.rotation(rotation, Some(level_of(org, target, field!(Target.level)))))
    }

    /// Whether somebody of the owner is in another team that is paged.
    fn shares_people(&mut self, team: Entity) -> bool {
        let Some(members) = teams::people_of(self.org, team) else {
            self.missing.push(Missing::Field(team, field!(Team.members)));
            return false;
        };
        members.into_iter().any(|(person, _)| self.is_owner(person))
    }
}

/// The records among the elements of a list.
fn records(org: &Org, entity: Entity, field: FieldId) -> impl Iterator<Item = Entity> {
    org.list(entity, field).iter().filter_map(|slot| match slot.value {
        Value::Record(record) => Some(record),
        _ => None,
    })
}
