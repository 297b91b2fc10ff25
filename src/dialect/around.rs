//! What lies around the files that were read together: where in its repository a file lies, whichever folder somebody runs in.

use std::path::{Component, Path, PathBuf};

use crate::declare::matching::Aliases;
use crate::files::Files;

/// What a format may ask when all files are read.
pub(crate) struct Around<'a> {
    pub files: &'a dyn Files,
    /// What somebody named to be read.
    pub roots: &'a [PathBuf],
    /// What else entities are called, as the configuration says.
    pub aliases: &'a Aliases,
    /// In days since 1970-01-01.
    pub today: i32,
}

/// Where a file lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    /// The folder of its repository, or else the one that somebody named.
    pub root: PathBuf,
    /// Whether that is a repository: what its folder is called is then up to whoever cloned it.
    pub is_repository: bool,
    /// The file's folder within, with `/` between names; empty where it is that folder itself.
    pub inside: String,
}

impl Around<'_> {
    /// Where a file lies.
    pub(super) fn home(&self, path: &str) -> Home {
        let real = plain(&self.files.real_or_same(Path::new(path)));
        let folder = real.parent().unwrap_or(Path::new("")).to_path_buf();
        let repository = folder.ancestors().find(|above| self.files.exists(&above.join(".git")));
        let is_repository = repository.is_some();
        let root = repository.map_or_else(|| self.named(&folder).unwrap_or_else(|| folder.clone()), Path::to_path_buf);
        let inside = written(folder.strip_prefix(&root).unwrap_or(&folder));
        Home { root, is_repository, inside }
    }

    /// Where a folder lies in the one that somebody named.
    pub(super) fn within_named(&self, folder: &Path) -> String {
        let named = self.named(folder);
        named.map_or_else(String::new, |named| written(folder.strip_prefix(named).unwrap_or(folder)))
    }

    /// The innermost folder that somebody named and that holds another one.
    fn named(&self, folder: &Path) -> Option<PathBuf> {
        let roots = self.roots.iter().map(|root| {
            let real = plain(&self.files.real_or_same(root));
            if self.files.is_file(&real) { real.parent().unwrap_or(Path::new("")).to_path_buf() } else { real }
        });
        roots.filter(|root| folder.starts_with(root)).max_by_key(|root| root.components().count())
    }
}

/// A path without what stands for the folder that it stands in.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

fn written(path: &Path) -> String {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    names.collect::<Vec<_>>().join("/")
}
