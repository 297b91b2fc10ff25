//! The examples of rule pages, each judged as an organisation of its own.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::facts::organisation;
use crate::files::bounds::Bounds;
use crate::files::disk::Disk;
use crate::finding::{self, Finding};
use crate::judge::examples::{self as page, Output, run_examples};
use crate::lint::input::Input;
use crate::lint::linter::Linter;
use crate::lint::setup::{Setup, add_folder};
use crate::rule::page::PageText;
use crate::rule::registry;
use crate::text::Sources;

/// What came of running the examples of rule pages.
#[derive(Debug)]
pub struct Examined {
    /// The pages that were examined and others that they name, with their texts.
    pub setup: Arc<Setup>,
    /// What differs from what the pages promise, and what is wrong with pages.
    pub findings: Vec<Finding>,
    /// Pages that were examined.
    pub pages: usize,
    /// Examples that were run.
    pub examples: usize,
}

/// Runs the examples of the rule pages in a folder, or of the built-in ones.
pub fn examine(folder: Option<&Path>) -> Examined {
    let mut sources = Sources::default();
    let mut pages = registry::built_in();
    let findings: Vec<Finding> = folder
        .and_then(|folder| add_folder(&Disk, folder, &Bounds::NONE, None, &mut pages, &mut sources))
        .into_iter()
        .collect();
    // A built-in page that lies in the folder is examined as the folder has it.
    let own: Vec<String> = pages.iter().filter(|page| !page.built_in).map(|page| page.name().to_owned()).collect();
    pages.retain(|page| !page.built_in || !own.iter().any(|name| name == page.name()));
    examine_pages(Setup::with_pages(&pages, sources), &pages, folder.is_none(), findings)
}

/// Runs the examples of those of these pages that are built in, or of the others. `setup` has their rules, `findings` is what
/// is wrong besides.
pub(crate) fn examine_pages(setup: Setup, pages: &[PageText], built_in: bool, mut findings: Vec<Finding>) -> Examined {
    let setup = Arc::new(setup);
    findings.extend(setup.problems.iter().cloned());
    let examined = setup.rules.iter().filter(|rule| rule.built_in == built_in);
    let report = run_examples(examined, &|input| example(input, &setup, pages));
    findings.extend(report.failures);
    finding::sort(&mut findings, &setup.sources);
    let number = pages.iter().filter(|page| page.built_in == built_in).count();
    Examined { findings, pages: number, examples: report.examples, setup }
}

/// Judges the organisation of one example by its own rule alone.
fn example(example: &page::Input<'_>, setup: &Arc<Setup>, pages: &[PageText]) -> Output {
    let input = Input::texts(example.files.iter().map(|(name, text)| (name, text.as_str()))).given();
    let setup = match example.config {
        Some(text) => Arc::new(setup.configured(&input, text, pages)),
        None => Arc::clone(setup),
    };
    let today = example.as_of.filter(|day| day.len() == "2026-01-01".len()).and_then(|day| day.parse().ok());
    let today = today.unwrap_or(Date::constant(1970, 1, 1));
    let read = Linter::new(setup, today).read(&input);
    let mut loader = read.findings;
    loader.extend(read.setup.config.problems.iter().cloned());
    let size = organisation::size_of(&read.facts, &read.org);
    match read.setup.rules.iter().find(|rule| rule.name == example.rule) {
        Some(rule) => Output::of(read.org, &read.facts, loader, rule, size),
        None => Output { org: read.org, loader, stopped: Vec::new(), findings: Vec::new(), not_judged: Vec::new() },
    }
}
