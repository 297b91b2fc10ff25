//! What bytes alone would not find behind the door: texts are changed by tokens and lines, with words of the seeds, as
//! `tests/hostile/mutations.rs` does it; every fourth time as libFuzzer does.

#[path = "../tests/hostile/mutator.rs"]
mod mutator;

use std::path::Path;
use std::sync::OnceLock;

use mutator::{Chance, mutate_once, seeds, words};

/// Seeds of the target, and their words.
type Known = (Vec<Vec<u8>>, Vec<Vec<u8>>);

/// Changes the first `size` bytes of `data`, to at most `max_size`, and gives how many they are then.
pub fn mutate(folder: &str, extension: &str, data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    if seed % 4 == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let (seeds, words) = KNOWN.get_or_init(|| {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus").join(folder);
        let seeds = seeds(&corpus, extension);
        let words = words(&seeds);
        (seeds, words)
    });
    let mut chance = Chance(u64::from(seed));
    let mut text = data[..size].to_vec();
    for _ in 0..=chance.below(3) {
        mutate_once(&mut text, seeds, words, &mut chance);
    }
    text.truncate(max_size);
    data[..text.len()].copy_from_slice(&text);
    text.len()
}
