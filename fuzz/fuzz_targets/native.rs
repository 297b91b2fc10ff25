//! Any bytes as a file in the native format, through to the organisation.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::native(data));
