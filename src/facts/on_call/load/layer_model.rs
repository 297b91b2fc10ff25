//! From a declared layer to the layer the on-call model computes with.

use std::sync::OnceLock;

use num_rational::Ratio;

use crate::facts::on_call::model::layer::BandMinutes;
use crate::facts::on_call::model::week::{Bands, DAY, Days, WEEK, Window, of_week};
use crate::facts::on_call::model::{Layer, Level, WeekSet};
use crate::org::read::{List, Required};
use crate::org::{Extent, Org};
use crate::value::Missing;
use crate::value::rational::Rational;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

/// Pages by band, each known or with what would tell.
pub(crate) type TurnWeek = [Result<Rational, Missing>; 3];

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
    /// What cannot be read of how long a turn is: it is not the week that counts where nothing was said.
    pub(crate) illegible_turn: Option<Missing>,
    /// What cannot be read of by how many places the list is moved.
    pub(crate) illegible_shift: Option<Missing>,
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

    /// What cannot be read of when the turns are.
    pub(crate) fn illegible_start(&self) -> Option<Missing> {
        self.no_start.filter(|missing| matches!(missing, Missing::Invalid(..)))
    }

    /// What hides whose hours are which. Turns of whole weeks, and those around the clock, give everybody alike.
    pub(crate) fn uneven(&self) -> Option<Missing> {
        let by_start = self.illegible_start().filter(|_| !self.layer.turn.is_multiple_of(WEEK));
        self.illegible_turn.or(by_start).filter(|_| !self.layer.active.is_full())
    }

    /// Nobody is ever on call in it: it has no participants, or wants none at a time.
    pub(crate) fn is_empty(&self) -> bool {
        self.participants && self.layer.participants.is_empty() || self.layer.concurrent == 0
    }
}

/// What a number stands for, unless it is one that cannot be meant.
fn fitting<T>(number: Option<T>, of: Entity, field: FieldId) -> Result<T, Missing> {
    number.ok_or(Missing::Invalid(of, field))
}

/// A span or an offset in minutes, said by a layer or else by its rotation.
fn of_either<T>(
    org: &Org,
    (layer, own): (Entity, FieldId),
    rotation: Option<(Entity, FieldId)>,
    fits: impl Fn(i64) -> Option<T>,
) -> Result<Option<T>, Missing> {
    let said = |(of, field)| {
        let minutes = org.minutes(of, field)?;
        minutes.map(|minutes| fitting(fits(minutes.value), of, field)).transpose()
    };
    match said((layer, own))? {
        None => rotation.map_or(Ok(None), said),
        own => Ok(own),
    }
}

/// How many people are on call at once.
fn concurrent(org: &Org, layer: Entity) -> Result<u32, Missing> {
    let field = field!(Layer.concurrent);
    let people = org.number_or_default(layer, field)?;
    fitting(Some(people).filter(Ratio::is_integer).and_then(|n| u32::try_from(n.to_integer()).ok()), layer, field)
}

/// By how many turns the list is shifted.
fn shift(org: &Org, layer: Entity) -> Result<i64, Missing> {
    let field = field!(Layer.offset);
    let turns = org.number_or_default(layer, field)?;
    fitting(Some(turns).filter(Ratio::is_integer).and_then(|n| i64::try_from(n.to_integer()).ok()), layer, field)
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
    let own = |field| (entity, field);
    let offset = of_either(org, own(field!(Layer.utcOffset)), of_rotation(field!(Rotation.utcOffset)), |m| {
        i32::try_from(m).ok()
    });
    let local = offset.unwrap_or_default();
    let turn = of_either(org, own(field!(Layer.turn)), of_rotation(field!(Rotation.turn)), |m| {
        u32::try_from(m).ok().filter(|&m| m > 0)
    });
    let people = org.list(entity, field!(Layer.participants));
    let (level, concurrent, shift) = (level(org, entity), concurrent(org, entity), shift(org, entity));
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
    layer.active = active;
    layer.utc_offset = local;
    // What cannot be read stays as it is, and nobody looks at it: see `missing` and the others.
    layer.level = level.unwrap_or(layer.level);
    layer.turn = turn.ok().flatten().unwrap_or(layer.turn);
    layer.concurrent = concurrent.unwrap_or(layer.concurrent);
    layer.offset = shift.unwrap_or(layer.offset);
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
        illegible_turn: turn.err(),
        illegible_shift: shift.err(),
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
    Ok(of_week(day * i64::from(DAY) + time - i64::from(utc_offset)))
}

/// Monday of the week of the first turn, in minutes after Monday 1969-12-29.
fn phase(start: i32) -> i64 {
    (i64::from(start) + 3).div_euclid(7) * i64::from(WEEK)
}

/// What is missing to know the layers of every rotation: those that have none, and what could not be read.
pub(crate) fn unlayered(org: &Org) -> impl Iterator<Item = Missing> {
    let bare = org.all(Kind::Rotation).filter(|&rotation| org.is_declared(rotation)).filter_map(|rotation| {
        let layers = org.list(rotation, field!(Rotation.layers));
        let unsaid = layers.is_empty().then_some(Missing::Field(rotation, field!(Rotation.participants)));
        layers.open().or(unsaid)
    });
    let unread = (org.extent(Kind::Rotation) == Extent::Incomplete).then_some(Missing::Section(Kind::Rotation));
    let levels = [field!(Layer.level), field!(Layer.utcOffset)];
    bare.chain(levels.into_iter().filter_map(|field| org.unread(Kind::Layer, field))).chain(unread)
}

/// Why layers of a rotation may belong to other levels and pools than they seem to.
pub(crate) fn unsorted(org: &Org, rotation: Entity, layers: &[Modelled]) -> Option<Missing> {
    let declared = org.list(rotation, field!(Rotation.layers));
    declared.open().or_else(|| declared.entities().find_map(|layer| layers[layer.value.index()].unsorted))
}
