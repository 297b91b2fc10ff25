//! Which files are input: what was named, and the YAML files in the folders that were named. Nothing is
//! opened here, so a pipe without a writer cannot hold a run up.

use std::collections::HashSet;
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};

use crate::dialect;
use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};
use rayon::prelude::*;

use crate::finding::diagnostics::{BAD_GLOB, Diagnostic, NO_SUCH_FILE, NOT_A_FILE, UNREADABLE_FILE};

/// How standard input is shown.
pub const STDIN: &str = "<stdin>";

/// Names of the configuration, which is never input.
const CONFIGURATION: [&str; 2] = ["teamlint.yaml", ".teamlint.yaml"];

/// Which files of a folder to take, as globs relative to the root, in `.gitignore` syntax.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The folder that shown paths and globs are relative to; the current one if empty.
    pub root: PathBuf,
    /// If there are any, only files that match one are taken.
    pub include: Vec<String>,
    /// Files and folders that match one are left out.
    pub exclude: Vec<String>,
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where it is; `-` for standard input.
    pub path: PathBuf,
    /// Relative to the root where it is under it, with `/`.
    pub shown: String,
    /// Whether it was named itself, and not found in a folder.
    pub explicit: bool,
}

/// Something that was named or found and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// As [`Candidate::shown`].
    pub shown: String,
    /// What it is told as: no such file, not a file, an unreadable one, or a bad pattern.
    pub diagnostic: Diagnostic,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// What there is to read.
#[derive(Clone, Debug, Default)]
pub struct Discovered {
    /// Sorted by shown path; every real file once.
    pub files: Vec<Candidate>,
    /// Sorted by shown path.
    pub problems: Vec<Refusal>,
}

/// Finds input. Folders are walked for `*.yaml` and `*.yml` without hidden and git-ignored ones, unless these are
/// named; `-` is standard input.
pub fn discover(roots: &[PathBuf], select: &Selection) -> Discovered {
    let mut found = Discovered::default();
    let globs = Globs::new(select, &mut found.problems);
    for root in roots {
        let shown = shown(root, &select.root);
        if root.as_os_str() == "-" {
            found.files.push(Candidate { path: root.clone(), shown: STDIN.to_owned(), explicit: true });
            continue;
        }
        match std::fs::metadata(root) {
            Err(error) => found.problems.push(unreachable(root, shown, &error)),
            Ok(metadata) if metadata.is_dir() => walk(root, select, &globs, &mut found),
            Ok(metadata) if !metadata.is_file() => {
                found.problems.push(special(shown, metadata.file_type()));
            }
            Ok(_) if is_configuration(root) => {}
            Ok(_) => found.files.push(Candidate { path: root.clone(), shown, explicit: true }),
        }
    }
    found.files.sort_by(|a, b| (&a.shown, !a.explicit).cmp(&(&b.shown, !b.explicit)));
    keep_each_once(&mut found.files);
    found.problems.sort_by(|a, b| (&a.shown, a.diagnostic.name).cmp(&(&b.shown, b.diagnostic.name)));
    found.problems.dedup();
    found
}

fn walk(folder: &Path, select: &Selection, globs: &Globs, found: &mut Discovered) {
    let walk = WalkBuilder::new(folder).require_git(false).overrides(globs.exclude.clone()).follow_links(false).build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.problems.push(unwalkable(folder, select, &error));
                continue;
            }
        };
        let path = entry.path();
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            hidden(folder, path, select, globs, found);
        }
        if entry.depth() == 0 || !is_wanted(folder, path, globs) {
            continue;
        }
        let shown = shown(path, &select.root);
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            found.files.push(Candidate { path: entry.into_path(), shown, explicit: false });
            continue;
        }
        // What a symbolic link leads to decides; a link to a folder is not walked.
        match std::fs::metadata(path) {
            Err(error) => found.problems.push(unreachable(path, shown, &error)),
            Ok(metadata) if metadata.is_dir() => {}
            Ok(metadata) if !metadata.is_file() => {
                found.problems.push(special(shown, metadata.file_type()));
            }
            Ok(_) => found.files.push(Candidate { path: path.to_owned(), shown, explicit: false }),
        }
    }
}

/// The files that dialects want of the hidden folders in a folder, which are not walked.
fn hidden(root: &Path, folder: &Path, select: &Selection, globs: &Globs, found: &mut Discovered) {
    for name in dialect::hidden_folders() {
        for entry in std::fs::read_dir(folder.join(name)).into_iter().flatten().flatten() {
            let path = entry.path();
            if is_wanted(root, &path, globs) && !globs.exclude.matched(&path, false).is_ignore() && path.is_file() {
                let shown = shown(&path, &select.root);
                found.files.push(Candidate { path, shown, explicit: false });
            }
        }
    }
}

fn is_wanted(root: &Path, file: &Path, globs: &Globs) -> bool {
    let inside = file.strip_prefix(root).unwrap_or(file);
    dialect::wants(inside) && !is_configuration(file) && globs.include(file)
}

/// Whether a text can be a glob of a [`Selection`].
///
/// # Errors
///
/// What is wrong with it.
pub fn check_glob(glob: &str) -> Result<(), String> {
    match OverrideBuilder::new(".").add(glob) {
        Ok(_) => Ok(()),
        Err(ignore::Error::Glob { err, .. }) => Err(err),
        Err(error) => Err(error.to_string()),
    }
}

/// Globs of a selection, compiled.
struct Globs {
    include: Override,
    exclude: Override,
}

impl Globs {
    fn new(select: &Selection, problems: &mut Vec<Refusal>) -> Self {
        let root = if select.root.as_os_str().is_empty() { Path::new(".") } else { &select.root };
        // An include that went into the walk would bring ignored files back, so it is asked afterwards.
        let mut compile = |globs: &[String], sign: &str| {
            let mut builder = OverrideBuilder::new(root);
            for glob in globs {
                if let Err(error) = builder.add(&format!("{sign}{glob}")) {
                    problems.push(Refusal {
                        shown: glob.clone(),
                        diagnostic: BAD_GLOB,
                        message: format!("`{glob}` is no valid pattern: {error}"),
                        help: Some("patterns are written as in `.gitignore`".to_owned()),
                    });
                }
            }
            builder.build().unwrap_or_else(|_| Override::empty())
        };
        Self { include: compile(&select.include, ""), exclude: compile(&select.exclude, "!") }
    }

    /// Whether a file found in a folder, or a folder it is in, is included.
    fn include(&self, file: &Path) -> bool {
        self.include.is_empty()
            || file.ancestors().enumerate().any(|(above, path)| self.include.matched(path, above > 0).is_whitelist())
    }
}

/// Of paths that lead to one file the named ones, and then the first, stay.
fn keep_each_once(files: &mut Vec<Candidate>) {
    let mut real: Vec<(PathBuf, bool, usize)> = files
        .par_iter()
        .enumerate()
        .map(|(rank, file)| (file.path.canonicalize().unwrap_or_else(|_| file.path.clone()), !file.explicit, rank))
        .collect();
    real.sort();
    real.dedup_by(|later, earlier| later.0 == earlier.0);
    let kept: HashSet<usize> = real.into_iter().map(|(_, _, rank)| rank).collect();
    let mut rank = 0;
    files.retain(|_| {
        rank += 1;
        kept.contains(&(rank - 1))
    });
}

fn is_configuration(path: &Path) -> bool {
    path.file_name().is_some_and(|name| CONFIGURATION.iter().any(|known| name == *known))
}

/// A path as findings show it: relative to the root if it is under it, with `/`.
pub fn shown(path: &Path, root: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let relative = relative.strip_prefix(".").unwrap_or(relative);
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    match parts.split_first() {
        None => ".".to_owned(),
        // An absolute path begins with its root, which is a separator already.
        Some((first, rest)) if first == "/" => format!("/{}", rest.join("/")),
        Some(_) => parts.join("/"),
    }
}

fn unreachable(path: &Path, shown: String, error: &io::Error) -> Refusal {
    let is_link = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    let (diagnostic, message, help) = match error.kind() {
        io::ErrorKind::NotFound if is_link => (
            UNREADABLE_FILE,
            format!("`{shown}` is a symbolic link to something that does not exist"),
            "repair or remove the link",
        ),
        io::ErrorKind::NotFound => {
            (NO_SUCH_FILE, format!("`{shown}` does not exist"), "check the path; it is relative to the current folder")
        }
        _ => (UNREADABLE_FILE, format!("`{shown}` cannot be read: {error}"), "check its permissions"),
    };
    Refusal { shown, diagnostic, message, help: Some(help.to_owned()) }
}

fn unwalkable(folder: &Path, select: &Selection, error: &ignore::Error) -> Refusal {
    let shown = match error {
        ignore::Error::WithPath { path, .. } => shown(path, &select.root),
        ignore::Error::WithDepth { err, .. } => match err.as_ref() {
            ignore::Error::WithPath { path, .. } => self::shown(path, &select.root),
            _ => self::shown(folder, &select.root),
        },
        _ => self::shown(folder, &select.root),
    };
    Refusal {
        message: format!("`{shown}` cannot be read: {error}"),
        shown,
        diagnostic: UNREADABLE_FILE,
        help: Some("check its permissions".to_owned()),
    }
}

fn special(shown: String, kind: FileType) -> Refusal {
    let what = what_it_is(kind);
    Refusal {
        message: format!("`{shown}` is {what}, not a file"),
        shown,
        diagnostic: NOT_A_FILE,
        help: Some("name a file or a folder, or pipe the text in and name `-`".to_owned()),
    }
}

#[cfg(unix)]
fn what_it_is(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn what_it_is(_: FileType) -> &'static str {
    "something special"
}
