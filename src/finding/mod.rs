//! What teamlint tells people: a finding, its labels, and the fingerprint that survives moved lines.

pub mod diagnostics;
pub mod excuse;
pub mod fix;
pub mod suggest;
pub mod wording;
pub mod worst;

mod identify;

use std::sync::Arc;

use rayon::prelude::*;

use crate::finding::fix::{Edit, Fix};
pub use crate::finding::identify::{fingerprint, identify, occurrence_fingerprint};
use crate::text::unicode::{composed, visible};
use crate::text::{Place, Sources};

/// How much a finding matters. The names are miette's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Counted, in JSON, and in text only on request.
    Advice,
    /// Shown, and fails the run only with `--fail-on warning`.
    Warning,
    /// Fails the run.
    Error,
}

impl Severity {
    /// The word used in pages, configuration and JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Reads the word used in pages, configuration and JSON.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Advice, Self::Warning, Self::Error].into_iter().find(|s| s.as_str() == word)
    }
}

/// A place that takes part in a finding, with what it contributes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// The bytes pointed at.
    pub place: Place,
    /// What the reader should see there; may be empty.
    pub text: String,
    /// Whether this is where the finding is reported. A finding has exactly one such label.
    pub primary: bool,
    /// Whether it is one of several places that are wrong in the same way, each of which can be mended by itself.
    pub occurrence: bool,
}

impl Label {
    /// A place that takes part without being wrong by itself.
    pub(crate) fn beside(place: Place, text: impl Into<String>) -> Self {
        Self { place, text: told(text.into(), LONGEST_TEXT), primary: false, occurrence: false }
    }
}

/// One of those a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Subject<'f> {
    /// Its stable id.
    pub entity: &'f str,
    /// What identifies the finding about it across runs, whoever else it is about.
    pub fingerprint: &'f str,
}

/// Where a rule's idea or number comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Title of the book, article or standard.
    pub title: String,
    /// Address, where there is one.
    pub url: Option<String>,
    /// A few words quoted from it.
    pub quote: Option<String>,
    /// Its number, if it is one of the articles that the first rules were taken from.
    pub article: Option<String>,
    /// What is known of where that article comes from, in words.
    pub provenance: Option<String>,
}

/// What people are told of a rule beside each of its findings, so that no report has to ask the rule.
///
/// A rule has one of these and its findings share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleInfo {
    /// Folder of the rule's page.
    pub family: String,
    /// What holds where the rule holds, in one sentence.
    pub summary: String,
    /// Where its idea or its numbers come from.
    pub sources: Vec<Source>,
    /// The edition that it came with.
    pub since: String,
    /// Whether it is shown before it counts, as it is newer than the edition that configuration stays with.
    pub preview: bool,
    /// Address of its page, where configuration says where pages are.
    pub url: Option<String>,
}

/// One thing that is wrong.
///
/// Made only through [`Finding::at`], which asks for the primary place, so a finding without one
/// cannot exist.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Name of the rule or loader diagnostic, in kebab-case.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// Stable id of the entity judged (`team:payments`), or none for findings about a file. There may be more
    /// [subjects](Finding::subjects).
    pub entity: Option<String>,
    /// What is wrong: the entity, the measured value and the limit.
    pub message: String,
    /// One concrete way out.
    pub help: Option<String>,
    /// What to change, where that can be said.
    pub fix: Option<Fix>,
    /// The values that decided it, by name, as shown to people.
    pub values: Vec<(String, String)>,
    /// Places; the first is the primary one.
    pub labels: Vec<Label>,
    /// How many further places were left out of `labels`; none of them is an occurrence.
    pub more_labels: usize,
    /// What to tell of the rule that found it; none for what was found while reading.
    pub info: Option<Arc<RuleInfo>>,
    /// `1:` and 16 hexadecimal digits over rule, entity ids and key; never over line numbers.
    pub fingerprint: String,
    /// Whom it is about where these are several: the stable id of each, and its own fingerprint.
    pub(crate) several: Vec<(String, String)>,
}

/// Bytes of a help that anybody reads.
const LONGEST_HELP: usize = 2_000;
/// Bytes of a message, or of a label, that anybody reads.
const LONGEST_TEXT: usize = 10_000;

/// A text as it is told: what cannot be seen is, and what nobody reads to the end has none.
fn told(text: String, longest: usize) -> String {
    shortened(visible(text), longest)
}

/// A value of a finding: as it was written, but no longer than anybody reads.
pub(crate) fn value(text: String) -> String {
    shortened(text, LONGEST_TEXT)
}

fn shortened(mut text: String, longest: usize) -> String {
    // What was written may be of any size, and so may a text that gives it back.
    if text.len() > longest {
        text.truncate(text.floor_char_boundary(longest));
        text.push('…');
        text.shrink_to_fit();
    }
    text
}

impl Finding {
    /// Starts a finding at its primary place.
    pub fn at(place: Place, rule: &str, severity: Severity, message: impl Into<String>) -> Self {
        Self { fingerprint: fingerprint(rule, &[], ""), ..Self::unidentified(place, rule, severity, message) }
    }

    /// Starts a finding that is still to be told what it is [`about`](Self::about), which identifies it.
    pub(crate) fn unidentified(place: Place, rule: &str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            rule: rule.to_owned(),
            severity,
            entity: None,
            message: told(message.into(), LONGEST_TEXT),
            help: None,
            fix: None,
            values: Vec::new(),
            labels: vec![Label { primary: true, ..Label::beside(place, "") }],
            more_labels: 0,
            info: None,
            fingerprint: String::new(),
            several: Vec::new(),
        }
    }

    /// Says what stands at the primary place.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.labels[0].text = told(text.into(), LONGEST_TEXT);
        self
    }

    /// Adds another place that takes part.
    #[must_use]
    pub fn label(mut self, place: Place, text: impl Into<String>) -> Self {
        self.labels.push(Label::beside(place, text));
        self
    }

    /// Adds further places, each with its text.
    #[must_use]
    pub fn labels_of_places<T: Into<String>>(mut self, places: impl IntoIterator<Item = (Place, T)>) -> Self {
        self.labels.extend(places.into_iter().map(|(place, text)| Label::beside(place, text)));
        self
    }

    /// Adds the further places in which the same is wrong as in the primary one; what is said of each is the same.
    #[must_use]
    pub fn occurring_also(mut self, places: impl IntoIterator<Item = Place>, text: &str) -> Self {
        self.labels[0].occurrence = true;
        let also = places.into_iter().map(|place| Label { occurrence: true, ..Label::beside(place, text) });
        self.labels.extend(also);
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(told(help.into(), LONGEST_HELP));
        self
    }

    /// Says what to change; what the files mean stays the same. Nothing is said where there is nothing to change.
    #[must_use]
    pub fn safely_changing(mut self, edits: Vec<Edit>) -> Self {
        self.fix = (!edits.is_empty()).then_some(Fix { safe: true, edits });
        self
    }

    /// Says what to change where that is probably what was meant, and somebody should look at it. Nothing is said where
    /// there is nothing to change.
    #[must_use]
    pub fn suggesting(mut self, edits: impl IntoIterator<Item = Edit>) -> Self {
        let edits: Vec<Edit> = edits.into_iter().collect();
        self.fix = (!edits.is_empty()).then_some(Fix { safe: false, edits });
        self
    }

    /// Names the entities it is about and what else identifies it, which fixes the fingerprint.
    #[must_use]
    pub fn about(mut self, entities: &[&str], key: &str) -> Self {
        self.entity = entities.first().map(|&id| composed(id).into_owned());
        self.fingerprint = fingerprint(&self.rule, entities, key);
        if entities.len() > 1 {
            let alone = |&id: &&str| (composed(id).into_owned(), fingerprint(&self.rule, &[id], key));
            self.several = entities.iter().map(alone).collect();
        }
        self
    }

    /// Whom it is about; nobody where it is about a file.
    pub fn subjects(&self) -> impl Iterator<Item = Subject<'_>> {
        let alone = self.entity.as_deref().filter(|_| self.several.is_empty());
        let alone = alone.map(|entity| Subject { entity, fingerprint: &self.fingerprint });
        let several = self.several.iter().map(|(entity, fingerprint)| Subject { entity, fingerprint });
        alone.into_iter().chain(several)
    }

    /// In how many places what is wrong is wrong.
    pub fn occurrences(&self) -> usize {
        self.labels.iter().filter(|label| label.occurrence).count().max(1)
    }

    /// Identifies a finding about a file by path, kind and ordinal: it has no entity.
    #[must_use]
    pub fn about_file(mut self, path: &str, ordinal: usize) -> Self {
        self.fingerprint = fingerprint(&self.rule, &[], &format!("{path}\u{0}{ordinal}"));
        self
    }

    /// Whether the rule that found it is newer than the edition that configuration stays with.
    pub fn is_preview(&self) -> bool {
        self.info.as_ref().is_some_and(|info| info.preview)
    }

    /// Where the rule that found it comes from.
    pub fn sources(&self) -> &[Source] {
        self.info.as_ref().map_or(&[], |info| &info.sources)
    }

    /// Address of the page of the rule that found it, where configuration says where pages are.
    pub fn url(&self) -> Option<&str> {
        self.info.as_ref()?.url.as_deref()
    }

    /// Reports it at the place of another label of the same kind; what is said of each stays.
    pub(crate) fn swap_places(&mut self, other: usize) {
        let place = self.labels[other].place;
        self.labels[other].place = self.labels[0].place;
        self.labels[0].place = place;
    }

    /// Reports it at another of its places.
    pub(crate) fn report_at(&mut self, label: usize) {
        if self.labels[0].occurrence && self.labels[label].occurrence {
            self.swap_places(label);
        } else {
            self.labels[0].primary = false;
            self.labels[label].primary = true;
            self.labels.swap(0, label);
        }
    }

    /// The place the finding is reported at.
    pub fn place(&self) -> Place {
        self.labels[0].place
    }
}

/// The order in which findings are told: by path, position, rule and message.
pub fn sort(findings: &mut [Finding], sources: &Sources) {
    findings.par_sort_by(|a, b| {
        let (place_a, place_b) = (a.place(), b.place());
        let path = |file| sources.get(file).path.as_str();
        (path(place_a.file), place_a.span, &a.rule, &a.message, &a.fingerprint).cmp(&(
            path(place_b.file),
            place_b.span,
            &b.rule,
            &b.message,
            &b.fingerprint,
        ))
    });
}
