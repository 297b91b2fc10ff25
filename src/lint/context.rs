//! What others declare: it is known, and what is wrong with it is theirs.

use std::collections::HashSet;

use crate::dialect;
use crate::finding::{Finding, Severity};
use crate::report::check::ContextCounts;
use crate::text::FileId;

/// Files that are only context.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// They.
    pub files: HashSet<FileId>,
    /// How much of what was to be context could not be found or opened.
    pub unread: usize,
    /// Whether there was to be any.
    pub asked: bool,
    /// How many of the files declare something.
    pub declaring: usize,
}

impl Context {
    /// Leaves out, and gives back, what is about these files alone. What takes part elsewhere is reported there, and changes
    /// nothing in them.
    pub fn leave_out(&self, findings: &mut Vec<Finding>) -> Vec<Finding> {
        if self.files.is_empty() {
            return Vec::new();
        }
        let is_own = |file: FileId| !self.files.contains(&file);
        findings
            .extract_if(.., |finding| {
                let Some(own) = finding.labels.iter().position(|label| is_own(label.place.file)) else { return true };
                finding.report_at(own);
                let leads_there = |fix: &_| edits_of(fix).any(|file| !is_own(file));
                if finding.fix.as_ref().is_some_and(leads_there) {
                    finding.fix = None;
                }
                false
            })
            .collect()
    }

    /// How much there is of it, where this was left out.
    pub fn counted(&self, left_out: &[Finding]) -> ContextCounts {
        let always = dialect::always_told();
        let unread = |one: &&Finding| one.severity == Severity::Error && always.contains(one.rule.as_str());
        let broken: HashSet<FileId> = left_out.iter().filter(unread).map(|finding| finding.place().file).collect();
        ContextCounts {
            files: self.files.len(),
            findings: left_out.len(),
            unread: self.unread + broken.len(),
            nothing: self.declaring == 0,
        }
    }
}

/// The files that a fix changes.
fn edits_of(fix: &crate::finding::fix::Fix) -> impl Iterator<Item = FileId> {
    fix.edits.iter().map(|edit| edit.place.file)
}
