//! Any bytes as a Backstage catalog, through to the organisation.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::backstage(data));
