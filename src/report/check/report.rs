//! What a report of findings is about, and how it is to read.

use std::ops::Deref;

use crate::baseline::Entry;
use crate::finding::excuse::{Excuse, Excused};
use crate::finding::{Finding, Severity};
use crate::judge::Undecided;
use crate::org::claims::{ClaimCounts, Stranger};
use crate::org::known::Unchecked;
use crate::report::Look;
use crate::report::findings::Advice;
use crate::text::Sources;

/// Everything a format may show about one run. Findings come sorted.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// The texts findings point into.
    pub sources: &'a Sources,
    /// What is wrong.
    pub findings: &'a [Finding],
    /// What could not be decided, by rule and field. In a large organisation that takes a while: it is found out when a
    /// format asks for it.
    pub not_judged: &'a dyn Deref<Target = Vec<Undecided>>,
    /// For each finding the stable id of the team that would act; found out when a format asks for it.
    pub owners: &'a dyn Deref<Target = Vec<Option<String>>>,
    /// What was found and does not count.
    pub excused: &'a [Excused],
    /// What was known before and is mended.
    pub mended: &'a [Entry],
    /// How much was looked at.
    pub summary: Summary,
    /// What was fixed before, and is no longer among the findings; none where nothing was to be.
    pub fixed: Option<&'a FixedCounts>,
    /// How many findings there are of what, if somebody asked.
    pub statistics: Option<&'a Statistics>,
    /// Files that are no organisation file, and were left alone; in the order of their paths.
    pub ignored: &'a [Ignored],
    /// References that were not checked, by kind.
    pub unchecked: &'a [Unchecked],
    /// Names of code owners whom nobody here knows.
    pub strangers: &'a [Stranger],
    /// The rules that ran and the diagnostics that found something; gathered when a format asks for them.
    pub rules: &'a dyn Deref<Target = Vec<RuleTold>>,
    /// Address below which people read the files that were judged, where the CI system says it.
    pub files_at: Option<&'a str>,
}

impl<'a> Report<'a> {
    /// What is waived, with the waivers.
    pub fn waived(&self) -> impl Iterator<Item = (&'a Finding, &'a Excuse)> {
        let waived = self.excused.iter().filter(|excused| excused.excuse != Excuse::Known);
        waived.map(|excused| (&excused.finding, &excused.excuse))
    }

    /// What a report says where there are findings, and nothing else to say.
    pub fn of(sources: &'a Sources, findings: &'a [Finding], summary: Summary) -> Self {
        const UNDECIDED: &Vec<Undecided> = &Vec::new();
        const OWNERS: &Vec<Option<String>> = &Vec::new();
        const RULES: &Vec<RuleTold> = &Vec::new();
        Self {
            sources,
            findings,
            not_judged: &UNDECIDED,
            owners: &OWNERS,
            excused: &[],
            mended: &[],
            summary,
            fixed: None,
            statistics: None,
            ignored: &[],
            unchecked: &[],
            strangers: &[],
            rules: &RULES,
            files_at: None,
        }
    }

    /// Each finding with the stable id of the team that would act.
    pub(super) fn owned(&self) -> impl Iterator<Item = (&'a Finding, Option<&'a str>)> + use<'a> {
        let (owners, findings): (&'a [Option<String>], &'a [Finding]) = (self.owners, self.findings);
        let owner = move |rank: usize| owners.get(rank).and_then(Option::as_deref);
        findings.iter().enumerate().map(move |(rank, finding)| (finding, owner(rank)))
    }
}

/// A rule that ran, or a diagnostic that found something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleTold {
    /// Its name.
    pub name: String,
    /// Folder of the rule's page; `reading` for a diagnostic.
    pub family: String,
    /// What holds where it holds, in one sentence.
    pub summary: String,
    /// Why it matters and what to do, in Markdown.
    pub body_markdown: String,
    /// Address of its page, where configuration says where pages are.
    pub url: Option<String>,
    /// How many entities it decided about.
    pub judged: usize,
    /// For how many it could not.
    pub not_judged: usize,
    /// Whether some of what it found was not chosen, or is for later: that nothing is told of it means nothing.
    pub partly_told: bool,
}

/// A file in no format that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ignored {
    /// Its path as shown.
    pub path: String,
    /// Why it was left alone, as a clause after its path.
    pub why: String,
    /// What would make it an organisation file, where it looks like one.
    pub advice: Option<&'static str>,
    /// Whether a finding says the same, because somebody named the file.
    pub told: bool,
}

impl Ignored {
    /// A file of which nothing else tells.
    pub fn new(path: impl Into<String>, why: impl Into<String>, advice: Option<&'static str>) -> Self {
        Self { path: path.into(), why: why.into(), advice, told: false }
    }

    /// Why it was left alone and, where it looks like an organisation file, what would make it one.
    pub fn reason(&self) -> String {
        match self.advice {
            Some(advice) => format!("{}; {advice}", self.why),
            None => self.why.clone(),
        }
    }
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were read.
    pub files: usize,
    /// Files that are no organisation file, and were left alone; also those that nobody names, as there are many like them.
    pub ignored_files: usize,
    /// Entities that were declared and, where no file declares people, the people whom teams name as members.
    pub entities: usize,
    /// Entities that at least one rule decided about.
    pub judged_entities: usize,
    /// Rules that ran.
    pub rules: usize,
    /// Judgements that were decided.
    pub judgements: usize,
    /// Judgements that were not possible.
    pub not_judged: usize,
    /// Findings that somebody decided to live with.
    pub waived: usize,
    /// What is only context, if something is.
    pub context: Option<ContextCounts>,
    /// What of it a baseline knows, if there is one.
    pub known: Option<Known>,
    /// What others say about the owners of services.
    pub claims: ClaimCounts,
    /// Findings that were not chosen, if something was.
    pub left_out: Option<Counts>,
    /// Findings that the profile leaves for later, if it leaves any.
    pub for_later: Option<Counts>,
}

/// How much of what was read is only context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContextCounts {
    /// Its files.
    pub files: usize,
    /// What is wrong with it alone; it is not told.
    pub findings: usize,
    /// How many of its files cannot be read, or not whole.
    pub unread: usize,
    /// Whether nothing is declared in it.
    pub nothing: bool,
}

/// What was known before of what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Findings that were known; they do not count.
    pub findings: usize,
    /// What was known of an entity and is mended, in some or all places.
    pub mended: usize,
    /// What was known of an entity and cannot be judged any more.
    pub not_judged: usize,
    /// Whether an earlier state of the same files had them, and no baseline.
    pub compared: bool,
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Advice.
    pub advice: usize,
}

impl Counts {
    /// Counts findings by severity.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            counts.add(finding.severity);
        }
        counts
    }

    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Advice => self.advice += 1,
        }
    }

    /// How many there are.
    pub const fn all(self) -> usize {
        self.errors + self.warnings + self.advice
    }
}

/// How many findings are gone because files were changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FixedCounts {
    /// Files that were changed.
    pub files: usize,
    /// How many findings of each rule or diagnostic, by name.
    pub rules: Vec<(String, usize)>,
}

impl FixedCounts {
    /// How many findings.
    pub fn findings(&self) -> usize {
        self.rules.iter().map(|(_, count)| count).sum()
    }
}

/// How many findings there are of what. One about several teams counts for each of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// By rule or diagnostic.
    pub rules: Vec<Row>,
    /// By family.
    pub families: Vec<Row>,
    /// By team.
    pub teams: Vec<Row>,
}

/// How many findings there are of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is counted; nothing for findings that are about no team.
    pub name: Option<String>,
    /// How many there are.
    pub counts: Counts,
}

/// How a report is to read; formats for machines always say everything.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// How it is laid out and painted.
    pub look: Look,
    /// Whether advice is shown.
    pub advice: Advice,
    /// Whether a summary follows the findings.
    pub length: Length,
    /// How many findings of one rule are told one by one.
    pub many: Many,
}

/// What becomes of many findings of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    /// They are told as one block.
    Block,
    /// Each is told by itself.
    Each,
}

/// Whether a summary follows the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Findings only.
    Findings,
    /// Findings and a summary.
    Whole,
}
