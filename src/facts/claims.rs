//! Duties in their scopes, and who holds them there.
//!
//! A narrower scope is a claim of its own, so that an SRE team for the organisation and a product team
//! for its own services do not overlap; two teams that name the same service do.

use std::collections::{BTreeMap, HashSet};

use super::duties::{Held, undeclared};
use super::scopes::Scope;
use super::{BOOL, Fact, Kind, Missing, TEXT, list, one};
use crate::facts::value::{Cx, Item, Val};
use crate::field;
use crate::org::Org;
use crate::org::kind::Entity;
use crate::org::value::Value;
use crate::source::Place;

pub(super) const CLAIM: &[Fact] = &[
    Fact::new("duty", one(Kind::Duty), "The duty.", |cx, e| claim(cx, e, |c| Val::Entity(c.duty))),
    Fact::new(
        "scope",
        TEXT,
        "What is covered: `the organisation`, a team's `own services`, or a service by name.",
        claim_scope,
    ),
    Fact::new("holders", list(Kind::Holding), "The holdings that are responsible or accountable there.", claim_holders),
    Fact::new(
        "shared",
        BOOL,
        "Whether every two holders share it on purpose: one names the other in `sharedWith`, or one row of the responsibility matrix gives the work to the one and the answer to the other.",
        claim_shared,
    ),
];

/// A duty in one scope.
#[derive(Clone, Debug)]
pub struct Claim {
    id: String,
    duty: Entity,
    scope: String,
    holders: Vec<Entity>,
}

/// The first holding of each team.
#[derive(Default)]
struct Holders {
    teams: HashSet<Entity>,
    holdings: Vec<Entity>,
}

/// Collects the claims, by duty and scope.
pub(super) fn all(org: &Org, held: &[Option<Held>]) -> Vec<Claim> {
    let mut found: BTreeMap<(Entity, String, String), Holders> = BTreeMap::new();
    for (at, entry) in held.iter().enumerate() {
        let Some(entry) = entry.as_ref().filter(|h| h.is_active()) else { continue };
        for (id, scope) in scopes(org, entry) {
            let holders = found.entry((entry.duty, id, scope)).or_default();
            if holders.teams.insert(entry.team) {
                holders.holdings.push(Entity::new(Kind::Holding, at));
            }
        }
    }
    found.into_iter().map(|((duty, id, scope), holders)| Claim { id, duty, scope, holders: holders.holdings }).collect()
}

/// What a holding covers: an id that begins with the duty's, and the words for it.
pub(super) fn scopes(org: &Org, held: &Held) -> Vec<(String, String)> {
    let duty = org.id(held.duty);
    match &held.scope {
        Scope::Org => vec![(duty.to_owned(), "the organisation".to_owned())],
        Scope::Own => {
            let team = org.id(held.team);
            vec![(format!("{duty}/own/{team}"), format!("{team}'s own services"))]
        }
        Scope::Services(services) => services.iter().map(|s| (format!("{duty}/{s}"), format!("`{s}`"))).collect(),
    }
}

impl Claim {
    /// Its id: the duty's, and what tells its scope.
    pub(super) fn id(&self) -> &str {
        &self.id
    }
}

fn claim<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&'a Claim) -> Val<'a>) -> Val<'a> {
    match cx.facts.duties(cx.org).claims().get(entity.index()) {
        Some(claim) => read(claim),
        None => cx.unknown(Missing::Section(Kind::Team)),
    }
}

fn claim_scope<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    claim(cx, entity, |claim| Val::Text(&claim.scope))
}

fn holders<'a>(cx: &Cx<'a>, claim: &'a Claim) -> impl Iterator<Item = Item<'a>> {
    let duties = cx.facts.duties(cx.org);
    claim.holders.iter().map(|&holding| Item::new(Val::Entity(holding), duties.get(holding).map(|held| held.place)))
}

fn claim_holders<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    claim(cx, entity, |claim| cx.list(holders(cx, claim)))
}

fn claim_shared<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let duties = cx.facts.duties(cx.org);
    let names = |a: Entity, b: Entity| {
        let team = duties.get(b).map(|held| held.team);
        a.index() < cx.org.count(Kind::Holding)
            && cx.org.list(a, field!(Holding.sharedWith)).iter().any(|slot| match slot.value {
                Value::Ref(other) => Some(other) == team,
                _ => false,
            })
    };
    let in_matrix = |holding: Entity| holding.index() >= cx.org.count(Kind::Holding);
    let level = |holding| duties.get(holding).map(|held| held.level);
    // A claim is about one duty, so that two of its holders in the matrix are in one row.
    let divided = |a, b| in_matrix(a) && in_matrix(b) && level(a) != level(b);
    let share = |a, b| names(a, b) || names(b, a) || divided(a, b);
    claim(cx, entity, |claim| {
        let all = &claim.holders;
        let every = all.iter().enumerate().all(|(at, &a)| all[at + 1..].iter().all(|&b| share(a, b)));
        Val::Bool(all.len() > 1 && every)
    })
}

pub(super) fn all_claims<'a>(cx: &Cx<'a>) -> Val<'a> {
    let n = cx.facts.duties(cx.org).claims().len();
    cx.open_list((0..n).map(|at| Item::new(Val::Entity(Entity::new(Kind::DutyClaim, at)), None)), undeclared(cx))
}

pub(super) fn claim_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let duties = cx.facts.duties(cx.org);
    let claim = duties.claims().get(entity.index())?;
    duties.get(*claim.holders.first()?).map(|held| held.place)
}

pub(super) fn claim_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.facts.duties(cx.org).claims().get(entity.index()).map_or("", |claim| &claim.id)
}
