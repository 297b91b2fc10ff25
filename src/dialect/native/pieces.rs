//! A large file, cut at its sections and within them. No key may stand on both sides of a cut.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use crate::declare::Declarations;
use crate::declare::reader::Reader;
use crate::dialect::native::document::{FORMAT, read, read_section};
use crate::dialect::native::evidence::{Signs, is_versioned};
use crate::dialect::pieces::{all, wanted};
use crate::dialect::seam::Asked;
use crate::text::{FileId, SourceFile};
use crate::vocabulary::kinds::Kind;
use crate::vocabulary::{self, SectionForm, record};
use crate::yaml::split::{Piece, at_sections};
use crate::yaml::tree::{Shape, Tree};

/// Reads a file in pieces; none where it has to be read whole.
pub(super) fn read_all(file: FileId, source: &SourceFile, asked: Asked) -> Option<Vec<Declarations>> {
    let text = source.text();
    let pieces = at_sections(text, wanted(source)?)?;
    let keys: HashSet<&str> = pieces.iter().filter_map(|piece| piece.section.clone()).map(|key| &text[key]).collect();
    let cut: Vec<Kind> = keys.iter().map(|key| vocabulary::section(key)).collect::<Option<_>>()?;
    let of_many = |&kind: &Kind| matches!(record(kind).form, SectionForm::Keyed | SectionForm::Listed);
    if !cut.iter().all(of_many) {
        return None;
    }
    let hasher = hashbrown::DefaultHashBuilder::default();
    let pieces = all(&pieces, |piece| section(file, text, piece, &keys, &hasher))?;
    let (declared, parts): (Vec<Declarations>, Vec<Part<'_>>) = pieces.into_iter().unzip();
    (is_whole(&parts) && (asked == Asked::Given || are_ours(&parts))).then_some(declared)
}

/// What has to fit between the pieces of one section.
struct Part<'t> {
    /// The section; none for a stretch of top-level lines.
    section: Option<&'t str>,
    /// Whether it is a list.
    list: bool,
    /// Hashes of its keys.
    keys: Vec<u64>,
    /// What speaks for each section that a part of is in it.
    signs: Vec<(Kind, Signs)>,
    /// Whether it says that the file is of version 1.
    versioned: bool,
}

fn section<'t>(
    file: FileId,
    text: &'t str,
    piece: &Piece,
    cut: &HashSet<&str>,
    hasher: &impl BuildHasher,
) -> Option<(Declarations, Part<'t>)> {
    let tree = Tree::parse_piece(file, text, piece.at.clone())?;
    let mut reader = Reader::new(file, &FORMAT);
    reader.speak(&FORMAT, 0);
    let name = piece.section.clone().map(|key| &text[key]);
    let mut part = Part { section: name, list: false, keys: Vec::new(), signs: Vec::new(), versioned: false };
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
            let kind = vocabulary::section(name)?;
            part.signs.push((kind, Signs::of(kind, root)));
            read_section(&mut reader, kind, root.place(), root);
        }
        (None, Shape::Mapping) => {
            for entry in root.entries() {
                let key = entry.key.text()?;
                match vocabulary::section(&key) {
                    Some(kind) if !cut.contains(&*key) => part.signs.push((kind, Signs::of(kind, entry.value))),
                    None if key == "version" && is_versioned(root) => part.versioned = true,
                    _ => return None,
                }
            }
            read(&mut reader, root);
        }
        _ => return None,
    }
    Some((reader.out, part))
}

/// Whether the file as a whole is ours; its keys at the top are all known.
fn are_ours(parts: &[Part<'_>]) -> bool {
    let versioned = parts.iter().any(|part| part.versioned);
    let mut sections: HashMap<Kind, Signs> = HashMap::new();
    for &(kind, signs) in parts.iter().flat_map(|part| &part.signs) {
        let all = sections.entry(kind).or_default();
        *all = all.and(signs);
    }
    sections.values().any(|signs| signs.are_ours(versioned))
}

/// Whether the pieces of each section are parts of one collection, and no key of it stands in two of them.
fn is_whole(parts: &[Part<'_>]) -> bool {
    let mut seen = HashSet::new();
    parts.iter().filter(|part| part.section.is_some()).all(|part| {
        let alike = parts.iter().filter(|other| other.section == part.section).all(|other| other.list == part.list);
        alike && part.keys.iter().all(|&key| seen.insert((part.section, key)))
    })
}
