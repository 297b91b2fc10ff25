//! Any bytes as an export of a pager, through to the report.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::export(data));
