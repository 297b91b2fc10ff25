//! What stands in the columns for people.

use crate::expr::fixed;
use crate::finding::wording::listed_up_to;
use crate::report::load::measure::Reading;
use crate::report::load::table::Row;
use crate::value::Number;

/// Hours, with one decimal.
pub(super) fn hours(reading: &Reading) -> String {
    shown(reading, |n| fixed(n, 1, 1))
}

/// Pages, with one decimal.
pub(super) fn pages(reading: &Reading) -> String {
    shown(reading, |n| fixed(n, 1, 1))
}

/// A share in per cent.
pub(super) fn share(reading: &Reading) -> String {
    let shown = shown(reading, |n| fixed(n, 100, 1));
    if shown == UNKNOWN { shown } else { format!("{shown} %") }
}

/// A difference in hours, with its sign.
pub(super) fn difference(row: &Row) -> String {
    match row.difference(|of| &of.hours) {
        Some(n) if n > Number::from(0) => format!("+{}", fixed(n, 1, 1)),
        Some(n) => fixed(n, 1, 1),
        None => UNKNOWN.to_owned(),
    }
}

/// What stands for what is not known.
pub(super) const UNKNOWN: &str = "?";

fn shown(reading: &Reading, number: impl Fn(Number) -> String) -> String {
    match (reading.low, reading.high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{}-{}", number(low), number(high)),
        (Some(low), None) if low > Number::from(0) => format!("{}+", number(low)),
        (Some(_) | None, _) => UNKNOWN.to_owned(),
    }
}

/// `a, b and 3 more`; `a and b`.
pub(super) fn some(names: &[String], most: usize) -> String {
    if names.is_empty() { "nobody".to_owned() } else { listed_up_to(most, names, "and") }
}
