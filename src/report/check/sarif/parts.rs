//! What all parts of a log have in common.

use serde::Serialize;

use crate::finding::Severity;

/// What paths are relative to, by the name that GitHub knows.
pub(super) const ROOT: &str = "%SRCROOT%";

/// A text, which the format wants in an object of its own everywhere.
#[derive(Serialize)]
pub(super) struct Text<T> {
    pub text: T,
}

/// The word for how much a finding matters.
pub(super) const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}
