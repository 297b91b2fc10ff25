//! Audits of organisations, as data and as a page.

use std::path::Path;

use jiff::civil::{Date, date};
use teamlint::audit::{Audit, Source};
use teamlint::lint::Outcome;
use teamlint::report::audit;

use crate::support::program::repository;
use crate::support::world::{check_file, check_paths};

/// The day that audits are made on.
pub const TODAY: Date = date(2026, 6, 15);

/// What is wrong with a file of one organisation.
pub fn judged(text: &str) -> Outcome {
    check_file("org.yaml", text)
}

/// What is wrong with organisations that are kept in the repository: the examples, and one that has everything.
pub fn known() -> Vec<(&'static str, Outcome)> {
    let known = ["examples/acme", "examples/stock", "examples/backstage", "tests/fixtures/rich.yaml"];
    let check = |path: &'static str| (path, check_paths(vec![repository().join(Path::new(path))], TODAY));
    known.into_iter().map(check).collect()
}

/// An audit, and what it is made of.
pub fn audited<T>(outcome: &Outcome, anonymise: bool, read: impl FnOnce(&Source<'_>, &Audit) -> T) -> T {
    outcome.audited(anonymise, None, |source| read(source, &Audit::of(source)))
}

/// The page of an audit.
pub fn page(outcome: &Outcome, anonymise: bool) -> String {
    audited(outcome, anonymise, |_, audit| {
        let mut out = Vec::new();
        audit::write(&mut out, audit).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    })
}

/// One section of a page.
pub fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let from = page.find(&format!("<section id=\"{id}\"")).unwrap_or_else(|| panic!("a section {id}"));
    let to = page[from..].find("</section>").expect("its end");
    &page[from..from + to]
}
