//! Service level objectives, and what they promise about services and platforms.

use crate::facts::cx::Cx;
use crate::facts::on_call::model::response::unavailable_minutes;
use crate::facts::reads::{exact, items, of_section};
use crate::field;
use crate::org::Extent;
use crate::org::read::List;
use crate::text::Place;
use crate::value::rational::Rational;
use crate::value::{Interval, Item, Missing, Number, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) fn written(cx: &Cx<'_>, slo: Entity) -> Option<Place> {
    cx.org.place_of(slo, field!(Slo.target)).or_else(|| cx.org.place_of(slo, field!(Slo.targetPercent)))
}

/// The objective as an exact share.
fn share(cx: &Cx<'_>, slo: Entity) -> Result<Rational, Missing> {
    let share = match cx.org.number(slo, field!(Slo.target))? {
        None => cx.org.number(slo, field!(Slo.targetPercent))?,
        share => share,
    };
    share.map(|share| share.value).ok_or(Missing::Field(slo, field!(Slo.target)))
}

pub(crate) fn target<'a>(cx: &Cx<'a>, slo: Entity) -> Val<'a> {
    match share(cx, slo) {
        Ok(share) => exact(cx, share),
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn quarter_budget<'a>(cx: &Cx<'a>, slo: Entity) -> Val<'a> {
    match share(cx, slo) {
        Ok(share) => unavailable_minutes(share).map_or_else(|| cx.unknown(Missing::Arithmetic), |m| exact(cx, m)),
        Err(missing) => cx.unknown(missing),
    }
}

/// What both sides of a relation declare, each once: a field of the entity, and references to it.
fn both_sides<'a>(cx: &Cx<'a>, entity: Entity, own: Option<List<'_>>, kind: Kind, field: FieldId) -> Val<'a> {
    let mut found = own.as_ref().map(items).unwrap_or_default();
    let listed = cx.org.referring(entity, kind, field);
    for (other, edge) in listed.found {
        if !found.iter().any(|item| matches!(item.value, Val::Entity(known) if known == other)) {
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

/// The SLO of a service that promises most, with what it promises, and what is missing to be sure of it.
fn strictest(cx: &Cx<'_>, service: Entity) -> (Option<(Rational, Entity)>, Vec<Missing>) {
    let mut best: Option<(Rational, Entity)> = None;
    let mut missing = Vec::new();
    let listed = cx.org.referring(service, Kind::Slo, field!(Slo.service));
    missing.extend(listed.open);
    for (slo, _) in listed.found {
        match share(cx, slo) {
            Ok(share) if best.is_none_or(|(known, _)| share > known) => best = Some((share, slo)),
            Ok(_) => {}
            Err(unknown) => missing.push(unknown),
        }
    }
    if cx.org.extent(Kind::Slo) != Extent::Complete || best.is_none() && missing.is_empty() {
        missing.push(Missing::Section(Kind::Slo));
    }
    (best, missing)
}

pub(crate) fn service_target<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let (best, missing) = strictest(cx, service);
    let low = best.map(|(share, _)| exact(cx, share));
    match (low, cx.because_all(missing)) {
        (Some(known), None) => known,
        (Some(Val::Number(low)), Some(cause)) => {
            Val::Interval(cx.arena.alloc(Interval { low, high: Some(Number::from_integer(1)), cause }))
        }
        (_, Some(cause)) => Val::Unknown(cause),
        (None, None) => cx.unknown(Missing::Section(Kind::Slo)),
    }
}

/// Whether what two services promise is measured over windows of one length, as far as both say.
pub(crate) fn same_window<'a>(cx: &Cx<'a>, one: Entity, other: Entity) -> Val<'a> {
    let window = |service: Entity| match strictest(cx, service).0 {
        Some((_, slo)) => cx.org.minutes(slo, field!(Slo.timeWindow)).map(|window| window.map(|at| at.value)),
        None => Ok(None),
    };
    match (window(one), window(other)) {
        (Err(missing), _) | (_, Err(missing)) => cx.unknown(missing),
        (Ok(Some(one)), Ok(Some(other))) => Val::Bool(one == other),
        _ => Val::Bool(true),
    }
}

pub(crate) fn service_target_place(cx: &Cx<'_>, service: Entity) -> Option<Place> {
    let (best, _) = strictest(cx, service);
    written(cx, best?.1)
}
