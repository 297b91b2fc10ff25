//! Any bytes as a file in the native format, through to the organisation.
#![no_main]

#[path = "../structured.rs"]
mod structured;

const OF: structured::Of = structured::Of { folders: &["corpus"], extension: "yaml", examples: true };

libfuzzer_sys::fuzz_target!(init: structured::on_one_thread(), |data: &[u8]| teamlint::fuzzing::native(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structured::mutate(&OF, data, size, max_size, seed)
});
