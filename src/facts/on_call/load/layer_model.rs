//! From a declared layer to the layer the on-call model computes with.

use std::sync::OnceLock;

use num_rational::Ratio;

use crate::facts::on_call::load::paging::TurnWeek;
use crate::facts::on_call::model::layer::BandMinutes;
use crate::facts::on_call::model::week::{Bands, DAY, Days, WEEK, Window};
use crate::facts::on_call::model::{Layer, Level, WeekSet};
use crate::org::Org;
use crate::org::read::{List, Required};
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

/// A layer as the model wants it, and what it would need to know better.
#[derive(Debug)]
pub(crate) struct Modelled {
    pub(crate) entity: Entity,
    pub(crate) layer: Layer,
    /// Why nothing about its hours is known.
    pub(crate) missing: Option<Missing>,
    /// Its windows are local, but nobody said where: their length is known, their position is not.
    pub(crate) floating: bool,
    /// What hides its level or its site, so that nobody knows which other layers it belongs to.
    pub(crate) unsorted: Option<Missing>,
    pub(crate) participants: bool,
    /// What would tell how long a turn is, where nothing does.
    pub(crate) no_turn: Option<Missing>,
    /// What would tell when the turns began, where nothing does.
    pub(crate) no_start: Option<Missing>,
    /// What would tell where its windows lie in the week.
    unplaced: Missing,
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
        self.unplaced
    }

    /// Nobody is ever on call in it: it has no participants, or wants none at a time.
    pub(crate) fn is_empty(&self) -> bool {
        self.participants && self.layer.participants.is_empty() || self.layer.concurrent == 0
    }
}

/// A span or an offset in minutes, said by a layer or else by its rotation.
fn of_either(
    org: &Org,
    layer: Entity,
    own: FieldId,
    rotation: Option<(Entity, FieldId)>,
) -> Result<Option<i64>, Missing> {
    let declared = match org.minutes(layer, own)? {
        None => rotation.map_or(Ok(None), |(rotation, field)| org.minutes(rotation, field))?,
        declared => declared,
    };
    Ok(declared.map(|minutes| minutes.value))
}

/// What a layer is for.
fn level(org: &Org, layer: Entity) -> Result<Level, Missing> {
    Ok(match org.word_or_default(layer, field!(Layer.level))? {
        SECONDARY => Level::Secondary,
        SHADOW => Level::Shadow,
        _ => Level::Primary,
    })
}

const SECONDARY: u8 = word!(Layer.level, "secondary");
const SHADOW: u8 = word!(Layer.level, "shadow");

pub(crate) fn modelled(org: &Org, entity: Entity) -> Modelled {
    let parent = org.parent(entity);
    let rotation = parent.filter(|parent| parent.kind == Kind::Rotation);
    let of_rotation = |field| rotation.map(|rotation| (rotation, field));
    let offset = of_either(org, entity, field!(Layer.utcOffset), of_rotation(field!(Rotation.utcOffset)));
    let local = offset.ok().flatten().and_then(|m| i32::try_from(m).ok());
    let turn = of_either(org, entity, field!(Layer.turn), of_rotation(field!(Rotation.turn)));
    let people = org.list(entity, field!(Layer.participants));
    let level = level(org, entity);
    let concurrent = org.number_or_default(entity, field!(Layer.concurrent));
    let shift = org.number_or_default(entity, field!(Layer.offset));
    let (active, unread) = match windows(&org.list(entity, field!(Layer.restrictions))) {
        Ok(None) => (WeekSet::FULL, None),
        Ok(Some(windows)) => (WeekSet::from_windows(&windows, local.unwrap_or_default()), None),
        Err(missing) => (WeekSet::EMPTY, Some(missing)),
    };
    // Somebody whose name is still to be found takes turns, too.
    let unnamed = people.names_nobody().then_some(Missing::Invalid(entity, field!(Layer.participants)));
    let missing = unread.or(people.open()).or(unnamed).or(level.err()).or(concurrent.err());
    let floating = local.is_none() && active != WeekSet::FULL;
    let mut layer =
        Layer::weekly(parent.map_or(0, |r| r.index), people.entities().map(|person| person.value.index).collect());
    layer.level = level.unwrap_or(Level::Primary);
    layer.active = active;
    layer.utc_offset = local;
    layer.turn = turn.ok().flatten().and_then(|m| u32::try_from(m).ok()).filter(|&m| m > 0).unwrap_or(WEEK);
    layer.concurrent = concurrent.ok().and_then(|k| u32::try_from(k.to_integer()).ok()).unwrap_or(1);
    layer.offset =
        shift.ok().filter(Ratio::is_integer).and_then(|n| i64::try_from(n.to_integer()).ok()).unwrap_or_default();
    let mut no_start = shift.err().or(offset.err());
    if let Some(rotation) = rotation {
        match handoff(org, rotation, local.unwrap_or_default()) {
            Ok(handoff) => layer.handoff = handoff,
            Err(missing) => no_start = no_start.or(Some(missing)),
        }
        match org.date(rotation, field!(Rotation.start)).required(rotation, field!(Rotation.start)) {
            Ok(start) => layer.phase = phase(start),
            Err(missing) => no_start = no_start.or(Some(missing)),
        }
    }
    let no_turn = match turn {
        Ok(None) => parent.map(|rotation| Missing::Field(rotation, field!(Rotation.turn))),
        turn => turn.err(),
    };
    Modelled {
        entity,
        layer,
        missing,
        floating,
        unsorted: level.err().or(offset.err()),
        participants: people.is_read(),
        no_turn,
        no_start,
        unplaced: offset.err().unwrap_or(Missing::Field(entity, field!(Layer.utcOffset))),
        bands: OnceLock::new(),
        turn_week: OnceLock::new(),
    }
}

/// Declared windows, or none where none were declared.
pub(crate) fn windows(declared: &List<'_>) -> Result<Option<Vec<Window>>, Missing> {
    if let Some(missing) = declared.open() {
        return Err(missing);
    }
    if declared.place().is_none() {
        return Ok(None);
    }
    let org = declared.org();
    let window = |window| {
        let days = org.days(window, field!(Window.days))?.map_or(Days::ALL, |days| Days(days.value));
        let time = |field, default| {
            let minutes = org.minutes(window, field)?.map(|minutes| minutes.value);
            minutes.map_or(Ok(default), |m| u32::try_from(m).map_err(|_| Missing::Invalid(window, field)))
        };
        Ok(Window { days, from: time(field!(Window.from), 0)?, to: time(field!(Window.to), DAY)? })
    };
    declared.entities().map(|at| window(at.value)).collect::<Result<_, _>>().map(Some)
}

/// The hand-off in minutes after Monday 00:00 UTC.
fn handoff(org: &Org, rotation: Entity, utc_offset: i32) -> Result<u32, Missing> {
    let Some(handoff) = org.reference(rotation, field!(Rotation.handoff))? else { return Ok(0) };
    let days = org.days(handoff.value, field!(Handoff.day))?.filter(|days| days.value != 0);
    let day = days.map_or(0, |days| i64::from(days.value.trailing_zeros()));
    let time = org.minutes(handoff.value, field!(Handoff.time))?.map_or(0, |time| time.value);
    let utc = day * i64::from(DAY) + time - i64::from(utc_offset);
    Ok(u32::try_from(utc.rem_euclid(i64::from(WEEK))).unwrap_or_default())
}

/// Monday of the week of the first turn, in minutes after Monday 1969-12-29.
fn phase(start: i32) -> i64 {
    (i64::from(start) + 3).div_euclid(7) * i64::from(WEEK)
}
