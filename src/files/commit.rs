//! The files of a commit, read out of git without a checkout: nothing is written, and no hook or filter runs.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::{fmt, thread};

use crate::files::discover::CONFIGURATION;
use crate::files::disk::Disk;
use crate::files::ignores::is_one;
use crate::files::texts::Texts;
use crate::files::{Files, Kind, LIMIT, Unreadable, tidy};

/// What reads repositories.
const PROGRAM: &str = "git";

/// Why the files of a commit cannot be had.
#[derive(Debug)]
pub enum NoCommit {
    /// There is no git, or it does not run.
    Git(io::Error),
    /// This folder is in no repository.
    Repository(PathBuf),
    /// A path that was named lies in another place than the repository.
    Outside(PathBuf),
    /// The repository has no such commit.
    Revision(String),
    /// The repository has the commit, and no commit that it and the present one come from.
    Ancestor(String),
    /// What git said is not understood.
    Answer,
}

impl fmt::Display for NoCommit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const FETCH: &str = "where only the newest commits were fetched, fetch more of them (`fetch-depth: 0`)";
        match self {
            Self::Git(error) => write!(f, "git cannot be run: {error}"),
            Self::Repository(folder) => write!(f, "`{}` is in no git repository", folder.display()),
            Self::Outside(path) => write!(
                f,
                "`{}` does not lie in the git repository that this is run in, which has no earlier state of it; run it there, \
                 or compare folders with `--against`",
                path.display()
            ),
            Self::Revision(revision) => write!(f, "there is no commit `{revision}`; {FETCH}"),
            Self::Ancestor(revision) => {
                write!(f, "`{revision}` and the present commit have no ancestor in common; {FETCH}")
            }
            Self::Answer => f.write_str("git gave an answer that is not understood"),
        }
    }
}

impl std::error::Error for NoCommit {}

/// The files of the last commit that `revision` and the present one have in common, as if they lay where the work tree lies:
/// those that are `named`, from the folder `here`, or whose path from the top of the repository is `wanted`; configuration and what says which files are left out. Links are left out: what they lead to is a file of its
/// own.
///
/// # Errors
///
/// When there is no such commit, or no git.
pub fn at_merge_base(
    here: &Path,
    named: &[PathBuf],
    revision: &str,
    wanted: impl Fn(&Path) -> bool,
) -> Result<Texts, NoCommit> {
    let unknown = || NoCommit::Revision(revision.to_owned());
    let top = ask(here, &["rev-parse", "--show-toplevel"])?.ok_or_else(|| NoCommit::Repository(here.to_owned()))?;
    let top = Disk.real(Path::new(&top)).map_err(NoCommit::Git)?;
    if revision.starts_with('-') {
        return Err(unknown());
    }
    let roots: HashSet<PathBuf> = named.iter().map(|path| tidy(&here.join(path))).collect();
    let is_outside =
        |path: &&PathBuf| !Disk.real(&here.join(path)).unwrap_or_else(|_| tidy(&here.join(path))).starts_with(&top);
    if let Some(outside) = named.iter().find(is_outside) {
        return Err(NoCommit::Outside(outside.clone()));
    }
    let commit = ask(here, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])?;
    let commit = commit.ok_or_else(unknown)?;
    let base = ask(here, &["merge-base", &commit, "HEAD"])?;
    let base = base.ok_or_else(|| NoCommit::Ancestor(revision.to_owned()))?;
    let mut texts = Texts::over(Arc::new(Nowhere { here: here.to_owned() }));
    // Where a repository ends is seen by this.
    texts.put(&top.join(".git/HEAD"), "");
    let is_named = |path: &Path| roots.contains(&top.join(path));
    let is_read = |path: &Path| {
        is_named(path) || wanted(path) || is_one(path) || CONFIGURATION.iter().any(|name| path.ends_with(name))
    };
    let (paths, blobs) = listed(here, &base, is_read)?;
    for (path, text) in paths.iter().zip(read(here, blobs)?) {
        texts.put(&top.join(path), text);
    }
    Ok(texts)
}

/// Paths from the top of the repository, and names of what is there: as many of the one as of the other.
type Listed = (Vec<PathBuf>, Vec<String>);

/// What a commit has of what is wanted.
fn listed(here: &Path, commit: &str, wanted: impl Fn(&Path) -> bool) -> Result<Listed, NoCommit> {
    let all = run(here, &["ls-tree", "-r", "-z", "--full-tree", commit])?.ok_or(NoCommit::Answer)?;
    let (mut names, mut blobs) = (Vec::new(), Vec::new());
    for entry in all.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let tab = memchr::memchr(b'\t', entry).ok_or(NoCommit::Answer)?;
        let about = std::str::from_utf8(&entry[..tab]).map_err(|_| NoCommit::Answer)?;
        let mut about = about.split_ascii_whitespace();
        let (mode, _, blob) = (about.next(), about.next(), about.next());
        let name = path_of(&entry[tab + 1..]);
        if mode.is_some_and(|mode| mode.starts_with("100")) && wanted(&name) {
            names.push(name);
            blobs.push(blob.ok_or(NoCommit::Answer)?.to_owned());
        }
    }
    Ok((names, blobs))
}

/// What stands in these, in their order.
fn read(here: &Path, blobs: Vec<String>) -> Result<Vec<Vec<u8>>, NoCommit> {
    let mut child = git(here, &["cat-file", "--batch"]).stdin(Stdio::piped()).spawn().map_err(NoCommit::Git)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (mut stdin, stdout) = stdin.zip(stdout).ok_or(NoCommit::Answer)?;
    let many = blobs.len();
    // It answers while it is asked: who asks for everything first may wait for ever.
    let asking = thread::spawn(move || blobs.iter().try_for_each(|blob| writeln!(stdin, "{blob}")));
    let texts = answers(BufReader::new(stdout), many);
    let _ = asking.join();
    ended(child).map_err(NoCommit::Git)?;
    texts.map_err(|_| NoCommit::Answer)
}

/// The answers to so many questions, each `NAME blob LENGTH`, a line end, as many bytes and a line end.
fn answers(mut from: impl BufRead, many: usize) -> io::Result<Vec<Vec<u8>>> {
    let odd = || io::Error::from(io::ErrorKind::InvalidData);
    let answer = |_| {
        let mut head = String::new();
        from.read_line(&mut head)?;
        let length: u64 = head.trim_end().rsplit(' ').next().and_then(|word| word.parse().ok()).ok_or_else(odd)?;
        let mut text = Vec::new();
        from.by_ref().take(length).read_to_end(&mut text)?;
        let mut end = [0];
        from.read_exact(&mut end)?;
        // What no file may be, this one is not read as either.
        if length >= LIMIT { Err(odd()) } else { Ok(text) }
    };
    (0..many).map(answer).collect()
}

/// One line of what git says; none where it says that there is nothing.
fn ask(here: &Path, arguments: &[&str]) -> Result<Option<String>, NoCommit> {
    let said = run(here, arguments)?;
    Ok(said.map(|said| String::from_utf8_lossy(&said).trim_end_matches(['\n', '\r']).to_owned()))
}

/// What git says; none where it fails.
fn run(here: &Path, arguments: &[&str]) -> Result<Option<Vec<u8>>, NoCommit> {
    let output = git(here, arguments).stdin(Stdio::null()).output().map_err(NoCommit::Git)?;
    Ok(output.status.success().then_some(output.stdout))
}

fn git(here: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg("--no-pager").args(arguments).current_dir(here);
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn ended(mut child: Child) -> io::Result<()> {
    child.wait().map(drop)
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// No files at all, seen from a folder.
struct Nowhere {
    here: PathBuf,
}

impl Files for Nowhere {
    fn here(&self) -> io::Result<PathBuf> {
        Ok(self.here.clone())
    }

    fn kind(&self, _: &Path) -> io::Result<Kind> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn is_link(&self, _: &Path) -> bool {
        false
    }

    fn list(&self, _: &Path) -> io::Result<Vec<crate::files::Entry>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn read(&self, _: &Path) -> Result<Vec<u8>, Unreadable> {
        Err(Unreadable::Io(io::ErrorKind::NotFound.into()))
    }

    fn real(&self, _: &Path) -> io::Result<PathBuf> {
        Err(io::ErrorKind::NotFound.into())
    }
}

#[cfg(test)]
mod tests {
    use crate::files::commit::answers;

    #[test]
    fn answers_are_as_long_as_they_say() {
        let read = |text: &str, many| answers(text.as_bytes(), many).ok();
        assert_eq!(read("a blob 3\nx\ny\nb blob 0\n\n", 2), Some(vec![b"x\ny".to_vec(), Vec::new()]));
        for wrong in ["", "a missing\n", "a blob 9\nshort", "a blob 3\nabc"] {
            assert_eq!(read(wrong, 1), None, "{wrong:?}");
        }
    }
}
