//! Duties in their scopes, and who holds them there.
//!
//! A narrower scope is a claim of its own, so that an SRE team for the organisation and a product team
//! for its own services do not overlap; two teams that name the same service do.

use std::collections::{BTreeMap, HashSet};

use crate::facts::duties::held::{Held, Scope};
use crate::facts::duties::scopes;
use crate::facts::people::teams;
use crate::org::Org;
use crate::vocabulary::kinds::{Entity, Kind};

/// A duty in one scope.
#[derive(Clone, Debug)]
pub struct Claim {
    pub(crate) id: String,
    pub(crate) duty: Entity,
    /// In words.
    pub(crate) scope: String,
    /// Which that is; none where some holders do not say it.
    pub(crate) covers: Option<Scope>,
    /// The team whose own things it is about, if it is.
    pub(crate) team: Option<Entity>,
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

impl Holders {
    fn add(&mut self, holding: Entity, team: Entity) {
        self.all.push(holding);
        if self.teams.insert(team) {
            self.first.push(holding);
        }
    }

    fn in_scope(self, duty: Entity, Covered { id, scope, covers, team }: Covered) -> Claim {
        Claim { id, duty, scope, covers, team, holders: self.first, holdings: self.all }
    }
}

/// What a holding covers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Covered {
    /// The duty's id, and what tells the scope.
    pub(crate) id: String,
    pub(crate) scope: String,
    pub(crate) covers: Option<Scope>,
    pub(crate) team: Option<Entity>,
}

/// Collects the claims, by duty and scope. Where somebody does not say for what they hold a duty, all who may hold it for
/// the same are one claim more.
pub(crate) fn all(org: &Org, held: &[Option<Held>]) -> Vec<Claim> {
    let mut found: BTreeMap<(Entity, Covered), Holders> = BTreeMap::new();
    let mut unsaid: BTreeMap<Entity, (bool, Holders)> = BTreeMap::new();
    for (at, entry) in held.iter().enumerate() {
        let Some(entry) = entry.as_ref().filter(|h| h.is_active() && teams::is_work(org, h.team)) else { continue };
        let holding = Entity::new(Kind::Holding, at);
        for covered in scopes(org, entry) {
            found.entry((entry.duty, covered)).or_default().add(holding, entry.team);
        }
        let silent = !entry.is_scope_said && !scopes::is_each_teams_own(org, entry.duty);
        let own = entry.is_scope_said && entry.scope == Ok(Scope::Own);
        if !own && scopes::is_scoped(org, entry.duty) && scopes::may_hold_for_others(org, entry.team) {
            let (unclear, holders) = unsaid.entry(entry.duty).or_default();
            *unclear |= silent;
            holders.add(holding, entry.team);
        }
    }
    let claims = found.into_iter().map(|((duty, covered), holders)| holders.in_scope(duty, covered));
    let unclear = unsaid.into_iter().filter(|(_, (silent, _))| *silent).map(|(duty, (_, holders))| {
        let id = format!("{}/unsaid", org.id(duty));
        let scope = "a scope that is not said".to_owned();
        holders.in_scope(duty, Covered { id, scope, covers: None, team: None })
    });
    claims.chain(unclear).collect()
}

/// What a holding covers, as far as that is known.
pub(crate) fn scopes(org: &Org, held: &Held) -> Vec<Covered> {
    let duty = org.id(held.duty);
    match &held.scope {
        Ok(Scope::Org) => vec![Covered {
            id: duty.to_owned(),
            scope: "the organisation".to_owned(),
            covers: Some(Scope::Org),
            team: None,
        }],
        Ok(Scope::Own) => {
            let team = org.id(held.team);
            vec![Covered {
                id: format!("{duty}/own/{team}"),
                scope: format!("{team}'s own services"),
                covers: Some(Scope::Own),
                team: Some(held.team),
            }]
        }
        Ok(Scope::Services(services)) => services
            .iter()
            .map(|service| Covered {
                id: format!("{duty}/{service}"),
                scope: format!("`{service}`"),
                covers: Some(Scope::Services(vec![service.clone()])),
                team: None,
            })
            .collect(),
        Err(_) => Vec::new(),
    }
}

impl Claim {
    /// Its id: the duty's, and what tells its scope.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }
}
