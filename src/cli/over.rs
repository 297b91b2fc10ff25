//! What a report is never written over.

use std::path::Path;

use crate::files::Files;
use crate::files::disk::Disk;
use crate::lint::Outcome;

/// Whether a file is one of those that were judged, or by which that was done. A report from before is left alone.
pub(super) fn was_judged(outcome: &Outcome, file: &Path) -> bool {
    outcome.inputs().any(|one| is_one(file, one))
}

/// Whether two paths are of one file that is there.
pub(super) fn is_one(file: &Path, other: &Path) -> bool {
    Disk.real(file).is_ok_and(|real| Disk.real(other).is_ok_and(|other| other == real))
}
