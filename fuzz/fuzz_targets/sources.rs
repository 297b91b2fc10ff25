//! Any bytes as a file of another tool, judged and reported.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::sources(data));
