//! `check --fix` and `check --diff`: what is changed, where that goes, and what is said of it.

use std::io::{self, Write};

use clap::ArgGroup;

use crate::cli::beside::{tell, tell_errors};
use crate::cli::exit::Exit;
use crate::cli::input::standard_input;
use crate::cli::terminal::Terminal;
use crate::files::why;
use crate::lint::{Choice, Fixed, Input, Linter, NoSuch, Outcome, Trust, fix};
use crate::report::check::FixedCounts;
use crate::report::check::wording::fixed_in_words;
use crate::report::{diff, printable};

/// What the options that change files stand under in the help.
const FIXING: &str = "What is changed";

/// Whether and how files are changed.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("fixing").multiple(true)))]
pub(super) struct Fixes {
    /// Change the files where that leaves what they mean as it is, and report what is left; with `-` the changed text goes to
    /// standard output, and the report to standard error
    #[arg(long, help_heading = FIXING, group = "fixing")]
    fix: bool,

    /// Make changes as well that are probably what was meant: look at the difference
    #[arg(long = "unsafe-fixes", help_heading = FIXING, requires = "fixing")]
    suggested: bool,

    /// Print what would be changed as a unified diff instead of the report, and change nothing; the exit code is 1 if
    /// anything would be
    #[arg(long, help_heading = FIXING, group = "fixing", conflicts_with_all = ["format", "output", "statistics"])]
    diff: bool,
}

impl Fixes {
    /// Whether there is anything to do.
    pub fn wanted(&self) -> bool {
        self.fix || self.diff
    }

    /// Whether files are left as they are, and the changes are shown.
    pub fn shown_only(&self) -> bool {
        self.diff
    }

    fn trust(&self) -> Trust {
        if self.suggested { Trust::Suggested } else { Trust::Safe }
    }

    /// The same input with standard input read, so that it can be read again, and what it was.
    pub fn reading_once(&self, input: Input) -> Result<(Input, Option<Vec<u8>>), Exit> {
        if !self.wanted() || !input.reads_standard_input() {
            return Ok((input, None));
        }
        let bytes = standard_input(input.files())?;
        Ok((input.with_standard_input(bytes.clone()), Some(bytes)))
    }

    /// Makes the changes, without writing them.
    pub fn make(&self, linter: &Linter, input: &Input, found: Outcome, choice: &Choice) -> Result<Fixed, NoSuch> {
        fix(linter, input, found, choice, self.trust())
    }
}

/// What was fixed, counted.
pub(super) fn counts(fixed: &Fixed) -> FixedCounts {
    FixedCounts {
        files: fixed.files.len(),
        rules: fixed.rules().into_iter().map(|(rule, count)| (rule.to_owned(), count)).collect(),
    }
}

/// Says which files could have been changed and were not.
pub(super) fn tell_left_alone(fixed: &Fixed) {
    for file in &fixed.left_alone {
        tell(&format!("note: `{}` is left as it is: {}", file.path, file.why));
    }
    if fixed.endless {
        tell("note: there is more to change; run it again");
    }
}

/// Writes the files. Whether all could be.
pub(super) fn write(fixed: &mut Fixed, linter: &Linter, input: &Input, choice: &Choice) -> Result<bool, NoSuch> {
    let unwritten = fixed.write(linter, input, choice)?;
    for (path, error) in &unwritten {
        tell(&format!("error: `{path}` could not be written: {}", why(error)));
    }
    Ok(unwritten.is_empty())
}

/// Prints what would be changed; `nothing_to_lint` ends a run that had nothing to read.
pub(super) fn show(
    nothing_to_lint: impl Fn(&Outcome) -> Exit,
    fixed: &Fixed,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    for file in &fixed.files {
        let mut changes = Vec::new();
        diff::write(&mut changes, &file.path, &file.before, &file.after)?;
        if terminal.stdout {
            changes = printable(&String::from_utf8_lossy(&changes)).into_owned().into_bytes();
        }
        out.write_all(&changes)?;
    }
    out.flush()?;
    let outcome = &fixed.outcome;
    tell_errors(outcome.org.sources(), &outcome.unread());
    tell_left_alone(fixed);
    if !fixed.files.is_empty() {
        tell(&format!("would fix {}", fixed_in_words(&counts(fixed))));
    }
    Ok(if outcome.setup_failed {
        Exit::SetUp
    } else if !fixed.files.is_empty() {
        Exit::Findings
    } else if outcome.nothing_to_lint {
        nothing_to_lint(outcome)
    } else {
        Exit::Clean
    })
}
