//! Exact arithmetic that answers `None` instead of overflowing, with a short way for the small numbers that nearly
//! every organisation has.

use num_rational::Ratio;

/// An exact number: hours, shares, pages.
pub type Rational = Ratio<i128>;

/// `numer / denom` in lowest terms; none where `denom` is zero or a part does not fit.
pub(crate) fn ratio(numer: i128, denom: i128) -> Option<Rational> {
    if denom == 0 {
        return None;
    }
    let sign = if (numer < 0) == (denom < 0) { 1 } else { -1 };
    let (above, below) = (numer.unsigned_abs(), denom.unsigned_abs());
    if let (Ok(above), Ok(below)) = (u64::try_from(above), u64::try_from(below)) {
        let divisor = gcd_64(above, below);
        return Some(Ratio::new_raw(sign * i128::from(above / divisor), i128::from(below / divisor)));
    }
    let divisor = gcd(above, below);
    let above = i128::try_from(above / divisor).ok()?;
    Some(Ratio::new_raw(sign * above, i128::try_from(below / divisor).ok()?))
}

/// `minutes` in hours.
pub(crate) fn hours(minutes: u64) -> Rational {
    ratio(i128::from(minutes), 60).unwrap_or_default()
}

/// A whole number.
pub(crate) fn whole(number: impl Into<i128>) -> Rational {
    Ratio::new_raw(number.into(), 1)
}

/// `a + b`.
pub(crate) fn add(a: Rational, b: Rational) -> Option<Rational> {
    if *a.numer() == 0 {
        return Some(b);
    }
    if a.denom() == b.denom() {
        return ratio(a.numer().checked_add(*b.numer())?, *a.denom());
    }
    // Scaling by the least common denominator keeps sums of many terms small.
    let shared = gcd(a.denom().unsigned_abs(), b.denom().unsigned_abs());
    let shared = i128::try_from(shared).ok()?;
    let (scale_a, scale_b) = (b.denom() / shared, a.denom() / shared);
    let left = a.numer().checked_mul(scale_a)?;
    let right = b.numer().checked_mul(scale_b)?;
    ratio(left.checked_add(right)?, a.denom().checked_mul(scale_a)?)
}

/// `a - b`.
pub(crate) fn sub(a: Rational, b: Rational) -> Option<Rational> {
    add(a, ratio(b.numer().checked_neg()?, *b.denom())?)
}

/// `a * b`.
pub(crate) fn mul(a: Rational, b: Rational) -> Option<Rational> {
    if let (Some(numer), Some(denom)) = (a.numer().checked_mul(*b.numer()), a.denom().checked_mul(*b.denom())) {
        return ratio(numer, denom);
    }
    // Cancelling crosswise first means that only results that do not fit are refused.
    let left = ratio(*a.numer(), *b.denom())?;
    let right = ratio(*b.numer(), *a.denom())?;
    let numer = left.numer().checked_mul(*right.numer())?;
    ratio(numer, left.denom().checked_mul(*right.denom())?)
}

/// `a / b`; none where `b` is zero.
pub(crate) fn div(a: Rational, b: Rational) -> Option<Rational> {
    mul(a, ratio(*b.denom(), *b.numer())?)
}

/// Greatest common divisor; `gcd(0, b)` is `b`.
pub(crate) fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(small_a), Ok(small_b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd_64(small_a, small_b));
        }
        (a, b) = (b, a % b);
    }
    a
}

fn gcd_64(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Least common multiple of two positive numbers, or none where it does not fit.
pub(crate) fn lcm(a: u128, b: u128) -> Option<u128> {
    (a / gcd(a, b)).checked_mul(b)
}

#[cfg(test)]
mod tests {
    use crate::value::rational::*;

    #[test]
    fn results_are_in_lowest_terms_with_a_positive_denominator() {
        assert_eq!(ratio(6, -4).map(Ratio::into_raw), Some((-3, 2)));
        assert_eq!(ratio(0, 7).map(Ratio::into_raw), Some((0, 1)));
        assert_eq!(ratio(1, 0), None);
    }

    #[test]
    fn what_does_not_fit_is_none_and_what_cancels_is_not() {
        let huge = whole(i128::MAX);
        assert_eq!(add(huge, whole(1)), None);
        assert_eq!(mul(huge, whole(2)), None);
        assert_eq!(mul(huge, ratio(2, i128::MAX).unwrap()), Some(whole(2)));
        assert_eq!(div(huge, huge), Some(whole(1)));
        assert_eq!(sub(whole(1), whole(i128::MIN)), None);
        assert_eq!(ratio(i128::MIN, i128::MIN), Some(whole(1)));
        assert_eq!(ratio(i128::MIN, 1), None);
    }
}
