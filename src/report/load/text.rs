//! The table for people, with bars.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::expr::number;
use crate::finding::wording::{count, in_backticks};
use crate::judge::told::united;
use crate::report::Look;
use crate::report::load::measure::{By, Measures};
use crate::report::load::table::{PARAM, RULE, Row, Table, WhatIf};
use crate::report::load::{cells, grid};
use crate::report::terminal_text::{Ink, line, paint, wrap};
use crate::value::{Of, Unit};

/// People named in a line below the table.
const NAMED: usize = 5;
/// Lines that say what is not known.
const NOTES: usize = 8;

/// Writes the table, what stands out in it, and what is not known; where no rotation is declared, how to declare one.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, table: &Table, look: Look) -> io::Result<()> {
    if table.rotations == 0 {
        return out.write_all(UNDECLARED.as_bytes());
    }
    if let Some(what_if) = &table.what_if {
        writeln!(out, "{}\n", paint(look, Ink::Bold, &wrap(&asked(what_if), look.width, "", "  ")))?;
    }
    let drawn: Vec<(Option<&str>, &Row)> = table.rows().filter(|(_, row)| table.is_shown(row)).collect();
    if !drawn.is_empty() {
        grid::write(out, table, &drawn, look)?;
        writeln!(out)?;
    }
    for line in summary(table) {
        writeln!(out, "{}", wrap(&line, look.width, "", "  "))?;
    }
    if !drawn.is_empty() {
        writeln!(out, "{}", paint(look, Ink::Dim, &wrap(&legend(table), look.width, "", "  ")))?;
    }
    let shown = |of: &Measures| match table.what_if {
        // Pages are left out of what changes: those of a week on call stay what they are.
        Some(_) => united([&of.hours, &of.longest, &of.double]),
        None => of.missing(),
    };
    for note in notes(table, &drawn, shown) {
        writeln!(out, "{}", wrap(&note, look.width, "? ", "  "))?;
    }
    Ok(())
}

const UNDECLARED: &str = "\
No rotation is declared, so nothing is known about anybody's load. A rotation says who takes turns:

  rotations:
    payments:
      coverage: 24x7
      turn: 1w
      participants: [ana, ben, cem, dia]

In a file for one team, all members take turns in it:

  onCall: {coverage: 24x7, turn: 1w}
";

/// What was asked: `if ana leaves`.
pub(super) fn asked(what_if: &WhatIf) -> String {
    let mut asked = Vec::new();
    if !what_if.without.is_empty() {
        let verb = if what_if.without.len() == 1 { "leaves" } else { "leave" };
        asked.push(format!("{} {verb}", cells::some(&what_if.without, usize::MAX)));
    }
    for joining in &what_if.joining {
        let people = match joining.people.as_slice() {
            [one] => format!("one person (`{one}`) joins"),
            [one, other] => format!("two people (`{one}` and `{other}`) join"),
            [first, .., last] => format!("{} people (`{first}` to `{last}`) join", joining.people.len()),
            [] => "nobody joins".to_owned(),
        };
        asked.push(format!("{people} {}", cells::some(&joining.layers, usize::MAX)));
    }
    let asked: Vec<String> = asked.iter().map(|one| line(one).into_owned()).collect();
    format!("if {}", cells::some(&asked, usize::MAX))
}

fn summary(table: &Table) -> Vec<String> {
    let mut lines = Vec::new();
    let over = |of: fn(&Row) -> Option<&Measures>| {
        let is_over = |row: &Row| of(row).is_some_and(|measures| table.is_over(measures) == Some(true));
        let mut known = BTreeSet::new();
        let rows = table.rows().map(|(_, row)| row).filter(|row| is_over(row) && known.insert(&row.person));
        rows.map(|row| line(&row.person).into_owned()).collect::<Vec<String>>()
    };
    let limit = table
        .limit
        .map(|limit| format!("the limit of {} (`{PARAM}` of `{RULE}`)", number(limit, Of::Number(Unit::Share))));
    let people = |of: fn(&Row) -> bool| {
        table.rows().filter(|(_, row)| of(row)).map(|(_, row)| &row.person).collect::<BTreeSet<_>>().len()
    };
    if let Some(what_if) = &table.what_if {
        let (all, changed) = (people(|_| true), people(|row| row.now != row.then));
        lines.push(match (changed, all - changed) {
            (0, _) => "nothing changes for anybody".to_owned(),
            (_, 0) => "everybody's load changes".to_owned(),
            (_, same) => format!("{} what they carry now", count(same, "person carries", "people carry")),
        });
        if let Some(limit) = limit {
            let (now, then) = (over(|row| row.now.as_ref()), over(|row| row.then.as_ref()));
            lines.push(format!("above {limit}: now {}, then {}", cells::some(&now, NAMED), cells::some(&then, NAMED)));
        }
        if !what_if.nobody_left.is_empty() {
            lines.push(line(&format!("nobody is left in {}", cells::some(&what_if.nobody_left, NAMED))).into_owned());
        }
        return lines;
    }
    let all = people(|_| true);
    let rotations = count(table.rotations, "rotation", "rotations");
    if all == 0 {
        lines.push(format!("nobody is known to take turns in the {rotations} declared"));
        return lines;
    }
    let listed = count(all, "person takes turns", "people take turns");
    let over = over(|row| row.now.as_ref());
    lines.push(match limit {
        Some(limit) => format!("{listed} in {rotations}; above {limit}: {}", cells::some(&over, NAMED)),
        None => format!("{listed} in {rotations}"),
    });
    lines
}

fn legend(table: &Table) -> String {
    let of_shifts = |of: &Measures| of.pages_per_shift.low.is_some();
    let short = table.rows().any(|(_, row)| row.now.as_ref().is_some_and(of_shifts));
    let pages = if short {
        "off-hours pages in a week on call, in a mean week where turns are shorter,"
    } else {
        "off-hours pages in a week on call,"
    };
    match (table.what_if.is_some(), table.by) {
        (false, By::Rotation) => {
            format!("here: hours a week in this rotation; h/week: in all of them, by the clock; pages: {pages} in the layer with the most; longest: hours without a break; double: hours a week in two places at once")
        }
        (false, _) => {
            format!("h/week: in all rotations, by the clock; pages: {pages} in the layer with the most; longest: hours without a break; double: hours a week in two places at once")
        }
        (true, _) => {
            "h/week: in all rotations, by the clock; share: what it would be; longest: hours without a break; double: hours a week in two places at once".to_owned()
        }
    }
}

/// What would have to be declared for each `?`.
pub(super) fn notes(
    table: &Table,
    rows: &[(Option<&str>, &Row)],
    missing: impl Fn(&Measures) -> Vec<String>,
) -> Vec<String> {
    let mut wanted: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (_, row) in rows {
        for measures in [&row.now, &row.then].into_iter().flatten() {
            for missing in missing(measures) {
                wanted.entry(missing).or_default().insert(&row.person);
            }
        }
    }
    let mut notes: Vec<String> = Vec::new();
    if !table.missing.is_empty() {
        let missing = in_backticks(&table.missing);
        notes.push(format!("there may be more people: {} would tell", cells::some(&missing, NAMED)));
    }
    let beyond = |row: &Row| [&row.now, &row.then].into_iter().flatten().any(Measures::is_beyond_computing);
    let beyond: BTreeSet<&String> =
        rows.iter().map(|(_, row)| *row).filter(|row| beyond(row)).map(|row| &row.person).collect();
    if !beyond.is_empty() {
        let names: Vec<String> = beyond.into_iter().cloned().collect();
        let whose = cells::some(&names, NAMED);
        notes.push(format!(
            "it takes too long until all turns of {whose} have met in every way: what is shown are bounds"
        ));
    }
    let more = wanted.len().saturating_sub(NOTES);
    notes.extend(wanted.into_iter().take(NOTES).map(|(missing, names)| {
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        format!("`{missing}` would tell more about {}", cells::some(&names, NAMED))
    }));
    if more > 0 {
        notes.push(format!("and {} (--format json lists them)", count(more, "more field", "more fields")));
    }
    notes.iter().map(|note| line(note).into_owned()).collect()
}
