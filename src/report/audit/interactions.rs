//! How teams work together: the map, and the table of what is drawn there and what is not.

use maud::{Markup, PreEscaped, html};

use crate::audit::interactions::{Between, Interaction, Interactions, Map};
use crate::drawing::{self, Look};
use crate::finding::wording::count;
use crate::judge::told::Told;
use crate::report::audit::{named, parts};
use crate::report::terminal_text;

/// So many teams of an engagement are named in a row.
const NAMED: usize = 6;

pub(super) fn section(interactions: &Interactions) -> Markup {
    html! {
        (summary(interactions))
        (map(&interactions.map))
        @if !interactions.all.is_empty() { (table(interactions)) }
    }
}

fn summary(interactions: &Interactions) -> Markup {
    html! {
        @if interactions.all.is_empty() && !interactions.missing.is_empty() {
            p { "Who works with whom is " (parts::unknown(&interactions.missing)) "." }
        } @else {
            p {
                (count(interactions.count, "interaction or engagement is", "interactions and engagements are")) " declared, "
                strong { (interactions.current) } " of them going on."
            }
            @if !interactions.missing.is_empty() {
                p.tell { "There may be more: declare " (parts::wanted(&interactions.missing)) "." }
            }
        }
    }
}

/// The map; where it could not be read, the way to the matrix.
fn map(map: &Map) -> Markup {
    let look = Look { prefix: "ix-", alone: false, heading: None };
    html! {
        @match map {
            Map::Drawn(graph) => {
                (parts::scrolling(Some("ix-map"), "Map of interactions", &html! { (PreEscaped(drawing::svg(graph, &look))) }))
                @if let Some(by) = graph.by {
                    p.note { "Rolled up by " (by.as_str()) ", as there are too many teams for one map." }
                }
                @if !graph.missing.is_empty() { p.tell { "To draw all of it, declare " (parts::wanted(&graph.missing)) "." } }
            },
            Map::Between(between) => (matrix(between)),
            Map::TooLarge(boxes, lines) => {
                p {
                    (boxes) " boxes and " (lines) " lines are too many for one map; the matrix of " a href="#conway" { "who depends and who talks" }
                    " shows teams against each other, and " code { "teamlint graph --around TEAM" } " draws what is around one."
                }
            },
            Map::Nothing => {},
        }
    }
}

/// How many ties there are from each group to each, where a map would have too many lines.
fn matrix(between: &Between) -> Markup {
    let by = between.by.as_str();
    let caption = format!("Interactions by {by}");
    html! {
        p { "There are too many lines for one map; " code { "teamlint graph --around TEAM" } " draws what is around one team." }
        p.note {
            "A number says how often a team of the " (by) " of a row has to do with one of the " (by) " of a column; what leads both ways "
            "counts in both places, and on the diagonal is what is within."
        }
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.cw-matrix.ix-between style=(parts::cells(between.names.len())) {
                caption { (caption) }
                thead {
                    tr {
                        th scope="col" { span.unseen { "From" } }
                        @for name in &between.names { th scope="col" { div { span { (parts::name(name)) } } } }
                    }
                }
                tbody {
                    @for (row, name) in between.names.iter().enumerate() {
                        tr { th scope="row" { (parts::name(name)) } @for column in 0..between.names.len() { (cell(between, row, column)) } }
                    }
                }
            }
        }
    }
}

fn cell(between: &Between, row: usize, column: usize) -> Markup {
    if row == column {
        return html! { td.cw-self { @if between.inside[row] > 0 { (between.inside[row]) } } };
    }
    let Some(ties) = between.ties.get(&(row, column)) else { return html! { td {} } };
    let all: usize = ties.iter().map(|(_, count)| count).sum();
    let each: Vec<String> = ties.iter().map(|(tie, count)| format!("{count} {}", tie.meaning())).collect();
    let words = format!("{} and {}: {}", between.names[row], between.names[column], each.join("; "));
    html! { td title=(terminal_text::line(&words)) { (all) } }
}

/// The sign of a mode, as in the map.
fn mode(one: &Interaction) -> Markup {
    html! {
        @match &one.mode {
            Told::Known(word) => { @if one.engagement { "engagement, " } (word) },
            Told::Unknown(missing) => { @if one.engagement { "engagement, " } (parts::unknown(missing)) },
        }
    }
}

fn table(interactions: &Interactions) -> Markup {
    let told = interactions.all.iter().any(|one| !one.findings.is_empty());
    let head = html! {
        tr {
            th scope="col" { "Teams" }
            th scope="col" { "How" }
            th scope="col" { "What for" }
            th scope="col" { "Time" }
            th scope="col" { "Written in" }
            @if told { th scope="col" { "Rules" } }
        }
    };
    let body = html! { @for one in &interactions.all { (row(one, told)) } };
    let left_out = interactions.count - interactions.all.len();
    html! {
        h3 { "Interactions in a table" }
        (parts::table(if told { "Interactions and engagements, those first of which a rule says something" } else { "Interactions and engagements" }, &head, &body))
        @if interactions.all.iter().any(|one| one.teams.len() > NAMED) {
            p.note { "All teams of each: " code { "teamlint graph --view interactions --format json" } "." }
        }
        (parts::more(left_out, "interactions", "teamlint graph --view interactions --format json"))
    }
}

fn row(one: &Interaction, told: bool) -> Markup {
    html! {
        tr {
            th scope="row" {
                @for (rank, (_, name)) in one.teams.iter().take(NAMED).enumerate() {
                    @if rank == 1 && one.directed { " → " } @else if rank > 0 && one.directed { ", " } @else if rank > 0 { " – " }
                    (parts::name(name))
                }
                @if one.teams.len() > NAMED { " and " (one.teams.len() - NAMED) " more" }
            }
            td.ix-how { (mode(one)) }
            td { @if let Some(purpose) = &one.purpose { (parts::prose(purpose)) } @else { "–" } }
            td.ix-time { (time(one)) }
            td { (parts::place(&one.at)) }
            @if told { td { @for (rank, finding) in one.findings.iter().enumerate() { @if rank > 0 { ", " } (named::finding(finding)) } } }
        }
    }
}

/// From when to when, and whether that is now.
fn time(one: &Interaction) -> Markup {
    html! {
        @match &one.current {
            Told::Known(true) => "going on",
            Told::Known(false) => strong { @if one.over { "over" } @else { "not begun" } },
            Told::Unknown(missing) => (parts::unknown(missing)),
        }
        @if let Some(since) = one.since { ", from " span.date { (since) } }
        @match &one.until {
            Told::Known(until) => { @if one.since.is_none() { "," } " to " span.date { (until) } },
            Told::Unknown(_) => ", no end is said",
        }
    }
}
