//! What came of judging an organisation.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::baseline::Entry;
use crate::dialect;
use crate::facts::Facts;
use crate::finding::Finding;
use crate::finding::excuse::{Excuse, Excused};
use crate::judge::coverage::Coverage;
use crate::judge::trace::{Told, Trace, Unfound, trace};
use crate::judge::{Judgement, NotJudged, NotJudgedInWords, Undecided, undecided};
use crate::org::Org;
use crate::report::check::{Ignored, Summary};
use crate::rule::Rule;
use crate::text::{FileId, Place, Position};

/// What is wrong with an organisation, and how much of it was looked at.
#[non_exhaustive]
pub struct Outcome {
    /// Everything that is wrong, or what was chosen of it, in the order of path, position, rule and message.
    pub findings: Vec<Finding>,
    /// The findings that somebody decided to live with, and why.
    pub excused: Vec<Excused>,
    /// What the baseline has and was not found again, in as many places; empty where only a part of the organisation was
    /// judged.
    #[doc(hidden)]
    pub mended: Vec<Entry>,
    /// How much was looked at.
    pub summary: Summary,
    /// Files that are no organisation file, and were left alone, in the order of their paths.
    pub ignored: Vec<Ignored>,
    /// Files in hidden folders that would be read elsewhere; they are looked for only where there is nothing to lint.
    pub skipped: Vec<String>,
    /// Whether configuration or a rule page is wrong.
    pub setup_failed: bool,
    /// Whether no entity was declared.
    pub nothing_to_lint: bool,
    /// What is wrong with configuration, rule pages and waivers; it is among the findings, too.
    pub setup_problems: Vec<Finding>,
    /// How many findings besides errors the profile would show; all where it does not say.
    pub(super) most: Option<usize>,
    /// Whether only a part of what the configuration is about was judged.
    #[doc(hidden)]
    pub in_part: bool,
    /// Rules and diagnostics whose findings are told in any case.
    pub(super) told_in_any_case: HashSet<String>,
    /// Rules and diagnostics of which some findings were not chosen, or are for later.
    pub(super) partly_told: HashSet<String>,
    /// The files that declare something, or by which it was judged.
    pub(super) inputs: BTreeSet<FileId>,
    /// The organisation, with all texts that findings point into.
    #[doc(hidden)]
    pub org: Org,
    /// What was computed about it.
    #[doc(hidden)]
    pub facts: Facts,
    /// The rules it was judged by.
    #[doc(hidden)]
    pub rules: Arc<[Rule]>,
    /// What the rules said.
    #[doc(hidden)]
    pub judgement: Judgement,
}

/// Where something is written, as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Location<'o> {
    /// The path of the file as it was named or found, with `/`.
    pub path: &'o str,
    /// The first character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

impl Outcome {
    /// The paths of the files that declare something, or by which it was judged: not of those that were left alone.
    #[doc(hidden)]
    pub fn inputs(&self) -> impl Iterator<Item = &Path> {
        self.inputs.iter().map(|&file| Path::new(&self.org.sources().get(file).path))
    }

    /// Where a place of one of its findings is.
    pub fn locate(&self, place: Place) -> Location<'_> {
        let file = self.org.sources().get(place.file);
        Location { path: &file.path, start: file.position(place.span.start), end: file.position(place.span.end) }
    }

    /// What is written there.
    pub fn text(&self, place: Place) -> &str {
        self.org.sources().text(place)
    }

    /// What could not be judged, with the fields that would change that.
    pub fn not_judged(&self) -> Vec<NotJudgedInWords> {
        self.judgement.not_judged.iter().map(|one| one.in_words(&self.org, &self.facts, &self.rules)).collect()
    }

    /// The same one by one, as they are asked for; `only` names the rules that count, none means all.
    #[doc(hidden)]
    pub fn not_judged_by<'o>(&'o self, only: &'o [String]) -> Box<dyn Iterator<Item = NotJudgedInWords> + 'o> {
        let counts = |one: &&NotJudged| only.is_empty() || only.contains(&self.rules[one.rule].name);
        let all = self.judgement.not_judged.iter().filter(counts);
        Box::new(all.map(|one| one.in_words(&self.org, &self.facts, &self.rules)))
    }

    /// The same by rule and field, with how often and a few examples.
    pub fn undecided(&self) -> Vec<Undecided> {
        undecided(&self.org, &self.facts, &self.rules, &self.judgement.not_judged)
    }

    /// How a rule judged an entity, by its stable id or an id.
    ///
    /// # Errors
    ///
    /// When the rule does not judge anything by that name.
    #[doc(hidden)]
    pub fn trace(&self, rule: &Rule, entity: &str) -> Result<Trace, Unfound> {
        let waived = self.excused.iter().filter(|excused| excused.excuse != Excuse::Known);
        let waived: Vec<String> = waived.map(|excused| excused.finding.fingerprint.clone()).collect();
        let told = Told {
            findings: &self.findings,
            waived: &waived,
            off: &self.judgement.off,
            merged: &self.judgement.merged,
        };
        trace(&self.org, &self.facts, &self.rules, rule, entity, told)
    }

    /// What could not be judged, gathered by what would change that; `only` names the rules that count, none means all.
    #[doc(hidden)]
    pub fn coverage(&self, only: &[String]) -> Coverage {
        Coverage::of(&self.org, &self.facts, &self.rules, &self.judgement, &self.findings, only, &dialect::offers())
    }
}
