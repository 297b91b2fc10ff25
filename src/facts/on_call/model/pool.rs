//! What a set of layers needs and gives: people in the pool, hours that are covered twice.

use crate::facts::on_call::model::layer::Layer;
use crate::facts::on_call::model::week::Minutes;
use crate::value::rational::{Rational, add, div, hours, mul, whole};

/// Hours a week for which people have to be found, `sum of concurrent * active hours` over layers; no more are on call
/// at once than the list has places.
pub fn staffed_hours<'l>(layers: impl IntoIterator<Item = &'l Layer>) -> Option<Rational> {
    let at_once = |layer: &Layer| match layer.participants.len() as u64 {
        0 => layer.concurrent.into(),
        places => places.min(layer.concurrent.into()),
    };
    layers.into_iter().try_fold(whole(0), |sum, layer| add(sum, mul(layer.active_hours(), whole(at_once(layer)))?))
}

/// F6: the fewest people who can share that many hours with nobody above `max_share` of the week,
/// `ceil(staffed hours / (168 * max_share))`. None where `max_share` is 0.
///
/// The cap is the book's (Site Reliability Engineering, ch. 11: 25 %); absolute floors such as 8 or 6 people belong to
/// the rule that compares.
pub fn fewest_people(staffed_hours: Rational, max_share: Rational) -> Option<Rational> {
    Some(div(staffed_hours, mul(whole(168), max_share)?)?.ceil())
}

/// F17: hours a week that are covered more than once, `sum of active hours - covered hours` over primary layers.
pub fn overlap_hours<'l>(primary: impl IntoIterator<Item = &'l Layer>, covered: Minutes) -> Rational {
    let staffed: u64 = primary.into_iter().map(|layer| u64::from(layer.active().measure())).sum();
    hours(staffed.saturating_sub(covered.into()))
}
