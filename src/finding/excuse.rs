//! Findings that do not count, because somebody decided to live with them.

use crate::finding::Finding;
use crate::text::Place;

/// A finding that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Excused {
    /// What was found.
    pub finding: Finding,
    /// Why it does not count.
    pub excuse: Excuse,
}

impl Excused {
    /// A finding that does not count for this reason.
    pub fn new(finding: Finding, excuse: Excuse) -> Self {
        Self { finding, excuse }
    }
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Excuse {
    /// A waiver covers it.
    Waived {
        /// Why somebody lives with it, as they wrote it.
        reason: String,
        /// The last day on which the waiver counts, as it is written.
        until: Option<String>,
        /// Where the waiver is written.
        place: Place,
        /// Whether that is a comment beside what it is about, and not the configuration.
        in_comment: bool,
    },
    /// It was there when somebody began to look: the baseline has it.
    Known,
}
