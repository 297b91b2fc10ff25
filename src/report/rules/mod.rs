//! What there is to be judged by: the table of the formats of `rules`, and a file for each.

pub mod json;
pub mod listing;
pub mod text;

use std::io::{self, Write};

use crate::report::{Format as Line, Look};

pub use listing::{Listing, ProfileText};

/// A way to list rules.
pub type Format = Line<fn(&mut dyn Write, &Listing<'_>, Look) -> io::Result<()>>;

/// The formats of `rules`.
pub static FORMATS: &[Format] = &[
    Format { name: "text", help: "For people", write: text::write },
    Format { name: "json", help: "For machines", write: |out, listing, _| json::write(out, listing) },
];
