//! Every phase on the same bytes in one run, interleaved, so that a busy machine is unfair to none of them.

use crate::libyaml;
use crate::measure::Cost;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use std::{env, fs};
use teamlint::dialect::{self, Asked};
use teamlint::facts::on_call::load::Load;
use teamlint::lint::{Input, Linter, Setup, Unjudged};
use teamlint::text::{FileId, SourceFile};
use teamlint::vocabulary::kinds::Kind;
use teamlint::yaml::tree::Tree;

/// An organisation in memory.
struct Texts {
    texts: Vec<String>,
    /// The same as the program is given it.
    input: Input,
}

impl Texts {
    fn of(texts: Vec<String>) -> Self {
        let named = texts.iter().enumerate().map(|(rank, text)| (format!("{rank}.yaml"), text.as_str()));
        Self { input: Input::texts(named).given(), texts }
    }
}

/// A phase that runs inside this process, on texts that are already in memory.
struct Phase {
    name: &'static str,
    /// What a reader of the table needs to know.
    what: &'static str,
    /// Gives how much there was, so that nothing is left out as unused.
    run: fn(&Texts) -> usize,
}

const PHASES: &[Phase] = &[
    Phase { name: "libyaml", what: "events of libyaml, one thread", run: libyaml_events },
    Phase { name: "oneyaml", what: "events of oneyaml-syntax, one thread", run: oneyaml_events },
    Phase { name: "tree", what: "to teamlint's tree, one thread", run: trees },
    Phase { name: "declare", what: "tree and declarations, one thread", run: declarations },
    Phase { name: "organise", what: "tree, declarations and the united organisation, all threads", run: organisation },
];

/// Phases that begin with an organisation instead of texts.
const JUDGE: &str = "judge";
const ON_CALL: &str = "on-call";

/// Judging should take at most this share of the time that libyaml takes for the same bytes.
const JUDGE_AIM: f64 = 0.4;
/// The on-call facts should take at most this share of that.
const ON_CALL_AIM: f64 = 1.0 / 3.0;
/// The whole check should take at most this share of it on two cores, where there are few files.
const CHECK_AIM: f64 = 1.0;
/// The same of many files, which can be read side by side.
const CHECK_AIM_OF_MANY: f64 = 0.8;
/// So many are many.
const MANY_FILES: usize = 1_000;
/// The whole check should hold at most so many times its input.
const MEMORY_AIM: f64 = 5.0;

fn libyaml_events(org: &Texts) -> usize {
    org.texts.iter().filter_map(|text| libyaml::events(text.as_bytes())).sum()
}

fn oneyaml_events(org: &Texts) -> usize {
    org.texts.iter().map(|text| oneyaml_syntax::events(text).count()).sum()
}

fn trees(org: &Texts) -> usize {
    // All trees stay alive until the last is read, as they do in a check.
    let parsed: Vec<_> = (0..).zip(&org.texts).map(|(rank, text)| Tree::parse(FileId(rank), text)).collect();
    black_box(&parsed).len()
}

fn declarations(org: &Texts) -> usize {
    let parts: Vec<_> = (0..)
        .zip(&org.texts)
        .map(|(rank, text)| dialect::read(FileId(rank), &source(rank, text), Asked::Given))
        .collect();
    black_box(&parts).len()
}

fn organisation(org: &Texts) -> usize {
    let read = organised(org);
    black_box(read.org).declared(Kind::Team) + read.findings.len()
}

/// The organisation the texts declare, before any rule is asked.
fn organised(org: &Texts) -> Unjudged {
    // On that day its interactions are running.
    static LINTER: LazyLock<Linter> =
        LazyLock::new(|| Linter::new(Setup::built_in(), "2026-06-15".parse().unwrap_or_default()));
    LINTER.read(&org.input)
}

/// How long it takes to judge an organisation that has just been read, and how much of that is the on-call model.
fn judging(org: &Texts) -> (Duration, Duration) {
    let read = organised(org);
    let start = Instant::now();
    let outcome = black_box(read.judge());
    let whole = start.elapsed();
    let start = Instant::now();
    black_box(Load::of(&outcome.org));
    (whole, start.elapsed())
}

fn source(rank: u32, text: &str) -> SourceFile {
    SourceFile::new(format!("{rank}.yaml"), text)
}

/// Runs one phase once on a folder.
pub fn once(name: &str, folder: &Path) -> Result<(), String> {
    let texts = read(folder)?;
    if name == "reading" {
        return Ok(());
    }
    let phase = PHASES.iter().find(|phase| phase.name == name).ok_or_else(|| format!("there is no phase {name}"))?;
    black_box((phase.run)(&texts));
    Ok(())
}

/// Measures everything and prints the table.
pub fn run(folder: &Path, runs: usize, teamlint: Option<PathBuf>) -> Result<(), String> {
    let texts = read(folder)?;
    let bytes: usize = texts.texts.iter().map(String::len).sum();
    if let Some(unread) = texts.texts.iter().position(|text| libyaml::events(text.as_bytes()).is_none()) {
        return Err(format!(
            "libyaml does not read file {} of {}, so there is nothing to compare with",
            unread + 1,
            texts.texts.len()
        ));
    }
    let binary = teamlint.unwrap_or_else(release_binary);
    let has_binary = binary.is_file();
    let itself = env::current_exe().map_err(|error| error.to_string())?;

    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut whole = Vec::new();
    for _ in 0..runs {
        for phase in PHASES {
            let start = Instant::now();
            black_box((phase.run)(&texts));
            times.entry(phase.name).or_default().push(start.elapsed());
        }
        let (judged, on_call) = judging(&texts);
        times.entry(JUDGE).or_default().push(judged);
        times.entry(ON_CALL).or_default().push(on_call);
        if has_binary {
            let check: [&OsStr; 3] = [binary.as_os_str(), "check".as_ref(), folder.as_os_str()];
            whole.push(Cost::of(check)?);
        }
    }

    let table = Table { bytes, yardstick: least(&times["libyaml"]) };
    println!("{} files, {:.1} MB; {runs} interleaved runs\n", texts.texts.len(), bytes as f64 / 1e6);
    Table::head();
    for phase in PHASES {
        let phase_alone: [&OsStr; 4] = [itself.as_os_str(), "phase".as_ref(), phase.name.as_ref(), folder.as_os_str()];
        let cost = Cost::of(phase_alone)?;
        table.line(phase.name, &times[phase.name], Some(cost.peak_memory), phase.what);
    }
    table.line(JUDGE, &times[JUDGE], None, "graph, facts and all rules, nothing read, all threads");
    table.line(ON_CALL, &times[ON_CALL], None, "of these, the on-call facts");
    let check = if has_binary {
        Some(table.whole_program(&whole)?)
    } else {
        println!(
            "\nwhole program not measured: there is no {}; build it with `cargo build --release`",
            binary.display()
        );
        None
    };
    println!("peak memory is that of a process that does the one thing, the texts it holds included\n");
    let libyaml = table.yardstick.as_secs_f64();
    let of_libyaml = |time: Duration| time.as_secs_f64() / libyaml;
    println!("judge/libyaml     {}", beside_aim(of_libyaml(least(&times[JUDGE])), JUDGE_AIM));
    println!("on-call/judge aim {}", beside_aim(of_libyaml(least(&times[ON_CALL])) / JUDGE_AIM, ON_CALL_AIM));
    if let Some(check) = check {
        let aim = if texts.texts.len() >= MANY_FILES { CHECK_AIM_OF_MANY } else { CHECK_AIM };
        println!("check/libyaml     {}", beside_aim(of_libyaml(check.wall), aim));
        println!("check/input       {}", beside_aim(check.peak_memory as f64 / bytes as f64, MEMORY_AIM));
    }
    Ok(())
}

/// A figure, what it is to be at most, and whether it is.
pub fn beside_aim(figure: f64, aim: f64) -> String {
    let verdict = if figure <= aim { "kept" } else { "missed" };
    format!("{figure:>6.2}  (at most {aim:.2}: {verdict})")
}

/// What the whole program took at best, and what it held at most.
struct Whole {
    wall: Duration,
    /// Bytes.
    peak_memory: u64,
}

/// What all lines of the table are compared with.
struct Table {
    bytes: usize,
    yardstick: Duration,
}

impl Table {
    fn head() {
        println!(
            "{:<9} {:>8} {:>8} {:>7} {:>9} {:>8} {:>8}  what",
            "phase", "min ms", "med ms", "MB/s", "x libyaml", "peak MB", "x input"
        );
    }

    fn line(&self, name: &str, times: &[Duration], peak: Option<u64>, what: &str) {
        let (min, median) = (least(times), median(times));
        let input = self.bytes as f64;
        let memory = peak.map_or_else(
            || format!("{:>8} {:>8}", "-", "-"),
            |peak| format!("{:>8.0} {:>8.2}", peak as f64 / 1e6, peak as f64 / input),
        );
        println!(
            "{name:<9} {:>8.0} {:>8.0} {:>7.0} {:>9.2} {memory}  {what}",
            min.as_secs_f64() * 1e3,
            median.as_secs_f64() * 1e3,
            input / 1e6 / min.as_secs_f64(),
            min.as_secs_f64() / self.yardstick.as_secs_f64()
        );
    }

    fn whole_program(&self, costs: &[Cost]) -> Result<Whole, String> {
        let walls: Vec<_> = costs.iter().map(|cost| cost.wall).collect();
        let processor: Vec<_> = costs.iter().map(|cost| cost.processor).collect();
        let peak = costs.iter().map(|cost| cost.peak_memory).max();
        self.line("check", &walls, peak, "whole program, wall time");
        self.line("check", &processor, None, "whole program, processor time over all threads");
        let exits: Vec<_> = costs.iter().map(|cost| cost.exit).collect();
        println!("\nexit codes of the program: {exits:?}");
        if exits.iter().all(|exit| (0..=1).contains(exit)) {
            Ok(Whole { wall: least(&walls), peak_memory: peak.unwrap_or_default() })
        } else {
            Err("the program did not judge the organisation".to_owned())
        }
    }
}

fn release_binary() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../target/release")
        .join(format!("teamlint{}", env::consts::EXE_SUFFIX))
}

fn least(times: &[Duration]) -> Duration {
    times.iter().min().copied().unwrap_or_default()
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// All YAML files below a folder, in order of their paths.
fn read(folder: &Path) -> Result<Texts, String> {
    let mut folders = vec![folder.to_path_buf()];
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
                paths.push(path);
            }
        }
    }
    if paths.is_empty() {
        return Err(format!("{}: no YAML files here; make some with `yardstick generate`", folder.display()));
    }
    paths.sort();
    let text = |path: &PathBuf| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    Ok(Texts::of(paths.iter().map(text).collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::{Texts, beside_aim, organised};
    use crate::generate::{Files, Format, files};
    use crate::organisation::Size;

    #[test]
    fn nearly_everything_can_be_judged_and_nearly_all_of_it_is_in_order() {
        let size = Size { teams: 330, services: 3_300, people: 1_650, rotations: 247, seed: 1 };
        let texts: Vec<String> = files(size, Format::Native, Files::One).into_iter().map(|(_, text)| text).collect();
        let read = organised(&Texts::of(texts));
        assert_eq!(read.findings.len(), 0, "findings about the files themselves");
        let outcome = read.judge();
        let (judgement, findings) = (&outcome.judgement, outcome.findings.len());
        let judged: usize = judgement.tally.iter().map(|tally| tally.judged).sum();
        let open = judgement.not_judged.len();
        assert!(open * 100 < judged, "{open} of {judged} could not be judged");
        assert!((1..330 / 2).contains(&findings), "{findings} findings about 3300 services of 330 teams");
        let idle: Vec<_> = judgement.tally.iter().filter(|tally| tally.judged == 0).map(|tally| &tally.rule).collect();
        assert!(idle.len() < outcome.rules.len() / 10, "nothing to judge by {idle:?}");
    }

    #[test]
    fn an_aim_is_kept_up_to_it_and_missed_above_it() {
        assert_eq!(beside_aim(0.4, 0.4), "  0.40  (at most 0.40: kept)");
        assert_eq!(beside_aim(12.51, 5.0), " 12.51  (at most 5.00: missed)");
    }
}
