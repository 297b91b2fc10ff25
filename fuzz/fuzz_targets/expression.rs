//! Any bytes as an expression of a rule page: parsed, checked, compiled, evaluated.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::expression(data));
