//! Which line is the last that matches a folder, without asking all of them.
//!
//! Nearly all patterns are names without wildcards, which are looked up; of the others those are tried that stand behind
//! the best one found, from the last.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::declare::claims::{Line, OwnersOf};
use crate::dialect::codeowners::glob::{Part, Pattern};
use crate::dialect::codeowners::section::{Entry, Section};

/// Patterns with wildcards that are tried for one file before its further folders count as unknown: a file of a hundred
/// thousand of them beside ten thousand services must not hold a run up.
const TRIES: u32 = 5_000_000;

/// All sections of a file.
#[derive(Debug)]
pub struct Index {
    sections: Vec<Indexed>,
    tries: AtomicU32,
}

#[derive(Debug)]
struct Indexed {
    entries: Vec<Entry>,
    exclusions: Vec<Pattern>,
    /// By path from the root, the last line that is about everything below.
    rooted: HashMap<String, usize>,
    /// The same for patterns that may begin anywhere.
    anywhere: HashMap<String, usize>,
    /// The most names such a pattern has.
    longest: usize,
    /// Patterns with wildcards that begin with a name, by that name.
    below: HashMap<String, Vec<usize>>,
    /// All others.
    others: Vec<usize>,
}

impl Index {
    pub fn of(sections: Vec<Section>) -> Self {
        Self { sections: sections.into_iter().map(Indexed::of).collect(), tries: AtomicU32::new(TRIES) }
    }
}

impl OwnersOf for Index {
    fn folder(&self, path: &str) -> Vec<Line> {
        let folder: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        let tried = |pattern: &Pattern| {
            let left = self.tries.load(Ordering::Relaxed);
            self.tries.store(left.saturating_sub(1), Ordering::Relaxed);
            left > 0 && pattern.is_about(&folder)
        };
        let deciding = self.sections.iter().filter_map(|section| section.last(&folder, tried));
        let lines: Vec<Line> = deciding
            .map(|entry| Line {
                pattern: entry.place,
                matches_all: entry.pattern.matches_all(),
                owners: entry.owners.clone(),
            })
            .collect();
        if self.tries.load(Ordering::Relaxed) == 0 { Vec::new() } else { lines }
    }
}

impl Indexed {
    fn of(section: Section) -> Self {
        let Section { entries, exclusions } = section;
        let mut index = Self {
            entries: Vec::new(),
            exclusions,
            rooted: HashMap::new(),
            anywhere: HashMap::new(),
            longest: 0,
            below: HashMap::new(),
            others: Vec::new(),
        };
        for (rank, Entry { pattern, .. }) in entries.iter().enumerate() {
            match (pattern.literal().filter(|_| pattern.deep), pattern.parts.first()) {
                (Some((path, false)), _) => _ = index.rooted.insert(path, rank),
                (Some((path, true)), _) => {
                    index.longest = index.longest.max(pattern.parts.len() - 1);
                    index.anywhere.insert(path, rank);
                }
                (None, Some(Part::Name(first))) => index.below.entry(first.clone()).or_default().push(rank),
                (None, _) => index.others.push(rank),
            }
        }
        index.others.dedup_by(|later, earlier| {
            entries[*later].pattern == entries[*earlier].pattern && {
                *earlier = *later;
                true
            }
        });
        index.entries = entries;
        index
    }

    /// The last line about a folder, unless the section leaves the folder out.
    fn last(&self, folder: &[&str], tried: impl Fn(&Pattern) -> bool) -> Option<&Entry> {
        let mut best = None;
        for end in 1..=folder.len() {
            best = best.max(self.rooted.get(&folder[..end].join("/")).copied());
            for start in end.saturating_sub(self.longest)..end {
                best = best.max(self.anywhere.get(&folder[start..end].join("/")).copied());
            }
        }
        let below = folder.first().and_then(|first| self.below.get(*first)).map_or(&[][..], Vec::as_slice);
        for ranks in [below, &self.others] {
            let behind = ranks.iter().rev().copied().take_while(|&rank| best.is_none_or(|best| rank > best));
            let found = behind.into_iter().find(|&rank| tried(&self.entries[rank].pattern));
            best = best.max(found);
        }
        let entry = &self.entries[best?];
        (!self.exclusions.iter().any(tried)).then_some(entry)
    }
}
