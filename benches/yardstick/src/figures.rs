//! All figures there are, one after the other: a start with next to nothing to read beside other programs, every phase beside
//! libyaml, and growth.

use crate::generate::{self, Files, Format};
use crate::measure::Cost;
use crate::organisation::Size;
use crate::{bench, growth};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A start is measured so often.
const STARTS: usize = 20;

const TEAMLINT: &str = "teamlint check";

/// What is measured.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// The teamlint binary.
    teamlint: PathBuf,
    /// How often each phase is measured.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    #[command(flatten)]
    size: Size,
}

/// Prints them. An error says that something grows too fast, or could not be measured.
pub fn run(options: &Options) -> Result<(), String> {
    let binary =
        fs::canonicalize(&options.teamlint).map_err(|error| format!("{}: {error}", options.teamlint.display()))?;
    let folder = env::temp_dir().join(format!("figures-{}", std::process::id()));
    let result = all(options, &binary, &folder);
    let _ = fs::remove_dir_all(&folder);
    result
}

fn all(options: &Options, binary: &Path, folder: &Path) -> Result<(), String> {
    println!("# Starts, median of {STARTS}, user and system\n");
    for (name, files, aim) in [("one small file", 1, 6.0), ("fifty files", 50, 15.0)] {
        starts(binary, name, files, aim, &folder.join(name.replace(' ', "-")))?;
    }
    for (format, how) in [(Format::Native, Files::One), (Format::Native, Files::Many), (Format::Backstage, Files::One)]
    {
        println!("\n# {format:?}, {how:?}\n");
        let into = folder.join(format!("{format:?}-{how:?}"));
        generate::write(options.size, format, how, &into).map_err(|error| error.to_string())?;
        bench::run(&into, options.runs as usize, Some(binary.to_owned()))?;
    }
    println!("\n# Growth\n");
    growth::run(&growth::Options::of(binary.to_owned()))
}

/// Checks a folder of so many files, beside what others do with it; teamlint should take at most `aim` milliseconds.
fn starts(binary: &Path, name: &str, files: usize, aim: f64, folder: &Path) -> Result<(), String> {
    let made = |error: std::io::Error| error.to_string();
    fs::create_dir_all(folder).map_err(made)?;
    for at in 0..files {
        let text = format!("teams:\n  t{at}: {{mission: what team {at} is for, members: [p{at}, q{at}]}}\n");
        fs::write(folder.join(format!("t{at}.yaml")), text).map_err(made)?;
        fs::write(folder.join(format!("t{at}.py")), "x = 1\n").map_err(made)?;
    }
    let _ = Command::new("git").args(["init", "-q"]).arg(folder).status();
    let folder = folder.as_os_str();
    let of = |words: &[&str]| words.iter().map(OsStr::new).map(OsStr::to_owned).collect::<Vec<_>>();
    let commands = [
        (TEAMLINT, [vec![binary.as_os_str().to_owned()], of(&["check"]), vec![folder.to_owned()]].concat()),
        ("git status", [of(&["git", "-C"]), vec![folder.to_owned()], of(&["status", "--short"])].concat()),
        ("ruff check", [of(&["ruff", "check", "--no-cache"]), vec![folder.to_owned()]].concat()),
    ];
    for (program, command) in commands {
        let costs: Result<Vec<Cost>, String> =
            (0..STARTS).map(|_| Cost::of(command.iter().map(OsString::as_os_str))).collect();
        match costs {
            Ok(mut costs) => {
                costs.sort_by_key(|cost| cost.processor);
                let cost = &costs[STARTS / 2];
                let (time, memory) = (cost.processor.as_secs_f64() * 1e3, cost.peak_memory as f64 / 1e6);
                println!("{name:<16} {program:<16} {time:>7.1} ms {memory:>7.1} MB");
                if program == TEAMLINT {
                    println!("{name:<16} ms                {}", bench::beside_aim(time, aim));
                }
            }
            Err(why) => println!("{name:<16} {program:<16} not measured: {why}"),
        }
    }
    Ok(())
}
