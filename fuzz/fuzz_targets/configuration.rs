//! Any bytes as configuration, by which a small organisation is judged.
#![no_main]

#[path = "../structured.rs"]
mod structured;

const OF: structured::Of = structured::Of { folders: &["corpus/configuration"], extension: "yaml", examples: false };

libfuzzer_sys::fuzz_target!(init: structured::on_one_thread(), |data: &[u8]| teamlint::fuzzing::configuration(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structured::mutate(&OF, data, size, max_size, seed)
});
