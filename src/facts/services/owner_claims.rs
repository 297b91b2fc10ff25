//! Who owns a service, as those say who review its code: a second opinion beside the declared owner.

use std::collections::BTreeMap;

use crate::facts::cx::Cx;
use crate::field;
use crate::org::claims::Claim;
use crate::org::read::List;
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

const OWNER: FieldId = field!(Service.owner);

/// Reads what is claimed.
pub(crate) fn claim<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&'a Claim) -> Val<'a>) -> Val<'a> {
    cx.org.claims().all.get(entity.index()).map_or_else(|| cx.unknown(Missing::Section(Kind::Service)), read)
}

/// All claims. That a file says nothing about a service is nothing that somebody forgot.
pub(crate) fn all<'a>(cx: &Cx<'a>) -> Val<'a> {
    let claims = 0..cx.org.claims().all.len();
    cx.list(claims.map(|at| Item::new(Val::Entity(Entity::new(Kind::OwnerClaim, at)), None)))
}

/// Everybody whom a declaration of the service names as owner. Where these contradict each other, that is told already,
/// and who agrees with one of them is not wrong as well.
pub(crate) fn owners<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    claim(cx, entity, |claim| {
        let said: Vec<List<'_>> = cx.org.said_of(claim.service, OWNER).map(|said| said.value).collect();
        let named = said.iter().flat_map(List::entities);
        let owners: BTreeMap<Entity, Place> = named.map(|at| (at.value, at.place)).collect();
        if owners.is_empty() {
            return cx.unknown(Missing::Field(claim.service, OWNER));
        }
        let open = said.iter().find_map(List::open);
        let owners = owners.into_iter().map(|(owner, place)| Item::new(Val::Entity(owner), Some(place)));
        cx.open_list(owners, open.map(|missing| cx.because(missing)))
    })
}

/// Where the pattern stands.
pub(crate) fn place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    cx.org.claims().all.get(entity.index()).map(|claim| claim.place)
}

/// The id of the service.
pub(crate) fn id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.org.claims().all.get(entity.index()).map_or("", |claim| cx.org.id(claim.service))
}
