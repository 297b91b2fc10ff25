//! From an id to its entity, in constant time. Names are compared without regard to case and to the form of Unicode they are
//! typed in; in the words of the taxonomy blanks, hyphens and underscores are one.

use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::declare::rank;
use crate::text::unicode::canonical;
use crate::vocabulary::kinds::Kind;

/// The ids of one kind, and the synonyms that stand for them.
///
/// Names are kept side by side, so that looking one up does not go back to the files.
#[derive(Debug, Default)]
pub struct Names {
    table: HashTable<Entry>,
    text: String,
    fold: Fold,
}

/// What is the same in two names.
#[derive(Debug, Default)]
struct Fold {
    hasher: DefaultHashBuilder,
    /// Whether blanks and underscores are hyphens.
    hyphens: bool,
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
    /// Room for `n` names of a kind.
    pub fn with_capacity(kind: Kind, n: usize) -> Self {
        let hyphens = matches!(kind, Kind::Duty | Kind::DutyGroup | Kind::Metric | Kind::Tool);
        Self {
            table: HashTable::with_capacity(n),
            text: String::with_capacity(16 * n),
            fold: Fold { hasher: DefaultHashBuilder::default(), hyphens },
        }
    }

    /// What the name stands for.
    pub fn get(&self, name: &str) -> Option<Named> {
        let name = &*canonical(name);
        let entry = self.table.find(self.fold.hash(name), |entry| self.is_named(entry, name))?;
        Some(Named { index: entry.index, synonym: entry.synonym })
    }

    /// Adds a name; the first entity of a name keeps it.
    pub fn insert(&mut self, name: &str, index: u32, synonym: bool) {
        let name = &*canonical(name);
        let hash = self.fold.hash(name);
        if self.table.find(hash, |entry| self.is_named(entry, name)).is_some() {
            return;
        }
        let start = rank(self.text.len());
        self.text.push_str(name);
        let entry = Entry { name: start..rank(self.text.len()), index, synonym };
        let (fold, text) = (&self.fold, &self.text);
        self.table.insert_unique(hash, entry, |entry| fold.hash(written(text, entry)));
    }

    fn is_named(&self, entry: &Entry, name: &str) -> bool {
        let known = written(&self.text, entry);
        known.len() == name.len()
            && known.bytes().zip(name.bytes()).all(|(a, b)| self.fold.byte(a) == self.fold.byte(b))
    }
}

impl Fold {
    fn byte(&self, byte: u8) -> u8 {
        match byte {
            b' ' | b'_' if self.hyphens => b'-',
            byte => byte.to_ascii_lowercase(),
        }
    }

    fn hash(&self, name: &str) -> u64 {
        let mut state = self.hasher.build_hasher();
        let mut folded = [0; 32];
        for chunk in name.as_bytes().chunks(folded.len()) {
            let folded = &mut folded[..chunk.len()];
            folded.copy_from_slice(chunk);
            folded.make_ascii_lowercase();
            if self.hyphens {
                for byte in folded.iter_mut() {
                    *byte = self.byte(*byte);
                }
            }
            state.write(folded);
        }
        state.finish()
    }
}

fn written<'t>(text: &'t str, entry: &Entry) -> &'t str {
    text.get(entry.name.start as usize..entry.name.end as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::org::names::{Named, Names};
    use crate::vocabulary::kinds::Kind;

    #[test]
    fn case_does_not_matter_and_the_first_keeps_the_name() {
        let mut names = Names::with_capacity(Kind::Team, 2);
        names.insert("Payments", 1, false);
        names.insert("payments", 2, false);
        assert_eq!(names.get("PAYMENTS"), Some(Named { index: 1, synonym: false }));
        assert_eq!(names.get("payment"), None);
    }

    #[test]
    fn the_form_of_unicode_does_not_matter() {
        let mut names = Names::with_capacity(Kind::Team, 1);
        names.insert("mu\u{308}nster", 1, false);
        assert_eq!(names.get("münster"), Some(Named { index: 1, synonym: false }));
        assert_eq!(names.get("Mu\u{308}nster"), Some(Named { index: 1, synonym: false }));
        assert_eq!(names.get("munster"), None);
    }

    #[test]
    fn blanks_hyphens_and_underscores_are_one_in_words_of_the_taxonomy_only() {
        let find = |kind| {
            let mut names = Names::with_capacity(kind, 1);
            names.insert("brass-bells", 1, false);
            ["brass bells", "Brass_Bells", "brass-bells"].map(|name| names.get(name).is_some())
        };
        assert_eq!(find(Kind::Duty), [true; 3]);
        assert_eq!(find(Kind::Team), [false, false, true]);
    }
}
