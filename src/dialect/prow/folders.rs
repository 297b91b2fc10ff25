//! OWNERS: who approves changes of a folder, and of those in it that have no such file of their own.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::declare::Declarations;
use crate::declare::claims::{Extent, FolderOwners, Line, Named, OwnersOf, Undecided, Whose};
use crate::dialect::prow::format::{FORMAT, is_called};
use crate::files::Files;
use crate::text::path;
use crate::text::{Place, Sources};
use crate::yaml::tree::{NodeRef, Shape, Tree};

/// What an OWNERS file says.
const KEYS: &[&str] = &["approvers", "reviewers", "filters", "required_reviewers", "emeritus_approvers", "options"];

/// The pattern of everything, in a filter.
const EVERYTHING: &str = ".*";

/// More names than that are a crowd, of which nobody is the one to ask.
const NAMES: usize = 100;

/// Whether a document says who owns a folder.
pub fn are_said(document: NodeRef<'_>) -> bool {
    KEYS.iter().any(|key| document.get(key).is_some())
}

/// Gathers what the files of each repository say.
pub fn settle(parts: &mut [Declarations], sources: &Sources, files: &dyn Files) {
    let of_owners = |part: &Declarations| {
        part.formats.contains(&&FORMAT) && is_called(Path::new(&sources.get(part.file).path), "OWNERS")
    };
    let ours: Vec<usize> = (0..parts.len()).filter(|&at| of_owners(&parts[at])).collect();
    let folder_of = |at: usize| path::folder(&sources.get(parts[at].file).path);
    let folders: Vec<&str> = ours.iter().map(|&at| folder_of(at)).collect();
    let known: HashSet<&str> = folders.iter().copied().collect();
    let mut roots: HashMap<&str, bool> = HashMap::new();
    let mut repositories: BTreeMap<&str, Repository> = BTreeMap::new();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (&at, &folder) in ours.iter().zip(&folders) {
        let (root, is_root) = root_of(folder, &known, &mut roots, files);
        let source = sources.get(parts[at].file);
        let tree = Tree::read(parts[at].file, source).tree;
        let Some(document) = tree.documents(source.text()).next() else { continue };
        let inside = folder[root.len()..].trim_start_matches('/').to_owned();
        let repository = repositories.entry(root).or_insert_with(|| Repository { is_root, folders: HashMap::new() });
        repository.folders.insert(inside, said(document));
        first.entry(root).or_insert(at);
    }
    let gathered: Vec<(usize, FolderOwners)> = repositories
        .into_iter()
        .filter_map(|(root, repository)| {
            let is_root = repository.is_root;
            let says: Arc<dyn OwnersOf> = Arc::new(repository);
            Some((*first.get(root)?, FolderOwners { repository: root.to_owned(), is_root, says }))
        })
        .collect();
    for (at, owners) in gathered {
        parts[at].owners = Some(owners);
    }
}

/// The folder of the repository that a folder is in, and whether that is known: else it is the outermost that has owners.
///
/// `roots` keeps of which folders that is known.
fn root_of<'p>(
    folder: &'p str,
    all: &HashSet<&str>,
    roots: &mut HashMap<&'p str, bool>,
    files: &dyn Files,
) -> (&'p str, bool) {
    let above = |path: &'p str| (!path.is_empty()).then(|| path::folder(path));
    let chain: Vec<&str> = std::iter::successors(Some(folder), |path| above(path)).collect();
    let mut is_root = |path: &'p str| *roots.entry(path).or_insert_with(|| files.exists(&Path::new(path).join(".git")));
    let root = chain.iter().find(|path| is_root(path));
    match root {
        Some(root) => (root, true),
        None => (chain.iter().rev().find(|path| all.contains(*path)).unwrap_or(&folder), false),
    }
}

/// What the files of a repository say, by folder.
#[derive(Debug)]
struct Repository {
    is_root: bool,
    folders: HashMap<String, Said>,
}

/// What one file says of its folder.
#[derive(Debug)]
enum Said {
    /// Nothing: the folder above does.
    Nothing,
    /// These people and aliases, and where.
    Owners(Place, Arc<[Named]>),
    /// Something that nobody can make out here.
    Undecided,
}

impl OwnersOf for Repository {
    fn folder(&self, path: &str) -> Result<Vec<Line>, Undecided> {
        let mut folder = path.trim_matches('/');
        loop {
            match self.folders.get(folder) {
                Some(Said::Owners(pattern, owners)) => {
                    let line = Line { pattern: *pattern, matches_all: folder.is_empty(), owners: Arc::clone(owners) };
                    return Ok(vec![line]);
                }
                Some(Said::Undecided) => return Err(Undecided),
                Some(Said::Nothing) | None => {}
            }
            if folder.is_empty() {
                return Ok(Vec::new());
            }
            folder = path::folder(folder);
        }
    }

    fn extent(&self) -> Extent {
        let said = self.folders.values().filter_map(|said| match said {
            Said::Owners(_, owners) => Some(owners),
            Said::Nothing | Said::Undecided => None,
        });
        let names: HashSet<&str> =
            said.clone().flat_map(|owners| owners.iter().map(|one| one.handle.as_str())).collect();
        Extent { lines: said.count(), names: names.len() }
    }

    fn named(&self) -> BTreeMap<&str, Whose> {
        let said = self.folders.values().filter_map(|said| match said {
            Said::Owners(_, owners) => Some(owners),
            Said::Nothing | Said::Undecided => None,
        });
        said.flat_map(|owners| owners.iter().map(|one| (one.handle.as_str(), one.is))).collect()
    }
}

/// Who approves what is in the folder.
fn said(document: NodeRef<'_>) -> Said {
    if document.is_damaged() {
        return Said::Undecided;
    }
    if let Some(filters) = document.get("filters") {
        return match filters.get(EVERYTHING).and_then(|all| all.get("approvers")) {
            Some(approvers) => owners(approvers),
            None => Said::Undecided,
        };
    }
    document.get("approvers").map_or(Said::Nothing, owners)
}

fn owners(list: NodeRef<'_>) -> Said {
    let mut named = Vec::new();
    for item in list.items() {
        let Some(name) = item.text().filter(|name| !name.trim().is_empty()) else { return Said::Undecided };
        let handle = name.trim().trim_start_matches('@').to_owned();
        named.push(Named { handle, is: Whose::Either, place: item.place() });
    }
    match (list.shape(), named.len()) {
        (Shape::Null, _) | (Shape::Sequence, 0) => Said::Nothing,
        (Shape::Sequence, 1..=NAMES) => Said::Owners(list.place(), named.into()),
        _ => Said::Undecided,
    }
}
