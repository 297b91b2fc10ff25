//! Any bytes as a CODEOWNERS file, through to the claims about services.
#![no_main]

#[path = "../structured.rs"]
mod structured;

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::codeowners(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structured::mutate("", "codeowners", data, size, max_size, seed)
});
