//! What a question about each element of a list comes to, worked out once for many who ask: those who only differ in what the
//! elements look for among a list of their own.

use std::collections::HashMap;

use crate::value::Missing;
use crate::value::owned::OwnedItem;
use crate::vocabulary::kinds::Entity;

/// The elements of a list, and what is said of each where nothing that it looks for is there.
#[derive(Debug, Default)]
pub struct Apart {
    items: Vec<OwnedItem>,
    /// The ranks of those that decide.
    deciding: Vec<usize>,
    /// What would tell whether an element decides, with its rank, or with none whether there are others; sorted when all is told.
    doubts: Vec<(Missing, Option<usize>)>,
    /// The ranks of those that look for something.
    looking: HashMap<Entity, Vec<usize>>,
}

impl Apart {
    /// Adds an element, with what it looked for.
    pub fn add(&mut self, item: OwnedItem, decides: Result<bool, Vec<Missing>>, looked_for: &[Entity]) {
        let rank = self.items.len();
        self.items.push(item);
        match decides {
            Ok(true) => self.deciding.push(rank),
            Ok(false) => {}
            Err(missing) => self.doubts.extend(missing.into_iter().map(|missing| (missing, Some(rank)))),
        }
        for &one in looked_for {
            let ranks = self.looking.entry(one).or_default();
            if ranks.last() != Some(&rank) {
                ranks.push(rank);
            }
        }
    }

    /// That is all, but for what this hides.
    pub fn end(&mut self, hidden: Vec<Missing>) {
        self.doubts.extend(hidden.into_iter().map(|missing| (missing, None)));
        self.doubts.sort_unstable();
    }

    /// An element.
    pub fn item(&self, rank: usize) -> Option<&OwnedItem> {
        self.items.get(rank)
    }

    /// The ranks of those that look for one of these, in order.
    pub fn looking_for(&self, these: impl IntoIterator<Item = Entity>) -> Vec<usize> {
        let mut ranks: Vec<usize> =
            these.into_iter().filter_map(|one| self.looking.get(&one)).flatten().copied().collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }

    /// Whether one decides that is none of those.
    pub fn is_decided_without(&self, those: &[usize]) -> bool {
        self.deciding.iter().any(|rank| those.binary_search(rank).is_err())
    }

    /// What would tell whether one decides that is none of those, in order, each once.
    pub fn missing_without(&self, those: &[usize]) -> impl Iterator<Item = Missing> {
        let is_other = |rank: &usize| those.binary_search(rank).is_err();
        let others = self.doubts.iter().filter(move |(_, rank)| rank.as_ref().is_none_or(is_other));
        let mut before = None;
        others.map(|(missing, _)| *missing).filter(move |&missing| before.replace(missing) != Some(missing))
    }
}
