//! How time, memory and output grow with the input, for organisations of one extreme shape each.
//!
//! Each shape is measured at two sizes; the exponent says with which power of the input a figure grows. What the program
//! takes for next to nothing is not counted.

use crate::measure::Cost;
use crate::shapes::{self, Shape};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

/// What is measured.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// The teamlint binary.
    teamlint: PathBuf,
    /// Only shapes whose name contains TEXT; may be given several times.
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// Only commands that contain TEXT, such as `load`; may be given several times.
    #[arg(long, value_name = "TEXT")]
    command: Vec<String>,
    /// The larger size is so many times the smaller.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(2..))]
    times: u16,
    /// Measure from this much processor time on, in milliseconds: smaller inputs are doubled until they take it.
    #[arg(long, default_value_t = 60)]
    least: u64,
    /// The exit code is 1 if an exponent is above this.
    #[arg(long, default_value_t = 1.1)]
    limit: f64,
    /// Write the organisation of each shape to this folder, and measure nothing.
    #[arg(long)]
    write: Option<PathBuf>,
    /// With `--write`: of this size, instead of the shape's own.
    #[arg(long, requires = "write")]
    size: Option<usize>,
}

impl Options {
    /// Everything, as it is measured unless something else is said.
    pub fn of(teamlint: PathBuf) -> Self {
        let (only, command, write, size) = (Vec::new(), Vec::new(), None, None);
        Self { teamlint, only, command, times: 8, least: 60, limit: 1.1, write, size }
    }
}

const COMMANDS: [&[&str]; 8] = [
    &["check", "--format", "json"],
    &["check", "--all", "--advice"],
    &["coverage", "--format", "json"],
    &["load", "--format", "json"],
    &["import"],
    &["report"],
    &["graph", "--view", "ownership", "--format", "json"],
    &["graph", "--view", "escalations", "--format", "json"],
];

/// Inputs of more than this are not made, however fast they are read.
const MOST_BYTES: usize = 8_000_000;
/// Files of more than this likewise: the disk would be measured.
const MOST_FILES: usize = 4_000;
/// Figures below these are noise: bytes of memory and of output.
const MEMORY_NOISE: u64 = 4_000_000;
const OUTPUT_NOISE: u64 = 50_000;

/// One shape and command at two sizes.
struct Growth {
    shape: &'static str,
    counts: &'static str,
    command: String,
    sizes: [usize; 2],
    bytes: [usize; 2],
    costs: [Cost; 2],
    /// Of time, memory and output; none where it is noise.
    exponents: [Option<f64>; 3],
}

impl Growth {
    fn worst(&self) -> f64 {
        self.exponents.into_iter().flatten().fold(0.0, f64::max)
    }

    fn print(&self) {
        let [_, cost] = &self.costs;
        let exponent =
            |of: usize| self.exponents[of].map_or_else(|| "-".to_owned(), |exponent| format!("{exponent:.2}"));
        println!(
            "{:<40} {:<28} {:>8} {:<22} {:>9.0} {:>8.0} {:>7.0} {:>9.0} {:>5} {:>5} {:>5}{}",
            self.shape,
            self.command,
            self.sizes[1],
            self.counts,
            self.bytes[1] as f64 / 1e3,
            cost.processor.as_secs_f64() * 1e3,
            cost.peak_memory as f64 / 1e6,
            cost.output as f64 / 1e3,
            exponent(0),
            exponent(1),
            exponent(2),
            if self.is_ended() { "  ended" } else { "" }
        );
    }

    fn is_ended(&self) -> bool {
        self.costs.iter().any(|cost| cost.exit > 3)
    }
}

/// Prints the table. An error says that something grows too fast.
pub fn run(options: &Options) -> Result<(), String> {
    let binary =
        fs::canonicalize(&options.teamlint).map_err(|error| format!("{}: {error}", options.teamlint.display()))?;
    let chosen = |texts: &[String], name: &str| texts.is_empty() || texts.iter().any(|text| name.contains(text));
    let wanted: Vec<&Shape> = shapes::all().filter(|shape| chosen(&options.only, shape.name)).collect();
    if let Some(into) = &options.write {
        for shape in wanted {
            write(&(shape.files)(options.size.unwrap_or(shape.size)), &into.join(shape.name.replace([' ', ','], "-")))?;
        }
        return Ok(());
    }
    let folder = env::temp_dir().join(format!("growth-{}", std::process::id()));
    println!(
        "{:<40} {:<28} {:>8} {:<22} {:>9} {:>8} {:>7} {:>9} {:>5} {:>5} {:>5}",
        "shape", "command", "n", "of", "input kB", "ms", "MB", "output kB", "time", "mem", "out"
    );
    let mut all = Vec::new();
    for command in COMMANDS.iter().filter(|command| chosen(&options.command, &command.join(" "))) {
        // What starting takes: the least of several, as everything else is more.
        let nothing = vec![("org.yaml".to_owned(), "teams: {t: {}}\n".to_owned())];
        let costs: Vec<Cost> =
            (0..7).map(|_| measured(&binary, command, &nothing, &folder)).collect::<Result<_, _>>()?;
        let base = costs.into_iter().min_by_key(|cost| cost.processor).ok_or("nothing was measured")?;
        for shape in &wanted {
            let growth = grown(&binary, command, shape, &base, options, &folder)?;
            growth.print();
            all.push(growth);
        }
    }
    let too_fast: Vec<_> = all.iter().filter(|growth| growth.worst() > options.limit || growth.is_ended()).collect();
    let worst = all.iter().max_by(|a, b| a.worst().total_cmp(&b.worst()));
    if let Some(worst) = worst {
        println!("\nworst: {} ({}), {:.2}", worst.shape, worst.command, worst.worst());
    }
    let _ = fs::remove_dir_all(&folder);
    if too_fast.is_empty() {
        return Ok(());
    }
    println!("above {}:", options.limit);
    for growth in &too_fast {
        growth.print();
    }
    Err(format!("{} of {} grow faster than with the power {}", too_fast.len(), all.len(), options.limit))
}

fn grown(
    binary: &Path,
    command: &[&str],
    shape: &Shape,
    base: &Cost,
    options: &Options,
    folder: &Path,
) -> Result<Growth, String> {
    let least = Duration::from_millis(options.least);
    let times = usize::from(options.times);
    let mut size = shape.size;
    let (small, bytes) = loop {
        let files = (shape.files)(size);
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        let mut cost = measured(binary, command, &files, folder)?;
        let is_enough = cost.processor.saturating_sub(base.processor) >= least;
        if is_enough || bytes * 2 * times > MOST_BYTES || files.len() * 2 * times > MOST_FILES {
            if cost.processor < Duration::from_secs(2) {
                let again = measured(binary, command, &files, folder)?;
                cost.processor = cost.processor.min(again.processor);
            }
            break (cost, bytes);
        }
        size *= 2;
    };
    let files = (shape.files)(size * times);
    let more_bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let mut large = measured(binary, command, &files, folder)?;
    if large.processor < Duration::from_secs(1) {
        let again = measured(binary, command, &files, folder)?;
        large.processor = large.processor.min(again.processor);
    }
    let input = (more_bytes as f64 / bytes as f64).ln();
    let exponent = |small: f64, large: f64| (large / small.max(f64::MIN_POSITIVE)).ln() / input;
    let net = |cost: &Cost| cost.processor.saturating_sub(base.processor).as_secs_f64();
    let memory = |cost: &Cost| cost.peak_memory.saturating_sub(base.peak_memory);
    let printed = |cost: &Cost| cost.output.saturating_sub(base.output);
    // A small figure of the smaller size is taken for what is just noise, so that it does not make growth of nothing.
    let figure = |small: u64, large: u64, noise: u64| {
        (large > noise * 4).then(|| exponent(small.max(noise / 4) as f64, large as f64))
    };
    let time = (net(&large) > 0.04).then(|| exponent(net(&small).max(0.004), net(&large)));
    let exponents = [
        time,
        figure(memory(&small), memory(&large), MEMORY_NOISE),
        figure(printed(&small), printed(&large), OUTPUT_NOISE),
    ];
    Ok(Growth {
        shape: shape.name,
        counts: shape.counts,
        command: command.join(" "),
        sizes: [size, size * times],
        bytes: [bytes, more_bytes],
        costs: [small, large],
        exponents,
    })
}

/// Runs a command in a folder of these files alone.
fn measured(binary: &Path, command: &[&str], files: &[(String, String)], folder: &Path) -> Result<Cost, String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| error.to_string())?;
    }
    write(files, folder)?;
    let (name, rest) = command.split_first().ok_or("no command")?;
    let mut arguments: Vec<&OsStr> = vec![binary.as_os_str(), name.as_ref(), folder.as_os_str()];
    arguments.extend(rest.iter().map(OsStr::new));
    let config = folder.join("teamlint.yaml");
    if config.is_file() {
        arguments.push("--config".as_ref());
        arguments.push(config.as_os_str());
    }
    Cost::of(arguments)
}

fn write(files: &[(String, String)], folder: &Path) -> Result<(), String> {
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
