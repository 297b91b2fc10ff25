//! What the waivers of one rule cover, so that a finding is not held against each of them.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::finding::Finding;
use crate::text::{FileId, Place};
use crate::waive::ids::{compared, is_pattern};
use crate::waive::patterns::Patterns;
use crate::waive::waiver::On;

/// What the waivers of one rule cover, and what of that anything was found in.
#[derive(Debug, Default)]
pub(super) struct Covered<'w> {
    /// Ids as they are compared, with the waivers that first name them, and whether anything was found about them.
    ids: HashMap<Cow<'w, str>, (usize, bool)>,
    /// How long they are.
    lengths: HashSet<usize>,
    patterns: Patterns<'w>,
    files: BTreeMap<FileId, InFile>,
}

/// What is covered of one file.
#[derive(Debug, Default)]
struct InFile {
    /// In order, each with its waiver; they lie in each other or apart, and what lies in another is left out once all are
    /// known.
    bytes: Vec<(Range<u32>, usize)>,
    /// Where something was found.
    found: Vec<u32>,
    /// Where something was found outside of them.
    outside: Vec<Place>,
}

impl<'w> Covered<'w> {
    /// Adds what a waiver is about.
    pub(super) fn add(&mut self, on: &'w On, waiver: usize) {
        match on {
            On::Entity(id) if is_pattern(id) => self.patterns.add(id, waiver),
            On::Entity(id) => {
                let id = compared(id);
                self.lengths.insert(id.len());
                self.ids.entry(id).or_insert((waiver, false));
            }
            On::Bytes(file, bytes) => self.files.entry(*file).or_default().bytes.push((bytes.clone(), waiver)),
        }
    }

    /// Gets ready to be asked.
    pub(super) fn arrange(&mut self) {
        self.patterns.arrange();
        for of in self.files.values_mut() {
            of.bytes.sort_by_key(|(bytes, _)| (bytes.start, Reverse(bytes.end)));
            of.bytes.dedup_by(|(later, _), (earlier, _)| later.start < earlier.end && later.end <= earlier.end);
        }
    }

    /// The waiver that covers a finding, the nearest one first.
    pub(super) fn by(&mut self, finding: &Finding) -> Option<usize> {
        let of_entity = finding.entity.as_deref().and_then(|entity| self.of_entity(entity));
        let place = finding.place();
        let at = place.span.start;
        let in_file = self.files.get_mut(&place.file).and_then(|of| {
            let before = of.bytes.partition_point(|(bytes, _)| bytes.start <= at);
            let covering = before.checked_sub(1).map(|last| &of.bytes[last]).filter(|(bytes, _)| bytes.contains(&at));
            of.found.extend(covering.map(|_| at));
            of.outside.extend(covering.is_none().then_some(place));
            covering.map(|(_, waiver)| *waiver)
        });
        in_file.or(of_entity)
    }

    /// What is in an entity has an id that goes on after it with `/`.
    fn of_entity(&mut self, entity: &str) -> Option<usize> {
        let entity = &*compared(entity);
        let mut found = None;
        let ends = entity.match_indices('/').map(|(at, _)| at).chain([entity.len()]);
        for end in ends.filter(|end| self.lengths.contains(end)) {
            if let Some((waiver, used)) = self.ids.get_mut(&entity[..end]) {
                (*used, found) = (true, Some(*waiver));
            }
        }
        let by_pattern = self.patterns.matching(entity);
        found.or(by_pattern)
    }

    /// Where within some bytes of the file of a waiver something was found that no waiver covers by its place.
    pub(super) fn outside(&mut self, on: &On, within: &Range<u32>) -> Option<Place> {
        let On::Bytes(file, _) = on else { return None };
        let outside = &mut self.files.get_mut(file)?.outside;
        if !outside.is_sorted() {
            outside.sort_unstable();
        }
        let first = outside.partition_point(|place| place.span.start < within.start);
        outside.get(first).copied().filter(|place| within.contains(&place.span.start))
    }

    /// Whether anything was found of what a waiver is about. Nothing is asked after that.
    pub(super) fn used(&mut self, on: &On) -> bool {
        match on {
            On::Entity(id) if is_pattern(id) => self.patterns.used(id),
            On::Entity(id) => self.ids.get(&compared(id)).is_some_and(|(_, used)| *used),
            On::Bytes(file, bytes) => self.files.get_mut(file).is_some_and(|of| {
                if !of.found.is_sorted() {
                    of.found.sort_unstable();
                }
                let first = of.found.partition_point(|&at| at < bytes.start);
                of.found.get(first).is_some_and(|at| bytes.contains(at))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Finding;
    use crate::finding::diagnostics::UNKNOWN_REFERENCE;
    use crate::text::{FileId, Place, Span};
    use crate::waive::covered::Covered;
    use crate::waive::ids::check_pattern;
    use crate::waive::waiver::On;

    fn finding(entity: &str, at: u32) -> Finding {
        let place = Place { file: FileId(0), span: Span { start: at, end: at + 1 } };
        UNKNOWN_REFERENCE.at(place, "gone").about(&[entity], "")
    }

    #[test]
    fn an_entity_is_covered_with_what_is_in_it_and_so_are_all_that_match_a_pattern() {
        let all = ["team:web", "service:pay-*", "service:a?c", "rotation:{a,b}"].map(|id| On::Entity(id.to_owned()));
        let mut covered = Covered::default();
        for (rank, on) in all.iter().enumerate() {
            covered.add(on, rank);
        }
        covered.arrange();
        for entity in ["team:web", "team:web/members/ana", "service:pay-in", "service:pay-in/slos/1", "service:PAY-out"]
        {
            assert!(covered.by(&finding(entity, 0)).is_some(), "{entity}");
        }
        for entity in ["team:webs", "team:we", "service:pay", "service:xpay-in", "rotation:c"] {
            assert_eq!(covered.by(&finding(entity, 0)), None, "{entity}");
        }
        let used: Vec<bool> = all.iter().map(|on| covered.used(on)).collect();
        assert_eq!(used, [true, true, false, false]);
    }

    #[test]
    fn ids_are_compared_as_names_are() {
        let all = ["team:mu\u{308}nster", "team:Web", "service:zoë-*"].map(|id| On::Entity(id.to_owned()));
        let mut covered = Covered::default();
        for (rank, on) in all.iter().enumerate() {
            covered.add(on, rank);
        }
        covered.arrange();
        for entity in ["team:münster", "team:Mu\u{308}nster/duties/x", "team:web", "service:Zoe\u{308}-1/slos/1"] {
            assert!(covered.by(&finding(entity, 0)).is_some(), "{entity}");
        }
        assert_eq!(covered.by(&finding("team:munster", 0)), None);
        assert!(all.iter().all(|on| covered.used(on)));
    }

    #[test]
    fn bytes_may_lie_in_others_and_each_is_used_where_something_was_found_in_it() {
        let all = [10..90, 20..30, 40..50, 90..95].map(|bytes| On::Bytes(FileId(0), bytes));
        let mut covered = Covered::default();
        for (rank, on) in all.iter().enumerate() {
            covered.add(on, rank);
        }
        covered.arrange();
        for (at, inside) in [(9, None), (45, Some(0)), (94, Some(3)), (95, None), (60, Some(0))] {
            assert_eq!(covered.by(&finding("team:a", at)), inside, "{at}");
        }
        let used: Vec<bool> = all.iter().map(|on| covered.used(on)).collect();
        assert_eq!(used, [true, false, true, true]);
    }

    #[test]
    fn a_pattern_that_is_none_says_why() {
        assert!(check_pattern("team:[a").is_err());
        assert!(check_pattern(&"*".repeat(300)).is_err_and(|why| why.contains("256")));
        assert_eq!(check_pattern("team:{a,b}-*"), Ok(()));
    }
}
