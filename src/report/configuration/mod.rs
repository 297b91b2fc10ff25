//! What counts of all configuration, and what says so: the table of the formats of `config show`, and a file for each.

pub mod json;
pub mod said;
pub mod text;

use std::io::{self, Write};

use crate::report::{Format as Line, Look};

pub use said::{Effective, Node, Origin, Scalar};

/// A way to write it.
pub type Format = Line<fn(&mut dyn Write, &Effective, Look) -> io::Result<()>>;

/// The formats of `config show`.
pub static FORMATS: &[Format] = &[
    Format {
        name: "text",
        help: "A configuration that says the same, with the origin of each value",
        write: text::write,
    },
    Format { name: "json", help: "For machines", write: |out, effective, _| json::write(out, effective) },
];
