//! Two binaries on the same inputs: whether anything that users see differs. A change that should change nothing is
//! proven with it, and one that should change something shows here what it changes besides.

mod inputs;
mod legs;
mod made;
mod mutated;
mod pages;
mod program;

use inputs::{Depth, Input, Place};
use program::{Programs, Seen};
use rayon::prelude::*;
use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs};

/// What is compared, and how much of it is shown.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// The binary that is known to be right.
    old: PathBuf,
    /// The binary to compare with it.
    new: PathBuf,
    /// Folders of corpora: each folder and each YAML file in them is an organisation.
    folders: Vec<PathBuf>,
    /// Repository whose examples, pages and fixtures are used; found above the current folder if not given.
    #[arg(long)]
    repository: Option<PathBuf>,
    /// How many mutated inputs there are.
    #[arg(long, default_value_t = 300)]
    mutations: usize,
    /// Which mutated inputs, and which samples.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only every Nth input of each source, for a first look or a debug binary.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    every: u16,
    /// Only inputs whose name contains TEXT; may be given several times.
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// Only commands whose name contains TEXT, such as `load` or `json`; may be given several times.
    #[arg(long, value_name = "TEXT")]
    command: Vec<String>,
    /// Allow differences on inputs where the new binary finds RULE, such as `invalid-value`; may be given several times.
    #[arg(long, value_name = "RULE")]
    when: Vec<String>,
    /// Leave lines that contain TEXT out of the comparison; may be given several times.
    #[arg(long, value_name = "TEXT")]
    ignore: Vec<String>,
    /// How many differences are shown in full, one of each input; the others are named.
    #[arg(long, default_value_t = 10)]
    show: usize,
    /// Lines shown of each difference.
    #[arg(long, default_value_t = 24)]
    lines: usize,
    /// Folder to write inputs to, which must be empty or absent; a new one among temporary files if not given.
    #[arg(long)]
    work: Option<PathBuf>,
}

/// How many differences are named.
const NAMED: usize = 200;

/// One command on one input, where the binaries differ.
struct Difference {
    input: String,
    /// To run it by hand.
    command: String,
    parts: Vec<String>,
    diff: Vec<String>,
    allowed: bool,
}

/// What became of one kind of command.
#[derive(Clone, Copy, Default)]
struct Count {
    compared: usize,
    allowed: usize,
    different: usize,
    /// Both ended alike, and not in one of their own ways: a panic, a signal, or no end.
    died: usize,
}

/// What one input gave.
#[derive(Default)]
struct Outcome {
    counts: BTreeMap<&'static str, Count>,
    differences: Vec<Difference>,
}

/// Compares, and prints what differs. An error says that something does.
pub fn run(options: &Options) -> Result<(), String> {
    let start = Instant::now();
    let programs = Programs::new(&options.old, &options.new)?;
    let repository = repository(options.repository.as_deref())?;
    let place = Place::new(options.work.clone())?;
    let rules = legs::rules(&programs.old);
    let mut inputs = inputs::all(&repository, &options.folders, options.mutations, options.seed, &rules, &place)?;
    inputs = thinned(inputs, usize::from(options.every));
    inputs.retain(|input| options.only.is_empty() || options.only.iter().any(|text| input.name.contains(text)));
    eprintln!("{} inputs in {}", inputs.len(), place.folder().display());

    let done = AtomicUsize::new(0);
    let results: Vec<Outcome> = inputs
        .par_iter()
        .with_max_len(1)
        .map(|input| {
            let result = compared(input, &programs, &rules, options);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(inputs.len().div_ceil(10)) {
                eprintln!("{done} of {} inputs, {:.0} s", inputs.len(), start.elapsed().as_secs_f64());
            }
            result
        })
        .collect();

    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    for (name, count) in results.iter().flat_map(|result| &result.counts) {
        let sum = counts.entry(name).or_default();
        sum.compared += count.compared;
        sum.allowed += count.allowed;
        sum.different += count.different;
        sum.died += count.died;
    }
    let differences: Vec<_> = results.into_iter().flat_map(|result| result.differences).collect();
    print_differences(&differences, options);
    let different = print_counts(&counts, start.elapsed());
    if different == 0 {
        place.remove();
        return Ok(());
    }
    Err(format!("{different} differences; inputs are kept in {}", place.folder().display()))
}

/// Every Nth input of each source: what stands before the first `/` of its name.
fn thinned(inputs: Vec<Input>, every: usize) -> Vec<Input> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    inputs
        .into_iter()
        .filter(|input| {
            let source = input.name.split('/').next().unwrap_or_default().to_owned();
            let rank = seen.entry(source).or_default();
            *rank += 1;
            (*rank - 1).is_multiple_of(every)
        })
        .collect()
}

/// The folder above this one that is the repository, or the one this program was built from.
fn repository(named: Option<&Path>) -> Result<PathBuf, String> {
    let is_repository = |folder: &Path| folder.join("rules/taxonomy.yaml").is_file();
    let here = env::current_dir().map_err(|error| error.to_string())?;
    let built_from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let found = match named {
        Some(folder) => Some(folder).filter(|folder| is_repository(folder)),
        None => here.ancestors().find(|folder| is_repository(folder)).or(Some(&*built_from)),
    };
    let found = found.ok_or("there is no `rules/taxonomy.yaml` in the repository named")?;
    fs::canonicalize(found).map_err(|error| format!("{}: {error}", found.display()))
}

fn compared(input: &Input, programs: &Programs, rules: &[String], options: &Options) -> Outcome {
    let mut result = Outcome::default();
    // What is allowed is asked once, and only where something differs.
    let mut allowed = None;
    let wanted = |name: &str| options.command.is_empty() || options.command.iter().any(|text| name.contains(text));
    let mut legs = legs::of(input);
    if wanted("load what-if") && input.depth == Depth::Whole {
        legs.extend(legs::what_ifs(input, &programs.old));
    }
    let mut legs = VecDeque::from(legs);
    while let Some(leg) = legs.pop_front() {
        if !wanted(leg.name) && !leg.is_source {
            continue;
        }
        let old = programs.old.run(input, &leg);
        if leg.is_source {
            legs.extend(legs::about_findings(input, &old, rules, options.seed));
        }
        if !wanted(leg.name) {
            continue;
        }
        let new = programs.new.run(input, &leg);
        let count = result.counts.entry(leg.name).or_default();
        count.compared += 1;
        let parts = old.differs(&new, &options.ignore);
        if parts.is_empty() {
            count.died += usize::from(new.died());
            continue;
        }
        let is_allowed = || legs::finds_any(&programs.new.run(input, &legs::findings_of(input)), &options.when);
        let allowed = !new.died() && *allowed.get_or_insert_with(is_allowed);
        *(if allowed { &mut count.allowed } else { &mut count.different }) += 1;
        result.differences.push(Difference {
            input: input.name.clone(),
            command: format!("cd {} && teamlint {}", input.within.display(), leg.shown()),
            diff: diff(&old, &new, options.lines),
            parts,
            allowed,
        });
    }
    result
}

/// The first lines of a unified diff of everything two runs said.
fn diff(old: &Seen, new: &Seen, lines: usize) -> Vec<String> {
    let mut shown = Vec::new();
    for (name, old, new) in [("stdout", &old.stdout, &new.stdout), ("stderr", &old.stderr, &new.stderr)] {
        if old == new {
            continue;
        }
        let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
        let mut config = TextDiff::configure();
        // A report of megabytes in which every line moved would take minutes.
        let diff = config.timeout(Duration::from_secs(2)).diff_lines(&*old, &*new);
        let unified =
            diff.unified_diff().context_radius(2).header(&format!("old {name}"), &format!("new {name}")).to_string();
        shown.extend(unified.lines().map(|line| line.chars().take(200).collect::<String>()));
    }
    if shown.len() > lines {
        let more = shown.len() - lines;
        shown.truncate(lines);
        shown.push(format!("… {more} more lines"));
    }
    shown
}

fn print_differences(differences: &[Difference], options: &Options) {
    let (allowed, forbidden): (Vec<_>, Vec<_>) = differences.iter().partition(|difference| difference.allowed);
    // One of each input is shown in full: its others mostly say the same in another format.
    let mut full = BTreeSet::new();
    for difference in forbidden.iter().take(NAMED) {
        println!("{}: {}\n  {}", difference.input, difference.parts.join(", "), difference.command);
        if full.len() < options.show && full.insert(&difference.input) {
            for line in &difference.diff {
                println!("    {line}");
            }
            println!();
        }
    }
    if forbidden.len() > NAMED {
        println!("and {} more\n", forbidden.len() - NAMED);
    }
    if !allowed.is_empty() {
        println!("allowed, as {} is found there:", options.when.join(" or "));
        for difference in allowed.iter().take(options.show) {
            println!("  {}: {}\n    {}", difference.input, difference.parts.join(", "), difference.command);
        }
        if allowed.len() > options.show {
            println!("  and {} more", allowed.len() - options.show);
        }
        println!();
    }
}

/// Prints the table; gives how many differences are not allowed.
fn print_counts(counts: &BTreeMap<&'static str, Count>, took: Duration) -> usize {
    println!("{:<28} {:>8} {:>8} {:>9} {:>6}", "command", "compared", "allowed", "different", "died");
    let mut all = Count::default();
    for (name, count) in counts {
        println!("{name:<28} {:>8} {:>8} {:>9} {:>6}", count.compared, count.allowed, count.different, count.died);
        all.compared += count.compared;
        all.allowed += count.allowed;
        all.different += count.different;
        all.died += count.died;
    }
    println!("{:<28} {:>8} {:>8} {:>9} {:>6}", "all", all.compared, all.allowed, all.different, all.died);
    println!("{:.0} s; `died` counts runs in which both panicked, were killed, or did not end", took.as_secs_f64());
    all.different
}
