//! `teamlint snapshot`: what others need to know of an organisation, in one file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::beside::{refuse, seen_in, tell, tell_errors, tell_nothing};
use crate::cli::exit::Exit;
use crate::cli::input::{Input, NAMED};
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::files::disk::Disk;
use crate::files::snapshot::{EXTENSION, Snapshot};
use crate::files::{Files, why};
use crate::finding::Severity;
use crate::finding::wording::{count, in_backticks, listed_up_to};

const HELP: &str = "\
Examples:
  teamlint snapshot --output org.tlsnap
      the organisation below the current folder, for the repositories that refer to it
  teamlint check --with org.tlsnap
      in one of those: what it refers to is known, and findings are about its own files alone
  teamlint check --with ../org
      the same where the organisation itself is at hand

A snapshot holds the files that declare something, as they are, but for exports of pagers and of Terraform, which may hold \
secrets: whoever may read it may read all that is in them.

Exit codes:
  0  the snapshot was written
  1  a file cannot be read whole; the snapshot has what can be
  2  wrong usage, or a file that could not be written
  3  nothing to lint; nothing is written";

/// Write an organisation down for the repositories that refer to it
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// The file to write, called `NAME.tlsnap`; without it the snapshot goes to standard output
    #[arg(short, long, value_name = "FILE", value_parser = output)]
    output: Option<PathBuf>,

    #[command(flatten)]
    input: Input,
}

fn output(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    if Snapshot::is_named(&path) {
        Ok(path)
    } else {
        Err(format!("call it `NAME.{EXTENSION}`, so that it is known as one"))
    }
}

pub(super) fn run(args: &Args, terminal: &Terminal, out: &mut dyn Write) -> io::Result<Exit> {
    let read = match Progress::during(terminal.stderr, "reading", || args.input.read()) {
        Ok(read) => read,
        Err(exit) => return Ok(exit),
    };
    let broken = read.unread();
    if read.nothing_to_lint() {
        return Ok(tell_nothing(&args.input.paths, read.org.sources(), &broken, &seen_in(&read)));
    }
    tell_errors(read.org.sources(), &broken);
    let snapshot = read.to_snapshot(&Disk.here()?);
    let private = read.private_files();
    if !private.is_empty() {
        let these = listed_up_to(NAMED, &in_backticks(&private), "and");
        tell(&format!(
            "note: what others than teamlint wrote out of their APIs may hold secrets, and is left out: {these}"
        ));
    }
    if let Err(error) = write(args.output.as_deref(), &snapshot, out) {
        let Some(file) = &args.output else { return Err(error) };
        return Ok(refuse(&format!("`{}` could not be written: {}", file.display(), why(&error))));
    }
    let worst = broken.iter().map(|finding| finding.severity).max();
    Ok(if worst == Some(Severity::Error) { Exit::Findings } else { Exit::Clean })
}

/// Writes a snapshot, in place of an older one if there is one.
fn write(to: Option<&Path>, snapshot: &Snapshot, out: &mut dyn Write) -> io::Result<()> {
    let text = snapshot.written();
    let Some(path) = to else { return out.write_all(text.as_bytes()) };
    let disk: &dyn Files = &Disk;
    if disk.exists(path) {
        let before = disk.text(path)?;
        Snapshot::parse(&before).map_err(|why| io::Error::other(format!("it is there and {why}")))?;
        Disk.replace(path, before.as_bytes(), text.as_bytes())?;
    } else {
        Disk::write(path, |file| file.write_all(text.as_bytes()))?;
    }
    writeln!(out, "{}: {}", path.display(), count(snapshot.files.len(), "file", "files"))
}
