//! Any bytes through the YAML reader into the tree.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| teamlint::fuzzing::yaml_tree(data));
