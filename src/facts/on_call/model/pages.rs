//! How often people are paged: the pages that reach a layer, and the nights they break.

use crate::facts::on_call::model::week::Minutes;
use crate::value::rational::{Rational, div, hours, mul, ratio};

/// F7: paging incidents for each covered hour, `pages per week / covered hours`. None where nothing is covered.
pub fn per_covered_hour(pages_per_week: Rational, covered: Minutes) -> Option<Rational> {
    div(pages_per_week, hours(covered.into()))
}

/// F8 with pages per week: those that come in `active` minutes of a band, `rate` for each covered hour.
pub fn at_rate(rate: Rational, active: Minutes) -> Option<Rational> {
    mul(rate, hours(active.into()))
}

/// F8 with pages by band: the band's pages, shared among the primary layers by their active minutes in the band. None
/// where no primary layer is active in it.
pub fn share_of_band(pages: Rational, active: Minutes, all_primary: i128) -> Option<Rational> {
    mul(pages, ratio(active.into(), all_primary)?)
}

/// F11: expected nights of a turn-week with at least one page, `7 * (1 - exp(-sleep / 7))`, taking pages as Poisson.
/// The only inexact number of the model; `sleep` is the pages in sleeping hours of the turn-week.
pub fn broken_nights(sleep: Rational) -> f64 {
    // Shown with one or two decimals; the rounding of a 53-bit mantissa is far below that.
    #[allow(clippy::cast_precision_loss)]
    let sleep = *sleep.numer() as f64 / *sleep.denom() as f64;
    -7.0 * (-sleep / 7.0).exp_m1()
}
