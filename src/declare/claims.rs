//! What a file says about the owners of folders, before anyone knows what is kept in them.
//!
//! The files that say so have rules of their own for which line counts; what they have in common is the answer.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

use crate::text::Place;

/// Who owns which folders of one repository, as one file says.
#[derive(Clone, Debug)]
pub struct FolderOwners {
    /// The folder of the repository, as paths are shown; empty for the current one.
    pub repository: String,
    /// Whether that is known to be the root of a repository, and not only to be where such a file lies.
    pub is_root: bool,
    /// What it says.
    pub says: Arc<dyn OwnersOf>,
}

/// Says who owns a folder.
pub trait OwnersOf: Debug + Send + Sync {
    /// The lines that decide about a folder, by its path in the repository: the names it gives, and nobody where nothing
    /// is said, or where it is said that there is nobody.
    ///
    /// # Errors
    ///
    /// When that cannot be made out.
    fn folder(&self, path: &str) -> Result<Vec<Line>, Undecided>;

    /// How much it says of whatever folders there are.
    fn extent(&self) -> Extent;

    /// Everybody it names, and what is known of each.
    fn named(&self) -> BTreeMap<&str, Whose>;
}

/// How much files say about owners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Lines that name somebody for some paths.
    pub lines: usize,
    /// Names in them, each once.
    pub names: usize,
}

/// Why nobody can tell whom a file names: what decides cannot be read, names a crowd, or would take too long to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecided;

/// A file of which nothing can be read. Whatever else says something stands behind it all the same.
impl OwnersOf for Undecided {
    fn folder(&self, _: &str) -> Result<Vec<Line>, Undecided> {
        Err(*self)
    }

    fn extent(&self) -> Extent {
        Extent::default()
    }

    fn named(&self) -> BTreeMap<&str, Whose> {
        BTreeMap::new()
    }
}

/// A line that decides who owns a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where the pattern stands that the folder matches.
    pub pattern: Place,
    /// Whether the pattern matches everything there is.
    pub matches_all: bool,
    /// Whom it names.
    pub owners: Arc<[Named]>,
}

/// Somebody a line names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name, without `@`.
    pub handle: String,
    /// What is known of it without asking the host.
    pub is: Whose,
    /// Where it stands.
    pub place: Place,
}

/// What a name can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A team, which has to be one of ours to be compared.
    Team,
    /// A team or a person.
    Either,
    /// A person: nobody that services are compared with.
    Person,
    /// Whoever has a role at the host: likewise.
    Role,
}
