//! CODEOWNERS, as GitHub and GitLab read it: who is asked to review which paths of a repository.
//!
//! It is no YAML and declares nothing. What it says of a folder is a second opinion about who owns what is kept there.

mod diagnostics;
mod glob;
mod host;
mod index;
mod line;
mod section;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use crate::declare::Declarations;
use crate::declare::claims::FolderOwners;
use crate::declare::format::{Fields, Format};
use crate::dialect::codeowners::diagnostics::CODEOWNERS_LINE;
use crate::dialect::codeowners::host::Host;
use crate::dialect::seam::{Dialect, is_hidden};
use crate::finding::diagnostics::Diagnostic;
use crate::text::{FileId, Place, SourceFile, Span};

static FORMAT: Format =
    Format { title: "CODEOWNERS", name: "CODEOWNERS file", word: "file", can_say: Fields::NONE, beside_teams: &[] };

const NAME: &str = "CODEOWNERS";

/// Folders of a repository where hosts look, besides its root.
const FOLDERS: [&str; 3] = [".github", ".gitlab", "docs"];

/// GitHub does not load files from this many bytes on.
const TOO_LARGE: usize = 3 << 20;

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
        let hidden =
            || path.parent().and_then(Path::file_name).is_some_and(|folder| FOLDERS.iter().any(|f| folder == *f));
        let above = || path.parent().is_none_or(|folder| !is_hidden(folder));
        is_codeowners(path) && (!is_hidden(path) || hidden() && above())
    }

    fn hidden_folders(&self) -> &'static [&'static str] {
        &FOLDERS[..2]
    }

    fn opens(&self, path: &Path, _: &str) -> bool {
        is_codeowners(path)
    }

    fn whole(&self, file: FileId, source: &SourceFile) -> Option<Vec<Declarations>> {
        Some(vec![read(file, source)])
    }
}

fn is_codeowners(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == NAME)
}

fn read(file: FileId, source: &SourceFile) -> Declarations {
    let mut out = Declarations::new(file);
    let (folder, repository) = home(&source.path);
    let host = match folder {
        ".github" => Host::GitHub,
        ".gitlab" => Host::GitLab,
        _ if line::is_of_gitlab(source.text()) => Host::GitLab,
        _ => Host::GitHub,
    };
    if host == Host::GitHub && source.text().len() >= TOO_LARGE {
        let place = Place { file, span: Span { start: 0, end: 0 } };
        out.problems.push(
            CODEOWNERS_LINE
                .at(place, "GitHub does not load a CODEOWNERS file of 3 MB or more")
                .help("unite lines by patterns, or leave out what the folder above says already"),
        );
        return out;
    }
    let sections = section::read(file, source, host, &mut out.problems);
    let rank = rank(host, folder);
    out.owners =
        Some(FolderOwners { repository: repository.to_owned(), rank, says: Arc::new(index::Index::of(sections)) });
    out
}

/// The folder a file is in, if hosts look there, and that of its repository.
fn home(path: &str) -> (&str, &str) {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (above, last) = folder.rsplit_once('/').unwrap_or(("", folder));
    if FOLDERS.contains(&last) { (last, above) } else { ("", folder) }
}

/// The order in which hosts look.
fn rank(host: Host, folder: &str) -> u8 {
    let order: [&str; 3] = match host {
        Host::GitHub => [".github", "", "docs"],
        Host::GitLab => ["", "docs", ".gitlab"],
    };
    (0..).zip(order).find(|(_, known)| *known == folder).map_or(u8::MAX, |(rank, _)| rank)
}
