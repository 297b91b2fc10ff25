//! What is wrong, and what of it somebody lives with, for machines: with labels, a fix and sources.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::finding::excuse::{Excuse, Excused};
use crate::finding::fix::Fix;
use crate::finding::{self, Finding, Label, Severity, Subject, occurrence_fingerprint};
use crate::report::schema::RULE_NAME;
use crate::text::{Place, Sources};

/// One thing that is wrong.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "finding")]
pub(super) struct FindingShown<'a> {
    /// Name of the rule or loader diagnostic; `teamlint explain` tells more.
    #[schemars(regex(pattern = RULE_NAME))]
    rule: &'a str,
    /// How much it matters.
    #[schemars(extend("enum" = SEVERITIES.map(Severity::as_str)))]
    severity: &'static str,
    /// Stable id of the entity judged, as `team:payments`, or of the first of several; null for findings about a file.
    entity: Option<&'a str>,
    /// Everybody and everything it is about; none for findings about a file.
    subjects: Vec<SubjectShown<'a>>,
    /// Stable id of the team that would act: the one judged, or that owns, runs or has as a member what is judged; null where
    /// there is no such team, or several.
    owner: Option<&'a str>,
    /// What is wrong.
    message: &'a str,
    /// One concrete way out.
    help: Option<&'a str>,
    /// What to change, where that can be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "FixShown<'a>")]
    fix: Option<FixShown<'a>>,
    /// The values that decided it, by name, as shown to people.
    #[schemars(with = "BTreeMap<String, String>")]
    values: Values<'a>,
    /// Places that take part; the primary one is where the finding is reported.
    labels: Vec<LabelShown<'a>>,
    /// How many further places were left out of `labels`; none of them is an occurrence.
    more_labels: usize,
    /// Where the rule comes from.
    sources: Vec<SourceShown<'a>>,
    /// True where the rule is newer than the edition that configuration stays with; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    preview: Option<bool>,
    /// Address of the rule's page; left out where configuration does not say where pages are (`pages`), or there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    url: Option<&'a str>,
    /// Identity across runs: it does not change when lines move.
    #[schemars(regex(pattern = FINGERPRINT))]
    fingerprint: &'a str,
}

/// What identities across runs look like.
const FINGERPRINT: &str = "^1:[0-9a-f]{16}$";

/// In the order of their weight.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

impl<'a> FindingShown<'a> {
    pub fn new(sources: &'a Sources, finding: &'a Finding, owner: Option<&'a str>) -> Self {
        let mut ordinals = 1..;
        let mut label = |label: &'a Label| {
            let occurrence = label.occurrence.then(|| ordinals.next()).flatten();
            LabelShown::new(
                sources,
                label,
                occurrence.map(|ordinal| occurrence_fingerprint(&finding.fingerprint, ordinal)),
            )
        };
        Self {
            rule: &finding.rule,
            severity: finding.severity.as_str(),
            entity: finding.entity.as_deref(),
            subjects: finding.subjects().map(SubjectShown::from).collect(),
            owner,
            message: &finding.message,
            help: finding.help.as_deref(),
            fix: finding.fix.as_ref().map(|fix| FixShown::new(sources, fix)),
            values: Values(&finding.values),
            labels: finding.labels.iter().filter_map(&mut label).collect(),
            more_labels: finding.more_labels,
            sources: finding.sources().iter().map(SourceShown::from).collect(),
            preview: finding.is_preview().then_some(true),
            url: finding.url(),
            fingerprint: &finding.fingerprint,
        }
    }
}

/// One of those a finding is about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "subject")]
struct SubjectShown<'a> {
    /// Its stable id.
    entity: &'a str,
    /// Identity of the finding about it across runs, whoever else it is about.
    #[schemars(regex(pattern = FINGERPRINT))]
    fingerprint: &'a str,
}

impl<'a> From<Subject<'a>> for SubjectShown<'a> {
    fn from(Subject { entity, fingerprint, .. }: Subject<'a>) -> Self {
        Self { entity, fingerprint }
    }
}

/// What was found and somebody decided to live with.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "waived")]
pub(super) struct WaivedShown<'a> {
    /// Name of the rule or loader diagnostic.
    #[schemars(regex(pattern = RULE_NAME))]
    rule: &'a str,
    /// Stable id of the entity judged; null for findings about a file.
    entity: Option<&'a str>,
    /// What is wrong.
    message: &'a str,
    /// Why somebody lives with it, as they wrote it.
    reason: &'a str,
    /// The last day on which the waiver counts; null where it has none.
    until: Option<&'a str>,
    /// Path of the file in which the waiver stands, relative to the root, with `/`.
    file: &'a str,
    /// Line of the waiver, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// Identity across runs, as that of a finding.
    #[schemars(regex(pattern = FINGERPRINT))]
    fingerprint: &'a str,
}

impl<'a> WaivedShown<'a> {
    pub fn new(sources: &'a Sources, Excused { finding, excuse }: &'a Excused) -> Option<Self> {
        let Excuse::Waived { reason, until, place, .. } = excuse else { return None };
        let file = sources.get(place.file);
        Some(Self {
            rule: &finding.rule,
            entity: finding.entity.as_deref(),
            message: &finding.message,
            reason,
            until: until.as_deref(),
            file: &file.path,
            line: file.position(place.span.start).line,
            fingerprint: &finding.fingerprint,
        })
    }
}

/// Changes that belong together: all of them or none.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "fix")]
struct FixShown<'a> {
    /// Whether what the files mean stays the same, so that nobody need look at it.
    safe: bool,
    /// The changes; no two of them overlap.
    #[schemars(length(min = 1))]
    edits: Vec<EditShown<'a>>,
}

/// One change: other text in the place of some bytes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "edit")]
struct EditShown<'a> {
    /// Path relative to the root, with `/`.
    file: &'a str,
    span: SpanShown,
    /// What stands there instead; nothing, to delete them.
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

/// A place, with what it contributes.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "label")]
struct LabelShown<'a> {
    /// Path relative to the root, with `/`.
    file: &'a str,
    span: SpanShown,
    /// Line of `span.start`, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// Column of `span.start` in Unicode scalar values, from 1.
    #[schemars(range(min = 1))]
    column: usize,
    /// Line of `span.end`, from 1.
    #[schemars(range(min = 1))]
    end_line: usize,
    /// Column of `span.end` in Unicode scalar values, from 1: one past the last one of the place.
    #[schemars(range(min = 1))]
    end_column: usize,
    /// What to see there; may be empty.
    text: &'a str,
    /// Whether the finding is reported here.
    primary: bool,
    /// Identity across runs of what is wrong in this place, where the same is wrong in several; left out elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", regex(pattern = FINGERPRINT))]
    fingerprint: Option<String>,
}

/// Bytes of the file, from `start` up to but without `end`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "span")]
struct SpanShown {
    /// First byte, from 0.
    start: u32,
    /// One past the last byte.
    end: u32,
}

impl From<Place> for SpanShown {
    fn from(place: Place) -> Self {
        Self { start: place.span.start, end: place.span.end }
    }
}

impl<'a> LabelShown<'a> {
    fn new(sources: &'a Sources, label: &'a Label, fingerprint: Option<String>) -> Option<Self> {
        let place = label.place;
        let file = ((place.file.0 as usize) < sources.len()).then(|| sources.get(place.file))?;
        let (at, end) = (file.position(place.span.start), file.position(place.span.end));
        Some(Self {
            file: &file.path,
            span: SpanShown::from(place),
            line: at.line,
            column: at.column,
            end_line: end.line,
            end_column: end.column,
            text: &label.text,
            primary: label.primary,
            fingerprint,
        })
    }
}

/// A book, article or standard.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "source")]
struct SourceShown<'a> {
    /// Its title.
    title: &'a str,
    /// Its address.
    url: Option<&'a str>,
    /// A few words quoted from it.
    quote: Option<&'a str>,
    /// The number by which `teamlint rules --source` lists what it states; left out where it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    article: Option<&'a str>,
}

impl<'a> From<&'a finding::Source> for SourceShown<'a> {
    fn from(source: &'a finding::Source) -> Self {
        Self {
            title: &source.title,
            url: source.url.as_deref(),
            quote: source.quote.as_deref(),
            article: source.article.as_deref(),
        }
    }
}
