//! Any bytes as configuration, by which a small organisation is judged.
#![no_main]

#[path = "../structured.rs"]
mod structured;

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::configuration(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structured::mutate("configuration", "yaml", data, size, max_size, seed)
});
