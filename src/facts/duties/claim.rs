//! Duties in their scopes, and who holds them there.
//!
//! A narrower scope is a claim of its own, so that an SRE team for the organisation and a product team
//! for its own services do not overlap; two teams that name the same service do.

use std::collections::{BTreeMap, HashSet};

use crate::facts::duties::held::{Held, Scope};
use crate::facts::people::teams;
use crate::org::Org;
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
