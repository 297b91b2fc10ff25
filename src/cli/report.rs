//! `teamlint report`: the audit of an organisation as one page to hand round.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::audit::Earlier;
use crate::cli::beside::{ended_by_nothing, refuse, tell, tell_set_up, tell_unread};
use crate::cli::exit::Exit;
use crate::cli::input::{Input, NAMED, NOTHING_BEFORE};
use crate::cli::over::{is_foreign, is_one, is_output, not_an_input, was_judged};
use crate::cli::progress::Progress;
use crate::cli::terminal::Terminal;
use crate::files::disk::Disk;
use crate::files::{Files, why};
use crate::finding::wording::{count, in_backticks, listed_up_to};
use crate::lint::{Against, Outcome};
use crate::report::audit;
use crate::report::check::earlier;

const HELP: &str = "\
Examples:
  teamlint report -o audit.html
      the organisation below the current folder, as one page: open it in a browser, or print it
  teamlint report org -o audit.html --as-of 2026-06-30
      the same as of a day, so that the page of a quarter is the same whenever it is made
  teamlint report org -o audit.html --anonymise
      without anybody's name, for those who are to see loads and not people
  teamlint report org -o audit.html --against ../last-quarter
      what is new, worse and mended since another folder, file or snapshot
  teamlint check org --format json > before.json
  teamlint report org -o audit.html --against before.json
      the same since a report for machines that was kept

The page needs no network and no other file. With --anonymise people are letters, in the order of their ids: who has the list \
of ids knows who is who, so that it is not for the public.

Exit codes:
  0  the page was written
  1  a file cannot be read whole; the page has what can be
  2  wrong usage, configuration or rule page, or a file that could not be written
  3  nothing to lint; nothing is written";

/// Write the audit of an organisation as one page
///
/// Puts what is declared, judged and not known on one page of HTML that opens from disk and prints on paper: the organisation in
/// ten lines, on call, interactions, dependencies, ownership, duties, a sheet for each team, findings with waivers, and what
/// became of the statements of the five articles.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// The file to write, such as `audit.html`; `-` is standard output, and so is none where that is no terminal
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Show people as letters, and nothing that names them; what they carry of being on call by team
    #[arg(long)]
    anonymise: bool,

    /// Mark what is new, worse and mended since an earlier state: a folder, a file, a snapshot, or what `check --format json` wrote
    #[arg(long, value_name = "OLD")]
    against: Option<PathBuf>,

    #[command(flatten)]
    input: Input,
}

/// An earlier state to compare with.
enum Before {
    None,
    /// Files, judged like the present ones.
    Judged(Box<Outcome>),
    /// A report.
    Told(Earlier),
}

pub(super) fn run(mut args: Args, terminal: &Terminal, out: &mut dyn Write) -> io::Result<Exit> {
    if args.anonymise {
        args.input.mark_given();
    }
    let args = &args;
    let to = args.output.as_deref().filter(|file| file.as_os_str() != "-");
    if let Some(page) = args.input.paths.iter().find(|path| is_output(path, &["html", "htm"])) {
        return Ok(refuse(&not_an_input(page)));
    }
    if args.output.is_none() && terminal.stdout {
        return Ok(refuse("a page is not for a terminal: name a file to write, `-o audit.html`"));
    }
    let (outcome, before) = match Progress::during(terminal.stderr, "judging", || args.judge()) {
        Ok(judged) => judged,
        Err(exit) => return Ok(exit),
    };
    tell_set_up(&outcome);
    if let Some(exit) = ended_by_nothing(&args.input.paths, &outcome, to) {
        return Ok(exit);
    }
    if let Some(why) = to.and_then(|file| args.kept(&outcome, file)) {
        return Ok(refuse(&why));
    }
    let exit = tell_unread(&outcome);
    let called = args.against.as_ref().map(|against| against.display().to_string()).unwrap_or_default();
    let against = match &before {
        Before::None => None,
        Before::Judged(before) => Some((Against::Judged(before), called.as_str())),
        Before::Told(earlier) => Some((Against::Told(earlier), called.as_str())),
    };
    let page = outcome.audit(args.anonymise, against);
    if let Some(unread) = page.findings.trend.as_ref().map(|trend| &trend.unread).filter(|unread| !unread.is_empty()) {
        let these = listed_up_to(NAMED, &in_backticks(unread), "and");
        tell(&format!(
            "note: before, {these} could not be read whole: of what was not found then it is not known whether it is new"
        ));
    }
    match to {
        None => audit::write(out, &page)?,
        Some(file) => {
            if let Err(error) = Disk::write(file, |out| audit::write(out, &page)) {
                return Ok(refuse(&format!("`{}` could not be written: {}", file.display(), why(&error))));
            }
            let findings = count(outcome.findings.len(), "finding", "findings");
            let sheets = count(page.charters.sheets.len(), "charter", "charters");
            writeln!(out, "{}: {findings}, {sheets}", file.display())?;
        }
    }
    out.flush()?;
    // The program ends here; giving back a large organisation piece by piece would only take time.
    std::mem::forget((outcome, before, page));
    Ok(exit)
}

impl Args {
    /// Judges the organisation and what it is compared with, or ends the run.
    fn judge(&self) -> Result<(Outcome, Before), Exit> {
        let Some(against) = &self.against else { return Ok((self.input.check()?, Before::None)) };
        let disk: &dyn Files = &Disk;
        if !disk.exists(against) {
            return Err(refuse(&format!("`--against` names `{}`, which does not exist", against.display())));
        }
        let other = |why: &str| refuse(&format!("`{}` {why}; {ACCEPTED}", against.display()));
        if disk.is_file(against) && is_object(against) {
            let text = disk.text(against).map_err(|error| other(&format!("cannot be read: {}", why(&error))))?;
            if let Some(told) = told(&text).map_err(|why| other(&why))? {
                return Ok((self.input.check()?, Before::Told(told)));
            }
        }
        let compared = self.input.compared(against)?;
        // A folder may have been empty then; a file that says nothing is another one than was meant.
        let says_nothing = compared.before.nothing_to_lint;
        if says_nothing && !disk.is_folder(against) {
            return Err(other("declares nothing, and is no earlier report"));
        }
        if says_nothing && compared.before.unread().is_empty() {
            tell(NOTHING_BEFORE);
        }
        Ok((compared.after, Before::Judged(Box::new(compared.before))))
    }

    /// Why a file is not written over, if it is not.
    fn kept(&self, outcome: &Outcome, file: &Path) -> Option<String> {
        let what = if was_judged(outcome, file) {
            "what was judged"
        } else if self.against.as_ref().is_some_and(|against| is_one(file, against)) {
            "what is compared with"
        } else if is_foreign(file, audit::is_page) {
            "there, and no page that `teamlint report` has written"
        } else {
            return None;
        };
        Some(format!("`{}` is {what}, and is not written over", file.display()))
    }
}

/// What an earlier state can be.
const ACCEPTED: &str = "`--against` takes a folder or a file of an organisation, what `teamlint snapshot` wrote, or what \
                        `teamlint check --format json` wrote";

/// What an earlier report said; nothing where the text is none, so that it may declare something.
fn told(text: &str) -> Result<Option<Earlier>, String> {
    let text = text.trim_start_matches('\u{feff}');
    if !earlier::is_report(text) {
        return Ok(None);
    }
    let (earlier, in_part) = earlier::read(text)?;
    if in_part {
        tell("note: the earlier report has only what was chosen: the rest of what was found then may be called new");
    }
    Ok(Some(earlier))
}

/// Whether a file begins as an object of JSON does.
fn is_object(file: &Path) -> bool {
    let start = (&Disk as &dyn Files).start(file, 512).unwrap_or_default();
    // Some editors begin a text with a mark of its encoding.
    start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&start).trim_ascii_start().starts_with(b"{")
}
