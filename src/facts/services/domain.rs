//! Which part of the business a service belongs to: it says so itself, or what it is a part of does.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::reads::answer;
use crate::field;
use crate::org::Org;
use crate::org::read::At;
use crate::text::Place;
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::Entity;

/// The domain of a service, of its system or of what it is part of, whichever is the nearest that is said; else what
/// would tell.
fn nearest(org: &Org, service: Entity) -> Result<At<Entity>, Missing> {
    let mut tell = None;
    let (mut at, mut seen) = (service, HashSet::new());
    while seen.insert(at) {
        if let Some(domain) = org.reference(at, field!(Service.domain))? {
            return Ok(domain);
        }
        if let Some(system) = org.reference(at, field!(Service.system))? {
            if let Some(domain) = org.reference(system.value, field!(System.domain))? {
                return Ok(domain);
            }
            tell = tell.or(Some(Missing::Field(system.value, field!(System.domain))));
        }
        let Some(whole) = org.reference(at, field!(Service.partOf))? else { break };
        at = whole.value;
    }
    Err(tell.unwrap_or(Missing::Field(service, field!(Service.domain))))
}

pub(crate) fn domain<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    answer(cx, nearest(cx.org, service), |domain| Val::Entity(domain.value))
}

pub(crate) fn domain_place(cx: &Cx<'_>, service: Entity) -> Option<Place> {
    nearest(cx.org, service).ok().map(|domain| domain.place)
}
