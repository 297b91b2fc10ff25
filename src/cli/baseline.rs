//! `teamlint baseline`: what was there when somebody began to look.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Subcommand;

use crate::baseline::Baseline;
use crate::cli::beside::{refuse, seen, tell, tell_errors, tell_nothing};
use crate::cli::exit::Exit;
use crate::cli::input::Input;
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::files::disk::Disk;
use crate::files::{Files, why};
use crate::finding::wording::count;
use crate::report::Look;
use crate::report::baseline::{self, Shown};
use crate::text::Sources;

/// Where a baseline is if nobody says.
pub(super) const FILE: &str = "teamlint-baseline.txt";

const HELP: &str = "\
Examples:
  teamlint baseline write
      everything that is found now, as `teamlint-baseline.txt`
  teamlint check --baseline teamlint-baseline.txt
      what is new since then
  teamlint baseline prune
      take out what is mended
  teamlint baseline show
      what it knows, what of that is mended, and apart from it what is waived and why

A baseline knows findings by rule and entity, so that files can be moved, renamed and laid out anew. What says that a file \
could not be read whole, what is about the set-up, and rules with `locked: true` are told in any case.

Exit codes:
  0  the baseline was written, pruned or shown
  1  a file cannot be read whole; nothing is written
  2  wrong usage, configuration or rule page; nothing is written
  3  nothing to lint";

/// Live with what is there already, and hear only of what is new
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write down everything that is found now
    Write(Of),
    /// Take out what is mended; nothing is added
    Prune(Of),
    /// Show what the baseline knows, what of it is mended, and what is waived
    Show(Of),
}

/// A baseline of an organisation.
#[derive(Debug, clap::Args)]
struct Of {
    /// The baseline
    #[arg(short, long, value_name = "FILE", default_value = FILE)]
    baseline: PathBuf,

    #[command(flatten)]
    input: Input,
}

pub(super) fn run(args: &Args, terminal: &Terminal, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let (of, known) = match &args.what {
        What::Write(of) => (of, None),
        What::Prune(of) | What::Show(of) => (of, Some(of.baseline.as_path())),
    };
    let before = match written_before(&of.baseline) {
        Ok(before) => before,
        Err(exit) => return Ok(exit),
    };
    let judge = || of.input.against(known).map(|(input, linter)| linter.check(&input));
    let outcome = match Progress::during(terminal.stderr, "judging", judge) {
        Ok(outcome) => outcome,
        Err(exit) => return Ok(exit),
    };
    let sources = outcome.org.sources();
    if outcome.setup_failed {
        tell_errors(sources, &outcome.setup_problems);
        return Ok(Exit::SetUp);
    }
    if outcome.nothing_to_lint {
        return Ok(tell_nothing(&of.input.paths, sources, &outcome.findings, &seen(&outcome)));
    }
    let unread = outcome.unread();
    if !unread.is_empty() && !matches!(args.what, What::Show(_)) {
        tell_errors(sources, &unread);
        tell("error: nothing is written: what cannot be read whole would count as mended, and be new when it is");
        return Ok(Exit::Findings);
    }
    match &args.what {
        What::Show(_) => {
            let known = before.map(|(_, baseline)| baseline).unwrap_or_default();
            let shown = Shown { baseline: &known, mended: &outcome.mended, excused: &outcome.excused, sources };
            baseline::write(out, &shown, look)?;
            Ok(Exit::Clean)
        }
        What::Write(_) => write(of, before.as_ref(), &outcome.to_baseline(), out),
        What::Prune(_) if outcome.in_part => {
            tell("error: this is only a part of what the baseline may be about; run it where all is, without a path");
            Ok(Exit::SetUp)
        }
        What::Prune(_) => {
            let known = before.as_ref().map(|(_, baseline)| baseline.clone()).unwrap_or_default();
            write(of, before.as_ref(), &known.without(&outcome.mended), out)
        }
    }
}

/// The file of a baseline: its text, and what it says.
type File = (String, Baseline);

/// What is in the file already, if it is there; or the end of the run where that is no baseline.
fn written_before(path: &Path) -> Result<Option<File>, Exit> {
    let disk: &dyn Files = &Disk;
    let shown = path.display();
    if !disk.exists(path) {
        if disk.is_link(path) {
            return Err(refuse(&format!("`{shown}` is a symbolic link to something that does not exist")));
        }
        return Ok(None);
    }
    let text = disk.text(path).map_err(|error| {
        tell(&format!("error: `{shown}` cannot be read: {}", why(&error)));
        Exit::SetUp
    })?;
    let mut sources = Sources::default();
    let file = sources.add(shown.to_string(), text.as_str());
    let (baseline, problems) = Baseline::parse(file, sources.get(file));
    // Something else is never overwritten.
    if let Some(problem) = problems.iter().find(|_| !Baseline::begins(&text)) {
        tell(&format!("error: {}", problem.message));
        return Err(Exit::SetUp);
    }
    Ok(Some((text, baseline)))
}

/// Writes a baseline, and says what has become of the one before.
fn write(of: &Of, before: Option<&File>, baseline: &Baseline, out: &mut dyn Write) -> io::Result<Exit> {
    let (path, text) = (&of.baseline, baseline.written());
    let written = match before {
        Some((old, _)) => Disk.replace(path, old.as_bytes(), text.as_bytes()),
        None => Disk::write(path, |file| file.write_all(text.as_bytes())),
    };
    if let Err(error) = written {
        tell(&format!("error: `{}` could not be written: {}", path.display(), why(&error)));
        return Ok(Exit::SetUp);
    }
    let entries = count(baseline.entries().len(), "entry", "entries");
    let nothing = Baseline::default();
    let (added, gone) = baseline.since(before.map_or(&nothing, |(_, baseline)| baseline));
    writeln!(out, "{}: {entries} ({added} new, {gone} gone)", path.display())?;
    Ok(Exit::Clean)
}
