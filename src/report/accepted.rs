//! What was written into rule pages.

use std::io::{self, Write};

use crate::finding::wording::count;
use crate::report::terminal_text;

/// Writes which lines of a page are new and which are gone: each is new or not, with its number and text.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write<'l>(
    out: &mut dyn Write,
    path: &str,
    lines: impl ExactSizeIterator<Item = (bool, usize, &'l str)>,
) -> io::Result<()> {
    writeln!(out, "{}: {} written anew", terminal_text::line(path), count(lines.len(), "line", "lines"))?;
    for (new, number, text) in lines {
        let sign = if new { '+' } else { '-' };
        writeln!(out, "{number:>5} {sign} {}", terminal_text::line(text))?;
    }
    writeln!(out)
}
