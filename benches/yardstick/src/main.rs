//! Makes organisations of any size, and measures teamlint on them beside libyaml.

mod backstage;
mod bench;
mod compare;
mod figures;
mod generate;
mod growth;
mod libyaml;
mod measure;
mod native;
mod organisation;
mod random;
#[path = "../../../tests/growth/shapes/mod.rs"]
mod shapes;
mod words;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(about = "Makes organisations of any size, and measures teamlint on them beside libyaml")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write an organisation to a folder.
    Generate {
        #[command(flatten)]
        size: organisation::Size,
        #[arg(long, value_enum, default_value_t = generate::Format::Native)]
        format: generate::Format,
        #[arg(long, value_enum, default_value_t = generate::Files::One)]
        files: generate::Files,
        /// Folder to write to; made if it is not there, refused if it is not empty.
        into: PathBuf,
    },
    /// Measure every phase, and the whole program, on the YAML files of a folder.
    Bench {
        folder: PathBuf,
        /// How often each phase is measured.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
        runs: u32,
        /// The teamlint binary; the release build of this repository if not given.
        #[arg(long)]
        teamlint: Option<PathBuf>,
    },
    /// Compare what two binaries show, byte for byte, over examples, corpora, made-up organisations and hostile inputs.
    Compare(compare::Options),
    /// Measure everything: starts beside other programs, each phase beside libyaml, and growth.
    Figures(figures::Options),
    /// Measure how time, memory and output grow, for organisations of many extreme shapes.
    Growth(growth::Options),
    /// Run one phase once, for its memory to be seen from outside.
    #[command(hide = true)]
    Phase { name: String, folder: PathBuf },
    /// Run a command and print what it took.
    #[command(hide = true)]
    Cost {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Generate { size, format, files, into } => generate::write(size, format, files, &into)
            .map(|(files, bytes)| println!("{files} files, {:.1} MB", bytes as f64 / 1e6))
            .map_err(|error| error.to_string()),
        Command::Bench { folder, runs, teamlint } => bench::run(&folder, runs as usize, teamlint),
        Command::Compare(options) => compare::run(&options),
        Command::Figures(options) => figures::run(&options),
        Command::Growth(options) => growth::run(&options),
        Command::Phase { name, folder } => bench::once(&name, &folder),
        Command::Cost { command } => measure::print(&command),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
