//! From a declared layer to the layer the on-call model computes with.

use std::sync::OnceLock;

use crate::declare::value::Value;
use crate::facts::on_call::load::paging::TurnWeek;
use crate::facts::on_call::model::layer::BandMinutes;
use crate::facts::on_call::model::week::{Bands, DAY, Days, WEEK, Window};
use crate::facts::on_call::model::{Layer, Level, Rational, WeekSet};
use crate::facts::reads::decimal;
use crate::field;
use crate::org::Org;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// A layer as the model wants it, and what it would need to know better.
#[derive(Debug)]
pub(crate) struct Modelled {
    pub(crate) entity: Entity,
    pub(crate) layer: Layer,
    /// Why nothing about its hours is known.
    pub(crate) missing: Option<Missing>,
    /// Its windows are local, but nobody said where: their length is known, their position is not.
    pub(crate) floating: bool,
    pub(crate) participants: bool,
    /// What would tell how long a turn is, where nothing does.
    pub(crate) no_turn: Option<Missing>,
    /// What would tell when the turns began, where nothing does.
    pub(crate) no_start: Option<Missing>,
    bands: OnceLock<Option<BandMinutes>>,
    /// The pages of a week in which it is one's own.
    pub(crate) turn_week: OnceLock<TurnWeek>,
}

impl Modelled {
    /// Active minutes a week in each band of the participants' day.
    pub(crate) fn bands(&self) -> Result<BandMinutes, Missing> {
        if let Some(missing) = self.missing {
            return Err(missing);
        }
        let bands = *self.bands.get_or_init(|| self.layer.band_minutes(Bands::pagerduty()));
        bands.ok_or_else(|| self.unplaced())
    }

    /// What would tell where its windows lie in the week.
    pub(crate) fn unplaced(&self) -> Missing {
        Missing::Field(self.entity, field!(Layer.utcOffset))
    }

    /// Nobody is ever on call in it: it has no participants, or wants none at a time.
    pub(crate) fn is_empty(&self) -> bool {
        self.participants && self.layer.participants.is_empty() || self.layer.concurrent == 0
    }
}

pub(crate) fn minutes(org: &Org, entity: Entity, field: FieldId) -> Option<i64> {
    match org.slot(entity, field)?.value {
        Value::Minutes(minutes) => Some(minutes),
        _ => None,
    }
}

/// A declared number as the model computes with it.
pub(crate) fn amount(org: &Org, entity: Entity, field: FieldId) -> Option<Rational> {
    match org.slot(entity, field)?.value {
        Value::Number { mantissa, scale } => decimal(mantissa, scale),
        _ => None,
    }
}

fn whole(org: &Org, entity: Entity, field: FieldId) -> Option<i64> {
    match org.slot(entity, field)?.value {
        Value::Number { mantissa, scale: 0 } => Some(mantissa),
        _ => None,
    }
}

pub(crate) fn modelled(org: &Org, entity: Entity) -> Modelled {
    let rotation = org.parent(entity);
    let from_rotation = |field| rotation.filter(|r| r.kind == Kind::Rotation).and_then(|r| minutes(org, r, field));
    let utc_offset =
        minutes(org, entity, field!(Layer.utcOffset)).or_else(|| from_rotation(field!(Rotation.utcOffset)));
    let local = utc_offset.and_then(|m| i32::try_from(m).ok());
    let turn = minutes(org, entity, field!(Layer.turn)).or_else(|| from_rotation(field!(Rotation.turn)));
    let participants: Vec<u32> = org
        .list(entity, field!(Layer.participants))
        .iter()
        .filter_map(|slot| match slot.value {
            Value::Ref(person) => Some(person.index),
            _ => None,
        })
        .collect();
    let level = match org.slot(entity, field!(Layer.level)).map(|slot| slot.value) {
        Some(Value::Word(1)) => Level::Secondary,
        Some(Value::Word(2)) => Level::Shadow,
        _ => Level::Primary,
    };
    let (active, missing) = match windows(org, entity, field!(Layer.restrictions)) {
        Ok(None) => (WeekSet::FULL, None),
        Ok(Some(windows)) => (WeekSet::from_windows(&windows, local.unwrap_or_default()), None),
        Err(missing) => (WeekSet::EMPTY, Some(missing)),
    };
    let read = org.list(entity, field!(Layer.participants)).len() == participants.len();
    let missing = missing.or((!read).then_some(Missing::Invalid(entity, field!(Layer.participants))));
    let floating = local.is_none() && active != WeekSet::FULL;
    let mut layer = Layer::weekly(rotation.map_or(0, |r| r.index), participants);
    layer.level = level;
    layer.active = active;
    layer.utc_offset = local;
    layer.turn = turn.and_then(|m| u32::try_from(m).ok()).filter(|&m| m > 0).unwrap_or(WEEK);
    layer.concurrent = whole(org, entity, field!(Layer.concurrent)).and_then(|k| u32::try_from(k).ok()).unwrap_or(1);
    layer.offset = whole(org, entity, field!(Layer.offset)).unwrap_or_default();
    if let Some(rotation) = rotation.filter(|r| r.kind == Kind::Rotation) {
        layer.handoff = handoff(org, rotation, local.unwrap_or_default());
        layer.phase = phase(org, rotation);
    }
    let participants =
        org.slot(entity, field!(Layer.participants)).is_some_and(|slot| matches!(slot.value, Value::List(_)));
    let of_rotation = |field| rotation.map(|rotation| Missing::Field(rotation, field));
    let no_turn = of_rotation(field!(Rotation.turn)).filter(|_| turn.is_none());
    let start = rotation.and_then(|rotation| org.slot(rotation, field!(Rotation.start))).map(|slot| slot.value);
    let no_start = of_rotation(field!(Rotation.start)).filter(|_| !matches!(start, Some(Value::Date(_))));
    let (bands, turn_week) = (OnceLock::new(), OnceLock::new());
    Modelled { entity, layer, missing, floating, participants, no_turn, no_start, bands, turn_week }
}

/// Declared windows, or none where none were declared.
pub(crate) fn windows(org: &Org, entity: Entity, field: FieldId) -> Result<Option<Vec<Window>>, Missing> {
    let Some(slot) = org.slot(entity, field) else { return Ok(None) };
    let Value::List(run) = slot.value else { return Err(Missing::Invalid(entity, field)) };
    let mut windows = Vec::new();
    for element in org.elements(run) {
        let Value::Record(window) = element.value else { return Err(Missing::Invalid(entity, field)) };
        let days = match org.slot(window, field!(Window.days)).map(|slot| slot.value) {
            Some(Value::Days(days)) => Days(days),
            None => Days::ALL,
            Some(_) => return Err(Missing::Invalid(window, field!(Window.days))),
        };
        let time = |field, default| match org.slot(window, field).map(|slot| slot.value) {
            Some(Value::Minutes(m)) => u32::try_from(m).map_err(|_| Missing::Invalid(window, field)),
            None => Ok(default),
            Some(_) => Err(Missing::Invalid(window, field)),
        };
        let (from, to) = (time(field!(Window.from), 0)?, time(field!(Window.to), DAY)?);
        windows.push(Window { days, from, to });
    }
    Ok(Some(windows))
}

/// The hand-off in minutes after Monday 00:00 UTC.
fn handoff(org: &Org, rotation: Entity, utc_offset: i32) -> u32 {
    let Some(handoff) = org.reference(rotation, field!(Rotation.handoff)) else { return 0 };
    let day = match org.slot(handoff, field!(Handoff.day)).map(|slot| slot.value) {
        Some(Value::Days(days)) if days != 0 => i64::from(days.trailing_zeros()),
        _ => 0,
    };
    let time = minutes(org, handoff, field!(Handoff.time)).unwrap_or_default();
    let utc = day * i64::from(DAY) + time - i64::from(utc_offset);
    u32::try_from(utc.rem_euclid(i64::from(WEEK))).unwrap_or_default()
}

/// Monday of the week of the first turn, in minutes after Monday 1969-12-29.
fn phase(org: &Org, rotation: Entity) -> i64 {
    match org.slot(rotation, field!(Rotation.start)).map(|slot| slot.value) {
        Some(Value::Date(days)) => (i64::from(days) + 3).div_euclid(7) * i64::from(WEEK),
        _ => 0,
    }
}
