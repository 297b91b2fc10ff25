//! `teamlint check`: the main job.

use std::cell::LazyCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::beside::{nothing, seen, tell, tell_errors};
use crate::cli::ci::Ci;
use crate::cli::exit::Exit;
use crate::cli::fixes::{self, Fixes};
use crate::cli::format;
use crate::cli::input::{Input, from_here};
use crate::cli::over::was_judged;
use crate::cli::progress::Progress;
use crate::cli::stream::Stream;
use crate::cli::terminal::Terminal;
use crate::dialect::names;
use crate::files::disk::Disk;
use crate::files::{Files, why};
use crate::finding::Severity;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::finding::wording::listed;
use crate::lint::{self, Choice, Fixed, Linter, NoSuch, Outcome};
use crate::report::Look;
use crate::report::check::{FORMATS, FixedCounts, Format, Length, Many, Report, Style, github};
use crate::report::findings::Advice;

const HELP: &str = "\
Examples:
  teamlint check
      everything below the current folder
  teamlint check teams.yaml services/
      a file and a folder, as one organisation
  generate-org | teamlint check -
      what another program prints
  teamlint check . - --stdin-filename teams/payments.yaml
      everything, with what an editor has not saved yet in the place of a file
  teamlint check --fail-on warning --format json > report.json
      for a pipeline: warnings fail it, too
  teamlint check --output json=report.json --output compact=report.txt
      for people on the screen, and in two files
  teamlint check --baseline teamlint-baseline.txt
      only what is new since `teamlint baseline write`
  teamlint check --since origin/main
      what the present branch makes worse, and what it mends
  teamlint check --against ../before
      the same beside another folder
  teamlint check --format github --output sarif=teamlint.sarif
      in GitHub Actions: beside the lines of a pull request, and for code scanning
  teamlint check --as-of 2026-01-01
      as it would have been judged on that day
  teamlint check --profile starter
      a first run: the errors, and the ten other findings most worth acting on
  teamlint check --team payments --min-severity warning
      what is about a team, what it owns or runs, and its members
  teamlint check --rule no-backup --rule coverage-gap --all
      two rules, every finding by itself
  teamlint check --only teams/payments.yaml
      everything is read and judged; findings with a place in that file are shown
  teamlint check --format compact --quiet
      a line for each finding, and nothing else
  teamlint check --fix
      what can be changed without changing what is meant is, and what is left is reported
  teamlint check --diff --unsafe-fixes
      what could be changed, what is only probably meant included, as a diff
  teamlint check --statistics
      only how many findings there are, by rule, family and team

Several values of one option add up, several options narrow. What is shown decides the exit code; what says that a file could \
not be read whole, or that the set-up is wrong, is always shown. With `--fix` only what is shown is fixed, and \
what is left decides the exit code.

Exit codes:
  0  clean: nothing at or above the threshold
  1  findings at or above the threshold, unreadable or broken files included
  2  wrong usage, configuration or rule page, a file that could not be written (the rest is still reported)
  3  nothing to lint
  A reader that closes the pipe early changes none of them.";

/// Judge an organisation
#[derive(Debug, clap::Args)]
#[command(long_about = about(), after_long_help = HELP)]
pub(super) struct Args {
    /// How to report
    #[arg(long, value_parser = format::parser(FORMATS), default_value = FORMATS[0].name)]
    format: &'static Format,

    /// Also report to a file, in any of these formats; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output)]
    output: Vec<Output>,

    /// The lowest severity that makes the exit code 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Threshold::Error)]
    fail_on: Threshold,

    /// Count what this file knows, and tell only what is new; `teamlint baseline write` writes it
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Compare with the same files in this folder as they were before, and tell only what is new
    #[arg(long, value_name = "FOLDER", conflicts_with = "baseline")]
    against: Option<PathBuf>,

    /// Compare with the commit that this revision and the present one come from, and tell only what is new
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["baseline", "against"])]
    since: Option<String>,

    /// Show advice, too; without this, `--rule` or `--min-severity advice` it is only counted
    #[arg(long)]
    advice: bool,

    #[command(flatten)]
    shown: Shown,

    #[command(flatten)]
    fixes: Fixes,

    #[command(flatten)]
    input: Input,

    /// Judge what comes in by `-` as if it were saved in this file, as editors and hooks ask
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,

    /// Leave out what `exclude` or an ignore file leaves out, even where it is named; where nothing is left, nothing is wrong
    #[arg(long)]
    force_exclude: bool,

    /// Print findings only, without the summary
    #[arg(short, long)]
    quiet: bool,
}

/// A report to a file.
#[derive(Clone, Debug)]
struct Output {
    format: &'static Format,
    file: PathBuf,
}

fn output(text: &str) -> Result<Output, String> {
    let (name, file) = text.split_once('=').ok_or_else(|| format!("write FORMAT=FILE, such as `json={text}`"))?;
    if file.is_empty() {
        return Err("write FORMAT=FILE".to_owned());
    }
    if file == "-" {
        return Err(format!("write `--format {name}` for standard output"));
    }
    let format = FORMATS.iter().find(|format| format.name == name);
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let instead = || did_you_mean(name, names.iter().copied()).unwrap_or_else(|| format!("write {}", one_of(&names)));
    let format = format.ok_or_else(|| format!("there is no format `{name}`; {}", instead()))?;
    Ok(Output { format, file: PathBuf::from(file) })
}

/// What the options that choose findings stand under in the help.
const CHOICE: &str = "What is shown";

/// Which findings are shown, and how many of them.
#[derive(Debug, clap::Args)]
struct Shown {
    /// Only findings of this rule or diagnostic; may be given several times
    #[arg(long, help_heading = CHOICE, value_name = "NAME")]
    rule: Vec<String>,

    /// Only findings of this family of rules, as `teamlint rules` lists them, or `reading`; may be given several times
    #[arg(long, help_heading = CHOICE, value_name = "NAME")]
    family: Vec<String>,

    /// Only findings about this team, what it owns or runs, and its members; may be given several times
    #[arg(long, help_heading = CHOICE, value_name = "ID")]
    team: Vec<String>,

    /// Only findings with a place in this file or folder; everything is read; may be given several times
    #[arg(long, help_heading = CHOICE, value_name = "PATH")]
    only: Vec<PathBuf>,

    /// Only findings of at least this severity
    #[arg(long, help_heading = CHOICE, value_enum, value_name = "SEVERITY")]
    min_severity: Option<Threshold>,

    /// Every finding by itself: no blocks where a rule has found more than 20, nothing for later in profile `starter`
    #[arg(long, help_heading = CHOICE)]
    all: bool,

    /// How many findings there are by rule, family and team, in text instead of the findings
    #[arg(long, help_heading = CHOICE)]
    statistics: bool,
}

impl Shown {
    /// What is chosen, or the end of the run where a path is not there.
    fn choice(&self) -> Result<Choice, Exit> {
        let disk: &dyn Files = &Disk;
        let is_there = |path: &PathBuf| path.as_os_str() == "-" || disk.exists(path);
        if let Some(gone) = self.only.iter().find(|path| !is_there(path)) {
            tell(&format!("error: `--only` names `{}`, which does not exist", gone.display()));
            return Err(Exit::SetUp);
        }
        let mut choice = Choice::default();
        choice.rules.clone_from(&self.rule);
        choice.families.clone_from(&self.family);
        choice.teams.clone_from(&self.team);
        choice.only = self.only.iter().map(|path| from_here(path)).collect();
        choice.min_severity = self.min_severity.map(Threshold::severity);
        choice.all = self.all;
        Ok(choice)
    }
}

fn about() -> String {
    format!(
        "Judge an organisation\n\nReads {} below the paths, judges what they declare by the rules, and reports what is \
        wrong, with the places in the files that cause it. The report goes to standard output, everything else to standard \
        error.",
        listed(&names(), "and")
    )
}

/// From which severity on findings make a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Threshold {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Anything, advice included
    Advice,
}

impl Threshold {
    const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Advice => Severity::Advice,
        }
    }
}

pub(super) fn run(
    mut args: Args,
    terminal: &Terminal,
    ci: &Ci,
    look: Look,
    out: &mut Stream<impl Write>,
) -> io::Result<Exit> {
    if let Err(exit) = args.input.read_so(args.stdin_filename.as_deref(), args.force_exclude) {
        return Ok(exit);
    }
    let args = &args;
    if let Some(twice) = args.written_twice() {
        tell(&format!("error: two reports go to `{}`", twice.display()));
        return Ok(Exit::SetUp);
    }
    let choice = match args.shown.choice() {
        Ok(choice) => choice,
        Err(exit) => return Ok(exit),
    };
    let judged = match args.judge(&choice, terminal) {
        Ok(Came::ToReport(judged)) => judged,
        Ok(Came::ToShow(fixed)) => return fixes::show(|outcome| args.nothing_to_lint(outcome), &fixed, terminal, out),
        Err(exit) => return Ok(exit),
    };
    if let Some(text) = &judged.piped {
        // It is what somebody piped in, and nothing that this program says.
        out.let_commands_through();
        out.write_all(text)?;
        out.flush()?;
        return report(args, judged, ci, Look::PLAIN, &mut Stream::new(io::stderr().lock()));
    }
    report(args, judged, ci, look, out)
}

/// Says that what was chosen is not there, which ends the run.
fn end(no_such: &NoSuch) -> Exit {
    tell(&format!("error: {no_such}"));
    Exit::SetUp
}

/// Says of rules that were chosen that nothing is judged by them.
fn tell_off(outcome: &Outcome, choice: &Choice) {
    for rule in outcome.rules.iter().filter(|rule| rule.is_off() && choice.rules.contains(&rule.name)) {
        tell(&format!("note: `{}` is off: nothing is judged by it", rule.name));
    }
}

/// What came of a run.
enum Came {
    ToReport(Box<Judged>),
    /// Changes that are shown and not made.
    ToShow(Box<Fixed>),
}

/// What there is to report.
struct Judged {
    outcome: Outcome,
    /// What was fixed before, if anything was to be.
    fixed: Option<FixedCounts>,
    /// What goes to standard output instead of the report: what came in by standard input, fixed.
    piped: Option<Vec<u8>>,
    /// Whether all files could be written that were to be changed.
    written: bool,
}

fn report(args: &Args, judged: Box<Judged>, ci: &Ci, look: Look, out: &mut Stream<impl Write>) -> io::Result<Exit> {
    let outcome = &judged.outcome;
    let worst = outcome.findings.iter().map(|finding| finding.severity).max();
    let exit = exit(worst, args.fail_on, outcome.setup_failed, outcome.nothing_to_lint);
    if args.format.write.commands {
        out.let_commands_through();
    }
    let written = write(args, &judged, ci, look, out)?;
    out.flush()?;
    let exit = if written && judged.written { exit } else { Exit::SetUp };
    if outcome.summary.context.is_some_and(|context| context.nothing) {
        tell("warning: what `--with` names declares nothing, so that nothing more is known from it");
    }
    let exit = if exit == Exit::Nothing { args.nothing_to_lint(outcome) } else { exit };
    // The program ends here; giving back a large organisation piece by piece would only take time.
    std::mem::forget(judged);
    Ok(exit)
}

/// Writes the report wherever it is asked for; whether all files could be written.
fn write(args: &Args, judged: &Judged, ci: &Ci, look: Look, out: &mut dyn Write) -> io::Result<bool> {
    let outcome = &judged.outcome;
    let statistics = args.shown.statistics.then(|| outcome.statistics());
    let (not_judged, owners) = (LazyCell::new(|| outcome.undecided()), LazyCell::new(|| outcome.owners()));
    let rules = LazyCell::new(|| outcome.rules_told());
    let report = Report {
        sources: outcome.org.sources(),
        findings: &outcome.findings,
        excused: &outcome.excused,
        mended: &outcome.mended,
        not_judged: &not_judged,
        owners: &owners,
        summary: outcome.summary,
        fixed: judged.fixed.as_ref(),
        statistics: statistics.as_ref(),
        ignored: &outcome.ignored,
        unchecked: outcome.org.unchecked(),
        strangers: &outcome.org.claims().strangers,
        rules: &rules,
        files_at: ci.files_at.as_deref(),
    };
    let nothing = outcome.nothing_to_lint && outcome.findings.is_empty();
    let style = Style {
        look,
        advice: if args.shows_advice(outcome) { Advice::Shown } else { Advice::Hidden },
        many: if args.shown.all { Many::Each } else { Many::Block },
        length: if args.quiet || nothing { Length::Findings } else { Length::Whole },
    };
    (args.format.write.write)(out, &report, style)?;
    let style = Style { look: Look::PLAIN, ..style };
    let mut written = true;
    for Output { format, file } in &args.output {
        if was_judged(outcome, file) {
            tell(&format!("error: `{}` is what was judged, and is not written over", file.display()));
            written = false;
            continue;
        }
        if let Err(error) = Disk::write(file, |out| (format.write.write)(out, &report, style)) {
            tell(&format!("error: `{}` could not be written: {}", file.display(), why(&error)));
            written = false;
        }
    }
    if let Some(file) = ci.step_summary.as_ref().filter(|_| args.commands()) {
        add_summary(file, &report, style);
    }
    Ok(written)
}

/// Adds a summary to those of the job. That there is none is no reason to fail a run.
fn add_summary(file: &Path, report: &Report<'_>, style: Style) {
    if let Err(error) = Disk::append(file, |out, taken| github::write_summary(out, report, style, taken)) {
        tell(&format!("warning: the summary of the job could not be written: {}", why(&error)));
    }
}

impl Args {
    /// Whether a report is for the CI system that runs the program.
    fn commands(&self) -> bool {
        let formats = self.output.iter().map(|output| output.format).chain([self.format]);
        formats.into_iter().any(|format| format.write.commands)
    }

    /// What judges it, beside what was known of it before; or the end of the run as for [`Input::against`].
    fn linter(&self) -> Result<(lint::Input, Linter), Exit> {
        match (&self.against, &self.since) {
            (Some(folder), _) => self.input.beside(folder),
            (_, Some(revision)) => self.input.since(revision),
            _ => self.input.against(self.baseline.as_deref()),
        }
    }

    /// What was named.
    fn paths(&self) -> &[PathBuf] {
        &self.input.paths
    }

    /// Judges what was named, and fixes it where that is asked for; or ends the run.
    fn judge(&self, choice: &Choice, terminal: &Terminal) -> Result<Came, Exit> {
        let (input, linter) = self.linter()?;
        let (input, piped) = self.fixes.reading_once(input)?;
        let progress = Progress::start(terminal.stderr, "judging");
        let mut outcome = linter.check(&input);
        if let Err(no_such) = outcome.choose(choice) {
            drop(progress);
            // It may be a page that cannot be used, or a file that cannot be read, that it is not there.
            tell_errors(outcome.org.sources(), &outcome.unread());
            return Err(end(&no_such));
        }
        if !self.fixes.wanted() {
            drop(progress);
            tell_off(&outcome, choice);
            return Ok(Came::ToReport(Box::new(Judged { outcome, fixed: None, piped: None, written: true })));
        }
        let mut fixed = self.fixes.make(&linter, &input, outcome, choice).map_err(|no_such| end(&no_such))?;
        drop(progress);
        tell_off(&fixed.outcome, choice);
        if self.fixes.shown_only() {
            return Ok(Came::ToShow(Box::new(fixed)));
        }
        let written = fixes::write(&mut fixed, &linter, &input, choice).map_err(|no_such| end(&no_such))?;
        fixes::tell_left_alone(&fixed);
        let piped = piped.map(|was| fixed.standard_input().map_or(was, |file| file.after.as_bytes().to_vec()));
        let counts = fixes::counts(&fixed);
        Ok(Came::ToReport(Box::new(Judged { outcome: fixed.outcome, fixed: Some(counts), piped, written })))
    }

    /// Says why there was nothing to lint. Where that is as it was asked for, nothing is wrong.
    fn nothing_to_lint(&self, outcome: &Outcome) -> Exit {
        if self.force_exclude && outcome.summary.files == 0 {
            tell("note: everything that was named is left out");
            return Exit::Clean;
        }
        tell(&nothing(self.paths(), &seen(outcome)));
        Exit::Nothing
    }

    /// A file that two reports would go to.
    fn written_twice(&self) -> Option<&Path> {
        let files = self.output.iter().map(|output| output.file.as_path()).enumerate();
        let mut again = files.filter(|&(rank, file)| self.output[..rank].iter().any(|other| other.file == file));
        again.next().map(|(_, file)| file)
    }

    /// Whether advice is shown: somebody asks for it, or has chosen among findings of every severity.
    fn shows_advice(&self, outcome: &Outcome) -> bool {
        self.advice
            || self.shown.statistics
            || !self.shown.rule.is_empty()
            || self.shown.min_severity == Some(Threshold::Advice)
            || outcome.summary.for_later.is_some()
    }
}

fn exit(worst: Option<Severity>, threshold: Threshold, setup_failed: bool, nothing_to_lint: bool) -> Exit {
    if setup_failed {
        Exit::SetUp
    } else if worst.is_some_and(|severity| severity >= threshold.severity()) {
        Exit::Findings
    } else if nothing_to_lint {
        Exit::Nothing
    } else {
        Exit::Clean
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::check::{Threshold, exit};
    use crate::cli::exit::Exit;
    use crate::finding::Severity;

    #[test]
    fn only_findings_at_or_above_the_threshold_fail_the_run() {
        let ended = |worst, threshold| exit(worst, threshold, false, false);
        assert_eq!(ended(Some(Severity::Error), Threshold::Error), Exit::Findings);
        assert_eq!(ended(Some(Severity::Warning), Threshold::Error), Exit::Clean);
        assert_eq!(ended(Some(Severity::Warning), Threshold::Warning), Exit::Findings);
        assert_eq!(ended(Some(Severity::Advice), Threshold::Advice), Exit::Findings);
        assert_eq!(ended(None, Threshold::Advice), Exit::Clean);
    }

    #[test]
    fn a_broken_set_up_weighs_more_than_findings_and_those_more_than_nothing_to_lint() {
        assert_eq!(exit(Some(Severity::Error), Threshold::Error, true, true), Exit::SetUp);
        assert_eq!(exit(Some(Severity::Error), Threshold::Error, false, true), Exit::Findings);
        assert_eq!(exit(Some(Severity::Advice), Threshold::Error, false, true), Exit::Nothing);
    }
}
