//! `teamlint charter`: a team's page in Markdown, and where one that was written no longer says what is declared.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::charter::{Charter, Charters};
use crate::cli::beside::{refuse, seen, tell_nothing, tell_unread};
use crate::cli::exit::Exit;
use crate::cli::input::{Input, as_typed};
use crate::cli::terminal::Terminal;
use crate::files::disk::Disk;
use crate::files::{self, Files, why};
use crate::finding::suggest::{did_you_mean, one_of};
use crate::finding::wording::in_backticks;
use crate::lint::Outcome;
use crate::org::Org;
use crate::report::charter::check::{self, Commands};
use crate::report::charter::markdown;
use crate::report::charter::renew::{NotRenewed, renewed};
use crate::report::printable;
use crate::vocabulary::kinds::{Entity, Kind};

const HELP: &str = "\
Examples:
  teamlint charter payments
      what is declared of the team and around it, what was found, and what it has not said
  teamlint charter payments org/ --output docs/payments.md
      from the files in a folder, into a file; one that is there is renewed
  teamlint charter payments --check docs/payments.md
      1 if that file says otherwise than what is declared, with the lines

What is compared:
  The lists and tables of the sections that the page has, statement by statement: elements by what they are about, rows by \
their first cell. What people added is left alone: text, sections, columns, further elements. So are sections and \
columns that were taken out. What was found, what is lived with and what is not said come and go, and are not compared.

What is renewed:
  The sections that the page has; all of them where it has none yet. What stands above the first of them and sections of your \
own stay as they are; what you wrote into the others is told, and stands at their end.

Exit codes:
  0  written; with `--check`, the file says what is declared
  1  with `--check`, it does not, or cannot be read; a file of the organisation cannot be read, or not whole
  2  wrong usage, configuration or rule page, no team of that name, a file that could not be written
  3  nothing to lint";

/// Write a team's charter, or check one
///
/// A page in Markdown for a repository or a wiki: mission, people, who is on call, duties, services with what they promise,
/// interactions, who needs whom, what was found with a way out, and what the team has not said.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    /// The team, by its id
    #[arg(value_name = "TEAM")]
    team: String,

    /// The file to write; without it, and for `-`, the page goes to standard output
    #[arg(short, long, value_name = "FILE", conflicts_with = "check")]
    output: Option<PathBuf>,

    /// Write nothing, and say where this file no longer says what is declared
    #[arg(long, value_name = "FILE")]
    check: Option<PathBuf>,

    #[command(flatten)]
    input: Input,
}

pub(super) fn run(args: &Args, terminal: &Terminal, out: &mut dyn Write) -> io::Result<Exit> {
    let outcome = match args.input.judged(terminal) {
        Ok(outcome) => outcome,
        Err(exit) => return Ok(exit),
    };
    let exit = show(args, &outcome, out)?;
    out.flush()?;
    // The program ends here; giving back a large organisation piece by piece would only take time.
    std::mem::forget(outcome);
    Ok(exit)
}

fn show(args: &Args, outcome: &Outcome, out: &mut dyn Write) -> io::Result<Exit> {
    let org = &outcome.org;
    if outcome.nothing_to_lint && !outcome.setup_failed {
        return Ok(tell_nothing(&args.input.paths, org.sources(), &outcome.findings, &seen(outcome)));
    }
    let team = match team(org, &args.team) {
        Ok(team) => team,
        Err(why) => return Ok(refuse(&why)),
    };
    let read = tell_unread(outcome);
    let of_teams = outcome.of_teams();
    let charter = Charters::of(org, &outcome.facts, &of_teams).team(team);
    let exit = match (&args.check, &args.output) {
        (Some(file), _) => compare(file, &charter, org, (&args.commands(file), out))?,
        (None, Some(file)) if file.as_os_str() != "-" => save(file, &charter, org, out)?,
        (None, _) => {
            markdown::write(out, &charter, org)?;
            Exit::Clean
        }
    };
    Ok(match exit {
        _ if read == Exit::SetUp => read,
        Exit::Clean => read,
        exit => exit,
    })
}

/// The declared team of that id, or why there is none.
fn team(org: &Org, wanted: &str) -> Result<Entity, String> {
    let id = wanted.strip_prefix("team:").unwrap_or(wanted);
    let found = org.find(Kind::Team, id).filter(|&team| org.is_declared(team));
    let names = || org.all(Kind::Team).map(|team| org.id(team));
    found.ok_or_else(|| {
        let instead = did_you_mean(id, names()).unwrap_or_else(|| {
            let names: Vec<&str> = names().collect();
            if names.is_empty() { "none is declared".to_owned() } else { format!("write {}", one_of(&names)) }
        });
        format!("nobody declares the team {}; {instead}", in_backticks(&[id]).concat())
    })
}

impl Args {
    /// What somebody can do about a file that was compared.
    fn commands(&self, file: &Path) -> Commands {
        let write = format!("teamlint charter {}{}", as_typed(&self.team), self.input.as_typed());
        let file = file.to_string_lossy();
        // What looks like an option is none behind its sign.
        let output = if file.starts_with('-') { "--output=" } else { "--output " };
        Commands { renew: format!("{write} {output}{}", as_typed(&file)), write }
    }
}

fn compare(
    file: &Path,
    charter: &Charter<'_>,
    org: &Org,
    (commands, out): (&Commands, &mut dyn Write),
) -> io::Result<Exit> {
    let path = file.display().to_string();
    let text = match (&Disk as &dyn Files).text(file) {
        Ok(text) => text,
        Err(error) => {
            refuse(&format!("`{path}` cannot be read: {}", why(&error)));
            return Ok(Exit::Findings);
        }
    };
    match check::check(&text, charter, org) {
        Ok(checked) => {
            check::write(out, &path, &checked, commands)?;
            let agrees = checked.sections > 0 && checked.differences.is_empty();
            Ok(if agrees { Exit::Clean } else { Exit::Findings })
        }
        Err(other) => Ok(refuse(&format!("`{path}` is the charter of `{other}`, and not of `{}`", charter.id))),
    }
}

/// Writes the page into a file, or what has changed into the one that is there.
fn save(file: &Path, charter: &Charter<'_>, org: &Org, out: &mut dyn Write) -> io::Result<Exit> {
    let disk: &dyn Files = &Disk;
    let path = file.display().to_string();
    let written = if matches!(disk.kind(file), Ok(files::Kind::Special(_))) {
        // A device holds nothing that could be lost.
        Disk::write(file, |out| markdown::write(out, charter, org)).map(|()| Vec::new())
    } else if disk.exists(file) {
        renew(file, charter, org)
    } else {
        let mut text = Vec::new();
        markdown::write(&mut text, charter, org).and_then(|()| Disk::create(file, &text)).map(|()| Vec::new())
    };
    match written {
        Ok(kept) => {
            let path = printable(&path);
            for (line, section) in kept {
                writeln!(out, "{path}:{line}: {section}: what people wrote here stays, at the end of the section")?;
            }
            writeln!(out, "{path}: the charter of `{}`", printable(charter.id))?;
            Ok(Exit::Clean)
        }
        Err(error) => Ok(refuse(&format!("`{path}` could not be written: {}", why(&error)))),
    }
}

/// Renews a file that is there, and gives what people wrote into sections of the charter.
fn renew(file: &Path, charter: &Charter<'_>, org: &Org) -> io::Result<Vec<(usize, &'static str)>> {
    let before = (&Disk as &dyn Files).text(file)?;
    let renewed = renewed(&before, charter, org).map_err(|why| io::Error::other(not_renewed(why, charter.id)))?;
    Disk.replace(file, before.as_bytes(), renewed.text.as_bytes())?;
    Ok(renewed.kept)
}

fn not_renewed(why: NotRenewed, id: &str) -> String {
    match why {
        NotRenewed::NotMarked => {
            format!("it is there, and does not say that it is the charter of `{id}`; nothing is overwritten")
        }
        NotRenewed::NoSection => {
            "none of its headings is one of a charter, so that nothing tells where to write; write one of them \
                                  into it, such as `## The team`, or empty the file to begin anew"
                .to_owned()
        }
    }
}
