//! A large file read in pieces, side by side. Whatever is unusual about it makes this give up, so that
//! the outcome is always the one of reading the file whole.

use std::collections::HashSet;
use std::hash::BuildHasher;

use rayon::prelude::*;

use crate::declare::reader::Reader;
use crate::declare::{Declarations, Dialect};
use crate::dialect::{backstage, native};
use crate::text::{FileId, SourceFile};
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{Form, record};
use crate::yaml::split::{Piece, at_documents, at_sections};
use crate::yaml::tree::{Shape, Tree};

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
    let of_many = |&kind: &Kind| matches!(record(kind).form, Form::Keyed | Form::Listed);
    if !cut.iter().all(of_many) || !cut.iter().any(|&kind| kind != Kind::Service) {
        return None;
    }
    let hasher = hashbrown::DefaultHashBuilder::default();
    let read = all(&pieces, |piece| section(file, text, piece, &keys, &hasher))?;
    let (read, parts): (Vec<Declarations>, Vec<Part<'_>>) = read.into_iter().unzip();
    is_whole(&parts).then_some(read)
}

fn all<T: Send>(pieces: &[Piece], read: impl Fn(&Piece) -> Option<T> + Sync + Send) -> Option<Vec<T>> {
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

/// What has to fit between the pieces of one section.
struct Part<'t> {
    /// The section; none for a stretch of top-level lines.
    section: Option<&'t str>,
    /// Whether it is a list.
    list: bool,
    /// Hashes of its keys.
    keys: Vec<u64>,
}

fn section<'t>(
    file: FileId,
    text: &'t str,
    piece: &Piece,
    cut: &HashSet<&str>,
    hasher: &impl BuildHasher,
) -> Option<(Declarations, Part<'t>)> {
    let tree = Tree::parse_piece(file, text, piece.at.clone())?;
    let mut reader = Reader::new(file, Dialect::Native);
    let name = piece.section.clone().map(|key| &text[key]);
    let mut part = Part { section: name, list: false, keys: Vec::new() };
    let mut roots = tree.documents(text);
    let root = roots.next()?;
    // Aliases are bounded for a document as a whole.
    if roots.next().is_some() || tree.has_aliases() {
        return None;
    }
    match (name, root.shape()) {
        (Some(name), Shape::Mapping | Shape::Sequence) => {
            part.list = root.shape() == Shape::Sequence;
            for entry in root.entries() {
                part.keys.push(hasher.hash_one(entry.key.text()?.as_ref()));
            }
            native::read_section(&mut reader, native::section(name)?, root.place(), root);
        }
        (None, Shape::Mapping) => {
            let known = root.entries().all(|entry| {
                let key = entry.key.text().unwrap_or_default();
                !cut.contains(&*key) && (key == "version" || native::section(&key).is_some())
            });
            if !known {
                return None;
            }
            native::read(&mut reader, root);
        }
        _ => return None,
    }
    Some((reader.out, part))
}

/// Whether the pieces of each section are parts of one collection, and no key of it stands in two of them.
fn is_whole(parts: &[Part<'_>]) -> bool {
    let mut seen = HashSet::new();
    parts.iter().filter(|part| part.section.is_some()).all(|part| {
        let alike = parts.iter().filter(|other| other.section == part.section).all(|other| other.list == part.list);
        alike && part.keys.iter().all(|&key| seen.insert((part.section, key)))
    })
}
