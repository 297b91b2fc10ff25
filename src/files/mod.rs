//! Which files are input, and what is in them. Everything that touches files goes through [`Files`], so that an
//! organisation is judged the same on disk, in the buffers of an editor and in a test.

pub mod bounds;
pub mod commit;
pub mod discover;
pub mod disk;
pub mod glob;
mod ignores;
mod left_out;
pub mod read;
pub mod snapshot;
pub mod texts;
mod walk;

use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Files and folders, wherever they are kept. Relative paths start from [`Files::here`].
///
/// An implementation answers questions; what to look for, in which order, and what to say of what is not there is
/// decided once, by those who ask.
pub trait Files: Send + Sync {
    /// The absolute path of the folder that relative ones start from.
    ///
    /// # Errors
    ///
    /// When nobody can tell, because the folder is gone.
    fn here(&self) -> io::Result<PathBuf>;

    /// What a path leads to. Links are followed, so this is never [`Kind::Link`].
    ///
    /// # Errors
    ///
    /// When there is nothing, or nobody may look.
    fn kind(&self, path: &Path) -> io::Result<Kind>;

    /// Whether the path itself is a link, wherever it leads.
    fn is_link(&self, path: &Path) -> bool;

    /// What is in a folder, in any order. Links are not followed.
    ///
    /// # Errors
    ///
    /// When it is no folder, or nobody may look.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    /// All bytes of a file.
    ///
    /// # Errors
    ///
    /// When there are none to be had, or too many.
    fn read(&self, path: &Path) -> Result<Vec<u8>, Unreadable>;

    /// The first bytes of a file, so many of them at least as it has: for files of which few are of interest.
    ///
    /// # Errors
    ///
    /// As for all of them.
    fn start(&self, path: &Path, _bytes: usize) -> Result<Vec<u8>, Unreadable> {
        self.read(path)
    }

    /// All bytes of standard input, which can be had once.
    ///
    /// # Errors
    ///
    /// As for a file; and where there is no standard input.
    fn standard_input(&self) -> Result<Vec<u8>, Unreadable> {
        Err(Unreadable::Io(io::ErrorKind::NotFound.into()))
    }

    /// The one absolute path of what a path leads to: two paths with the same one lead to the same file.
    ///
    /// # Errors
    ///
    /// When there is nothing, or nobody may look.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;
}

/// What there is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something with bytes.
    File,
    /// Something with entries.
    Folder,
    /// A symbolic link.
    Link,
    /// Something else, in words: `a pipe`.
    Special(&'static str),
}

/// One of the things in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name there.
    pub name: OsString,
    /// What it is in itself: links are links.
    pub kind: Kind,
}

/// Why there are no bytes.
#[derive(Debug)]
pub enum Unreadable {
    /// There are more than offsets can count.
    TooLarge,
    /// The system says why.
    Io(io::Error),
}

/// Why a file of 4 GiB and more is left alone.
pub(crate) const OVER_4_GIB: &str = "files over 4 GiB are not read";

/// Why a file cannot be read, without the number the system gives it.
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "what is to be its folder is none".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::AlreadyExists => "something else is there".to_owned(),
        _ => without_number(error),
    }
}

/// What the system says, without its number for it.
fn without_number(error: &io::Error) -> String {
    let said = error.to_string();
    match error.raw_os_error().and_then(|number| said.strip_suffix(&format!(" (os error {number})"))) {
        Some(words) => words.to_owned(),
        None => said,
    }
}

/// One past the most bytes that a file may have.
pub(crate) const LIMIT: u64 = u32::MAX as u64;

/// Questions that are answered by asking others.
impl dyn Files + '_ {
    /// Whether there is anything at a path.
    pub fn exists(&self, path: &Path) -> bool {
        self.kind(path).is_ok()
    }

    /// Whether a path leads to a file.
    pub fn is_file(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == Kind::File)
    }

    /// Whether a path leads to a folder.
    pub fn is_folder(&self, path: &Path) -> bool {
        self.kind(path).is_ok_and(|kind| kind == Kind::Folder)
    }

    /// The [real](Files::real) path, or the path itself where there is nothing.
    pub fn real_or_same(&self, path: &Path) -> PathBuf {
        self.real(path).unwrap_or_else(|_| path.to_path_buf())
    }

    /// The text of a file that must be text, such as a rule page.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is no UTF-8.
    pub fn text(&self, path: &Path) -> io::Result<String> {
        let bytes = self.read(path).map_err(|unreadable| match unreadable {
            Unreadable::TooLarge => io::Error::other(OVER_4_GIB),
            Unreadable::Io(error) => error,
        })?;
        let not_text = |_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8");
        String::from_utf8(bytes).map_err(not_text)
    }
}

/// A path without `.`, and without `..` where the folder before it is known.
pub fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

/// The innermost folder that both are in.
pub fn in_common(one: &Path, other: &Path) -> PathBuf {
    let both = one.components().zip(other.components()).take_while(|(one, other)| one == other);
    both.map(|(part, _)| part).collect()
}
