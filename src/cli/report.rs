//! `teamlint report`: the audit of an organisation as one page to hand round.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::audit::{Anchors, Audit, Names, Others, Source};
use crate::cli::beside::{seen, tell_nothing, tell_set_up};
use crate::cli::exit::Exit;
use crate::cli::input::Input;
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::report::audit;

const HELP: &str = "\
Examples:
  teamlint report -o audit.html
      the organisation below the current folder, as one page for people

Exit codes:
  0  the page was written
  1  a file cannot be read whole; the page has what can be
  2  wrong usage, configuration or rule page, or a file that could not be written
  3  nothing to lint; nothing is written";

/// Write the audit of an organisation as one page
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// The file to write, such as `audit.html`; without it, or with `-`, the page goes to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Show people as letters, the same in all sections, and nothing that names them
    #[arg(long)]
    anonymise: bool,

    #[command(flatten)]
    input: Input,
}

pub(super) fn run(args: &Args, terminal: &Terminal, out: &mut dyn Write) -> io::Result<Exit> {
    let judged = {
        let _progress = Progress::start(terminal.stderr, "judging");
        args.input.check()
    };
    let outcome = match judged {
        Ok(outcome) => outcome,
        Err(exit) => return Ok(exit),
    };
    tell_set_up(&outcome);
    if outcome.nothing_to_lint {
        return Ok(tell_nothing(&args.input.paths, outcome.org.sources(), &outcome.findings, &seen(&outcome)));
    }
    let names =
        if args.anonymise { Names::replaced(&outcome.org, Others::default()) } else { Names::shown(&outcome.org) };
    let unread: Vec<String> = Vec::new();
    let source = Source {
        org: &outcome.org,
        facts: &outcome.facts,
        rules: &outcome.rules,
        judgement: &outcome.judgement,
        coverage: &outcome.coverage(&[]),
        findings: &outcome.findings,
        excused: &outcome.excused,
        of_teams: &outcome.of_teams(),
        anchors: &Anchors::of(&outcome.findings),
        trend: None,
        files: outcome.summary.files,
        unread: &unread,
        names: &names,
        as_of: args.input.today(),
    };
    let page = Audit::of(&source);
    audit::write(out, &page)?;
    Ok(Exit::Clean)
}
