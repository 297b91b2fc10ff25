//! The report for people: the findings, and a summary at the end.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use crate::baseline::Entry;
use crate::finding::wording::{count, first_of, listed};
use crate::finding::{Finding, Severity};
use crate::org::known::Unchecked;
use crate::report::Look;
use crate::report::check::report::{ContextCounts, Counts, Ignored, Known, Length, Many, Report, Style};
use crate::report::check::wording::{fixed_in_words, in_words};
use crate::report::check::{block, statistics};
use crate::report::claims;
use crate::report::findings::{Advice, Drawing};
use crate::report::terminal_text::{self, Ink, paint, wrap};
use crate::vocabulary::record;

/// So many files that were left alone are named.
pub const NAMED: usize = 5;

/// So many files that look like ours are told one by one.
const TOLD_APART: usize = 2;

/// Writes findings and, if it is to be whole, a summary.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    match report.statistics {
        Some(counted) => statistics::write(out, counted, style.look)?,
        None => write_findings(out, report, style)?,
    }
    match style.length {
        Length::Findings => Ok(()),
        Length::Whole => write_summary(out, report, style.look, style.advice),
    }
}

/// So many findings of one rule are told one by one.
const FEW: usize = 20;

/// Writes findings, errors first and else in their order; many of one rule stand together where the first would.
fn write_findings(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    let mut of_rule: HashMap<&str, Vec<&Finding>> = HashMap::new();
    let told = || report.findings.iter().filter(|finding| style.advice.shows(finding));
    for finding in told() {
        of_rule.entry(&finding.rule).or_default().push(finding);
    }
    of_rule.retain(|_, findings| findings.len() > FEW && style.many == Many::Block);
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    let with_errors: HashSet<&str> =
        of_rule.iter().filter(|(_, block)| block.iter().any(|one| is_error(one))).map(|(rule, _)| *rule).collect();
    let is_first = |finding: &Finding| is_error(finding) || with_errors.contains(finding.rule.as_str());
    let drawing = Drawing::new(report.sources, style.look);
    for finding in first(told(), is_first) {
        match of_rule.get_mut(finding.rule.as_str()) {
            Some(block) if block.is_empty() => {}
            Some(block) => block::write(out, report.sources, &std::mem::take(block), style.look)?,
            None => drawing.write(out, finding)?,
        }
    }
    Ok(())
}

/// The same findings, those first of which this holds.
pub(super) fn first<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    holds: impl Fn(&Finding) -> bool,
) -> Vec<&'f Finding> {
    let (mut first, mut others): (Vec<&Finding>, Vec<&Finding>) = findings.partition(|finding| holds(finding));
    first.append(&mut others);
    first
}

/// Writes how much was found and looked at.
pub(super) fn write_summary(out: &mut dyn Write, report: &Report<'_>, look: Look, advice: Advice) -> io::Result<()> {
    if let Some(fixed) = report.fixed.filter(|fixed| fixed.findings() > 0) {
        let fixed = format!("fixed {}", fixed_in_words(fixed));
        writeln!(out, "{}", paint(look, Ink::Bold, &wrap(&fixed, look.width, "", "  ")))?;
    }
    let found = found(Counts::of(report.findings), advice);
    writeln!(out, "{}", paint(look, Ink::Bold, &wrap(&found, look.width, "", "  ")))?;
    for line in looked_at(report) {
        writeln!(out, "{}", wrap(&terminal_text::line(&line), look.width, "", "  "))?;
    }
    let is_judged = report.summary.entities > 0;
    if is_judged && report.findings.iter().any(|finding| advice.shows(finding)) {
        writeln!(out, "{}", paint(look, Ink::Dim, "teamlint explain RULE says more about a rule"))?;
    }
    Ok(())
}

/// `12 findings known from the baseline`, and what of it is mended.
fn known_before(known: Known, mended: &[Entry]) -> Vec<String> {
    let found = count(known.findings, "finding", "findings");
    let known_from = if known.compared { "there before" } else { "known from the baseline" };
    let mut lines = vec![format!("{found} {known_from}")];
    let name = |entry: &Entry| match entry.about() {
        Some(subject) => format!("{} of {subject}", entry.rule),
        None => entry.rule.clone(),
    };
    let names: Vec<String> = mended.iter().map(name).collect();
    match (names.len(), known.compared) {
        (0, _) => {}
        (many, true) => lines.push(format!("{many} mended: {}", first_of(&names, NAMED))),
        (1, false) => lines.push("1 of its entries is mended (teamlint baseline prune takes it out)".to_owned()),
        (many, false) => {
            lines.push(format!("{many} of its entries are mended (teamlint baseline prune takes them out)"));
        }
    }
    if known.not_judged > 0 {
        lines.push(format!("{} of what was known cannot be judged any more, for want of data", known.not_judged));
    }
    lines
}

/// How much was looked at and is not shown, in clauses.
pub(super) fn looked_at(report: &Report<'_>) -> Vec<String> {
    let summary = report.summary;
    let mut lines = Vec::new();
    if let Some(left_out) = summary.left_out.filter(|left_out| left_out.all() > 0) {
        lines.push(format!("{} not chosen: {}", count(left_out.all(), "finding", "findings"), in_words(left_out)));
    }
    if let Some(later) = summary.for_later.filter(|later| later.all() > 0) {
        let what = count(later.all(), "more finding", "more findings");
        lines.push(format!("{what} for later: {} (--all shows them)", in_words(later)));
    }
    if summary.entities == 0 && !report.findings.is_empty() {
        return lines;
    }
    lines.push(judged(report));
    if summary.not_judged > 0 {
        let what = count(summary.not_judged, "judgement", "judgements");
        lines.push(format!("{what} not possible, for want of data (teamlint coverage says which)"));
    }
    lines.extend(claims::in_words(summary.claims));
    lines.extend(claims::strangers(report.sources, report.strangers));
    lines.extend(unchecked(report.unchecked));
    lines.extend(summary.context.map(context));
    if summary.waived > 0 {
        lines.push(format!("{} waived", count(summary.waived, "finding", "findings")));
    }
    lines.extend(summary.known.into_iter().flat_map(|known| known_before(known, report.mended)));
    lines.extend(left_alone(report.ignored));
    lines
}

/// `3 references to 2 teams and 1 to 1 service not checked: they may be declared elsewhere`.
fn unchecked(by_kind: &[Unchecked]) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for of in by_kind {
        let what = record(of.kind);
        let names = count(of.names, what.word, &what.plural());
        parts.push(if parts.is_empty() {
            format!("{} to {names}", count(of.references, "reference", "references"))
        } else {
            format!("{} to {names}", of.references)
        });
    }
    let one = matches!(by_kind, [Unchecked { names: 1, .. }]);
    let they = if one { "it" } else { "they" };
    (!parts.is_empty()).then(|| format!("{} not checked: {they} may be declared elsewhere", listed(&parts, "and")))
}

/// `8 files are context: 3 findings there not told; 1 cannot be read whole`.
fn context(context: ContextCounts) -> String {
    let ContextCounts { files, findings, unread, .. } = context;
    let are = if files == 1 { "is" } else { "are" };
    let told = if findings > 0 {
        format!(": {} there not told", count(findings, "finding", "findings"))
    } else {
        String::new()
    };
    let lost = match unread {
        0 => String::new(),
        some => format!("; {some} cannot be read whole, and what they declare may be missing"),
    };
    format!("{} {are} context{told}{lost}", count(files, "file", "files"))
}

/// How much was found, and how much of it is not shown.
pub(super) fn found(counts: Counts, advice: Advice) -> String {
    let shown = if advice == Advice::Shown { counts } else { Counts { advice: 0, ..counts } };
    let found = if shown.all() == 0 { "nothing to complain about".to_owned() } else { in_words(shown) };
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

/// The files that were left alone and of which no finding tells: each that looks like one of ours, and the names of others.
fn left_alone(ignored: &[Ignored]) -> Vec<String> {
    let untold = ignored.iter().filter(|file| !file.told);
    let (nearly, others): (Vec<&Ignored>, Vec<&Ignored>) = untold.partition(|file| file.advice.is_some());
    let named = |files: &[&Ignored]| {
        let names: Vec<String> = files.iter().map(|file| format!("`{}`", file.path)).collect();
        (count(files.len(), "file", "files"), first_of(&names, NAMED))
    };
    let mut lines = Vec::new();
    if nearly.len() <= TOLD_APART {
        lines.extend(nearly.iter().map(|file| left_alone_because(file)));
    } else {
        let (files, which) = named(&nearly);
        lines.push(format!(
            "{files} left alone that have a section of an organisation, and nothing that shows they are one's: {which}; \
             write `version: 1` at the top of one that is"
        ));
    }
    if !others.is_empty() {
        let (files, which) = named(&others);
        lines.push(format!("{files} of something else left alone: {which} (--format json says why)"));
    }
    lines
}

/// Which file was left alone, and why.
pub fn left_alone_because(file: &Ignored) -> String {
    format!("`{}` left alone: {}", file.path, file.reason())
}
