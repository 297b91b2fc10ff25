//! Which files are input: what was named, and the YAML files in the folders that were named. Nothing is
//! opened here, so a pipe without a writer cannot hold a run up.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use ignore::overrides::{Override, OverrideBuilder};
use rayon::prelude::*;

use crate::files::bounds::{Bounds, leads_out_of_repository};
use crate::files::left_out::{LeftOut, is_left_out};
use crate::files::walk::{Found, Hidden, Unwalkable, walk};
use crate::files::{Files, Kind};
use crate::finding::Finding;
use crate::finding::diagnostics::{BAD_GLOB, Diagnostic, NO_SUCH_FILE, NOT_A_FILE, UNREADABLE_FILE};
use crate::text::{FileId, Place, Span};

/// How standard input is shown.
pub const STDIN: &str = "<stdin>";

/// Names of the configuration, which is never input.
pub const CONFIGURATION: [&str; 2] = ["teamlint.yaml", ".teamlint.yaml"];

/// Whether a file is called as the configuration is, but for its ending or for capitals, so that nobody reads it.
pub fn is_nearly_configuration(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".yml").map_or_else(|| name.clone(), |stem| format!("{stem}.yaml"));
    CONFIGURATION.contains(&name.as_str())
}

/// Which files of a folder to take. Globs are relative to the root, in `.gitignore` syntax.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Whether a file may be input, going by its path from the folder that was named.
    pub wants: fn(&Path) -> bool,
    /// Names of hidden folders whose files may be input, too.
    pub hidden: Vec<&'static str>,
    /// Whether what is named is given as input, whatever it looks like.
    pub given: bool,
    /// Whether what is named is left out as well where it would be if it were found.
    pub forced: bool,
    /// The folder that shown paths and globs are relative to; the current one if empty.
    pub root: PathBuf,
    /// If there are any, only files that match one are taken.
    pub include: Vec<String>,
    /// Files and folders that match one are left out.
    pub exclude: Vec<String>,
}

impl Default for Selection {
    /// Every file that is neither hidden nor ignored.
    fn default() -> Self {
        Self {
            wants: |_| true,
            hidden: Vec::new(),
            given: false,
            forced: false,
            root: PathBuf::new(),
            include: Vec::new(),
            exclude: Vec::new(),
        }
    }
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where it is; `-` for standard input.
    pub path: PathBuf,
    /// Relative to the root where it is under it, with `/`.
    pub shown: String,
    /// How it was met.
    pub met: Met,
    /// Whether it is only context: what others declare, which is known and not reported on.
    pub context: bool,
}

/// How a file was met. Of several ways to one file the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    /// It is given as input, as standard input is.
    Given,
    /// It was named itself, by whoever runs this or by another file.
    Named,
    /// It was found in a folder.
    Found,
    /// It was found in a hidden folder.
    Hidden,
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

impl Refusal {
    /// What is told of it, at the start of the empty file that stands for it.
    pub fn told(&self, file: FileId) -> Finding {
        let start = Place { file, span: Span { start: 0, end: 0 } };
        let mut finding = self.diagnostic.at(start, &self.message);
        finding.help.clone_from(&self.help);
        finding
    }
}

/// What there is to read.
#[derive(Clone, Debug, Default)]
pub struct Discovered {
    /// Sorted by shown path, what is context after everything else; every real file once.
    pub files: Vec<Candidate>,
    /// Sorted by shown path.
    pub problems: Vec<Refusal>,
    /// How much of the context cannot be read.
    pub context_problems: usize,
}

impl Discovered {
    /// Adds what is context, but for files that are input anyhow.
    pub fn add_context(&mut self, files: &dyn Files, context: Self) {
        let own: HashSet<PathBuf> = self.files.par_iter().map(|file| files.real_or_same(&file.path)).collect();
        let others = context.files.into_iter().filter(|file| !own.contains(&files.real_or_same(&file.path)));
        self.files.extend(others.map(|file| Candidate { context: true, ..file }));
        self.context_problems = context.problems.len();
    }
}

/// Finds input. Folders are walked without hidden and git-ignored files, unless these are named; `-` is standard input.
pub fn discover(files: &dyn Files, roots: &[PathBuf], select: &Selection) -> Discovered {
    let mut found = Discovered::default();
    let globs = Globs::new(select, &mut found.problems);
    let mut left_out = LeftOut::by(files, &globs.exclude);
    for root in roots {
        let shown = shown(root, &select.root);
        if root.as_os_str() == "-" {
            found.files.push(Candidate {
                path: root.clone(),
                shown: STDIN.to_owned(),
                met: Met::Given,
                context: false,
            });
            continue;
        }
        match files.kind(root) {
            Err(error) => found.problems.push(unreachable(files, root, shown, &error)),
            Ok(_) if leads_out_of_repository(files, root) => found.problems.push(leads_out(shown)),
            Ok(_) if select.forced && left_out.holds(root) => {}
            Ok(Kind::Folder) => search(files, root, select, &globs, &mut found),
            Ok(Kind::Special(what)) => found.problems.push(special(shown, what)),
            Ok(_) if is_configuration(root) => {}
            Ok(_) => {
                let met = if select.given { Met::Given } else { Met::Named };
                found.files.push(Candidate { path: root.clone(), shown, met, context: false });
            }
        }
    }
    found.files.sort_by(|a, b| (&a.shown, a.met).cmp(&(&b.shown, b.met)));
    keep_each_once(files, &mut found.files);
    found.problems.sort_by(|a, b| (&a.shown, a.diagnostic.name).cmp(&(&b.shown, b.diagnostic.name)));
    found.problems.dedup();
    found
}

fn search(files: &dyn Files, folder: &Path, select: &Selection, globs: &Globs, into: &mut Discovered) {
    let mut bounds = None;
    walk(files, folder, &globs.exclude, Hidden::Named(&select.hidden), &mut |found| {
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                into.problems.push(unwalkable(select, &error));
                return;
            }
        };
        let Found { path, kind, hidden } = found;
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        let wants = (select.wants)(if hidden { inside } else { below_hidden(inside) });
        if !wants || is_configuration(&path) || !globs.include(&path) {
            return;
        }
        let shown = shown(&path, &select.root);
        // What a symbolic link leads to decides; a link to a folder is not walked.
        let is_link = kind == Kind::Link;
        let kind = if kind == Kind::File { Ok(Kind::File) } else { files.kind(&path) };
        match kind {
            Err(error) => into.problems.push(unreachable(files, &path, shown, &error)),
            Ok(Kind::Folder) => {}
            Ok(Kind::Special(what)) => into.problems.push(special(shown, what)),
            Ok(_) if is_link && !bounds.get_or_insert_with(|| Bounds::of(files, folder)).hold(files, &path) => {
                into.problems.push(leads_out(shown));
            }
            Ok(_) => {
                let met = if hidden { Met::Hidden } else { Met::Found };
                into.files.push(Candidate { path, shown, met, context: false });
            }
        }
    });
}

/// Files in hidden folders that were not searched, and that would be wanted elsewhere; at most so many.
pub fn skipped(files: &dyn Files, roots: &[PathBuf], select: &Selection, most: usize) -> Vec<Candidate> {
    let globs = Globs::new(select, &mut Vec::new());
    let mut skipped = Vec::new();
    for folder in roots.iter().filter(|root| files.is_folder(root)) {
        walk(files, folder, &globs.exclude, Hidden::But(&select.hidden), &mut |found| {
            if let Ok(Found { path, kind: Kind::File, hidden: true }) = found
                && skipped.len() < most
                && (select.wants)(below_hidden(path.strip_prefix(folder).unwrap_or(&path)))
            {
                let shown = shown(&path, &select.root);
                skipped.push(Candidate { path, shown, met: Met::Hidden, context: false });
            }
        });
    }
    skipped.sort_by(|a, b| a.shown.cmp(&b.shown));
    skipped.dedup();
    skipped
}

/// The path of a file from the last hidden folder it is in. Those that are walked are walked because an ignore file says
/// so, and what is in them is like anything else.
fn below_hidden(path: &Path) -> &Path {
    let (mut below, mut rest) = (path, path.components());
    while let Some(part) = rest.next() {
        if part.as_os_str().as_encoded_bytes().starts_with(b".") && rest.clone().next().is_some() {
            below = rest.as_path();
        }
    }
    below
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
                // `./x` is how a shell writes what is `/x` in a pattern.
                let (slash, path) = glob.strip_prefix("./").map_or(("", glob.as_str()), |path| ("/", path));
                if let Err(error) = builder.add(&format!("{sign}{slash}{path}")) {
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

/// What configuration leaves out, asked of files that were not found by walking.
pub struct Excluded(Override);

impl Excluded {
    /// What a selection leaves out.
    pub fn from(select: &Selection) -> Self {
        Self(Globs::new(select, &mut Vec::new()).exclude)
    }

    /// Whether a file, or a folder it is in, is left out.
    pub fn holds(&self, file: &Path) -> bool {
        is_left_out(&self.0, file, false)
    }
}

/// Of paths that lead to one file the named ones, and then the first, stay.
fn keep_each_once(files: &dyn Files, candidates: &mut Vec<Candidate>) {
    let mut real: Vec<(PathBuf, Met, usize)> = candidates
        .par_iter()
        .enumerate()
        .map(|(rank, file)| (files.real_or_same(&file.path), file.met, rank))
        .collect();
    real.sort();
    real.dedup_by(|later, earlier| later.0 == earlier.0);
    let kept: HashSet<usize> = real.into_iter().map(|(_, _, rank)| rank).collect();
    let mut rank = 0;
    candidates.retain(|_| {
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

fn unreachable(files: &dyn Files, path: &Path, shown: String, error: &io::Error) -> Refusal {
    let is_link = files.is_link(path);
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

fn unwalkable(select: &Selection, unwalkable: &Unwalkable) -> Refusal {
    let shown = shown(&unwalkable.path, &select.root);
    Refusal {
        message: format!("`{shown}` cannot be read: {}", unwalkable.why),
        shown,
        diagnostic: UNREADABLE_FILE,
        help: Some("check its permissions".to_owned()),
    }
}

fn leads_out(shown: String) -> Refusal {
    Refusal {
        message: format!("`{shown}` leads out of the repository by a symbolic link, and is not read"),
        shown,
        diagnostic: UNREADABLE_FILE,
        help: Some("put the file itself there, or name what the link leads to".to_owned()),
    }
}

fn special(shown: String, what: &str) -> Refusal {
    Refusal {
        message: format!("`{shown}` is {what}, not a file"),
        shown,
        diagnostic: NOT_A_FILE,
        help: Some("name a file or a folder, or pipe the text in and name `-`".to_owned()),
    }
}
