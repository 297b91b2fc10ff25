//! The cover: whose audit it is, of which day, and what it was made of.

use maud::{Markup, html};

use crate::audit::Cover;
use crate::finding::wording::{count, listed};
use crate::judge::told::Told;
use crate::report::audit::parts::{self, name, number, table, unknown_mark};

pub(super) fn cover(cover: &Cover) -> Markup {
    html! {
        header.cover #cover {
            p.eyebrow { "Audit of how teams are set up" }
            h1 { @if let Some(of) = &cover.organisation { (name(of)) } @else { "The organisation" } }
            p.date {
                "As of " time datetime=(cover.as_of) { (cover.as_of.strftime("%-d %B %Y")) }
                @if let Some(against) = &cover.against { ", compared with " code { (name(against)) } }
            }
            dl.figures {
                @for ((one, many), how_many) in &cover.counts { (figure((one, many), how_many)) }
                (figure(("error", "errors"), &Told::Known(cover.found.errors)))
                (figure(("warning", "warnings"), &Told::Known(cover.found.warnings)))
                (figure(("piece of advice", "pieces of advice"), &Told::Known(cover.found.advice)))
            }
            p {
                (number(cover.judged.decided)) " judgements were made by " (count(cover.judged.rules, "rule", "rules"))
                @if cover.judged.undecided > 0 {
                    "; " (number(cover.judged.undecided)) " more were not possible, for want of what nobody declared"
                }
                ". What is not known is " span.unknown { "hatched" } " or a " span.unknown { "?" } ", and never taken for nothing."
                @if cover.anonymised { " People are shown as letters, the same everywhere; how much of being on call they carry, by team." }
            }
            @if let (Some(against), Some(trend)) = (&cover.against, &cover.trend) {
                p { "Since " code { (name(against)) } ": " a href="#since" { (trend) } "." }
            }
            (sources(cover))
            @if !cover.unread.is_empty() {
                p { "Not read whole, so that what they say may be missing: "
                    @for (rank, path) in cover.unread.iter().enumerate() { @if rank > 0 { ", " } code { (name(path)) } } "." }
            }
            p.note { "Made by teamlint " (env!("CARGO_PKG_VERSION")) ", from files alone." }
        }
    }
}

fn figure((one, many): (&str, &str), how_many: &Told<usize>) -> Markup {
    html! {
        div {
            dt { @if *how_many == Told::Known(1) { (one) } @else { (many) } }
            dd { @match how_many { Told::Known(n) => (number(*n)), Told::Unknown(missing) => (unknown_mark(missing)) } }
        }
    }
}

fn sources(cover: &Cover) -> Markup {
    let head = html! { tr { th scope="col" { "format" } th.n scope="col" { "files" } th scope="col" { "what they declare" } } };
    let rows = html! {
        @for (format, files, what) in &cover.formats {
            tr { th scope="row" { (parts::plain(format)) } td.n { (number(*files)) } td { (listed(what, "and")) } }
        }
    };
    table(&format!("What was read: {}", count(cover.files, "file", "files")), &head, &rows)
}
