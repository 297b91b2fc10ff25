//! What there is to be judged by: the table of the formats of `rules`, and a file for each.

pub mod json;
pub mod text;

use std::io::{self, Write};

use crate::report::{self, Look, PageText};

/// A way to list rules.
pub type Format = report::Format<fn(&mut dyn Write, &Listing<'_>, Look) -> io::Result<()>>;

/// The formats of `rules`.
pub static FORMATS: [Format; 2] = [
    Format { name: "text", help: "For people", write: text::write },
    Format { name: "json", help: "For machines", write: |out, listing, _| json::write(out, listing) },
];

/// Everything a format may show.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// The rules.
    pub pages: &'a [PageText],
    /// The profiles they can be judged by.
    pub profiles: &'a [ProfileText<'a>],
}

/// A profile.
#[derive(Clone, Copy, Debug)]
pub struct ProfileText<'a> {
    /// What `--profile` calls it.
    pub name: &'a str,
    /// For whom it is, in one sentence.
    pub summary: &'a str,
}
