//! `teamlint test`: whether rule pages do what their examples say.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::cli::beside::tell;
use crate::cli::exit::Exit;
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::lint::{accept, examine};
use crate::report::findings::{self, Advice};
use crate::report::{Look, accepted, examined};

const HELP: &str = "\
Examples:
  teamlint test
      the built-in rules
  teamlint test our-rules
      the pages in a folder of your own
  teamlint test our-rules/ownership/runbook.md
      a single page
  teamlint test our-rules --accept
      the pages in a folder, after the marks of their examples were written anew

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

    /// Write into the pages what their examples come to: labels, messages and what is missing. Look at the difference: what
    /// is written is what the rule says now, be it right or wrong
    #[arg(long, requires = "dir")]
    accept: bool,
}

pub(super) fn run(args: &Args, terminal: &Terminal, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let run = || Progress::during(terminal.stderr, "running examples", || examine(args.dir.as_deref()));
    let mut came_of = run();
    if args.accept && args.dir.is_some() {
        let written = accept(&came_of);
        for page in &written.pages {
            accepted::write(
                out,
                &page.path,
                page.lines.iter().map(|line| (line.new, line.number, line.text.as_str())),
            )?;
        }
        if let Some((path, error)) = written.stopped {
            tell(&format!("error: `{}` could not be written: {error}", path.display()));
            return Ok(Exit::SetUp);
        }
        if !written.pages.is_empty() {
            came_of = run();
        }
    }
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
