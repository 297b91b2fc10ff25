//! What is to be judged.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::dialect;
use crate::files::Files;
use crate::files::discover::{STDIN, shown};
use crate::files::disk::Disk;
use crate::files::snapshot::Snapshot;
use crate::files::texts::{Nothing, Texts};

/// The files and folders that make up an organisation: on disk, in memory, or both.
///
/// ```
/// use teamlint::Input;
///
/// let folder = Input::paths(["org"]);
/// let unsaved = folder.with_text("org/teams.yaml", "team: payments\n").without("org/old.yaml");
/// let nothing_on_disk = Input::texts([("teams.yaml", "team: payments\nmembers: [ana, ben]\n")]);
/// # let _ = (unsaved, nothing_on_disk);
/// ```
#[derive(Clone)]
pub struct Input {
    paths: Vec<PathBuf>,
    context: Vec<PathBuf>,
    files: Texts,
    given: bool,
    /// The file whose text standard input is.
    piped: Option<PathBuf>,
    /// Whether what is named is left out like anything that is found.
    forced: bool,
}

impl Input {
    /// Files and folders on disk. Folders are searched for files that may declare something, without hidden and
    /// git-ignored ones; a file that is named is read in any case. `-` is standard input.
    pub fn paths<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self::of(Arc::new(Disk), paths)
    }

    /// Texts that make up an organisation by themselves, each with the path it is to be known by. The disk is not looked at.
    pub fn texts<P: Into<PathBuf>, T: Into<Vec<u8>>>(texts: impl IntoIterator<Item = (P, T)>) -> Self {
        let mut input = Self::of(Arc::new(Nothing), [""; 0]);
        for (path, text) in texts {
            let path = path.into();
            input.files.put(&path, text);
            input.paths.push(path);
        }
        input
    }

    /// Files and folders, wherever they are kept.
    #[doc(hidden)]
    pub fn of<P: Into<PathBuf>>(files: Arc<dyn Files>, paths: impl IntoIterator<Item = P>) -> Self {
        Self {
            paths: paths.into_iter().map(Into::into).collect(),
            context: Vec::new(),
            files: Texts::over(files),
            given: false,
            piped: None,
            forced: false,
        }
    }

    /// The same, known to be an organisation: what is named is read as one wherever no other format claims it, even where
    /// nothing in it shows what it is.
    #[doc(hidden)]
    #[must_use]
    pub fn given(self) -> Self {
        Self { given: true, ..self }
    }

    /// The same with another text for a file, or with a file more: as if the text were saved there. It is judged if
    /// the file would be, because it is named or lies in a folder that is.
    #[must_use]
    pub fn with_text(mut self, path: impl AsRef<Path>, text: impl Into<Vec<u8>>) -> Self {
        self.files.put(path.as_ref(), text);
        self
    }

    /// The same with this text as standard input, which is read where `-` is named.
    #[must_use]
    pub fn with_standard_input(mut self, text: impl Into<Vec<u8>>) -> Self {
        let text = text.into();
        if let Some(path) = &self.piped {
            self.files.put(path, text.clone());
        }
        self.files.put_standard_input(text);
        self
    }

    /// The same beside a file or folder that others keep: what is declared there is known, and what is wrong there is
    /// not told.
    #[must_use]
    pub fn with_context(mut self, path: impl Into<PathBuf>) -> Self {
        self.context.push(path.into());
        self
    }

    /// The same beside what others keep, as it was when they wrote it down. `name` is what its files are shown to lie in.
    #[doc(hidden)]
    #[must_use]
    pub fn with_snapshot(mut self, name: &Path, snapshot: Snapshot) -> Self {
        let roots = self.unpack(name, snapshot);
        self.context.extend(roots);
        self
    }

    /// What somebody wrote down of an organisation, as that organisation. `name` is what its files are shown to lie in.
    #[doc(hidden)]
    pub fn snapshot(name: &Path, snapshot: Snapshot) -> Self {
        let mut input = Self::paths([""; 0]);
        input.paths = input.unpack(name, snapshot);
        input
    }

    /// Puts the files of a snapshot below a path, and tells what to read.
    fn unpack(&mut self, name: &Path, snapshot: Snapshot) -> Vec<PathBuf> {
        let mut roots = vec![name.to_path_buf()];
        for (path, text) in snapshot.files {
            let (path, inside) = (name.join(&path), path);
            // What is not looked for in a folder was named when it was written down.
            if !dialect::wants(Path::new(&inside)) || inside.split('/').any(|part| part.starts_with('.')) {
                roots.push(path.clone());
            }
            self.files.put(&path, text);
        }
        roots
    }

    /// The same with this text as standard input, and as that of a file, which is judged where `-` is named: as if the text were
    /// saved there.
    #[doc(hidden)]
    #[must_use]
    pub fn with_standard_input_as(mut self, path: impl Into<PathBuf>, text: impl Into<Vec<u8>>) -> Self {
        let path = path.into();
        for named in self.paths.iter_mut().filter(|named| named.as_os_str() == "-") {
            named.clone_from(&path);
        }
        self.piped = Some(path);
        self.with_standard_input(text)
    }

    /// The same, but what is named is left out where configuration or an ignore file leaves it out.
    #[doc(hidden)]
    #[must_use]
    pub fn forced(self, forced: bool) -> Self {
        Self { forced, ..self }
    }

    /// Whether a file, as it is shown, is standard input.
    pub(super) fn is_standard_input(&self, file: &str) -> bool {
        match &self.piped {
            Some(path) => shown(path, Path::new("")) == file,
            None => file == STDIN && self.reads_standard_input(),
        }
    }

    /// Whether what is named is left out like anything that is found.
    pub(super) fn is_forced(&self) -> bool {
        self.forced
    }

    /// Whether standard input is named.
    pub(crate) fn reads_standard_input(&self) -> bool {
        self.piped.is_some() || self.paths.iter().any(|path| path.as_os_str() == "-")
    }

    /// The same without a file: as if it were deleted.
    #[must_use]
    pub fn without(mut self, path: impl AsRef<Path>) -> Self {
        self.files.remove(path.as_ref());
        self
    }

    /// All files there are; which of them are judged, the paths tell.
    pub(crate) fn files(&self) -> &dyn Files {
        self.files.files()
    }

    /// Whether what is named is known to be an organisation.
    pub(super) fn is_given(&self) -> bool {
        self.given
    }

    /// What was named.
    pub(super) fn roots(&self) -> &[PathBuf] {
        &self.paths
    }

    /// What is read as context.
    pub(super) fn context(&self) -> &[PathBuf] {
        &self.context
    }

    /// Whether everything in a folder is judged. A run over a part of it does not see all that it is about.
    pub(super) fn covers(&self, folder: &Path) -> bool {
        let files = self.files();
        let folder = files.real_or_same(if folder.as_os_str().is_empty() { ".".as_ref() } else { folder });
        self.paths.iter().any(|path| folder.starts_with(files.real_or_same(path)))
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Input").field("paths", &self.paths).field("context", &self.context).finish_non_exhaustive()
    }
}
