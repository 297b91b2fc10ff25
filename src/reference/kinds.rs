//! The kinds that a native file can hold, and how several are named.

use std::collections::BTreeSet;

use crate::finding::wording::with_article;
use crate::vocabulary::kinds::{Kind, sections};
use crate::vocabulary::record;

/// The kinds a native file can hold, nested ones included, each once.
pub(super) fn used() -> BTreeSet<Kind> {
    let mut found = BTreeSet::new();
    let mut open: Vec<Kind> = sections().collect();
    while let Some(kind) = open.pop() {
        if found.insert(kind) {
            open.extend(record(kind).fields.iter().filter_map(|field| field.read.holds()));
        }
    }
    found
}

/// `a team or a person`.
pub(super) fn either(kinds: &[Kind]) -> String {
    let named: Vec<String> = kinds.iter().map(|&kind| with_article(record(kind).word)).collect();
    match named.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => named.concat(),
    }
}
