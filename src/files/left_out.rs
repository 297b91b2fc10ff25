//! What is named is read in any case, unless somebody asks that it is left out as if it were found.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use ignore::overrides::Override;

use crate::files::Files;
use crate::files::bounds::repository;
use crate::files::ignores::Ignores;

/// Tells what patterns and ignore files leave out; each folder is looked at once.
pub(super) struct LeftOut<'f> {
    files: &'f dyn Files,
    exclude: &'f Override,
    /// What ignore files say in a folder, by its real path; none for a folder that they leave out.
    folders: HashMap<PathBuf, Option<Ignores>>,
}

impl<'f> LeftOut<'f> {
    pub fn by(files: &'f dyn Files, exclude: &'f Override) -> Self {
        Self { files, exclude, folders: HashMap::new() }
    }

    /// Whether a file or folder, or a folder that it is in, is left out.
    pub fn holds(&mut self, path: &Path) -> bool {
        let is_folder = self.files.is_folder(path);
        is_left_out(self.exclude, path, is_folder) || self.is_ignored(&self.files.real_or_same(path), is_folder)
    }

    fn is_ignored(&mut self, real: &Path, is_folder: bool) -> bool {
        let Some(folder) = real.parent() else { return false };
        let top = self.top(folder);
        if is_folder && real == top {
            return false;
        }
        self.within(folder, &top).is_none_or(|ignores| ignores.say(real, is_folder).is_ignore())
    }

    /// The folder from which on ignore files count: the root of the repository, and where there is none the current folder, or
    /// that of the file itself.
    fn top(&self, folder: &Path) -> PathBuf {
        if let Some(root) = repository(self.files, folder) {
            return root.to_path_buf();
        }
        let here = self.files.here().map(|here| self.files.real_or_same(&here));
        here.ok().filter(|here| folder.starts_with(here)).unwrap_or_else(|| folder.to_path_buf())
    }

    fn within(&mut self, folder: &Path, top: &Path) -> Option<Ignores> {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let ignores = match folder.parent() {
            Some(above) if folder != top => {
                self.within(above, top).filter(|ignores| !ignores.say(folder, true).is_ignore())
            }
            _ => Some(Ignores::none(top)),
        };
        let ignores = ignores.map(|ignores| ignores.with(self.files, folder));
        self.folders.insert(folder.to_path_buf(), ignores.clone());
        ignores
    }
}

/// Whether patterns leave out a file or a folder, or a folder that it is in.
pub(super) fn is_left_out(exclude: &Override, path: &Path, is_folder: bool) -> bool {
    path.ancestors().enumerate().any(|(above, path)| exclude.matched(path, above > 0 || is_folder).is_ignore())
}
