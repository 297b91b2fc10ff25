//! A charter as Markdown, for a repository or a wiki.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::charter::Charter;
use crate::finding::excuse::{Excuse, Excused};
use crate::finding::wording::{count, first_of, in_backticks};
use crate::finding::{Finding, Severity};
use crate::judge::coverage::{Remedy, Unsaid};
use crate::org::Org;
use crate::report::charter::page::page;
use crate::report::charter::section::{Body, Column, Page, Section};
use crate::report::charter::words::{NOTHING, NOTHING_UNSAID};
use crate::report::markdown_text::{literal, prose};
use crate::report::terminal_text::cut;
use crate::vocabulary::zones::date_of;

/// Columns of a message or help that are shown.
const LONGEST: usize = 400;
/// So many rules are named.
const RULES: usize = 4;
/// So many fields are listed.
const FIELDS: usize = 20;

/// Begins the element that says how many fields are not listed.
pub(super) const MORE: &str = "… and ";

/// Writes the page of a team.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, charter: &Charter<'_>, org: &Org) -> io::Result<()> {
    out.write_all(text(charter, org).as_bytes())
}

/// The page of a team with what rules say of it.
pub(super) fn whole(charter: &Charter<'_>, org: &Org) -> Page {
    let mut page = page(charter, org);
    page.sections.extend(judged(charter, org));
    page
}

/// The page of a team.
pub(super) fn text(charter: &Charter<'_>, org: &Org) -> String {
    let page = whole(charter, org);
    let head = format!("# {}\n\n{}\n", literal(&page.title), mark(charter.id));
    page.sections.iter().fold(head, |text, section| text + "\n" + &section_text(section))
}

/// The comment by which a file is known to be the charter of a team.
pub(super) fn mark(id: &str) -> String {
    format!("<!-- teamlint charter {} -->", marked(id))
}

/// An id as it can stand in a comment: what is no letter, digit, `_`, `.`, `/` or single `-` is written in per cent.
pub(super) fn marked(id: &str) -> String {
    let mut written = String::with_capacity(id.len());
    for c in id.chars() {
        let is_plain = c.is_alphanumeric() || matches!(c, '_' | '.' | '/') || c == '-' && !written.ends_with('-');
        if is_plain {
            written.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(written, "%{byte:02X}");
            }
        }
    }
    written
}

/// A section as it stands in a page: its heading, and what is below it.
pub(super) fn section_text(section: &Section) -> String {
    let mut text = format!("## {}\n", section.title);
    match &section.body {
        Body::Lines(lines) => {
            text.push('\n');
            for (about, says) in lines {
                let _ = writeln!(text, "- **{about}:** {says}");
            }
        }
        Body::Table(columns, rows) if !rows.is_empty() => {
            text.push('\n');
            text.push_str(&table(columns, rows));
        }
        Body::Told(told) if !told.is_empty() => {
            text.push('\n');
            for line in told {
                let _ = writeln!(text, "- {line}");
            }
        }
        Body::Table(..) | Body::Told(_) => {}
    }
    for note in &section.notes {
        let _ = write!(text, "\n{note}\n");
    }
    text
}

fn table(columns: &[Column], rows: &[Vec<String>]) -> String {
    let record = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let head = columns.iter().map(|(title, _)| (*title).to_owned()).collect();
    let rule = columns.iter().map(|(_, is_number)| if *is_number { "---:" } else { "---" }.to_owned()).collect();
    let rows = rows.iter().map(|row| record(row.iter().map(|cell| literal(cell.trim())).collect()));
    record(head) + &record(rule) + &rows.collect::<String>()
}

/// What rules say of a team. It comes and goes without a word in the charter being wrong.
fn judged(charter: &Charter<'_>, org: &Org) -> Vec<Section> {
    let found: Vec<String> = charter.found.iter().map(|finding| found(finding, org)).collect();
    let excused: Vec<String> = charter.excused.iter().filter_map(|excused| lived_with(excused)).collect();
    let all = charter.unsaid.len();
    let mut unsaid: Vec<String> = charter.unsaid.iter().take(FIELDS).map(not_said).collect();
    if all > FIELDS {
        unsaid.push(format!("{MORE}{}", count(all - FIELDS, "more field", "more fields")));
    }
    let section = |title, told: Vec<String>, none: &str| {
        let notes = if told.is_empty() { vec![none.to_owned()] } else { Vec::new() };
        Section { title, body: Body::Told(told), notes }
    };
    vec![
        section("What was found", found, NOTHING),
        section("What is lived with", excused, NOTHING),
        section("What is not said", unsaid, NOTHING_UNSAID),
    ]
}

fn found(finding: &Finding, org: &Org) -> String {
    let severity = match finding.severity {
        Severity::Advice => finding.severity.as_str().to_owned(),
        severity => format!("**{}**", severity.as_str()),
    };
    let rule = prose(&format!("`{}`", finding.rule));
    let message = prose(&cut(&finding.message, LONGEST));
    // Without a line: it would be another after every change of the file.
    let path = &org.sources().get(finding.place().file).path;
    let at = prose(&format!("(`{path}`)"));
    let help = finding.help.as_ref().map(|help| cut(&on_any_day(help, org.as_of()), LONGEST).into_owned());
    let help = help.map(|help| format!("\\\n  {}", prose(&help))).unwrap_or_default();
    format!("{severity} {rule}: {message} {at}{help}")
}

/// A help as it is to be read on any day: what it says to write with the date of today.
fn on_any_day(help: &str, as_of: i32) -> String {
    date_of(as_of).map_or_else(|| help.to_owned(), |today| help.replace(&format!(": {today}"), ": TODAY"))
}

fn lived_with(excused: &Excused) -> Option<String> {
    let Excuse::Waived { reason, until, .. } = &excused.excuse else { return None };
    let until = until.as_ref().map(|until| format!(" until {}", literal(until))).unwrap_or_default();
    let rule = prose(&format!("`{}`", excused.finding.rule));
    Some(format!(
        "{rule}{until}: {} ({})",
        prose(&cut(&excused.finding.message, LONGEST)),
        literal(&cut(reason, LONGEST))
    ))
}

fn not_said(unsaid: &Unsaid) -> String {
    let what = match unsaid.remedy {
        Remedy::Mend => format!("`{}`, which is written and cannot be read", unsaid.path),
        Remedy::Declare | Remedy::None => format!("`{}`", unsaid.path),
    };
    let examples = in_backticks(&unsaid.examples);
    let more = match unsaid.places - unsaid.examples.len() {
        0 => String::new(),
        more => format!(" and {}", count(more, "more place", "more places")),
    };
    let decides = match (unsaid.alone, unsaid.together) {
        (0, together) => format!("with other fields, {}", count(together, "judgement", "judgements")),
        (alone, 0) => count(alone, "judgement", "judgements"),
        (alone, together) => {
            format!("{} and, with other fields, {together} more", count(alone, "judgement", "judgements"))
        }
    };
    let rules = first_of(&in_backticks(&unsaid.rules), RULES);
    let format = unsaid.unsayable.map(|format| format!("; {} has no such field", format.name)).unwrap_or_default();
    prose(&format!("{what} of {}{more}: {decides} ({rules}){format}", first_of(&examples, examples.len())))
}
