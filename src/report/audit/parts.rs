//! What all sections write alike: names, texts, what is not known, tables. Nothing that was read becomes markup.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::expr::fixed;
use crate::finding::Severity;
use crate::judge::told::{Amount, Bounds, Told};
use crate::report::terminal_text;

/// A name as it stands between others, whichever way it is written.
pub(super) fn name(text: &str) -> Markup {
    html! { bdi { (terminal_text::line(text)) } }
}

/// A text as it stands where there is no markup, or that stands by itself.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    terminal_text::line(text)
}

/// A name that leads to a place in the page.
pub(super) fn link_to(anchor: &str, text: &str) -> Markup {
    html! { a href={ "#" (anchor) } { (name(text)) } }
}

/// How much something matters.
pub(super) fn severity(severity: Severity) -> Markup {
    let word = severity.as_str();
    html! { span class={ "severity " (word) } { (word) } }
}

/// A whole number, its digits in groups.
pub(super) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (rank, digit) in digits.chars().enumerate() {
        if rank > 0 && (digits.len() - rank).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

/// A sentence: what stands between backticks is what stands in a file.
pub(super) fn prose(text: &str) -> Markup {
    let text = terminal_text::line(text);
    let parts: Vec<&str> = text.split('`').collect();
    // A backtick without another one is a letter like any.
    let paired = parts.len() % 2 == 1;
    html! {
        @if paired {
            @for (rank, part) in parts.iter().enumerate() {
                @if rank % 2 == 1 { code { bdi { (part) } } } @else { (part) }
            }
        } @else {
            (text)
        }
    }
}

/// What is not known, with what would tell. Nothing that nobody can declare is asked for.
pub(super) fn unknown(missing: &[String]) -> Markup {
    html! {
        span.unknown { "not known" }
        @if !missing.is_empty() { " " span.tell { "declare " (wanted(missing)) } }
    }
}

/// So many fields are named that would tell something.
const FIELDS: usize = 2;

/// What is to be declared.
pub(super) fn wanted(missing: &[String]) -> Markup {
    html! {
        @for (rank, field) in missing.iter().take(FIELDS).enumerate() {
            @if rank > 0 { ", " }
            code { bdi { (terminal_text::line(field)) } }
        }
        @if missing.len() > FIELDS { " and " (missing.len() - FIELDS) " more" }
    }
}

/// Something that is known, or what would tell.
pub(super) fn told<T>(told: &Told<T>, show: impl FnOnce(&T) -> Markup) -> Markup {
    match told {
        Told::Known(value) => show(value),
        Told::Unknown(missing) => unknown(missing),
    }
}

/// A number in a column: with so many decimals, as far as it is known; `by` is 100 for a share in per cent.
pub(super) fn amount(amount: &Amount, by: i128, decimals: u32) -> Markup {
    let written = amount.written(Bounds::SIGNS, |n| fixed(n, by, decimals)).filter(|_| !amount.is_unknown());
    written.map_or_else(|| unknown_mark(&amount.missing), |written| html! { (written) })
}

/// What stands for what is not known where there is no room for more; what would tell is read out, and shown to who points at it.
pub(super) fn unknown_mark(missing: &[String]) -> Markup {
    let tell = if missing.is_empty() { String::new() } else { format!("; declare {}", missing.join(", ")) };
    let words = format!("not known{}", terminal_text::line(&tell));
    html! { span.unknown title=(words) { "?" span.unseen { " (" (words) ")" } } }
}

/// Something that can be scrolled where it is wider than the page, by hand and by keys; `label` is what it is called to whoever
/// hears the page, and `class` what it looks like besides.
pub(super) fn scrolling(class: Option<&str>, label: &str, what: &Markup) -> Markup {
    html! {
        div class={ "scroll" @if let Some(class) = class { " " (class) } } tabindex="0" role="region" aria-label=(label) { (what) }
    }
}

/// A table that can be scrolled where it is wider than the page; `caption` says what it shows. `head` and `body` are its rows.
pub(super) fn table(caption: &str, head: &Markup, body: &Markup) -> Markup {
    html! {
        (scrolling(None, caption, &html! {
            table {
                caption { (caption) }
                thead { (head) }
                tbody { (body) }
            }
        }))
    }
}

/// Where something is written; a path that is wider than its column goes on in the next line after a folder.
pub(super) fn place(at: &str) -> Markup {
    html! { span.where { bdi { @for part in at.split_inclusive('/') { (terminal_text::line(part)) @if part.ends_with('/') { wbr; } } } } }
}

/// Tenths of a point that the cells of a matrix have on paper, together and at most each.
const CELLS: usize = 4_150;
/// See [`CELLS`].
const CELL: usize = 150;

/// How wide the cells of a matrix of so many columns are on paper, so that all of them are on the sheet and none is larger than
/// its letters need.
pub(super) fn cells(columns: usize) -> String {
    let tenths = (CELLS / columns.max(1)).min(CELL);
    format!("--cell:{}.{}pt", tenths / 10, tenths % 10)
}

/// What stands before a number that is above its limit, and before nothing else; a note beside the table says so.
pub(super) const ABOVE: &str = "↑";

/// The sign of a number that is above its limit, as it is shown and read aloud.
pub(super) fn above(read_aloud: &str) -> Markup {
    html! { span aria-hidden="true" { (ABOVE) " " } span.unseen { (read_aloud) ": " } }
}

/// What was left out of a list, and where the rest is.
pub(super) fn more(left_out: usize, many: &str, command: &str) -> Markup {
    html! {
        @if left_out > 0 {
            p.more { "… and " (number(left_out)) " more" @if !many.is_empty() { " " (many) } "; " code { (command) } " shows them." }
        }
    }
}

/// A section with its heading. `id` is its address, and nothing else has it.
pub(super) fn section(id: &str, heading: &str, body: &Markup) -> Markup {
    let labelled = format!("{id}-heading");
    html! {
        section id=(id) aria-labelledby=(labelled) {
            h2 id=(labelled) { (heading) }
            (body)
        }
    }
}
