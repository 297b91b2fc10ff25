//! Who does the work and who answers for it, where somebody said so expressly.
//!
//! A row of the responsibility matrix says it, and so does a team that writes `level: responsible` or
//! `level: accountable` beside a duty. What others hold of the same duty in the same scope belongs to
//! the same entry, whether they say their level or leave it.

use std::collections::{BTreeMap, HashMap};

use crate::facts::duties::claim::{Claim, Covered};
use crate::facts::duties::held::{ACCOUNTABLE, Held, RESPONSIBLE, Scope};
use crate::facts::duties::{claim, scopes};
use crate::field;
use crate::org::Org;
use crate::vocabulary::kinds::{Entity, Kind};

/// A duty in one scope, with everybody who takes a part in it.
#[derive(Clone, Debug)]
pub(crate) struct RaciEntry {
    pub(crate) id: String,
    pub(crate) duty: Entity,
    pub(crate) scope: String,
    pub(crate) holdings: Vec<Entity>,
    /// The row of the matrix that says it, if one does.
    pub(crate) row: Option<Entity>,
    /// Who answers for the whole organisation, where this is narrower.
    pub(crate) above: Vec<Entity>,
    pub(crate) claim: Option<Entity>,
}

#[derive(Default)]
struct Parts {
    holdings: Vec<Entity>,
    row: Option<Entity>,
    express: bool,
}

/// Collects the entries, by duty and scope.
pub(crate) fn all(org: &Org, held: &[Option<Held>], claims: &[Claim]) -> Vec<RaciEntry> {
    let mut found: BTreeMap<(Entity, Covered), Parts> = BTreeMap::new();
    for row in org.all(Kind::Responsibility) {
        if let Some(duty) = org.find(Kind::Duty, org.id(row)) {
            for covered in row_scopes(org, row, duty) {
                found.entry((duty, covered)).or_default().row = Some(row);
            }
        }
    }
    for (at, entry) in held.iter().enumerate() {
        let Some(entry) = entry else { continue };
        let holding = Entity::new(Kind::Holding, at);
        for covered in claim::scopes(org, entry) {
            let parts = found.entry((entry.duty, covered)).or_default();
            parts.holdings.push(holding);
            parts.express |= is_express(org, holding, entry);
        }
    }
    let answering = |parts: &Parts| -> Vec<Entity> {
        let accountable = |holding: &Entity| held[holding.index()].as_ref().is_some_and(|h| h.level == ACCOUNTABLE);
        parts.holdings.iter().copied().filter(accountable).collect()
    };
    let above: HashMap<Entity, Vec<Entity>> = found
        .iter()
        .filter(|((_, covered), _)| covered.covers == Some(Scope::Org))
        .map(|((duty, _), parts)| (*duty, answering(parts)))
        .collect();
    let ranks: HashMap<&str, usize> = claims.iter().enumerate().map(|(rank, claim)| (claim.id(), rank)).collect();
    let said = found.into_iter().filter(|(_, parts)| parts.row.is_some() || parts.express);
    said.map(|((duty, Covered { id, scope, .. }), parts)| {
        let claim = ranks.get(id.as_str()).map(|&rank| Entity::new(Kind::DutyClaim, rank));
        let above = above.get(&duty).cloned().unwrap_or_default();
        RaciEntry { id, duty, scope, holdings: parts.holdings, row: parts.row, above, claim }
    })
    .collect()
}

/// What a row covers, also where it names nobody; nothing where that cannot be read.
fn row_scopes(org: &Org, row: Entity, duty: Entity) -> Vec<Covered> {
    let scope = scopes::row_scope(org, row);
    let held = Held { team: row, duty, level: RESPONSIBLE, scope, is_scope_said: true, place: org.place(row) };
    claim::scopes(org, &held)
}

/// Whether a team's file says in words that it is responsible or accountable.
pub(crate) fn is_express(org: &Org, holding: Entity, held: &Held) -> bool {
    let written =
        holding.index() < org.count(Kind::Holding) && matches!(org.word(holding, field!(Holding.level)), Ok(Some(_)));
    written && held.is_active()
}
