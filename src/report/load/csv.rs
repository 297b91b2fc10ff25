//! The table for spreadsheets: RFC 4180, with a line of names at the top. What is not known is empty.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::judge::told::Amount;
use crate::report::load::json::decimal;
use crate::report::load::measure::{By, Measures};
use crate::report::load::table::Table;
use crate::report::terminal_text::line;

/// Names of the columns of [`measures`], as in JSON.
const NAMES: [&str; 9] = [
    "hoursPerWeek",
    "share",
    "offHoursPagesPerOnCallWeek",
    "offHoursPagesPerShift",
    "offHoursPagesPerWeek",
    "rotations",
    "longestBlockHours",
    "doubleBookedHours",
    "missing",
];

/// Writes the table; where somebody leaves or joins, with what everybody would carry in further columns.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    let mut names: Vec<String> = Vec::new();
    if table.by != By::Person {
        names.push(table.by.as_str().to_owned());
    }
    names.push("person".to_owned());
    let here = (table.by == By::Rotation).then_some("hoursPerWeekHere");
    names.extend(here.into_iter().chain(NAMES).map(str::to_owned));
    if table.what_if.is_some() {
        let then = |name: &str| format!("then{}{}", name[..1].to_uppercase(), &name[1..]);
        names.extend(here.into_iter().chain(NAMES).map(then));
        names.extend(["changeHoursPerWeek", "changeShare"].map(str::to_owned));
    }
    record(out, &names)?;
    for (group, row) in table.rows() {
        let mut cells: Vec<String> = Vec::with_capacity(names.len());
        if table.by != By::Person {
            cells.push(text(group.unwrap_or_default()));
        }
        cells.push(text(&row.person));
        let mut carried = |of: Option<&Measures>| {
            if table.by == By::Rotation {
                cells.push(of.and_then(|measures| measures.here.as_ref()).map(exact).unwrap_or_default());
            }
            cells.extend(measures(of));
        };
        carried(row.now.as_ref());
        if table.what_if.is_some() {
            carried(row.then.as_ref());
            let change = [row.difference(|of| &of.hours), row.difference(|of| &of.share)];
            cells.extend(change.map(|change| change.map(decimal).unwrap_or_default()));
        }
        record(out, &cells)?;
    }
    Ok(())
}

fn measures(of: Option<&Measures>) -> [String; NAMES.len()] {
    let Some(of) = of else { return Default::default() };
    [
        exact(&of.hours),
        exact(&of.share),
        exact(&of.pages_per_on_call_week),
        exact(&of.pages_per_shift),
        exact(&of.pages_per_week),
        of.rotations.to_string(),
        exact(&of.longest),
        exact(&of.double),
        of.missing().join(" "),
    ]
}

fn exact(amount: &Amount) -> String {
    amount.exactly().map(decimal).unwrap_or_default()
}

fn record(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let quoted: Vec<Cow<'_, str>> = cells.iter().map(|cell| quoted(cell)).collect();
    write!(out, "{}\r\n", quoted.join(","))
}

/// A name as a cell that is text to every spreadsheet: what would be a formula gets an apostrophe in front.
fn text(name: &str) -> String {
    let name = line(name);
    if name.trim_start().starts_with(['=', '+', '-', '@']) { format!("'{name}") } else { name.into_owned() }
}

fn quoted(cell: &str) -> Cow<'_, str> {
    if cell.contains([',', '"', '\r', '\n']) {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use crate::report::load::csv::{quoted, record, text};

    #[test]
    fn records_end_with_a_carriage_return_and_a_line_feed() {
        let mut out = Vec::new();
        record(&mut out, &["ana".to_owned(), String::new(), "42".to_owned()]).expect("memory takes everything");
        assert_eq!(out, b"ana,,42\r\n");
    }

    #[test]
    fn a_name_is_never_a_formula_and_never_steers_a_terminal() {
        assert_eq!(text("ana-maria"), "ana-maria");
        assert_eq!(text("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(text("\t@SUM(A1)"), "' @SUM(A1)");
        assert_eq!(text("ana\u{202e}x\u{1b}"), "ana\u{fffd}x\u{241b}");
    }

    #[test]
    fn a_cell_is_quoted_where_it_would_be_read_as_several() {
        assert_eq!(quoted("ana"), "ana");
        assert_eq!(quoted("Sá, Ana"), "\"Sá, Ana\"");
        assert_eq!(quoted("the \"old\" one"), "\"the \"\"old\"\" one\"");
        assert_eq!(quoted("two\nlines"), "\"two\nlines\"");
    }
}
