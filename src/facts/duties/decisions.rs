//! Which recorded decisions count, and for what.
//!
//! A decision counts if it says who holds the duty and why, was not made on a day that is yet to come, and has not run
//! out. It settles its duty in its scope, and everywhere if it has none.

use crate::facts::cx::Cx;
use crate::facts::duties::claim::Claim;
use crate::facts::duties::claims::claim;
use crate::facts::duties::held::{Held, Scope};
use crate::facts::duties::holdings;
use crate::facts::duties::holdings::Duties;
use crate::facts::duties::scopes::declared_scope;
use crate::facts::reads::answer;
use crate::field;
use crate::org::Org;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// Whether a decision counts on the day judged.
///
/// # Errors
///
/// What of it cannot be read, unless something else decides.
pub(crate) fn stands(org: &Org, decision: Entity) -> Result<bool, Missing> {
    let today = org.as_of();
    let parts = [
        org.reference(decision, field!(Decision.holder)).map(|holder| holder.is_some()),
        org.text(decision, field!(Decision.reason)).map(|why| why.is_some_and(|why| !why.value.trim().is_empty())),
        org.date(decision, field!(Decision.date)).map(|made| made.is_none_or(|made| made.value <= today)),
        org.date(decision, field!(Decision.until)).map(|until| until.is_none_or(|until| today <= until.value)),
    ];
    if parts.contains(&Ok(false)) {
        return Ok(false);
    }
    parts.into_iter().try_fold(true, |_, part| part)
}

pub(crate) fn active<'a>(cx: &Cx<'a>, decision: Entity) -> Val<'a> {
    answer(cx, stands(cx.org, decision), Val::Bool)
}

/// Whether what a decision covers contains a scope of a team; a scope that nobody says is the whole organisation's at most.
fn covers(org: &Org, decision: Entity, team: Option<Entity>, scope: Option<&Scope>) -> Result<bool, Missing> {
    let Some(decided) = declared_scope(&org.list(decision, field!(Decision.scope)))? else { return Ok(true) };
    let of_team = || -> Result<bool, Missing> {
        let holder = org.reference(decision, field!(Decision.holder))?;
        Ok(holder.is_some_and(|holder| Some(holder.value) == team))
    };
    match (decided, scope) {
        (Scope::Org, None | Some(Scope::Org)) => Ok(true),
        (Scope::Own, Some(Scope::Own)) => of_team(),
        (Scope::Services(decided), Some(Scope::Services(held))) => Ok(held.iter().all(|one| decided.contains(one))),
        _ => Ok(false),
    }
}

/// Both, where one that does not hold decides.
fn and(one: Result<bool, Missing>, other: impl FnOnce() -> Result<bool, Missing>) -> Result<bool, Missing> {
    match one {
        Ok(true) => other(),
        Ok(false) => Ok(false),
        Err(missing) => other().and_then(|holds| if holds { Err(missing) } else { Ok(false) }),
    }
}

/// Standing decisions on a duty in a scope.
pub(crate) fn of_claim<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    claim(cx, entity, |claim: &Claim| {
        let (team, scope) = (claim.team, claim.covers.as_ref());
        let found = cx.part::<Duties>().decisions_on(claim.duty).iter().filter_map(|&decision| {
            let maybe = match and(covers(cx.org, decision, team, scope), || stands(cx.org, decision)) {
                Ok(false) => return None,
                Ok(true) => None,
                Err(missing) => Some(cx.because(missing)),
            };
            Some(Item { maybe, ..Item::new(Val::Entity(decision), Some(cx.org.place(decision))) })
        });
        cx.open_list(found.collect::<Vec<_>>(), cx.because_all(unread(cx.org)))
    })
}

/// Why there may be other decisions on a duty: of one it cannot be read what it is about.
fn unread(org: &Org) -> Option<Missing> {
    org.unread(Kind::Decision, field!(Decision.duty))
}

/// Whether a decision on its duty gives a team the duty that it holds, in the scope in which it does.
fn gives(org: &Org, decision: Entity, held: &Held) -> Result<bool, Missing> {
    let to_team = || -> Result<bool, Missing> {
        let holder = org.reference(decision, field!(Decision.holder))?;
        Ok(holder.is_some_and(|holder| holder.value == held.team))
    };
    let fits = || match &held.scope {
        Ok(scope) => covers(org, decision, Some(held.team), Some(scope)),
        Err(missing) => {
            let everywhere = declared_scope(&org.list(decision, field!(Decision.scope)))?.is_none();
            if everywhere { Ok(true) } else { Err(*missing) }
        }
    };
    and(and(to_team(), fits), || stands(org, decision))
}

pub(crate) fn is_decided<'a>(cx: &Cx<'a>, holding: Entity) -> Val<'a> {
    holdings::get(cx, holding, |held| {
        let mut unread = unread(cx.org);
        for &decision in cx.part::<Duties>().decisions_on(held.duty) {
            match gives(cx.org, decision, held) {
                Ok(true) => return Val::Bool(true),
                Ok(false) => {}
                Err(missing) => unread = unread.or(Some(missing)),
            }
        }
        unread.map_or(Val::Bool(false), |missing| cx.unknown(missing))
    })
}

/// Standing decisions that name a purpose of tools as their topic, in whichever spelling; after a colon it may say more.
pub(crate) fn of_purpose<'a>(cx: &Cx<'a>, purpose: &str) -> Val<'a> {
    let same = |topic: &str| words(topic.split(':').next().unwrap_or_default()).eq(words(purpose));
    let found = cx.org.all(Kind::Decision).filter_map(|decision| {
        let about = cx.org.text(decision, field!(Decision.topic)).map(|topic| topic.is_some_and(|at| same(at.value)));
        let maybe = match and(about, || stands(cx.org, decision)) {
            Ok(false) => return None,
            Ok(true) => None,
            Err(missing) => Some(cx.because(missing)),
        };
        Some(Item { maybe, ..Item::new(Val::Entity(decision), Some(cx.org.place(decision))) })
    });
    cx.list(found.collect::<Vec<_>>())
}

/// Words in lower case; blanks, hyphens and underscores are one.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let separates = |c: char| !c.is_alphanumeric();
    text.split(separates).filter(|word| !word.is_empty()).map(str::to_lowercase)
}
