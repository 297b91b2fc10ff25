//! Any bytes as an expression of a rule page: parsed, checked, compiled, evaluated.
#![no_main]

#[path = "../structured.rs"]
mod structured;

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::expression(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structured::mutate("expressions", "cel", data, size, max_size, seed)
});
