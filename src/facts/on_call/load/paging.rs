//! How often people are paged: in a mean week, in a week of their own, in a shift.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::combined_load::sum_of_parts;
use crate::facts::on_call::load::computed::BandMinutes;
use crate::facts::on_call::load::figure::Figure;
use crate::facts::on_call::load::layer_model::Modelled;
use crate::facts::on_call::load::participation::Participation;
use crate::facts::on_call::model::pages::{broken_nights, per_covered_hour, share_of};
use crate::facts::on_call::model::week::WEEK;
use crate::facts::on_call::model::{Hours, Level, WeekSet};
use crate::facts::reads::exact;
use crate::field;
use crate::org::read::Required;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::rational::{Rational, add, div, mul, ratio, whole};
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) const BUSINESS: usize = 0;
pub(crate) const OFF: usize = 1;
pub(crate) const SLEEP: usize = 2;

/// Numbers by band, each known or with what would tell.
pub(crate) type Pages = [Result<Rational, Missing>; 3];

/// The pages a rotation declares.
pub(crate) enum Declared {
    PerWeek(Rational),
    ByBand(Pages),
}

impl Declared {
    pub(crate) fn of(org: &Org, rotation: Entity) -> Result<Self, Missing> {
        let pages = record(org, rotation, field!(Rotation.pages))?;
        match record(org, pages, field!(Pages.byBand)) {
            Ok(bands) => Ok(Self::ByBand(
                [field!(PageBands.business), field!(PageBands.off), field!(PageBands.sleep)]
                    .map(|field| number(org, bands, field)),
            )),
            Err(Missing::Field(..)) => number(org, pages, field!(Pages.perWeek)).map(Self::PerWeek),
            Err(other) => Err(other),
        }
    }

    /// Pages of all times of day, at least those of the times that are declared.
    pub(crate) fn over_the_day(self) -> Figure {
        match self {
            Self::PerWeek(pages) => Figure::known(pages),
            Self::ByBand(bands) => bands
                .into_iter()
                .fold(Figure::known(zero()), |sum, band| sum.plus(band.map_or_else(Figure::unknown, Figure::known))),
        }
    }

    pub(crate) fn total(self) -> Result<Rational, Missing> {
        match self {
            Self::PerWeek(pages) => Ok(pages),
            Self::ByBand(bands) => sum(&bands, &[BUSINESS, OFF, SLEEP]),
        }
    }
}

fn zero() -> Rational {
    whole(0)
}

/// A result that is too long to be kept exactly is unknown.
fn fits(result: Option<Rational>) -> Result<Rational, Missing> {
    result.ok_or(Missing::Arithmetic)
}

fn record(org: &Org, of: Entity, field: FieldId) -> Result<Entity, Missing> {
    org.reference(of, field).required(of, field)
}

fn number(org: &Org, of: Entity, field: FieldId) -> Result<Rational, Missing> {
    org.number(of, field).required(of, field)
}

pub(crate) fn pages_place(cx: &Cx<'_>, rotation: Entity) -> Option<Place> {
    cx.org.place_of(rotation, field!(Rotation.pages))
}

pub(crate) fn given<'a>(cx: &Cx<'a>, known: Result<Rational, Missing>) -> Val<'a> {
    match known {
        Ok(number) => exact(cx, number),
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn per_hour(cx: &Cx<'_>, rotation: Entity) -> Result<Rational, Missing> {
    let pages = Declared::of(cx.org, rotation)?.total()?;
    fits(per_covered_hour(pages, cx.part::<Load>().covered_minutes(cx.org, rotation)?))
}

/// Bands of a set of hours, in the order of [`BUSINESS`], [`OFF`] and [`SLEEP`].
pub(super) fn bands(hours: &Hours) -> [&WeekSet; 3] {
    [&hours.bands.business, &hours.bands.off, &hours.bands.sleep]
}

impl Load {
    /// X: minutes of a layer in hours of a person's day, in a week that is the person's own.
    pub(crate) fn own_week(&self, part: &Participation, set: impl Fn(&Hours) -> &WeekSet) -> Result<Rational, Missing> {
        let modelled = self.modelled(part);
        if let Some(missing) = modelled.missing.or(self.hours.illegible) {
            return Err(missing);
        }
        let active = modelled.layer.active();
        if active.is_full() || active.is_empty() {
            let all = if active.is_full() { set(&self.hours.local).measure() } else { 0 };
            return Ok(whole(all));
        }
        let hours = modelled.clocked(part.clock, &self.hours)?;
        Ok(whole(active.shared_minutes(set(hours))))
    }

    fn own_bands(&self, part: &Participation) -> Pages {
        [BUSINESS, OFF, SLEEP].map(|band| self.own_week(part, |hours| bands(hours)[band]))
    }

    fn mean_bands(&self, part: &Participation, way: usize) -> Pages {
        let modelled = self.modelled(part);
        let uneven = modelled.uneven().filter(|_| part.is_shared(modelled));
        let weeks = part.weeks.as_ref().map_err(|missing| *missing);
        match weeks.and_then(|weeks| uneven.map_or_else(|| weeks[way.min(weeks.len() - 1)].bands, Err)) {
            Ok(bands) => bands.map(Ok),
            Err(missing) => [Err(missing); 3],
        }
    }

    /// D: minutes a week of each band on all primary layers of a rotation, on the clock of whoever holds them.
    fn band_minutes(&self, org: &Org, rotation: Entity) -> &BandMinutes {
        static NONE: BandMinutes = Vec::new();
        let Some(kept) = self.band_minutes.get(rotation.index()) else { return &NONE };
        kept.get_or_init(|| {
            let ways = self.turning(rotation).phases.clone();
            let count = ways.len().max(1);
            let layers: Result<Vec<&Modelled>, Missing> = self.primary(org, rotation).map(Iterator::collect);
            let of_way = |way: usize| {
                let mut sum = [whole(0); 3];
                for modelled in layers.as_ref().map_err(|missing| *missing)? {
                    let own = self.held(modelled, ways.get(way).copied().unwrap_or_default())?;
                    for (sum, own) in sum.iter_mut().zip(own) {
                        *sum = fits(add(*sum, own))?;
                    }
                }
                Ok(sum)
            };
            (0..count).map(of_way).collect()
        })
    }

    /// Minutes a week of each band on one layer, each place's on the clock of whoever holds it.
    fn held(&self, modelled: &Modelled, shift: i64) -> Result<[Rational; 3], Missing> {
        if let Some(missing) = modelled.missing.or(self.hours.illegible) {
            return Err(missing);
        }
        let Some(timetable) = &modelled.timetable else { return Ok([whole(0); 3]) };
        let active = modelled.layer.active();
        let mut clocks = self.of_layer(modelled.entity).map(|part| part.clock);
        let first = clocks.next().unwrap_or(Err(modelled.unplaced()));
        if let (Ok(hours), true) = (modelled.clocked(first, &self.hours), clocks.all(|clock| clock == first)) {
            return Ok(bands(hours).map(|band| whole(active.shared_minutes(band))));
        }
        let mut sum = [whole(0); 3];
        let shift = timetable.shifted(shift);
        for part in self.of_layer(modelled.entity) {
            let Some(seat) = &part.seat else { continue };
            let held = |set: &WeekSet| fits(timetable.minutes_held(seat, set, shift));
            let own = match modelled.clocked(part.clock, &self.hours) {
                Ok(hours) => bands(hours).map(held),
                Err(missing) if !timetable.is_even(seat) => return Err(missing),
                Err(_) => bands(&self.hours.local).map(|band| {
                    let part = fits(ratio(band.measure().into(), WEEK.into()))?;
                    fits(mul(held(&WeekSet::FULL)?, part))
                }),
            };
            for (sum, own) in sum.iter_mut().zip(own) {
                *sum = fits(add(*sum, own?))?;
            }
        }
        Ok(sum)
    }

    /// Pages for minutes by band, in one way in which the turns may have begun (π).
    pub(super) fn pages_in(&self, org: &Org, part: &Participation, way: usize, minutes: &Pages) -> Pages {
        let modelled = self.modelled(part);
        let passed_on = match modelled.layer.level {
            _ if modelled.missing.is_some() => Err(modelled.missing.unwrap_or(Missing::Arithmetic)),
            Level::Primary => Ok(whole(1)),
            Level::Secondary => org.number_or_default(part.rotation, field!(Rotation.escalationRate)),
            Level::Shadow => Ok(zero()),
        };
        let passed_on = match passed_on {
            Ok(share) if share == zero() => return [Ok(zero()); 3],
            Ok(share) => share,
            Err(missing) => return [Err(missing); 3],
        };
        let declared = Declared::of(org, part.rotation);
        std::array::from_fn(|band| {
            let pages = match &declared {
                Ok(Declared::PerWeek(pages)) => Ok(*pages),
                Ok(Declared::ByBand(pages)) => pages[band],
                Err(missing) => Err(*missing),
            };
            // No minutes and no pages are none of the other, whatever is not known of it.
            if pages == Ok(zero()) || minutes[band] == Ok(zero()) {
                return Ok(zero());
            }
            let (minutes, pages) = (minutes[band]?, pages?);
            let of = match &declared {
                Ok(Declared::PerWeek(_)) => self.covered_minutes(org, part.rotation).map(whole),
                _ => self.band_minutes_in(org, part.rotation, way).map(|all| all[band]),
            };
            fits(mul(fits(share_of(pages, minutes, of?))?, passed_on))
        })
    }

    /// D in one way in which the turns may have begun.
    fn band_minutes_in(&self, org: &Org, rotation: Entity, way: usize) -> Result<[Rational; 3], Missing> {
        self.band_minutes(org, rotation).get(way).copied().unwrap_or(Err(Missing::Arithmetic))
    }

    /// F9: pages of a mean week, by band.
    fn mean_pages(&self, org: &Org, part: &Participation, way: usize) -> Pages {
        self.pages_in(org, part, way, &self.mean_bands(part, way))
    }

    /// F8: pages of a week of one's own, by band; none where turns are shorter than a week.
    fn own_pages(&self, org: &Org, part: &Participation, way: usize) -> Option<Pages> {
        let modelled = self.modelled(part);
        let weeks = modelled.layer.turn >= WEEK && modelled.timetable.is_some() && !modelled.layer.active().is_empty();
        weeks.then(|| self.pages_in(org, part, way, &self.own_bands(part)))
    }

    /// What is judged of somebody's pages: those of a week of one's own or, where turns are shorter, of a mean week.
    fn judged(&self, org: &Org, part: &Participation, way: usize) -> Pages {
        self.own_pages(org, part, way).unwrap_or_else(|| self.mean_pages(org, part, way))
    }

    /// A number of one part in every way in which the turns may have begun.
    fn each_way(&self, part: &Participation, read: impl Fn(usize) -> Result<Rational, Missing>) -> Figure {
        let turning = self.turning(part.rotation);
        Figure::over((0..turning.phases.len().max(1)).map(read), turning.no_start)
    }

    /// The most that anybody has in a layer, in every way in which the turns may have begun.
    pub(crate) fn most(
        &self,
        layer: Entity,
        read: impl Fn(&Participation, usize) -> Result<Rational, Missing>,
    ) -> Figure {
        let modelled = &self.layers[layer.index()];
        if let Some(missing) = modelled.missing {
            return Figure::unknown(missing);
        }
        if !modelled.participants {
            return Figure::unknown(Missing::Field(layer, field!(Layer.participants)));
        }
        let rotation = self.of_layer(layer).next().map(|part| part.rotation);
        let Some(rotation) = rotation else { return Figure::known(zero()) };
        let turning = self.turning(rotation);
        let mut missing: Vec<Missing> = Vec::new();
        let of_way = |way: usize| {
            self.of_layer(layer).fold(zero(), |most, part| match read(part, way) {
                Ok(own) => most.max(own),
                Err(why) => {
                    if !missing.contains(&why) {
                        missing.push(why);
                    }
                    most
                }
            })
        };
        let ways: Vec<Rational> = (0..turning.phases.len().max(1)).map(of_way).collect();
        let mut most = Figure::over(ways.into_iter().map(Ok), turning.no_start);
        if !missing.is_empty() {
            most.high = None;
            most.missing.extend(missing);
        }
        most
    }
}

fn sum(pages: &Pages, bands: &[usize]) -> Result<Rational, Missing> {
    bands.iter().try_fold(zero(), |sum, &band| fits(add(sum, pages[band]?)))
}

/// Pages judged in a layer, those of whoever has most.
pub(crate) fn turn_pages<'a>(cx: &Cx<'a>, layer: Entity, bands: &[usize]) -> Val<'a> {
    let all = cx.part::<Load>();
    all.most(layer, |part, way| sum(&all.judged(cx.org, part, way), bands)).value(cx)
}

/// The same, as what is certain of it.
pub(crate) fn certain_pages<'a>(cx: &Cx<'a>, layer: Entity, bands: &[usize]) -> Val<'a> {
    let all = cx.part::<Load>();
    all.most(layer, |part, way| sum(&all.judged(cx.org, part, way), bands)).certain().value(cx)
}

/// Pages judged of one part (F10).
pub(crate) fn judged_pages(org: &Org, all: &Load, part: &Participation, bands: &[usize]) -> Figure {
    all.each_way(part, |way| sum(&all.judged(org, part, way), bands))
}

/// Pages in a week of one's own; none where turns are shorter than a week (F8).
pub(crate) fn pages_of_own_week(org: &Org, all: &Load, part: &Participation, bands: &[usize]) -> Option<Figure> {
    let _defined = all.own_pages(org, part, 0)?;
    Some(all.each_way(part, |way| all.own_pages(org, part, way).map_or(Ok(zero()), |pages| sum(&pages, bands))))
}

/// Pages in a shift, which is one turn's active stretch; none where turns are not shorter than a week (F26).
pub(crate) fn pages_of_shift(org: &Org, all: &Load, part: &Participation, bands: &[usize]) -> Option<Figure> {
    let modelled = all.modelled(part);
    let turns = |way: usize| {
        let weeks = part.weeks.as_ref().ok()?;
        Some(weeks[way.min(weeks.len() - 1)].turns)
    };
    if modelled.layer.turn >= WEEK || turns(0) == Some(zero()) {
        return None;
    }
    Some(all.each_way(part, |way| {
        let pages = sum(&all.mean_pages(org, part, way), bands)?;
        turns(way).and_then(|turns| div(pages, turns)).ok_or(Missing::Arithmetic)
    }))
}

/// F11 of one part: broken nights in a week of one's own or, where turns are shorter, in a mean week.
fn broken(org: &Org, all: &Load, part: &Participation, way: usize) -> Result<Rational, Missing> {
    let modelled = all.modelled(part);
    let sleep = all.judged(org, part, way)[SLEEP]?;
    let Some((timetable, seat)) = modelled.timetable.as_ref().zip(part.seat.as_ref()).filter(|_| sleep > zero()) else {
        return Ok(zero());
    };
    let own_week = all.own_pages(org, part, way).is_some();
    // Every clock has the same nights where the layer is on call all week.
    let hours = match modelled.clocked(part.clock, &all.hours) {
        Err(_) if own_week && modelled.layer.active().is_full() => Ok((&all.hours.local, 0)),
        hours => hours.and_then(|hours| Ok((hours, part.clock?))),
    };
    let (hours, clock) = hours?;
    let shift = timetable.shifted(all.turning(part.rotation).phases.get(way).copied().unwrap_or_default());
    let (nights, weeks) = if own_week {
        (timetable.nights_of_week(&hours.bands.sleep, clock), 1)
    } else {
        (timetable.nights(seat, &hours.bands.sleep, clock, shift).ok_or(Missing::Arithmetic)?, timetable.weeks())
    };
    let pages = fits(mul(sleep, whole(i128::from(weeks))))?;
    // Between 0 and 7 a week, so that it fits.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    let rounded = (broken_nights(pages, &nights) / weeks as f64 * 1e4).round() as i64;
    fits(ratio(rounded.into(), 10_000))
}

pub(crate) fn broken_nights_of(org: &Org, all: &Load, part: &Participation) -> Figure {
    all.each_way(part, |way| broken(org, all, part, way))
}

pub(crate) fn nights<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    all.most(layer, |part, way| broken(cx.org, all, part, way)).value(cx)
}

/// Most hours of one night on call, in one way in which the turns may have begun (F27).
fn longest_night_in(all: &Load, part: &Participation, way: usize) -> Result<Rational, Missing> {
    let modelled = all.modelled(part);
    if let Some(missing) = modelled.missing.or(all.hours.illegible) {
        return Err(missing);
    }
    let Some((timetable, seat)) = modelled.timetable.as_ref().zip(part.seat.as_ref()) else { return Ok(zero()) };
    let hours = match modelled.clocked(part.clock, &all.hours) {
        Err(_) if modelled.layer.turn >= WEEK && modelled.layer.active().is_full() => Ok((&all.hours.local, 0)),
        hours => hours.and_then(|hours| Ok((hours, part.clock?))),
    };
    let (hours, clock) = hours?;
    if let Some(missing) = modelled.uneven().filter(|_| part.is_shared(modelled)) {
        return Err(missing);
    }
    let shift = timetable.shifted(all.turning(part.rotation).phases.get(way).copied().unwrap_or_default());
    let nights = timetable.nights(seat, &hours.night, clock, shift).ok_or(Missing::Arithmetic)?;
    fits(ratio(nights.into_iter().max().unwrap_or_default().into(), 60))
}

pub(crate) fn longest_night_of(all: &Load, part: &Participation) -> Figure {
    all.each_way(part, |way| longest_night_in(all, part, way))
}

pub(crate) fn longest_night<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    let all = cx.part::<Load>();
    all.most(layer, |part, way| longest_night_in(all, part, way)).value(cx)
}

/// Hours of the week in hours of the person's day, of whoever has most of them (F27).
pub(crate) fn layer_hours<'a>(cx: &Cx<'a>, layer: Entity, set: impl Fn(&Hours) -> &WeekSet) -> Val<'a> {
    let all = cx.part::<Load>();
    most_hours(all, layer, set).value(cx)
}

pub(crate) fn most_hours(all: &Load, layer: Entity, set: impl Fn(&Hours) -> &WeekSet) -> Figure {
    let per_hour = |minutes: Rational| div(minutes, whole(60)).ok_or(Missing::Arithmetic);
    all.most(layer, |part, _| all.own_week(part, &set).and_then(per_hour))
}

/// Hours of a mean week in a band of the person's day.
pub(crate) fn band_hours(all: &Load, part: &Participation, band: usize) -> Figure {
    all.each_way(part, |way| div(all.mean_bands(part, way)[band]?, whole(60)).ok_or(Missing::Arithmetic))
}

pub(crate) fn person_pages<'a>(cx: &Cx<'a>, person: Entity, bands: &[usize]) -> Val<'a> {
    let all = cx.part::<Load>();
    let mut pages = pages_of(cx.org, all, all.of_person(person), bands);
    if cx.org.extent(Kind::Rotation) == Extent::Incomplete {
        pages = pages.plus(Figure::unknown(Missing::Section(Kind::Rotation)));
    }
    pages.sum(cx)
}

pub(crate) fn part_pages(org: &Org, all: &Load, part: &Participation, bands: &[usize]) -> Figure {
    pages_of(org, all, std::slice::from_ref(part), bands)
}

/// Pages of a mean week.
fn pages_of(org: &Org, all: &Load, own: &[Participation], bands: &[usize]) -> Figure {
    sum_of_parts(all, own, |part, way| {
        let pages = all.mean_pages(org, part, way);
        bands.iter().map(|&band| pages[band]).collect()
    })
}

/// The most off-hours pages that any layer of a person has by some measure; none where none has it.
pub(crate) fn worst<'a>(
    cx: &Cx<'a>,
    person: Entity,
    read: impl Fn(&Org, &Load, &Participation, &[usize]) -> Option<Figure>,
) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.of_person(person).iter().filter(|part| all.modelled(part).layer.level != Level::Shadow);
    let pages = own.filter_map(|part| read(cx.org, all, part, &[OFF, SLEEP]));
    match pages.reduce(Figure::or_more) {
        Some(pages) => pages.value(cx),
        None => cx.unknown(Missing::Arithmetic),
    }
}

/// Contract hours a week: those declared, else 40 for each full-time equivalent.
pub(crate) fn contract(org: &Org, person: Entity) -> Result<Rational, Missing> {
    match org.number(person, field!(Person.workHours))? {
        Some(hours) => Ok(hours.value),
        None => fits(mul(whole(40), org.number_or_default(person, field!(Person.fte))?)),
    }
}

/// Where the contract hours of a person are written.
pub(crate) fn contract_place(cx: &Cx<'_>, person: Entity) -> Option<Place> {
    let place = |field| cx.org.place_of(person, field);
    place(field!(Person.workHours)).or_else(|| place(field!(Person.fte)))
}

/// Pages a week for each hour of a person's contract, and what hides further ones.
pub(crate) fn page_load(cx: &Cx<'_>, person: Entity) -> (Rational, Vec<Missing>) {
    let all = cx.part::<Load>();
    let Figure { low, high, mut missing } = pages_of(cx.org, all, all.of_person(person), &[BUSINESS, OFF, SLEEP]);
    if high == Some(low) {
        missing.clear();
    }
    match contract(cx.org, person).and_then(|hours| fits(div(low, hours))) {
        Ok(load) => (load, missing),
        Err(why) => {
            missing.push(why);
            (zero(), missing)
        }
    }
}

/// A figure, or unknown where it is of no turn that the person has.
pub(crate) fn where_defined<'a>(cx: &Cx<'a>, figure: Option<Figure>) -> Val<'a> {
    match figure {
        Some(figure) => figure.value(cx),
        None => cx.unknown(Missing::Arithmetic),
    }
}
