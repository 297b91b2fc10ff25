//! The kinds that a native file can hold, and how several are named.

use std::collections::BTreeSet;

use crate::finding::wording::with_article;
use crate::vocabulary::kinds::{Kind, sections};
use crate::vocabulary::{Read, record};

/// The kinds a native file can hold, nested ones included, each once.
pub(super) fn used() -> BTreeSet<Kind> {
    let mut found = BTreeSet::new();
    let mut open: Vec<Kind> = sections().collect();
    while let Some(kind) = open.pop() {
        if found.insert(kind) {
            open.extend(record(kind).fields.iter().filter_map(|field| nested(field.read)));
        }
    }
    found
}

/// The kind of the records in a field.
pub(super) fn nested(mut read: Read) -> Option<Kind> {
    loop {
        match read {
            Read::List(of) => read = *of,
            Read::Record(kind) | Read::Map(kind) => return Some(kind),
            Read::Coverage => return Some(Kind::Window),
            _ => return None,
        }
    }
}

/// `a team or a person`.
pub(super) fn either(kinds: &[Kind]) -> String {
    let named: Vec<String> = kinds.iter().map(|&kind| with_article(record(kind).word)).collect();
    match named.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => named.concat(),
    }
}
