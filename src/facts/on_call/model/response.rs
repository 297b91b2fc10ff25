//! How much time an objective leaves for answering.

use crate::value::rational::{Rational, mul, sub, whole};

/// F20: minutes a service may be unavailable in a quarter of 90 days, `(1 - target) * 90 * 1440`; `target` is the
/// availability as a share (0.999).
pub fn unavailable_minutes(target: Rational) -> Option<Rational> {
    mul(sub(whole(1), target)?, whole(90 * 1440))
}
