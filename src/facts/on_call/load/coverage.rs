//! Which hours a rotation promises, which of them its primary layers cover, and which are covered twice.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::layer_model::{Modelled, windows};
use crate::facts::on_call::model::pool::overlap_hours;
use crate::facts::on_call::model::week::{DAY, Days, WEEK, Window, working_hours};
use crate::facts::on_call::model::{Level, WeekSet};
use crate::facts::reads::{at_least, between, exact};
use crate::org::Org;
use crate::org::read::{Coverage, Required};
use crate::value::rational::hours;
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::Entity;
use crate::{field, word};

impl Load {
    /// The primary layers of a rotation.
    pub(crate) fn primary<'l>(
        &'l self,
        org: &'l Org,
        rotation: Entity,
    ) -> Result<impl Iterator<Item = &'l Modelled>, Missing> {
        let layers = org.list(rotation, field!(Rotation.layers));
        if let Some(missing) = layers.open() {
            return Err(missing);
        }
        if layers.is_empty() {
            return Err(Missing::Field(rotation, field!(Rotation.participants)));
        }
        let layers = layers.entities().map(|layer| &self.layers[layer.value.index()]);
        Ok(layers.filter(|modelled| modelled.layer.level == Level::Primary))
    }

    /// The minutes covered by those of the primary layers that `counts` picks. Where some lie in a known place of the
    /// week and others do not, what they cover together is not known.
    fn union(&self, org: &Org, rotation: Entity, counts: impl Fn(&Modelled) -> bool) -> Result<WeekSet, Missing> {
        let (mut floating, mut placed) = (None, false);
        let mut intervals = Vec::new();
        for modelled in self.primary(org, rotation)? {
            if let Some(missing) = modelled.missing {
                return Err(missing);
            }
            if !counts(modelled) {
                continue;
            }
            if modelled.layer.active.is_full() {
                return Ok(WeekSet::FULL);
            }
            if modelled.floating {
                floating = floating.or(Some(modelled.unplaced()));
            } else if !modelled.layer.active.is_empty() {
                placed = true;
            }
            intervals.extend_from_slice(modelled.layer.active.intervals());
        }
        match floating {
            Some(missing) if placed => Err(missing),
            _ => Ok(WeekSet::from_intervals(intervals)),
        }
    }

    /// C in minutes.
    pub(crate) fn covered_minutes(&self, org: &Org, rotation: Entity) -> Result<u32, Missing> {
        self.union(org, rotation, |_| true).map(|covered| covered.measure())
    }

    /// The minutes of the week with somebody on a primary layer, if every layer has somebody.
    pub(crate) fn covered(&self, org: &Org, rotation: Entity) -> Result<WeekSet, Missing> {
        self.union(org, rotation, |_| true)
    }

    /// What is not covered: if everybody who was not named is there, and if none of them is; and why that is not one.
    fn gap(&self, org: &Org, rotation: Entity) -> Result<Gap, Missing> {
        let offset = self.offset(org, rotation)?;
        let promised = promised(org, rotation, offset)?;
        let staffed = self.union(org, rotation, |modelled| !modelled.is_empty())?;
        let unnamed = self.primary(org, rotation)?.find(|modelled| !modelled.participants);
        let mut why = unnamed.map(|m| Missing::Field(m.entity, field!(Layer.participants)));
        let named = self.union(org, rotation, |modelled| modelled.participants && !modelled.is_empty())?;
        let (mut least, most) = (promised.set.minus(&staffed), promised.set.minus(&named));
        if promised.local && !most.is_empty() && self.primary(org, rotation)?.any(|m| !m.floating && !m.is_empty()) {
            return Err(Missing::Field(rotation, field!(Rotation.utcOffset)));
        }
        if org.is_damaged(rotation) && !most.is_empty() {
            why = Some(Missing::Invalid(rotation, field!(Rotation.layers)));
            least = WeekSet::EMPTY;
        }
        Ok(Gap { least, most, why, utc: offset.is_some() || !promised.local && !self.floats(org, rotation) })
    }

    fn floats(&self, org: &Org, rotation: Entity) -> bool {
        self.primary(org, rotation).is_ok_and(|mut layers| layers.any(|modelled| modelled.floating))
    }

    /// The offset from UTC of a rotation: its own, or that of all its primary layers.
    fn offset(&self, org: &Org, rotation: Entity) -> Result<Option<i32>, Missing> {
        let field = field!(Rotation.utcOffset);
        if let Some(own) = org.minutes(rotation, field)? {
            return i32::try_from(own.value).map(Some).map_err(|_| Missing::Invalid(rotation, field));
        }
        let Ok(layers) = self.primary(org, rotation) else { return Ok(None) };
        let mut first = None;
        for (at, modelled) in layers.enumerate() {
            match (modelled.unsorted, modelled.layer.utc_offset) {
                (Some(missing), _) => return Err(missing),
                (None, offset) if at == 0 => first = offset,
                (None, offset) if offset != first => return Ok(None),
                _ => {}
            }
        }
        Ok(first)
    }
}

pub(crate) const AROUND_THE_CLOCK: u8 = word!(Rotation.coverage, "24x7");
const WORKDAYS: u8 = word!(Rotation.coverage, "24x5");
const BUSINESS_HOURS: u8 = word!(Rotation.coverage, "business-hours");

struct Gap {
    least: WeekSet,
    most: WeekSet,
    why: Option<Missing>,
    utc: bool,
}

struct Promised {
    set: WeekSet,
    /// Its windows are local, and nobody said where.
    local: bool,
}

fn promised(org: &Org, rotation: Entity, offset: Option<i32>) -> Result<Promised, Missing> {
    let field = field!(Rotation.coverage);
    let all_day = |days| vec![Window { days, from: 0, to: DAY }];
    let set = match org.coverage(rotation, field).required(rotation, field)? {
        Coverage::Word(AROUND_THE_CLOCK) => WeekSet::FULL,
        Coverage::Word(WORKDAYS) => WeekSet::from_windows(&all_day(Days::WORKDAYS), 0),
        Coverage::Word(BUSINESS_HOURS) => working_hours().clone(),
        Coverage::Windows(declared) => WeekSet::from_windows(&windows(&declared)?.unwrap_or_default(), 0),
        Coverage::Word(_) => return Err(Missing::Field(rotation, field)),
    };
    let local = offset.is_none() && !set.is_full() && !set.is_empty();
    Ok(Promised { set: set.shifted(-offset.unwrap_or_default()), local })
}

pub(crate) fn gap<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    match cx.part::<Load>().gap(cx.org, rotation) {
        Ok(Gap { least, most, why, .. }) => {
            let (low, high) = (hours(least.measure().into()), hours(most.measure().into()));
            between(cx, low, Some(high), why)
        }
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn gaps<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    match cx.part::<Load>().gap(cx.org, rotation) {
        Ok(Gap { least, why, utc, .. }) => {
            let zone = if utc { "UTC" } else { "local time" };
            let open = why.map(|missing| cx.because(missing));
            let texts = readable(&least).into_iter().map(|when| {
                let text: &'a str =
                    if least.is_full() { "at any time" } else { cx.arena.alloc_str(&format!("{when} {zone}")) };
                crate::value::Item::new(Val::Text(text), None)
            });
            cx.open_list(texts, open)
        }
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn overlap<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let twice = all
        .covered_minutes(cx.org, rotation)
        .and_then(|covered| Ok(overlap_hours(all.primary(cx.org, rotation)?.map(|modelled| &modelled.layer), covered)));
    match twice {
        Ok(hours) => exact(cx, hours),
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn off_hours<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let (mut known, mut missing) = (0_u64, Vec::new());
    match all.primary(cx.org, rotation) {
        Ok(layers) => {
            for bands in layers.map(Modelled::bands) {
                match bands {
                    Ok(bands) => known += u64::from(bands.off + bands.sleep),
                    Err(why) => missing.push(why),
                }
            }
        }
        Err(why) => missing.push(why),
    }
    at_least(cx, hours(known), missing)
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The minutes of a set as people write them: equal windows of several days as one, longer ones from day to day.
pub(crate) fn readable(set: &WeekSet) -> Vec<String> {
    if set.is_full() {
        return vec!["at any time".to_owned()];
    }
    let mut daily: Vec<((u32, u32), Vec<u32>)> = Vec::new();
    let mut long = Vec::new();
    for (start, length) in set.runs() {
        let (day, from) = (start / DAY, start % DAY);
        if length > DAY {
            let end = (start + length) % WEEK;
            long.push(format!("{} {} to {} {}", name(day), time(from), name(end / DAY), time(end % DAY)));
        } else {
            match daily.iter_mut().find(|(window, _)| *window == (from, length)) {
                Some((_, days)) => days.push(day),
                None => daily.push(((from, length), vec![day])),
            }
        }
    }
    let daily = daily.into_iter().map(|((from, length), days)| {
        let to = if from + length == DAY { "24:00".to_owned() } else { time((from + length) % DAY) };
        format!("{} {}-{to}", named(&days), time(from))
    });
    daily.chain(long).collect()
}

fn name(day: u32) -> &'static str {
    DAYS[(day % 7) as usize]
}

fn time(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// `mon-fri`, `mon`, `mon, wed-fri`.
fn named(days: &[u32]) -> String {
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [day] => name(*day).to_owned(),
        [first, .., last] => format!("{}-{}", name(*first), name(*last)),
        [] => String::new(),
    });
    runs.collect::<Vec<_>>().join(", ")
}
