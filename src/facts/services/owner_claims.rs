//! Who owns a service, as those say who review its code: a second opinion beside the declared owner.

use crate::facts::cx::Cx;
use crate::org::claims::Claim;
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// Reads what is claimed.
pub(crate) fn claim<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&'a Claim) -> Val<'a>) -> Val<'a> {
    cx.org.claims().all.get(entity.index()).map_or_else(|| cx.unknown(Missing::Section(Kind::Service)), read)
}

/// All claims. That a file says nothing about a service is nothing that somebody forgot.
pub(crate) fn all<'a>(cx: &Cx<'a>) -> Val<'a> {
    let claims = 0..cx.org.claims().all.len();
    cx.list(claims.map(|at| Item::new(Val::Entity(Entity::new(Kind::OwnerClaim, at)), None)))
}

/// Where the pattern stands.
pub(crate) fn place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    cx.org.claims().all.get(entity.index()).map(|claim| claim.place)
}

/// The id of the service.
pub(crate) fn id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.org.claims().all.get(entity.index()).map_or("", |claim| cx.org.id(claim.service))
}
