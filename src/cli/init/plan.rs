//! Files that are to be written, and never over others.

use std::io;
use std::path::{Path, PathBuf};

use crate::files::Files;
use crate::files::bounds::leads_out;
use crate::files::disk::Disk;

/// A file that is to be written.
pub struct Planned {
    pub path: PathBuf,
    /// What it is, in words that follow its name.
    pub about: String,
    pub text: String,
    /// What to do by hand where a file is there already.
    pub instead: Option<String>,
}

/// What has become of one.
pub enum Became {
    Written,
    /// It was there, and is as it was.
    Left,
}

impl Planned {
    pub fn new(path: PathBuf, about: impl Into<String>, text: String) -> Self {
        Self { path, about: about.into(), text, instead: None }
    }

    /// What is at its path already.
    pub fn stands_in_the_way(&self) -> Option<Became> {
        (&Disk as &dyn Files).exists(&self.path).then_some(Became::Left)
    }

    /// Writes it, if nothing is there.
    pub fn write(&self) -> io::Result<Became> {
        if let Some(left) = self.stands_in_the_way() {
            return Ok(left);
        }
        let disk: &dyn Files = &Disk;
        if self.path.ancestors().find(|above| disk.exists(above)).is_some_and(|above| leads_out(disk, above)) {
            return Err(io::Error::other("a symbolic link on the way to it leads out of the repository"));
        }
        Disk::create(&self.path, self.text.as_bytes())?;
        Ok(Became::Written)
    }
}

/// A path as people write it.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
