//! What became of findings since an earlier state: new, worse, mended, or not to be judged any more.

use std::collections::{HashMap, HashSet};

use crate::baseline::Entry;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::finding::worst::beyond;
use crate::judge::undecided_by;

use crate::audit::Source;

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

    /// Compares findings with an earlier state: `entries` is what each of them is known by.
    pub fn of(source: &Source<'_>, earlier: &[Was], entries: &[Vec<Entry>], against: &str) -> Self {
        let mut before: HashMap<&str, (usize, &Was)> = HashMap::new();
        for was in earlier {
            before.entry(&was.fingerprint).or_insert((0, was)).0 += was.places;
        }
        let mut found: HashSet<&str> = HashSet::new();
        let mut since = Vec::with_capacity(source.findings.len());
        for (finding, entries) in source.findings.iter().zip(entries) {
            // What is about a file has a name of its own in every report, and another where it is compared with files.
            let own = [finding.fingerprint.as_str()];
            let known: Vec<&str> = entries.iter().map(|entry| entry.fingerprint.as_str()).collect();
            let known = if finding.entity.is_none() && before.contains_key(own[0]) { own.to_vec() } else { known };
            found.extend(&known);
            let were: Vec<Option<&(usize, &Was)>> = known.iter().map(|name| before.get(name)).collect();
            since.push(compared(finding, entries, &were));
        }
        let excused = source.excused.iter().flat_map(|excused| {
            excused.finding.subjects().map(|subject| subject.fingerprint).chain([excused.finding.fingerprint.as_str()])
        });
        found.extend(excused);
        let gone = earlier.iter().filter(|was| !found.contains(was.fingerprint.as_str()));
        let gone = gone.map(|was| Gone { rule: was.rule.clone(), subject: was.subject.clone() });
        let in_part = !source.unread.is_empty();
        let mut gone: Vec<Gone> = gone.filter(|_| !in_part).collect();
        gone.sort();
        gone.dedup();
        let wanted: HashSet<&str> = gone.iter().map(|gone| gone.rule.as_str()).collect();
        let undecided = undecided_by(&source.judgement.not_judged, &wanted, (source.org, source.facts), source.rules);
        let (lost, mended) =
            gone.iter().cloned().partition(|gone| undecided.contains(&(gone.rule.clone(), gone.subject.clone())));
        Self { against: against.to_owned(), since, mended, lost, in_part }
    }
}

fn compared(finding: &Finding, entries: &[Entry], were: &[Option<&(usize, &Was)>]) -> Since {
    let known: Vec<&(usize, &Was)> = were.iter().copied().flatten().collect();
    let Some((_, first)) = known.first() else { return Since::New };
    let places: usize = entries.iter().map(|entry| entry.places).sum();
    let further = beyond(&finding.values).zip(first.beyond).is_some_and(|(now, then)| now > then);
    if known.len() < were.len() {
        Since::Worse("about more than before")
    } else if finding.severity > first.severity {
        Since::Worse("more severe than before")
    } else if places > known.iter().map(|(places, _)| places).sum() {
        Since::Worse("in more places than before")
    } else if further {
        Since::Worse("further beyond the limit than before")
    } else {
        Since::Known
    }
}
