//! How far files lead that nobody vouches for: what the author of a pull request writes, or links, reads nothing outside
//! of the repository.

use std::path::{Path, PathBuf};

use crate::files::{Files, Kind, tidy, why};

/// A folder that files in it do not lead out of, or nothing that would hold them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Its real path.
    folder: Option<PathBuf>,
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// In words that follow "cannot be read: ".
    pub why: String,
    /// What to do, if that is not to name another file.
    pub help: Option<&'static str>,
}

impl Bounds {
    /// None: whoever runs this chose the file.
    pub const NONE: Self = Self { folder: None };

    /// The repository that a folder is in, or the folder itself where it is in none.
    pub fn of(files: &dyn Files, folder: &Path) -> Self {
        let real = real_folder(files, folder);
        Self { folder: Some(repository(files, &real).map_or_else(|| real.clone(), Path::to_path_buf)) }
    }

    /// The repository that a folder is in, or none.
    pub fn of_repository(files: &dyn Files, folder: &Path) -> Self {
        Self { folder: repository(files, &real_folder(files, folder)).map(Path::to_path_buf) }
    }

    /// Whether a path leads to something in there; one that leads nowhere is asked as it is written.
    pub fn hold(&self, files: &dyn Files, path: &Path) -> bool {
        let Some(folder) = &self.folder else { return true };
        let written = || files.here().unwrap_or_default().join(path);
        files.real(path).unwrap_or_else(|_| tidy(&written())).starts_with(folder)
    }

    /// The text of a file that must be text, if it is in there.
    ///
    /// # Errors
    ///
    /// When it is outside, is no file, cannot be read or is no UTF-8. A pipe is read only where there are no bounds: it may
    /// never end.
    pub fn text(&self, files: &dyn Files, path: &Path) -> Result<String, Refused> {
        if !self.hold(files, path) {
            let help = "keep it in the repository, or name the configuration with `--config`, which may lead anywhere";
            return Err(Refused { why: "it is outside of the repository".to_owned(), help: Some(help) });
        }
        let refused = |why: String| Refused { why, help: None };
        match files.kind(path) {
            Ok(Kind::Special(what)) if self.folder.is_some() || what != PIPE => {
                Err(refused(format!("it is {what}, not a file")))
            }
            Ok(Kind::Folder) => Err(refused("it is a folder".to_owned())),
            _ => files.text(path).map_err(|error| refused(why(&error))),
        }
    }
}

/// Something whose end depends on somebody else.
pub(super) const PIPE: &str = "a pipe";

/// Whether a path leads, by a link on the way or at its end, out of the repository that the link is in, or out of the link's
/// folder where that is in none. What is there is somebody else's.
pub fn leads_out(files: &dyn Files, path: &Path) -> bool {
    leads_out_of(files, path, Bounds::of)
}

/// Whether a link on the way to a path that somebody named, or that itself, leads out of the repository that the link is in.
pub(super) fn leads_out_of_repository(files: &dyn Files, path: &Path) -> bool {
    leads_out_of(files, path, Bounds::of_repository)
}

/// The same for the bounds that the folder of a link has.
fn leads_out_of(files: &dyn Files, path: &Path, bounds: fn(&dyn Files, &Path) -> Bounds) -> bool {
    let mut links = path.ancestors().filter(|above| !above.as_os_str().is_empty() && files.is_link(above));
    links.any(|link| !bounds(files, link.parent().unwrap_or(link)).hold(files, path))
}

fn real_folder(files: &dyn Files, folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    files.real_or_same(folder)
}

/// The innermost folder above a real path, or there, that is the root of a repository.
pub fn repository<'p>(files: &dyn Files, real: &'p Path) -> Option<&'p Path> {
    real.ancestors().find(|folder| files.exists(&folder.join(".git")))
}
