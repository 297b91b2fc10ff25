//! Any bytes as a Backstage catalog, through to the organisation.
#![no_main]

#[path = "../structured.rs"]
mod structured;

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::backstage(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structured::mutate("", "yaml", data, size, max_size, seed)
});
