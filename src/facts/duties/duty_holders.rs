//! Who holds a duty, wherever it is said.

use std::collections::HashSet;

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::duties::holdings::{Duties, INFORMED};
use crate::facts::duties::{discipline, holdings, roles};
use crate::facts::people::membership;
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds;
use crate::vocabulary::kinds::{Entity, Kind};

/// What is missing to know that nobody else holds a duty: what could not be read, and what teams hold that are or may be
/// on the operations side and do not say it.
pub(crate) fn silent(org: &Org, all: &Duties) -> Vec<Missing> {
    if org.extent(Kind::Team) == Extent::Absent && org.extent(Kind::Responsibility) == Extent::Absent {
        return vec![Missing::Section(Kind::Team)];
    }
    let mut missing: Vec<Missing> = holdings::unread(org).into_iter().map(Missing::Section).collect();
    let unclear = all.all().filter(|(_, held)| !org.is_declared(held.duty));
    missing.extend(unclear.map(|(holding, _)| Missing::Invalid(holding, field!(Holding.duty))));
    for team in discipline::operating(org, all) {
        let field = field!(Team.duties);
        match org.slot(team, field).map(|slot| slot.value) {
            Some(Value::Invalid) => missing.push(Missing::Invalid(team, field)),
            None if all.held_by(org, team).is_none() => {
                missing.push(Missing::Field(team, field));
                if org.slot(team, field!(Team.discipline)).is_none() {
                    missing.push(Missing::Field(team, field!(Team.discipline)));
                }
            }
            _ => {}
        }
    }
    missing
}

pub(crate) fn holdings<'a>(cx: &Cx<'a>, duty: Entity) -> Val<'a> {
    let held = cx.part::<Duties>().of_duty(duty);
    cx.list(held.map(|(holding, held)| Item::new(Val::Entity(holding), Some(held.place))))
}

pub(crate) fn holders<'a>(cx: &Cx<'a>, duty: Entity) -> Val<'a> {
    teams(cx, said_to_hold(cx, duty))
}

pub(crate) fn taking_part<'a>(cx: &Cx<'a>, duty: Entity) -> Val<'a> {
    let org = cx.org;
    let mut found = said_to_hold(cx, duty);
    for (holding, held) in cx.part::<Duties>().of_duty(duty) {
        if held.level < INFORMED {
            found.push((held.team, held.place));
        }
        if holding.index() < org.count(Kind::Holding) {
            found.extend(org.list(holding, field!(Holding.sharedWith)).iter().filter_map(|slot| match slot.value {
                Value::Ref(team) => Some((team, slot.place)),
                _ => None,
            }));
        }
    }
    teams(cx, found)
}

/// Each team once; there may be more while somebody does not say what they hold.
fn teams<'a>(cx: &Cx<'a>, mut found: Vec<(Entity, Place)>) -> Val<'a> {
    let mut seen = HashSet::new();
    found.retain(|(team, _)| seen.insert(*team));
    let open = cx.because_all(cx.part::<Duties>().silent(cx.org).iter().copied());
    cx.open_list(found.into_iter().map(|(team, place)| Item::new(Val::Entity(team), Some(place))), open)
}

fn said_to_hold(cx: &Cx<'_>, duty: Entity) -> Vec<(Entity, Place)> {
    let org = cx.org;
    let active = cx.part::<Duties>().of_duty(duty).filter(|(_, held)| held.is_active());
    let mut found: Vec<(Entity, Place)> = active.map(|(_, held)| (held.team, held.place)).collect();
    found.extend(decided(org, duty));
    for role in roles::of(org, duty) {
        match role {
            roles::ON_CALL => found.extend(on_call(org)),
            roles::INCIDENT_COMMAND => found.extend(commanding(org)),
            roles::POST_INCIDENT_REVIEW => found.extend(reviewing(org)),
            _ => {}
        }
    }
    found
}

fn team_in(org: &Org, entity: Entity, field: kinds::FieldId) -> Option<(Entity, Place)> {
    let slot = org.slot(entity, field)?;
    match slot.value {
        Value::Ref(team) => Some((team, slot.place)),
        _ => None,
    }
}

/// The holders that decisions name, those that still stand.
fn decided(org: &Org, duty: Entity) -> impl Iterator<Item = (Entity, Place)> {
    let on_it = org.all(Kind::Decision).filter(move |&d| org.reference(d, field!(Decision.duty)) == Some(duty));
    let standing = on_it.filter(|&decision| match org.slot(decision, field!(Decision.until)).map(|slot| slot.value) {
        Some(Value::Date(until)) => org.as_of() <= until,
        _ => true,
    });
    standing.filter_map(|decision| team_in(org, decision, field!(Decision.holder)))
}

/// Teams whose rotations there are; for a rotation of no team, those of the people who take turns in it.
fn on_call(org: &Org) -> Vec<(Entity, Place)> {
    let mut found = Vec::new();
    for rotation in org.all(Kind::Rotation) {
        if let Some(team) = team_in(org, rotation, field!(Rotation.team)) {
            found.push(team);
            continue;
        }
        let layers = org.list(rotation, field!(Rotation.layers)).iter().filter_map(|slot| match slot.value {
            Value::Record(layer) => Some(layer),
            _ => None,
        });
        for slot in layers.flat_map(|layer| org.list(layer, field!(Layer.participants))) {
            if let Value::Ref(person) = slot.value {
                found.extend(membership::teams(org, person).map(|(team, _)| (team, slot.place)));
            }
        }
    }
    found
}

fn commanding(org: &Org) -> Vec<(Entity, Place)> {
    let roles = org.all(Kind::IncidentRoles);
    let targets = roles.flat_map(|roles| org.list(roles, field!(IncidentRoles.commander)).iter().copied());
    targets
        .filter_map(|slot| match slot.value {
            Value::Record(target) => team_in(org, target, field!(Target.team)),
            _ => None,
        })
        .collect()
}

fn reviewing(org: &Org) -> impl Iterator<Item = (Entity, Place)> {
    org.all(Kind::Review).filter_map(|review| team_in(org, review, field!(Review.owner)))
}
