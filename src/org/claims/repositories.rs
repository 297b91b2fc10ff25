//! The repositories of which somebody says who owns what.

use std::collections::HashMap;
use std::sync::Arc;

use crate::declare::claims::{FolderOwners, Line, OwnersOf, Undecided};

/// A name of a repository has at most so many parts: GitLab nests groups twenty deep.
const PARTS: usize = 21;

pub(super) struct Repositories {
    all: Vec<Repository>,
    /// Ranks by folder.
    by_folder: HashMap<String, usize>,
    /// Ranks by the last parts of their folders, in lower case as hosts compare them; none where several end so.
    by_name: HashMap<String, Option<usize>>,
}

struct Repository {
    is_root: bool,
    /// One file; two where the repository is at two hosts.
    says: Vec<Arc<dyn OwnersOf>>,
}

impl Repositories {
    pub(super) fn of(files: Vec<FolderOwners>) -> Self {
        let mut found = Self { all: Vec::new(), by_folder: HashMap::new(), by_name: HashMap::new() };
        for FolderOwners { repository, is_root, says } in files {
            let rank = *found.by_folder.entry(repository).or_insert_with(|| {
                found.all.push(Repository { is_root, says: Vec::new() });
                found.all.len() - 1
            });
            found.all[rank].says.push(says);
        }
        for (folder, &rank) in &found.by_folder {
            for name in names(folder) {
                let known = found.by_name.entry(name.to_lowercase()).or_insert(Some(rank));
                *known = known.filter(|known| *known == rank);
            }
        }
        found
    }

    pub(super) const fn len(&self) -> usize {
        self.all.len()
    }

    /// The lines that decide about a folder.
    pub(super) fn ask(&self, repository: usize, folder: &str) -> Result<Vec<Line>, Undecided> {
        let mut lines = Vec::new();
        for says in &self.all[repository].says {
            lines.extend(says.folder(folder)?);
        }
        Ok(lines)
    }

    /// The one that a folder lies in, and the path in it. Of several around each other it is the innermost that is known
    /// to be one: the files in the others are then files that no host reads. Where none is, it is the innermost.
    pub(super) fn around<'p>(&self, folder: &'p str) -> Option<(usize, &'p str)> {
        let mut innermost = None;
        for (outer, inner) in splits(folder) {
            if let Some(&rank) = self.by_folder.get(outer) {
                if self.all[rank].is_root {
                    return Some((rank, inner));
                }
                innermost = innermost.or(Some((rank, inner)));
            }
        }
        innermost
    }

    /// The path of a folder in one of them; none if it lies elsewhere.
    pub(super) fn inside<'p>(&self, repository: usize, folder: &'p str) -> Option<&'p str> {
        splits(folder).find(|(outer, _)| self.by_folder.get(*outer) == Some(&repository)).map(|(_, inner)| inner)
    }

    /// The one whose folder is called like a repository, if there is but one.
    pub(super) fn called(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        let last = name.rsplit('/').next().unwrap_or(&name);
        let only = |name: &str| self.by_name.get(name).copied().flatten();
        only(&name).or_else(|| only(last))
    }
}

/// What a repository in a folder may be called: the last parts of the path. Nobody knows what `..` is called.
fn names(folder: &str) -> impl Iterator<Item = &str> {
    let mut starts = folder.rmatch_indices('/').map(|(at, _)| at + 1).chain([0]);
    let mut end = folder.len();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        let part = &folder[start..end];
        end = start.saturating_sub(1);
        (!matches!(part, "" | "." | "..")).then(|| &folder[start..])
    })
    .take(PARTS)
}

/// A folder as a path in each folder around it, from itself outwards. What a path leaves by `..` is not around it.
fn splits(folder: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut at = Some(folder.len());
    std::iter::from_fn(move || {
        let end = at?;
        let (outer, inner) = (&folder[..end], folder[end..].trim_start_matches('/'));
        let (above, last) = outer.rsplit_once('/').map_or((0, outer), |(above, last)| (above.len(), last));
        // The path from the root of the file system begins with a slash, and so does no other.
        let is_outermost = end == 0 || last == ".." || above == 0 && outer.starts_with('/');
        at = (!is_outermost).then_some(above);
        Some((outer, inner))
    })
}

#[cfg(test)]
mod tests {
    use super::{names, splits};

    #[test]
    fn a_repository_is_called_as_its_path_ends() {
        let names = |folder| names(folder).collect::<Vec<_>>();
        assert_eq!(names("repos/acme/store"), ["store", "acme/store", "repos/acme/store"]);
        assert_eq!(names("../Store"), ["Store"]);
        assert_eq!(names("a/../../store"), ["store"]);
        assert_eq!(names("/srv/store"), ["store", "srv/store"]);
        for unnamed in ["", ".", "..", "../..", "/", "a/.."] {
            assert_eq!(names(unnamed), [""; 0], "{unnamed}");
        }
    }

    #[test]
    fn a_folder_lies_in_those_that_its_path_goes_through() {
        let splits = |folder| splits(folder).collect::<Vec<_>>();
        assert_eq!(splits("a/b"), [("a/b", ""), ("a", "b"), ("", "a/b")]);
        assert_eq!(splits(""), [("", "")]);
        assert_eq!(splits("../a"), [("../a", ""), ("..", "a")]);
        assert_eq!(splits("../../a"), [("../../a", ""), ("../..", "a")]);
        assert_eq!(splits(".."), [("..", "")]);
        assert_eq!(splits("x/../a"), [("x/../a", ""), ("x/..", "a")]);
        assert_eq!(splits("/srv/a"), [("/srv/a", ""), ("/srv", "a")]);
    }
}
