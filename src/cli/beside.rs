//! What is said beside the report, on standard error.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::dialect;
use crate::finding::suggest::which_rule;
use crate::finding::{Finding, Severity};
use crate::lint::Outcome;
use crate::report::findings::{self, Advice};
use crate::report::{Look, printable};
use crate::text::Sources;

/// Says something beside the report. That nobody listens is no reason to fail.
pub(super) fn tell(message: &str) {
    let _ = writeln!(io::stderr(), "{}", printable(message));
}

/// Says beside the report what is wrong with configuration and rule pages, where something is.
pub(super) fn tell_set_up(outcome: &Outcome) {
    tell_errors(outcome, &outcome.setup_problems);
}

/// Says beside a report why there is nothing in it.
pub(super) fn tell_nothing(paths: &[PathBuf], outcome: &Outcome) {
    tell_errors(outcome, &outcome.findings);
    tell(&nothing(paths, &outcome.ignored));
}

/// Says beside the report which of these are errors.
pub(super) fn tell_errors(outcome: &Outcome, told: &[Finding]) {
    let wrong: Vec<Finding> = told.iter().filter(|problem| problem.severity == Severity::Error).cloned().collect();
    tell_findings(outcome.org.sources(), &wrong);
}

/// Says beside the report what is wrong.
pub(super) fn tell_findings(sources: &Sources, wrong: &[Finding]) {
    let mut beside = io::stderr().lock();
    let _ = findings::write(&mut beside, sources, wrong, Look::PLAIN, Advice::Shown);
}

/// Says that there is no rule of that name, and which was probably meant.
pub(super) fn no_such_rule<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) {
    tell(&format!("error: there is no rule `{wanted}`; {}", which_rule(wanted, names)));
}

/// Says that there was nothing to lint in these paths.
pub(super) fn nothing(paths: &[PathBuf], ignored: &[String]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    let ignored = match ignored {
        [] => String::new(),
        [file] => format!(" (`{file}` is something else)"),
        [file, rest @ ..] => format!(" (`{file}` and {} more are something else)", rest.len()),
    };
    format!(
        "nothing to lint: no team, person or service is declared in {}{ignored}\n{}",
        paths.join(", "),
        dialect::hints().join(";\n")
    )
}
