//! What became of findings since an earlier state: new, worse, mended, or not to be judged any more.

use std::collections::HashSet;

use crate::baseline::Entry;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::finding::worst::beyond;

/// A finding of an earlier state, for one of those it was about.
#[derive(Clone, Debug, PartialEq)]
pub struct Was {
    /// Its rule.
    pub rule: String,
    /// Stable id of whom it was about; `-` where it was about nobody.
    pub subject: String,
    /// What it is known by.
    pub fingerprint: String,
    /// How much it mattered.
    pub severity: Severity,
    /// In how many places it was wrong.
    pub places: usize,
    /// How far what was measured was beyond its limit, where both were numbers.
    pub beyond: Option<f64>,
}

/// An earlier state.
#[derive(Debug, Default)]
pub struct Earlier {
    /// What was found.
    pub found: Vec<Was>,
    /// Ids of people who are named in it.
    pub people: Vec<String>,
    /// The rules of its errors, each with the file that it was in.
    pub errors: Vec<(String, String)>,
}

/// An earlier state as it is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Before<'b> {
    /// What it is called.
    pub called: &'b str,
    /// What was found.
    pub found: &'b [Was],
    /// Its files that could not be read whole.
    pub unread: &'b [String],
    /// The diagnostics that say so of a file.
    pub unreadable: &'b HashSet<&'static str>,
}

/// What is known of a finding since the earlier state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// It was there, and is no worse.
    Known,
    /// It was not there.
    New,
    /// It was not found then, when not everything could be read.
    Unclear,
    /// It was there, and is worse now: in this way.
    Worse(&'static str),
}

/// A finding that was there and is not any more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gone {
    /// Its rule.
    pub rule: String,
    /// Stable id of whom it was about; `-` where it was about nobody.
    pub subject: String,
}

/// What became of findings.
#[derive(Debug, Default)]
pub struct Trend {
    /// What the earlier state is called.
    pub against: String,
    /// For each finding that there is.
    pub since: Vec<Since>,
    /// What is mended.
    pub mended: Vec<Gone>,
    /// What cannot be judged any more, which is not better for it.
    pub lost: Vec<Gone>,
    /// Whether what is gone is not said to be mended, because a file could not be read whole.
    pub in_part: bool,
    /// Files of the earlier state that could not be read whole: what was not found then may have been there.
    pub unread: Vec<String>,
}

/// A finding as one of an earlier state, for everybody it is about. `entries` is what it is known by.
pub fn was(finding: &Finding, entries: &[Entry]) -> Vec<Was> {
    let one = |entry: &Entry| Was {
        rule: entry.rule.clone(),
        subject: entry.subject.clone(),
        fingerprint: entry.fingerprint.clone(),
        severity: finding.severity,
        places: entry.places,
        beyond: beyond(&finding.values),
    };
    entries.iter().map(one).collect()
}

/// How much of what is found was not found before, or was not so bad.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// What is new.
    pub new: usize,
    /// What is worse.
    pub worse: usize,
    /// What may have been there, in what could not be read.
    pub unclear: usize,
}

impl Trend {
    /// How much is new, how much is worse, and of how much it is not known whether it is new.
    pub fn news(&self) -> News {
        let number = |wanted: fn(&Since) -> bool| self.since.iter().filter(|since| wanted(since)).count();
        News {
            new: number(|since| *since == Since::New),
            worse: number(|since| matches!(since, Since::Worse(_))),
            unclear: number(|since| *since == Since::Unclear),
        }
    }

    /// What became of findings, in a few words: `2 new, 1 worse, 3 mended`.
    pub fn in_short(&self) -> String {
        let News { new, worse, unclear } = self.news();
        let mended = match (self.in_part, self.mended.len()) {
            (true, _) => "what is mended cannot be told, as a file cannot be read whole".to_owned(),
            (false, mended) => format!("{mended} mended"),
        };
        if self.unread.is_empty() {
            format!("{new} new, {worse} worse, {mended}")
        } else {
            format!("{unclear} of which it is not known whether they are new, {worse} worse, {mended}")
        }
    }
}
