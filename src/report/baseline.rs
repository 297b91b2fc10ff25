//! What `baseline show` says.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use crate::baseline::{Baseline, Entry};
use crate::finding::excuse::{Excuse, Excused};
use crate::finding::wording::count;
use crate::report::Look;
use crate::report::terminal_text::{self, Ink, paint, wrap};
use crate::text::Sources;

/// What is shown of a baseline.
pub struct Shown<'a> {
    /// What it knows.
    pub baseline: &'a Baseline,
    /// What of that is mended, each with as many places.
    pub mended: &'a [Entry],
    /// What does not count.
    pub excused: &'a [Excused],
    /// The texts in which waivers stand.
    pub sources: &'a Sources,
}

/// Writes what a baseline knows by rule, and apart from that what is waived and why.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, of: &Shown<'_>, look: Look) -> io::Result<()> {
    let mended: HashMap<&str, usize> = of.mended.iter().map(|one| (one.fingerprint.as_str(), one.places)).collect();
    let mut by_rule: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in of.baseline.entries() {
        by_rule.entry(&entry.rule).or_default().push(entry);
    }
    for (rule, entries) in &by_rule {
        writeln!(out, "{}", paint(look, Ink::Bold, &terminal_text::line(rule)))?;
        for entry in entries {
            writeln!(
                out,
                "{}",
                wrap(
                    &line(entry, mended.get(entry.fingerprint.as_str()).copied().unwrap_or_default()),
                    look.width,
                    "  ",
                    "    "
                )
            )?;
        }
    }
    let entries = count(of.baseline.entries().len(), "entry", "entries");
    let mended = match of.mended.len() {
        0 => String::new(),
        mended => format!(", {mended} of them mended (teamlint baseline prune takes them out)"),
    };
    writeln!(out, "{}", wrap(&format!("{entries}{mended}"), look.width, "", "  "))?;
    write_waived(out, of, look)
}

/// `team:payments, in 3 places (1 mended)`.
fn line(entry: &Entry, mended: usize) -> String {
    let places = if entry.places == 1 { String::new() } else { format!(", in {} places", entry.places) };
    let state = match mended {
        0 => String::new(),
        all if all == entry.places => " (mended)".to_owned(),
        some => format!(" ({some} mended)"),
    };
    let about = entry.about().unwrap_or("about no entity");
    terminal_text::line(&format!("{about}{places}{state}")).into_owned()
}

fn write_waived(out: &mut dyn Write, of: &Shown<'_>, look: Look) -> io::Result<()> {
    let waived = of.excused.iter().filter(|excused| matches!(excused.excuse, Excuse::Waived { .. }));
    for (rank, Excused { finding, excuse }) in waived.enumerate() {
        let Excuse::Waived { reason, until, place, .. } = excuse else { continue };
        if rank == 0 {
            writeln!(out, "\n{}", paint(look, Ink::Bold, "waived"))?;
        }
        let file = of.sources.get(place.file);
        let about = finding.entity.as_deref().map(|entity| format!(" of {entity}")).unwrap_or_default();
        let until = until.as_ref().map(|day| format!(", until {day}")).unwrap_or_default();
        let where_ = format!("{}:{}", file.path, file.position(place.span.start).line);
        let text = format!("{}{about}{until}: {reason} ({where_})", finding.rule);
        writeln!(out, "{}", wrap(&terminal_text::line(&text), look.width, "  ", "    "))?;
    }
    Ok(())
}
