//! Nothing a person or a program can write makes teamlint panic or hang: every seed in `tests/corpus`, and
//! mutations of them, go through the entry points that the targets in `fuzz/` also call.
//!
//! `TEAMLINT_MUTATIONS=250000 cargo test --release --test main mutations -- --nocapture` runs as many of them for each
//! entry point.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::hostile::mutator::{Chance, mutate_once, seeds, unescaped, words};
use crate::support::child::alone;

/// Mutations for each entry point, where `TEAMLINT_MUTATIONS` gives no other number; `.ci/run` gives a larger one.
const MUTATIONS: u64 = 250;
/// A mutation of a file of a few kilobytes that takes this long is a hang, on the slowest machine and build.
const TOO_LONG: Duration = Duration::from_secs(5);
/// Mutations grow no longer than this, so that time tells of hangs and not of size.
const LONGEST: usize = 16 * 1024;

#[test]
fn no_bytes_upset_the_yaml_reader() {
    alone!();
    run("yaml_tree", &["corpus"], "yaml", teamlint::fuzzing::yaml_tree);
}

#[test]
fn no_bytes_upset_the_native_reader() {
    alone!();
    run("native", &["corpus"], "yaml", teamlint::fuzzing::native);
}

#[test]
fn no_bytes_upset_the_backstage_reader() {
    alone!();
    run("backstage", &["corpus"], "yaml", teamlint::fuzzing::backstage);
}

#[test]
fn no_bytes_upset_the_codeowners_reader() {
    alone!();
    run("codeowners", &["corpus"], "codeowners", teamlint::fuzzing::codeowners);
}

#[test]
fn no_bytes_upset_the_readers_of_other_tools_files() {
    alone!();
    run("sources", &["corpus"], "yaml", teamlint::fuzzing::sources);
}

#[test]
fn no_bytes_upset_the_readers_of_exports() {
    alone!();
    let folders = ["pagerduty", "opsgenie", "grafana", "incident_io", "terraform"];
    let folders = folders.map(|format| format!("dialects/{format}/export"));
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    run("export", &folders, "json", teamlint::fuzzing::export);
}

#[test]
fn no_bytes_upset_the_expression_language() {
    alone!();
    run("expression", &["corpus/expressions"], "cel", teamlint::fuzzing::expression);
}

#[test]
fn no_bytes_upset_a_rule_page() {
    alone!();
    run("page", &["corpus/pages"], "md", teamlint::fuzzing::page);
}

#[test]
fn no_bytes_upset_the_configuration() {
    alone!();
    run("configuration", &["corpus/configuration"], "yaml", teamlint::fuzzing::configuration);
}

/// Runs an entry point on the seeds in folders of `tests`, and on mutations of them.
fn run(name: &str, folders: &[&str], extension: &str, entry: fn(&[u8])) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let seeds: Vec<Vec<u8>> = folders.iter().flat_map(|folder| seeds(&tests.join(folder), extension)).collect();
    assert!(seeds.len() >= 8, "only {} seeds with extension {extension}", seeds.len());
    let words = words(&seeds);
    let mutations = match std::env::var("TEAMLINT_MUTATIONS") {
        Ok(number) => number.parse::<u64>().expect("TEAMLINT_MUTATIONS is a number"),
        Err(_) => MUTATIONS,
    };
    let mut slowest = Duration::ZERO;
    // What libFuzzer found that reaches all it has reached so far.
    let found = std::fs::read_to_string(tests.join(format!("corpus/found/{name}.txt"))).unwrap_or_default();
    for seed in seeds.iter().chain(&unescaped(&found)) {
        slowest = slowest.max(execute(name, "a seed", entry, seed));
    }
    for number in 0..mutations {
        let mutant = mutate(&seeds, &words, number);
        slowest = slowest.max(execute(name, &format!("mutation {number}"), entry, &mutant));
    }
    println!("{name}: {} executions, slowest {slowest:?}", seeds.len() as u64 + mutations);
}

fn execute(name: &str, which: &str, entry: fn(&[u8]), input: &[u8]) -> Duration {
    let start = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| entry(input)));
    let took = start.elapsed();
    assert!(outcome.is_ok(), "{name} panics on {which}:\n{}", input.escape_ascii());
    assert!(took < TOO_LONG, "{name} takes {took:?} for {which}:\n{}", input.escape_ascii());
    took
}

/// Mutation `number` is the same on every machine: the number is its only source of chance.
fn mutate(seeds: &[Vec<u8>], words: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut chance = Chance(number);
    let mut text = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(6) {
        mutate_once(&mut text, seeds, words, &mut chance);
        text.truncate(LONGEST);
    }
    text
}
