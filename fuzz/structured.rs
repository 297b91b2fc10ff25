//! What bytes alone would not find behind the door: texts are changed by tokens and lines, with words of the seeds, as
//! `tests/hostile/mutations.rs` does it; every fourth time as libFuzzer does.

#[path = "../tests/hostile/mutator.rs"]
mod mutator;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use mutator::{Chance, mutate_once, seeds, words};

/// Seeds of the target, and their words.
type Known = (Vec<Vec<u8>>, Vec<Vec<u8>>);

/// Everything on the thread that is fuzzed: to hand a few hundred bytes to others would take longer than to judge them.
pub fn on_one_thread() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    pool.build_global().expect("nothing asked for a pool before");
}

/// Changes the first `size` bytes of `data`, to at most `max_size`, and gives how many they are then. Seeds are the texts in
/// folders of `tests` and, where there are `examples` of them, those of the rule pages.
pub fn mutate(of: &Of, data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    if seed % 4 == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let (seeds, words) = KNOWN.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let folders = of.folders.iter().map(|folder| root.join("tests").join(folder));
        let mut seeds: Vec<Vec<u8>> = folders.flat_map(|folder| seeds(&folder, of.extension)).collect();
        if of.examples {
            seeds.extend(examples(&root.join("rules")));
        }
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

/// What a target reads.
pub struct Of {
    pub folders: &'static [&'static str],
    pub extension: &'static str,
    pub examples: bool,
}

/// The organisations that rule pages show.
fn examples(rules: &Path) -> Vec<Vec<u8>> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("a folder of pages");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("its entries can be read").path()).collect();
        paths.sort();
        paths
    };
    let families = list(rules).into_iter().filter(|path| path.is_dir());
    let pages = families.flat_map(|family| list(&family)).map(|page| fs::read_to_string(page).expect("a page"));
    pages.flat_map(|page| fences(&page)).collect()
}

fn fences(page: &str) -> Vec<Vec<u8>> {
    let fenced = page.split("\n```yaml").skip(1).filter_map(|rest| rest.split_once('\n')?.1.split_once("```"));
    fenced.map(|(text, _)| text.as_bytes().to_vec()).collect()
}
