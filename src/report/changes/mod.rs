//! What changed between two organisations: the table of the formats of `diff`, and a file for each.

pub mod json;
pub mod markdown;
pub mod text;
mod topics;

use std::io::{self, Write};

use crate::changes::Changes;
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
