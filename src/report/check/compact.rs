//! The report for people who want it short: a line for each finding, and the summary of the report for people.

use std::io::{self, Write};

use crate::finding::{Finding, Severity};
use crate::report::Look;
use crate::report::check::report::{Length, Report, Style};
use crate::report::check::wording::place;
use crate::report::check::{statistics, text};
use crate::report::findings::heading;
use crate::report::terminal_text::{self, Ink, paint};
use crate::text::Sources;

/// Writes findings, errors first and else in their order, and a summary if it is to be whole. A line is as long as its
/// message: most terminals and editors follow `path:line:column` at its beginning.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    match report.statistics {
        Some(counted) => statistics::write(out, counted, style.look)?,
        None => write_lines(out, report, style)?,
    }
    match style.length {
        Length::Findings => Ok(()),
        Length::Whole => text::write_summary(out, report, style.look, style.advice),
    }
}

fn write_lines(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    let told = report.findings.iter().filter(|finding| style.advice.shows(finding));
    let errors_first = text::first(told, |finding| finding.severity == Severity::Error);
    errors_first.into_iter().try_for_each(|finding| write_line(out, report.sources, finding, style.look))
}

fn write_line(out: &mut dyn Write, sources: &Sources, finding: &Finding, look: Look) -> io::Result<()> {
    if let Some(place) = place(sources, finding) {
        write!(out, "{place}: ")?;
    }
    let name = heading(finding);
    let ink = if finding.severity == Severity::Error { Ink::Red } else { Ink::Bold };
    writeln!(out, "{} {}", paint(look, ink, &name), terminal_text::line(&finding.message))
}
