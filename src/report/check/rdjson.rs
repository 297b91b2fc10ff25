//! Findings for reviewdog, in its diagnostic format: it writes them as comments on lines, with what to change.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::Serializer;

use crate::finding::fix::Fix;
use crate::finding::{Finding, Severity};
use crate::report::check::region::Region;
use crate::report::check::report::Report;
use crate::report::markdown_text::prose;
use crate::text::{Place, Sources, Span};

/// Bytes that the changes of one suggestion may lie apart: what lies between them is repeated in it.
const FAR: u32 = 4_096;

/// Writes the report as one object, finding by finding.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let result = DiagnosticResult { source: Source { name: "teamlint" }, diagnostics: Diagnostics(report) };
    serde_json::to_writer(&mut *out, &result).map_err(io::Error::from)?;
    writeln!(out)
}

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: Source,
    diagnostics: Diagnostics<'a>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

struct Diagnostics<'a>(&'a Report<'a>);

impl Serialize for Diagnostics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.findings.iter().map(|finding| Diagnostic::new(self.0.sources, finding)))
    }
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location<'a>>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestions: Option<[Suggestion; 1]>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

/// Without its end.
#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Line and byte in it, from 1.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: u32,
}

impl Range {
    fn of(region: &Region<'_>) -> Self {
        Self {
            start: Position { line: region.start.line, column: region.start_byte_column() },
            end: Position { line: region.end.line, column: region.end_byte_column() },
        }
    }
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

impl<'a> Diagnostic<'a> {
    fn new(sources: &'a Sources, finding: &'a Finding) -> Self {
        let help = finding.help.as_ref().map(|help| format!("\n\n{}", prose(help))).unwrap_or_default();
        let region = Region::of(sources, finding.place());
        Self {
            // It becomes a comment, in which Markdown is read.
            message: format!("{}{help}", prose(&finding.message)),
            location: region.map(|region| Location { path: region.path, range: Range::of(&region) }),
            severity: severity(finding.severity),
            code: Code { value: &finding.rule, url: finding.url() },
            suggestions: finding.fix.as_ref().and_then(|fix| suggestion(sources, finding.place(), fix)).map(|it| [it]),
        }
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Advice => "INFO",
    }
}

/// The changes of a fix as one: they belong together, and each suggestion is followed by itself. None where they are in
/// another file than the finding, or far apart.
fn suggestion(sources: &Sources, at: Place, fix: &Fix) -> Option<Suggestion> {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.place.span);
    let (first, last) = (edits.first()?.place, edits.last()?.place);
    let span = Span { start: first.span.start, end: last.span.end };
    if edits.iter().any(|edit| edit.place.file != at.file) || span.end.saturating_sub(span.start) > FAR {
        return None;
    }
    let (mut text, mut done) = (String::new(), span.start);
    for edit in edits {
        text.push_str(sources.text(Place { span: Span { start: done, end: edit.place.span.start }, ..at }));
        text.push_str(&edit.replacement);
        done = edit.place.span.end;
    }
    let region = Region::of(sources, Place { span, ..at })?;
    Some(Suggestion { range: Range::of(&region), text })
}
