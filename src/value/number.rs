//! Exact arithmetic on the numbers of the rule language: 64 bits above and below the line. What does not fit is none, and
//! nothing is rounded.

use std::cmp::Ordering;

use crate::value::Number;
use crate::value::rational::{self, Rational};

/// A number as the on-call model computes with it.
fn wide(n: Number) -> Rational {
    Rational::new_raw((*n.numer()).into(), (*n.denom()).into())
}

/// An exact number of the on-call model, if it fits.
pub fn narrow(n: Rational) -> Option<Number> {
    Some(Number::new_raw(i64::try_from(*n.numer()).ok()?, i64::try_from(*n.denom()).ok()?))
}

/// `over / under`, reduced; none where it does not fit or divides by zero.
pub fn ratio(over: i128, under: i128) -> Option<Number> {
    narrow(rational::ratio(over, under)?)
}

/// Numerator and denominator.
pub fn parts(n: Number) -> (i128, i128) {
    (i128::from(*n.numer()), i128::from(*n.denom()))
}

/// The sum, if it fits.
pub fn add(a: Number, b: Number) -> Option<Number> {
    if a.is_integer() && b.is_integer() {
        return a.numer().checked_add(*b.numer()).map(Number::from);
    }
    narrow(rational::add(wide(a), wide(b))?)
}

/// The negative, if it fits.
pub fn negate(a: Number) -> Option<Number> {
    a.numer().checked_neg().map(|numer| Number::new_raw(numer, *a.denom()))
}

/// The difference, if it fits.
pub fn subtract(a: Number, b: Number) -> Option<Number> {
    narrow(rational::sub(wide(a), wide(b))?)
}

/// The product, if it fits.
pub fn multiply(a: Number, b: Number) -> Option<Number> {
    narrow(rational::mul(wide(a), wide(b))?)
}

/// The quotient, if it fits and is defined.
pub fn divide(a: Number, b: Number) -> Option<Number> {
    narrow(rational::div(wide(a), wide(b))?)
}

/// What remains of `a` after taking `b` from it a whole number of times; it has the sign of `a`, as in CEL.
pub fn remainder(a: Number, b: Number) -> Option<Number> {
    let ((an, ad), (bn, bd)) = (parts(a), parts(b));
    ratio((an * bd).checked_rem(bn * ad)?, ad * bd)
}

/// Which is larger.
pub fn compare(a: Number, b: Number) -> Ordering {
    let ((an, ad), (bn, bd)) = (parts(a), parts(b));
    (an * bd).cmp(&(bn * ad))
}
