//! What a report of what is not covered is about, and how it is to read.

use crate::judge::NotJudgedInWords;
use crate::judge::coverage::Coverage;
use crate::org::account::Account;
use crate::report::Look;
use crate::text::Sources;

/// Everything a format may show.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// What was not judged.
    pub coverage: &'a Coverage,
    /// The texts its places point into.
    pub sources: &'a Sources,
    /// Tells one by one what was not possible, if somebody asked for it: there may be millions.
    pub not_judged: Option<&'a dyn Fn() -> Box<dyn Iterator<Item = NotJudgedInWords> + 'a>>,
    /// Entities that were declared.
    pub entities: usize,
    /// What was read from each source, if somebody asked for it.
    pub read: Option<&'a Account>,
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
