//! The report for people: the findings, and a summary at the end.

use std::io::{self, Write};

use crate::finding::Severity;
use crate::finding::wording::count;
use crate::org::claims::ClaimCounts;
use crate::report::check::report::{Counts, Length, Report, Style};
use crate::report::findings::Advice;
use crate::report::terminal_text::{Ink, paint, wrap};
use crate::report::{Look, findings};

/// Writes findings and, if it is to be whole, a summary.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    findings::write(out, report.sources, report.findings, style.look, style.advice)?;
    match style.length {
        Length::Findings => Ok(()),
        Length::Whole => write_summary(out, report, style.look, style.advice),
    }
}

fn write_summary(out: &mut dyn Write, report: &Report<'_>, look: Look, advice: Advice) -> io::Result<()> {
    let found = found(Counts::of(report.findings), advice);
    writeln!(out, "{}", paint(look, Ink::Bold, &wrap(&found, look.width, "", "  ")))?;
    writeln!(out, "{}", wrap(&judged(report), look.width, "", "  "))?;
    if report.summary.not_judged > 0 {
        let what = count(report.summary.not_judged, "judgement", "judgements");
        let undecided = format!("{what} not possible, for want of data (teamlint coverage says which)");
        writeln!(out, "{}", wrap(&undecided, look.width, "", "  "))?;
    }
    if let Some(claims) = claims(report.summary.claims) {
        writeln!(out, "{}", wrap(&claims, look.width, "", "  "))?;
    }
    if report.summary.waived > 0 {
        let what = count(report.summary.waived, "finding", "findings");
        writeln!(out, "{}", wrap(&format!("{what} waived"), look.width, "", "  "))?;
    }
    if report.findings.iter().any(|f| f.severity != Severity::Advice || advice == Advice::Shown) {
        writeln!(out, "{}", paint(look, Ink::Dim, "teamlint explain RULE says more about a rule"))?;
    }
    Ok(())
}

fn found(counts: Counts, advice: Advice) -> String {
    let mut parts = Vec::new();
    if counts.errors > 0 {
        parts.push(count(counts.errors, "error", "errors"));
    }
    if counts.warnings > 0 {
        parts.push(count(counts.warnings, "warning", "warnings"));
    }
    if counts.advice > 0 && advice == Advice::Shown {
        parts.push(format!("{} advice", counts.advice));
    }
    let found = if parts.is_empty() { "nothing to complain about".to_owned() } else { parts.join(", ") };
    if counts.advice > 0 && advice == Advice::Hidden {
        format!("{found}; {} advice hidden (--advice shows it)", counts.advice)
    } else {
        found
    }
}

fn judged(report: &Report<'_>) -> String {
    let summary = report.summary;
    let rules = count(summary.rules, "rule", "rules");
    let entities = count(summary.entities, "entity", "entities");
    let files = count(summary.files - summary.ignored_files, "file", "files");
    format!("{rules} judged {} of {entities} in {files}", summary.judged_entities)
}

fn claims(of: ClaimCounts) -> Option<String> {
    let compared = count(of.compared, "owner claim", "owner claims");
    let reasons = [
        (of.unresolved, "names a team nobody here knows", "name teams nobody here knows"),
        (of.shared, "stands for services of several owners", "stand for services of several owners"),
        (of.undecided, "cannot be made out", "cannot be made out"),
    ];
    let reasons: Vec<String> =
        reasons.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many)).collect();
    match (of.compared, of.left_alone()) {
        (0, 0) => None,
        (_, 0) => Some(format!("{compared} compared")),
        (_, left) => Some(format!("{compared} compared, {left} not: {}", reasons.join(", "))),
    }
}
