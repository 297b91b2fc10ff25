//! What is said beside the report, on standard error.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::exit::Exit;
use crate::cli::stream::Stream;
use crate::declare::claims::Extent;
use crate::dialect;
use crate::finding::suggest::which_rule;
use crate::finding::wording::count;
use crate::finding::{Finding, Severity};
use crate::lint::{Outcome, Unjudged};
use crate::report::check::Ignored;
use crate::report::check::text::{NAMED, left_alone_because};
use crate::report::findings::{self, Advice};
use crate::report::{Look, printable};
use crate::text::Sources;

/// Where what is said goes.
fn beside() -> impl Write {
    Stream::new(io::stderr().lock())
}

/// Says something beside the report. That nobody listens is no reason to fail.
pub(super) fn tell(message: &str) {
    let _ = writeln!(beside(), "{}", printable(message));
}

/// Says why a run cannot be made as it is asked for, and ends it.
pub(super) fn refuse(why: &str) -> Exit {
    tell(&format!("error: {why}"));
    Exit::SetUp
}

/// Says beside the report what is wrong with configuration and rule pages, where something is.
pub(super) fn tell_set_up(outcome: &Outcome) {
    tell_errors(outcome.org.sources(), &outcome.setup_problems);
}

/// Says beside what is shown which files could not be read whole; how the run ends where that alone decides.
pub(super) fn tell_unread(outcome: &Outcome) -> Exit {
    let broken = outcome.unread();
    tell_errors(outcome.org.sources(), &broken);
    match (outcome.setup_failed, broken.iter().any(|finding| finding.severity == Severity::Error)) {
        (true, _) => Exit::SetUp,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    }
}

/// Says why there is nothing to show, or to write to a file, and ends the run; nothing where there is something.
pub(super) fn ended_by_nothing(paths: &[PathBuf], outcome: &Outcome, to: Option<&Path>) -> Option<Exit> {
    let told = || tell_nothing(paths, outcome.org.sources(), &outcome.findings, &seen(outcome));
    let exit = outcome.nothing_to_lint.then(told)?;
    if let Some(file) = to {
        tell(&format!("`{}` is not written", file.display()));
    }
    Some(if outcome.setup_failed { Exit::SetUp } else { exit })
}

/// Says beside a report why there is nothing in it, and ends the run: as what cannot be read does, if that is why.
pub(super) fn tell_nothing(paths: &[PathBuf], sources: &Sources, findings: &[Finding], seen: &Seen<'_>) -> Exit {
    tell_errors(sources, findings);
    tell(&nothing(paths, seen));
    if findings.iter().any(|finding| finding.severity == Severity::Error) { Exit::Findings } else { Exit::Nothing }
}

/// What there was where nothing could be linted.
pub(super) fn seen(outcome: &Outcome) -> Seen<'_> {
    let summary = &outcome.summary;
    Seen {
        files: summary.files,
        ignored: &outcome.ignored,
        unnamed: summary.ignored_files - outcome.ignored.len(),
        skipped: &outcome.skipped,
        reviewed: outcome.org.claims().read,
    }
}

/// The same where nothing was judged.
pub(super) fn seen_in(read: &Unjudged) -> Seen<'_> {
    Seen {
        files: read.files,
        ignored: &read.ignored,
        unnamed: read.unnamed,
        skipped: &read.skipped,
        reviewed: read.org.claims().read,
    }
}

/// Says beside the report which of these are errors.
pub(super) fn tell_errors(sources: &Sources, told: &[Finding]) {
    let wrong: Vec<Finding> = told.iter().filter(|problem| problem.severity == Severity::Error).cloned().collect();
    tell_findings(sources, &wrong);
}

/// Says beside the report what is wrong.
pub(super) fn tell_findings(sources: &Sources, wrong: &[Finding]) {
    let _ = findings::write(&mut beside(), sources, wrong, Look::PLAIN, Advice::Shown);
}

/// Says that there is no rule of that name, and which was probably meant.
pub(super) fn no_such_rule<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) {
    tell(&format!("error: there is no rule `{wanted}`; {}", which_rule(wanted, names)));
}

/// What there was in some paths, where nothing could be linted.
pub(super) struct Seen<'a> {
    pub files: usize,
    pub ignored: &'a [Ignored],
    pub unnamed: usize,
    pub skipped: &'a [String],
    /// What files say about who reviews what, which declare nobody.
    pub reviewed: Extent,
}

/// What was read that is a second opinion about owners, and what it takes to compare it.
fn reviewed(said: Extent) -> Option<String> {
    let Extent { lines, names } = said;
    (lines > 0).then(|| {
        let (say, are) = if lines == 1 { ("says", "is") } else { ("say", "are") };
        format!(
            "{} {say} who reviews which code ({}), and {are} compared with the owners that a catalog or a native file gives to \
             services: name one beside it",
            count(lines, "line", "lines"),
            count(names, "name", "names")
        )
    })
}

/// Says that there was nothing to lint in these paths: what was seen, and why it was left alone.
pub(super) fn nothing(paths: &[PathBuf], seen: &Seen<'_>) -> String {
    let paths: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    let mut lines = vec![format!("nothing to lint: no team, person or service is declared in {}", paths.join(", "))];
    lines.extend(seen.ignored.iter().take(NAMED).map(left_alone_because));
    if seen.ignored.len() > NAMED {
        lines.push(format!("{} more left alone", count(seen.ignored.len() - NAMED, "file", "files")));
    }
    match seen.files - seen.ignored.len() - seen.unnamed {
        0 if seen.files == seen.unnamed => lines.push("there is no YAML file".to_owned()),
        0 => {}
        read => lines.push(format!("{} read, without any of these in it", count(read, "file", "files"))),
    }
    lines.extend(reviewed(seen.reviewed));
    let hidden =
        |path: &String| format!("`{path}` lies in a hidden folder, which is not searched: name it to have it read");
    lines.extend(seen.skipped.iter().map(hidden));
    format!("{}\n{}", lines.join("\n"), dialect::hints().join(";\n"))
}
