//! A view as a picture in a file of its own.

use std::io::{self, Write};

use crate::drawing::{self, Look};
use crate::views::Graph;

/// Writes the picture of a graph that fits into one.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, graph: &Graph, heading: &str) -> io::Result<()> {
    out.write_all(drawing::svg(graph, &Look { prefix: "", alone: true, heading: Some(heading) }).as_bytes())
}
