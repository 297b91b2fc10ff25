//! What a rotation and its layers cover, and what stands behind them.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::figure::Figure;
use crate::facts::on_call::load::layer_model::{AROUND_THE_CLOCK, unlayered};
use crate::facts::on_call::load::pools::pool_item;
use crate::facts::on_call::load::{Load, combined_load};
use crate::facts::on_call::model::week::{DAY, WEEK};
use crate::facts::on_call::model::{Level, WeekSet};
use crate::facts::reads::{self, answer, exact};
use crate::org::Extent;
use crate::org::read::{Coverage, Referring, Required};
use crate::text::Place;
use crate::value::rational::{hours, mul, whole};
use crate::value::{Item, Missing, Of, Type, Val};
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
            match cx.part::<Load>().scheduled(cx.org, rotation) {
                _ if promises => unknown,
                Ok(covered) => Val::Bool(covered == WeekSet::FULL),
                Err(missing) => cx.unknown(missing),
            }
        }
    }
}

pub(crate) fn rotation_pools<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let pools = cx.part::<Load>().pools_of.get(rotation.index()).map_or(&[][..], Vec::as_slice);
    let open = cx.part::<Load>().unsorted(rotation).map(|missing| cx.because(missing));
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
    if let Some(missing) = reads::unlayered(rotation, &layers).filter(|_| layers.is_empty()) {
        return cx.unknown(missing);
    }
    let all = cx.part::<Load>();
    let lost = Missing::Invalid(rotation, field!(Rotation.layers));
    let lost = cx.org.is_damaged(rotation).then_some(lost);
    let open = cx.because_all(lost.into_iter().chain(all.unsorted(rotation)));
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

/// Hours of the week that later layers of its level take over (F24).
pub(crate) fn hidden_hours<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let modelled = &cx.part::<Load>().layers[layer.index()];
    match modelled.missing {
        Some(missing) => cx.unknown(missing),
        None => exact(cx, hours(modelled.layer.raw.shared_minutes(&modelled.layer.hidden).into())),
    }
}

/// Where it is said in which hours a layer is on call: at its windows, else at what the rotation covers.
pub(crate) fn restrictions(cx: &Cx<'_>, layer: Entity) -> Option<Place> {
    let covered = || cx.org.place_of(cx.org.parent(layer)?, field!(Rotation.coverage));
    cx.org.place_of(layer, field!(Layer.restrictions)).or_else(covered)
}

/// Who takes part in a layer, in the order of its list.
pub(crate) fn participations<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.in_layer.get(layer.index()).map(Vec::as_slice).unwrap_or_default();
    let part = |&at: &u32| {
        let place = all.participations[at as usize].place;
        Item::new(Val::Entity(Entity { kind: Kind::Participation, index: at }), Some(place))
    };
    let unnamed = cx.org.list(layer, field!(Layer.participants)).missing();
    cx.open_list(own.iter().map(part), unnamed.map(|missing| cx.because(missing)))
}

/// The first turn as its first and last minute, local time (F25).
pub(crate) fn first_turn<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let modelled = &cx.part::<Load>().layers[layer.index()];
    let missing = modelled.no_start.or(modelled.no_turn);
    match (missing, modelled.start.first_turn(modelled.layer.turn)) {
        (Some(missing), _) => cx.unknown(missing),
        (None, None) => cx.unknown(Missing::Arithmetic),
        (None, Some((from, to))) => match (moment(from), moment(to)) {
            (Some(from), Some(to)) => Val::Text(cx.text(&format!("{from} to {to}"))),
            _ => cx.unknown(Missing::Arithmetic),
        },
    }
}

/// A minute after Monday 1969-12-29 00:00, as people write it.
fn moment(minute: i64) -> Option<String> {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let (day, time) = (minute.div_euclid(DAY.into()), minute.rem_euclid(DAY.into()));
    let name = NAMES[usize::try_from(day.rem_euclid(7)).ok()?];
    let date = vocabulary::zones::date_of(i32::try_from(day - 3).ok()?)?;
    Some(format!("{name} {date} {:02}:{:02}", time / 60, time % 60))
}

pub(crate) fn turn(cx: &Cx<'_>, layer: Entity) -> Option<Place> {
    let rotation = cx.org.parent(layer).and_then(|rotation| cx.org.place_of(rotation, field!(Rotation.turn)));
    cx.org.place_of(layer, field!(Layer.turn)).or(rotation)
}

pub(crate) fn longest_block<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let modelled = &all.layers[layer.index()];
    let unnamed = (!modelled.participants).then_some(Missing::Field(layer, field!(Layer.participants)));
    if let Some(cause) = cx.because_all(modelled.missing.into_iter().chain(unnamed)) {
        return Val::Unknown(cause);
    }
    let parts = all.of_layer(layer);
    // Where a turn is whole weeks, and nobody stands in the list more often than the others, all have the same.
    let alike = modelled.layer.turn.is_multiple_of(WEEK)
        && all.in_layer[layer.index()].len() == modelled.layer.participants.len();
    let looked_at = parts.take(if alike { 1 } else { usize::MAX });
    let longest = looked_at.map(|part| combined_load::longest(all, part)).reduce(Figure::or_more);
    longest.unwrap_or_else(|| Figure::known(whole(0))).value(cx)
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
