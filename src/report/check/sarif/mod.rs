//! Findings for code scanning: a log in SARIF 2.1.0, which GitHub and others show beside the code. It keeps within what GitHub
//! takes, and says what it leaves out.

mod kept;
mod parts;
mod result;
mod tool;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::Serializer;

use crate::report::check::report::Report;
use crate::report::check::sarif::kept::Kept;
use crate::report::check::sarif::parts::{ROOT, Text};
use crate::report::check::sarif::result::ResultShown;
use crate::report::check::sarif::tool::{Rules, Tool};

/// Where the schema of the format is published.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the report as one log of one run, finding by finding.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let rules = Rules::of(report);
    let kept = Kept::of(report);
    let root = BaseShown { description: Text { text: "The folder in which teamlint was run" } };
    let run = Run {
        tool: Tool::of(&rules),
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        original_uri_base_ids: BTreeMap::from([(ROOT, root)]),
        invocations: [Invocation::of(kept)],
        results: Results { report, rules: &rules, kept },
    };
    serde_json::to_writer(&mut *out, &Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
        .map_err(io::Error::from)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    original_uri_base_ids: BTreeMap<&'static str, BaseShown>,
    invocations: [Invocation; 1],
    results: Results<'a>,
}

/// A folder that no address is given of: the log is the same on every machine.
#[derive(Serialize)]
struct BaseShown {
    description: Text<&'static str>,
}

/// The run as an event; what it has to say of itself.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text<String>,
}

impl Invocation {
    fn of(kept: Kept) -> Self {
        let told = kept.left_out_in_words().map(|text| Notification { level: "warning", message: Text { text } });
        Self { execution_successful: true, tool_execution_notifications: told.into_iter().collect() }
    }
}

/// Serialised one by one, so that a long list is never held as JSON.
struct Results<'a> {
    report: &'a Report<'a>,
    rules: &'a Rules<'a>,
    kept: Kept,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { report, rules, kept } = self;
        let mut room = *kept;
        let findings = report.owned().map(|(finding, owner)| (finding, owner, None));
        let excused = report.excused.iter().map(|excused| (&excused.finding, None, Some(&excused.excuse)));
        let results =
            findings.chain(excused).filter(|(finding, _, excuse)| room.takes(finding.severity, excuse.is_some()));
        let compares = report.summary.known.is_some();
        serializer.collect_seq(
            results.map(|(finding, owner, excuse)| {
                ResultShown::new(report.sources, rules, finding, owner, excuse, compares)
            }),
        )
    }
}
