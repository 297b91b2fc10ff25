//! Nothing a person or a program can write makes teamlint panic or hang: every seed in `tests/corpus`, and
//! mutations of them, go through the entry points that the targets in `fuzz/` also call.
//!
//! `TEAMLINT_MUTATIONS=250000 cargo test --release --test main mutations -- --nocapture` runs as many of them for each
//! entry point.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

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
    run("yaml_tree", "yaml", teamlint::fuzzing::yaml_tree);
}

#[test]
fn no_bytes_upset_the_native_reader() {
    alone!();
    run("native", "yaml", teamlint::fuzzing::native);
}

#[test]
fn no_bytes_upset_the_backstage_reader() {
    alone!();
    run("backstage", "yaml", teamlint::fuzzing::backstage);
}

#[test]
fn no_bytes_upset_the_codeowners_reader() {
    alone!();
    run("codeowners", "codeowners", teamlint::fuzzing::codeowners);
}

#[test]
fn no_bytes_upset_the_readers_of_other_tools_files() {
    alone!();
    run("sources", "yaml", teamlint::fuzzing::sources);
}

#[test]
fn no_bytes_upset_the_readers_of_exports() {
    alone!();
    run("export", "json", teamlint::fuzzing::export);
}

#[test]
fn no_bytes_upset_the_expression_language() {
    alone!();
    run("expression", "cel", teamlint::fuzzing::expression);
}

fn run(name: &str, extension: &str, entry: fn(&[u8])) {
    let seeds = seeds(extension);
    let words = words(&seeds);
    let mutations = match std::env::var("TEAMLINT_MUTATIONS") {
        Ok(number) => number.parse::<u64>().expect("TEAMLINT_MUTATIONS is a number"),
        Err(_) => MUTATIONS,
    };
    let mut slowest = Duration::ZERO;
    for seed in &seeds {
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

fn seeds(extension: &str) -> Vec<Vec<u8>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let exports = ["pagerduty", "opsgenie", "grafana"].map(|format| tests.join("dialects").join(format).join("export"));
    let mut paths: Vec<PathBuf> = [tests.join("corpus"), tests.join("corpus/expressions")]
        .iter()
        .chain(&exports)
        .flat_map(|folder| fs::read_dir(folder).expect("tests/corpus is there"))
        .map(|entry| entry.expect("its entries can be read").path())
        .filter(|path| path.extension().is_some_and(|known| known == extension))
        .collect();
    paths.sort();
    assert!(paths.len() >= 8, "only {} seeds with extension {extension}", paths.len());
    paths.iter().map(|path| fs::read(path).expect("a seed can be read")).collect()
}

/// Runs of letters and digits, and single other bytes: what a person would call a token.
fn words(seeds: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut words: Vec<Vec<u8>> =
        seeds.iter().flat_map(|seed| tokens(seed).into_iter().map(|(from, to)| seed[from..to].to_vec())).collect();
    words.sort();
    words.dedup();
    words
}

fn tokens(text: &[u8]) -> Vec<(usize, usize)> {
    let mut tokens = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let length = text[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count().max(1);
        tokens.push((from, from + length));
        from += length;
    }
    tokens
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

fn mutate_once(text: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[Vec<u8>], chance: &mut Chance) {
    if text.is_empty() {
        text.extend_from_slice(&words[chance.below(words.len())]);
        return;
    }
    match chance.below(9) {
        // A bit flips.
        0 => {
            let at = chance.below(text.len());
            text[at] ^= 1 << chance.below(8);
        }
        // A part is lost.
        1 => {
            let (from, to) = chance.range(text.len());
            text.drain(from..to);
        }
        // A part stands there again, here or elsewhere, once or often.
        2 => {
            let (from, to) = chance.range(text.len());
            let part = text[from..to].repeat([1, 1, 1, 2, 40][chance.below(5)]);
            let at = chance.below(text.len() + 1);
            text.splice(at..at, part);
        }
        // A part of another seed gets in.
        3 => {
            let other = &seeds[chance.below(seeds.len())];
            let (from, to) = chance.range(other.len());
            let at = chance.below(text.len() + 1);
            text.splice(at..at, other[from..to].iter().copied());
        }
        // A token becomes another one.
        4 | 5 => {
            let tokens = tokens(text);
            let (from, to) = tokens[chance.below(tokens.len())];
            text.splice(from..to, words[chance.below(words.len())].iter().copied());
        }
        // Two tokens change places.
        6 => {
            let tokens = tokens(text);
            let (one, other) = (tokens[chance.below(tokens.len())], tokens[chance.below(tokens.len())]);
            let (first, second) = (one.min(other), one.max(other));
            if first.1 <= second.0 {
                let swapped = [&text[second.0..second.1], &text[first.1..second.0], &text[first.0..first.1]].concat();
                text.splice(first.0..second.1, swapped);
            }
        }
        // A line moves in or out.
        7 => {
            let at = chance.below(text.len());
            let line = text[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
            if chance.below(2) == 0 {
                text.splice(line..line, *b"  ");
            } else if text[line..].starts_with(b" ") {
                text.remove(line);
            }
        }
        // The end is missing.
        _ => text.truncate(chance.below(text.len())),
    }
}

/// splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).expect("below a usize")
    }

    /// Mostly a short part of something, sometimes a long one.
    fn range(&mut self, length: usize) -> (usize, usize) {
        let from = self.below(length + 1);
        let most = if self.below(4) == 0 { length } else { 32 };
        (from, (from + self.below(most + 1)).min(length))
    }
}
