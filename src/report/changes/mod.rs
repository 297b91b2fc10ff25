//! What changed between two organisations: the table of the formats of `diff`, and a file for each.

pub mod json;
pub mod markdown;
pub mod text;

use std::io::{self, Write};

use crate::changes::{Change, Changes, Topic};
use crate::finding::wording::count;
use crate::report::{Format as Line, Look};

/// A way to write what changed.
pub type Format = Line<fn(&mut dyn Write, &Changes, Look) -> io::Result<()>>;

/// The formats of `diff`.
pub static FORMATS: &[Format] = &[
    Format { name: "text", help: "For people", write: text::write },
    Format {
        name: "markdown",
        help: "For pull requests and wikis",
        write: |out, changes, _| markdown::write(out, changes),
    },
    Format { name: "json", help: "For machines", write: |out, changes, _| json::write(out, changes) },
];

/// Changes with what stands above them.
fn by_topic(changes: &Changes) -> impl Iterator<Item = (Topic, &[Change])> {
    changes.all.chunk_by(|a, b| a.what.topic() == b.what.topic()).map(|all| (all[0].what.topic(), all))
}

/// How much changed.
fn total(changes: &Changes) -> String {
    match changes.all.len() {
        0 => "nothing changed in the organisation".to_owned(),
        number => format!("{} in the organisation", count(number, "change", "changes")),
    }
}
