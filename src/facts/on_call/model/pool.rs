//! What a set of layers needs and gives: people in the pool, hours covered, gaps and overlaps.

use crate::facts::on_call::model::exact::{Rational, add, div, hours, mul, ratio, whole};
use crate::facts::on_call::model::layer::{Layer, Level};
use crate::facts::on_call::model::week::WeekSet;

/// F6: the smallest pool that can staff the layers with nobody above `max_share` of the week,
/// `ceil(sum of concurrent * active hours / (168 * max_share))`. Shadow layers count nothing. None where `max_share` is
/// not positive.
///
/// The cap is the book's (Site Reliability Engineering, ch. 11: 25 %); absolute floors such as 8 or 6 people belong to
/// the rule that compares.
pub fn min_pool(layers: &[&Layer], max_share: Rational) -> Option<u64> {
    if max_share <= whole(0) {
        return None;
    }
    let mut staffed = whole(0);
    for layer in layers.iter().filter(|layer| layer.level != Level::Shadow) {
        staffed = add(staffed, mul(whole(layer.concurrent), layer.active_hours())?)?;
    }
    let people = div(staffed, mul(whole(168), max_share)?)?;
    let (numer, denom) = (*people.numer(), *people.denom());
    u64::try_from(numer / denom + i128::from(numer % denom != 0)).ok()
}

/// C: the minutes of the week with somebody on a primary layer.
pub fn covered(layers: &[&Layer]) -> WeekSet {
    let primary = layers.iter().filter(|layer| layer.level == Level::Primary);
    WeekSet::from_intervals(primary.flat_map(|layer| layer.active.intervals()).copied())
}

/// F17: the declared minutes in which no primary layer is active.
pub fn coverage_gap(declared: &WeekSet, layers: &[&Layer]) -> WeekSet {
    declared.minus(&covered(layers))
}

/// F17: hours per week covered more than once, `sum of active hours - covered hours` over primary layers.
pub fn overlap_hours(layers: &[&Layer]) -> Rational {
    let primary = layers.iter().filter(|layer| layer.level == Level::Primary);
    let staffed: u64 = primary.map(|layer| u64::from(layer.active.measure())).sum();
    hours(staffed.saturating_sub(covered(layers).measure().into()))
}

/// C in hours per week.
pub fn coverage_hours(layers: &[&Layer]) -> Rational {
    hours(covered(layers).measure().into())
}

/// F7: expected incidents per shift of `shift_hours`, `pages per week * shift / covered hours`. None where nothing is
/// covered.
pub fn incidents_per_shift(pages_per_week: Rational, layers: &[&Layer], shift_hours: Rational) -> Option<Rational> {
    div(mul(pages_per_week, shift_hours)?, coverage_hours(layers))
}

/// F17: the share of the declared minutes that is covered, 1 where nothing is declared.
pub fn covered_share(declared: &WeekSet, layers: &[&Layer]) -> Rational {
    let all = declared.measure();
    ratio(declared.shared_minutes(&covered(layers)).into(), all.into()).unwrap_or_else(|| whole(1))
}
