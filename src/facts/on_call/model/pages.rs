//! How often people are paged, and when: expected incidents per band, broken nights, hours of operations work.

use crate::facts::on_call::model::exact::{Rational, add, div, hours, mul, whole};
use crate::facts::on_call::model::layer::{BandMinutes, Layer, Level};
use crate::facts::on_call::model::pool::coverage_hours;
use crate::facts::on_call::model::week::Bands;

/// Paging incidents of a rotation per week, each counted once however many people it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// Incidents per week, spread evenly over the covered hours.
    PerWeek(Rational),
    /// Incidents per week by band of the responder's local time.
    ByBand(BandPages),
}

impl Pages {
    /// Incidents per week over all bands.
    pub fn per_week(&self) -> Option<Rational> {
        match self {
            Self::PerWeek(pages) => Some(*pages),
            Self::ByBand(pages) => pages.total(),
        }
    }
}

/// Incidents by band, for a week or a turn-week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct BandPages {
    /// In business hours.
    pub business: Rational,
    /// In waking hours outside business hours.
    pub off: Rational,
    /// In sleeping hours.
    pub sleep: Rational,
}

impl BandPages {
    /// F10: outside business hours, `off + sleep`.
    pub fn off_hours(&self) -> Option<Rational> {
        add(self.off, self.sleep)
    }

    /// Over all bands.
    pub fn total(&self) -> Option<Rational> {
        add(self.business, self.off_hours()?)
    }

    /// Band by band, the sum of both: a person's pages over several rotations.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        Some(Self {
            business: add(self.business, other.business)?,
            off: add(self.off, other.off)?,
            sleep: add(self.sleep, other.sleep)?,
        })
    }

    /// Band by band, `factor` times as many.
    pub fn times(&self, factor: Rational) -> Option<Self> {
        Some(Self {
            business: mul(self.business, factor)?,
            off: mul(self.off, factor)?,
            sleep: mul(self.sleep, factor)?,
        })
    }
}

/// F8: expected pages per band in a week in which the layer is one's own ("turn-week").
///
/// `rotation` holds all layers of the layer's rotation. With pages per week: `pages / covered hours * active hours in
/// the band`. By band: the band's pages shared among primary layers by their active hours in it. None where the local
/// time is not declared and matters, or the rotation has pages where no primary layer is active.
pub fn pages_per_turn_week(layer: &Layer, rotation: &[&Layer], pages: &Pages, bands: &Bands) -> Option<BandPages> {
    let own = layer.band_minutes(bands)?;
    match pages {
        Pages::PerWeek(pages) => {
            let rate = div(*pages, coverage_hours(rotation))?;
            Some(BandPages {
                business: mul(rate, hours(own.business.into()))?,
                off: mul(rate, hours(own.off.into()))?,
                sleep: mul(rate, hours(own.sleep.into()))?,
            })
        }
        Pages::ByBand(pages) => {
            let mut primary = Vec::with_capacity(rotation.len());
            for layer in rotation.iter().filter(|layer| layer.level == Level::Primary) {
                primary.push(layer.band_minutes(bands)?);
            }
            let part = |pages: Rational, band: fn(&BandMinutes) -> u32| {
                if band(&own) == 0 {
                    return Some(whole(0));
                }
                let all: u64 = primary.iter().map(|minutes| u64::from(band(minutes))).sum();
                div(mul(pages, whole(band(&own)))?, whole(all))
            };
            Some(BandPages {
                business: part(pages.business, |minutes| minutes.business)?,
                off: part(pages.off, |minutes| minutes.off)?,
                sleep: part(pages.sleep, |minutes| minutes.sleep)?,
            })
        }
    }
}

/// F9: expected pages per band and calendar week that reach a person on one rotation: over its layers, `turn share *
/// pages per turn-week`, on a secondary layer times `escalation_rate` (the share of pages a primary passes on).
pub fn pages_of_person(
    person: u32,
    rotation: &[&Layer],
    pages: &Pages,
    escalation_rate: Rational,
    bands: &Bands,
) -> Option<BandPages> {
    let mut sum = BandPages::default();
    for layer in rotation {
        let factor = match layer.level {
            Level::Primary => layer.turn_share(person),
            Level::Secondary => mul(layer.turn_share(person), escalation_rate)?,
            Level::Shadow => continue,
        };
        if factor != whole(0) {
            sum = sum.plus(&pages_per_turn_week(layer, rotation, pages, bands)?.times(factor)?)?;
        }
    }
    Some(sum)
}

/// F11: expected nights of a turn-week with at least one page, `7 * (1 - exp(-sleep / 7))`, taking pages as Poisson.
/// The only inexact number of the model; `sleep` is the pages in sleeping hours of the turn-week.
pub fn broken_nights(sleep: Rational) -> f64 {
    // Shown with one or two decimals; the rounding of a 53-bit mantissa is far below that.
    #[allow(clippy::cast_precision_loss)]
    let sleep = *sleep.numer() as f64 / *sleep.denom() as f64;
    -7.0 * (-sleep / 7.0).exp_m1()
}

/// F12: operations hours per week from a person's pages, `pages * hours_per_incident` (the SRE book, ch. 11, takes 6 h
/// for an incident with root cause, remediation and follow-up).
pub fn operations_hours(pages: &BandPages, hours_per_incident: Rational) -> Option<Rational> {
    mul(pages.total()?, hours_per_incident)
}

/// F12: operations hours as a share of the contract hours. None where these are zero.
pub fn operations_share(operations_hours: Rational, work_hours: Rational) -> Option<Rational> {
    div(operations_hours, work_hours)
}
