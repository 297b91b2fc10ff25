//! `teamlint generate`: what others need to know of the program, made of the program itself.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Command, Subcommand};
use clap_complete::Shell;
use clap_mangen::Man;

use crate::cli::beside::refuse;
use crate::cli::exit::Exit;
use crate::files::disk::Disk;
use crate::files::why;
use crate::lint::Setup;
use crate::reference;

const HELP: &str = "\
Examples:
  teamlint generate completions bash > ~/.local/share/bash-completion/completions/teamlint
      what bash proposes when one presses the tabulator
  teamlint generate man --output ~/.local/share/man/man1
      a manual page for each command
  teamlint generate schema organisation-v1 > organisation-v1.schema.json
      what an editor needs to know of organisation files

Exit codes:
  0  it was printed or written
  2  wrong usage, or a file that could not be written";

/// Completions for shells, manual pages, and JSON Schemas
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print what a shell proposes
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or write those of all commands
    Man {
        /// Write a page for each command into this folder
        #[arg(short, long, value_name = "FOLDER")]
        output: Option<PathBuf>,
    },
    /// Print a JSON Schema, or write all of them
    Schema {
        /// The schema: of files, of the configuration or of what is written for machines
        #[arg(value_name = "NAME", value_parser = schema_name(), required_unless_present = "output")]
        name: Option<String>,

        /// Write all schemas into this folder
        #[arg(short, long, value_name = "FOLDER", conflicts_with = "name")]
        output: Option<PathBuf>,
    },
}

fn schema_name() -> impl TypedValueParser<Value = String> {
    PossibleValuesParser::new(reference::schema_names())
}

/// Prints what is made of `program`, the command line.
pub(super) fn run(args: &Args, program: Command, out: &mut dyn Write) -> io::Result<Exit> {
    match &args.what {
        What::Completions { shell } => {
            let (mut program, mut script) = (program, Vec::new());
            clap_complete::generate(*shell, &mut program, "teamlint", &mut script);
            out.write_all(&script)?;
            Ok(Exit::Clean)
        }
        What::Man { output: None } => {
            Man::new(program.disable_help_subcommand(true)).render(out)?;
            Ok(Exit::Clean)
        }
        What::Man { output: Some(folder) } => Ok(write_all(folder, &pages(program)?)),
        What::Schema { name, output } => {
            let rules = Setup::built_in().rules;
            let text = |name: &str| reference::schema_named(name, &rules).unwrap_or_default();
            if let Some(folder) = output {
                let file = |name: &'static str| (format!("{name}.schema.json"), text(name).into_bytes());
                let all: Vec<(String, Vec<u8>)> = reference::schema_names().into_iter().map(file).collect();
                return Ok(write_all(folder, &all));
            }
            out.write_all(text(name.as_deref().unwrap_or_default()).as_bytes())?;
            Ok(Exit::Clean)
        }
    }
}

/// The manual pages of all commands, each with the name of its file.
fn pages(program: Command) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut program = program.disable_help_subcommand(true);
    program.build();
    let (mut pages, mut open) = (Vec::new(), vec![program]);
    while let Some(command) = open.pop() {
        open.extend(command.get_subcommands().filter(|inner| !Command::is_hide_set(inner)).cloned());
        let page = Man::new(command);
        let mut text = Vec::new();
        page.render(&mut text)?;
        pages.push((page.get_filename(), text));
    }
    Ok(pages)
}

/// Writes files into a folder, which is made if there is none.
fn write_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Exit {
    let written = Disk::make_folder(folder).map_err(|error| (folder.to_path_buf(), error)).and_then(|()| {
        files.iter().try_for_each(|(name, text)| {
            let path = folder.join(name);
            Disk::write(&path, |file| file.write_all(text)).map_err(|error| (path, error))
        })
    });
    match written {
        Ok(()) => Exit::Clean,
        Err((path, error)) => refuse(&format!("`{}` could not be written: {}", path.display(), why(&error))),
    }
}
