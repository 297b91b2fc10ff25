//! `teamlint import`: what sources say, as a file that an organisation owns.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;

use crate::cli::beside::{refuse, seen_in, tell_errors, tell_nothing};
use crate::cli::exit::Exit;
use crate::cli::input::Input;
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::files::disk::Disk;
use crate::files::{Files, why};
use crate::finding::Severity;
use crate::finding::wording::count;
use crate::report::import::{Report, written};
use crate::report::printable;
use crate::vocabulary::kinds::{Kind, section_names};
use crate::vocabulary::section;

const HELP: &str = "\
Examples:
  teamlint import . > ../org.yaml
      all that is said below the current folder, in one native file
  teamlint import catalog-info.yaml export.json --output org.yaml
      a catalog and an export, in a file that must not be there yet
  teamlint import . --section teams --section people
      these sections alone
  teamlint diff catalog org.yaml
      what the file says otherwise: nothing but what it cannot say

Sources are read as `teamlint check` reads them, and what several of them say of one thing becomes one entry. What \
they do not know stays unknown. Their files are not changed; once the file is owned, leave them out or keep them \
beside it to be told where they disagree.

Exit codes:
  0  written
  1  a file cannot be read whole; what can be is written
  2  wrong usage or configuration, or a file that is there already or could not be written
  3  nothing to lint; nothing is written";

/// Write down what sources say, as a native file to own
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// The file to write, which must not be there yet; without it the text goes to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Write only this section; may be given several times
    #[arg(long, value_name = "SECTION", value_parser = PossibleValuesParser::new(section_names()))]
    section: Vec<String>,

    #[command(flatten)]
    input: Input,
}

pub(super) fn run(args: &Args, terminal: &Terminal, out: &mut dyn Write) -> io::Result<Exit> {
    if let Some(file) = args.output.as_deref().filter(|file| (&Disk as &dyn Files).exists(file)) {
        return Ok(not_written(file, "it is there already; nothing is overwritten"));
    }
    let read = match Progress::during(terminal.stderr, "reading", || args.input.read()) {
        Ok(read) => read,
        Err(exit) => return Ok(exit),
    };
    let is_error = |severity| severity == Severity::Error;
    if read.setup.problems.iter().any(|problem| is_error(problem.severity)) {
        tell_errors(read.org.sources(), &read.setup.problems);
        return Ok(refuse("nothing is written by a set-up that is wrong"));
    }
    let broken = read.unread();
    if read.nothing_to_lint() {
        return Ok(tell_nothing(&args.input.paths, read.org.sources(), &broken, &seen_in(&read)));
    }
    tell_errors(read.org.sources(), &broken);
    let sections: Vec<Kind> = args.section.iter().filter_map(|name| section(name)).collect();
    let is_context = |entity| read.is_context(entity);
    let text = written(&Report {
        org: &read.org,
        sections: &sections,
        is_context: &is_context,
        findings: &read.findings,
        unread: &broken,
        ignored: &read.ignored,
    });
    match &args.output {
        None => out.write_all(text.as_bytes())?,
        Some(file) => {
            if let Err(error) = Disk::create(file, text.as_bytes()) {
                return Ok(not_written(file, &why(&error)));
            }
            let lines = count(text.lines().count(), "line", "lines");
            writeln!(out, "{}: {lines}", printable(&file.display().to_string()))?;
        }
    }
    Ok(if broken.iter().any(|problem| is_error(problem.severity)) { Exit::Findings } else { Exit::Clean })
}

fn not_written(file: &Path, why: &str) -> Exit {
    refuse(&format!("`{}` could not be written: {why}", file.display()))
}
