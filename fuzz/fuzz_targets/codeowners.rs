//! Any bytes as a CODEOWNERS file, through to the claims about services.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::codeowners(data));
