//! An organisation in one file, as rules judge it.

use std::fs;

use teamlint::{Outcome, Request, check};

/// Judges a file by the built-in rules, as of 2026-06-15.
pub fn judge(file: &str, text: &str) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(file), text).unwrap();
    check(&Request::of(vec![folder.path().to_path_buf()], jiff::civil::date(2026, 6, 15)))
}
