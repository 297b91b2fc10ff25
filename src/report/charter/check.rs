//! Where a charter that was written no longer says what is declared, statement by statement.

use std::collections::{HashMap, VecDeque};
use std::io::{self, Write};

use crate::charter::Charter;
use crate::finding::wording::{count, in_backticks, listed};
use crate::org::Org;
use crate::report::charter::markdown::{self, section_text};
use crate::report::charter::page::{LABELS, page};
use crate::report::charter::read::{Chunk, Stated, Table, chunks, is_of_another, mark, stated};
use crate::report::charter::renew::has_sections;
use crate::report::charter::section::Section;
use crate::report::charter::words::UNSAID;
use crate::report::terminal_text::line;

/// What came of comparing a file with what is declared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Where they differ, in the order of lines: the line, and what it says and what is declared.
    pub differences: Vec<(usize, String)>,
    /// How many sections were compared.
    pub sections: usize,
    /// Headings of a charter that the file does not have.
    pub left_out: Vec<&'static str>,
    /// How many of the differences are headings that stand there again, which renewing does not mend.
    pub repeated: usize,
    /// Whether it has any heading below its title.
    pub has_sections: bool,
    /// The comment that it must have to be renewed, where it has none.
    pub mark_to_write: Option<String>,
}

/// What somebody can do about a charter, as it is typed.
#[derive(Clone, Debug)]
pub struct Commands {
    /// Writes the page to standard output.
    pub write: String,
    /// Renews the file.
    pub renew: String,
}

/// Compares a file with the charter of a team. Sections and columns that the file does not have are left alone, and so is
/// what people added.
///
/// # Errors
///
/// The team whose charter the file says that it is, as it stands there, if that is another.
pub fn check<'t>(file: &'t str, charter: &Charter<'_>, org: &Org) -> Result<Checked, &'t str> {
    if is_of_another(file, charter.id) {
        return Err(mark(file).unwrap_or_default());
    }
    let sections = page(charter, org).sections;
    let ranks: HashMap<String, usize> =
        sections.iter().enumerate().map(|(rank, section)| (section.title.to_lowercase(), rank)).collect();
    let all = chunks(file);
    let mark_to_write = mark(file).is_none().then(|| markdown::mark(charter.id));
    let mut checked = Checked { has_sections: has_sections(&all), mark_to_write, ..Checked::default() };
    // The line of the heading of each.
    let mut seen: Vec<Option<usize>> = vec![None; sections.len()];
    for chunk in all {
        let Some(&rank) = chunk.title.as_ref().and_then(|title| ranks.get(&title.to_lowercase())) else { continue };
        let mut compared = Compared { section: &sections[rank], at: chunk.line, found: &mut checked.differences };
        match seen[rank] {
            None => {
                checked.sections += 1;
                compared.section(&chunk);
                seen[rank] = Some(chunk.line);
            }
            // What it says would be told twice, or would be taken for true: which of the two counts, nobody knows.
            Some(first) => {
                compared.tell(
                    chunk.line,
                    &format!(
                        "this heading stands in line {first} already, and only what is below that one is compared; keep one of \
                         the two, or give this one another heading"
                    ),
                );
                checked.repeated += 1;
            }
        }
    }
    let unseen = sections.iter().zip(&seen).filter(|(_, line)| line.is_none());
    checked.left_out = unseen.map(|(section, _)| section.title).collect();
    checked.differences.sort();
    Ok(checked)
}

/// Writes what came of it, for people.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, path: &str, checked: &Checked, commands: &Commands) -> io::Result<()> {
    let path = line(path);
    for (number, difference) in &checked.differences {
        writeln!(out, "{path}:{number}: {}", line(difference))?;
    }
    if checked.sections == 0 {
        return writeln!(out, "{path}: {}", line(&without_sections(checked, commands)));
    }
    if !checked.left_out.is_empty() {
        // They may have been taken out on purpose, or have another heading, as in a translation.
        let titles = listed(&in_backticks(&checked.left_out), "and");
        writeln!(out, "{path}: not compared, as the page has no such heading: {titles}")?;
    }
    match checked.differences.len() {
        0 => {
            let (sections, agree) = match checked.sections {
                1 => ("1 section".to_owned(), "agrees"),
                several => (format!("{several} sections"), "agree"),
            };
            writeln!(out, "{path}: {sections} {agree} with what is declared")
        }
        differences => {
            let statements = differences - checked.repeated;
            if statements > 0 {
                let differ = count(statements, "statement differs", "statements differ");
                writeln!(out, "{differ} from what is declared; {}", line(&how_to_renew(checked, commands)))?;
            }
            if checked.repeated > 0 {
                let stand = count(checked.repeated, "heading stands", "headings stand");
                writeln!(
                    out,
                    "{stand} there again, which renewing the page does not change; take out what is too much by hand"
                )?;
            }
            Ok(())
        }
    }
}

/// What can be done about a page in which there is nothing to compare.
fn without_sections(checked: &Checked, Commands { write, renew }: &Commands) -> String {
    match (&checked.mark_to_write, checked.has_sections) {
        (Some(_), _) => format!("none of its headings is one of a charter; `{write}` writes one"),
        (None, false) => format!("it has no sections yet; `{renew}` writes them"),
        (None, true) => format!(
            "none of its headings is one of a charter; write one of them into it, such as `## The team`, and `{renew}` writes what \
             belongs below"
        ),
    }
}

/// How a page comes to say what is declared.
fn how_to_renew(checked: &Checked, Commands { renew, .. }: &Commands) -> String {
    match &checked.mark_to_write {
        None => format!("`{renew}` renews the page"),
        Some(mark) => format!(
            "a page that does not say whose charter it is stays as it is: change these lines by hand, or write `{mark}` below its \
             title, and `{renew}` renews the page"
        ),
    }
}

/// One section of a file beside what it would say now.
struct Compared<'c> {
    section: &'c Section,
    /// The line of its heading.
    at: usize,
    found: &'c mut Vec<(usize, String)>,
}

impl Compared<'_> {
    fn section(&mut self, chunk: &Chunk<'_>) {
        let now = section_text(self.section);
        let (said, now) = (stated(chunk), stated(&Chunk { title: None, line: 1, text: &now }));
        self.lines(&said, &now);
        let columns = now.tables.first().map(|table| table.columns.clone());
        let columns = columns.unwrap_or_else(|| self.section.columns().iter().map(|&name| name.to_owned()).collect());
        if let Some(first) = columns.first() {
            let is_ours = |table: &&Table| table.columns.first().is_some_and(|name| name.eq_ignore_ascii_case(first));
            let rows = now.tables.first().map(|table| table.rows.as_slice()).unwrap_or_default();
            match said.tables.iter().find(is_ours) {
                Some(table) => self.rows(table, &columns, rows),
                None if rows.is_empty() => {}
                None => {
                    let rows = count(rows.len(), "row", "rows");
                    self.tell(
                        self.at,
                        &format!("there is no table whose first column is `{first}`; declared are {rows}"),
                    );
                }
            }
        }
    }

    fn tell(&mut self, line: usize, what: &str) {
        self.found.push((line, format!("{}: {what}", self.section.title)));
    }

    fn lines(&mut self, said: &Stated, now: &Stated) {
        for (about, declared, _) in &now.lines {
            let is_about = |(other, ..): &&(String, String, usize)| other.eq_ignore_ascii_case(about);
            let mut written = said.lines.iter().filter(is_about).peekable();
            if written.peek().is_none() {
                self.tell(self.at, &format!("`{about}` is not in the list; {}", now_is(declared)));
            }
            for (_, says, line) in written.filter(|(_, says, _)| says != declared) {
                self.tell(*line, &format!("`{about}` is `{says}` here; {}", now_is(declared)));
            }
        }
        let is_ours = |about: &str| LABELS.iter().any(|label| label.eq_ignore_ascii_case(about));
        let is_gone = |about: &str| now.lines.iter().all(|(known, ..)| !known.eq_ignore_ascii_case(about));
        for (about, says, line) in said.lines.iter().filter(|(about, ..)| is_ours(about) && is_gone(about)) {
            // A label of another section is somebody's own.
            if !now.lines.is_empty() {
                self.tell(*line, &format!("`{about}` is `{says}` here; nothing declares it"));
            }
        }
    }

    /// Rows are told apart by their first cell. Columns that one of the two does not have are not compared.
    fn rows(&mut self, said: &Table, columns: &[String], now: &[(usize, Vec<String>)]) {
        let column = |name: &String| said.columns.iter().position(|other| other.eq_ignore_ascii_case(name));
        let pairs: Vec<(usize, usize)> =
            columns.iter().enumerate().filter_map(|(rank, name)| Some((rank, column(name)?))).collect();
        // Who leaves a cell empty says as little as a page of ours that says so.
        let cell =
            |row: &[String], rank: usize| row.get(rank).filter(|cell| *cell != UNSAID).cloned().unwrap_or_default();
        let mut left: HashMap<Vec<String>, VecDeque<usize>> = HashMap::new();
        for (rank, (_, row)) in now.iter().enumerate() {
            let cells = pairs.iter().map(|&(ours, _)| cell(row, ours)).collect();
            left.entry(cells).or_default().push_back(rank);
        }
        // First those that are the same, then those about the same.
        let mut others = Vec::new();
        for (line, row) in &said.rows {
            let cells: Vec<String> = pairs.iter().map(|&(_, theirs)| cell(row, theirs)).collect();
            match left.get_mut(&cells).and_then(VecDeque::pop_front) {
                Some(_) => {}
                None => others.push((*line, cells)),
            }
        }
        let mut unsaid: Vec<usize> = left.into_values().flatten().collect();
        unsaid.sort_unstable();
        let mut by_key: HashMap<String, VecDeque<usize>> = HashMap::new();
        for rank in unsaid {
            by_key.entry(cell(&now[rank].1, 0)).or_default().push_back(rank);
        }
        for (line, cells) in others {
            match by_key.get_mut(&cells[0]).and_then(VecDeque::pop_front) {
                None => self.tell(line, &format!("`{}` is in the table; nothing that is declared says so", cells[0])),
                Some(rank) => {
                    for (&(ours, _), says) in pairs.iter().zip(&cells) {
                        let declared = cell(&now[rank].1, ours);
                        if *says != declared {
                            let (of, name) = (&cells[0], &columns[ours]);
                            self.tell(line, &format!("`{name}` of `{of}` is `{says}` here; {}", now_is(&declared)));
                        }
                    }
                }
            }
        }
        let mut missing: Vec<usize> = by_key.into_values().flatten().collect();
        missing.sort_unstable();
        for rank in missing {
            let of = cell(&now[rank].1, 0);
            self.tell(self.at, &format!("`{of}` is declared, and not in the table"));
        }
    }
}

/// What is declared, in words.
fn now_is(declared: &str) -> String {
    if let Some(would_tell) = declared.strip_prefix(UNSAID) {
        return format!("nothing is declared{would_tell}");
    }
    match declared {
        "" => "nothing is declared".to_owned(),
        "?" => "what is declared does not tell".to_owned(),
        declared => format!("declared is `{declared}`"),
    }
}
