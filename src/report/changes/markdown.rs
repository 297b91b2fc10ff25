//! What changed, for pull requests: a list for each topic.

use std::io::{self, Write};

use crate::changes::Changes;
use crate::finding::wording::count;
use crate::report::changes::topics::by_topic;
use crate::report::markdown_text::prose;

/// So many bytes of sentences a comment holds, which has 65 536 characters at most on GitHub.
const LONGEST: usize = 60_000;

/// Writes it: all of it if that fits into a comment, else what weighs most.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, changes: &Changes) -> io::Result<()> {
    let (mut written, mut shown) = (0, 0);
    'all: for (topic, all) in by_topic(changes) {
        let mut heading = Some(topic.heading());
        for change in all {
            let sentence = prose(&change.sentence);
            written += sentence.len();
            if written > LONGEST {
                break 'all;
            }
            if let Some(heading) = heading.take() {
                writeln!(out, "{}### {heading}\n", if shown == 0 { "" } else { "\n" })?;
            }
            writeln!(out, "- {sentence}")?;
            shown += 1;
        }
    }
    if changes.all.is_empty() {
        return writeln!(out, "Nothing changed in the organisation.");
    }
    let left = changes.all.len() - shown;
    if left > 0 {
        writeln!(
            out,
            "\n{} not shown here; `teamlint diff` lists all.",
            count(left, "more change is", "more changes are")
        )?;
    }
    Ok(())
}
