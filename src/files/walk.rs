//! All files in a folder and in the folders in it, apart from those that are hidden, ignored or left out.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::overrides::Override;

use crate::files::ignores::Ignores;
use crate::files::{Files, Kind};

/// A file, a link or something else that is no folder.
pub(super) struct Found {
    pub path: PathBuf,
    pub kind: Kind,
    /// Whether it lies in a hidden folder that is walked because of its name.
    pub hidden: bool,
}

/// Which hidden folders are walked without being whitelisted by an ignore file.
#[derive(Clone, Copy)]
pub(super) enum Hidden<'n> {
    /// Those with one of these names.
    Named(&'n [&'static str]),
    /// Those with another name, but not what git keeps for itself.
    But(&'n [&'static str]),
}

impl Hidden<'_> {
    fn takes(self, name: &OsStr) -> bool {
        let among = |names: &[&str]| names.iter().any(|known| name == *known);
        match self {
            Self::Named(names) => among(names),
            Self::But(names) => !among(names) && name != ".git",
        }
    }
}

/// Something that could not be walked.
pub(super) struct Unwalkable {
    pub path: PathBuf,
    pub why: String,
}

/// Walks a folder, depth first. Links are not followed.
pub(super) fn walk(
    files: &dyn Files,
    folder: &Path,
    exclude: &Override,
    hidden: Hidden<'_>,
    found: &mut dyn FnMut(Result<Found, Unwalkable>),
) {
    let (ignores, wrong) = Ignores::above(files, folder);
    if let Some(wrong) = wrong {
        found(Err(Unwalkable::by_rules(folder, &wrong)));
    }
    let mut open = vec![(folder.to_path_buf(), ignores, false)];
    while let Some((folder, ignores, in_hidden)) = open.pop() {
        let entries = match files.list(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                found(Err(Unwalkable::folder(folder, &error)));
                continue;
            }
        };
        let ignores = ignores.within(files, &folder, &entries);
        for entry in entries {
            let path = folder.join(&entry.name);
            let is_folder = entry.kind == Kind::Folder;
            let told = exclude.matched(&path, is_folder).map(|_| ());
            let told = if told.is_none() { ignores.say(&path, is_folder) } else { told };
            let is_hidden = entry.name.as_encoded_bytes().starts_with(b".");
            let is_wanted = is_folder && is_hidden && hidden.takes(&entry.name);
            match told {
                Match::Ignore(()) => {}
                Match::None if is_hidden && !is_wanted => {}
                _ if !is_folder => found(Ok(Found { path, kind: entry.kind, hidden: in_hidden })),
                _ => open.push((path, ignores.clone(), (in_hidden || is_wanted) && !told.is_whitelist())),
            }
        }
    }
}

impl Unwalkable {
    fn folder(path: PathBuf, error: &io::Error) -> Self {
        let why = format!("{0}: IO error for operation on {0}: {error}", path.display());
        Self { path, why }
    }

    /// What is wrong with ignore files above a folder.
    fn by_rules(folder: &Path, error: &ignore::Error) -> Self {
        let path = match error {
            ignore::Error::WithPath { path, .. } => path,
            _ => folder,
        };
        Self { path: path.to_path_buf(), why: error.to_string() }
    }
}
