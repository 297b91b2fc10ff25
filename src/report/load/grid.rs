//! Columns below each other, and the bars between them.

use std::io::{self, Write};

use crate::expr::number;
use crate::judge::told::Amount;
use crate::report::load::bar::{Bar, Scale};
use crate::report::load::cells;
use crate::report::load::measure::{By, Measures};
use crate::report::load::table::{Row, Table};
use crate::report::terminal_text::{Ink, columns, cut, line, paint};
use crate::report::{Glyphs, Look};
use crate::value::{Of, Unit};

/// Columns a name may fill.
const NAME: usize = 24;
/// Columns a bar fills at least and at most.
const BAR: (usize, usize) = (8, 40);
/// What stands for somebody who is not there, before or after.
const NOBODY: &str = "-";

/// A column, right-aligned below its title.
struct Column {
    title: &'static str,
    cells: Vec<String>,
    width: usize,
}

/// Writes a line for each row, below a head and, where people are listed under something, below its name.
pub(super) fn write(out: &mut dyn Write, table: &Table, rows: &[(Option<&str>, &Row)], look: Look) -> io::Result<()> {
    let (before, after) = if table.what_if.is_some() { changed(rows, look) } else { declared(table, rows) };
    let names: Vec<String> = rows.iter().map(|(_, row)| cut(&line(&row.person), NAME).into_owned()).collect();
    let wide = names.iter().map(|name| width(name)).max().unwrap_or_default().max(width("person"));
    let indent = if table.by == By::Person { "" } else { "  " };
    let taken: usize = before.iter().chain(&after).map(|column| column.width + 2).sum();
    let room = look.width.saturating_sub(indent.len() + wide + taken + 2).clamp(BAR.0, BAR.1);
    let shares: Vec<Amount> = rows.iter().map(|(_, row)| share(table, row)).collect();
    let largest = shares.iter().filter_map(|share| share.low).max().unwrap_or_default();
    let scale = Scale::new(room, table.limit, largest, look.glyphs);

    let mut head = format!("{indent}{:wide$}", "person");
    push(&mut head, &before, |column| column.title);
    head.push_str("  ");
    head.push_str(&above(table, &scale, room));
    push(&mut head, &after, |column| column.title);
    writeln!(out, "{}", paint(look, Ink::Dim, head.trim_end()))?;

    let mut last = None;
    for (at, (group, _)) in rows.iter().enumerate() {
        if table.by != By::Person && last != Some(group) {
            let name = group.unwrap_or("in no team");
            writeln!(out, "{}", paint(look, Ink::Bold, &cut(&line(name), look.width)))?;
            last = Some(group);
        }
        let mut text = format!("{indent}{}{}", names[at], " ".repeat(wide - width(&names[at])));
        push(&mut text, &before, |column| &column.cells[at]);
        let Bar { within, mark, beyond } = scale.draw(&shares[at]);
        text.push_str("  ");
        text.push_str(&paint(look, Ink::Cyan, &within));
        text.push_str(mark);
        text.push_str(&paint(look, Ink::Red, &beyond));
        push(&mut text, &after, |column| &column.cells[at]);
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// What the bar shows: the share in the end, nothing for who leaves.
fn share(table: &Table, row: &Row) -> Amount {
    let of = if table.what_if.is_some() { &row.then } else { &row.now };
    of.as_ref().map(|measures| measures.share.clone()).unwrap_or_default()
}

/// The limit in words, ending above its mark.
fn above(table: &Table, scale: &Scale, room: usize) -> String {
    let limit = table.limit.map(|limit| number(limit, Of::Number(Unit::Share))).unwrap_or_default();
    let mark = scale.within + 1;
    format!("{:room$}", format!("{limit:>mark$}"))
}

fn declared(table: &Table, rows: &[(Option<&str>, &Row)]) -> (Vec<Column>, Vec<Column>) {
    let column = |title, cell: fn(&Measures) -> String| {
        of_rows(title, rows, |row| row.now.as_ref().map(cell).unwrap_or_default())
    };
    let mut before =
        vec![column("h/week", |of| cells::hours(&of.hours)), column("share", |of| cells::share(&of.share))];
    if table.by == By::Rotation {
        before.insert(0, column("here", |of| of.here.as_ref().map(cells::hours).unwrap_or_default()));
    }
    let after = vec![
        column("pages", |of| cells::pages(&of.pages)),
        column("rotations", |of| of.rotations.to_string()),
        column("longest", |of| cells::hours(&of.longest)),
        column("double", |of| cells::hours(&of.double)),
    ];
    (before, after)
}

fn changed(rows: &[(Option<&str>, &Row)], look: Look) -> (Vec<Column>, Vec<Column>) {
    let arrow = if look.glyphs == Glyphs::Ascii { "->" } else { "→" };
    let of = |measures: &Option<Measures>, cell: fn(&Measures) -> String| {
        measures.as_ref().map_or_else(|| NOBODY.to_owned(), cell)
    };
    let hours = |of: &Measures| cells::hours(&of.hours);
    let widest = |side: fn(&Row) -> &Option<Measures>| {
        rows.iter().map(|(_, row)| width(&of(side(row), hours))).max().unwrap_or_default()
    };
    let (from, to) = (widest(|row| &row.now), widest(|row| &row.then));
    let before = vec![
        of_rows("h/week", rows, |row| format!("{:>from$} {arrow} {:>to$}", of(&row.now, hours), of(&row.then, hours))),
        of_rows("change", rows, cells::difference),
        of_rows("share", rows, |row| of(&row.then, |of| cells::share(&of.share))),
    ];
    let both = |row: &Row, cell| match (of(&row.now, cell), of(&row.then, cell)) {
        (now, then) if now == then => now,
        (now, then) => format!("{now} {arrow} {then}"),
    };
    let after = vec![
        of_rows("longest", rows, |row| both(row, |of| cells::hours(&of.longest))),
        of_rows("double", rows, |row| both(row, |of| cells::hours(&of.double))),
    ];
    (before, after)
}

fn of_rows(title: &'static str, rows: &[(Option<&str>, &Row)], cell: impl Fn(&Row) -> String) -> Column {
    let cells: Vec<String> = rows.iter().map(|(_, row)| cell(row)).collect();
    let width = cells.iter().map(|cell| width(cell)).max().unwrap_or_default().max(width(title));
    Column { title, cells, width }
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Adds something of each column, right-aligned.
fn push(text: &mut String, columns: &[Column], cell: impl Fn(&Column) -> &str) {
    for column in columns {
        let cell = cell(column);
        text.push_str(&" ".repeat(2 + column.width.saturating_sub(width(cell))));
        text.push_str(cell);
    }
}
