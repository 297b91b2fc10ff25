//! Baselines: findings that were there when somebody began to look. They are counted, and only what is new is told.
//!
//! A baseline is a text with a line for each entity that something is wrong with, in order, so that two people who change it
//! rarely get in each other's way. Nothing in it depends on where files lie or how they are laid out.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::finding::diagnostics::INVALID_BASELINE;
use crate::finding::{Finding, fingerprint};
use crate::text::unicode::visible;
use crate::text::{FileId, Place, SourceFile, Span};

/// What the first line begins with; the version follows.
const MARK: &str = "# teamlint baseline ";
/// Grows when older programs could not read what is written.
const VERSION: &str = "1";
/// What is written below it.
const ABOUT: &str =
    "# rule, fingerprint, places and whom it is about; `teamlint baseline prune` takes out what is mended";

/// Something that is wrong with an entity, and in how many places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Name of the rule or diagnostic.
    pub rule: String,
    /// Stable id of the entity; `-` where it is about none.
    pub subject: String,
    /// What it is known by.
    pub fingerprint: String,
    /// In how many places it is wrong; never none.
    pub places: usize,
}

impl Entry {
    /// Whom it is about, if it is about somebody.
    pub fn about(&self) -> Option<&str> {
        Some(self.subject.as_str()).filter(|subject| *subject != NOBODY)
    }
}

/// What a finding is known by, an entry for each of those it is about.
///
/// One that is about a file is known by the entity in which it lies, if it does, and by what is `written` where it is
/// reported: files are moved and laid out anew.
pub fn entries(finding: &Finding, within: Option<&str>, written: &str) -> Vec<Entry> {
    let places = finding.occurrences();
    let entry = |subject: &str, fingerprint: String| Entry {
        rule: finding.rule.clone(),
        subject: on_one_line(subject),
        fingerprint,
        places,
    };
    let known: Vec<Entry> =
        finding.subjects().map(|subject| entry(subject.entity, subject.fingerprint.to_owned())).collect();
    if !known.is_empty() {
        return known;
    }
    let subject = within.unwrap_or(NOBODY);
    vec![entry(subject, fingerprint(&finding.rule, &[subject], &letters(written)))]
}

/// An id without what would end its line, or cannot be seen.
fn on_one_line(id: &str) -> String {
    let id = visible(id.replace(char::is_control, " "));
    if id.trim().is_empty() { NOBODY.to_owned() } else { id.trim().to_owned() }
}

/// What stands for no entity.
const NOBODY: &str = "-";

/// So many letters of what is written tell it from what is written elsewhere.
const LETTERS: usize = 80;

/// Letters and digits at the beginning of a text: what does not change when it is laid out anew or quoted.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).take(LETTERS).collect()
}

/// Findings that were there when somebody began to look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By fingerprint.
    entries: HashMap<String, Entry>,
}

impl Baseline {
    /// A baseline with these entries; what stands in several places is one entry.
    pub fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut baseline = Self::default();
        for entry in entries {
            match baseline.entries.get_mut(&entry.fingerprint) {
                Some(known) => known.places += entry.places,
                None => _ = baseline.entries.insert(entry.fingerprint.clone(), entry),
            }
        }
        baseline
    }

    /// Reads what [`Baseline::written`] writes, and what two of these became when they were merged. What is wrong with it is
    /// told, and the rest counts.
    pub fn parse(file: FileId, source: &SourceFile) -> (Self, Vec<Finding>) {
        let (mut baseline, mut problems) = (Self::default(), Vec::new());
        let mut versions = 0;
        let mut start = 0;
        for line in source.text().split_inclusive('\n') {
            let at = start;
            start += line.len();
            let line = line.trim_end();
            let problem = |message: String, help: &str| {
                let span = Span { start: offset(at), end: offset(at + line.len()) };
                INVALID_BASELINE.at(Place { file, span }, message).saying("not understood").help(help)
            };
            if let Some(version) = line.strip_prefix(MARK) {
                versions += 1;
                if version != VERSION {
                    let message = format!("a baseline of version `{version}` cannot be read");
                    problems.push(problem(message, "write it anew with `teamlint baseline write`"));
                    return (Self::default(), problems);
                }
            } else if !line.is_empty() && !line.starts_with('#') {
                match entry(line) {
                    Ok(entry) => baseline.add(entry),
                    Err(why) => problems.push(problem(why.to_owned(), "take the line out, or write the baseline anew")),
                }
            }
        }
        if versions == 0 {
            let place = Place { file, span: Span { start: 0, end: 0 } };
            let message = format!("`{}` is no baseline: it does not begin with `{MARK}{VERSION}`", source.path);
            problems = vec![INVALID_BASELINE.at(place, message).help("write one with `teamlint baseline write`")];
            baseline = Self::default();
        }
        (baseline, problems)
    }

    /// Adds an entry. Of two about the same, the one with more places counts: both sides of a merge may have added it.
    fn add(&mut self, entry: Entry) {
        let places = entry.places;
        let known = self.entries.entry(entry.fingerprint.clone()).or_insert(entry);
        known.places = known.places.max(places);
    }

    /// What is known of a fingerprint of a rule.
    pub fn get(&self, rule: &str, fingerprint: &str) -> Option<&Entry> {
        self.entries.get(fingerprint).filter(|entry| entry.rule == rule)
    }

    /// Whether a text begins as one of these does, whatever follows.
    pub fn begins(text: &str) -> bool {
        text.starts_with(MARK)
    }

    /// The same without these, each with as many places as are taken out.
    #[must_use]
    pub fn without(mut self, mended: &[Entry]) -> Self {
        for Entry { fingerprint, places, .. } in mended {
            if let Some(known) = self.entries.get_mut(fingerprint) {
                known.places = known.places.saturating_sub(*places);
            }
        }
        self.entries.retain(|_, entry| entry.places > 0);
        self
    }

    /// How many entries there are that another has not, or with fewer places; and how many it has that are not here, or with
    /// fewer places.
    pub fn since(&self, other: &Self) -> (usize, usize) {
        let places = |of: &Self, entry: &Entry| of.get(&entry.rule, &entry.fingerprint).map_or(0, |known| known.places);
        let more = |one: &Self, than: &Self| one.entries.values().filter(|e| places(than, e) < e.places).count();
        (more(self, other), more(other, self))
    }

    /// The entries by rule, entity and fingerprint.
    pub fn entries(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.values().collect();
        entries.sort_unstable();
        entries
    }

    /// The baseline as a text.
    pub fn written(&self) -> String {
        let mut text = format!("{MARK}{VERSION}\n{ABOUT}\n");
        for Entry { rule, subject, fingerprint, places } in self.entries() {
            let _ = writeln!(text, "{rule} {fingerprint} {places} {subject}");
        }
        text
    }
}

/// Reads a line.
fn entry(line: &str) -> Result<Entry, &'static str> {
    let mut parts = line.splitn(4, ' ');
    let mut part = || parts.next().filter(|part| !part.is_empty());
    let (rule, fingerprint, places, subject) = (part(), part(), part(), part());
    let (Some(rule), Some(fingerprint), Some(places), Some(subject)) = (rule, fingerprint, places, subject) else {
        let conflict = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark));
        return Err(if conflict {
            "a merge was left unfinished here"
        } else {
            "this line lacks some of its four parts"
        });
    };
    if !is_fingerprint(fingerprint) {
        return Err("the second part of this line is no fingerprint");
    }
    let places = places.parse().ok().filter(|places| *places > 0);
    let places = places.ok_or("the third part of this line is no number of places")?;
    Ok(Entry { rule: rule.to_owned(), subject: subject.to_owned(), fingerprint: fingerprint.to_owned(), places })
}

fn is_fingerprint(text: &str) -> bool {
    let digits = text.strip_prefix("1:");
    digits.is_some_and(|digits| digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::baseline::{Baseline, Entry};
    use crate::finding::Finding;
    use crate::text::Sources;

    fn parsed(text: &str) -> (Baseline, Vec<Finding>) {
        let mut sources = Sources::default();
        let file = sources.add("b.txt", text);
        Baseline::parse(file, sources.get(file))
    }

    fn entry(rule: &str, subject: &str, places: usize) -> Entry {
        let fingerprint = crate::finding::fingerprint(rule, &[subject], "");
        Entry { rule: rule.to_owned(), subject: subject.to_owned(), fingerprint, places }
    }

    #[test]
    fn entries_stand_in_order_one_on_a_line() {
        let baseline = Baseline::of([entry("b", "team:z", 1), entry("a", "team:My Team", 3), entry("b", "team:y", 1)]);
        let text = baseline.written();
        let lines: Vec<&str> = text.lines().skip(2).map(|line| line.split(' ').next().unwrap_or_default()).collect();
        assert_eq!(lines, ["a", "b", "b"]);
        assert!(text.lines().nth(2).is_some_and(|line| line.ends_with(" 3 team:My Team")), "{text}");
        assert_eq!(parsed(&text), (baseline, Vec::new()));
    }

    #[test]
    fn what_two_people_added_at_once_is_one_entry_after_a_merge() {
        let text = Baseline::of([entry("a", "team:x", 2)]).written();
        let line = text.lines().last().unwrap_or_default();
        let merged = format!("{text}{}\n\n# a remark\n", line.replace(" 2 ", " 5 "));
        let (baseline, problems) = parsed(&merged);
        assert_eq!((baseline.entries()[0].places, problems.len()), (5, 0));
    }

    #[test]
    fn what_is_wrong_with_a_line_is_told_where_it_stands_and_the_rest_counts() {
        let good = Baseline::of([entry("a", "team:x", 2)]).written();
        for (line, message) in [
            ("<<<<<<< HEAD", "a merge was left unfinished here"),
            ("a 1:0123456789abcdef 1", "this line lacks some of its four parts"),
            ("a 2:0123456789abcdef 1 team:x", "the second part of this line is no fingerprint"),
            ("a 1:0123456789abcdef 0 team:x", "the third part of this line is no number of places"),
            ("a 1:0123456789abcdef 99999999999999999999 team:x", "the third part of this line is no number of places"),
        ] {
            let (baseline, problems) = parsed(&format!("{good}{line}\n"));
            assert_eq!(baseline.entries().len(), 1, "{line}");
            let told: Vec<(usize, &str)> =
                problems.iter().map(|one| (one.place().span.start as usize, one.message.as_str())).collect();
            assert_eq!(told, [(good.len(), message)], "{line}");
        }
    }

    #[test]
    fn what_is_no_baseline_or_a_later_one_knows_nothing() {
        for text in ["", "teams: {}\n", "# teamlint baseline 2\na b c d\n"] {
            let (baseline, problems) = parsed(text);
            assert_eq!((baseline.entries().len(), problems.len()), (0, 1), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics_and_what_is_read_is_written_alike(text in "(# teamlint baseline 1\n)?([a-z ]{0,3}[ 0-9a-f:#-]{0,30}\n?){0,6}") {
            let (baseline, _) = parsed(&text);
            prop_assert_eq!(parsed(&baseline.written()), (baseline, Vec::new()));
        }
    }
}
