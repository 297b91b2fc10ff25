//! `teamlint check`: the main job.

use std::io::{self, Write};

use clap::ValueEnum;

use crate::cli::beside::{nothing, tell};
use crate::cli::exit::Exit;
use crate::cli::format;
use crate::cli::input::Input;
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::dialect::names;
use crate::finding::Severity;
use crate::finding::wording::listed;
use crate::lint::Outcome;
use crate::report::Look;
use crate::report::check::{FORMATS, Format, Length, Report, Style};
use crate::report::findings::Advice;

const HELP: &str = "\
Examples:
  teamlint check
      everything below the current folder
  teamlint check teams.yaml services/
      a file and a folder, as one organisation
  generate-org | teamlint check -
      what another program prints
  teamlint check --fail-on warning --format json > report.json
      for a pipeline: warnings fail it, too
  teamlint check --as-of 2026-01-01
      as it would have been judged on that day

Exit codes:
  0  clean: nothing at or above the threshold
  1  findings at or above the threshold, unreadable or broken files included
  2  wrong usage, configuration or rule page (the rest is still reported)
  3  nothing to lint
  A reader that closes the pipe early is no error: 0.";

/// Judge an organisation
#[derive(Debug, clap::Args)]
#[command(long_about = about(), after_long_help = HELP)]
pub(super) struct Args {
    /// How to report
    #[arg(long, value_parser = format::parser(FORMATS), default_value = FORMATS[0].name)]
    format: &'static Format,

    /// The lowest severity that makes the exit code 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Threshold::Error)]
    fail_on: Threshold,

    /// Show advice, too; without this it is only counted
    #[arg(long)]
    advice: bool,

    #[command(flatten)]
    input: Input,

    /// Print findings only, without the summary
    #[arg(short, long)]
    quiet: bool,
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

pub(super) fn run(args: &Args, terminal: &Terminal, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let judged = {
        let _progress = Progress::start(terminal.stderr, "judging");
        args.input.check()
    };
    let outcome = match judged {
        Ok(outcome) => outcome,
        Err(exit) => return Ok(exit),
    };
    let worst = outcome.findings.iter().map(|finding| finding.severity).max();
    let exit = exit(worst, args.fail_on, outcome.setup_failed, outcome.nothing_to_lint);
    write(args, &outcome, look, out)?;
    out.flush()?;
    if exit == Exit::Nothing {
        tell(&nothing(&args.input.paths, &outcome.ignored));
    }
    // The program ends here; giving back a large organisation piece by piece would only take time.
    std::mem::forget(outcome);
    Ok(exit)
}

fn write(args: &Args, outcome: &Outcome, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let report = Report {
        sources: outcome.org.sources(),
        findings: &outcome.findings,
        not_judged: &|| outcome.not_judged(),
        summary: outcome.summary,
    };
    let nothing = outcome.nothing_to_lint && outcome.findings.is_empty();
    let style = Style {
        look,
        advice: if args.advice { Advice::Shown } else { Advice::Hidden },
        length: if args.quiet || nothing { Length::Findings } else { Length::Whole },
    };
    (args.format.write)(out, &report, style)
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
