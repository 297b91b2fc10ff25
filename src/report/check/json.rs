//! Findings for machines: one object, described by `schema/report-v1.schema.json`.

use crate::finding::fix::Fix;
use crate::finding::{self, Finding, Label};
use crate::judge::NotJudgedInWords;
use crate::report::check::{Counts, Report};
use crate::text::{Place, Sources};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::io::{self, Write};

/// Grows when a reader of the object would have to change; new keys do not count.
const VERSION: u8 = 1;

/// Writes the report as one JSON object, finding by finding.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let counts = Counts::of(report.findings);
    let of = report.summary;
    let not_judged = (report.not_judged)();
    let document = Document {
        version: VERSION,
        findings: Findings { sources: report.sources, findings: report.findings },
        not_judged: Undecided(&not_judged),
        summary: SummaryShown {
            errors: counts.errors,
            warnings: counts.warnings,
            advice: counts.advice,
            files: of.files,
            ignored_files: of.ignored_files,
            entities: of.entities,
            judged_entities: of.judged_entities,
            rules: of.rules,
            judgements: of.judgements,
            not_judged: of.not_judged,
            waived: of.waived,
        },
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    version: u8,
    findings: Findings<'a>,
    not_judged: Undecided<'a>,
    summary: SummaryShown,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SummaryShown {
    errors: usize,
    warnings: usize,
    advice: usize,
    files: usize,
    ignored_files: usize,
    entities: usize,
    judged_entities: usize,
    rules: usize,
    judgements: usize,
    not_judged: usize,
    #[serde(skip_serializing_if = "is_zero")]
    waived: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// Serialised one by one, so that a long list is never held as JSON.
struct Findings<'a> {
    sources: &'a Sources,
    findings: &'a [Finding],
}

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.findings.iter().map(|finding| FindingShown::new(self.sources, finding)))
    }
}

struct Undecided<'a>(&'a [NotJudgedInWords]);

impl Serialize for Undecided<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|n| UndecidedShown {
            rule: &n.rule,
            entity: n.entity.as_deref(),
            missing: &n.missing,
        }))
    }
}

#[derive(Serialize)]
struct UndecidedShown<'a> {
    rule: &'a str,
    entity: Option<&'a str>,
    missing: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FindingShown<'a> {
    rule: &'a str,
    severity: &'static str,
    entity: Option<&'a str>,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixShown<'a>>,
    values: Values<'a>,
    labels: Vec<LabelShown<'a>>,
    more_labels: usize,
    sources: Vec<SourceShown<'a>>,
    fingerprint: &'a str,
}

impl<'a> FindingShown<'a> {
    fn new(sources: &'a Sources, finding: &'a Finding) -> Self {
        Self {
            rule: &finding.rule,
            severity: finding.severity.as_str(),
            entity: finding.entity.as_deref(),
            message: &finding.message,
            help: finding.help.as_deref(),
            fix: finding.fix.as_ref().map(|fix| FixShown::new(sources, fix)),
            values: Values(&finding.values),
            labels: finding.labels.iter().filter_map(|label| LabelShown::new(sources, label)).collect(),
            more_labels: finding.more_labels,
            sources: finding.sources().iter().map(SourceShown::from).collect(),
            fingerprint: &finding.fingerprint,
        }
    }
}

#[derive(Serialize)]
struct FixShown<'a> {
    safe: bool,
    edits: Vec<EditShown<'a>>,
}

#[derive(Serialize)]
struct EditShown<'a> {
    file: &'a str,
    span: SpanShown,
    replacement: &'a str,
}

impl<'a> FixShown<'a> {
    fn new(sources: &'a Sources, fix: &'a Fix) -> Self {
        let edits = fix.edits.iter().map(|edit| EditShown {
            file: &sources.get(edit.place.file).path,
            span: SpanShown::from(edit.place),
            replacement: &edit.replacement,
        });
        Self { safe: fix.safe, edits: edits.collect() }
    }
}

struct Values<'a>(&'a [(String, String)]);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (rank, (name, value)) in self.0.iter().enumerate() {
            // An object with a key twice reads differently in every language: the first stands.
            if self.0[..rank].iter().all(|(other, _)| other != name) {
                map.serialize_entry(name, value)?;
            }
        }
        map.end()
    }
}

#[derive(Serialize)]
struct LabelShown<'a> {
    file: &'a str,
    span: SpanShown,
    line: usize,
    column: usize,
    text: &'a str,
    primary: bool,
}

#[derive(Serialize)]
struct SpanShown {
    start: u32,
    end: u32,
}

impl From<Place> for SpanShown {
    fn from(place: Place) -> Self {
        Self { start: place.span.start, end: place.span.end }
    }
}

impl<'a> LabelShown<'a> {
    fn new(sources: &'a Sources, label: &'a Label) -> Option<Self> {
        let place = label.place;
        let file = ((place.file.0 as usize) < sources.len()).then(|| sources.get(place.file))?;
        let at = file.position(place.span.start);
        Some(Self {
            file: &file.path,
            span: SpanShown::from(place),
            line: at.line,
            column: at.column,
            text: &label.text,
            primary: label.primary,
        })
    }
}

#[derive(Serialize)]
struct SourceShown<'a> {
    title: &'a str,
    url: Option<&'a str>,
    quote: Option<&'a str>,
}

impl<'a> From<&'a finding::Source> for SourceShown<'a> {
    fn from(source: &'a finding::Source) -> Self {
        Self { title: &source.title, url: source.url.as_deref(), quote: source.quote.as_deref() }
    }
}
