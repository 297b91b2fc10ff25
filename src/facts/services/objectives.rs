//! Service level objectives, and what they promise about services and platforms.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::on_call::model::response::unavailable_minutes;
use crate::facts::reads::{exact, items, of_section};
use crate::field;
use crate::org::Org;
use crate::org::read::List;
use crate::text::Place;
use crate::value::rational::Rational;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) fn written(cx: &Cx<'_>, slo: Entity) -> Option<Place> {
    cx.org.place_of(slo, field!(Slo.target)).or_else(|| cx.org.place_of(slo, field!(Slo.targetPercent)))
}

/// The objective as an exact share.
pub(crate) fn share(org: &Org, slo: Entity) -> Result<Rational, Missing> {
    let share = match org.number(slo, field!(Slo.target))? {
        None => org.number(slo, field!(Slo.targetPercent))?,
        share => share,
    };
    share.map(|share| share.value).ok_or(Missing::Field(slo, field!(Slo.target)))
}

pub(crate) fn target<'a>(cx: &Cx<'a>, slo: Entity) -> Val<'a> {
    match share(cx.org, slo) {
        Ok(share) => exact(cx, share),
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn quarter_budget<'a>(cx: &Cx<'a>, slo: Entity) -> Val<'a> {
    match share(cx.org, slo) {
        Ok(share) => unavailable_minutes(share).map_or_else(|| cx.unknown(Missing::Arithmetic), |m| exact(cx, m)),
        Err(missing) => cx.unknown(missing),
    }
}

/// What both sides of a relation declare, each once: a field of the entity, and references to it.
fn both_sides<'a>(cx: &Cx<'a>, entity: Entity, own: Option<List<'_>>, kind: Kind, field: FieldId) -> Val<'a> {
    let mut found = own.as_ref().map(items).unwrap_or_default();
    let mut known: HashSet<Entity> = found.iter().filter_map(Item::entity).collect();
    let listed = cx.org.referring(entity, kind, field);
    for (other, edge) in listed.found {
        if known.insert(other) {
            found.push(Item::new(Val::Entity(other), Some(edge.place)));
        }
    }
    of_section(cx, found, kind, own.and_then(|own| own.open()).or(listed.open))
}

pub(crate) fn slo_platforms<'a>(cx: &Cx<'a>, slo: Entity) -> Val<'a> {
    let own = cx.org.list(slo, field!(Slo.platform));
    both_sides(cx, slo, Some(own), Kind::Platform, field!(Platform.slo))
}

pub(crate) fn service_slos<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    both_sides(cx, service, None, Kind::Slo, field!(Slo.service))
}
