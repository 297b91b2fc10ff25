//! What stands in the columns for people.

use crate::expr::fixed;
use crate::finding::wording::listed_up_to;
use crate::judge::told::{Amount, Bounds, UNKNOWN};
use crate::report::load::table::Row;
use crate::value::Number;

/// Hours, with one decimal.
pub(super) fn hours(amount: &Amount) -> String {
    shown(amount, |n| fixed(n, 1, 1))
}

/// Pages, with one decimal.
pub(super) fn pages(amount: &Amount) -> String {
    shown(amount, |n| fixed(n, 1, 1))
}

/// A share in per cent.
pub(super) fn share(amount: &Amount) -> String {
    let shown = shown(amount, |n| fixed(n, 100, 1));
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

fn shown(amount: &Amount, number: impl Fn(Number) -> String) -> String {
    let written = amount.written(Bounds::KEYS, number).filter(|_| !amount.is_unknown());
    written.unwrap_or_else(|| UNKNOWN.to_owned())
}

/// `a, b and 3 more`; `a and b`.
pub(super) fn some(names: &[String], most: usize) -> String {
    if names.is_empty() { "nobody".to_owned() } else { listed_up_to(most, names, "and") }
}
