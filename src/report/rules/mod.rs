//! What there is to be judged by: the table of the formats of `rules`, and a file for each; what an article states stands in
//! one of its own.

pub mod article;
pub mod json;
pub mod listing;
pub mod text;

use std::io::{self, Write};

use crate::report::{Format as Line, Look};

pub use article::{ArticleText, StatementText};
pub use listing::{Listing, ProfileText};

/// A way to list rules.
pub type Format = Line<Writers>;

/// What a format writes.
#[derive(Clone, Copy, Debug)]
pub struct Writers {
    /// The list of rules.
    pub rules: fn(&mut dyn Write, &Listing<'_>, Look) -> io::Result<()>,
    /// What an article states, and which rules check it.
    pub article: fn(&mut dyn Write, &ArticleText<'_>, Look) -> io::Result<()>,
}

/// The formats of `rules`.
pub static FORMATS: &[Format] = &[
    Format { name: "text", help: "For people", write: Writers { rules: text::write, article: article::write_text } },
    Format {
        name: "json",
        help: "For machines",
        write: Writers {
            rules: |out, listing, _| json::write(out, listing),
            article: |out, article, _| article::write_json(out, article),
        },
    },
];
