//! What a report of what is not covered is about, and how it is to read.

use std::ops::Deref;

use crate::judge::NotJudgedInWords;
use crate::judge::coverage::{Coverage, Unsaid};
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
    /// What each team has not said, by its id, and last what is no team's to say; found out when a format asks for it.
    pub teams: &'a dyn Deref<Target = Vec<OfTeam>>,
    /// What was read from each source, if somebody asked for it.
    pub read: Option<&'a Account>,
}

/// What a team has not said.
#[derive(Clone, Debug)]
pub struct OfTeam {
    /// Its id; none for what is no team's to say.
    pub team: Option<String>,
    /// The fields, the most valuable first.
    pub unsaid: Vec<Unsaid>,
}

impl OfTeam {
    /// Judgements that single fields would decide, and how often others take part in one.
    pub fn worth(&self) -> (usize, usize) {
        let sum = |of: fn(&Unsaid) -> usize| self.unsaid.iter().map(of).sum();
        (sum(|unsaid| unsaid.alone), sum(|unsaid| unsaid.together))
    }
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
