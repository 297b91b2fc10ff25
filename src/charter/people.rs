//! Who is in a team, in which role, and who of it is on call how much.

use std::collections::HashMap;

use crate::charter::told::{NAMED, Reader, Several};
use crate::field;
use crate::judge::told::{Amount, Told};
use crate::vocabulary::kinds::{Entity, Kind};

/// Somebody in a team.
#[derive(Clone, Debug)]
pub struct Member<'o> {
    /// Who.
    pub person: Entity,
    /// The name that they are known by, where one is declared besides the id.
    pub name: Option<&'o str>,
    /// The job title.
    pub title: Option<&'o str>,
    /// Whether they lead the team.
    pub leads: bool,
    /// The role in the team.
    pub role: Option<&'o str>,
    /// The share of time, where one is declared.
    pub allocation: Option<Amount>,
    /// What they carry of being on call, in this team's rotations and in others.
    pub on_call: OnCall<'o>,
}

/// What somebody carries of being on call.
#[derive(Clone, Debug)]
pub struct OnCall<'o> {
    /// Ids of the rotations that they take turns in.
    pub rotations: Several<&'o str>,
    /// Hours a week, by the clock.
    pub hours: Amount,
}

/// Roles and shares by person.
type Parts<'o> = HashMap<Entity, (Option<&'o str>, Option<Amount>)>;

/// Everybody in a team, in the order in which they are declared.
pub(super) fn members<'o>(
    read: &Reader<'_, 'o>,
    team: Entity,
    lead: &Told<Entity>,
    on_call: impl Fn(Entity) -> OnCall<'o>,
) -> Several<Member<'o>> {
    let mut parts = parts(read, team);
    read.entities(read.fact(team, "members")).map(|person| {
        let (role, allocation) = parts.remove(&person).unwrap_or_default();
        Member {
            person,
            name: name(read, person),
            title: read.note(person, field!(Person.title)),
            leads: lead.known() == Some(&person),
            role,
            allocation,
            on_call: on_call(person),
        }
    })
}

/// The name of a person, where one is declared that is not the id.
fn name<'o>(read: &Reader<'_, 'o>, person: Entity) -> Option<&'o str> {
    read.note(person, field!(Person.name)).filter(|name| *name != read.org.id(person))
}

/// What the team says of its members, and what these say themselves where it says nothing.
fn parts<'o>(read: &Reader<'_, 'o>, team: Entity) -> Parts<'o> {
    let org = read.org;
    let mut parts = Parts::new();
    let mut add = |person: Entity, role: Option<&'o str>, allocation: Option<Amount>| {
        let (known_role, known_share) = parts.entry(person).or_default();
        *known_role = known_role.or(role);
        if known_share.is_none() {
            *known_share = allocation;
        }
    };
    for member in org.list(team, field!(Team.members)).entities().map(|at| at.value) {
        if let Ok(Some(person)) = org.reference(member, field!(Member.person)) {
            let share = read.declared(member, field!(Member.allocation));
            add(person.value, read.note(member, field!(Member.role)), share);
        }
    }
    for (person, edge) in org.referring(team, Kind::Membership, field!(Membership.team)).found {
        let share = read.declared(edge.from(), field!(Membership.allocation));
        add(person, read.note(edge.from(), field!(Membership.role)), share);
    }
    parts
}

/// What a person carries. `open` says why somebody may take turns of whom that is not known.
pub(super) fn on_call<'o>(read: &Reader<'_, 'o>, person: Entity, open: Option<&[String]>) -> OnCall<'o> {
    let load = Entity { kind: Kind::OnCall, ..person };
    let mut rotations = read.entities(read.fact(load, "rotations")).map(|rotation| read.org.id(rotation));
    rotations.more = rotations.known.len() > NAMED;
    rotations.known.truncate(NAMED);
    let mut hours = read.amount(load, "hoursPerWeek");
    if let Some(missing) = open {
        rotations.open.get_or_insert_default().extend(missing.iter().cloned());
        hours.missing.extend(missing.iter().cloned());
        hours.high = None;
        hours.low = hours.low.filter(|_| !rotations.known.is_empty());
    }
    OnCall { rotations, hours }
}
