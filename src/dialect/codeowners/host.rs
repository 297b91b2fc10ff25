//! Whose rules a CODEOWNERS file follows, and where each host looks for one.

use std::path::Path;

/// Whose rules a file follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    GitHub,
    GitLab,
}

/// A place in a repository where a host may look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// `.github/`.
    GitHub,
    /// The root.
    Root,
    /// `docs/`.
    Docs,
    /// `.gitlab/`.
    GitLab,
}

impl Host {
    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GitHub => "GitHub",
            Self::GitLab => "GitLab",
        }
    }

    /// Where it looks: the first file that it finds is the only one it reads.
    pub const fn order(self) -> [Spot; 3] {
        match self {
            Self::GitHub => [Spot::GitHub, Spot::Root, Spot::Docs],
            Self::GitLab => [Spot::Root, Spot::Docs, Spot::GitLab],
        }
    }
}

impl Spot {
    /// All of them but the root, each with the name of its folder.
    pub const FOLDERS: [(Self, &'static str); 3] =
        [(Self::GitHub, ".github"), (Self::GitLab, ".gitlab"), (Self::Docs, "docs")];

    /// The spot that a folder of this name is.
    pub fn of(folder: &str) -> Option<Self> {
        Self::FOLDERS.into_iter().find(|(_, name)| *name == folder).map(|(spot, _)| spot)
    }
}

/// Whether a file is called as hosts call it.
pub fn is_codeowners(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "CODEOWNERS")
}
