//! Findings as commands to GitHub Actions, which shows them beside the lines of a pull request. It shows ten errors, ten
//! warnings and ten notices of a step, so the worst come first; a summary of the job can say more.

use std::fmt;
use std::io::{self, Write};

use crate::finding::worst::worst_first;
use crate::finding::{Finding, Severity};
use crate::report::check::markdown;
use crate::report::check::region::Region;
use crate::report::check::report::{Report, Style};
use crate::report::terminal_text::visible;
use crate::text::Sources;

/// Bytes of the summaries of a step, together: more are not shown at all.
const SUMMARY: u64 = 1 << 20;

/// Writes a command for each finding.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    let mut told: Vec<&Finding> = report.findings.iter().filter(|finding| style.advice.shows(finding)).collect();
    worst_first(&mut told);
    told.into_iter().try_for_each(|finding| write_command(out, report.sources, finding))
}

/// Writes a summary of the job below those that take so many bytes already.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_summary(out: &mut dyn Write, report: &Report<'_>, style: Style, taken: u64) -> io::Result<()> {
    let room = usize::try_from(SUMMARY.saturating_sub(taken)).unwrap_or(usize::MAX);
    markdown::write_within(out, report, style, room)
}

fn write_command(out: &mut dyn Write, sources: &Sources, finding: &Finding) -> io::Result<()> {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    write!(out, "::{command} ")?;
    if let Some(region) = Region::of(sources, finding.place()) {
        write_place(out, &region)?;
    }
    let preview = if finding.is_preview() { " (preview)" } else { "" };
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let (title, text) = (format!("{}{preview}", finding.rule), format!("{}{help}", finding.message));
    writeln!(out, "title={}::{}", property(&title), data(&text))
}

fn write_place(out: &mut dyn Write, region: &Region<'_>) -> io::Result<()> {
    let (start, end) = (region.start, region.end);
    write!(out, "file={},line={},endLine={},", property(region.path), start.line, end.line)?;
    // Columns of different lines are refused.
    if start.line == end.line {
        write!(out, "col={},endColumn={},", start.column, end.column)?;
    }
    Ok(())
}

/// A text as the message of a command.
fn data(text: &str) -> String {
    escaped(text, &['%', '\r', '\n'])
}

/// A text as the value of a property of a command.
fn property(text: &str) -> String {
    escaped(text, &['%', '\r', '\n', ':', ','])
}

/// A text without these characters, for each of which its code stands, and without others that nobody sees.
fn escaped(text: &str, codes: &[char]) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        if codes.contains(&c) {
            let _ = fmt::Write::write_fmt(&mut escaped, format_args!("%{:02X}", u32::from(c)));
        } else {
            escaped.push(if c == '\t' { c } else { visible(c) });
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use crate::report::check::github::{data, property};

    #[test]
    fn what_ends_a_message_or_a_property_stands_as_its_code() {
        assert_eq!(data("50 %: a, b\r\nc"), "50 %25: a, b%0D%0Ac");
        assert_eq!(property("50 %: a, b\n"), "50 %25%3A a%2C b%0A");
        assert_eq!(data("\u{1b}[31m"), "␛[31m");
    }
}
