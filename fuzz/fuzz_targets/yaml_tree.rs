//! Any bytes through the YAML reader into the tree.
#![no_main]

#[path = "../structured.rs"]
mod structured;

const OF: structured::Of = structured::Of { folders: &["corpus"], extension: "yaml", examples: false };

libfuzzer_sys::fuzz_target!(init: structured::on_one_thread(), |data: &[u8]| teamlint::fuzzing::yaml_tree(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structured::mutate(&OF, data, size, max_size, seed)
});
