//! What an input format is: the questions that every dialect answers.

use std::ffi::OsStr;
use std::path::{Component, Path};

use crate::declare::format::Format;
use crate::declare::reader::Reader;
use crate::declare::{Declarations, KindSet};
use crate::dialect::around::Around;
use crate::finding::Finding;
use crate::finding::diagnostics::Diagnostic;
use crate::text::{FileId, SourceFile, Sources};
use crate::yaml::tree::NodeRef;

/// An input format.
///
/// Whose a file is, is asked in the order of what it costs to know: by its name ([`Dialect::wants`]), by its leading bytes
/// ([`Dialect::opens`]), and, parsed as YAML once for all, document by document ([`Dialect::claim`]). One that is written
/// in JSON says so ([`Dialect::is_json`]), and is asked in the same way about files that are JSON. A format that is
/// neither answers the first two and reads the file [whole](Dialect::whole).
pub(crate) trait Dialect: Sync {
    /// What the store remembers of it.
    fn format(&self) -> &'static Format;

    /// What a file of it looks like, as a clause for help texts; none for a format in which nothing is declared.
    fn hint(&self) -> Option<&'static str>;

    /// What to do where an organisation may have files of it that are not read, and where that is described; none for a format
    /// of which that goes without saying.
    fn offer(&self) -> Option<(&'static str, &'static str)> {
        None
    }

    /// What can be wrong with a file of it and with no other.
    fn diagnostics(&self) -> &'static [&'static Diagnostic] {
        &[]
    }

    /// Whether a file found in a folder may be in this format, going by its path from that folder.
    fn wants(&self, path: &Path) -> bool;

    /// Folders with hidden names whose files it wants to be asked about.
    fn hidden_folders(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether a file seems to be in this format, going by its path and its first bytes. Of those that say so only the
    /// first may read it whole.
    fn opens(&self, path: &Path, start: &str) -> bool;

    /// Whether a file that it opens and does not read whole is nobody's, so that nobody expects to hear of it.
    fn opens_alone(&self) -> bool {
        false
    }

    /// Reads a file that it opens, if it need not be parsed as YAML in one piece: because it is no YAML, or so large that
    /// its parts are better read side by side. Then the outcome must be the same.
    fn whole(&self, _file: FileId, _source: &SourceFile, _asked: Asked) -> Option<Vec<Declarations>> {
        None
    }

    /// Whether its files are JSON. Most that are JSON are nobody's, and there are many: only those are parsed that one of
    /// these opens.
    fn is_json(&self) -> bool {
        false
    }

    /// What there is to say of a file that is JSON, is cut off or empty, and shows no more that it is in this format than that.
    fn remains(&self, _path: &Path, _document: Option<NodeRef<'_>>) -> Remains {
        Remains::Other
    }

    /// Whether the name of a file that is JSON is one that its documentation here gives to such files.
    fn names(&self, _path: &Path) -> bool {
        false
    }

    /// Whether a document of a YAML file is in this format.
    fn claim(&self, _document: NodeRef<'_>, _asked: Asked) -> Claim {
        Claim::No
    }

    /// Whether what can be read of a broken file shows that it is in this format.
    fn claims_text(&self, _text: &str) -> bool {
        false
    }

    /// Why a document that nobody claims is not in this format, if there is more to say than that it is not.
    fn why_not(&self, _document: NodeRef<'_>) -> Option<Foreign> {
        None
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
    fn settle(&self, _parts: &mut [Declarations], _sources: &Sources, _around: &Around<'_>) -> Vec<Finding> {
        Vec::new()
    }

    /// What there is to say of a broken file with traces of this format, if it is broken on purpose.
    fn broken_on_purpose(&self, _file: FileId, _text: &str, _problems: &[Finding]) -> Option<Declarations> {
        None
    }
}

/// How a file was met, which decides how much it has to show to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It was given as an organisation: nothing but another format's claim speaks against it.
    Given,
    /// Somebody named it, or a file that was read did.
    Named,
    /// It was found in a folder.
    Found,
    /// As before, beside a file of the format it is nearly in.
    Beside,
    /// It was found in a hidden folder, where only the formats look that know the folder.
    Hidden,
}

/// Whether a document is in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claim {
    /// It is.
    Yes,
    /// It is if a file beside it is.
    Perhaps,
    /// Nothing shows that it is.
    No,
}

/// What is left of a file that is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remains {
    /// Something that the format does not have.
    Other,
    /// Nothing that speaks for the format or against it.
    Nothing,
    /// Something that the format has.
    Some,
}

/// What a file turned out to be.
#[derive(Debug)]
pub enum Content {
    /// It declares something, or tried to.
    ///
    /// A large file that was read in pieces gives several; only the first has problems and targets.
    Declarations(Vec<Declarations>),
    /// It is in one of these formats if a file beside it is, and else in none.
    Perhaps(Vec<&'static Format>, Foreign),
    /// It is in no format teamlint reads.
    Foreign(Foreign),
}

impl Content {
    /// Whether another program exported it, with more in it than is read.
    pub fn is_export(&self) -> bool {
        matches!(self, Self::Declarations(parts) if parts.iter().any(|part| part.private || !part.exports.is_empty()))
    }
}

/// A file in no format that teamlint reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Why, as a clause after its path.
    pub why: String,
    /// What would make it one of ours, if it looks like one.
    pub advice: Option<&'static str>,
    /// Whether somebody may wonder that it was left alone: no other format has files of its name.
    pub is_expected: bool,
    /// Whether it is only counted, as there are many like it of which nobody wants to hear.
    pub unnamed: bool,
}

impl Foreign {
    /// One that looks like none of ours.
    pub(super) fn certainly(why: impl Into<String>) -> Self {
        Self { why: why.into(), advice: None, is_expected: true, unnamed: false }
    }

    /// One that nobody takes for one of ours.
    pub(super) fn unexpected(why: impl Into<String>) -> Self {
        Self { is_expected: false, ..Self::certainly(why) }
    }

    /// One of very many that look like none of ours.
    pub(super) fn unnamed(why: impl Into<String>) -> Self {
        Self { unnamed: true, ..Self::certainly(why) }
    }

    /// One that looks like one of ours.
    pub(super) fn nearly(why: impl Into<String>, advice: &'static str) -> Self {
        Self { advice: Some(advice), ..Self::certainly(why) }
    }
}

/// Whether a path is that of a YAML file in no hidden folder.
pub(super) fn is_yaml(path: &Path) -> bool {
    has_yaml_name(path) && !is_hidden(path)
}

/// Whether a path is that of a YAML file.
pub(super) fn has_yaml_name(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// Whether a path is that of a JSON file.
pub(super) fn has_json_name(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

/// Whether a path leads through a hidden folder.
pub(super) fn is_hidden(path: &Path) -> bool {
    hidden_folders_of(path).next().is_some()
}

/// Whether a path leads through a hidden folder that is none of these.
pub(super) fn is_hidden_but_in(path: &Path, folders: &[&str]) -> bool {
    hidden_folders_of(path).any(|hidden| folders.iter().all(|folder| hidden != *folder))
}

fn hidden_folders_of(path: &Path) -> impl Iterator<Item = &OsStr> {
    let folders = path.parent().into_iter().flat_map(Path::components).map(Component::as_os_str);
    folders.filter(|part| part.as_encoded_bytes().starts_with(b".") && part.len() > 2)
}

/// What files of each format look like, in the order of how likely somebody wants to write one: the last is asked last
/// because nothing but its own words tells it.
pub(super) fn hints(dialects: &[&dyn Dialect]) -> Vec<&'static str> {
    let mut hints: Vec<&'static str> = dialects.iter().rev().filter_map(|dialect| dialect.hint()).collect();
    // What several formats have in common is said once.
    hints.dedup();
    hints
}
