//! Patterns of paths: those that choose what is taken, and those by which a file names others.

use std::path::{Path, PathBuf};

use ignore::overrides::OverrideBuilder;

use crate::files::{Files, Kind};

/// Whether a text can be a glob in the syntax of `.gitignore`.
///
/// # Errors
///
/// What is wrong with it.
pub fn check(glob: &str) -> Result<(), String> {
    match OverrideBuilder::new(".").add(glob) {
        Ok(_) => Ok(()),
        Err(ignore::Error::Glob { err, .. }) => Err(err),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether a step of a path stands for several names.
pub fn is_pattern(step: &str) -> bool {
    step.contains(['*', '?', '[', '{'])
}

/// The files that match a pattern, step by step from a folder, in order of path. Hidden and ignored ones are among them;
/// links to folders are not followed.
pub fn matching(files: &dyn Files, folder: &Path, pattern: &[&str]) -> Vec<PathBuf> {
    let mut glob = OverrideBuilder::new(folder);
    let Ok(glob) = glob.add(&format!("/{}", pattern.join("/"))).and_then(|glob| glob.build()) else {
        return Vec::new();
    };
    let deepest = if pattern.contains(&"**") { usize::MAX } else { pattern.len() };
    let mut found = Vec::new();
    let mut open = vec![(folder.to_path_buf(), 1)];
    while let Some((folder, depth)) = open.pop() {
        for entry in files.list(&folder).unwrap_or_default() {
            let path = folder.join(entry.name);
            let is_folder = entry.kind == Kind::Folder;
            if glob.matched(&path, is_folder).is_ignore() {
                continue;
            }
            if is_folder {
                open.extend((depth < deepest).then_some((path, depth + 1)));
            } else if files.is_file(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
