//! What `check` found: the table of its formats, and a file for each.

mod block;
pub mod compact;
pub mod earlier;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod rdjson;
mod region;
pub mod report;
pub mod sarif;
mod statistics;
pub mod text;
pub(crate) mod wording;
mod xml;

use std::io::{self, Write};

use crate::report::Format as Line;

pub use report::{
    ContextCounts, Counts, FixedCounts, Ignored, Known, Length, Many, Report, Row, RuleTold, Statistics, Style, Summary,
};

/// A way to write a report.
pub type Format = Line<Writer>;

/// Writes a report in some format.
#[derive(Clone, Copy, Debug)]
pub struct Writer {
    /// Writes it.
    pub write: fn(&mut dyn Write, &Report<'_>, Style) -> io::Result<()>,
    /// Whether its lines are commands to the CI system that runs teamlint, as no line of another format may be.
    pub commands: bool,
}

impl Writer {
    const fn of(write: fn(&mut dyn Write, &Report<'_>, Style) -> io::Result<()>) -> Self {
        Self { write, commands: false }
    }
}

/// The formats of `check`.
pub static FORMATS: &[Format] = &[
    Format { name: "text", help: "For people", write: Writer::of(text::write) },
    Format { name: "compact", help: "For people, a line for each finding", write: Writer::of(compact::write) },
    Format { name: "json", help: "For machines", write: Writer::of(|out, report, _| json::write(out, report)) },
    Format {
        name: "sarif",
        help: "For code scanning: SARIF 2.1.0, as GitHub and others read it",
        write: Writer::of(|out, report, _| sarif::write(out, report)),
    },
    Format {
        name: "github",
        help: "For GitHub Actions: lines of a pull request, and a summary of the job",
        write: Writer { write: github::write, commands: true },
    },
    Format {
        name: "gitlab",
        help: "For the code quality report of GitLab",
        write: Writer::of(|out, report, _| gitlab::write(out, report)),
    },
    Format { name: "junit", help: "For CI systems that show tests, as JUnit's XML", write: Writer::of(junit::write) },
    Format {
        name: "rdjson",
        help: "For reviewdog, with changes to suggest",
        write: Writer::of(|out, report, _| rdjson::write(out, report)),
    },
    Format {
        name: "markdown",
        help: "For comments and audits, by team; as long as a comment may be, or whole with --all",
        write: Writer::of(markdown::write),
    },
];
