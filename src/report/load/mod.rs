//! Who carries how much of being on call: the table of the formats of `load`, and a file for each.

mod bar;
mod cells;
pub mod csv;
mod grid;
pub mod json;
pub mod markdown;
mod measure;
mod table;
pub mod text;

use std::io::{self, Write};

use crate::report::{Format as Line, Look};

pub use measure::{By, Counted, Measures};
pub use table::{Group, Joined, PARAM, RULE, Row, Table, WhatIf};

/// A way to write the table.
pub type Format = Line<fn(&mut dyn Write, &Table, Look) -> io::Result<()>>;

/// The formats of `load`.
pub static FORMATS: &[Format] = &[
    Format { name: "text", help: "For people, with bars", write: text::write },
    Format { name: "json", help: "For machines", write: |out, table, _| json::write(out, table) },
    Format { name: "csv", help: "For spreadsheets", write: |out, table, _| csv::write(out, table) },
    Format {
        name: "markdown",
        help: "For wikis and pull requests",
        write: |out, table, _| markdown::write(out, table),
    },
];
