//! Patterns of ids, so that an id is held only against those that it may match.

use std::cmp::Reverse;
use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use globset::GlobSet;

use crate::waive::ids::{compared, glob};

/// The patterns of the waivers of one rule, and which of them anything was found about.
///
/// What a pattern says letter by letter, every id that it matches has in it. Of that each pattern is known by what fewest
/// others say, and an id is looked through once for all of these.
#[derive(Debug, Default)]
pub(super) struct Patterns<'w> {
    ranks: HashMap<&'w str, usize>,
    all: Vec<Pattern<'w>>,
    /// Finds the letters that patterns are known by.
    letters: Option<AhoCorasick>,
    /// The patterns known by each of these.
    known_by: Vec<Vec<usize>>,
    /// Those that say nothing letter by letter.
    others: Vec<usize>,
}

#[derive(Debug)]
struct Pattern<'w> {
    id: &'w str,
    /// The waiver that first names it.
    waiver: usize,
    /// Made when it is first needed; it matches nothing where it is no pattern.
    glob: Option<GlobSet>,
    used: bool,
}

impl Pattern<'_> {
    fn matches(&mut self, entity: &str) -> bool {
        let glob = self.glob.get_or_insert_with(|| glob(self.id).unwrap_or_default());
        let matches = glob.is_match(entity);
        self.used |= matches;
        matches
    }
}

impl<'w> Patterns<'w> {
    pub(super) fn add(&mut self, id: &'w str, waiver: usize) {
        self.ranks.entry(id).or_insert_with(|| {
            self.all.push(Pattern { id, waiver, glob: None, used: false });
            self.all.len() - 1
        });
    }

    /// Gets ready to be asked.
    pub(super) fn arrange(&mut self) {
        let compared: Vec<_> = self.all.iter().map(|pattern| compared(pattern.id)).collect();
        let said: Vec<Vec<&str>> = compared.iter().map(|id| literals(id)).collect();
        let mut how_many: HashMap<&str, usize> = HashMap::new();
        for &text in said.iter().flatten() {
            *how_many.entry(text).or_default() += 1;
        }
        let mut ranks: HashMap<&str, usize> = HashMap::new();
        let mut texts: Vec<&str> = Vec::new();
        for (rank, said) in said.iter().enumerate() {
            let rarest = said.iter().min_by_key(|text| (how_many[**text], Reverse(text.len())));
            let Some(&text) = rarest else {
                self.others.push(rank);
                continue;
            };
            let known = *ranks.entry(text).or_insert_with(|| {
                texts.push(text);
                self.known_by.push(Vec::new());
                texts.len() - 1
            });
            self.known_by[known].push(rank);
        }
        self.letters = AhoCorasick::builder().ascii_case_insensitive(true).build(&texts).ok();
        if self.letters.is_none() {
            self.others = (0..self.all.len()).collect();
        }
    }

    /// The waiver of the first that matches an id as ids are compared.
    pub(super) fn matching(&mut self, entity: &str) -> Option<usize> {
        let mut may = self.others.clone();
        if let Some(letters) = &self.letters {
            let found = letters.find_overlapping_iter(entity).map(|found| found.pattern().as_usize());
            may.extend(found.flat_map(|known| &self.known_by[known]));
            may.sort_unstable();
            may.dedup();
        }
        // All of them, as each is to be known to be used.
        let matching: Vec<usize> = may.into_iter().filter(|&rank| self.all[rank].matches(entity)).collect();
        matching.first().map(|&rank| self.all[rank].waiver)
    }

    /// Whether anything was found that a pattern matches.
    pub(super) fn used(&self, id: &str) -> bool {
        self.ranks.get(id).is_some_and(|&rank| self.all[rank].used)
    }
}

/// The stretches that a pattern says letter by letter. What stands in brackets is one of several, of letters that are not
/// ASCII there may be more than one form, and beside `**` there need not be a `/`.
fn literals(pattern: &str) -> Vec<&str> {
    let (mut found, mut start, mut end) = (Vec::new(), 0, pattern.len());
    let (mut braces, mut escaped) = (0_usize, false);
    for (at, c) in pattern.char_indices() {
        let is_said = !escaped && c.is_ascii() && !"*?/{}\\".contains(c);
        match c {
            _ if escaped => {}
            // Where a list of letters ends is hard to say.
            '[' => {
                end = at;
                break;
            }
            '{' => braces += 1,
            '}' => braces = braces.saturating_sub(1),
            _ => {}
        }
        escaped = !escaped && c == '\\';
        if !is_said || braces > 0 {
            found.push(&pattern[start..at]);
            start = at + c.len_utf8();
        }
    }
    found.push(&pattern[start..end]);
    found.retain(|text| !text.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::{Patterns, literals};

    #[test]
    fn what_a_pattern_says_letter_by_letter_is_all_that_an_id_must_have() {
        for (pattern, said) in [
            ("team:pay-*", vec!["team:pay-"]),
            ("*a?b*", vec!["a", "b"]),
            ("team:{a,b{c,d}}-x[ab]y", vec!["team:", "-x"]),
            ("c[]a]b", vec!["c"]),
            ("\\*a\\{b\\[c", vec!["a", "b", "c"]),
            ("**/a/b", vec!["a", "b"]),
            ("zoë-*", vec!["zo", "-"]),
            ("?*", vec![]),
        ] {
            assert_eq!(literals(pattern), said, "{pattern}");
        }
    }

    #[test]
    fn each_pattern_is_asked_that_may_match() {
        let ids = ["team:*a*", "team:b*", "*:?", "[t]*", "team:*", "team:{ba,bb}", "service:*"];
        let mut patterns = Patterns::default();
        for id in ids {
            patterns.add(id, 0);
        }
        patterns.arrange();
        assert!(patterns.matching("team:ba/members/ana").is_some());
        let used: Vec<&str> = ids.into_iter().filter(|id| patterns.used(id)).collect();
        assert_eq!(used, ["team:*a*", "team:b*", "[t]*", "team:*", "team:{ba,bb}"]);
        assert!(patterns.matching("rota:b").is_some() && patterns.used("*:?"));
        assert!(patterns.matching("person:ana").is_none() && !patterns.used("service:*"));
    }
}
