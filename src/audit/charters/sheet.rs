//! What a sheet says, as data.

use crate::audit::Since;
use crate::finding::Severity;
use crate::judge::told::Told;

/// The sheets.
#[derive(Debug)]
pub struct Sheets {
    /// One for each team, in order of id.
    pub sheets: Vec<Sheet>,
    /// Teams that have none: where in the page they are named, and their ids.
    pub others: Vec<(String, String)>,
    /// Whether sheets are cut because there are many.
    pub cut: bool,
}

/// What a team gets.
#[derive(Debug)]
pub struct Sheet {
    /// Where in the page it stands.
    pub anchor: String,
    /// The team's id.
    pub id: String,
    /// Its name, where it has one besides.
    pub name: Option<String>,
    /// What it is for.
    pub mission: Told<String>,
    /// What it is, a line each.
    pub lines: Vec<(&'static str, Told<String>)>,
    /// What it has, a table each; only where there is something, or where that is not known.
    pub parts: Vec<Part>,
    /// Of what it is known that it has none.
    pub none: Vec<&'static str>,
    /// What was found about it, the worst first.
    pub found: Vec<Found>,
    /// How much more there is.
    pub more_found: usize,
    /// How much of what was found somebody decided to live with.
    pub excused: usize,
    /// What it has not said, the most valuable first.
    pub unsaid: Vec<Unsaid>,
    /// How much more there is.
    pub more_unsaid: usize,
}

/// A column: what is above it, and whether numbers stand in it.
pub type Column = (&'static str, bool);

/// What a team has of one sort.
#[derive(Debug)]
pub struct Part {
    /// What it is.
    pub title: &'static str,
    /// What its rows say.
    pub columns: Vec<Column>,
    /// The rows, `?` for what is not known.
    pub rows: Vec<Vec<String>>,
    /// How many more there are.
    pub more: usize,
    /// Whether there may be others that nobody knows of.
    pub open: bool,
    /// What would tell what is not known of it.
    pub missing: Vec<String>,
}

/// A finding, as a team reads it.
#[derive(Debug)]
pub struct Found {
    /// How much it matters.
    pub severity: Severity,
    /// The rule.
    pub rule: String,
    /// What is wrong.
    pub message: String,
    /// One way out.
    pub help: Option<String>,
    /// Where.
    pub at: String,
    /// What is known of it since the earlier state.
    pub since: Option<Since>,
}

/// A field that a team has not said.
#[derive(Debug)]
pub struct Unsaid {
    /// Its path.
    pub path: String,
    /// Whether it was written, and cannot be read.
    pub mend: bool,
    /// Where it lacks: the first few.
    pub of: Vec<String>,
    /// In how many places.
    pub places: usize,
    /// How many judgements it would let be made, by itself or with others.
    pub judgements: usize,
}
