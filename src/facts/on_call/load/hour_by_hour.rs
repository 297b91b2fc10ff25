//! How often somebody is on call in each hour of the week: the mean week that all figures are made of, spread out so that
//! people can look at it.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::coverage::{When, readable};
use crate::facts::on_call::load::participation::Participation;
use crate::facts::on_call::model::week::{Interval, WEEK};
use crate::facts::on_call::model::{Level, Seat, Timetable, WeekSet};
use crate::value::Missing;
use crate::value::rational::{Rational, div, whole};
use crate::vocabulary::kinds::Entity;

/// Hours of a week.
pub(crate) const HOURS: usize = 168;

/// On whose clock hours are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Clock {
    /// The person's own (F22).
    Own,
    /// The local time of the rotation: nobody knows how late it is then for the person.
    OfRotation,
}

/// One person's part in one layer, hour by hour from Monday 00:00.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) rotation: Entity,
    pub(crate) level: Level,
    pub(crate) clock: Clock,
    /// Of each hour, the share that is the person's in a mean week: at least, and at most.
    pub(crate) hours: Result<Vec<[Rational; 2]>, Missing>,
    /// What would tell where between the two it is.
    pub(crate) open: Option<Missing>,
    /// The hours of the layer as people write them.
    pub(crate) when: Vec<String>,
}

/// What a person takes part in, hour by hour; who only shadows is never on call.
pub(crate) fn hour_by_hour(cx: &Cx<'_>, person: Entity) -> Vec<Part> {
    let all = cx.part::<Load>();
    let own = all.of_person(person).iter().filter(|part| all.modelled(part).layer.level != Level::Shadow);
    own.map(|part| of_part(all, part)).collect()
}

fn of_part(all: &Load, part: &Participation) -> Part {
    let modelled = all.modelled(part);
    let (clock, offset) = match part.clock {
        Ok(offset) if !modelled.floating => (Clock::Own, offset),
        _ => (Clock::OfRotation, modelled.layer.utc_offset.unwrap_or_default()),
    };
    let when = readable(&modelled.layer.active().shifted(offset));
    let when = when.into_iter().map(|(When::Days(text) | When::Hours(text))| text).collect();
    let uneven = modelled.uneven().filter(|_| part.is_shared(modelled));
    let (hours, open) = match uneven {
        Some(missing) => (part.weeks.as_ref().map(|_| whole_hours(all, part, offset)), Some(missing)),
        None => (in_each_way(all, part, offset), all.turning(part.rotation).no_start),
    };
    let hours = hours.map_err(|missing| *missing);
    Part { rotation: part.rotation, level: modelled.layer.level, clock, hours, open, when }
}

/// Between nothing and all that the layer is on call: what is known where nobody knows whose hours are which.
fn whole_hours(all: &Load, part: &Participation, offset: i32) -> Vec<[Rational; 2]> {
    let active = all.modelled(part).layer.active().shifted(offset);
    let most = |hour: &WeekSet| [whole(0), Rational::new(active.shared_minutes(hour).into(), 60)];
    hours_on(0).iter().map(most).collect()
}

fn in_each_way<'p>(all: &Load, part: &'p Participation, offset: i32) -> Result<Vec<[Rational; 2]>, &'p Missing> {
    let weeks = part.weeks.as_ref()?;
    let Some((timetable, seat)) = all.modelled(part).timetable.as_ref().zip(part.seat.as_ref()) else {
        return Ok(vec![[whole(0); 2]; HOURS]);
    };
    if timetable.is_even(seat)
        && let Some(share) = weeks.first().and_then(|week| div(week.minutes, whole(WEEK)))
    {
        return Ok(vec![[share; 2]; HOURS]);
    }
    let hours = hours_on(offset);
    let phases = all.turning(part.rotation).phases.iter();
    let ways = phases.map(|&shift| week(timetable, seat, timetable.shifted(shift), &hours));
    let both = |mut least_and_most: Vec<[Rational; 2]>, way: Vec<[Rational; 2]>| {
        for (so_far, [share, _]) in least_and_most.iter_mut().zip(way) {
            *so_far = [so_far[0].min(share), so_far[1].max(share)];
        }
        least_and_most
    };
    let found = ways.reduce(|found, way| Some(both(found?, way?))).flatten();
    found.ok_or(&Missing::Arithmetic)
}

/// The share of each hour in one way in which the turns may have begun.
fn week(timetable: &Timetable, seat: &Seat, shift: i64, hours: &[WeekSet]) -> Option<Vec<[Rational; 2]>> {
    let share = |hour| Some([div(timetable.minutes(seat, hour, shift)?, whole(60))?; 2]);
    hours.iter().map(share).collect()
}

/// Which hours of the week are business hours and which are sleeping hours for people, for the most part of each; nothing where
/// what is said of them cannot be read.
pub(crate) fn week_of_bands(cx: &Cx<'_>) -> Option<[Vec<bool>; 2]> {
    let hours = &cx.part::<Load>().hours;
    let bands = &hours.local.bands;
    let mostly = |set: &WeekSet| hours_on(0).iter().map(|hour| set.shared_minutes(hour) >= 30).collect();
    hours.illegible.is_none().then(|| [&bands.business, &bands.sleep].map(mostly))
}

/// The hours of the week on a clock so many minutes ahead of UTC, as UTC minutes.
fn hours_on(offset: i32) -> Vec<WeekSet> {
    let hour = |start: u32| WeekSet::from_intervals([Interval { start, end: start + 60 }]).shifted(-offset);
    (0..WEEK).step_by(60).map(hour).collect()
}
