//! What `.gitignore`, `.ignore` and a repository's `info/exclude` leave out: `.ignore` weighs more than `.gitignore`, that
//! more than `info/exclude`; of several files of one kind the deepest that says anything counts. Only those of the
//! repository count, or of the folder that is walked where there is none: neither what lies above it nor a list of the
//! user's own, so that the same files are linted on every machine. Links are not followed, as git follows none.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{Error, Match};

use crate::files::bounds::repository;
use crate::files::{Entry, Files, Kind};

const GIT: &str = ".git";
/// Kinds of ignore files, the weightiest first: the file, and the name in a folder that tells of it.
const KINDS: [(&str, &str); 3] = [(".ignore", ".ignore"), (".gitignore", ".gitignore"), ("info/exclude", GIT)];

/// Whether a file says what is left out of the folder that it is in.
pub(super) fn is_one(path: &Path) -> bool {
    KINDS.iter().any(|(name, _)| path.file_name().is_some_and(|file| file == *name))
}

/// The ignore files of one folder, and those of the folders above it.
struct Level {
    above: Option<Rc<Level>>,
    /// By kind.
    rules: [Gitignore; KINDS.len()],
    /// Whether it lies above the folder that is walked; its rules then speak of real paths.
    outside: bool,
}

/// What the ignore files say that count in a folder.
#[derive(Clone)]
pub(super) struct Ignores {
    levels: Option<Rc<Level>>,
    /// The folder that is walked, as named and as it really is.
    walked: Rc<(PathBuf, Option<PathBuf>)>,
}

impl Ignores {
    /// Those above a folder that is to be walked, and what is wrong with them.
    pub fn above(files: &dyn Files, folder: &Path) -> (Self, Option<Error>) {
        let real = files.real(folder).ok();
        let mut ignores = Self { levels: None, walked: Rc::new((folder.to_path_buf(), real.clone())) };
        let mut wrong = Vec::new();
        let root = real.as_deref().and_then(|real| repository(files, real));
        let within = |folder: &&Path| root.is_some_and(|root| folder.starts_with(root));
        let mut above: Vec<&Path> = real.iter().flat_map(|real| real.ancestors().skip(1)).take_while(within).collect();
        above.reverse();
        for folder in above {
            ignores.add(files, folder, true, |_| true, &mut wrong);
        }
        let wrong = if wrong.len() > 1 { Some(Error::Partial(wrong)) } else { wrong.pop() };
        (ignores, wrong)
    }

    /// None yet, for a folder that is asked about and not walked.
    pub fn none(real: &Path) -> Self {
        Self { levels: None, walked: Rc::new((real.to_path_buf(), Some(real.to_path_buf()))) }
    }

    /// These, and those of a folder.
    pub fn with(&self, files: &dyn Files, folder: &Path) -> Self {
        let mut ignores = self.clone();
        ignores.add(files, folder, false, |_| true, &mut Vec::new());
        ignores
    }

    /// These, and those of a folder that is walked and has these entries.
    pub fn within(&self, files: &dyn Files, folder: &Path, entries: &[Entry]) -> Self {
        let mut ignores = self.clone();
        let has = |name: &str| entries.iter().any(|entry| entry.name == *name);
        ignores.add(files, folder, false, has, &mut Vec::new());
        ignores
    }

    fn add(
        &mut self,
        files: &dyn Files,
        folder: &Path,
        outside: bool,
        has: impl Fn(&str) -> bool,
        wrong: &mut Vec<Error>,
    ) {
        let rules = KINDS.map(|(file, sign)| {
            let path = match sign {
                _ if !has(sign) => None,
                GIT => git_folder(files, folder).map(|git| git.join(file)),
                _ => Some(folder.join(file)),
            };
            path.map_or_else(Gitignore::empty, |path| rules(files, folder, &path, wrong))
        });
        if rules.iter().any(|rules| !rules.is_empty()) {
            self.levels = Some(Rc::new(Level { above: self.levels.take(), rules, outside }));
        }
    }

    /// What they say of a file or folder: to leave it out, to take it by all means, or nothing.
    pub fn say(&self, path: &Path, is_folder: bool) -> Match<()> {
        let mut says: [Match<()>; KINDS.len()] = [const { Match::None }; KINDS.len()];
        let mut real = None;
        let mut level = self.levels.as_deref();
        while let Some(here) = level {
            let path = if here.outside { real.get_or_insert_with(|| self.real(path)).as_path() } else { path };
            for (said, rules) in says.iter_mut().zip(&here.rules) {
                if said.is_none() {
                    *said = rules.matched(path, is_folder).map(|_| ());
                }
            }
            level = here.above.as_deref();
        }
        let [first, second, third] = says;
        first.or(second).or(third)
    }

    fn real(&self, path: &Path) -> PathBuf {
        let (walked, real) = &*self.walked;
        let below = path.strip_prefix(walked).unwrap_or(path);
        real.as_ref().map_or_else(|| below.to_path_buf(), |real| real.join(below))
    }
}

fn rules(files: &dyn Files, folder: &Path, path: &Path, wrong: &mut Vec<Error>) -> Gitignore {
    let mut builder = GitignoreBuilder::new(folder);
    let lines = if files.is_file(path) && !files.is_link(path) { lines(files, path) } else { String::new() };
    for (number, line) in (1..).zip(lines.trim_start_matches('\u{feff}').lines()) {
        if let Err(error) = builder.add_line(Some(path.to_path_buf()), line) {
            let err = Box::new(Error::WithLineNumber { line: number, err: Box::new(error) });
            wrong.push(Error::WithPath { path: path.to_path_buf(), err });
        }
    }
    builder.build().unwrap_or_else(|error| {
        wrong.push(error);
        Gitignore::empty()
    })
}

/// The text of a file up to the first line that is no text.
fn lines(files: &dyn Files, path: &Path) -> String {
    let mut bytes = files.read(path).unwrap_or_default();
    if let Err(error) = std::str::from_utf8(&bytes) {
        let good = &bytes[..error.valid_up_to()];
        bytes.truncate(memchr::memrchr(b'\n', good).map_or(0, |end| end + 1));
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Where git keeps what it knows of the repository that a folder is the root of. In a second work tree `.git` is a file
/// that names a folder, which names another.
fn git_folder(files: &dyn Files, folder: &Path) -> Option<PathBuf> {
    let git = folder.join(GIT);
    match files.kind(&git).ok()? {
        Kind::File => {
            let own = first_line(files, &git)?;
            let own = Path::new(own.strip_prefix("gitdir: ")?);
            let common = first_line(files, &own.join("commondir"))?;
            Some(if common.starts_with('.') { own.join(common) } else { PathBuf::from(common) })
        }
        _ => Some(git),
    }
}

fn first_line(files: &dyn Files, path: &Path) -> Option<String> {
    if files.is_file(path) { lines(files, path).lines().next().map(str::to_owned) } else { None }
}
