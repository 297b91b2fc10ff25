//! A large file read in pieces, side by side. Whatever is unusual about it makes this give up, so that
//! the outcome is always the one of reading the file whole.

use std::collections::HashSet;
use std::hash::BuildHasher;

use rayon::prelude::*;

use super::reader::Reader;
use super::{backstage, native};
use crate::org::declare::{Declarations, Dialect};
use crate::org::kind::Kind;
use crate::source::split::{Piece, at_documents, at_sections};
use crate::source::tree::{Shape, Tree};
use crate::source::{FileId, SourceFile};

/// Bytes of a piece: few enough that a piece's tree stays near the processor, many enough to be worth a task.
const PIECE: usize = 2 << 20;

/// Reads a file in pieces; none where it has to be read whole.
pub fn read(file: FileId, source: &SourceFile) -> Option<Vec<Declarations>> {
    let text = source.text();
    let threads = rayon::current_num_threads();
    let wanted = (text.len() / PIECE).max(2 * threads);
    if threads < 2 || !source.replaced().is_empty() {
        return None;
    }
    let catalog = text.get(..text.len().min(4_096)).unwrap_or(text).contains("backstage.io/");
    if catalog {
        let pieces = at_documents(text, wanted)?;
        return all(&pieces, |piece| documents(file, text, piece));
    }
    let pieces = at_sections(text, wanted)?;
    let keys: HashSet<&str> = pieces.iter().filter_map(|piece| piece.section.clone()).map(|key| &text[key]).collect();
    let cut: Vec<Kind> = keys.iter().map(|key| native::section(key)).collect::<Option<_>>()?;
    if !cut.iter().any(|&kind| kind != Kind::Service) {
        return None;
    }
    let read = all(&pieces, |piece| sections(file, text, piece, &keys))?;
    is_distinct(&read, &cut, text).then_some(read)
}

fn all(pieces: &[Piece], read: impl Fn(&Piece) -> Option<Declarations> + Sync + Send) -> Option<Vec<Declarations>> {
    pieces.par_iter().map(read).collect()
}

fn documents(file: FileId, text: &str, piece: &Piece) -> Option<Declarations> {
    let tree = Tree::parse_piece(file, text, piece.at.clone())?;
    let mut reader = Reader::new(file, Dialect::Backstage);
    for document in tree.documents(text) {
        if !backstage::is_backstage(document) {
            return None;
        }
        backstage::read(&mut reader, document);
    }
    Some(reader.out)
}

fn sections(file: FileId, text: &str, piece: &Piece, cut: &HashSet<&str>) -> Option<Declarations> {
    let tree = Tree::parse_piece(file, text, piece.at.clone())?;
    let mut reader = Reader::new(file, Dialect::Native);
    let mut roots = tree.documents(text);
    let root = roots.next();
    if roots.next().is_some() {
        return None;
    }
    match (&piece.section, root) {
        (_, None) => {}
        (Some(key), Some(root)) => native::read_section(&mut reader, native::section(&text[key.clone()])?, root),
        (None, Some(root)) => {
            let known = root.entries().all(|entry| {
                let key = entry.key.text().unwrap_or_default();
                !cut.contains(&*key) && (key == "version" || native::section(&key).is_some())
            });
            if root.shape() != Shape::Mapping || !known {
                return None;
            }
            native::read(&mut reader, root);
        }
    }
    Some(reader.out)
}

/// Whether no key of a section that was cut stands in two pieces of it.
fn is_distinct(read: &[Declarations], cut: &[Kind], text: &str) -> bool {
    let state = hashbrown::DefaultHashBuilder::default();
    cut.iter().all(|&kind| {
        let mut seen = hashbrown::HashSet::new();
        read.iter().flat_map(|part| &part.drafts[kind as usize]).all(|draft| {
            let id = draft.id;
            let name = text.get(id.start as usize..(id.start + id.len) as usize).unwrap_or_default();
            id.len == 0 || id.file == crate::org::value::TextAt::OWNED || seen.insert(state.hash_one(name))
        })
    })
}
