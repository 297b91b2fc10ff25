//! Who holds which duty: the matrix, what nobody holds, what gets mixed, and what rules say of it.

use maud::{Markup, html};

use crate::audit::duties::{Cell, Column, Conflation, Duties, Matrix, Mixed, Reach, Row, Unheld, Wanted};
use crate::expr::fixed;
use crate::finding::wording::{count, listed};
use crate::judge::told::Told;
use crate::report::audit::{named, parts};
use crate::report::terminal_text;
use crate::value::{Number, Of, Unit};

pub(super) fn section(duties: &Duties) -> Markup {
    html! {
        @if !duties.said { p { "Who holds which duty is " (parts::unknown(&duties.missing)) "." } }
        @else if !duties.missing.is_empty() {
            p.tell { "There may be more: declare " (parts::wanted(&duties.missing)) "." }
        }
        (unheld(&duties.unheld))
        @if !duties.conflicts.is_empty() {
            h3 { "Duties in conflict" }
            (named::list(&duties.conflicts))
        }
        (conflation(&duties.conflation))
        @if !duties.matrix.rows.is_empty() && !duties.matrix.columns.is_empty() { (matrix(&duties.matrix)) }
    }
}

/// What somebody must hold, and nobody does.
fn unheld(unheld: &Unheld) -> Markup {
    let by = html! { "(" code { (unheld.by.1) } " of " code { (unheld.by.0) } ")" };
    let told = unheld.required.len() - unheld.nobody.len() - unheld.unknown.len();
    html! {
        h3 { "Holders missing" }
        @if unheld.required.is_empty() {
            p { "No duty is said to be one that somebody must hold " (by) "." }
        } @else {
            p {
                "Of " (count(unheld.required.len(), "duty that somebody must hold", "duties that somebody must hold")) " " (by) ", "
                strong { (told) } @if told == 1 { " has" } @else { " have" } " a holder, "
                strong { (unheld.nobody.len()) } @if unheld.nobody.len() == 1 { " has" } @else { " have" } " none, and of "
                strong { (unheld.unknown.len()) } " it is not known."
            }
            @if !unheld.nobody.is_empty() {
                ul.du-wanted { @for wanted in &unheld.nobody { li { span.du-none aria-hidden="true" { "✗ " } (of_nobody(wanted)) } } }
            }
            @if !unheld.unknown.is_empty() {
                p { "Not known: " @for (rank, wanted) in unheld.unknown.iter().enumerate() { @if rank > 0 { ", " } code { (parts::name(&wanted.name)) } } ". " (tell(&unheld.unknown)) }
            }
        }
    }
}

fn of_nobody(wanted: &Wanted) -> Markup {
    html! {
        code { (parts::name(&wanted.name)) }
        @if let Some(usually) = wanted.usually { ", usually of " (usually) }
        @if let Some(finding) = &wanted.finding { " " (named::finding(finding)) }
    }
}

fn tell(all: &[Wanted]) -> Markup {
    let mut missing: Vec<String> = all.iter().flat_map(|wanted| wanted.missing.iter().cloned()).collect();
    missing.sort();
    missing.dedup();
    html! { @if !missing.is_empty() { span.tell { "Declare " (parts::wanted(&missing)) "." } } }
}

/// Teams that hold core duties of SRE and of the platform.
fn conflation(conflation: &Conflation) -> Markup {
    let head = html! {
        tr {
            th scope="col" { "Team" }
            th scope="col" { "SRE core" }
            th scope="col" { "Platform core" }
            th scope="col" { "Index" }
            th scope="col" { "Rule" }
        }
    };
    let body = html! { @for mixed in &conflation.mixed { (arithmetic(conflation.limit, mixed)) } };
    let (unknown, missing) = &conflation.unknown;
    let rest = [(conflation.one_sided, "hold core duties of one side only"), (conflation.neither, "hold none of them")];
    let rest: Vec<(usize, &str)> = rest.into_iter().filter(|(number, _)| *number > 0).collect();
    html! {
        h3 { "SRE and platform work in one team" }
        p.note {
            "The index is 2 × fewer / all, from 0 to 1, over the core duties of SRE and of platform engineering that a team does or "
            "answers for, those for its own services alone left out"
            @if let Some(limit) = conflation.limit { "; from " (number(limit)) " on it is mixed (" code { "index" } " of " code { "conflated-sre-platform" } ")" }
            "."
        }
        @if conflation.mixed.is_empty() { p { "No team is known to hold core duties of both." } }
        @else { (parts::table("Teams with core duties of both SRE and platform engineering", &head, &body)) }
        @if !rest.is_empty() || *unknown > 0 {
            p.note {
                "Of the other teams "
                @for (rank, (number, words)) in rest.iter().enumerate() { @if rank > 0 { ", " } (number) " " (words) }
                @if *unknown > 0 { @if !rest.is_empty() { "; " } "of " (unknown) " it is " (parts::unknown(missing)) }
                "."
            }
        }
    }
}

fn number(n: Number) -> String {
    crate::expr::number(n, Of::Number(Unit::Plain))
}

fn arithmetic(limit: Option<Number>, mixed: &Mixed) -> Markup {
    let (sre, platform) = (mixed.sre.len(), mixed.platform.len());
    let over = limit.and_then(|limit| Some(mixed.index.exactly()? >= limit)) == Some(true);
    let names = |all: &[String]| html! { @for (rank, name) in all.iter().enumerate() { @if rank > 0 { ", " } (parts::name(name)) } };
    html! {
        tr {
            th scope="row" { (parts::name(&mixed.name)) }
            td { strong { (sre) } ": " (names(&mixed.sre)) }
            td { strong { (platform) } ": " (names(&mixed.platform)) }
            td.du-index {
                "2 × " (sre.min(platform)) " / (" (sre) " + " (platform) ") = "
                @let index = mixed.index.exactly().map(|index| fixed(index, 1, 2)).unwrap_or_default();
                @if over { strong.du-none { (index) } } @else { strong { (index) } }
            }
            td { @if let Some(finding) = &mixed.finding { (named::finding(finding)) } @else { "–" } }
        }
    }
}

fn matrix(matrix: &Matrix) -> Markup {
    let caption = "Teams by duty: responsible, accountable, consulted, informed";
    html! {
        h3 { "Who has which part in what" }
        (legend())
        (parts::scrolling(None, caption, &html! {
            table.du-matrix style=(parts::cells(matrix.columns.len())) {
                caption { (caption) }
                (columns(matrix))
                tbody { @for row in &matrix.rows { (of_team(matrix, row)) } }
                tfoot { (holders(matrix)) }
            }
        }))
        @if matrix.left_out + matrix.duties_left_out > 0 {
            p.more {
                "… and "
                @if matrix.left_out > 0 { (count(matrix.left_out, "more team", "more teams")) }
                @if matrix.left_out > 0 && matrix.duties_left_out > 0 { " and " }
                @if matrix.duties_left_out > 0 { (count(matrix.duties_left_out, "more duty", "more duties")) }
                "; " code { "teamlint charter TEAM" } " shows those of each team."
            }
        }
        p.note {
            "Holders are counted wherever they are said: those who are responsible or accountable, whose rotations, reviews and "
            "objectives there are, and whom decisions name; a + says that there may be more."
        }
        @if matrix.without > 0 { p.note { (count(matrix.without, "team holds", "teams hold")) " no duty, as far as declared." } }
    }
}

fn legend() -> Markup {
    html! {
        ul.du-legend {
            li { span.du-part { "A" } " accountable" }
            li { span.du-part { "R" } " responsible" }
            li { span.du-part.du-light { "C" } " consulted" }
            li { span.du-part.du-light { "I" } " informed" }
            li { span.du-part.du-own { "R" } " for its own services alone" }
            li { span.du-part.du-some { "R" } " for some services" }
            li { span.du-part.du-unsaid { "R" } " for what is not known" }
            li { span.du-part.du-light { "H" } " holds it, by a rotation, review, objective or decision" }
        }
    }
}

/// The duties, below the discipline that they belong to.
fn columns(matrix: &Matrix) -> Markup {
    let groups = matrix.columns.chunk_by(|a, b| a.discipline == b.discipline);
    html! {
        @for group in groups.clone() { colgroup span=(group.len()) {} }
        thead {
            tr {
                td {}
                @for group in groups {
                    @let words = group[0].discipline.unwrap_or("other");
                    th.du-discipline.du-upright[!fits(words, group.len())] scope="colgroup" colspan=(group.len()) {
                        div title=(words) { span { (words) } }
                    }
                }
            }
            tr { th scope="col" { "Team" } @for column in &matrix.columns { (duty(column)) } }
        }
    }
}

/// Whether there is room for a word above so many columns; where there is none it is written as the duties below it are.
fn fits(word: &str, columns: usize) -> bool {
    word.chars().count() < 3 * columns
}

fn duty(column: &Column) -> Markup {
    let class = column.class.map(|class| format!("; {class}")).unwrap_or_default();
    let words = format!("{}{class}", column.label.as_deref().unwrap_or(&column.name));
    html! {
        th.du-unheld[column.unheld] scope="col" title=(terminal_text::line(&words)) {
            div { span { (parts::name(&column.name)) } }
        }
    }
}

fn of_team(matrix: &Matrix, row: &Row) -> Markup {
    html! {
        tr.du-open[!row.missing.is_empty()] {
            th scope="row" {
                @if !row.missing.is_empty() && !row.cells.is_empty() { (parts::unknown_mark(&row.missing)) " " }
                (parts::name(&row.name))
                @if let Told::Known(practises) = &row.practises { span.du-practises { (practises) } }
            }
            @if row.cells.is_empty() {
                td.du-nothing colspan=(matrix.columns.len()) { (parts::unknown(&row.missing)) }
            } @else {
                @for (rank, column) in matrix.columns.iter().enumerate() { (part(row, row.cells.get(&rank), column)) }
            }
        }
    }
}

fn part(row: &Row, cell: Option<&Cell>, column: &Column) -> Markup {
    let Some(cell) = cell else { return html! { td {} } };
    if cell.letters.is_empty() {
        let words = format!("{}: holds {}, by a rotation, review, objective or decision", row.name, column.name);
        return html! { td { span.du-part.du-light title=(terminal_text::line(&words)) { "H" } } };
    }
    let letters: String = cell.letters.iter().map(|letter| letter.as_str()).collect();
    let parts: Vec<&str> = cell.letters.iter().map(|letter| letter.word()).collect();
    let (class, reach) = match &cell.reach {
        Reach::Everything => ("", String::new()),
        Reach::Own => ("du-own", " for its own services".to_owned()),
        Reach::Services(services) => ("du-some", format!(" for {services}")),
        Reach::Unknown => ("du-unsaid", "; for what is not known".to_owned()),
    };
    let light = cell.letters.iter().all(|letter| matches!(letter.as_str(), "C" | "I"));
    let by = if cell.people.is_empty() { String::new() } else { format!("; by {}", listed(&cell.people, "and")) };
    let words = format!("{}: {} of {}{reach}{by}", row.name, listed(&parts, "and"), column.name);
    html! {
        td { span.du-part.du-light[light].(class) title=(terminal_text::line(&words)) { (letters) } }
    }
}

/// How many hold each duty.
fn holders(matrix: &Matrix) -> Markup {
    html! {
        tr {
            th scope="row" { "Holders" }
            @for column in &matrix.columns {
                @match column.holders {
                    (0, true) => td { span.du-none { "0" } },
                    (0, false) => td { (parts::unknown_mark(&column.missing)) },
                    (known, true) => td.du-wide[known > 99] { (known) },
                    (known, false) => td.du-wide[known > 9] title=(format!("at least {known}")) { (known) "+" },
                }
            }
        }
    }
}
