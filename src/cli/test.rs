//! `teamlint test`: whether rule pages do what their examples say.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::cli::exit::Exit;
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::lint::examine;
use crate::report::findings::{self, Advice};
use crate::report::{Look, examined};

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
    let came_of = {
        let _progress = Progress::start(terminal.stderr, "running examples");
        examine(args.dir.as_deref())
    };
    findings::write(out, &came_of.setup.sources, &came_of.findings, look, Advice::Shown)?;
    examined::write(out, came_of.pages, came_of.examples, came_of.findings.len())?;
    Ok(if !came_of.findings.is_empty() {
        Exit::SetUp
    } else if came_of.pages == 0 {
        Exit::Nothing
    } else {
        Exit::Clean
    })
}
