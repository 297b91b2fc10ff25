//! What teamlint can report without a rule page: name, severity and explanation of each diagnostic, said once.
//!
//! `check` makes its findings through these constants and `explain` shows them, so that both say the same. What only files of
//! one format can have is declared in the folder of its dialect.

use crate::finding::{Finding, Severity};
use crate::text::Place;

mod exports;
mod files;
mod organisation;
mod setup;
mod syntax;

pub use crate::finding::diagnostics::exports::*;
pub use crate::finding::diagnostics::files::*;
pub use crate::finding::diagnostics::organisation::*;
pub use crate::finding::diagnostics::setup::*;
pub use crate::finding::diagnostics::syntax::*;

/// A diagnostic that exists before there is an organisation to judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its name, in kebab-case; waived and configured like a rule.
    pub name: &'static str,
    /// How much it matters by default.
    pub severity: Severity,
    /// How much it matters in the milder cases that `explanation` tells of, if there are any.
    pub milder: Option<Severity>,
    /// What it says, in one line.
    pub summary: &'static str,
    /// Why it matters and what to do, in Markdown paragraphs.
    pub explanation: &'static str,
    /// What it looks like, where that helps; usually YAML.
    pub example: Option<&'static str>,
    /// Why it can be neither waived nor given another severity, as a clause about it; none for one that can.
    pub fixed: Option<&'static str>,
}

/// The family of what is told without a rule page.
pub const READING: &str = "reading";

/// What follows from it is that something was not read, which nobody may hide.
const UNREAD: &str = "says that a file could not be read whole";

/// It is about what waivers and severities are written in.
const SET_UP: &str = "is about the set-up itself";

impl Diagnostic {
    /// Starts a finding of this diagnostic at its primary place.
    pub fn at(&self, place: Place, message: impl Into<String>) -> Finding {
        Finding::at(place, self.name, self.severity, message)
    }

    /// Starts a finding that is one of the milder cases.
    pub fn mildly_at(&self, place: Place, message: impl Into<String>) -> Finding {
        Finding::at(place, self.name, self.milder.unwrap_or(self.severity), message)
    }

    /// Tells a finding under this name instead of its own. Its identity has to be given after that.
    #[must_use]
    pub fn instead_of(&self, other: Finding) -> Finding {
        Finding { rule: self.name.to_owned(), severity: self.severity, ..other }
    }

    /// Whether a finding is of this diagnostic.
    pub fn is(&self, finding: &Finding) -> bool {
        finding.rule == self.name
    }

    /// How much it matters, as people read it.
    pub fn severity_in_words(&self) -> String {
        match self.milder {
            Some(milder) => format!("{}, or {}", self.severity.as_str(), milder.as_str()),
            None => self.severity.as_str().to_owned(),
        }
    }
}

/// The diagnostics that are of no single format: first files, then YAML, exports, the organisation, and the set-up.
pub fn shared() -> impl Iterator<Item = &'static Diagnostic> {
    [files::ALL, syntax::ALL, exports::ALL, organisation::ALL, setup::ALL].into_iter().flatten().copied()
}

/// Declares diagnostics, and `ALL` of them: no constant can be left out of the list.
macro_rules! diagnostics {
    ($($constant:ident {
        name: $name:literal,
        severity: $severity:ident $(or $milder:ident)?,
        summary: $summary:literal,
        explanation: $explanation:literal,
        $(example: $example:literal,)?
        $(fixed: $fixed:ident,)?
    })*) => {
        $(
            #[doc = concat!($summary, ".")]
            pub const $constant: $crate::finding::diagnostics::Diagnostic = $crate::finding::diagnostics::Diagnostic {
                name: $name,
                severity: $crate::finding::Severity::$severity,
                milder: diagnostics!(@perhaps $($crate::finding::Severity::$milder)?),
                summary: $summary,
                explanation: $explanation,
                example: diagnostics!(@perhaps $($example)?),
                fixed: diagnostics!(@perhaps $($crate::finding::diagnostics::$fixed)?),
            };
        )*

        pub(super) const ALL: &[&$crate::finding::diagnostics::Diagnostic] = &[$(&$constant),*];
    };
    (@perhaps) => { None };
    (@perhaps $value:expr) => { Some($value) };
}
pub(crate) use diagnostics;
