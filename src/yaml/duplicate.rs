//! Repeated keys. Small mappings compare every pair, large ones sort hashes; both compare decoded text.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use crate::finding::Finding;
use crate::finding::diagnostics::DUPLICATE_KEY;
use crate::yaml::problem::Problems;
use crate::yaml::tree::{Children, Kind, Pairs, Tree, flag};

/// Mappings with more keys than this are sorted.
const FEW: usize = 16;

/// Space that is used again from mapping to mapping.
#[derive(Default)]
pub(crate) struct Duplicates {
    state: RandomState,
    keys: Vec<u32>,
    hashes: Vec<(u64, u32)>,
}

impl Duplicates {
    /// Marks keys that repeat an earlier one and reports each repeated key once.
    pub fn check(&mut self, tree: &mut Tree, text: &str, mapping: u32, problems: &mut Problems) {
        self.keys.clear();
        let children = Children { tree, left: mapping + 1..tree.after(mapping) };
        self.keys.extend(Pairs(children).map(|(key, _)| key));
        let repeats = if self.keys.len() <= FEW { few(&self.keys, tree, text) } else { self.many(tree, text) };
        for &key in repeats.iter().flat_map(|(_, again)| again) {
            tree.nodes[key as usize].flags |= flag::REPEATED;
        }
        if tree.roots.last() == Some(&mapping) && repeats.len() > 1 && repeats[0].0 == mapping + 1 {
            problems.push(missing_marker(tree, text, &repeats));
            return;
        }
        for (first, again) in repeats {
            problems.push(report(tree, text, first, &again));
        }
    }

    fn many(&mut self, tree: &Tree, text: &str) -> Vec<(u32, Vec<u32>)> {
        self.hashes.clear();
        for &key in &self.keys {
            if let Some(value) = key_text(tree, text, key) {
                self.hashes.push((self.state.hash_one(value), key));
            }
        }
        self.hashes.sort_unstable();
        let mut repeats = Vec::new();
        for same in self.hashes.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            let keys: Vec<u32> = same.iter().map(|&(_, key)| key).collect();
            repeats.extend(few(&keys, tree, text));
        }
        repeats.sort_unstable();
        repeats
    }
}

/// Compares each key with the different ones before it: `(first, later ones)`.
fn few(keys: &[u32], tree: &Tree, text: &str) -> Vec<(u32, Vec<u32>)> {
    let mut repeats: Vec<(u32, Vec<u32>)> = Vec::new();
    let mut distinct: Vec<(u32, &str)> = Vec::new();
    for &key in keys {
        let Some(value) = key_text(tree, text, key) else {
            continue;
        };
        match distinct.iter().find(|&&(_, known)| known == value) {
            Some(&(first, _)) => match repeats.iter_mut().find(|(known, _)| *known == first) {
                Some((_, again)) => again.push(key),
                None => repeats.push((first, vec![key])),
            },
            None => distinct.push((key, value)),
        }
    }
    repeats
}

fn key_text<'t>(tree: &'t Tree, text: &'t str, key: u32) -> Option<&'t str> {
    let node = tree.node(tree.resolve(key)?);
    (node.kind == Kind::Scalar).then(|| tree.scalar_text(text, node))
}

/// A document whose first key comes again, and others too, is two documents.
fn missing_marker(tree: &Tree, text: &str, repeats: &[(u32, Vec<u32>)]) -> Finding {
    let (first, again) = &repeats[0];
    let key = key_text(tree, text, *first).unwrap_or_default();
    let message = format!(
        "`{key}` and {} more of the keys above come again: a `---` may be missing before this line",
        repeats.len() - 1
    );
    DUPLICATE_KEY
        .at(tree.place_of(again[0]), message)
        .saying("again here")
        .label(tree.place_of(*first), "first here")
        .help("put `---` on a line of its own between two documents; until then only the first is read")
}

fn report(tree: &Tree, text: &str, first: u32, again: &[u32]) -> Finding {
    let key = key_text(tree, text, first).unwrap_or_default();
    let name: String = key.chars().take(60).collect();
    let help = if tree.node(first).flags & flag::MERGE_KEY != 0 {
        "merge several mappings with one list: `<<: [*a, *b]`".to_owned()
    } else {
        "a key can stand once in a mapping and its first value is used; remove or rename the others".to_owned()
    };
    let message = format!("the key `{name}` stands {} times in this mapping", again.len() + 1);
    DUPLICATE_KEY
        .at(tree.place_of(again[0]), message)
        .saying("again here")
        .label(tree.place_of(first), "first here")
        .occurring_also(again[1..].iter().map(|&key| tree.place_of(key)), "and here")
        .help(help)
}
