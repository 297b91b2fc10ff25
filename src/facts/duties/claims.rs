//! Duties in their scopes, and who holds them there.
//!
//! A narrower scope is a claim of its own, so that an SRE team for the organisation and a product team
//! for its own services do not overlap; two teams that name the same service do.

use std::collections::{BTreeMap, HashSet};

use crate::facts::cx::Cx;
use crate::facts::duties::holdings::{ACCOUNTABLE, Duties, Held, undeclared};
use crate::facts::duties::scopes::Scope;
use crate::facts::people::teams;
use crate::field;
use crate::org::Org;
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// A duty in one scope.
#[derive(Clone, Debug)]
pub struct Claim {
    pub(crate) id: String,
    pub(crate) duty: Entity,
    pub(crate) scope: String,
    /// The first holding of each team.
    pub(crate) holders: Vec<Entity>,
    /// Every holding.
    pub(crate) holdings: Vec<Entity>,
}

/// Those who hold a duty in one scope.
#[derive(Default)]
struct Holders {
    teams: HashSet<Entity>,
    first: Vec<Entity>,
    all: Vec<Entity>,
}

/// Collects the claims, by duty and scope.
pub(crate) fn all(org: &Org, held: &[Option<Held>]) -> Vec<Claim> {
    let mut found: BTreeMap<(Entity, String, String), Holders> = BTreeMap::new();
    for (at, entry) in held.iter().enumerate() {
        let Some(entry) = entry.as_ref().filter(|h| h.is_active() && teams::is_work(org, h.team)) else { continue };
        let holding = Entity::new(Kind::Holding, at);
        for (id, scope) in scopes(org, entry) {
            let holders = found.entry((entry.duty, id, scope)).or_default();
            holders.all.push(holding);
            if holders.teams.insert(entry.team) {
                holders.first.push(holding);
            }
        }
    }
    let claim = |((duty, id, scope), Holders { first: holders, all: holdings, .. })| Claim {
        id,
        duty,
        scope,
        holders,
        holdings,
    };
    found.into_iter().map(claim).collect()
}

/// What a holding covers: an id that begins with the duty's, and the words for it.
pub(crate) fn scopes(org: &Org, held: &Held) -> Vec<(String, String)> {
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
    pub(crate) fn id(&self) -> &str {
        &self.id
    }
}

pub(crate) fn claim<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&'a Claim) -> Val<'a>) -> Val<'a> {
    match cx.part::<Duties>().claims().get(entity.index()) {
        Some(claim) => read(claim),
        None => cx.unknown(Missing::Section(Kind::Team)),
    }
}

pub(crate) fn claim_scope<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    claim(cx, entity, |claim| Val::Text(&claim.scope))
}

fn holders<'a>(cx: &Cx<'a>, claim: &'a Claim) -> impl Iterator<Item = Item<'a>> {
    let duties = cx.part::<Duties>();
    claim.holders.iter().map(|&holding| Item::new(Val::Entity(holding), duties.get(holding).map(|held| held.place)))
}

pub(crate) fn claim_holders<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    claim(cx, entity, |claim| {
        let open = cx.because_all(cx.part::<Duties>().unread(claim.duty));
        cx.open_list(holders(cx, claim), open)
    })
}

/// What the holdings of one team in a claim say.
#[derive(Default)]
struct Said {
    /// Teams it shares the duty with.
    with: HashSet<Entity>,
    /// Whether the responsibility matrix names it.
    in_matrix: bool,
}

pub(crate) fn claim_shared<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let duties = cx.part::<Duties>();
    claim(cx, entity, |claim| {
        let mut said: BTreeMap<Entity, Said> = BTreeMap::new();
        // A claim is about one duty, so that all its holders in the matrix are in one row.
        let mut answered = false;
        let mut unread = None;
        for &holding in &claim.holdings {
            let Some(held) = duties.get(holding) else { continue };
            let said = said.entry(held.team).or_default();
            if holding.index() >= cx.org.count(Kind::Holding) {
                said.in_matrix = true;
                answered |= held.level == ACCOUNTABLE;
            } else {
                let with = cx.org.list(holding, field!(Holding.sharedWith));
                unread = unread.or(with.open());
                said.with.extend(with.entities().map(|other| other.value));
            }
        }
        let all: Vec<(Entity, Said)> = said.into_iter().collect();
        let share = |(a, one): &(Entity, Said), (b, other): &(Entity, Said)| {
            one.with.contains(b) || other.with.contains(a) || answered && one.in_matrix && other.in_matrix
        };
        let every = all.iter().enumerate().all(|(at, one)| all[at + 1..].iter().all(|other| share(one, other)));
        let unread = unread.into_iter().chain(duties.unread(claim.duty));
        match cx.because_all(unread) {
            Some(cause) if all.len() > 1 && !every => Val::Unknown(cause),
            _ => Val::Bool(all.len() > 1 && every),
        }
    })
}

pub(crate) fn all_claims<'a>(cx: &Cx<'a>) -> Val<'a> {
    let n = cx.part::<Duties>().claims().len();
    cx.open_list((0..n).map(|at| Item::new(Val::Entity(Entity::new(Kind::DutyClaim, at)), None)), undeclared(cx))
}

pub(crate) fn claim_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let duties = cx.part::<Duties>();
    let claim = duties.claims().get(entity.index())?;
    duties.get(*claim.holders.first()?).map(|held| held.place)
}

pub(crate) fn claim_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.part::<Duties>().claims().get(entity.index()).map_or("", |claim| &claim.id)
}
