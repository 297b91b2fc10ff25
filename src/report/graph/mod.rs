//! Views of an organisation: the table of the formats of `graph`, and a file for each.

pub mod dot;
pub mod json;
pub mod mermaid;
pub mod svg;
mod words;

use std::io::{self, Write};

use crate::report::Format as Line;
use crate::views::Graph;

/// A way to write a view.
pub type Format = Line<Writer>;

/// What writes a view.
#[derive(Clone, Copy, Debug)]
pub struct Writer {
    /// Whether it draws, so that only so much can be shown as fits into a picture.
    pub draws: bool,
    /// What everything begins with that it writes.
    pub begins: &'static str,
    /// Writes it; the text stands above a picture.
    pub write: fn(&mut dyn Write, &Graph, &str) -> io::Result<()>,
}

/// The formats of `graph`.
pub static FORMATS: &[Format] = &[
    Format {
        name: "svg",
        help: "A picture, for pages and slides",
        write: Writer { draws: true, begins: "<svg ", write: svg::write },
    },
    Format {
        name: "mermaid",
        help: "For Markdown on GitHub and GitLab",
        write: Writer { draws: false, begins: "flowchart ", write: |out, graph, _| mermaid::write(out, graph) },
    },
    Format {
        name: "dot",
        help: "For Graphviz",
        write: Writer { draws: false, begins: "digraph ", write: |out, graph, _| dot::write(out, graph) },
    },
    Format {
        name: "json",
        help: "For machines, with everything that is known",
        write: Writer {
            draws: false,
            begins: "{\n  \"version\": 1,\n  \"view\": ",
            write: |out, graph, _| json::write(out, graph),
        },
    },
];

/// Whether a file begins as one that was written here does.
pub fn is_view(start: &[u8]) -> bool {
    FORMATS.iter().any(|format| start.starts_with(format.write.begins.as_bytes()))
}
