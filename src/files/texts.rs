//! Texts in memory, over other files or over none: what an editor has not saved yet, what a pull request would change,
//! or a whole organisation that never was on a disk.

use std::collections::btree_map::Range;
use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::{Entry, Files, Kind, Unreadable, tidy};

/// Files some of which have another text than below, are new, or are gone.
#[derive(Clone)]
pub struct Texts {
    under: Arc<dyn Files>,
    /// By real path; none for a file that is gone.
    changed: BTreeMap<PathBuf, Option<Arc<[u8]>>>,
    /// What standard input is; none where the one below counts.
    input: Option<Arc<[u8]>>,
}

impl Texts {
    /// Nothing but what is there.
    pub fn over(under: Arc<dyn Files>) -> Self {
        Self { under, changed: BTreeMap::new(), input: None }
    }

    /// Gives a file this text, whether it is there or not.
    pub fn put(&mut self, path: &Path, text: impl Into<Vec<u8>>) {
        self.changed.insert(identity(&*self.under, path), Some(text.into().into()));
    }

    /// Gives standard input this text, however often it is read.
    pub fn put_standard_input(&mut self, text: impl Into<Vec<u8>>) {
        self.input = Some(text.into().into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &Path) {
        self.changed.insert(identity(&*self.under, path), None);
    }

    /// All files together. Where no text differs, they are those below.
    pub fn files(&self) -> &dyn Files {
        if self.changed.is_empty() && self.input.is_none() { &*self.under } else { self }
    }

    /// What is told of paths from this one on, in the order of paths.
    fn from(&self, path: &Path) -> Range<'_, PathBuf, Option<Arc<[u8]>>> {
        self.changed.range::<Path, _>((Bound::Included(path), Bound::Unbounded))
    }

    /// Whether there is a text in this folder, or in a folder in it.
    fn is_folder_of_texts(&self, folder: &Path) -> bool {
        let mut below = self.from(folder).take_while(|(path, _)| path.starts_with(folder));
        below.any(|(path, text)| text.is_some() && path != folder)
    }

    /// What is told of a path; if nothing is, what is below counts.
    fn told(&self, path: &Path) -> Option<Result<(PathBuf, Kind), io::Error>> {
        let path = identity(&*self.under, path);
        match self.changed.get(&path) {
            Some(Some(_)) => Some(Ok((path, Kind::File))),
            Some(None) => Some(Err(io::ErrorKind::NotFound.into())),
            None if self.is_folder_of_texts(&path) => Some(Ok((path, Kind::Folder))),
            None => None,
        }
    }
}

impl Files for Texts {
    fn here(&self) -> io::Result<PathBuf> {
        self.under.here()
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        match self.told(path) {
            Some(told) => told.map(|(_, kind)| kind),
            None => self.under.kind(path),
        }
    }

    fn is_link(&self, path: &Path) -> bool {
        self.under.is_link(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let real = identity(&*self.under, folder);
        let under = match self.under.list(folder) {
            Err(_) if self.is_folder_of_texts(&real) => Vec::new(),
            entries => entries?,
        };
        let mut entries: HashMap<OsString, Kind> = under.into_iter().map(|entry| (entry.name, entry.kind)).collect();
        let at_root = self.from(&real).take_while(|(path, _)| path.starts_with(&real));
        for (path, text) in at_root {
            let mut rest = path.strip_prefix(&real).unwrap_or(path).components();
            let Some(name) = rest.next().map(|part| part.as_os_str().to_owned()) else { continue };
            let kind = if rest.next().is_some() { Kind::Folder } else { Kind::File };
            if text.is_some() {
                entries.insert(name, kind);
            } else if kind == Kind::File {
                entries.remove(&name);
            }
        }
        Ok(entries.into_iter().map(|(name, kind)| Entry { name, kind }).collect())
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Unreadable> {
        match self.changed.get(&identity(&*self.under, path)) {
            Some(Some(text)) => Ok(text.to_vec()),
            Some(None) => Err(Unreadable::Io(io::ErrorKind::NotFound.into())),
            None => self.under.read(path),
        }
    }

    fn standard_input(&self) -> Result<Vec<u8>, Unreadable> {
        match &self.input {
            Some(text) => Ok(text.to_vec()),
            None => self.under.standard_input(),
        }
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        match self.told(path) {
            Some(told) => told.map(|(real, _)| real),
            None => self.under.real(path),
        }
    }
}

/// The real path of something that need not be there yet: that of the folder it would be in, and its name.
fn identity(files: &dyn Files, path: &Path) -> PathBuf {
    if let Ok(real) = files.real(path) {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            identity(files, folder).join(name)
        }
        _ => tidy(&files.here().unwrap_or_default().join(path)),
    }
}

/// No files at all: what texts lie over that are an organisation by themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl Nothing {
    const ROOT: &str = "/";

    fn root<T>(path: &Path, there: T) -> io::Result<T> {
        let is_root = tidy(&Path::new(Self::ROOT).join(path)) == Path::new(Self::ROOT);
        if is_root { Ok(there) } else { Err(io::ErrorKind::NotFound.into()) }
    }
}

impl Files for Nothing {
    fn here(&self) -> io::Result<PathBuf> {
        Ok(PathBuf::from(Self::ROOT))
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Self::root(path, Kind::Folder)
    }

    fn is_link(&self, _: &Path) -> bool {
        false
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        Self::root(folder, Vec::new())
    }

    fn read(&self, _: &Path) -> Result<Vec<u8>, Unreadable> {
        Err(Unreadable::Io(io::ErrorKind::NotFound.into()))
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        Self::root(path, PathBuf::from(Self::ROOT))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use crate::files::texts::{Nothing, Texts};
    use crate::files::{Files, Kind};

    fn names(files: &dyn Files, folder: &str) -> Vec<String> {
        let entries = files.list(Path::new(folder)).expect("a folder");
        let mut names: Vec<String> =
            entries.into_iter().map(|entry| format!("{:?} {}", entry.kind, entry.name.to_string_lossy())).collect();
        names.sort();
        names
    }

    #[test]
    fn texts_over_nothing_are_files_in_folders() {
        let mut texts = Texts::over(Arc::new(Nothing));
        texts.put(Path::new("org/a.yaml"), "team: a\n");
        texts.put(Path::new("org/teams/b.yaml"), "team: b\n");
        let files = texts.files();
        assert_eq!(names(files, "."), ["Folder org"]);
        assert_eq!(names(files, "org"), ["File a.yaml", "Folder teams"]);
        assert_eq!(files.kind(Path::new("org/teams")).ok(), Some(Kind::Folder));
        assert_eq!(files.text(Path::new("./org/teams/../a.yaml")).ok().as_deref(), Some("team: a\n"));
        assert!(!files.exists(Path::new("b.yaml")) && files.list(Path::new("none")).is_err());
    }

    #[test]
    fn a_text_over_others_replaces_adds_or_deletes_a_file() {
        let mut under = Texts::over(Arc::new(Nothing));
        for name in ["kept.yaml", "changed.yaml", "gone.yaml"] {
            under.put(Path::new(name), name);
        }
        let mut texts = Texts::over(Arc::new(under));
        texts.put(Path::new("changed.yaml"), "new");
        texts.put(Path::new("more/added.yaml"), "more");
        texts.remove(Path::new("gone.yaml"));
        let files = texts.files();
        assert_eq!(names(files, "."), ["File changed.yaml", "File kept.yaml", "Folder more"]);
        let text = |path: &str| files.text(Path::new(path)).ok();
        assert_eq!(text("kept.yaml").as_deref(), Some("kept.yaml"));
        assert_eq!(text("changed.yaml").as_deref(), Some("new"));
        assert_eq!(text("more/added.yaml").as_deref(), Some("more"));
        assert_eq!(text("gone.yaml"), None);
        assert!(files.kind(Path::new("gone.yaml")).is_err());
    }
}
