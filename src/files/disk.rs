//! Files of this machine. Nothing else in the program calls the file system.

use std::fs::{self, FileType};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::files::bounds::{leads_out_of_repository, repository};
use crate::files::{Entry, Files, Kind, LIMIT, Unreadable};

/// The disk, seen from the current folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn here(&self) -> io::Result<PathBuf> {
        std::env::current_dir()
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        fs::metadata(path).map(|metadata| kind(metadata.file_type()))
    }

    fn is_link(&self, path: &Path) -> bool {
        fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        fs::read_dir(folder)?
            .map(|entry| {
                let entry = entry?;
                Ok(Entry { name: entry.file_name(), kind: kind(entry.file_type()?) })
            })
            .collect()
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Unreadable> {
        let file = fs::File::open(path).map_err(Unreadable::Io)?;
        let length = file.metadata().map_err(Unreadable::Io)?.len();
        if length >= LIMIT {
            return Err(Unreadable::TooLarge);
        }
        all_of(file, usize::try_from(length).unwrap_or(0))
    }

    fn start(&self, path: &Path, bytes: usize) -> Result<Vec<u8>, Unreadable> {
        let file = fs::File::open(path).map_err(Unreadable::Io)?;
        let mut start = Vec::with_capacity(bytes);
        file.take(bytes as u64).read_to_end(&mut start).map_err(Unreadable::Io)?;
        Ok(start)
    }

    fn standard_input(&self) -> Result<Vec<u8>, Unreadable> {
        all_of(io::stdin().lock(), 0)
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }
}

impl Disk {
    /// Writes a file anew, whatever was in it, and makes the folders that it is to lie in.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or what writes into it fails.
    pub(crate) fn write(path: &Path, what: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        make_folder_of(path)?;
        let mut file = io::BufWriter::new(fs::File::create(path)?);
        what(&mut file)?;
        file.flush()
    }

    /// Writes to the end of a file, which is made if there is none; `what` is told how many bytes are in it.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or what writes into it fails.
    pub(crate) fn append(path: &Path, what: impl FnOnce(&mut dyn Write, u64) -> io::Result<()>) -> io::Result<()> {
        let file = fs::OpenOptions::new().append(true).create(true).open(path)?;
        let taken = file.metadata()?.len();
        let mut file = io::BufWriter::new(file);
        what(&mut file, taken)?;
        file.flush()
    }

    /// Makes a folder and those it lies in, where they are not there.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
        stays_inside(path)?;
        make_folders(path)
    }

    /// Makes a file that is not there yet, and the folders that it is to lie in: all of it, or nothing.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or something is there.
    pub(crate) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = make_folder_of(path)?;
        let mut unfinished = tempfile::Builder::new();
        unfinished.prefix(UNFINISHED).suffix(".tmp");
        // As any new file: what the user's mask leaves of it.
        #[cfg(unix)]
        unfinished.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = unfinished.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path).map(drop).map_err(|error| error.error)
    }

    /// Puts other bytes in the place of those a file has, all of them or none: whoever reads it meanwhile sees the one or
    /// the other. `expected` is what it has, so that nothing is lost that somebody wrote in between.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or has become another.
    pub(crate) fn replace(self, path: &Path, expected: &[u8], bytes: &[u8]) -> io::Result<()> {
        // A link stays one: what it leads to is replaced.
        let path = self.real(path)?;
        is_still(&path, expected)?;
        let permissions = fs::metadata(&path)?.permissions();
        if permissions.readonly() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it may not be written"));
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(UNFINISHED).suffix(".tmp").tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().set_permissions(permissions)?;
        file.as_file().sync_all()?;
        // Writing takes a while, in which somebody may have saved theirs.
        is_still(&path, expected)?;
        file.persist(&path).map(drop).map_err(|error| error.error)
    }
}

/// So much at most, and no more is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Little {
    /// Files and folders.
    pub entries: usize,
    /// Bytes of files.
    pub bytes: u64,
}

impl Little {
    /// Whether that is all there is to be read for these paths: the repositories that they are in, as files name others, or where they
    /// are in none, what lies in these folders and beside these files. Bytes count of what is named and of files that somebody `wants`;
    /// of what is hidden, nothing does but these folders. Of what a link leads to nobody knows how much it is.
    pub(crate) fn is_all(mut self, paths: &[PathBuf], wants: impl Fn(&Path) -> bool, hidden: &[&str]) -> bool {
        let mut open = Vec::new();
        for path in paths {
            let Ok(metadata) = fs::symlink_metadata(path) else { return false };
            let folder = if metadata.is_dir() { Some(path.as_path()) } else { path.parent() };
            let Ok(folder) = folder.unwrap_or(path).join(".").canonicalize() else { return false };
            let left = if metadata.is_dir() { Some(self.bytes) } else { self.bytes.checked_sub(metadata.len()) };
            let (Some(left), false) = (left, metadata.is_symlink()) else { return false };
            self.bytes = left;
            let root = repository(&Disk, &folder).unwrap_or(&folder);
            if !open.iter().any(|known| known == root) {
                open.push(root.to_path_buf());
            }
        }
        while let Some(folder) = open.pop() {
            let mut holds = |entry: fs::DirEntry| self.holds(&entry, &wants, hidden, &mut open).unwrap_or(false);
            if !fs::read_dir(&folder).is_ok_and(|mut all| all.all(|entry| entry.is_ok_and(&mut holds))) {
                return false;
            }
        }
        true
    }

    /// Whether another one is no more than that, with what it has; none where it is more, or where that cannot be told.
    fn holds(
        &mut self,
        entry: &fs::DirEntry,
        wants: impl Fn(&Path) -> bool,
        hidden: &[&str],
        open: &mut Vec<PathBuf>,
    ) -> Option<bool> {
        self.entries = self.entries.checked_sub(1)?;
        let (name, kind) = (entry.file_name(), entry.file_type().ok()?);
        if name.as_encoded_bytes().starts_with(b".") && !hidden.iter().any(|one| name == **one) {
            return Some(true);
        }
        if kind.is_dir() {
            open.push(entry.path());
        } else if kind.is_file() && wants(Path::new(&name)) {
            self.bytes = self.bytes.checked_sub(entry.metadata().ok()?.len())?;
        }
        Some(!kind.is_symlink())
    }
}

/// The folder that a file lies in, made if it is not there.
fn make_folder_of(path: &Path) -> io::Result<&Path> {
    if is_name_of_folder(path) && !path.exists() {
        return Err(io::Error::other("it is the name of a folder; write the name of a file in it behind that"));
    }
    stays_inside(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_folders(folder).map(|()| folder)
}

/// Whoever writes the files of a repository may have put a link where something is to be written: none leads out of it.
fn stays_inside(path: &Path) -> io::Result<()> {
    let disk: &dyn Files = &Disk;
    let mut above = path.ancestors().filter(|above| !above.as_os_str().is_empty());
    let Some(there) = above.find(|above| disk.is_link(above) || disk.exists(above)) else { return Ok(()) };
    if !disk.exists(there) {
        let it = if there == path { "it is a link that" } else { "a symbolic link on the way to it" };
        Err(io::Error::other(format!("{it} leads nowhere")))
    } else if leads_out_of_repository(disk, there) {
        Err(io::Error::other("a symbolic link on the way to it leads out of the repository"))
    } else {
        Ok(())
    }
}

fn make_folders(folder: &Path) -> io::Result<()> {
    match fs::create_dir_all(folder) {
        // What is there is no folder.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(io::ErrorKind::NotADirectory.into()),
        made => made,
    }
}

/// Whether only a folder can have this path, whatever is there.
fn is_name_of_folder(path: &Path) -> bool {
    let path = path.to_string_lossy();
    let last = path.rsplit(std::path::is_separator).next().unwrap_or_default();
    !path.is_empty() && matches!(last, "" | "." | "..")
}

/// How a file is called that is being written. Whoever ends the program then finds one: it is hidden, and its ending is none
/// that is read, so that it never counts as a part of an organisation.
const UNFINISHED: &str = ".teamlint-";

/// Whether a file has these bytes and no others.
fn is_still(path: &Path, expected: &[u8]) -> io::Result<()> {
    if fs::read(path)? == expected {
        return Ok(());
    }
    Err(io::Error::other("it is not what was read: somebody else has changed it, or it is not UTF-8"))
}

/// Reads to the end, which may be further away than the length of a file says.
fn all_of(from: impl Read, length: usize) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    // One more than there is, so that reading notices the end without asking for more room.
    bytes.reserve_exact(length + 1);
    from.take(LIMIT).read_to_end(&mut bytes).map_err(Unreadable::Io)?;
    if bytes.len() as u64 >= LIMIT { Err(Unreadable::TooLarge) } else { Ok(bytes) }
}

fn kind(kind: FileType) -> Kind {
    if kind.is_file() {
        Kind::File
    } else if kind.is_dir() {
        Kind::Folder
    } else if kind.is_symlink() {
        Kind::Link
    } else {
        Kind::Special(what_it_is(kind))
    }
}

#[cfg(unix)]
fn what_it_is(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        super::bounds::PIPE
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn what_it_is(_: FileType) -> &'static str {
    "something special"
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use crate::files::disk::Little;

    #[test]
    fn little_is_what_few_files_hold_in_few_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path);
        let write = |path: &str, bytes: usize| fs::write(at(path), vec![b'x'; bytes]).expect("it can be written");
        for path in [".github", ".idea", "teams/more"] {
            fs::create_dir_all(at(path)).expect("it can be made");
        }
        // Of what nobody wants and of what is hidden the size does not matter.
        write("image.png", 1_000);
        write(".idea/a.yaml", 1_000);
        for (path, bytes) in [("org.yaml", 50), ("teams/a.yaml", 40), (".github/b.yaml", 10)] {
            write(path, bytes);
        }
        let is_yaml = |path: &Path| path.extension().is_some_and(|end| end == "yaml");
        let holds = |entries: usize, bytes: u64, path: PathBuf| {
            Little { entries, bytes }.is_all(&[path], is_yaml, &[".github"])
        };
        assert!(holds(8, 100, at("")) && !holds(7, 100, at("")) && !holds(8, 99, at("")));
        // Beside a file lies what it may name, and in a repository that may lie anywhere.
        assert!(holds(2, 80, at("teams/a.yaml")) && !holds(2, 79, at("teams/a.yaml")));
        assert!(holds(8, 1_100, at("image.png")) && !holds(8, 1_099, at("image.png")));
        assert!(!holds(8, 100, at("none")));
        write(".git", 0);
        assert!(holds(9, 140, at("teams/a.yaml")) && !holds(8, 140, at("teams/a.yaml")));
        assert!(holds(9, 100, at("teams/more")) && !holds(9, 99, at("teams/more")));
    }

    #[cfg(unix)]
    #[test]
    fn of_what_a_link_leads_to_nobody_knows_how_much_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink("/", folder.path().join("all")).expect("it can be made");
        for path in ["", "all"] {
            assert!(!Little { entries: 5, bytes: 100 }.is_all(&[folder.path().join(path)], |_| true, &[]));
        }
    }
}
