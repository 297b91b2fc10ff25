//! Findings for machines: one object. Its schema, `schema/report-v1.schema.json`, is made from the structs here.

mod finding;

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::ser::Serializer;

use crate::baseline::Entry;
use crate::judge::Undecided;
use crate::org::known::Unchecked;
use crate::report::check::json::finding::{FindingShown, WaivedShown};
use crate::report::check::report::{ContextCounts, Counts, FixedCounts, Ignored, Known, Report, Row, Statistics};
use crate::report::claims::ClaimsShown;
use crate::report::json;
use crate::report::schema::{self, RULE_NAME};
use crate::vocabulary::record;

/// Grows when a reader of the object would have to change; new keys do not count.
pub(super) const VERSION: u8 = 1;

/// Writes the report as one JSON object, finding by finding.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let counts = Counts::of(report.findings);
    let of = report.summary;
    let document = Document {
        version: VERSION,
        findings: Findings(report),
        waived: report.excused.iter().filter_map(|excused| WaivedShown::new(report.sources, excused)).collect(),
        mended: report.mended.iter().map(MendedShown::from).collect(),
        not_judged: report.not_judged.iter().map(UndecidedShown::from).collect(),
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
            context: of.context.map(ContextShown::from),
            known: of.known.map(KnownShown::from),
            claims: ClaimsShown::of(of.claims, report.sources, report.strangers),
            unchecked: report.unchecked.iter().map(UncheckedShown::from).collect(),
            left_out: of.left_out.map(CountsShown::from),
            for_later: of.for_later.map(CountsShown::from),
            fixed: report.fixed.map(FixedShown::from),
        },
        statistics: report.statistics.map(StatisticsShown::from),
        ignored: LeftAlone(report.ignored),
    };
    json::write(out, &document)
}

/// The schema of what [`write`] writes.
pub fn schema() -> Schema {
    schema::of::<Document<'_>>()
}

/// What `teamlint check --format json` prints.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "teamlint report, version 1")]
struct Document<'a> {
    /// Version of this format.
    #[schemars(extend("const" = VERSION))]
    version: u8,
    /// Everything that is wrong, or what was chosen of it; advice included, sorted by file, position and rule.
    #[schemars(with = "Vec<FindingShown<'a>>")]
    findings: Findings<'a>,
    /// What was found and somebody decided to live with, in no particular order.
    waived: Vec<WaivedShown<'a>>,
    /// What was known before, from a baseline or because an earlier state of the files had it, and is mended; left out where
    /// nothing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Option<Vec<MendedShown<'a>>>")]
    mended: Vec<MendedShown<'a>>,
    /// What could not be decided, because something was not declared: by rule, then what most judgements lack. Neither a
    /// finding nor a pass. `teamlint coverage --format json --entities` tells it entity by entity.
    not_judged: Vec<UndecidedShown<'a>>,
    summary: SummaryShown<'a>,
    /// How many findings there are of what, with `--statistics`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "StatisticsShown<'a>")]
    statistics: Option<StatisticsShown<'a>>,
    /// Files that are no organisation file, and were left alone, sorted by path.
    #[schemars(with = "Vec<IgnoredShown<'a>>")]
    ignored: LeftAlone<'a>,
}

/// How much was looked at and found.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "summary")]
struct SummaryShown<'a> {
    /// Findings that are errors.
    errors: usize,
    /// Findings that are warnings.
    warnings: usize,
    /// Findings that are advice.
    advice: usize,
    /// Files that were read.
    files: usize,
    /// Files that are no organisation file, and were left alone. JSON of other programs is counted here and not listed.
    ignored_files: usize,
    /// Entities that were declared and, where no file declares people, the people whom teams name as members.
    entities: usize,
    /// Entities that at least one rule decided about.
    judged_entities: usize,
    /// Rules that ran.
    rules: usize,
    /// Judgements that were decided.
    judgements: usize,
    /// Judgements that were not possible.
    not_judged: usize,
    /// Findings that somebody decided to live with.
    waived: usize,
    /// What is only context, with `--with`; left out without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "ContextShown")]
    context: Option<ContextShown>,
    /// What was known before, from a baseline or because an earlier state of the files had it; left out where neither is asked
    /// for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "KnownShown")]
    known: Option<KnownShown>,
    /// What others say about the owners of services; left out where they say nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "ClaimsShown")]
    claims: Option<ClaimsShown>,
    /// References that were not checked, because what they name may be declared elsewhere; by kind.
    unchecked: Vec<UncheckedShown>,
    /// Findings that were not chosen; left out where nothing was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "CountsShown")]
    left_out: Option<CountsShown>,
    /// Findings that the profile leaves for later; left out where it leaves none by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "CountsShown")]
    for_later: Option<CountsShown>,
    /// What is no longer among the findings because files were changed, with `--fix`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "FixedShown<'a>")]
    fixed: Option<FixedShown<'a>>,
}

/// What was fixed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "fixed")]
struct FixedShown<'a> {
    /// Findings that are gone.
    findings: usize,
    /// Files that were changed.
    files: usize,
    /// How many findings of each rule or diagnostic, by name.
    rules: BTreeMap<&'a str, usize>,
}

impl<'a> From<&'a FixedCounts> for FixedShown<'a> {
    fn from(of: &'a FixedCounts) -> Self {
        let rules = of.rules.iter().map(|(rule, count)| (rule.as_str(), *count)).collect();
        Self { findings: of.findings(), files: of.files, rules }
    }
}

/// References to entities of one kind that were not checked.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "unchecked")]
struct UncheckedShown {
    /// The kind, as stable ids begin with it: `team`.
    kind: &'static str,
    /// How many references there are.
    #[schemars(range(min = 1))]
    references: usize,
    /// How many different entities they name.
    #[schemars(range(min = 1))]
    names: usize,
}

impl From<&Unchecked> for UncheckedShown {
    fn from(of: &Unchecked) -> Self {
        Self { kind: record(of.kind).word, references: of.references, names: of.names }
    }
}

/// What others declare, which is known and not reported on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "context")]
struct ContextShown {
    /// Its files; they are not among `files`.
    files: usize,
    /// What is wrong with it alone; it is not among `findings`.
    findings: usize,
    /// How many of its files cannot be read, or not whole.
    unread: usize,
}

impl From<ContextCounts> for ContextShown {
    fn from(ContextCounts { files, findings, unread, .. }: ContextCounts) -> Self {
        Self { files, findings, unread }
    }
}

/// What was known before.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "known")]
struct KnownShown {
    /// Findings that were known; they are not among `findings`.
    findings: usize,
    /// How much is in `mended`.
    mended: usize,
    /// How much of it cannot be judged any more, for want of data; it is neither among `findings` nor mended.
    not_judged: usize,
}

/// What was known before and is mended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "mended")]
struct MendedShown<'a> {
    /// Name of the rule or loader diagnostic.
    #[schemars(regex(pattern = RULE_NAME))]
    rule: &'a str,
    /// Stable id of the entity it was about; `-` where it was about none.
    entity: &'a str,
    /// How many places are mended.
    #[schemars(range(min = 1))]
    places: usize,
}

impl<'a> From<&'a Entry> for MendedShown<'a> {
    fn from(Entry { rule, subject, places, .. }: &'a Entry) -> Self {
        Self { rule, entity: subject, places: *places }
    }
}

impl From<Known> for KnownShown {
    fn from(Known { findings, mended, not_judged, .. }: Known) -> Self {
        Self { findings, mended, not_judged }
    }
}

/// How many findings there are of each severity.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "counts")]
struct CountsShown {
    /// Errors.
    errors: usize,
    /// Warnings.
    warnings: usize,
    /// Advice.
    advice: usize,
}

impl From<Counts> for CountsShown {
    fn from(Counts { errors, warnings, advice }: Counts) -> Self {
        Self { errors, warnings, advice }
    }
}

/// How many findings there are of what. The worst and the most come first.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "statistics")]
struct StatisticsShown<'a> {
    /// By rule or diagnostic.
    rules: Vec<RowShown<'a>>,
    /// By family; diagnostics are of the family `reading`.
    families: Vec<RowShown<'a>>,
    /// By team: what is about it, what it owns or runs, and its members. A finding about several teams counts for each.
    teams: Vec<RowShown<'a>>,
}

impl<'a> From<&'a Statistics> for StatisticsShown<'a> {
    fn from(of: &'a Statistics) -> Self {
        let rows = |rows: &'a [Row]| rows.iter().map(RowShown::from).collect();
        Self { rules: rows(&of.rules), families: rows(&of.families), teams: rows(&of.teams) }
    }
}

/// How many findings there are of one thing.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "row")]
struct RowShown<'a> {
    /// What is counted; null for findings that are about no team.
    name: Option<&'a str>,
    #[serde(flatten)]
    counts: CountsShown,
}

impl<'a> From<&'a Row> for RowShown<'a> {
    fn from(row: &'a Row) -> Self {
        Self { name: row.name.as_deref(), counts: row.counts.into() }
    }
}

/// Serialised one by one, so that a long list is never held as JSON.
struct Findings<'a>(&'a Report<'a>);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shown = |(finding, owner)| FindingShown::new(self.0.sources, finding, owner);
        serializer.collect_seq(self.0.owned().map(shown))
    }
}

struct LeftAlone<'a>(&'a [Ignored]);

impl Serialize for LeftAlone<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|file| IgnoredShown { path: &file.path, why: file.reason() }))
    }
}

/// A file in no format that is read.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ignored")]
struct IgnoredShown<'a> {
    /// Path relative to the root, with `/`.
    path: &'a str,
    /// Why it was left alone and, where it looks like an organisation file, what would make it one.
    why: String,
}

/// A field that a rule lacks to decide about some entities.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "notJudged")]
struct UndecidedShown<'a> {
    /// Name of the rule.
    #[schemars(regex(pattern = RULE_NAME))]
    rule: &'a str,
    /// The field or section, ids left out: `teams.*.members`, `slos`; where no declaration would help, what lacks in words.
    missing: &'a str,
    /// How many judgements lack it; one that lacks several fields counts for each.
    #[schemars(range(min = 1))]
    count: usize,
    /// Stable ids of the first few entities that could not be judged; none where it is not even known which there are.
    #[schemars(length(max = 3))]
    examples: &'a [String],
}

impl<'a> From<&'a Undecided> for UndecidedShown<'a> {
    fn from(of: &'a Undecided) -> Self {
        Self { rule: &of.rule, missing: &of.missing, count: of.count, examples: &of.examples }
    }
}
