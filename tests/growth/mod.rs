//! Nothing grows faster than what is read: for organisations of many extreme shapes, how often a check asks for memory,
//! for how much in all and at once, how many steps rules take, and how much is printed. All of these are counted, so that a
//! busy machine changes nothing; `yardstick growth` measures time on the same shapes.

#![allow(clippy::cast_precision_loss)] // figures to compare

pub mod shapes;

use std::cell::LazyCell;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Arc, LazyLock};

use allocation_counter::measure;
use jiff::civil::date;
use teamlint::charter::Charters;
use teamlint::facts::kept::Kept;
use teamlint::lint::{Compared, Input, Linter, Options, Outcome, Setup};
use teamlint::report::check::{FORMATS, Format, Length, Many, Report, Style};
use teamlint::report::findings::Advice;
use teamlint::report::{Look, changes, charter, graph};
use teamlint::views::{self, By, Source, View};

use crate::growth::shapes::Shape;
use crate::support::world::{Folder, built_in_rules};

/// With which power of the input anything may grow.
const LIMIT: f64 = 1.1;
/// The larger size is so many times the smaller.
const TIMES: usize = 4;

/// What one check took.
#[derive(Debug)]
struct Cost {
    /// Bytes of the files.
    input: usize,
    figures: Vec<(String, u64)>,
    /// Steps by rule.
    steps: Vec<(String, u64)>,
}

/// A sink that counts.
#[derive(Default)]
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn printed(outcome: &Outcome, format: &Format) -> u64 {
    let (not_judged, owners) = (LazyCell::new(|| outcome.undecided()), LazyCell::new(|| outcome.owners()));
    let rules = LazyCell::new(|| outcome.rules_told());
    let report = Report {
        excused: &outcome.excused,
        not_judged: &not_judged,
        owners: &owners,
        ignored: &outcome.ignored,
        unchecked: outcome.org.unchecked(),
        rules: &rules,
        ..Report::of(outcome.org.sources(), &outcome.findings, outcome.summary)
    };
    let style = Style { look: Look::PLAIN, advice: Advice::Shown, many: Many::Each, length: Length::Whole };
    let mut out = Counted::default();
    (format.write.write)(&mut out, &report, style).expect("a report");
    out.0
}

/// How much is written of all charters.
fn charters(outcome: &Outcome) -> u64 {
    let of_teams = outcome.of_teams();
    let charters = Charters::of(&outcome.org, &outcome.facts, &of_teams);
    let mut out = Counted::default();
    for team in charters.teams() {
        charter::markdown::write(&mut out, &charters.team(team), &outcome.org).expect("a page");
    }
    out.0
}

fn cost(shape: &Shape, size: usize, pool: &rayon::ThreadPool) -> Cost {
    static BUILT_IN: LazyLock<Arc<Setup>> = LazyLock::new(|| Arc::new(Setup::built_in()));
    let files = (shape.files)(size);
    let input = files.iter().map(|(_, text)| text.len()).sum();
    let configured = files.iter().any(|(path, _)| path == "teamlint.yaml");
    let folder = Folder::of(files);
    let paths = Input::paths([folder.path()]);
    let setup = if configured { None } else { Some(Arc::clone(&BUILT_IN)) };
    let (mut steps, mut printed_in, mut of_charters) = (Vec::new(), Vec::new(), 0);
    // All of it on one thread, as what is counted is counted for each.
    let took = pool.install(|| {
        measure(|| {
            let setup = setup.unwrap_or_else(|| Arc::new(Setup::of(&paths, &Options::default())));
            let outcome = Linter::new(setup, date(2026, 6, 15)).check(&paths);
            let tallied = outcome.judgement.tally.iter();
            steps = tallied.map(|tally| (tally.rule.clone(), tally.steps)).collect();
            printed_in = FORMATS.iter().map(|format| printed(&outcome, format)).collect();
            of_charters = charters(&outcome);
        })
    });
    let counted = [
        ("times that memory is asked for", took.count_total),
        ("bytes of memory in all", took.bytes_total),
        ("bytes of memory at once", took.bytes_max),
        ("bytes of charters", of_charters),
        ("steps of rules", steps.iter().map(|(_, steps)| steps).sum()),
    ];
    let printed = FORMATS.iter().zip(printed_in).map(|(format, bytes)| (format!("bytes of {}", format.name), bytes));
    let counted = counted.map(|(name, number)| (name.to_owned(), number));
    Cost { input, figures: counted.into_iter().chain(printed).collect(), steps }
}

/// What grows too fast in a shape, with the exponents.
fn too_fast(shape: &Shape, pool: &rayon::ThreadPool) -> Option<String> {
    let small = cost(shape, shape.size / TIMES, pool);
    let large = cost(shape, shape.size, pool);
    let input = (large.input as f64 / small.input as f64).ln();
    let mut told = String::new();
    let most = large.steps.iter().max_by_key(|(_, steps)| *steps).map_or("", |(rule, _)| rule);
    for ((name, less), (_, more)) in small.figures.into_iter().zip(large.figures) {
        let exponent = (more as f64 / less.max(1) as f64).ln() / input;
        if exponent > LIMIT && more > 10_000 {
            let _ = write!(told, "\n  {name}: {less} -> {more}, exponent {exponent:.2} (most steps in {most})");
        }
    }
    (!told.is_empty()).then(|| format!("{} ({} {}){told}", shape.name, shape.size, shape.counts))
}

/// What the names of shapes that are tried with every run begin with.
const TRIED: [&str; 24] = [
    "managers",
    "units,",
    "twice",
    "one id",
    "a merge key",
    "aliases of a long text",
    "rotations of",
    "one interaction",
    "DevOps teams",
    "teams that wait",
    "critical services",
    "services of their own beside",
    "teams on call",
    "turns of outsiders",
    "one level of many rotations",
    "one level of rotations of teams",
    "one level of people of teams",
    "two policies of the same rotations",
    "one level of many targets",
    "slow levels of one escalation",
    "one escalation of many slow levels",
    "one rotation of all layers",
    "objectives of one service",
    "two levels of the same targets",
];

fn none_grows_faster(wanted: impl Fn(&Shape) -> bool) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let shapes = shapes::all().filter(|shape| wanted(shape));
    let told: Vec<String> = shapes.filter_map(|shape| too_fast(shape, &pool)).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn no_shape_grows_faster_than_what_is_read() {
    none_grows_faster(|shape| TRIED.iter().any(|name| shape.name.starts_with(name)));
}

#[test]
#[ignore = "takes minutes; TEAMLINT_SHAPE chooses by a part of the name"]
fn no_shape_at_all_grows_faster_than_what_is_read() {
    let only = std::env::var("TEAMLINT_SHAPE").unwrap_or_default();
    none_grows_faster(|shape| shape.name.contains(&only));
}

/// How often memory is asked for to tell what changed from nothing to a shape and back, and how much is told.
fn cost_of_changes(shape: &Shape, size: usize, pool: &rayon::ThreadPool) -> (usize, [(&'static str, u64); 2]) {
    let files = (shape.files)(size);
    let input = files.iter().map(|(_, text)| text.len()).sum();
    let (folder, nothing) = (Folder::of(files), Input::texts([("", ""); 0]));
    let paths = Input::paths([folder.path()]);
    let (mut times, mut told) = (0, Counted::default());
    let setup = Setup::of(&paths, &Options::default());
    let mut compared = Compared::of(setup, &nothing, &paths, &Options::default(), date(2026, 6, 15));
    for _ in 0..2 {
        let mut tell = || changes::json::write(&mut told, &compared.changes()).expect("changes");
        times += pool.install(|| measure(&mut tell).count_total);
        std::mem::swap(&mut compared.before, &mut compared.after);
    }
    (input, [("times that memory is asked for", times), ("bytes of json", told.0)])
}

#[test]
fn telling_what_changed_grows_no_faster_than_what_is_read() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    for shape in shapes::all().filter(|shape| TRIED.iter().any(|name| shape.name.starts_with(name))) {
        let (small, less) = cost_of_changes(shape, shape.size / TIMES, &pool);
        let (large, more) = cost_of_changes(shape, shape.size, &pool);
        assert_grows_no_faster(shape.name, (small, large), less, more);
    }
}

/// How often memory is asked for to make every view of a shape and to roll it up, and how much is written of that.
fn cost_of_views(shape: &Shape, size: usize, pool: &rayon::ThreadPool) -> (usize, [(&'static str, u64); 2]) {
    let files = (shape.files)(size);
    let input = files.iter().map(|(_, text)| text.len()).sum();
    let folder = Folder::of(files);
    let paths = Input::paths([folder.path()]);
    let setup = Setup::of(&paths, &Options::default());
    let outcome = Linter::new(setup, date(2026, 6, 15)).check(&paths);
    let source = Source { org: &outcome.org, facts: &outcome.facts, findings: &outcome.findings };
    let (mut times, mut written) = (0, Counted::default());
    for view in View::ALL {
        let mut show = || {
            let all = views::everything(view, &source);
            for by in [By::Team, By::Unit, By::Domain] {
                graph::json::write(&mut written, &all.rolled_up(by).tied()).expect("a view");
            }
            graph::mermaid::write(&mut written, &all.tied()).expect("a view");
            graph::json::write(&mut written, &all.tied()).expect("a view");
        };
        times += pool.install(|| measure(&mut show).count_total);
    }
    (input, [("times that memory is asked for", times), ("bytes of views", written.0)])
}

#[test]
fn views_grow_no_faster_than_what_is_read() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    for shape in shapes::all().filter(|shape| TRIED.iter().any(|name| shape.name.starts_with(name))) {
        let (small, less) = cost_of_views(shape, shape.size / TIMES, &pool);
        let (large, more) = cost_of_views(shape, shape.size, &pool);
        assert_grows_no_faster(shape.name, (small, large), less, more);
    }
}

fn assert_grows_no_faster(
    name: &str,
    (small, large): (usize, usize),
    less: [(&'static str, u64); 2],
    more: [(&'static str, u64); 2],
) {
    let input = (large as f64 / small as f64).ln();
    for ((counted, less), (_, more)) in less.into_iter().zip(more) {
        let exponent = (more as f64 / less.max(1) as f64).ln() / input;
        assert!(exponent < LIMIT || more < 10_000, "{name}: {counted}: {less} -> {more}, exponent {exponent:.2}");
    }
}

#[test]
fn there_is_room_for_what_any_page_computes_once() {
    // Pages are compiled when they are needed, so how much that is must not be known before.
    for rule in built_in_rules() {
        assert!(rule.kept <= Kept::ROOM, "{} keeps {}", rule.name, rule.kept);
    }
}
