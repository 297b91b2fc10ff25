//! Words that the parts of the report for people have in common.

use crate::finding::Finding;
use crate::finding::wording::count;
use crate::report::check::report::{Counts, FixedCounts};
use crate::report::terminal_text;
use crate::text::Sources;

/// `1 error, 2 warnings, 3 advice`, without what there is none of.
pub(super) fn in_words(counts: Counts) -> String {
    let parts = [
        (counts.errors, count(counts.errors, "error", "errors")),
        (counts.warnings, count(counts.warnings, "warning", "warnings")),
        (counts.advice, format!("{} advice", counts.advice)),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
    parts.join(", ")
}

/// `3 findings in 2 files: 2 non-canonical-name, 1 duplicate-item`.
pub(crate) fn fixed_in_words(of: &FixedCounts) -> String {
    let (findings, files) = (count(of.findings(), "finding", "findings"), count(of.files, "file", "files"));
    let mut rules: Vec<&(String, usize)> = of.rules.iter().collect();
    rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let rules: Vec<String> = rules.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    format!("{findings} in {files}: {}", rules.join(", "))
}

/// Where a finding is reported, as `path:line:column`; none where its place fits no file.
pub(super) fn place(sources: &Sources, finding: &Finding) -> Option<String> {
    let place = finding.place();
    let file = ((place.file.0 as usize) < sources.len()).then(|| sources.get(place.file))?;
    let at = file.position(place.span.start);
    Some(format!("{}:{}:{}", terminal_text::line(&file.path), at.line, at.column))
}
