//! JSON of our own, as it is written: one object or list, for people as well, and a line of its own at the end.

use std::io::{self, Write};

use serde::Serialize;

/// Writes a document.
pub(super) fn write(out: &mut dyn Write, document: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document).map_err(io::Error::from)?;
    writeln!(out)
}
