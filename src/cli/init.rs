//! `teamlint init`: what it takes to begin, made of what is there.

mod branch;
mod found;
mod hooks;
mod plan;
mod texts;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::beside::{refuse, tell, tell_errors};
use crate::cli::exit::Exit;
use crate::cli::init::found::Found;
use crate::cli::init::hooks::{Ci, Repository};
use crate::cli::init::plan::{Became, Planned, shown};
use crate::cli::input::{from_here, set_up, today};
use crate::config;
use crate::files::disk::Disk;
use crate::files::{Files, tidy, why};
use crate::finding::wording::count;
use crate::lint::{self, Linter, Options, Outcome};
use crate::report::{diff, printable};

const HELP: &str = "\
Examples:
  teamlint init
      an example to change in an empty folder, a configuration and a baseline where there is an organisation
  teamlint init --ci github --ci pre-commit
      and what runs teamlint for every pull request, and before every commit
  teamlint init org --dry-run
      what would be written in a folder, as a diff

Nothing that is there is overwritten: it is left as it is, and said to be there. A second run changes nothing.

Exit codes:
  0  everything is there now, or was before
  1  a file cannot be read whole, so that no baseline is written; the rest is
  2  wrong usage or configuration, or a file that could not be written; the rest is";

/// Begin: write a configuration and whatever else it takes, without changing what is there
#[derive(Debug, clap::Args)]
#[command(long_about = "Begin\n\nLooks at what is there and writes a configuration; a first file where nothing is declared, or \
    where what is declared leaves much unsaid; and a baseline where there are findings, so that only new ones are told from then \
    on.", after_long_help = HELP)]
pub(super) struct Args {
    /// The folder that the organisation is in, or will be
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,

    /// Also write what runs teamlint there; may be given several times
    #[arg(long, value_enum, value_name = "WHERE")]
    ci: Vec<Ci>,

    /// Print what would be written as a unified diff, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> io::Result<Exit> {
    let disk: &dyn Files = &Disk;
    if !disk.is_folder(&args.path) {
        let why = if disk.exists(&args.path) { "is no folder" } else { "does not exist" };
        tell(&format!(
            "error: `{}` {why}: name the folder that the organisation is in, or will be",
            args.path.display()
        ));
        return Ok(Exit::SetUp);
    }
    let folder = from_here(&args.path);
    let input = lint::Input::paths([&folder]);
    let outcome = match judged(&input) {
        Ok(outcome) => outcome,
        Err(exit) => return Ok(exit),
    };
    let found = Found::of(&outcome);
    tell_errors(outcome.org.sources(), &outcome.unread());
    let (files, baseline) = match plan(args, &folder, &input, &outcome, &found) {
        Ok(planned) => planned,
        Err(exit) => return Ok(exit),
    };
    let next = hooks::command(&shown(&folder), baseline.as_deref().map(shown).as_deref());
    let next = next.unwrap_or_else(|| "teamlint check".to_owned());
    if args.dry_run {
        for file in files.iter().filter(|file| file.stands_in_the_way().is_none()) {
            diff::write(out, &shown(&file.path), "", &file.text)?;
        }
        tell(&format!("found {found}; nothing is written"));
        return Ok(exit(&outcome, true));
    }
    writeln!(out, "found {}", printable(&found.to_string()))?;
    let mut written = true;
    for file in &files {
        written &= write(file, out)?;
    }
    writeln!(out, "next: {}", printable(&next))?;
    Ok(exit(&outcome, written))
}

fn exit(outcome: &Outcome, written: bool) -> Exit {
    if !written {
        Exit::SetUp
    } else if outcome.unread().is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    }
}

/// Judges it by the configuration that is there, or will be; or ends the run where that is wrong.
fn judged(input: &lint::Input) -> Result<Outcome, Exit> {
    let outcome = Linter::new(set_up(input, &Options::default())?, today()).check(input);
    if outcome.setup_failed {
        tell_errors(outcome.org.sources(), &outcome.setup_problems);
        return Err(refuse("nothing is written beside a set-up that is wrong"));
    }
    Ok(outcome)
}

/// What to write, and where the baseline is, if there is one then.
type Plan = (Vec<Planned>, Option<PathBuf>);

fn plan(args: &Args, folder: &Path, input: &lint::Input, outcome: &Outcome, found: &Found) -> Result<Plan, Exit> {
    let at = |name: &str| tidy(&folder.join(name));
    let mut files = Vec::new();
    if let Some((about, text)) = texts::organisation(found, outcome) {
        files.push(Planned::new(at("org.yaml"), about, text));
    }
    let configuration = config::find(&Disk, &[folder.to_path_buf()]).unwrap_or_else(|| at(config::NAMES[0]));
    files.push(Planned::new(configuration, "how to judge", texts::configuration(outcome)));

    let baseline = at(crate::cli::baseline::FILE);
    let is_there = (&Disk as &dyn Files).exists(&baseline);
    if is_there || found.is_declared() && outcome.unread().is_empty() {
        // As it will be judged, by the files that are only planned.
        let then = files.iter().filter(|file| file.stands_in_the_way().is_none());
        let then = then.fold(input.clone(), |input, file| input.with_text(&file.path, file.text.as_str()));
        let entries = judged(&then)?.to_baseline();
        if is_there || !entries.entries().is_empty() {
            let about = format!("what there is already, {}", count(entries.entries().len(), "entry", "entries"));
            files.push(Planned::new(baseline.clone(), about, entries.written()));
        }
    }
    let baseline = files.iter().any(|file| file.path == baseline).then_some(baseline);
    if !args.ci.is_empty() {
        let repository = Repository::of(&Disk, folder);
        let Some(command) = repository.command(folder, baseline.as_deref()) else {
            let why = format!("no hook is written, as `{}` has characters that a shell reads", folder.display());
            return Err(refuse(&why));
        };
        let mut wanted: Vec<Ci> = Vec::new();
        for &ci in &args.ci {
            if !wanted.contains(&ci) {
                wanted.push(ci);
            }
        }
        files.extend(wanted.into_iter().flat_map(|ci| ci.files(&repository, &command)));
    }
    Ok((files, baseline))
}

/// Writes a file that is not there, and says what has become of it. Whether it is there now.
fn write(file: &Planned, out: &mut dyn Write) -> io::Result<bool> {
    let path = shown(&file.path);
    match file.write() {
        Ok(Became::Written) => writeln!(out, "wrote {}: {}", printable(&path), file.about)?,
        Ok(Became::Left) => {
            writeln!(out, "left {} as it is", printable(&path))?;
            if let Some(instead) = &file.instead {
                writeln!(out, "  {}", instead.trim_end().replace('\n', "\n  "))?;
            }
        }
        Err(error) => {
            tell(&format!("error: `{path}` could not be written: {}", why(&error)));
            return Ok(false);
        }
    }
    Ok(true)
}
