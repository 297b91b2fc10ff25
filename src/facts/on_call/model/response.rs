//! Whether people can answer fast enough for what was promised.

use crate::facts::on_call::model::exact::{Rational, add, mul, sub, whole};

/// F20: minutes a service may be unavailable in a quarter of 90 days, `(1 - target) * 90 * 1440`; `target` is the
/// availability as a share (0.999).
pub fn unavailable_minutes(target: Rational) -> Option<Rational> {
    mul(sub(whole(1), target)?, whole(90 * 1440))
}

/// F20: whether one incident that the first level misses is answered before a quarter's budget is spent,
/// `response + first timeout <= unavailable minutes`, all in minutes.
pub fn fits_budget(response_minutes: Rational, first_timeout: Rational, target: Rational) -> Option<bool> {
    Some(add(response_minutes, first_timeout)? <= unavailable_minutes(target)?)
}
