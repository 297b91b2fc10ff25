//! How often people are paged: on each layer in a week of one's own, and each person in a calendar week.

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::layer_model::{Modelled, TurnWeek};
use crate::facts::on_call::load::participation::Participation;
use crate::facts::on_call::model::Level;
use crate::facts::on_call::model::pages::{at_rate, broken_nights, per_covered_hour, share_of_band};
use crate::facts::reads::{at_least, exact};
use crate::field;
use crate::org::read::Required;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::rational::{Rational, add, div, mul, whole};
use crate::value::{Missing, Number, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) const BUSINESS: usize = 0;
pub(crate) const OFF: usize = 1;
pub(crate) const SLEEP: usize = 2;

/// The pages a rotation declares.
pub(crate) enum Declared {
    PerWeek(Rational),
    ByBand(TurnWeek),
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
    rate(pages, cx.part::<Load>().covered_minutes(cx.org, rotation)?)
}

/// Pages for each covered hour.
fn rate(pages: Rational, covered: u32) -> Result<Rational, Missing> {
    fits(per_covered_hour(pages, covered))
}

impl Load {
    /// Pages by band in a week in which a layer is one's own, computed once.
    pub(crate) fn turn_week(&self, org: &Org, layer: Entity) -> &TurnWeek {
        let modelled = &self.layers[layer.index()];
        modelled.turn_week.get_or_init(|| {
            self.reaching(org, modelled).unwrap_or_else(|missing| [Err(missing), Err(missing), Err(missing)])
        })
    }

    fn reaching(&self, org: &Org, modelled: &Modelled) -> Result<TurnWeek, Missing> {
        if let Some(missing) = modelled.missing {
            return Err(missing);
        }
        let none = [Ok(zero()), Ok(zero()), Ok(zero())];
        let rotation = org.parent(modelled.entity).ok_or(Missing::Section(Kind::Rotation))?;
        let passed_on = match modelled.layer.level {
            Level::Primary => whole(1),
            Level::Secondary => org.number_or_default(rotation, field!(Rotation.escalationRate))?,
            Level::Shadow => zero(),
        };
        if passed_on == zero() {
            return Ok(none);
        }
        let own = modelled.bands()?;
        let own = [own.business, own.off, own.sleep];
        let all = match Declared::of(org, rotation) {
            Ok(Declared::PerWeek(pages)) => {
                let rate = self.covered_minutes(org, rotation).and_then(|covered| rate(pages, covered));
                own.map(|minutes| fits(at_rate(rate?, minutes)))
            }
            Ok(Declared::ByBand(pages)) => {
                let shared = self.primary_bands(org, rotation);
                std::array::from_fn(|band| fits(share_of_band(pages[band]?, own[band], shared?[band])))
            }
            Err(missing) => [Err(missing), Err(missing), Err(missing)],
        };
        Ok(std::array::from_fn(|band| match own[band] {
            0 => Ok(zero()),
            _ => fits(mul(all[band]?, passed_on)),
        }))
    }

    /// Active minutes by band, added up over the primary layers of a rotation.
    fn primary_bands(&self, org: &Org, rotation: Entity) -> Result<[i128; 3], Missing> {
        let mut sum = [0; 3];
        for modelled in self.primary(org, rotation)? {
            let bands = modelled.bands()?;
            for (sum, band) in sum.iter_mut().zip([bands.business, bands.off, bands.sleep]) {
                *sum += i128::from(band);
            }
        }
        Ok(sum)
    }
}

fn sum(turn_week: &TurnWeek, bands: &[usize]) -> Result<Rational, Missing> {
    bands.iter().try_fold(zero(), |sum, &band| fits(add(sum, turn_week[band]?)))
}

pub(crate) fn turn_pages<'a>(cx: &Cx<'a>, layer: Entity, bands: &[usize]) -> Val<'a> {
    given(cx, sum(cx.part::<Load>().turn_week(cx.org, layer), bands))
}

pub(crate) fn nights<'a>(cx: &Cx<'a>, layer: Entity) -> Val<'a> {
    match cx.part::<Load>().turn_week(cx.org, layer)[SLEEP] {
        // Between 0 and 7, so that it fits.
        #[allow(clippy::cast_possible_truncation)]
        Ok(sleep) => Val::Number(Number::new((broken_nights(sleep) * 1e4).round() as i64, 10_000)),
        Err(missing) => cx.unknown(missing),
    }
}

pub(crate) fn person_pages<'a>(cx: &Cx<'a>, person: Entity, bands: &[usize]) -> Val<'a> {
    let all = cx.part::<Load>();
    let (known, mut missing) = pages_of(cx, all, all.of_person(person), bands);
    if cx.org.extent(Kind::Rotation) == Extent::Incomplete {
        missing.push(Missing::Section(Kind::Rotation));
    }
    at_least(cx, known, missing)
}

pub(crate) fn part_pages<'a>(cx: &Cx<'a>, entity: Entity, bands: &[usize]) -> Val<'a> {
    let all = cx.part::<Load>();
    let own = all.participations.get(entity.index()).map(std::slice::from_ref).unwrap_or_default();
    let (known, missing) = pages_of(cx, all, own, bands);
    at_least(cx, known, missing)
}

/// Pages of a calendar week, and what hides further ones.
fn pages_of(cx: &Cx<'_>, all: &Load, own: &[Participation], bands: &[usize]) -> (Rational, Vec<Missing>) {
    let (mut known, mut missing) = (zero(), Vec::new());
    for part in own {
        let turn_week = all.turn_week(cx.org, part.layer);
        for &band in bands {
            let more = turn_week[band].and_then(|pages| fits(mul(pages, part.turn_share)));
            match more.and_then(|pages| fits(add(known, pages))) {
                Ok(sum) => known = sum,
                Err(why) => missing.push(why),
            }
        }
    }
    (known, missing)
}

/// Contract hours a week.
pub(crate) fn contract(org: &Org, person: Entity) -> Result<Rational, Missing> {
    org.number_or_default(person, field!(Person.workHours))
}

/// Pages a week for each hour of a person's contract, and what hides further ones.
pub(crate) fn page_load(cx: &Cx<'_>, person: Entity) -> (Rational, Vec<Missing>) {
    let all = cx.part::<Load>();
    let (pages, mut missing) = pages_of(cx, all, all.of_person(person), &[BUSINESS, OFF, SLEEP]);
    match contract(cx.org, person).and_then(|hours| fits(div(pages, hours))) {
        Ok(load) => (load, missing),
        Err(why) => {
            missing.push(why);
            (zero(), missing)
        }
    }
}
