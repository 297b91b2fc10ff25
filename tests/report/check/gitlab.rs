//! What GitLab reads of the quality of code.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use teamlint::report::check::{Report, Summary};

use crate::support::formats::{HARD, WORDS, full, hard, nasty, with_name, written};

/// As the documentation of the report describes an entry.
fn schema() -> jsonschema::Validator {
    let text = json!({"type": "string", "minLength": 1});
    jsonschema::validator_for(&json!({
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": text, "check_name": text, "fingerprint": text,
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "not": {"pattern": "^\\./"}},
                        "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}
                    }
                }
            }
        }
    }))
    .expect("a JSON Schema")
}

fn entries(report: &Report<'_>) -> Vec<Value> {
    let list: Value = serde_json::from_str(&written("gitlab", report)).expect("JSON");
    assert!(schema().is_valid(&list), "{list:#}");
    list.as_array().expect("a list").clone()
}

#[test]
fn an_entry_for_each_finding() {
    let entries = full(entries);
    let severities: Vec<&Value> = entries.iter().map(|entry| &entry["severity"]).collect();
    assert_eq!(severities, ["major", "minor", "info", "major"]);
    let expected = json!({
        "description": "team `größe` has one member",
        "check_name": "team-size",
        "fingerprint": entries[1]["fingerprint"],
        "severity": "minor",
        "location": {"path": "org/my teams.yaml", "lines": {"begin": 2}}
    });
    assert_eq!(entries[1], expected);
}

#[test]
fn lines_hold_what_findings_speak_of() {
    let (sources, findings) = hard();
    let lines: Vec<&str> = HARD.split('\n').collect();
    for (entry, word) in entries(&Report::of(&sources, &findings, Summary::default())).iter().zip(WORDS) {
        let line = usize::try_from(entry["location"]["lines"]["begin"].as_u64().expect("a line")).expect("small");
        assert!(lines[line - 1].contains(word.split("\r\n").next().expect("a part")), "{entry}");
    }
}

#[test]
fn no_two_entries_have_one_fingerprint() {
    let (sources, mut findings) = hard();
    let same = findings.clone();
    findings.extend(same.clone());
    findings.extend(same);
    let entries = entries(&Report::of(&sources, &findings, Summary::default()));
    let different: HashSet<&str> = entries.iter().filter_map(|entry| entry["fingerprint"].as_str()).collect();
    assert_eq!(different.len(), 3 * WORDS.len());
}

proptest! {
    #[test]
    fn a_name_is_what_it_is(name in nasty()) {
        let entries = with_name(&name, entries);
        prop_assert_eq!((entries.len(), &entries[0]["location"]["path"]), (1, &json!(name)));
    }
}
