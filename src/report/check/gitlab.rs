//! Findings for the code quality report of GitLab: a list with an entry for each.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::Serializer;

use crate::finding::{Finding, Severity, occurrence_fingerprint};
use crate::report::check::region::Region;
use crate::report::check::report::Report;
use crate::text::Sources;

/// Writes the list, finding by finding.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Entries(report)).map_err(io::Error::from)?;
    writeln!(out)
}

struct Entries<'a>(&'a Report<'a>);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut times: HashMap<&str, usize> = HashMap::new();
        serializer.collect_seq(self.0.findings.iter().map(|finding| {
            let time = times.entry(&finding.fingerprint).or_default();
            *time += 1;
            Entry::new(self.0.sources, finding, *time)
        }))
    }
}

#[derive(Serialize)]
struct Entry<'a> {
    description: &'a str,
    check_name: &'a str,
    /// No two entries have the same one: of those that do, only one would be shown.
    fingerprint: Cow<'a, str>,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

impl<'a> Entry<'a> {
    fn new(sources: &'a Sources, finding: &'a Finding, time: usize) -> Self {
        let region = Region::of(sources, finding.place());
        let (path, begin) = region.map_or((".", 1), |region| (region.path, region.start.line));
        let fingerprint = match time {
            1 => Cow::Borrowed(finding.fingerprint.as_str()),
            again => Cow::Owned(occurrence_fingerprint(&finding.fingerprint, again)),
        };
        Self {
            description: &finding.message,
            check_name: &finding.rule,
            fingerprint,
            severity: severity(finding.severity),
            location: Location { path, lines: Lines { begin } },
        }
    }
}

/// The word for how much a finding matters; `critical` and `blocker` are left to what breaks at once.
const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Advice => "info",
    }
}
