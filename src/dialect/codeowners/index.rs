//! Which line is the last that matches a folder, without asking all of them.
//!
//! Nearly all patterns are names without wildcards, which are looked up; of the others those are tried that stand behind
//! the best one found, from the last.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::declare::claims::{Extent, Line, OwnersOf, Undecided, Whose};
use crate::dialect::codeowners::glob::{Part, Pattern};
use crate::dialect::codeowners::section::{Entry, NAMES, Section};
use crate::dialect::codeowners::steps::Steps;

/// Steps that one file may take: then its further folders cannot be made out.
const STEPS: u64 = 100_000_000;

/// What it takes to look a path up, besides a step for each name in it.
const LOOK_UP: usize = 8;

/// The longest path there is, in bytes.
const LONGEST_PATH: usize = 4_096;

/// All sections of a file.
#[derive(Debug)]
pub struct Index {
    sections: Vec<Indexed>,
    steps: AtomicU64,
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
        Self::within(sections, STEPS)
    }

    /// One that takes no more than so many steps.
    pub fn within(sections: Vec<Section>, steps: u64) -> Self {
        Self { sections: sections.into_iter().map(Indexed::of).collect(), steps: AtomicU64::new(steps) }
    }

    fn lines(&self, folder: &[&str], steps: &mut Steps) -> Result<Vec<Line>, Undecided> {
        let (mut lines, mut names) = (Vec::new(), 0);
        for section in &self.sections {
            steps.take(1)?;
            let Some(Entry { pattern, place, owners }) = section.last(folder, steps)? else { continue };
            let owners = owners.clone().ok_or(Undecided)?;
            names += owners.len().max(1);
            if names > NAMES {
                return Err(Undecided);
            }
            lines.push(Line { pattern: *place, matches_all: pattern.matches_all(), owners });
        }
        Ok(lines)
    }
}

impl OwnersOf for Index {
    fn folder(&self, path: &str) -> Result<Vec<Line>, Undecided> {
        if path.len() > LONGEST_PATH {
            return Err(Undecided);
        }
        let folder: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        let mut steps = Steps::new(self.steps.load(Ordering::Relaxed));
        let lines = self.lines(&folder, &mut steps);
        self.steps.store(steps.left(), Ordering::Relaxed);
        lines
    }

    fn extent(&self) -> Extent {
        extent_of(self.sections.iter().flat_map(|section| &section.entries))
    }

    fn named(&self) -> BTreeMap<&str, Whose> {
        let entries = self.sections.iter().flat_map(|section| &section.entries);
        let named = entries.filter_map(|entry| entry.owners.as_deref()).flatten();
        named.map(|one| (one.handle.as_str(), one.is)).collect()
    }
}

/// How many entries name somebody, and how many different names they have.
fn extent_of<'e>(entries: impl Iterator<Item = &'e Entry>) -> Extent {
    let mut names: HashSet<&str> = HashSet::new();
    let mut lines = 0;
    for owners in entries.filter_map(|entry| entry.owners.as_deref()).filter(|owners| !owners.is_empty()) {
        lines += 1;
        names.extend(owners.iter().map(|owner| owner.handle.as_str()));
    }
    Extent { lines, names: names.len() }
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
        index.entries = entries;
        index
    }

    /// The last line about a folder, unless the section leaves the folder out.
    fn last(&self, folder: &[&str], steps: &mut Steps) -> Result<Option<&Entry>, Undecided> {
        let mut best = self.looked_up(folder, steps)?;
        let below = folder.first().and_then(|first| self.below.get(*first)).map_or(&[][..], Vec::as_slice);
        for ranks in [below, &self.others] {
            let known = best;
            for &rank in ranks.iter().rev().take_while(|&&rank| known.is_none_or(|known| rank > known)) {
                if self.entries[rank].pattern.is_about(folder, steps)? {
                    best = Some(rank);
                    break;
                }
            }
        }
        let Some(best) = best else { return Ok(None) };
        for excluded in &self.exclusions {
            if excluded.is_about(folder, steps)? {
                return Ok(None);
            }
        }
        Ok(Some(&self.entries[best]))
    }

    fn looked_up(&self, folder: &[&str], steps: &mut Steps) -> Result<Option<usize>, Undecided> {
        let mut best = None;
        let ends = if self.rooted.is_empty() && self.anywhere.is_empty() { 0 } else { folder.len() };
        for end in 1..=ends {
            steps.take(LOOK_UP + end)?;
            best = best.max(self.rooted.get(&folder[..end].join("/")).copied());
            for start in end.saturating_sub(self.longest)..end {
                steps.take(LOOK_UP + end - start)?;
                best = best.max(self.anywhere.get(&folder[start..end].join("/")).copied());
            }
        }
        Ok(best)
    }
}
