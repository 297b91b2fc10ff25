//! Any bytes as an export of a pager, through to the report.
#![no_main]

#[path = "../structured.rs"]
mod structured;

const FOLDERS: [&str; 5] = [
    "dialects/pagerduty/export",
    "dialects/opsgenie/export",
    "dialects/grafana/export",
    "dialects/incident_io/export",
    "dialects/terraform/export",
];
const OF: structured::Of = structured::Of { folders: &FOLDERS, extension: "json", examples: false };

libfuzzer_sys::fuzz_target!(init: structured::on_one_thread(), |data: &[u8]| teamlint::fuzzing::export(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    structured::mutate(&OF, data, size, max_size, seed)
});
