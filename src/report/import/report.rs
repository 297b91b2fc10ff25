//! What is to be written down.

use crate::finding::Finding;
use crate::org::Org;
use crate::report::check::Ignored;
use crate::vocabulary::kinds::{Entity, Kind};

/// What is to be written down.
pub struct Report<'o> {
    /// The organisation.
    pub org: &'o Org,
    /// The sections to write; all where there are none.
    pub sections: &'o [Kind],
    /// Whether something is declared in files that are only context.
    pub is_context: &'o dyn Fn(Entity) -> bool,
    /// What was found when it was read.
    pub findings: &'o [Finding],
    /// What says that a file cannot be read whole.
    pub unread: &'o [Finding],
    /// Files that were left alone.
    pub ignored: &'o [Ignored],
}
