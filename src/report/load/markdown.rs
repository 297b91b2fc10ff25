//! The table for wikis and pull requests.

use std::io::{self, Write};

use crate::expr::number;
use crate::finding::wording::count;
use crate::report::load::cells;
use crate::report::load::measure::{By, Measures};
use crate::report::load::table::{PARAM, RULE, Row, Table};
use crate::report::load::text::{asked, notes};
use crate::report::markdown_text::literal;
use crate::value::{Of, Unit};

/// A column of numbers: what is above it, and what stands in it.
type Column = (&'static str, fn(&Measures) -> String);

const HERE: Column = ("hours a week here", |of| of.here.as_ref().map(cells::hours).unwrap_or_default());
const HOURS: Column = ("hours a week", |of| cells::hours(&of.hours));
const SHARE: Column = ("share of the week", |of| cells::share(&of.share));
const FURTHER: [Column; 4] = [
    ("off-hours pages in a week on call", |of| cells::pages(&of.pages)),
    ("rotations", |of| of.rotations.to_string()),
    ("longest block in hours", |of| cells::hours(&of.longest)),
    ("hours a week in two places", |of| cells::hours(&of.double)),
];

/// Writes a table, or one for each team under its name; below it the limit and what is not known.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    if let Some(what_if) = &table.what_if {
        writeln!(out, "What changes {}:\n", literal(&asked(what_if)))?;
    }
    let rows: Vec<(Option<&str>, &Row)> = table.rows().filter(|(_, row)| table.is_shown(row)).collect();
    if rows.is_empty() {
        let who = if table.what_if.is_some() { "Nobody's load changes" } else { "Nobody is known to take turns" };
        writeln!(out, "{who}.")?;
    } else if table.by == By::Team {
        write_by_team(out, table)?;
    } else {
        let group = (table.by != By::Person).then_some(table.by.as_str());
        write_rows(out, table, group, &rows)?;
    }
    if let Some(limit) = table.limit {
        let limit = number(limit, Of::Number(Unit::Share));
        writeln!(out, "\nThe limit is {limit} of the week (`{PARAM}` of `{RULE}`).")?;
    }
    for (at, note) in notes(table, &rows, Measures::missing).iter().enumerate() {
        writeln!(out, "{}- {note}", if at == 0 { "\n" } else { "" })?;
    }
    Ok(())
}

/// Writes it as the minutes of a meeting have it, and as `check` tells of teams: those with the highest share first.
fn write_by_team(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    for (rank, group) in table.groups.iter().enumerate() {
        let rows: Vec<(Option<&str>, &Row)> =
            group.rows.iter().filter(|row| table.is_shown(row)).map(|row| (None, row)).collect();
        if rows.is_empty() {
            continue;
        }
        let name = group.name.as_deref().map_or_else(|| "No team".to_owned(), literal);
        let before = if rank == 0 { "" } else { "\n" };
        writeln!(out, "{before}### {name}: {}\n", in_short(table, &rows))?;
        write_rows(out, table, None, &rows)?;
    }
    Ok(())
}

/// How many people there are, and how many of them carry more than the limit, or may; for how many something changes, where
/// somebody leaves or joins.
fn in_short(table: &Table, rows: &[(Option<&str>, &Row)]) -> String {
    if table.what_if.is_some() {
        return format!("the load of {} changes", count(rows.len(), "person", "people"));
    }
    let people = count(rows.len(), "person on call", "people on call");
    if table.limit.is_none() {
        return people;
    }
    let such = |wanted: Option<bool>| {
        let is_such = |row: &Row| row.last().is_some_and(|measures| table.is_over(measures) == wanted);
        rows.iter().filter(|(_, row)| is_such(row)).count()
    };
    match (such(Some(true)), such(None)) {
        (over, 0) => format!("{people}, {over} above the limit"),
        (over, perhaps) => format!("{people}, {over} above the limit, {perhaps} perhaps"),
    }
}

fn write_rows(
    out: &mut dyn Write,
    table: &Table,
    group: Option<&str>,
    rows: &[(Option<&str>, &Row)],
) -> io::Result<()> {
    let here = (table.by == By::Rotation).then_some(HERE);
    let change = table.what_if.as_ref().map(|_| "change");
    let numbers = || {
        here.iter().map(|column| column.0).chain([HOURS.0]).chain(change).chain([SHARE.0]).chain(FURTHER.map(|it| it.0))
    };
    let words = || group.into_iter().chain(["person"]);
    record(out, words().chain(numbers()).map(str::to_owned))?;
    record(out, words().map(|_| "---").chain(numbers().map(|_| "---:")).map(str::to_owned))?;
    for (name, row) in rows {
        let group = group.map(|_| name.map(literal).unwrap_or_default());
        let cell = |column: Column| both(table, row, column.1);
        let change = change.map(|_| cells::difference(row));
        let hours = here.map(cell).into_iter().chain([cell(HOURS)]).chain(change);
        let numbers = hours.chain([beside_limit(table, row)]).chain(FURTHER.map(cell));
        record(out, group.into_iter().chain([literal(&row.person)]).chain(numbers))?;
    }
    Ok(())
}

/// The share that somebody carries, with the limit where it is above that, or may be.
fn beside_limit(table: &Table, row: &Row) -> String {
    let share = both(table, row, SHARE.1);
    let over = row.last().map(|measures| table.is_over(measures));
    match (over, table.limit.map(|limit| number(limit, Of::Number(Unit::Share)))) {
        (Some(Some(true)), Some(limit)) => format!("**{share}**, above {limit}"),
        (Some(None), Some(limit)) => format!("{share}, perhaps above {limit}"),
        _ => share,
    }
}

/// What it is or, where somebody leaves or joins, what it was and what it would be.
fn both(table: &Table, row: &Row, cell: fn(&Measures) -> String) -> String {
    let of = |of: &Option<Measures>| of.as_ref().map_or_else(|| "-".to_owned(), cell);
    let (now, then) = (of(&row.now), of(&row.then));
    if table.what_if.is_none() || now == then { now } else { format!("{now} → {then}") }
}

fn record(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))
}
