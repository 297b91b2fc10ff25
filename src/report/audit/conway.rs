//! The Conway matrix: what services need of each other against who talks, those first who depend without talking.

use maud::{Markup, html};

use crate::audit::conway::{Apart, Case, Cell, Conway, Needed};
use crate::finding::wording::listed;
use crate::judge::told::Told;
use crate::report::audit::{named, parts};
use crate::report::terminal_text;

/// So many pairs are listed, with so many dependencies of each.
const LISTED: usize = 60;
/// See [`LISTED`].
const NEEDED: usize = 6;

pub(super) fn section(conway: &Conway) -> Markup {
    html! {
        (summary(conway))
        @if !conway.apart.is_empty() { (apart(conway)) }
        @if !conway.matrix.teams.is_empty() { (matrix(conway)) }
    }
}

/// The sign of a case, which differs in shape and in colour.
fn sign(case: &Case) -> (&'static str, &'static str) {
    match case {
        Case::Both => ("cw-both", "●"),
        Case::Apart => ("cw-apart", "▲"),
        Case::Talking => ("cw-talking", "○"),
        Case::Unknown(_) => ("cw-unknown", "?"),
    }
}

const CASES: [(&str, &str, &str); 4] = [
    ("cw-both", "●", "depend, and talk"),
    ("cw-apart", "▲", "depend without talking"),
    ("cw-talking", "○", "talk without depending"),
    ("cw-unknown", "?", "not known"),
];

fn summary(conway: &Conway) -> Markup {
    let counts = conway.counts;
    let numbers = [counts.both, counts.apart, counts.talking, counts.unknown];
    html! {
        @if !conway.said {
            p { "What services need of each other is " (parts::unknown(&conway.depending)) "." }
        }
        ul.cw-cases {
            @for ((class, sign, words), number) in CASES.into_iter().zip(numbers) {
                li {
                    span.cw-sign.(class) aria-hidden="true" { (sign) }
                    " " strong { (number) } " " @if number == 1 { "pair" } @else { "pairs" } " of teams " (words)
                }
            }
        }
        @if conway.said && !conway.depending.is_empty() {
            p.tell { "There may be more dependencies: declare " (parts::wanted(&conway.depending)) "." }
        }
        @if !conway.talking.is_empty() {
            p.tell { "There may be more who talk: declare " (parts::wanted(&conway.talking)) "." }
        }
    }
}

/// Two teams in a row each, with the services that make it so.
fn apart(conway: &Conway) -> Markup {
    let head = html! {
        tr {
            th scope="col" { "Teams" }
            th scope="col" { "Which service needs which" }
            th scope="col" { "Hard" }
            th scope="col" { "Written in" }
            th scope="col" { "Instead" }
        }
    };
    let caption = "Teams that depend on each other without talking, and the services that make it so";
    let edges = || conway.apart.iter().take(LISTED).flat_map(|apart| &apart.needed);
    let unsaid: Vec<String> = edges().filter_map(|needed| missing(&needed.hard)).flatten().cloned().collect();
    html! {
        h3 { "Who depends without talking" }
        (parts::scrolling(None, caption, &html! {
            table.cw-apart-list {
                caption { (caption) }
                thead { (head) }
                @for apart in conway.apart.iter().take(LISTED) { tbody { (pair(apart)) } }
            }
        }))
        p.note {
            "Hard: the one fails without the other."
            @if !unsaid.is_empty() { " Where that is " span.unknown { "?" } ", it is not known: declare " (parts::wanted(&unsaid)) "." }
            " Instead: what two teams have in place of a conversation."
        }
        (parts::more(conway.apart.len().saturating_sub(LISTED), "pairs", "teamlint graph --view dependencies --format json"))
    }
}

fn missing<T>(told: &Told<T>) -> Option<&[String]> {
    match told {
        Told::Known(_) => None,
        Told::Unknown(missing) => Some(missing),
    }
}

fn pair(apart: &Apart) -> Markup {
    let [(_, one), (_, other)] = &apart.teams;
    let shown = apart.needed.len().clamp(1, NEEDED);
    html! {
        @for at in 0..shown {
            tr {
                @if at == 0 {
                    th scope="rowgroup" rowspan=(shown) { (parts::name(one)) " and " (parts::name(other)) }
                }
                @match apart.needed.get(at) {
                    Some(needed) => (because(needed, if at + 1 == shown { apart.needed.len() - shown } else { 0 })),
                    None => { td {} td {} td {} },
                }
                @if at == 0 {
                    td rowspan=(shown) {
                        @if apart.instead.is_empty() { "nothing" } @else { (listed(&apart.instead, "and")) }
                        @if let Some(finding) = &apart.finding { ", " (named::finding(finding)) }
                    }
                }
            }
        }
    }
}

fn because(needed: &Needed, more: usize) -> Markup {
    html! {
        td.cw-needs {
            strong { (parts::name(&needed.from.0)) } " of " (parts::name(&needed.from.1)) " → "
            strong { (parts::name(&needed.to.0)) } " of " (parts::name(&needed.to.1))
            @if needed.via_api == Told::Known(true) { ", by an API" }
            @if more > 0 { br; span.note { "… and " (more) " more" } }
        }
        td {
            @match &needed.hard {
                Told::Known(true) => "yes",
                Told::Known(false) => "no",
                Told::Unknown(missing) => (parts::unknown_mark(missing)),
            }
        }
        td.cw-where { @if let Some(at) = &needed.at { (parts::place(at)) } }
    }
}

fn matrix(conway: &Conway) -> Markup {
    let matrix = &conway.matrix;
    let caption = "The team of a row needs that of a column; a circle stands in both directions";
    html! {
        h3 { "Team by team" }
        (parts::scrolling(None, caption, &html! {
            table.cw-matrix style=(parts::cells(matrix.teams.len())) {
                caption { (caption) }
                thead {
                    tr {
                        th scope="col" { span.unseen { "Team that needs" } }
                        @for (_, name) in &matrix.teams { th scope="col" { div { span { (parts::name(name)) } } } }
                    }
                }
                tbody {
                    @for (row, (_, name)) in matrix.teams.iter().enumerate() {
                        tr {
                            th scope="row" { (parts::name(name)) }
                            @for column in 0..matrix.teams.len() {
                                @if row == column { td.cw-self {} }
                                @else { (cell(matrix.cells.get(&(row, column)), [name, &matrix.teams[column].1])) }
                            }
                        }
                    }
                }
            }
        }))
        @if matrix.left_out > 0 {
            p.more {
                "The " (matrix.teams.len()) " teams with most to mend are shown; " (matrix.left_out) " more have to do with others: "
                code { "teamlint graph --view dependencies --around TEAM" } " shows each, and " code { "--format json" } " all."
            }
        }
        @if matrix.alone > 0 {
            p.note { "As far as declared, " (matrix.alone) @if matrix.alone == 1 { " team has" } @else { " teams have" } " to do with no other." }
        }
    }
}

fn cell(cell: Option<&Cell>, [row, column]: [&str; 2]) -> Markup {
    let Some(cell) = cell else { return html! { td {} } };
    let (class, sign) = sign(&cell.case);
    let needs = if cell.depends { "needs" } else { "and" };
    let rest = match (&cell.case, cell.depends) {
        (Case::Both, _) => "; they talk".to_owned(),
        (Case::Apart, _) => "; they do not talk".to_owned(),
        (Case::Talking, _) => " talk; neither needs the other".to_owned(),
        (Case::Unknown(missing), true) if !missing.is_empty() => {
            format!("; whether they talk is not known: declare {}", listed(missing, "or"))
        }
        (Case::Unknown(_), true) => "; whether they talk is not known".to_owned(),
        (Case::Unknown(_), false) => " talk, perhaps; whether one needs the other is not known".to_owned(),
    };
    let words = format!("{row} {needs} {column}{rest}");
    let words = terminal_text::line(&words);
    html! { td { span.cw-sign.(class) role="img" title=(words) aria-label=(words) { (sign) } } }
}
