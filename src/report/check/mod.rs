//! What `check` found: the table of its formats, and a file for each.

mod block;
pub mod compact;
pub mod json;
pub mod report;
mod statistics;
pub mod text;
mod wording;

use std::io::{self, Write};

use crate::report::Format as Line;

pub use report::{Counts, Ignored, Length, Many, Report, Row, Statistics, Style, Summary};

/// A way to write a report.
pub type Format = Line<fn(&mut dyn Write, &Report<'_>, Style) -> io::Result<()>>;

/// The formats of `check`.
pub static FORMATS: &[Format] = &[
    Format { name: "text", help: "For people", write: text::write },
    Format { name: "compact", help: "For people, a line for each finding", write: compact::write },
    Format { name: "json", help: "For machines", write: |out, report, _| json::write(out, report) },
];
