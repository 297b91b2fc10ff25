//! The table for wikis and pull requests.

use std::io::{self, Write};

use super::text::asked;
use super::{By, Measures, PARAM, RULE, Row, Table, cells};
use crate::expr::number;
use crate::facts::value::{Of, Unit};
use crate::report::prose::line;

/// Writes a table, and below it the limit.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    if let Some(what_if) = &table.what_if {
        writeln!(out, "What changes {}:\n", escaped(&asked(what_if)))?;
    }
    let mut names: Vec<&str> = Vec::new();
    if table.by != By::Person {
        names.push(table.by.as_str());
    }
    names.push("person");
    let words = names.len();
    if table.by == By::Rotation {
        names.push("hours a week here");
    }
    names.extend([
        "hours a week",
        "share of the week",
        "off-hours pages a week on call",
        "rotations",
        "longest block",
        "double-booked hours a week",
    ]);
    record(out, names.iter().map(|name| (*name).to_owned()))?;
    record(out, (0..names.len()).map(|at| if at < words { "---" } else { "---:" }.to_owned()))?;
    for (group, row) in table.rows().filter(|(_, row)| table.is_shown(row)) {
        let group = (table.by != By::Person).then(|| group.map(escaped).unwrap_or_default());
        let here = (table.by == By::Rotation).then(|| both(table, row, |of| of.here.as_ref().map(cells::hours)));
        let cells = [
            both(table, row, |of| Some(cells::hours(&of.hours))),
            both(table, row, |of| Some(cells::share(&of.share))),
            both(table, row, |of| Some(cells::pages(&of.pages))),
            both(table, row, |of| Some(of.rotations.to_string())),
            both(table, row, |of| Some(format!("{} h", cells::hours(&of.longest)).replace("? h", "?"))),
            both(table, row, |of| Some(cells::hours(&of.double))),
        ];
        record(out, group.into_iter().chain([escaped(&row.person)]).chain(here).chain(cells))?;
    }
    if let Some(limit) = table.limit {
        let limit = number(limit, Of::Number(Unit::Share));
        writeln!(out, "\nThe limit is {limit} of the week (`{PARAM}` of `{RULE}`).")?;
    }
    Ok(())
}

/// What it is or, where somebody leaves or joins, what it was and what it would be.
fn both(table: &Table, row: &Row, cell: fn(&Measures) -> Option<String>) -> String {
    let of = |of: &Option<Measures>| of.as_ref().and_then(cell).unwrap_or_else(|| "-".to_owned());
    let (now, then) = (of(&row.now), of(&row.then));
    if table.what_if.is_none() || now == then { now } else { format!("{now} → {then}") }
}

fn record(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Text that means itself in a cell.
fn escaped(text: &str) -> String {
    let special = |c: char| matches!(c, '|' | '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '~');
    line(text).chars().fold(String::new(), |mut escaped, c| {
        if special(c) {
            escaped.push('\\');
        }
        escaped.push(c);
        escaped
    })
}
