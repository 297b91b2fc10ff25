//! What an input format is: the questions that every dialect answers.

use std::path::Path;

use crate::declare::format::Format;
use crate::declare::reader::Reader;
use crate::declare::{Declarations, KindSet};
use crate::files::Files;
use crate::finding::Finding;
use crate::finding::diagnostics::Diagnostic;
use crate::text::{FileId, SourceFile, Sources};
use crate::yaml::tree::NodeRef;

/// An input format.
///
/// Whose a file is, is asked in the order of what it costs to know: by its name ([`Dialect::wants`]), by its leading bytes
/// ([`Dialect::opens`]), and, parsed as YAML once for all, document by document ([`Dialect::claims`]). A format that is
/// not YAML answers the first two and reads the file [whole](Dialect::whole).
pub(crate) trait Dialect: Sync {
    /// What the store remembers of it.
    fn format(&self) -> &'static Format;

    /// What a file of it looks like, as a clause for help texts; none for a format in which nothing is declared.
    fn hint(&self) -> Option<&'static str>;

    /// What can be wrong with a file of it and with no other.
    fn diagnostics(&self) -> &'static [&'static Diagnostic] {
        &[]
    }

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

    /// Completes what its files declare by what only all files together tell, and tells what is wrong with them then.
    fn settle(&self, _parts: &mut [Declarations], _sources: &Sources, _files: &dyn Files) -> Vec<Finding> {
        Vec::new()
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

/// Whether a path is that of a YAML file in no hidden folder.
pub(super) fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") && !is_hidden(path)
}

/// Whether a path leads through a hidden folder.
pub(super) fn is_hidden(path: &Path) -> bool {
    let mut folders = path.parent().into_iter().flat_map(Path::components);
    folders.any(|part| part.as_os_str().as_encoded_bytes().starts_with(b".") && part.as_os_str().len() > 2)
}

/// What files of each format look like, in the order of how likely somebody wants to write one: the last is asked last
/// because nothing but its own words tells it.
pub(super) fn hints(dialects: &[&dyn Dialect]) -> Vec<&'static str> {
    dialects.iter().rev().filter_map(|dialect| dialect.hint()).collect()
}
