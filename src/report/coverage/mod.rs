//! What was not judged, and what to declare to change that: the table of the formats of `coverage`, and a file for each.

pub mod json;
pub mod text;

use std::io::{self, Write};

use crate::judge::coverage::Coverage;
use crate::report::{self, Look};
use crate::text::Sources;

/// A way to write what is not covered.
pub type Format = report::Format<fn(&mut dyn Write, &Report<'_>, Style) -> io::Result<()>>;

/// The formats of `coverage`.
pub static FORMATS: [Format; 2] = [
    Format { name: "text", help: "For people", write: text::write },
    Format { name: "json", help: "For machines", write: |out, report, _| json::write(out, report) },
];

/// Everything a format may show.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// What was not judged.
    pub coverage: &'a Coverage,
    /// The texts its places point into.
    pub sources: &'a Sources,
    /// Entities that were declared.
    pub entities: usize,
}

/// How a report is to read; formats for machines always say everything.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// How it is laid out and painted.
    pub look: Look,
    /// How much of the list is shown.
    pub length: Length,
}

/// How much of the list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// The most valuable fields.
    Short,
    /// Everything.
    Whole,
}
