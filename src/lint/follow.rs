//! Files that other files name as part of the same organisation.

use std::path::{Path, PathBuf};

use crate::declare::{Declarations, Target};
use crate::files::bounds::repository;
use crate::files::{Files, glob, tidy};
use crate::finding::Finding;
use crate::finding::diagnostics::{MISSING_TARGET, TARGET_OUTSIDE};
use crate::text::Place;

/// What the targets of a file lead to.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// Files that are there, in the order they were named.
    pub files: Vec<PathBuf>,
    /// Targets that lead nowhere, or out of the folder that is linted.
    pub problems: Vec<Finding>,
    /// Whether one leads out of it.
    pub leads_outside: bool,
}

/// Finds the files that a file names, whose path is `file`; nothing outside of `root` is found. Patterns such as
/// `./apis/*/*.yaml` are looked up. Those that need not be there may lead nowhere.
pub(super) fn targets(files: &dyn Files, declarations: &Declarations, file: &Path, root: &Path) -> Targets {
    let mut found = Targets::default();
    let folder = file.parent().unwrap_or(Path::new(""));
    let real_root = files.real(here_if_empty(root));
    let inside = |path: &Path| match (&real_root, files.real(path)) {
        (Ok(root), Ok(path)) => path.starts_with(root),
        _ => false,
    };
    for Target { path: target, place, optional } in &declarations.targets {
        let target = target.replace('\\', "/");
        let steps: Vec<&str> = target.split('/').collect();
        let (plain, pattern) = steps.split_at(steps.iter().take_while(|step| !glob::is_pattern(step)).count());
        let start = tidy(&folder.join(plain.iter().collect::<PathBuf>()));
        let start = here_if_empty(&start);
        let mut lost = |finding: Finding| found.problems.extend((!optional).then_some(finding));
        if !files.exists(start) {
            lost(if pattern.is_empty() { missing(&target, *place) } else { nothing(&target, *place) });
        } else if !inside(start) {
            found.problems.push(outside(&target, *place));
            found.leads_outside = true;
        } else if pattern.is_empty() && files.is_file(start) {
            found.files.push(start.to_path_buf());
        } else if pattern.is_empty() {
            lost(folder_named(&target, *place));
        } else {
            let matching = glob::matching(files, start, pattern);
            if matching.is_empty() {
                lost(nothing(&target, *place));
            }
            found.files.extend(matching.iter().filter(|path| inside(path)).map(|path| tidy(path)));
        }
    }
    found
}

fn here_if_empty(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

fn missing(target: &str, place: Place) -> Finding {
    MISSING_TARGET
        .at(place, format!("there is no file `{target}`"))
        .saying("named here")
        .help("correct the path, which starts from the folder of this file, or remove it")
}

/// A pattern that no file matches.
fn nothing(target: &str, place: Place) -> Finding {
    MISSING_TARGET
        .at(place, format!("`{target}` finds nothing"))
        .saying("no file matches this")
        .help("correct the pattern, which starts from the folder of this file, or remove it")
}

fn folder_named(target: &str, place: Place) -> Finding {
    let folder = target.trim_end_matches('/');
    MISSING_TARGET
        .at(place, format!("`{target}` is a folder, and a Location names files"))
        .saying("nothing in it was read because of this")
        .help(format!("name the files in it: `{folder}/*.yaml`"))
}

fn outside(target: &str, place: Place) -> Finding {
    TARGET_OUTSIDE
        .at(place, format!("`{target}` is outside of the folder that is linted"))
        .saying("not followed")
        .help("name that folder on the command line too")
}

/// The folder that a file may not name others out of: the current one if it is in there, the one that was named and holds
/// the file, or else the file's own; and its repository where that is smaller.
pub(super) fn root_of(files: &dyn Files, file: &Path, roots: &[PathBuf]) -> PathBuf {
    let root = linted(files, file, roots);
    let real = files.real_or_same(file);
    match repository(files, &real) {
        Some(repository) if repository.starts_with(files.real_or_same(&root)) => repository.to_path_buf(),
        _ => root,
    }
}

fn linted(files: &dyn Files, file: &Path, roots: &[PathBuf]) -> PathBuf {
    let here = Path::new(".");
    let own = here_if_empty(file.parent().unwrap_or(here));
    let real = files.real_or_same(file);
    let inside = |root: &Path| real.starts_with(files.real_or_same(root));
    if inside(here) {
        return here.to_path_buf();
    }
    roots.iter().find(|root| files.is_folder(root) && inside(root)).cloned().unwrap_or_else(|| own.to_path_buf())
}
