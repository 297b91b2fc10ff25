//! The audit as one page of HTML: it needs no network, opens from disk, and can be printed, read aloud and read without its
//! script.

mod articles;
mod charters;
mod conway;
mod cover;
mod duties;
mod findings;
mod interactions;
mod named;
mod on_call;
mod organisation;
mod ownership;
mod parts;
mod policy;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::audit::Audit;
use crate::drawing;

/// How it looks, first what all sections have in common.
const STYLE: &[&str] = &[
    include_str!("page.css"),
    drawing::CSS,
    include_str!("on_call.css"),
    include_str!("interactions.css"),
    include_str!("conway.css"),
    include_str!("duties.css"),
];
/// What filters lists; everything can be read without it.
const SCRIPT: &str = include_str!("page.js");

/// What a page says of itself, near its beginning.
const GENERATOR: &str = "teamlint report";

/// Whether a file begins as a page that was written here does.
pub fn is_page(start: &[u8]) -> bool {
    let generator = format!("<meta name=\"generator\" content=\"{GENERATOR}\">");
    start.starts_with(b"<!DOCTYPE html>") && start.windows(generator.len()).any(|part| part == generator.as_bytes())
}

/// Writes the page.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    out.write_all(page(audit).into_string().as_bytes())?;
    writeln!(out)
}

/// A style without the beginnings of lines: where the page is printed, none may look like a command of a CI system.
fn on_one_line(style: &str) -> String {
    style.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// A section: its address, what it is called, and what it is.
struct Section {
    id: &'static str,
    heading: &'static str,
    body: Markup,
}

const fn section(id: &'static str, heading: &'static str, body: Markup) -> Section {
    Section { id, heading, body }
}

/// The sections in their order.
fn sections(audit: &Audit) -> Vec<Section> {
    vec![
        section("organisation", "The organisation in ten lines", organisation::section(&audit.organisation)),
        section("turns", "On call", on_call::section(&audit.on_call)),
        section("interactions", "Interactions", interactions::section(&audit.interactions)),
        section("conway", "Dependencies and conversations", conway::section(&audit.conway)),
        section("ownership", "Ownership", ownership::section(&audit.ownership)),
        section("duties", "Duties", duties::section(&audit.duties)),
        section("charters", "Charters", charters::section(&audit.charters)),
        section("findings", "Findings", findings::section(&audit.findings)),
        section("articles", "Appendix: what the five articles state", articles::section(&audit.articles)),
    ]
}

fn page(audit: &Audit) -> Markup {
    let sections = sections(audit);
    let title = match &audit.cover.organisation {
        Some(name) => format!("Audit of {name}, {}", audit.cover.as_of),
        None => format!("Audit, {}", audit.cover.as_of),
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy::of(SCRIPT));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(GENERATOR);
                title { (parts::plain(&title)) }
                style { @for style in STYLE { (PreEscaped(on_one_line(style))) } }
            }
            body {
                a.skip href="#content" { "To the content" }
                (cover::cover(&audit.cover))
                div.body {
                    nav aria-labelledby="contents" {
                        h2 #contents { "Contents" }
                        ol { @for one in &sections { li { a href={ "#" (one.id) } { (one.heading) } } } }
                    }
                    main #content tabindex="-1" {
                        @for one in &sections { (parts::section(one.id, one.heading, &one.body)) }
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}
