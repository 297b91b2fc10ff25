//! From an id to its entity, compared without regard to case, in constant time.

use std::hash::{BuildHasher, Hasher};

use hashbrown::{DefaultHashBuilder, HashTable};

use super::value::{TextAt, Texts};

/// The ids of one kind, and the synonyms that stand for them.
#[derive(Debug, Default)]
pub struct Names {
    table: HashTable<Entry>,
    hasher: DefaultHashBuilder,
}

#[derive(Debug)]
struct Entry {
    name: TextAt,
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
        Self { table: HashTable::with_capacity(n), hasher: DefaultHashBuilder::default() }
    }

    /// What the name stands for.
    pub fn get(&self, texts: Texts<'_>, name: &str) -> Option<Named> {
        let same = |entry: &Entry| texts.get(entry.name).eq_ignore_ascii_case(name);
        let entry = self.table.find(self.hash(name), same)?;
        Some(Named { index: entry.index, synonym: entry.synonym })
    }

    /// Adds a name; the first entity of a name keeps it.
    pub fn insert(&mut self, texts: Texts<'_>, name: TextAt, index: u32, synonym: bool) {
        let text = texts.get(name);
        if self.get(texts, text).is_none() {
            let (hash, hasher) = (self.hash(text), &self.hasher);
            self.table.insert_unique(hash, Entry { name, index, synonym }, |entry| {
                fold_hash(hasher, texts.get(entry.name))
            });
        }
    }

    fn hash(&self, name: &str) -> u64 {
        fold_hash(&self.hasher, name)
    }
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

