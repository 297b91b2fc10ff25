//! What a rotation and its layers cover, and what stands behind them.

use super::pools::pool_item;
use crate::facts::on_call::{self, Layer, Level, WeekSet};
use crate::facts::paged::{Levels, Paged};
use crate::facts::value::{Cx, Item, Missing, Of, Type, Val};
use crate::facts::{BOOL, Fact, HOURS, exact, list, one};
use crate::field;
use crate::org::kind::{Entity, Kind};
use crate::org::value::Value;
use crate::org::{Extent, vocabulary};

const COVERAGE: Type = Type::one(Of::Word(&vocabulary::COVERAGE));

/// Rank of `custom` in the list of coverages.
const CUSTOM: u8 = 3;

pub(in crate::facts) const ROTATION: &[Fact] = &[
    Fact::new("coverage", COVERAGE, "Hours it promises to cover.", coverage)
        .at(|cx, e| cx.org.slot(e, field!(Rotation.coverage)).map(|slot| slot.place)),
    Fact::new(
        "aroundTheClock",
        BOOL,
        "Whether it covers the whole week: it promises 24x7 or, where it promises nothing, its primary layers do.",
        around_the_clock,
    ),
    Fact::new(
        "coveredHours",
        HOURS,
        "Hours of the week with somebody on a primary layer (C of the on-call model).",
        covered_hours,
    ),
    Fact::new("pools", list(Kind::Pool), "Its pools.", rotation_pools),
    Fact::new("escalations", list(Kind::Escalation), "Escalation policies that page it.", escalations),
    Fact::new("backupLayers", list(Kind::Layer), "Its secondary layers.", backup_layers),
    Fact::new(
        "teams",
        list(Kind::Team),
        "The team that runs it: the one it names or, where it names none, the one that everybody on its primary layers is in; where they share several or none, each of theirs may be.",
        teams,
    )
    .at(|cx, e| cx.org.slot(e, field!(Rotation.team)).map(|slot| slot.place)),
];

pub(in crate::facts) const LAYER: &[Fact] = &[
    Fact::new("rotation", one(Kind::Rotation), "The rotation it belongs to.", |cx, e| match cx.org.parent(e) {
        Some(rotation) => Val::Entity(rotation),
        None => cx.unknown(Missing::Section(Kind::Rotation)),
    }),
    Fact::new("activeHours", HOURS, "Hours of the week in which it is on call (H of the on-call model).", active_hours)
        .at(|cx, e| cx.org.slot(e, field!(Layer.restrictions)).map(|slot| slot.place)),
];

fn coverage<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let field = field!(Rotation.coverage);
    match cx.org.slot(rotation, field).map(|slot| slot.value) {
        Some(Value::Word(rank)) => Val::Word(rank),
        Some(Value::List(_)) => Val::Word(CUSTOM),
        Some(_) => cx.unknown(Missing::Invalid(rotation, field)),
        None => cx.unknown(Missing::Field(rotation, field)),
    }
}

/// The layers of a rotation as the model has them, or why they are not known.
fn primary<'a>(cx: &Cx<'a>, rotation: Entity) -> Result<Vec<&'a Layer>, Missing> {
    let all = cx.facts.load(cx.org);
    let layers = cx.org.list(rotation, field!(Rotation.layers));
    if layers.is_empty() {
        return Err(Missing::Field(rotation, field!(Rotation.layers)));
    }
    let mut found = Vec::new();
    for slot in layers {
        if let Value::Record(layer) = slot.value {
            let modelled = &all.layers[layer.index()];
            if let Some(missing) = modelled.missing {
                return Err(missing);
            }
            found.push(&modelled.layer);
        }
    }
    Ok(found)
}

fn covered_hours<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    match primary(cx, rotation) {
        Ok(layers) => exact(cx, on_call::pool::coverage_hours(&layers)),
        Err(missing) => cx.unknown(missing),
    }
}

fn around_the_clock<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    match coverage(cx, rotation) {
        Val::Word(rank) => Val::Bool(rank == 0),
        unknown => match (cx.org.slot(rotation, field!(Rotation.coverage)), primary(cx, rotation)) {
            (None, Ok(layers)) => Val::Bool(on_call::pool::covered(&layers) == WeekSet::FULL),
            (None, Err(missing)) => cx.unknown(missing),
            _ => unknown,
        },
    }
}

fn rotation_pools<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let pools = cx.facts.load(cx.org).pools_of.get(rotation.index()).map_or(&[][..], Vec::as_slice);
    cx.list(pools.iter().map(|&at| pool_item(cx, at)))
}

fn escalations<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let mut found = cx.org.graph().referring(rotation, Kind::Target, field!(Target.rotation));
    found.retain(|(from, _)| from.kind == Kind::Escalation);
    found.dedup_by_key(|(from, _)| *from);
    let open = match cx.org.extent(Kind::Escalation) {
        Extent::Incomplete => Some(cx.because(Missing::Section(Kind::Escalation))),
        Extent::Absent | Extent::Complete => None,
    };
    cx.open_list(found.into_iter().map(|(from, edge)| Item::new(Val::Entity(from), Some(edge.place))), open)
}

fn teams<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let mut paged = Paged::new(Levels::First);
    let named = cx.org.slot(rotation, field!(Rotation.team));
    paged.rotation(cx.org, rotation, Some(0), named.map_or_else(|| cx.org.place(rotation), |slot| slot.place));
    paged.value(cx)
}

fn backup_layers<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let layers = cx.org.list(rotation, field!(Rotation.layers));
    if layers.is_empty() {
        return cx.unknown(Missing::Field(rotation, field!(Rotation.participants)));
    }
    let all = cx.facts.load(cx.org);
    let lost = Missing::Invalid(rotation, field!(Rotation.layers));
    let open = cx.org.is_damaged(rotation).then(|| cx.because(lost));
    let backup = layers.iter().filter_map(|slot| match slot.value {
        Value::Record(layer) if all.layers[layer.index()].layer.level == Level::Secondary => {
            Some(Item::new(Val::Entity(layer), Some(slot.place)))
        }
        _ => None,
    });
    cx.open_list(backup, open)
}

fn active_hours<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let modelled = &cx.facts.load(cx.org).layers[layer.index()];
    match modelled.missing {
        Some(missing) => cx.unknown(missing),
        None => exact(cx, modelled.layer.active_hours()),
    }
}
