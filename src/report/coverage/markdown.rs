//! What is not covered, for comments and the minutes of a meeting: by team, what it has not said and what that would let be
//! judged.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::finding::wording::{count, first_of, in_backticks};
use crate::judge::coverage::{Remedy, Unsaid};
use crate::report::coverage::report::{Length, OfTeam, Report, Style};
use crate::report::markdown_text::{literal, prose};
use crate::report::terminal_text::cut;

/// Bytes of a comment; GitHub takes as many characters, which are no fewer.
const COMMENT: usize = 65_536;
/// Bytes that are kept for what stands below the table.
const TAIL: usize = 200;
/// So many fields of a team are shown of a short list.
const FIELDS: usize = 5;
/// So many rules are named.
const RULES: usize = 3;
/// Columns of a name that are shown.
const LONGEST: usize = 200;

/// By this whoever writes comments finds the one that was written before.
const MARK: &str = "<!-- teamlint coverage -->\n";

const HEAD: &str = "\
| team | not said | of | decides | rules |
| --- | --- | --- | ---: | --- |
";

/// Writes the table, as long as a comment may be; all of it, if everything is to be listed. Nothing where nothing was
/// declared.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, report: &Report<'_>, style: Style) -> io::Result<()> {
    if report.entities == 0 {
        return Ok(());
    }
    let (coverage, whole) = (report.coverage, style.length == Length::Whole);
    let all = coverage.judged + coverage.not_judged;
    let head = match coverage.not_judged {
        0 => format!("## teamlint: nothing is missing: {} made\n", count(all, "judgement was", "judgements were")),
        lacking => format!("## teamlint: {} of {all} judgements were possible; {lacking} were not\n", coverage.judged),
    };
    let mut text = format!("{MARK}{head}");
    let teams: &[OfTeam] = report.teams;
    if !teams.is_empty() {
        text.push('\n');
        text.push_str(HEAD);
    }
    let (mut shown, most) = (0, if whole { usize::MAX } else { FIELDS });
    for of in teams {
        let rows: String = rows(of, most);
        if !whole && text.len() + rows.len() + TAIL > COMMENT {
            break;
        }
        text.push_str(&rows);
        shown += 1;
    }
    let left = teams.len() - shown;
    if left > 0 {
        let _ = writeln!(text, "\n… and {} (`--all` lists them)", count(left, "more team", "more teams"));
    }
    out.write_all(text.as_bytes())
}

fn rows(of: &OfTeam, most: usize) -> String {
    let name = of.team.as_ref().map_or_else(|| "(no team)".to_owned(), |team| literal(&cut(team, LONGEST)));
    let shown = of.unsaid.len().min(most);
    let mut rows: String = of.unsaid[..shown].iter().map(|unsaid| row(&name, unsaid)).collect();
    let left = of.unsaid.len() - shown;
    if left > 0 {
        let fields = count(left, "more field", "more fields");
        let _ = writeln!(rows, "| {name} | … and {fields} (`--all` lists them) | | | |");
    }
    rows
}

fn row(team: &str, unsaid: &Unsaid) -> String {
    let written = if unsaid.remedy == Remedy::Mend { ", written and not legible" } else { "" };
    let what = prose(&format!("`{}`{written}", unsaid.path));
    let examples: Vec<String> = unsaid.examples.iter().map(|example| cut(example, LONGEST).into_owned()).collect();
    let more = unsaid.places - examples.len();
    let mut of = literal(&examples.join(", "));
    if more > 0 {
        let _ = write!(of, " and {more} more");
    }
    if let Some(format) = unsaid.unsayable {
        let _ = write!(of, " ({} has no such field)", literal(format.name));
    }
    let decides = match (unsaid.alone, unsaid.together) {
        (alone, 0) => alone.to_string(),
        (alone, together) => format!("{alone} (+{together})"),
    };
    let rules = prose(&first_of(&in_backticks(&unsaid.rules), RULES));
    format!("| {team} | {what} | {of} | {decides} | {rules} |\n")
}
