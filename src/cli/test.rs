//! `teamlint test`: whether rule pages do what their examples say.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::cli::progress::Progress;
use crate::cli::{Exit, Terminal};
use crate::report::Look;
use crate::report::check::text;
use crate::report::check::text::Advice;

const HELP: &str = "\
Examples:
  teamlint test
      the built-in rules
  teamlint test our-rules
      the pages in a folder of your own
  teamlint test our-rules/ownership/runbook.md
      a single page

Exit codes:
  0  every example behaves as its page says
  2  a page or an example is wrong
  3  there are no pages";

/// Run the examples of rule pages
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// Folder with rule pages, or a single page; the built-in ones without it
    #[arg(value_name = "PATH")]
    dir: Option<PathBuf>,
}

pub(super) fn run(args: &Args, terminal: &Terminal, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let examined = {
        let _progress = Progress::start(terminal.stderr, "running examples");
        crate::pages::examine(args.dir.as_deref())
    };
    text::write_findings(out, &examined.sources, &examined.findings, look, Advice::Shown)?;
    text::write_examined(out, examined.pages, examined.examples, examined.findings.len())?;
    Ok(if !examined.findings.is_empty() {
        Exit::SetUp
    } else if examined.pages == 0 {
        Exit::Nothing
    } else {
        Exit::Clean
    })
}
