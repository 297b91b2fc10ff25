//! Findings as numbers: a table each by rule, family and team.

use std::io::{self, Write};

use crate::report::Look;
use crate::report::check::report::{Row, Statistics};
use crate::report::terminal_text::{self, Ink, cut, paint};

/// What the columns of numbers are called.
const COLUMNS: [&str; 3] = ["errors", "warnings", "advice"];

/// Writes the tables, an empty line after each; nothing where nothing was found.
pub(super) fn write(out: &mut dyn Write, statistics: &Statistics, look: Look) -> io::Result<()> {
    let Statistics { rules, families, teams } = statistics;
    for (of, rows) in [("rule", rules), ("family", families), ("team", teams)] {
        if !rows.is_empty() {
            table(out, of, rows, look)?;
        }
    }
    Ok(())
}

fn table(out: &mut dyn Write, of: &str, rows: &[Row], look: Look) -> io::Result<()> {
    let numbers = COLUMNS.map(|column| column.len() + 2).iter().sum::<usize>();
    let room = look.width.saturating_sub(numbers).max(20);
    let names: Vec<String> = rows.iter().map(|row| name(row, room)).collect();
    let width = names.iter().map(|name| textwrap::core::display_width(name)).chain([of.len()]).max().unwrap_or(0);
    let mut head = format!("{of:width$}");
    for column in COLUMNS {
        head.push_str("  ");
        head.push_str(column);
    }
    writeln!(out, "{}", paint(look, Ink::Bold, &head))?;
    for (row, name) in rows.iter().zip(names) {
        let gap = " ".repeat(width - textwrap::core::display_width(&name));
        let counts = [row.counts.errors, row.counts.warnings, row.counts.advice];
        write!(out, "{name}{gap}")?;
        for (number, column) in counts.into_iter().zip(COLUMNS) {
            write!(out, "  {number:>width$}", width = column.len())?;
        }
        writeln!(out)?;
    }
    writeln!(out)
}

fn name(row: &Row, room: usize) -> String {
    match &row.name {
        Some(name) => cut(&terminal_text::line(name), room).into_owned(),
        None => "(no team)".to_owned(),
    }
}
