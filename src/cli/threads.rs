//! On how many threads a run is done.

use std::path::{Path, PathBuf};

use rayon::ThreadPoolBuilder;

use crate::dialect;
use crate::files::disk::Little;

/// What is read and judged in less time than it takes to start threads and to hand them parts of it.
const LITTLE: Little = Little { entries: 300, bytes: 256 * 1024 };

/// Has all be done on this thread, and no other started, where there is little in these paths and nobody says how many threads there
/// are to be. It counts for the whole process, once.
pub(super) fn one_for_little(paths: &[PathBuf]) {
    let is_piped = paths.iter().any(|path| path == Path::new("-"));
    let is_chosen = std::env::var_os("RAYON_NUM_THREADS").is_some();
    let hidden: Vec<&str> = dialect::hidden_folders().collect();
    if !is_piped && !is_chosen && LITTLE.is_all(paths, dialect::wants, &hidden) {
        let one = ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        // Where threads were started already, there is nothing to save.
        let _ = ThreadPoolBuilder::build_global(one);
    }
}
