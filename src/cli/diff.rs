//! `teamlint diff`: what changed in an organisation, in sentences.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::beside::{refuse, seen, tell_errors, tell_nothing};
use crate::cli::exit::Exit;
use crate::cli::format;
use crate::cli::input::{By, earlier, side};
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::files::Files;
use crate::files::disk::Disk;
use crate::lint::Compared;
use crate::report::Look;
use crate::report::changes::{FORMATS, Format};

const HELP: &str = "\
Examples:
  teamlint diff --since origin/main
      what the present branch changes in the organisation
  teamlint diff ../before
      what is here beside what was in another folder
  teamlint diff old.yaml new.yaml
      two files, each an organisation by itself
  teamlint diff last-month.tlsnap
      what is here beside what `teamlint snapshot` wrote down
  teamlint diff --since origin/main --format markdown > changes.md
      for a comment on a pull request
  teamlint diff ../before --exit-code
      1 if anything changed, as `git diff --exit-code` does

Both are read with the configuration of NEW and as of the same day; where another one lies beside OLD, its `aliases` and `map` \
count for OLD. Somebody or something is the same on both sides if it has \
the same id, or if one side lists the other's id in its `aliases`; names are never guessed. What \
is not known on one side is said to be known now, or not known any more.

Exit codes:
  0  told, whether anything changed or not
  1  something changed, with `--exit-code`
  2  wrong usage, configuration or rule page
  3  nothing to lint in either of them

Files that cannot be read whole are told on standard error, and change no exit code: `teamlint check` fails for them.";

/// Tell what changed in an organisation
///
/// Compares two states of an organisation, and tells in sentences what is different: who carries more of being on call, which
/// duties and services changed hands, who joined or left, what is promised, and what rules find or cannot judge any more.
/// How files are laid out, and which of them says something, makes no difference.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// The earlier state and the later one: files, folders or snapshots; the later one is the current folder unless it is named
    #[arg(value_names = ["OLD", "NEW"], num_args = 0..=2)]
    paths: Vec<PathBuf>,

    /// Take for OLD the commit that this revision and the present one come from; then only NEW is named
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,

    /// How to tell it
    #[arg(long, value_parser = format::parser(FORMATS), default_value = FORMATS[0].name)]
    format: &'static Format,

    /// End with 1 if anything changed
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    by: By,
}

pub(super) fn run(args: &Args, terminal: &Terminal, look: Look, out: &mut dyn Write) -> io::Result<Exit> {
    let compared = match args.compare(terminal) {
        Ok(compared) => compared,
        Err(exit) => return Ok(exit),
    };
    let Compared { before, after } = &compared;
    tell_errors(before.org.sources(), &before.unread_before());
    tell_errors(after.org.sources(), &after.unread());
    if before.nothing_to_lint && after.nothing_to_lint && !after.setup_failed {
        let paths = args.sides().map_or_else(|_| Vec::new(), |(old, new)| old.into_iter().chain([new]).collect());
        let exit = tell_nothing(&paths, after.org.sources(), &[], &seen(after));
        std::mem::forget(compared);
        return Ok(exit);
    }
    let changes = compared.changes();
    (args.format.write)(out, &changes, look)?;
    out.flush()?;
    let exit = match (after.setup_failed, args.exit_code && !changes.all.is_empty()) {
        (true, _) => Exit::SetUp,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    };
    // The program ends here; giving back two large organisations piece by piece would only take time.
    std::mem::forget(compared);
    Ok(exit)
}

impl Args {
    /// Judges both sides, or ends the run.
    fn compare(&self, terminal: &Terminal) -> Result<Compared, Exit> {
        let (old, new) = self.sides().map_err(refuse)?;
        let is_input = |path: &Path| path.as_os_str() == "-";
        if old.as_deref().is_some_and(is_input) && is_input(&new) {
            return Err(refuse("standard input can be one of both sides only"));
        }
        for path in old.iter().chain([&new]) {
            if !is_input(path) && !(&Disk as &dyn Files).exists(path) {
                return Err(refuse(&format!("`{}` does not exist", path.display())));
            }
        }
        let before = match (&old, &self.since) {
            (Some(old), _) => side(old)?,
            (None, revision) => earlier(std::slice::from_ref(&new), revision.as_deref().unwrap_or_default())?,
        };
        let after = side(&new)?;
        Progress::during(terminal.stderr, "judging", || self.by.compare(before, after))
    }

    /// What is compared: none for the earlier state where that is a commit.
    fn sides(&self) -> Result<(Option<PathBuf>, PathBuf), &'static str> {
        let here = || PathBuf::from(".");
        match (&self.paths[..], &self.since) {
            ([], None) => Err("there is nothing to compare with; name OLD, or a commit with `--since`"),
            ([old], None) => Ok((Some(old.clone()), here())),
            ([], Some(_)) => Ok((None, here())),
            ([new], Some(_)) => Ok((None, new.clone())),
            ([old, new], None) => Ok((Some(old.clone()), new.clone())),
            _ => Err("OLD is a folder or file, or the commit that `--since` names, and not both"),
        }
    }
}
