//! From a declared layer to the layer the on-call model computes with.

use num_rational::Ratio;

use crate::facts::on_call::load::hours::OrgHours;
use crate::facts::on_call::load::windows::windows;
use crate::facts::on_call::model::week::{DAY, Days, WEEK, Window};
use crate::facts::on_call::model::{Hours, Layer, Level, NOBODY, Start, Timetable, WeekSet};
use crate::facts::reads;
use crate::org::read::Coverage;
use crate::org::{Extent, Org};
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::{field, word};

/// A layer as the model wants it, and what it would need to know better.
#[derive(Debug)]
pub(crate) struct Modelled {
    pub(crate) entity: Entity,
    pub(crate) layer: Layer,
    /// When its turns are; none where nobody is ever on call.
    pub(crate) timetable: Option<Timetable>,
    /// When turns begin, in local time.
    pub(crate) start: Start,
    /// Why nothing about its hours is known.
    pub(crate) missing: Option<Missing>,
    /// Its hours are local, but nobody said where: their length is known, their position is not.
    pub(crate) floating: bool,
    /// It has windows of its own, so that what the rotation covers is only a promise.
    pub(crate) restricted: bool,
    /// Whether it takes over its hours from those before it; what hides that.
    hides: Result<bool, Missing>,
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
}

impl Modelled {
    /// What would tell where its windows lie in the week.
    pub(crate) fn unplaced(&self) -> Missing {
        self.unplaced
    }

    /// The organisation's hours on a person's clock, as far as it is known where those of the layer lie.
    pub(crate) fn clocked<'h>(&self, clock: Result<i32, Missing>, hours: &'h OrgHours) -> Result<&'h Hours, Missing> {
        match (hours.illegible, self.floating) {
            (Some(missing), _) => Err(missing),
            (None, true) => Err(self.unplaced),
            (None, false) => clock.map(|clock| hours.on_clock(clock)),
        }
    }

    /// What cannot be read of when the turns are.
    pub(crate) fn illegible_start(&self) -> Option<Missing> {
        self.no_start.filter(|missing| matches!(missing, Missing::Invalid(..)))
    }

    /// What hides whose hours are which. Turns of whole weeks, and those around the clock, give everybody alike.
    pub(crate) fn uneven(&self) -> Option<Missing> {
        let by_start = self.illegible_start().filter(|_| !self.layer.turn.is_multiple_of(WEEK));
        self.illegible_turn.or(by_start).filter(|_| !self.layer.active().is_full())
    }

    /// Nobody is ever on call in it: it has no participants, or wants none at a time.
    pub(crate) fn is_empty(&self) -> bool {
        self.participants && self.layer.participants.is_empty() || self.layer.concurrent == 0
    }

    /// Whether it lies nowhere else in the week wherever it is.
    fn is_everywhere(set: &WeekSet) -> bool {
        set.is_full() || set.is_empty()
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

/// What a layer says of itself. Its hours and what is hidden of them follow from the whole rotation, see [`cover`].
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
    let cuts = org.truth_or_default(entity, field!(Layer.cuts));
    // Somebody whose name is still to be found takes turns, too.
    let unnamed = people.names_nobody().then_some(Missing::Invalid(entity, field!(Layer.participants)));
    let missing = people.open().or(unnamed).or(level.err()).or(concurrent.err()).or(cuts.err());
    let seats = people.seats().map(|seat| seat.map_or(NOBODY, |person| person.value.index));
    let mut layer = Layer::weekly(parent.map_or(0, |r| r.index), seats.collect());
    layer.utc_offset = local;
    // What cannot be read stays as it is, and nobody looks at it: see `missing` and the others.
    layer.level = level.unwrap_or(layer.level);
    layer.turn = turn.ok().flatten().unwrap_or(layer.turn);
    layer.concurrent = concurrent.unwrap_or(layer.concurrent);
    layer.cuts = cuts.unwrap_or(layer.cuts);
    layer.offset = shift.unwrap_or(layer.offset);
    let mut no_start = shift.err().or(offset.err());
    let mut start = Start::default();
    if let Some(rotation) = rotation {
        match beginning(org, entity, rotation) {
            Ok(known) => start = known,
            Err(missing) => no_start = no_start.or(Some(missing)),
        }
        layer.anchor = start.anchor(layer.turn, local.unwrap_or_default());
        if no_start.is_none() && start.day.is_none() {
            layer.unit = start.unit(layer.turn);
            no_start = Some(Missing::Field(rotation, field!(Rotation.start)));
        }
    }
    let no_turn = match turn {
        Ok(None) => parent.map(|rotation| Missing::Field(rotation, field!(Rotation.turn))),
        turn => turn.err(),
    };
    Modelled {
        entity,
        layer,
        timetable: None,
        start,
        missing,
        floating: false,
        restricted: org.is_written(entity, field!(Layer.restrictions)),
        hides: org.truth_or_default(entity, field!(Layer.hides)),
        unsorted: level.err().or(offset.err()),
        participants: people.is_read(),
        no_turn,
        no_start,
        illegible_turn: turn.err(),
        illegible_shift: shift.err(),
        unplaced: offset.err().unwrap_or(Missing::Field(entity, field!(Layer.utcOffset))),
    }
}

/// The hours of one layer of a rotation, before and after hiding.
#[derive(Debug)]
pub(crate) struct Cover {
    raw: WeekSet,
    hidden: WeekSet,
    floating: bool,
    missing: Option<Missing>,
}

/// The hours of the layers of a rotation (F23, F24).
pub(crate) fn cover(org: &Org, rotation: Entity, hours: &OrgHours, of: &[&Modelled]) -> Vec<Cover> {
    let field = field!(Rotation.coverage);
    let clock = clock(org, rotation, of.iter().copied());
    let own = |modelled: &Modelled| {
        let declared = org.list(modelled.entity, field!(Layer.restrictions));
        let (local, clock) = if let Some(windows) = windows(&declared)? {
            (WeekSet::from_windows(&windows, 0), modelled.layer.utc_offset)
        } else {
            let clock = clock?.or(modelled.layer.utc_offset);
            let local = match org.coverage(rotation, field)? {
                None => WeekSet::FULL,
                Some(coverage) => covered(coverage.value, hours)?
                    .ok_or(Missing::Field(modelled.entity, field!(Layer.restrictions)))?,
            };
            (local, clock)
        };
        let floating = clock.is_none() && !Modelled::is_everywhere(&local);
        Ok((local.shifted(-clock.unwrap_or_default()), floating))
    };
    let own: Vec<Result<(WeekSet, bool), Missing>> = of.iter().map(|modelled| own(modelled)).collect();
    let mut covers: Vec<Cover> = Vec::with_capacity(of.len());
    // From the last to the first, so that what later layers take over is united once for each level.
    let mut taken: [(WeekSet, bool, Option<Missing>); 3] = Default::default();
    for (modelled, own) in of.iter().zip(own).rev() {
        let taken = &mut taken[modelled.layer.level as usize];
        let (hidden, unsure, unread) = taken.clone();
        let (raw, floating, missing) = match own {
            Ok((raw, floating)) => (raw, floating, unread),
            Err(missing) => (WeekSet::EMPTY, false, Some(missing)),
        };
        match modelled.hides {
            Ok(true) if modelled.layer.is_staffed() && missing.is_none() => {
                taken.0 = taken.0.union(&raw);
                taken.1 |= floating;
            }
            // Somebody whom nobody can name takes over hours all the same.
            Ok(true) if !modelled.participants => {
                let unread = Missing::Invalid(modelled.entity, field!(Layer.participants));
                taken.2 = taken.2.or(missing).or(Some(unread));
            }
            Ok(true) if !modelled.is_empty() => taken.2 = taken.2.or(missing),
            Ok(_) => {}
            Err(unread) => taken.2 = taken.2.or(Some(unread)),
        }
        covers.push(Cover { raw, hidden, floating: floating || unsure, missing });
    }
    covers.reverse();
    covers
}

impl Modelled {
    pub(crate) fn covering(&mut self, cover: Cover) {
        self.layer.raw = cover.raw;
        self.layer.hidden = cover.hidden;
        self.floating = cover.floating;
        self.missing = cover.missing.or(self.missing);
        self.timetable = Timetable::of(&self.layer);
    }
}

pub(crate) const AROUND_THE_CLOCK: u8 = word!(Rotation.coverage, "24x7");
const WORKDAYS: u8 = word!(Rotation.coverage, "24x5");
pub(crate) const BUSINESS_HOURS: u8 = word!(Rotation.coverage, "business-hours");

/// Local minutes of the week that are covered; none where nobody can say which.
pub(crate) fn covered(coverage: Coverage<'_>, hours: &OrgHours) -> Result<Option<WeekSet>, Missing> {
    let all_day = |days| vec![Window { days, from: 0, to: DAY }];
    Ok(match coverage {
        Coverage::Word(AROUND_THE_CLOCK) => Some(WeekSet::FULL),
        Coverage::Word(WORKDAYS) => Some(WeekSet::from_windows(&all_day(Days::WORKDAYS), 0)),
        Coverage::Word(BUSINESS_HOURS) => match hours.illegible {
            Some(missing) => return Err(missing),
            None => Some(hours.local.business_hours.clone()),
        },
        Coverage::Windows(declared) => windows(&declared)?.map(|windows| WeekSet::from_windows(&windows, 0)),
        Coverage::Word(_) => None,
    })
}

/// The clock of what a rotation covers: its own, or that of all its primary layers.
pub(crate) fn clock<'m>(
    org: &Org,
    rotation: Entity,
    layers: impl Iterator<Item = &'m Modelled>,
) -> Result<Option<i32>, Missing> {
    let field = field!(Rotation.utcOffset);
    if let Some(own) = org.minutes(rotation, field)? {
        return i32::try_from(own.value).map(Some).map_err(|_| Missing::Invalid(rotation, field));
    }
    let mut first = None;
    for (at, modelled) in layers.filter(|modelled| modelled.layer.level == Level::Primary).enumerate() {
        match (modelled.unsorted, modelled.layer.utc_offset) {
            (Some(missing), _) => return Err(missing),
            (None, offset) if at == 0 => first = offset,
            (None, offset) if offset != first => return Ok(None),
            _ => {}
        }
    }
    Ok(first)
}

/// When turns begin: a layer's own start and hand-off stand for the rotation's.
fn beginning(org: &Org, layer: Entity, rotation: Entity) -> Result<Start, Missing> {
    let handoff = match org.reference(layer, field!(Layer.handoff))? {
        None => org.reference(rotation, field!(Rotation.handoff))?,
        own => own,
    };
    let day = match org.date(layer, field!(Layer.start))? {
        None => org.date(rotation, field!(Rotation.start))?,
        own => own,
    };
    let mut start = Start { day: day.map(|day| i64::from(day.value) + EPOCH), ..Start::default() };
    if let Some(handoff) = handoff {
        let days = org.days(handoff.value, field!(Handoff.day))?.filter(|days| days.value != 0);
        start.weekday = days.map(|days| days.value.trailing_zeros());
        let (field, time) = (field!(Handoff.time), org.minutes(handoff.value, field!(Handoff.time))?);
        let time = time.map(|time| fitting(u32::try_from(time.value).ok(), handoff.value, field)).transpose()?;
        start.time = time.unwrap_or_default();
    }
    Ok(start)
}

/// Days from Monday 1969-12-29 to 1970-01-01.
const EPOCH: i64 = 3;

/// What is missing to know the layers of every rotation: those that have none, and what could not be read.
pub(crate) fn unlayered(org: &Org) -> impl Iterator<Item = Missing> {
    let bare = org
        .all(Kind::Rotation)
        .filter(|&rotation| org.is_declared(rotation))
        .filter_map(|rotation| reads::unlayered(rotation, &org.list(rotation, field!(Rotation.layers))));
    let unread = (org.extent(Kind::Rotation) == Extent::Incomplete).then_some(Missing::Section(Kind::Rotation));
    let levels = [field!(Layer.level), field!(Layer.utcOffset)];
    bare.chain(levels.into_iter().filter_map(|field| org.unread(Kind::Layer, field))).chain(unread)
}

/// Why layers of a rotation may belong to other levels and pools than they seem to.
pub(crate) fn unsorted(org: &Org, rotation: Entity, layers: &[Modelled]) -> Option<Missing> {
    let declared = org.list(rotation, field!(Rotation.layers));
    declared.open().or_else(|| declared.entities().find_map(|layer| layers[layer.value.index()].unsorted))
}
