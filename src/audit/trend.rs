//! What became of findings since an earlier state: new, worse, mended, or not to be judged any more.

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
}

/// What is known of a finding since the earlier state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// It was there, and is no worse.
    Known,
    /// It was not there.
    New,
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

impl Trend {
    /// How much is new, and how much is worse.
    pub fn news(&self) -> (usize, usize) {
        let number = |wanted: fn(&Since) -> bool| self.since.iter().filter(|since| wanted(since)).count();
        (number(|since| *since == Since::New), number(|since| matches!(since, Since::Worse(_))))
    }
}
