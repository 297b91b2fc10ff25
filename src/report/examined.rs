//! What came of running the examples of rule pages, in a line.

use std::io::{self, Write};

use crate::finding::wording::count;

/// Writes what came of running the examples of rule pages.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, pages: usize, examples: usize, findings: usize) -> io::Result<()> {
    let wrong = match findings {
        0 => "all as the pages say".to_owned(),
        n => count(n, "problem", "problems"),
    };
    let (examples, pages) = (count(examples, "example", "examples"), count(pages, "page", "pages"));
    writeln!(out, "{examples} of {pages}: {wrong}")
}
