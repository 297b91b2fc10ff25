//! Any bytes through the YAML reader into the tree.
#![no_main]

#[path = "../structured.rs"]
mod structured;

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::yaml_tree(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structured::mutate("", "yaml", data, size, max_size, seed)
});
