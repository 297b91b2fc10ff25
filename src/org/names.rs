//! From an id to its entity, compared without regard to case, in constant time.

use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::declare::rank;

/// The ids of one kind, and the synonyms that stand for them.
///
/// Names are kept side by side, so that looking one up does not go back to the files.
#[derive(Debug, Default)]
pub struct Names {
    table: HashTable<Entry>,
    text: String,
    hasher: DefaultHashBuilder,
}

#[derive(Debug)]
struct Entry {
    name: Range<u32>,
    index: u32,
    synonym: bool,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Rank of the entity.
    pub index: u32,
    /// Whether the name is only a synonym of the entity's id.
    pub synonym: bool,
}

impl Names {
    /// Room for `n` names.
    pub fn with_capacity(n: usize) -> Self {
        Self {
            table: HashTable::with_capacity(n),
            text: String::with_capacity(16 * n),
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// What the name stands for.
    pub fn get(&self, name: &str) -> Option<Named> {
        let entry = self.table.find(fold_hash(&self.hasher, name), |entry| self.is_named(entry, name))?;
        Some(Named { index: entry.index, synonym: entry.synonym })
    }

    /// Adds a name; the first entity of a name keeps it.
    pub fn insert(&mut self, name: &str, index: u32, synonym: bool) {
        let hash = fold_hash(&self.hasher, name);
        if self.table.find(hash, |entry| self.is_named(entry, name)).is_some() {
            return;
        }
        let start = rank(self.text.len());
        self.text.push_str(name);
        let entry = Entry { name: start..rank(self.text.len()), index, synonym };
        let (hasher, text) = (&self.hasher, &self.text);
        self.table.insert_unique(hash, entry, |entry| fold_hash(hasher, written(text, entry)));
    }

    fn is_named(&self, entry: &Entry, name: &str) -> bool {
        written(&self.text, entry).eq_ignore_ascii_case(name)
    }
}

fn written<'t>(text: &'t str, entry: &Entry) -> &'t str {
    text.get(entry.name.start as usize..entry.name.end as usize).unwrap_or_default()
}

fn fold_hash(hasher: &DefaultHashBuilder, name: &str) -> u64 {
    let mut state = hasher.build_hasher();
    let mut folded = [0; 32];
    for chunk in name.as_bytes().chunks(folded.len()) {
        let folded = &mut folded[..chunk.len()];
        folded.copy_from_slice(chunk);
        folded.make_ascii_lowercase();
        state.write(folded);
    }
    state.finish()
}

#[cfg(test)]
mod tests {
    use crate::org::names::{Named, Names};

    #[test]
    fn case_does_not_matter_and_the_first_keeps_the_name() {
        let mut names = Names::with_capacity(2);
        names.insert("Payments", 1, false);
        names.insert("payments", 2, false);
        assert_eq!(names.get("PAYMENTS"), Some(Named { index: 1, synonym: false }));
        assert_eq!(names.get("payment"), None);
    }
}
