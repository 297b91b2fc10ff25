//! How often people are paged: pages in some minutes of a week, and the nights they break.

use crate::facts::on_call::model::week::Minutes;
use crate::value::rational::{Rational, div, hours, mul};

/// F7: paging incidents for each covered hour, `pages per week / covered hours`. None where nothing is covered.
pub fn per_covered_hour(pages_per_week: Rational, covered: Minutes) -> Option<Rational> {
    div(pages_per_week, hours(covered.into()))
}

/// F8, F9: pages that come in `minutes` a week, where `pages` come in `of` minutes a week. None where `of` is 0.
pub fn share_of(pages: Rational, minutes: Rational, of: Rational) -> Option<Rational> {
    mul(pages, div(minutes, of)?)
}

/// F11: expected nights with at least one page among some nights, taking pages as Poisson with `pages` spread evenly over
/// all minutes of these nights. The only inexact number of the model.
pub fn broken_nights(pages: Rational, nights: &[u64]) -> f64 {
    // Shown with one or two decimals; the rounding of a 53-bit mantissa is far below that.
    #[allow(clippy::cast_precision_loss)]
    let (pages, all) = (*pages.numer() as f64 / *pages.denom() as f64, nights.iter().sum::<u64>() as f64);
    #[allow(clippy::cast_precision_loss)]
    nights.iter().map(|&minutes| -(-pages * minutes as f64 / all).exp_m1()).sum()
}
