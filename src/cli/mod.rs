//! Arguments, terminal, clock and exit codes: the only room that knows clap or looks at the process it runs in.

mod baseline;
mod beside;
mod charter;
mod check;
mod ci;
mod config;
mod coverage;
mod diff;
mod exit;
mod explain;
mod fixes;
mod format;
mod generate;
mod graph;
mod import;
mod init;
mod input;
mod load;
mod over;
mod page;
mod progress;
mod report;
mod rules;
mod severities;
mod snapshot;
mod stream;
mod terminal;
mod test;
mod threads;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Parser, Subcommand};

use crate::report::printable;

use ci::Ci;
pub use exit::Exit;
use stream::Stream;
pub use terminal::{ColourWish, Terminal};

const HELP: &str = "\
Examples:
  teamlint check
      everything below the current folder
  teamlint init --ci github
      what it takes to begin, made of what is there
  teamlint load --without ana
      who is on call how much, and who would be if ana left
  teamlint coverage
      what could not be judged, and what to declare to change that
  teamlint charter payments
      a team's page for a repository or a wiki, and what it has not said
  teamlint diff --since origin/main
      what the present branch changes in the organisation, in sentences
  teamlint graph > interactions.svg
      who works with whom, as a picture
  teamlint explain on-call-overload
      why a rule asks what it asks, and how to fix it
  teamlint test policies
      the examples of rule pages of your own
  teamlint config show
      which configuration counts, and where it is written

Exit codes:
  0  clean: nothing at or above the threshold
  1  findings at or above the threshold, unreadable or broken files included
  2  wrong usage, configuration or rule page
  3  nothing to lint";

/// The version, and the commit that it was built from where that is known.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), env!("TEAMLINT_BUILT_FROM"));

/// Judges how an organisation is set up: who owns what, who is on call, who talks to whom.
#[derive(Debug, Parser)]
#[command(name = "teamlint", version, long_version = VERSION, max_term_width = 100, after_long_help = HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// When to write colours: `auto` means on a terminal that shows them
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColourWish,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Init(init::Args),
    Import(import::Args),
    Baseline(baseline::Args),
    Load(load::Args),
    Coverage(coverage::Args),
    Charter(charter::Args),
    Report(report::Args),
    Diff(diff::Args),
    Graph(graph::Args),
    Rules(rules::Args),
    Explain(explain::Args),
    Snapshot(snapshot::Args),
    Test(test::Args),
    Config(config::Args),
    Generate(generate::Args),
}

/// Runs the program on the arguments, terminal and environment of this process.
pub fn main() -> ExitCode {
    let code = match run(std::env::args_os(), &Terminal::of_this_process(), &Ci::of_this_process()) {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: the report could not be written: {error}");
            Exit::SetUp.code()
        }
    };
    ExitCode::from(code)
}

fn run(args: impl Iterator<Item = OsString>, terminal: &Terminal, ci: &Ci) -> io::Result<u8> {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(mut usage) => {
            point_to_rule_folder(&mut usage);
            print_usage(&usage, terminal)?;
            return Ok(u8::try_from(usage.exit_code()).unwrap_or(Exit::SetUp.code()));
        }
    };
    let look = terminal.look(cli.color);
    let mut out = Stream::new(BufWriter::new(io::stdout().lock()));
    let exit = match cli.command {
        Command::Baseline(args) => baseline::run(&args, terminal, look, &mut out),
        Command::Charter(args) => charter::run(&args, terminal, &mut out),
        Command::Check(args) => check::run(args, terminal, ci, look, &mut out),
        Command::Generate(args) => generate::run(&args, Cli::command(), &mut out),
        Command::Init(args) => init::run(&args, &mut out),
        Command::Import(args) => import::run(&args, terminal, &mut out),
        Command::Load(args) => load::run(&args, terminal, look, &mut out),
        Command::Coverage(args) => coverage::run(&args, terminal, look, &mut out),
        Command::Report(args) => report::run(args, terminal, &mut out),
        Command::Diff(args) => diff::run(&args, terminal, look, &mut out),
        Command::Graph(args) => graph::run(&args, terminal, &mut out),
        Command::Rules(args) => rules::run(&args, look, &mut out),
        Command::Explain(args) => explain::run(&args, terminal, look, &mut out),
        Command::Snapshot(args) => snapshot::run(&args, terminal, &mut out),
        Command::Test(args) => test::run(&args, terminal, look, &mut out),
        Command::Config(args) => config::run(&args, look, &mut out),
    }?;
    out.flush()?;
    Ok(exit.code())
}

/// Says what is wrong with the arguments, or what was asked for instead: they may be names of files, and are quoted in it.
fn print_usage(usage: &clap::Error, terminal: &Terminal) -> io::Result<()> {
    let (is_terminal, mut to): (bool, Box<dyn Write>) = if usage.use_stderr() {
        (terminal.stderr, Box::new(Stream::new(io::stderr().lock())))
    } else {
        (terminal.stdout, Box::new(Stream::new(io::stdout().lock())))
    };
    let coloured = is_terminal && !terminal.no_color && !terminal.dumb;
    let text = usage.render();
    let plain = text.to_string();
    let printable = printable(&plain);
    if coloured && printable == plain {
        write!(to, "{}", text.ansi())?;
    } else {
        write!(to, "{printable}")?;
    }
    to.flush()
}

/// The option that was called `--rules` once is meant by that, and not the one that is spelt most like it.
fn point_to_rule_folder(usage: &mut clap::Error) {
    let wanted = ContextValue::String("--rules".to_owned());
    let is_old = usage.get(ContextKind::InvalidArg) == Some(&wanted);
    if is_old && usage.get(ContextKind::SuggestedArg).is_some() {
        usage.insert(ContextKind::SuggestedArg, ContextValue::String("--rule-folder".to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        crate::cli::Cli::command().debug_assert();
    }
}
