//! The audit as one page of HTML: it needs no network, opens from disk, and can be printed, read aloud and read without its
//! script.

mod conway;
mod duties;
mod example;
mod interactions;
mod named;
mod on_call;
mod parts;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::audit::Audit;

/// How it looks, first what all sections have in common.
const STYLE: &[&str] =
    &[include_str!("page.css"), include_str!("on_call.css"), include_str!("conway.css"), include_str!("duties.css")];

/// Writes the page.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, audit: &Audit) -> io::Result<()> {
    out.write_all(page(audit).into_string().as_bytes())
}

/// A section: its address, what the table of contents calls it, and what it is.
struct Section {
    id: &'static str,
    heading: &'static str,
    body: Markup,
}

fn sections(audit: &Audit) -> Vec<Section> {
    vec![
        Section { id: "example", heading: "Example", body: example::section(&audit.example) },
        Section { id: "on-call", heading: "On call", body: on_call::section(&audit.on_call) },
        Section { id: "interactions", heading: "Interactions", body: interactions::section(&audit.interactions) },
        Section { id: "conway", heading: "Dependencies and conversations", body: conway::section(&audit.conway) },
        Section { id: "duties", heading: "Duties", body: duties::section(&audit.duties) },
    ]
}

fn page(audit: &Audit) -> Markup {
    let sections = sections(audit);
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Audit of " (audit.as_of) }
                style { @for style in STYLE { (PreEscaped(*style)) } }
            }
            body {
                header.cover { h1 { "Audit" } p { (audit.as_of) } }
                nav aria-label="Contents" {
                    ol { @for section in &sections { li { a href=(format!("#{}", section.id)) { (section.heading) } } } }
                }
                main { @for section in &sections { (parts::section(section.id, section.heading, &section.body)) } }
            }
        }
    }
}
