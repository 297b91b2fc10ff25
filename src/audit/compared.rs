//! Findings compared with those of an earlier state.

use std::collections::{HashMap, HashSet};

use crate::audit::source::Source;
use crate::audit::trend::{Before, Gone, Since, Trend, Was};
use crate::baseline::Entry;
use crate::finding::Finding;
use crate::finding::worst::beyond;
use crate::judge::undecided_by;

impl Trend {
    /// Compares findings with an earlier state: `entries` is what each of them is known by.
    pub fn of(source: &Source<'_>, earlier: &Before<'_>, entries: &[Vec<Entry>]) -> Self {
        let mut before: HashMap<&str, (usize, &Was)> = HashMap::new();
        for was in earlier.found {
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
            since.push(match compared(finding, entries, &were) {
                Since::New if !earlier.unread.is_empty() => Since::Unclear,
                since => since,
            });
        }
        let excused = source.excused.iter().flat_map(|excused| {
            excused.finding.subjects().map(|subject| subject.fingerprint).chain([excused.finding.fingerprint.as_str()])
        });
        found.extend(excused);
        // That a file could not be read is told by itself, with what follows from it.
        let comparable = earlier.found.iter().filter(|was| !earlier.unreadable.contains(was.rule.as_str()));
        let gone = comparable.filter(|was| !found.contains(was.fingerprint.as_str()));
        let gone = gone.map(|was| Gone { rule: was.rule.clone(), subject: was.subject.clone() });
        let in_part = !source.unread.is_empty();
        let mut gone: Vec<Gone> = gone.filter(|_| !in_part).collect();
        gone.sort();
        gone.dedup();
        let wanted: HashSet<&str> = gone.iter().map(|gone| gone.rule.as_str()).collect();
        let undecided = undecided_by(&source.judgement.not_judged, &wanted, (source.org, source.facts), source.rules);
        let (lost, mended) =
            gone.iter().cloned().partition(|gone| undecided.contains(&(gone.rule.clone(), gone.subject.clone())));
        Self { against: earlier.called.to_owned(), since, mended, lost, in_part, unread: earlier.unread.to_vec() }
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
