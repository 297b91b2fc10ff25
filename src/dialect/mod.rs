//! One folder per input format; each turns files into the same declarations.
//!
//! A format is a [`Dialect`] and a line in `DIALECTS`. Nothing outside of this folder names one, and none of them
//! knows another.

pub mod backstage;
mod codeowners;
mod document;
pub mod files;
pub mod native;
mod pieces;

use std::path::Path;

use crate::declare::format::{Fields, Format};
use crate::declare::reader::Reader;
use crate::declare::{Declarations, KindSet};
use crate::finding::Finding;
use crate::text::{FileId, SourceFile};
use crate::yaml::tree::NodeRef;

/// Every input format, in the order in which they are asked.
const DIALECTS: [&dyn Dialect; 3] = [&backstage::Backstage, &codeowners::Codeowners, &native::Native];

/// How many bytes at the beginning of a file tell what it may be.
const LEADING: usize = 4_096;

/// An input format.
///
/// Whose a file is, is asked in the order of what it costs to know: by its name ([`Dialect::wants`]), by its leading bytes
/// ([`Dialect::opens`]), and, parsed as YAML once for all, document by document ([`Dialect::claims`]). A format that is
/// not YAML answers the first two and reads the file [whole](Dialect::whole).
trait Dialect: Sync {
    /// What the store remembers of it.
    fn format(&self) -> &'static Format;

    /// What a file of it looks like, as a clause for help texts; none for a format in which nothing is declared.
    fn hint(&self) -> Option<&'static str>;

    /// Whether a file found in a folder may be in this format, going by its path from that folder.
    fn wants(&self, path: &Path) -> bool;

    /// Folders with hidden names whose own files it wants to be asked about.
    fn hidden_folders(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether a file seems to be in this format, going by its path and its first bytes. Of those that say so only the
    /// first may read it whole.
    fn opens(&self, path: &Path, start: &str) -> bool;

    /// Reads a file that it opens, if it need not be parsed as YAML in one piece: because it is no YAML, or so large that
    /// its parts are better read side by side. Then the outcome must be the same.
    fn whole(&self, file: FileId, source: &SourceFile) -> Option<Vec<Declarations>>;

    /// Whether a document of a YAML file is in this format. `named` says that somebody asked for this very file.
    fn claims(&self, _document: NodeRef<'_>, _named: bool) -> bool {
        false
    }

    /// Reads a document that it claims.
    fn read(&self, _reader: &mut Reader, _document: NodeRef<'_>) {}

    /// Kinds that a broken file of YAML seems to contribute to.
    fn traces(&self, _text: &str) -> KindSet {
        KindSet::default()
    }

    /// Top-level keys that make a document what it is: with the second of two, a whole entity is lost.
    fn telling_keys(&self) -> &'static [&'static str] {
        &[]
    }

    /// What there is to say of a broken file with traces of this format, if it is broken on purpose.
    fn broken_on_purpose(&self, _file: FileId, _text: &str, _problems: &[Finding]) -> Option<Declarations> {
        None
    }
}

/// What a file turned out to be.
#[derive(Debug)]
pub enum Content {
    /// It declares something, or tried to.
    ///
    /// A large file that was read in pieces gives several; only the first has problems and targets.
    Declarations(Vec<Declarations>),
    /// It is not in a format teamlint reads.
    Foreign,
}

/// Reads a file, whatever its format. `named` says that somebody asked for this very file.
pub fn read(file: FileId, source: &SourceFile, named: bool) -> Content {
    let (path, text) = (Path::new(&source.path), source.text());
    let start = &text[..text.floor_char_boundary(LEADING)];
    let opening = DIALECTS.into_iter().find(|dialect| dialect.opens(path, start));
    if let Some(mut parts) = opening.and_then(|dialect| dialect.whole(file, source)) {
        let (first, rest) = parts.split_at_mut(1);
        for part in rest {
            first[0].problems.append(&mut part.problems);
            first[0].targets.append(&mut part.targets);
        }
        return Content::Declarations(parts);
    }
    document::read(file, source, named)
}

/// Whether a file found in a folder may be input, going by its path from that folder.
pub fn wants(path: &Path) -> bool {
    DIALECTS.iter().any(|dialect| dialect.wants(path))
}

/// Folders with hidden names of which the files themselves may be input, too.
pub fn hidden_folders() -> impl Iterator<Item = &'static str> {
    DIALECTS.iter().flat_map(|dialect| dialect.hidden_folders()).copied()
}

/// What files of each format look like, as clauses: `a native file has …`, `a Backstage file has …`.
pub fn hints() -> Vec<&'static str> {
    // The order of help texts is that of how likely somebody wants to write one.
    DIALECTS.iter().rev().filter_map(|dialect| dialect.hint()).collect()
}

/// The formats that cannot say everything and still declare something.
pub fn partial_formats() -> impl Iterator<Item = &'static Format> {
    DIALECTS.iter().map(|dialect| dialect.format()).filter(|f| f.can_say != Fields::ALL && f.can_say != Fields::NONE)
}

/// Whether a path is that of a YAML file in no hidden folder.
fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") && !is_hidden(path)
}

fn is_hidden(path: &Path) -> bool {
    let mut folders = path.parent().into_iter().flat_map(Path::components);
    folders.any(|part| part.as_os_str().as_encoded_bytes().starts_with(b".") && part.as_os_str().len() > 2)
}
