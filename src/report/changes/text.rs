//! What changed, for people: a sentence for each change, below what it is about.

use std::io::{self, Write};

use crate::changes::Changes;
use crate::report::Look;
use crate::report::changes::topics::{by_topic, total};
use crate::report::terminal_text::{Ink, line, paint, wrap};

/// Writes it.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, changes: &Changes, look: Look) -> io::Result<()> {
    for (topic, all) in by_topic(changes) {
        writeln!(out, "{}", paint(look, Ink::Bold, topic.heading()))?;
        for change in all {
            writeln!(out, "{}", wrap(&line(&change.sentence), look.width, "  ", "    "))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", total(changes))
}
