//! A person's part in a layer, and what it comes to.

use hashbrown::HashMap;

use crate::facts::on_call::load::clocks::Sites;
use crate::facts::on_call::load::figure::Figure;
use crate::facts::on_call::load::hours::OrgHours;
use crate::facts::on_call::load::layer_model::Modelled;
use crate::facts::on_call::load::turning::Turning;
use crate::facts::on_call::model::week::WEEK;
use crate::facts::on_call::model::{Hours, Seat, Timetable, WeekSet};
use crate::field;
use crate::org::Org;
use crate::org::read::At;
use crate::text::Place;
use crate::value::Missing;
use crate::value::rational::{Rational, div, mul, ratio, whole};
use crate::vocabulary::kinds::Entity;

/// A person in a layer.
#[derive(Debug)]
pub(crate) struct Participation {
    pub(crate) person: Entity,
    pub(crate) layer: Entity,
    pub(crate) rotation: Entity,
    pub(crate) place: Place,
    /// Where the person stands in the list first.
    pub(crate) rank: usize,
    /// Which turns are the person's; none where nobody is ever on call.
    pub(crate) seat: Option<Seat>,
    /// The person's clock in this layer (F22).
    pub(crate) clock: Result<i32, Missing>,
    /// What a mean week holds, for each way in which the turns of the rotation may have begun.
    pub(crate) weeks: Result<Box<[MeanWeek]>, Missing>,
}

/// Minutes of a mean week (M).
#[derive(Clone, Debug)]
pub(crate) struct MeanWeek {
    pub(crate) minutes: Rational,
    pub(crate) bands: Result<[Rational; 3], Missing>,
    /// In working hours.
    pub(crate) at_work: Result<Rational, Missing>,
    pub(crate) turns: Rational,
}

/// The people of a layer, each with their places in the list and where they are named first.
pub(crate) fn people(org: &Org, entity: Entity, modelled: &Modelled) -> Vec<(At<Entity>, Vec<usize>)> {
    let mut places: HashMap<u32, Vec<usize>> = HashMap::with_capacity(modelled.layer.participants.len());
    for (at, &person) in modelled.layer.participants.iter().enumerate() {
        places.entry(person).or_default().push(at);
    }
    let named = org.list(entity, field!(Layer.participants));
    named.entities().filter_map(|at| Some((at, places.remove(&at.value.index)?))).collect()
}

/// A person's clock in a layer: known, or what would tell.
pub(crate) fn clock_in(org: &Org, sites: &Sites<'_>, person: Entity, modelled: &Modelled) -> Result<i32, Missing> {
    sites.clock(org, person)?.or(modelled.layer.utc_offset).ok_or(modelled.unplaced())
}

impl Participation {
    /// What a person at some places has in a mean week, however the turns of the rotation began.
    pub(crate) fn of(
        (rotation, layer): (Entity, Entity),
        (At { value: person, place }, places): (At<Entity>, Vec<usize>),
        clock: Result<i32, Missing>,
        (modelled, turning): (&Modelled, &Turning),
        hours: &OrgHours,
    ) -> Self {
        let rank = places.first().copied().unwrap_or_default();
        let seat = modelled.timetable.as_ref().map(|timetable| timetable.seat(&places));
        let weeks = match (modelled.missing, &modelled.timetable, &seat) {
            (Some(missing), ..) => Err(missing),
            (None, Some(timetable), Some(seat)) => {
                let clock = modelled.clocked(clock, hours);
                let week = |&shift: &i64| mean_week(timetable, seat, timetable.shifted(shift), &clock, hours);
                // There are many participations, and nearly all have one week: no room is made for more.
                let mut weeks = Vec::with_capacity(turning.phases.len());
                weeks.extend(turning.phases.iter().map_while(week));
                let are_all = !weeks.is_empty() && weeks.len() == turning.phases.len();
                if are_all { Ok(weeks.into_boxed_slice()) } else { Err(Missing::Arithmetic) }
            }
            _ if modelled.layer.is_staffed() => Err(Missing::Arithmetic),
            _ => Ok(vec![MeanWeek::nothing(); turning.phases.len().max(1)].into_boxed_slice()),
        };
        Self { person, layer, rotation, place, rank, seat, clock, weeks }
    }

    /// A number of a mean week, whatever leaves open when the turns began.
    pub(crate) fn figure(&self, turning: &Turning, read: impl Fn(&MeanWeek) -> Result<Rational, Missing>) -> Figure {
        match &self.weeks {
            Ok(weeks) => Figure::over(weeks.iter().map(read), turning.no_start),
            Err(missing) => Figure::unknown(*missing),
        }
    }

    /// M in minutes. What cannot be read of the turns leaves it between nothing and all hours of the layer.
    pub(crate) fn minutes(&self, modelled: &Modelled, turning: &Turning) -> Figure {
        match modelled.uneven().filter(|_| self.is_shared(modelled)) {
            Some(missing) if self.weeks.is_ok() => {
                Figure::between(whole(0), Some(whole(modelled.layer.active().measure())), missing)
            }
            _ => self.figure(turning, |week| Ok(week.minutes)),
        }
    }

    /// F2 in hours.
    pub(crate) fn hours(&self, modelled: &Modelled, turning: &Turning) -> Figure {
        scaled(self.minutes(modelled, turning), 60)
    }

    /// F1.
    pub(crate) fn turn_share(&self, modelled: &Modelled, turning: &Turning) -> Figure {
        match (modelled.missing, modelled.layer.active().measure()) {
            (Some(missing), _) => Figure::unknown(missing),
            (None, 0) => Figure::known(whole(0)),
            (None, all) => scaled(self.minutes(modelled, turning), all),
        }
    }

    /// The share of the turns that the list gives the person, whatever their hours are.
    pub(crate) fn listed_share(&self, modelled: &Modelled) -> Option<Rational> {
        let (own, all) = self.turns(modelled)?;
        div(Rational::from_integer(own.into()), Rational::from_integer(all.into()))
    }

    /// Whether the turns are divided between the person and others, as far as the list says.
    pub(crate) fn is_shared(&self, modelled: &Modelled) -> bool {
        self.turns(modelled).is_some_and(|(own, all)| own < all)
    }

    /// Turns of the person, and all turns of the list.
    fn turns(&self, modelled: &Modelled) -> Option<(u64, u64)> {
        Some(modelled.timetable.as_ref()?.turns_of(self.seat.as_ref()?))
    }
}

/// A number over a whole one.
pub(crate) fn scaled(figure: Figure, by: u32) -> Figure {
    let scale = |number: Rational| div(number, whole(by)).unwrap_or_default();
    Figure { low: scale(figure.low), high: figure.high.map(scale), missing: figure.missing }
}

impl MeanWeek {
    fn nothing() -> Self {
        let zero = whole(0);
        Self { minutes: zero, bands: Ok([zero; 3]), at_work: Ok(zero), turns: zero }
    }
}

fn mean_week(
    timetable: &Timetable,
    seat: &Seat,
    shift: i64,
    clock: &Result<&Hours, Missing>,
    hours: &OrgHours,
) -> Option<MeanWeek> {
    let minutes = timetable.minutes(seat, &WeekSet::FULL, shift)?;
    let within = |set: &WeekSet| timetable.minutes(seat, set, shift);
    let (bands, at_work) = match clock {
        Ok(clock) => {
            let bands = [&clock.bands.business, &clock.bands.off, &clock.bands.sleep];
            let [business, off, sleep] = bands.map(within);
            (Ok([business?, off?, sleep?]), Ok(within(&clock.business_hours)?))
        }
        Err(missing) if hours.illegible.is_some() => (Err(*missing), Err(*missing)),
        // Where every minute of the week is as likely as any other, it does not matter where a set of them lies.
        Err(_) if minutes == whole(0) || timetable.is_even(seat) => {
            let part = |set: &WeekSet| mul(minutes, ratio(set.measure().into(), WEEK.into())?);
            let bands = [&hours.local.bands.business, &hours.local.bands.off, &hours.local.bands.sleep];
            let [business, off, sleep] = bands.map(part);
            (Ok([business?, off?, sleep?]), Ok(part(&hours.local.business_hours)?))
        }
        Err(missing) => (Err(*missing), Err(*missing)),
    };
    Some(MeanWeek { minutes, bands, at_work, turns: timetable.turns(seat, shift)? })
}
