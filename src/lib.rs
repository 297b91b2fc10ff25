//! teamlint judges how an organisation is set up: who owns what, who is on call, who talks to whom.
pub mod cli;
pub mod finding;
pub mod report;
pub mod source;

use finding::Finding;
use report::explain::PageText;
use report::{NotJudged, Summary};
use source::Sources;
use std::path::{Path, PathBuf};

/// What to check.
#[derive(Clone, Debug)]
pub struct Request {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// What stands in for the path `-`.
    pub stdin: Option<Vec<u8>>,
    /// Configuration file.
    pub config: Option<PathBuf>,
    /// Folders of rule pages.
    pub rule_dirs: Vec<PathBuf>,
    /// The date rules judge at.
    pub as_of: Option<jiff::civil::Date>,
    /// The date of the run.
    pub today: jiff::civil::Date,
}

/// What came of a check.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All files.
    pub sources: Sources,
    /// Sorted.
    pub findings: Vec<Finding>,
    /// Judgements that were not possible.
    pub not_judged: Vec<NotJudged>,
    /// Counts.
    pub summary: Summary,
    /// Configuration or page problems.
    pub setup_failed: bool,
    /// No entity was found.
    pub nothing_to_lint: bool,
}

/// Rule pages as people read them.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// Pages, by family and name.
    pub pages: Vec<PageText>,
    /// Texts the problems point into.
    pub sources: Sources,
    /// What is wrong with pages or configuration.
    pub problems: Vec<Finding>,
}

/// What came of running the examples of rule pages.
#[derive(Debug, Default)]
pub struct Examined {
    /// Texts the findings point into.
    pub sources: Sources,
    /// What differs from what the pages promise, and what is wrong with pages.
    pub findings: Vec<Finding>,
    /// Pages that were examined.
    pub pages: usize,
    /// Examples that were run.
    pub examples: usize,
}

/// Checks an organisation.
pub fn check(_request: &Request) -> Outcome {
    Outcome { nothing_to_lint: true, ..Outcome::default() }
}

/// Lists the rule pages.
pub fn catalogue(_config: Option<&Path>, _rule_dirs: &[PathBuf]) -> Catalogue {
    Catalogue::default()
}

/// Runs the examples of the rule pages in a folder, or of the built-in ones.
pub fn examine(_dir: Option<&Path>) -> Examined {
    Examined::default()
}
