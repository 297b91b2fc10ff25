//! What a report is never written over, and what is named as if it were to be read.

use std::ffi::OsStr;
use std::path::Path;

use crate::files::disk::Disk;
use crate::files::{Files, Kind};
use crate::lint::Outcome;

/// Whether a file is one of those that were judged, or by which that was done. A report from before is left alone.
pub(super) fn was_judged(outcome: &Outcome, file: &Path) -> bool {
    outcome.inputs().any(|one| is_one(file, one))
}

/// Whether two paths are of one file that is there.
pub(super) fn is_one(file: &Path, other: &Path) -> bool {
    Disk.real(file).is_ok_and(|real| Disk.real(other).is_ok_and(|other| other == real))
}

/// Whether something would be lost that does not begin as what is written there does. A device holds nothing that could be.
pub(super) fn is_foreign(file: &Path, is_ours: fn(&[u8]) -> bool) -> bool {
    let disk: &dyn Files = &Disk;
    if !disk.is_file(file) {
        return false;
    }
    let start = disk.start(file, 2048).unwrap_or_default();
    !start.is_empty() && !is_ours(&start)
}

/// Whether a path among those to read is rather a file to write: it ends as what is written does, and nothing is read that does.
pub(super) fn is_output(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known)) && !matches!(Disk.kind(path), Ok(Kind::Folder))
}

/// Why such a path is not read.
pub(super) fn not_an_input(path: &Path) -> String {
    let path = path.display();
    format!(
        "`{path}` stands where files of the organisation are named, and is none; write `-o {path}` to have it written"
    )
}
