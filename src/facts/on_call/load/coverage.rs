//! Which hours a rotation promises, which of them its primary layers cover, and which are covered twice.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::figure::Figure;
use crate::facts::on_call::load::layer_model::{BUSINESS_HOURS, Modelled, clock, covered};
use crate::facts::on_call::load::paging::most_hours;
use crate::facts::on_call::model::pool::overlap_hours;
use crate::facts::on_call::model::week::{DAY, WEEK};
use crate::facts::on_call::model::{Level, WeekSet};
use crate::facts::reads::{between, exact, unlayered};
use crate::field;
use crate::org::Org;
use crate::org::read::{Coverage, Required};
use crate::value::rational::{hours, whole};
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::Entity;

impl Load {
    /// The primary layers of a rotation.
    pub(crate) fn primary<'l>(
        &'l self,
        org: &'l Org,
        rotation: Entity,
    ) -> Result<impl Iterator<Item = &'l Modelled>, Missing> {
        let layers = org.list(rotation, field!(Rotation.layers));
        if let Some(missing) = unlayered(rotation, &layers) {
            return Err(missing);
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
            let active = modelled.layer.active();
            if active.is_full() {
                return Ok(WeekSet::FULL);
            }
            if modelled.floating {
                floating = floating.or(Some(modelled.unplaced()));
            } else if !active.is_empty() {
                placed = true;
            }
            intervals.extend_from_slice(active.intervals());
        }
        match floating {
            Some(missing) if placed => Err(missing),
            _ => Ok(WeekSet::from_intervals(intervals)),
        }
    }

    /// C in minutes.
    pub(crate) fn covered_minutes(&self, org: &Org, rotation: Entity) -> Result<u32, Missing> {
        let minutes = || self.covered(org, rotation).map(|covered| covered.measure());
        self.covered.get(rotation.index()).map_or_else(minutes, |kept| *kept.get_or_init(minutes))
    }

    /// The minutes of the week with somebody on a primary layer, if every layer that names nobody has somebody.
    pub(crate) fn covered(&self, org: &Org, rotation: Entity) -> Result<WeekSet, Missing> {
        self.union(org, rotation, |modelled| !modelled.is_empty())
    }

    /// The minutes of the week of all primary layers, whether they have somebody or not.
    pub(crate) fn scheduled(&self, org: &Org, rotation: Entity) -> Result<WeekSet, Missing> {
        self.union(org, rotation, |_| true)
    }

    /// How many minutes of the week somebody is on a primary layer of any of these rotations: at least, and at most where
    /// some of them may lie anywhere in the week.
    pub(crate) fn covered_by_any(&self, org: &Org, rotations: &[Entity]) -> AnyCovered {
        let mut placed = WeekSet::EMPTY;
        let (mut longest, mut elsewhere, mut why) = (0, 0, Vec::new());
        for &rotation in rotations {
            let adrift = self.primary(org, rotation).map(|mut layers| layers.find(|modelled| modelled.floating));
            match (self.covered(org, rotation), adrift) {
                (Ok(own), Ok(Some(modelled))) if !own.is_full() => {
                    longest = longest.max(own.measure());
                    elsewhere = own.measure().saturating_add(elsewhere);
                    why.push(modelled.unplaced());
                }
                (Ok(own), _) => placed = placed.union(&own),
                (Err(missing), _) => {
                    elsewhere = WEEK;
                    why.push(missing);
                }
            }
        }
        let (least, most) = (placed.measure().max(longest), placed.measure().saturating_add(elsewhere).min(WEEK));
        AnyCovered { least, most, why }
    }

    /// What is not covered: at least, if everybody who was not named is there and only the core of business hours is
    /// promised, and at most; and why that is not one.
    fn gap(&self, org: &Org, rotation: Entity) -> Result<Gap, Missing> {
        let field = field!(Rotation.coverage);
        let coverage = org.coverage(rotation, field).required(rotation, field)?;
        let layers = || self.primary(org, rotation);
        let clock = clock(org, rotation, layers()?)?;
        let local = covered(coverage, &self.hours)?.ok_or(Missing::Field(rotation, field))?;
        let vague = matches!(coverage, Coverage::Word(BUSINESS_HOURS)) && !self.hours.local.declared;
        let core = if vague { self.hours.local.core.clone() } else { local.clone() };
        let everything = if vague { WeekSet::FULL } else { local };
        // Where no layer says where it is, all of them are where the promise is.
        let somewhere = clock.is_none() && layers()?.all(|modelled| modelled.layer.utc_offset.is_none());
        let place = |promised: &WeekSet| promised.shifted(-clock.unwrap_or_default());
        let staffed = |modelled: &Modelled| !modelled.is_empty();
        let named = |modelled: &Modelled| modelled.participants && !modelled.is_empty();
        // A layer without windows of its own is on call whenever the promise says, or what hides it is.
        let kept = |counts: &dyn Fn(&Modelled) -> bool| {
            Ok::<_, Missing>(layers()?.any(|m| !m.restricted && m.missing.is_none() && counts(m)))
        };
        let gap = |promised: &WeekSet, counts: &dyn Fn(&Modelled) -> bool| {
            if kept(counts)? {
                Ok(WeekSet::EMPTY)
            } else {
                Ok(place(promised).minus(&self.union(org, rotation, counts)?))
            }
        };
        let (mut least, most) = (gap(&core, &staffed)?, gap(&everything, &named)?);
        let is_local = |set: &WeekSet| !set.is_full() && !set.is_empty();
        let unsaid = clock.is_none() && !somewhere && (is_local(&core) || is_local(&everything));
        if unsaid && !most.is_empty() {
            return Err(Missing::Field(rotation, field!(Rotation.utcOffset)));
        }
        let mut why: Vec<Missing> = Vec::new();
        if most != least {
            let unnamed = layers()?.find(|modelled| !modelled.participants);
            why.extend(unnamed.map(|m| Missing::Field(m.entity, field!(Layer.participants))));
            why.extend(vague.then_some(self.hours.undeclared));
        }
        if org.is_damaged(rotation) && !most.is_empty() {
            why = vec![Missing::Invalid(rotation, field!(Rotation.layers))];
            least = WeekSet::EMPTY;
        }
        let clock = if somewhere { Some(0) } else { clock };
        Ok(Gap { least, most, why, clock })
    }
}

/// Minutes of the week that several rotations cover between them.
pub(crate) struct AnyCovered {
    pub least: u32,
    pub most: u32,
    /// Why it is not one number, where it is not.
    pub why: Vec<Missing>,
}

struct Gap {
    least: WeekSet,
    most: WeekSet,
    why: Vec<Missing>,
    /// The clock it is told on; UTC where the layers are in several places.
    clock: Option<i32>,
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
        Ok(Gap { least, why, clock, .. }) => {
            let zone = if clock.is_some() { "local time" } else { "UTC" };
            // What is open of business hours that nobody declared is nothing that could be told.
            let vague = cx.part::<Load>().hours.undeclared;
            let open = cx.because_all(why.into_iter().filter(|missing| *missing != vague || least.is_empty()));
            let texts = readable(&least.shifted(clock.unwrap_or_default())).into_iter().map(|when| {
                let text: &'a str = match when {
                    When::Days(days) => cx.text(&days),
                    When::Hours(hours) => cx.text(&format!("{hours} {zone}")),
                };
                crate::value::Item::new(Val::Text(text), None)
            });
            cx.open_list(texts, open)
        }
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn overlap<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let twice = all.covered_minutes(cx.org, rotation).and_then(|covered| {
        let staffed = all.primary(cx.org, rotation)?.filter(|modelled| !modelled.is_empty());
        Ok(overlap_hours(staffed.map(|modelled| &modelled.layer), covered))
    });
    match twice {
        Ok(hours) => exact(cx, hours),
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn off_hours<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let layers = match all.primary(cx.org, rotation) {
        Ok(layers) => layers,
        Err(missing) => return Figure::unknown(missing).sum(cx),
    };
    let outside = |modelled: &Modelled| {
        let of = |sleep: bool| {
            most_hours(all, modelled.entity, |hours| if sleep { &hours.bands.sleep } else { &hours.bands.off })
        };
        of(false).plus(of(true))
    };
    layers.map(outside).fold(Figure::known(whole(0)), Figure::plus).sum(cx)
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A stretch of the week as people write it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Whole days, or the whole week.
    Days(String),
    /// From some time to another.
    Hours(String),
}

/// The minutes of a set as people write them: whole days by their names, equal windows of several days as one, longer
/// ones from day to day.
pub(crate) fn readable(set: &WeekSet) -> Vec<When> {
    if set.is_full() {
        return vec![When::Days("at any time".to_owned())];
    }
    let mut daily: Vec<((u32, u32), Vec<u32>)> = Vec::new();
    let (mut days, mut long) = (Vec::new(), Vec::new());
    for (start, length) in set.runs() {
        let (day, from) = (start / DAY, start % DAY);
        if from == 0 && length.is_multiple_of(DAY) {
            days.extend((day..day + length / DAY).map(|day| day % 7));
        } else if length >= DAY {
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
        When::Hours(format!("{} {}-{to}", named(&days), time(from)))
    });
    let days = (!days.is_empty()).then(|| When::Days(format!("{} all day", named(&days))));
    daily.chain(days).chain(long.into_iter().map(When::Hours)).collect()
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
