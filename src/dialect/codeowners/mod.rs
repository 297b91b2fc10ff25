//! CODEOWNERS, as GitHub and GitLab read it: who is asked to review which paths of a repository.
//!
//! It is no YAML and declares nothing. What it says of a folder is a second opinion about who owns what is kept there.

mod diagnostics;
mod glob;
mod host;
mod index;
mod line;
mod repository;
mod section;
mod steps;
#[cfg(test)]
mod tests;

use std::path::Path;

use crate::declare::Declarations;
use crate::declare::format::{Closure, Fields, Format, Terms};
use crate::dialect::around::Around;
use crate::dialect::codeowners::host::{Spot, is_codeowners};
use crate::dialect::seam::{Asked, Dialect, is_hidden};
use crate::finding::Finding;
use crate::finding::diagnostics::Diagnostic;
use crate::text::{FileId, SourceFile, Sources};

static FORMAT: Format = Format {
    title: "CODEOWNERS",
    name: "CODEOWNERS file",
    word: "file",
    can_say: Fields::NONE,
    gives_way: Fields::NONE,
    closure: Closure::Section,
    terms: Terms::OWN,
    forms_names: false,
    assumed: &[],
};

/// The format of CODEOWNERS files.
pub struct Codeowners;

impl Dialect for Codeowners {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn hint(&self) -> Option<&'static str> {
        None
    }

    fn diagnostics(&self) -> &'static [&'static Diagnostic] {
        diagnostics::ALL
    }

    fn wants(&self, path: &Path) -> bool {
        let folder = || path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        let above = || path.parent().is_none_or(|folder| !is_hidden(folder));
        is_codeowners(path) && (!is_hidden(path) || folder().and_then(Spot::of).is_some() && above())
    }

    fn hidden_folders(&self) -> &'static [&'static str] {
        &[".github", ".gitlab"]
    }

    fn opens(&self, path: &Path, _: &str) -> bool {
        is_codeowners(path)
    }

    /// Which host's rules it follows, the files beside it tell.
    fn whole(&self, file: FileId, _: &SourceFile, _: Asked) -> Option<Vec<Declarations>> {
        Some(vec![Declarations::new(file)])
    }

    fn settle(&self, parts: &mut [Declarations], sources: &Sources, around: &Around<'_>) -> Vec<Finding> {
        repository::settle(parts, sources, around.files)
    }
}
