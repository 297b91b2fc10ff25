//! How often people are paged on Saturdays and Sundays.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::combined_load::sum_of_parts;
use crate::facts::on_call::load::figure::Figure;
use crate::facts::on_call::load::paging::{Pages, bands};
use crate::facts::on_call::load::participation::Participation;
use crate::facts::on_call::model::WeekSet;
use crate::facts::on_call::model::week::{DAY, Days, WEEK, Window};
use crate::org::Extent;
use crate::value::rational::{mul, ratio, whole};
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

const WEEKEND: Days = Days(0b110_0000);

/// F9 from Saturday 00:00 to Sunday 24:00, on the clock of the person.
pub(crate) fn weekend_pages<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    let mut pages = sum_of_parts(all, all.of_person(person), |part, way| {
        all.pages_in(cx.org, part, way, &all.weekend_minutes(part, way)).to_vec()
    });
    if cx.org.extent(Kind::Rotation) == Extent::Incomplete {
        pages = pages.plus(Figure::unknown(Missing::Section(Kind::Rotation)));
    }
    pages.sum(cx)
}

impl Load {
    /// Minutes of a mean week on the weekend, by band.
    fn weekend_minutes(&self, part: &Participation, way: usize) -> Pages {
        let modelled = self.modelled(part);
        let uneven = modelled.uneven().filter(|_| part.is_shared(modelled));
        if let Some(missing) =
            modelled.missing.or(self.hours.illegible).or(part.weeks.as_ref().err().copied()).or(uneven)
        {
            return [Err(missing); 3];
        }
        let Some((timetable, seat)) = modelled.timetable.as_ref().zip(part.seat.as_ref()) else {
            return [Ok(whole(0)); 3];
        };
        let shift = timetable.shifted(self.turning(part.rotation).phases.get(way).copied().unwrap_or_default());
        let minutes = |set: &WeekSet| timetable.minutes(seat, set, shift).ok_or(Missing::Arithmetic);
        match (modelled.clocked(part.clock, &self.hours), part.clock) {
            (Ok(hours), Ok(clock)) => {
                let weekend = weekend(clock);
                bands(hours).map(|band| minutes(&band.intersection(&weekend)))
            }
            // Where every minute of the week is as likely as any other, it does not matter where a set of them lies.
            (Err(_), _) | (_, Err(_)) if timetable.is_even(seat) => {
                let weekend = weekend(0);
                bands(&self.hours.local).map(|band| {
                    let part = ratio(band.shared_minutes(&weekend).into(), WEEK.into()).ok_or(Missing::Arithmetic)?;
                    mul(minutes(&WeekSet::FULL)?, part).ok_or(Missing::Arithmetic)
                })
            }
            (Err(missing), _) | (_, Err(missing)) => [Err(missing); 3],
        }
    }
}

/// Saturday and Sunday on a clock so many minutes ahead of UTC, as UTC minutes.
fn weekend(clock: i32) -> WeekSet {
    WeekSet::from_windows(&[Window { days: WEEKEND, from: 0, to: DAY }], clock)
}
