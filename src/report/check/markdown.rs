//! Findings for a pull request and for an audit, in Markdown: by team, the worst first, with links to the files.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, Write};

use crate::finding::excuse::Excuse;
use crate::finding::wording::count;
use crate::finding::worst::worst_first;
use crate::finding::{Finding, Severity};
use crate::report::check::region::{Region, is_absolute, percent_encoded};
use crate::report::check::report::{Counts, Length, Many, Report, Row, Statistics, Style};
use crate::report::check::text::{found, looked_at};
use crate::report::check::wording::in_words;
use crate::report::markdown_text::{literal, prose, target};
use crate::report::terminal_text::cut;
use crate::text::Place;

/// Bytes of a comment; GitHub takes as many characters, which are no fewer.
const COMMENT: usize = 65_536;

/// By this whoever writes comments finds the one that was written before.
const MARK: &str = "<!-- teamlint -->\n";

/// Columns of a message or help that are shown.
const LONGEST: usize = 400;

/// Bytes that are kept for what stands below the findings: how many more there are, and how many are waived.
const TAIL: usize = 400;

/// Writes the report so that it fits into a comment; all of it, if every finding is to be told.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    let room = if style.many == Many::Each { usize::MAX } else { COMMENT };
    write_within(out, report, style, room)
}

/// Writes as much of the report as there is room for, in bytes.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write_within(out: &mut dyn Write, report: &Report<'_>, style: Style, room: usize) -> io::Result<()> {
    let mut page = Page { out, room };
    if style.length == Length::Whole {
        page.put(&head(report, style))?;
    }
    match report.statistics {
        Some(statistics) => write_statistics(&mut page, statistics)?,
        None => write_findings(&mut page, report, style)?,
    }
    if style.length == Length::Whole {
        write_waived(&mut page, report)?;
    }
    Ok(())
}

/// What is written, and how much room is left.
struct Page<'o> {
    out: &'o mut dyn Write,
    room: usize,
}

impl Page<'_> {
    /// Writes a piece if there is room for it and `more`; whether there was.
    fn put_before(&mut self, piece: &str, more: usize) -> io::Result<bool> {
        let fits = piece.len().saturating_add(more) <= self.room;
        if fits {
            self.out.write_all(piece.as_bytes())?;
            self.room -= piece.len();
        }
        Ok(fits)
    }

    fn put(&mut self, piece: &str) -> io::Result<bool> {
        self.put_before(piece, 0)
    }
}

fn head(report: &Report<'_>, style: Style) -> String {
    let found = prose(&found(Counts::of(report.findings), style.advice));
    let looked_at: Vec<String> = looked_at(report).iter().map(|line| prose(&cut(line, LONGEST))).collect();
    let looked_at = if looked_at.is_empty() { String::new() } else { format!("\n{}.\n", looked_at.join("; ")) };
    format!("{MARK}## teamlint: {found}\n{looked_at}")
}

/// The findings that a team would act on.
struct OfTeam<'a> {
    /// Its stable id; none where there is no such team, or several.
    team: Option<&'a str>,
    counts: Counts,
    findings: Vec<&'a Finding>,
}

/// By team, those with the worst and the most first, and what is of no single team last.
fn by_team<'a>(report: &Report<'a>, style: Style) -> Vec<OfTeam<'a>> {
    let mut teams: Vec<OfTeam<'_>> = Vec::new();
    let mut ranks: HashMap<Option<&str>, usize> = HashMap::new();
    for (finding, team) in report.owned().filter(|(finding, _)| style.advice.shows(finding)) {
        let rank = *ranks.entry(team).or_insert(teams.len());
        if rank == teams.len() {
            teams.push(OfTeam { team, counts: Counts::default(), findings: Vec::new() });
        }
        teams[rank].counts.add(finding.severity);
        teams[rank].findings.push(finding);
    }
    let most = |Counts { errors, warnings, advice }: Counts| Reverse((errors, warnings, advice));
    teams.sort_by_key(|of| (of.team.is_none(), most(of.counts), of.team));
    teams
}

fn write_findings(page: &mut Page<'_>, report: &Report<'_>, style: Style) -> io::Result<()> {
    let teams = by_team(report, style);
    let all: usize = teams.iter().map(|of| of.findings.len()).sum();
    let told = write_while_there_is_room(page, report, teams)?;
    if told < all {
        let more = count(all - told, "more finding", "more findings");
        page.put(&format!("\n… and {more} (`--all` tells all, `--team` those of one team)\n"))?;
    }
    Ok(())
}

/// Writes as many findings as there is room for; how many these are.
fn write_while_there_is_room(page: &mut Page<'_>, report: &Report<'_>, teams: Vec<OfTeam<'_>>) -> io::Result<usize> {
    let are_of_teams = teams.iter().any(|of| of.team.is_some());
    let mut told = 0;
    for mut of in teams {
        let mut heading = if are_of_teams { heading(&of) } else { "\n".to_owned() };
        worst_first(&mut of.findings);
        for finding in of.findings {
            let piece = std::mem::take(&mut heading) + &line(report, finding);
            if !page.put_before(&piece, TAIL)? {
                return Ok(told);
            }
            told += 1;
        }
    }
    Ok(told)
}

fn heading(of: &OfTeam<'_>) -> String {
    let name = of.team.map(|team| literal(&cut(team.strip_prefix("team:").unwrap_or(team), LONGEST)));
    let name = name.unwrap_or_else(|| "No single team".to_owned());
    format!("\n### {name}: {}\n\n", in_words(of.counts))
}

/// A finding as an element of a list: what is wrong, where, and below it one way out.
fn line(report: &Report<'_>, finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Advice => finding.severity.as_str().to_owned(),
        severity => format!("**{}**", severity.as_str()),
    };
    let rule = prose(&format!("`{}`", finding.rule));
    let rule = finding.url().map_or(rule.clone(), |url| format!("[{rule}]({})", target(url)));
    let preview = if finding.is_preview() { " (preview)" } else { "" };
    let message = prose(&cut(&finding.message, LONGEST));
    let at = link(report, finding.place()).map(|link| format!(" ({link})")).unwrap_or_default();
    let help = finding.help.as_ref().map(|help| format!("\\\n  {}", prose(&cut(help, LONGEST)))).unwrap_or_default();
    format!("- {severity} {rule}{preview}: {message}{at}{help}\n")
}

/// A place as `path:line`, and the way there.
fn link(report: &Report<'_>, place: Place) -> Option<String> {
    let region = Region::of(report.sources, place)?;
    let line = region.start.line;
    let text = prose(&format!("`{}:{line}`", region.path));
    // What was piped in, or is read somewhere else on this machine, has no address that others could follow.
    if is_absolute(region.path) || region.path.starts_with('<') {
        return Some(text);
    }
    let base = report.files_at.map(target).unwrap_or_default();
    Some(format!("[{text}]({base}{}#L{line})", percent_encoded(region.path)))
}

/// Writes what is waived and why, folded.
fn write_waived(page: &mut Page<'_>, report: &Report<'_>) -> io::Result<()> {
    const END: &str = "\n</details>\n";
    const MORE: usize = 40;
    let waived: Vec<(&Finding, &Excuse)> = report.waived().collect();
    let all = waived.len();
    if all == 0 {
        return Ok(());
    }
    let summary = format!("\n<details><summary>{} waived</summary>\n\n", count(all, "finding", "findings"));
    if !page.put_before(&summary, END.len() + MORE)? {
        return Ok(());
    }
    for (told, (finding, excuse)) in waived.into_iter().enumerate() {
        if !page.put_before(&waiver(report, finding, excuse), END.len() + MORE)? {
            page.put(&format!("- … and {} more\n", all - told))?;
            break;
        }
    }
    page.put(END).map(drop)
}

fn waiver(report: &Report<'_>, finding: &Finding, excuse: &Excuse) -> String {
    let Excuse::Waived { reason, until, place, .. } = excuse else { return String::new() };
    let of = finding.entity.as_ref().map(|entity| format!(" {}", literal(&cut(entity, LONGEST)))).unwrap_or_default();
    let until = until.as_ref().map(|until| format!(" until {}", literal(until))).unwrap_or_default();
    let at = link(report, *place).map(|link| format!(" ({link})")).unwrap_or_default();
    let (rule, reason) = (prose(&format!("`{}`", finding.rule)), prose(&cut(reason, LONGEST)));
    format!("- {rule}{of}{until}: {reason}{at}\n")
}

fn write_statistics(page: &mut Page<'_>, Statistics { rules, families, teams }: &Statistics) -> io::Result<()> {
    for (of, rows) in [("rule", rules), ("family", families), ("team", teams)] {
        if rows.is_empty() {
            continue;
        }
        page.put(&format!("\n| {of} | errors | warnings | advice |\n|---|---:|---:|---:|\n"))?;
        for row in rows {
            page.put_before(&record(row), TAIL)?;
        }
    }
    Ok(())
}

fn record(Row { name, counts: Counts { errors, warnings, advice } }: &Row) -> String {
    let name = name.as_ref().map_or_else(|| "(no team)".to_owned(), |name| literal(&cut(name, LONGEST)));
    format!("| {name} | {errors} | {warnings} | {advice} |\n")
}
