//! What was not judged, and what to declare to change that: the table of the formats of `coverage`, and a file for each.

pub mod json;
pub mod markdown;
pub mod report;
pub mod text;

use std::io::{self, Write};

use crate::report::Format as Line;

pub use report::{Length, OfTeam, Report, Style};

/// A way to write what is not covered.
pub type Format = Line<fn(&mut dyn Write, &Report<'_>, Style) -> io::Result<()>>;

/// The formats of `coverage`.
pub static FORMATS: &[Format] = &[
    Format { name: "text", help: "For people", write: text::write },
    Format { name: "json", help: "For machines", write: |out, report, _| json::write(out, report) },
    Format { name: "markdown", help: "For comments and minutes, by team", write: markdown::write },
];
