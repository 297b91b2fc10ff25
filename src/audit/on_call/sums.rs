//! Sums and means of what is known only between bounds.

use crate::audit::Amount;
use crate::value::Number;
use crate::value::number::{add, divide};

/// Both together: what is not known of the one is not known of both. Nothing is negative here.
pub(super) fn plus(one: Amount, other: Amount) -> Amount {
    let zero = Number::from_integer(0);
    let low = add(one.low.unwrap_or(zero), other.low.unwrap_or(zero));
    let high = one.high.zip(other.high).and_then(|(one, other)| add(one, other));
    let mut missing = one.missing;
    missing.extend(other.missing);
    missing.sort();
    missing.dedup();
    Amount { low, high: high.filter(|_| low.is_some()), missing }
}

/// All together; nothing at all is nothing.
pub(super) fn sum(all: impl IntoIterator<Item = Amount>) -> Amount {
    all.into_iter().fold(Amount::known(Number::from_integer(0)), plus)
}

/// One over another, where this is known and not nothing.
pub(super) fn over(amount: Amount, by: Number) -> Amount {
    let divided = |n: Option<Number>| n.and_then(|n| divide(n, by));
    Amount { low: divided(amount.low), high: divided(amount.high), missing: amount.missing }
}

/// The mean of so many.
pub(super) fn mean(all: Vec<Amount>) -> Amount {
    let count = Number::from_integer(i64::try_from(all.len().max(1)).unwrap_or(i64::MAX));
    over(sum(all), count)
}
