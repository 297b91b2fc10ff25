//! How results leave the program: one file per format. Only this folder knows miette's handlers and JSON.

pub mod check;
pub mod coverage;
pub mod explain;
pub mod load;
pub mod rules;
pub mod trace;

mod excerpt;
mod source_line;
pub(crate) mod terminal_text;

use crate::finding::{Finding, Severity};
use crate::judge::NotJudgedInWords;
pub(crate) use crate::report::terminal_text::lines as printable;
use crate::text::Sources;

/// Everything a format may show about one run. Findings come sorted.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The texts findings point into.
    pub sources: &'a Sources,
    /// What is wrong.
    pub findings: &'a [Finding],
    /// What could not be decided.
    pub not_judged: &'a [NotJudgedInWords],
    /// How much was looked at.
    pub summary: Summary,
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were read.
    pub files: usize,
    /// Files that are no organisation file, and were left alone.
    pub ignored_files: usize,
    /// Entities that were declared.
    pub entities: usize,
    /// Entities that at least one rule decided about.
    pub judged_entities: usize,
    /// Rules that ran.
    pub rules: usize,
    /// Judgements that were decided.
    pub judgements: usize,
    /// Judgements that were not possible.
    pub not_judged: usize,
    /// Findings that somebody decided to live with.
    pub waived: usize,
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Advice.
    pub advice: usize,
}

impl Counts {
    /// Counts findings by severity.
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Advice => counts.advice += 1,
            }
        }
        counts
    }
}

/// How text is laid out and painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns prose may fill.
    pub width: usize,
    /// Whether terminal colours are written.
    pub colour: Colour,
    /// Which characters bars are drawn with.
    pub glyphs: Glyphs,
}

/// Whether terminal colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Plain,
    /// With ANSI sequences.
    Ansi,
}

/// Which characters bars are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyphs {
    /// Blocks and lines.
    Unicode,
    /// Only what every terminal has.
    Ascii,
}

impl Look {
    /// Plain text, 80 columns: what a file or a pipe gets.
    pub const PLAIN: Self = Self { width: 80, colour: Colour::Plain, glyphs: Glyphs::Unicode };
}
