//! Changes below the headings that they are told under.

use crate::changes::{Change, Changes, Topic};
use crate::finding::wording::count;

/// Changes with what stands above them.
pub(super) fn by_topic(changes: &Changes) -> impl Iterator<Item = (Topic, &[Change])> {
    changes.all.chunk_by(|a, b| a.what.topic() == b.what.topic()).map(|all| (all[0].what.topic(), all))
}

/// How much changed.
pub(super) fn total(changes: &Changes) -> String {
    match changes.all.len() {
        0 => "nothing changed in the organisation".to_owned(),
        number => format!("{} in the organisation", count(number, "change", "changes")),
    }
}
