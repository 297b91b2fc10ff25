//! Many findings of one rule, told together: how many there are, and the worst of them a line each.

use std::io::{self, Write};

use crate::finding::worst::worst_first;
use crate::finding::{Finding, Severity};
use crate::report::Look;
use crate::report::check::report::Counts;
use crate::report::check::wording::{in_words, place};
use crate::report::findings::heading;
use crate::report::terminal_text::{self, Ink, cut, paint, wrap};
use crate::text::Sources;

/// So many of them are shown.
const SHOWN: usize = 10;

/// Writes findings of one rule, in the order in which they would be told one by one, and an empty line after them.
pub(super) fn write(out: &mut dyn Write, sources: &Sources, findings: &[&Finding], look: Look) -> io::Result<()> {
    let mut worst = findings.to_vec();
    worst_first(&mut worst);
    let Some(first) = worst.first() else { return Ok(()) };
    let name = heading(first);
    let ink = if first.severity == Severity::Error { Ink::Red } else { Ink::Bold };
    writeln!(out, "{}\n", terminal_text::linked(look, &paint(look, ink, &name), first.url()))?;
    let asked = first.info.as_ref().map(|info| format!(": {}", terminal_text::line(&info.summary))).unwrap_or_default();
    let counts = in_words(Counts::of(findings.iter().copied()));
    writeln!(out, "{}", wrap(&format!("{counts}{asked}"), look.width, "  ", "  "))?;
    for finding in worst.iter().take(SHOWN) {
        writeln!(out, "{}", line(sources, finding, look.width))?;
    }
    if let Some(more) = findings.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        writeln!(out, "{}", paint(look, Ink::Dim, &format!("  … and {more} more (--all shows all)")))?;
    }
    writeln!(out)
}

/// A finding in one line: where it is, whom it is about, and as much of what is wrong as there is room for.
fn line(sources: &Sources, finding: &Finding, width: usize) -> String {
    let mut line = String::from("  ");
    for part in [place(sources, finding), finding.entity.clone()].into_iter().flatten() {
        line.push_str(&terminal_text::line(&part));
        line.push(' ');
    }
    // The place stays whole, so that it can be followed.
    let room = width.saturating_sub(textwrap::core::display_width(&line));
    line.push_str(&cut(&terminal_text::line(&finding.message), room));
    line.trim_end().to_owned()
}
