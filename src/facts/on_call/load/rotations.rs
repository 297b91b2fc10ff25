//! What a rotation and its layers cover, and what stands behind them.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::coverage::AROUND_THE_CLOCK;
use crate::facts::on_call::load::layer_model::{unlayered, unsorted};
use crate::facts::on_call::load::participation::parts;
use crate::facts::on_call::load::pools::pool_item;
use crate::facts::on_call::load::{Load, people};
use crate::facts::on_call::model::layer::BandMinutes;
use crate::facts::on_call::model::week::{Days, WEEK, core_night, core_night_of};
use crate::facts::on_call::model::{Level, WeekSet};
use crate::facts::reads::{answer, exact};
use crate::org::Extent;
use crate::org::read::{Coverage, Referring, Required};
use crate::text::Place;
use crate::value::rational::{hours, mul, whole};
use crate::value::{Interval, Item, Missing, Number, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::{field, vocabulary, word};

pub(crate) const COVERAGE: Type = Type::one(Of::Word(&vocabulary::COVERAGE));

const CUSTOM: u8 = word!(Rotation.coverage, "custom");

pub(crate) fn coverage<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let field = field!(Rotation.coverage);
    answer(cx, cx.org.coverage(rotation, field).required(rotation, field), |coverage| match coverage {
        Coverage::Word(rank) => Val::Word(rank),
        Coverage::Windows(_) => Val::Word(CUSTOM),
    })
}

pub(crate) fn covered_hours<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    match cx.part::<Load>().covered_minutes(cx.org, rotation) {
        Ok(minutes) => exact(cx, hours(minutes.into())),
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn around_the_clock<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    match coverage(cx, rotation) {
        Val::Word(rank) => Val::Bool(rank == AROUND_THE_CLOCK),
        unknown => {
            let promises = cx.org.is_written(rotation, field!(Rotation.coverage));
            match cx.part::<Load>().covered(cx.org, rotation) {
                _ if promises => unknown,
                Ok(covered) => Val::Bool(covered == WeekSet::FULL),
                Err(missing) => cx.unknown(missing),
            }
        }
    }
}

pub(crate) fn rotation_pools<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let pools = cx.part::<Load>().pools_of.get(rotation.index()).map_or(&[][..], Vec::as_slice);
    let open = unsorted(cx.org, rotation, &cx.part::<Load>().layers).map(|missing| cx.because(missing));
    cx.open_list(pools.iter().map(|&at| pool_item(cx, at)), open)
}

pub(crate) fn escalations<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let Referring { mut found, open } = cx.org.referring(rotation, Kind::Target, field!(Target.rotation));
    found.retain(|(from, _)| from.kind == Kind::Escalation);
    found.dedup_by_key(|(from, _)| *from);
    let lost = cx.org.extent(Kind::Escalation) == Extent::Incomplete;
    let lost = lost.then_some(Missing::Section(Kind::Escalation));
    let open = cx.because_all(lost.into_iter().chain(open));
    cx.open_list(found.into_iter().map(|(from, edge)| Item::new(Val::Entity(from), Some(edge.place))), open)
}

pub(crate) fn backup_layers<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let layers = cx.org.list(rotation, field!(Rotation.layers));
    if layers.is_empty() {
        return cx.unknown(layers.open().unwrap_or(Missing::Field(rotation, field!(Rotation.participants))));
    }
    let all = cx.part::<Load>();
    let lost = Missing::Invalid(rotation, field!(Rotation.layers));
    let lost = cx.org.is_damaged(rotation).then_some(lost);
    let open = cx.because_all(lost.into_iter().chain(unsorted(cx.org, rotation, &all.layers)));
    let backup = layers.entities().filter(|layer| all.layers[layer.value.index()].layer.level == Level::Secondary);
    let backup = backup.map(|layer| Item::new(Val::Entity(layer.value), Some(layer.place)));
    cx.open_list(backup, open)
}

pub(crate) fn active_hours<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let modelled = &cx.part::<Load>().layers[layer.index()];
    match modelled.missing {
        Some(missing) => cx.unknown(missing),
        None => exact(cx, modelled.layer.active_hours()),
    }
}

pub(crate) fn restrictions(cx: &Cx<'_>, layer: Entity) -> Option<Place> {
    cx.org.place_of(layer, field!(Layer.restrictions))
}

pub(crate) fn band<'a>(cx: &Cx<'a>, layer: Entity, of: impl Fn(&BandMinutes) -> u32) -> Val<'a> {
    match cx.part::<Load>().layers[layer.index()].bands() {
        Ok(bands) => exact(cx, hours(of(&bands).into())),
        Err(missing) => cx.unknown(missing),
    }
}

/// Something of the minutes on call between 23:00 and 06:00, in the local time of the layer.
pub(crate) fn night<'a>(cx: &Cx<'a>, layer: Entity, minutes: impl Fn(&WeekSet) -> u32) -> Val<'a> {
    let modelled = &cx.part::<Load>().layers[layer.index()];
    match (modelled.missing, modelled.layer.local_active()) {
        (Some(missing), _) => cx.unknown(missing),
        (None, None) => cx.unknown(modelled.unplaced()),
        (None, Some(local)) => exact(cx, hours(minutes(&local.intersection(core_night())).into())),
    }
}

pub(crate) fn longest_night(nights: &WeekSet) -> u32 {
    if nights.is_empty() {
        return 0;
    }
    let night = |day: u8| nights.shared_minutes(&core_night_of(Days(1 << day)));
    (0..7).map(night).max().unwrap_or(0)
}

pub(crate) fn turn(cx: &Cx<'_>, layer: Entity) -> Option<Place> {
    let rotation = cx.org.parent(layer).and_then(|rotation| cx.org.place_of(rotation, field!(Rotation.turn)));
    cx.org.place_of(layer, field!(Layer.turn)).or(rotation)
}

pub(crate) fn longest_block<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let modelled = &all.layers[layer.index()];
    let parts = parts(cx.org, layer, modelled);
    // Where a turn is whole weeks, and nobody stands in the list more often than the others, all have the same.
    let alike = modelled.layer.turn.is_multiple_of(WEEK) && parts.len() == modelled.layer.participants.len();
    let looked_at = if alike { &parts[..parts.len().min(1)] } else { &parts[..] };
    let blocks: Vec<Val<'a>> = looked_at.iter().map(|part| people::longest(cx, part)).collect();
    let unnamed = (!modelled.participants).then_some(Missing::Field(layer, field!(Layer.participants)));
    match (cx.because_all(modelled.missing.into_iter().chain(unnamed)), blocks.as_slice()) {
        (Some(cause), _) => Val::Unknown(cause),
        (None, [only]) => *only,
        (None, blocks) => longest_of(cx, blocks),
    }
}

fn longest_of<'a>(cx: &Cx<'a>, blocks: &[Val<'a>]) -> Val<'a> {
    let bounds = blocks.iter().map(|block| match block {
        Val::Number(known) => (*known, Some(*known), None),
        Val::Interval(interval) => (interval.low, interval.high, Some(interval.cause)),
        Val::Unknown(cause) => (Number::from_integer(0), None, Some(*cause)),
        _ => (Number::from_integer(0), None, None),
    });
    let zero = Number::from_integer(0);
    let (low, high, cause) = bounds.fold((zero, Some(zero), None), |(low, high, cause), (a, b, c)| {
        let cause = match (cause, c) {
            (Some(cause), Some(c)) => Some(cx.either(cause, c)),
            (cause, c) => cause.or(c),
        };
        (low.max(a), high.zip(b).map(|(high, b)| high.max(b)), cause)
    });
    match cause {
        Some(cause) if high != Some(low) => Val::Interval(cx.arena.alloc(Interval { low, high, cause })),
        _ => Val::Number(low),
    }
}

/// F14 in minutes.
pub(crate) fn gap_between_turns<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let modelled = &cx.part::<Load>().layers[layer.index()];
    if !modelled.participants {
        return cx.unknown(Missing::Field(layer, field!(Layer.participants)));
    }
    match (modelled.missing.or(modelled.no_turn), modelled.layer.gap_weeks().and_then(|weeks| mul(weeks, whole(WEEK))))
    {
        (Some(missing), _) => cx.unknown(missing),
        (None, Some(minutes)) => exact(cx, minutes),
        (None, None) => cx.unknown(Missing::Arithmetic),
    }
}

/// Every layer of every rotation.
pub(crate) fn all_layers<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Rotation));
    }
    let open = cx.because_all(unlayered(cx.org));
    let layers =
        cx.org.all(Kind::Layer).filter(|&layer| cx.org.parent(layer).is_some_and(|p| p.kind == Kind::Rotation));
    let layers: Vec<_> = layers.map(|layer| Item::new(Val::Entity(layer), Some(cx.org.place(layer)))).collect();
    cx.open_list(layers, open)
}
