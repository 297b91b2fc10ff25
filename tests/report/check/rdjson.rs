//! What reviewdog reads, which refuses what it does not know.

use proptest::prelude::*;
use serde_json::{Value, json};
use teamlint::finding::fix::Edit;
use teamlint::finding::{Finding, Severity};
use teamlint::report::check::{Report, Summary};
use teamlint::text::Sources;

use crate::support::formats::{HARD, WORDS, full, hard, nasty, place_of, with_name, written};
use crate::support::markdown;

/// The messages of the format, as its description defines them; the reader knows no others.
fn schema() -> jsonschema::Validator {
    let message = |properties: Value, required: Value| json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties});
    let number = json!({"type": "integer", "minimum": 1});
    let text = json!({"type": "string"});
    let position = message(json!({"line": number, "column": number}), json!(["line", "column"]));
    let range = message(json!({"start": position, "end": position}), json!(["start", "end"]));
    let source = message(json!({"name": text, "url": text}), json!(["name"]));
    let diagnostic = message(
        json!({
            "message": text,
            "location": message(json!({"path": text, "range": range}), json!(["path"])),
            "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
            "source": source,
            "code": message(json!({"value": text, "url": text}), json!(["value"])),
            "suggestions": {"type": "array", "items": message(json!({"range": range, "text": text}), json!(["range", "text"]))},
        }),
        json!(["message"]),
    );
    let result = message(
        json!({"source": source, "diagnostics": {"type": "array", "items": diagnostic}}),
        json!(["source", "diagnostics"]),
    );
    jsonschema::validator_for(&result).expect("a JSON Schema")
}

fn diagnostics(report: &Report<'_>) -> Vec<Value> {
    let result: Value = serde_json::from_str(&written("rdjson", report)).expect("JSON");
    assert!(schema().is_valid(&result), "{result:#}");
    result["diagnostics"].as_array().expect("a list").clone()
}

#[test]
fn a_report_in_full() {
    let diagnostics = full(diagnostics);
    let severities: Vec<&Value> = diagnostics.iter().map(|diagnostic| &diagnostic["severity"]).collect();
    assert_eq!(severities, ["ERROR", "WARNING", "INFO", "ERROR"]);
    let expected = json!({
        "message": "team `größe` has one member\n\nfive people keep a team going",
        "location": {
            "path": "org/my teams.yaml",
            "range": {"start": {"line": 2, "column": 3}, "end": {"line": 2, "column": 10}}
        },
        "severity": "WARNING",
        "code": {"value": "team-size", "url": "https://example.com/rules/topology/team-size.md"}
    });
    assert_eq!(diagnostics[1], expected);
    let suggestion = json!([{
        "range": {"start": {"line": 2, "column": 24}, "end": {"line": 2, "column": 31}},
        "text": "members"
    }]);
    assert_eq!(diagnostics[0]["suggestions"], suggestion);
}

/// What stands in a range, by lines and bytes.
fn by_bytes(text: &str, range: &Value) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let byte = |of: &Value| {
        let number = |key: &str| usize::try_from(of[key].as_u64().expect("a number")).expect("small");
        lines[..number("line") - 1].iter().map(|line| line.len()).sum::<usize>() + number("column") - 1
    };
    text[byte(&range["start"])..byte(&range["end"])].to_owned()
}

#[test]
fn ranges_hold_what_findings_speak_of() {
    let (sources, findings) = hard();
    for (diagnostic, word) in diagnostics(&Report::of(&sources, &findings, Summary::default())).iter().zip(WORDS) {
        assert_eq!(by_bytes(HARD, &diagnostic["location"]["range"]), word);
    }
}

/// The suggestions of a finding with edits of words in two files.
fn suggestions(text: &str, edits: &[(usize, &str, &str)]) -> Value {
    let mut sources = Sources::default();
    let files = [sources.add("a.yaml", text), sources.add("b.yaml", text)];
    let edit = |&(file, from, to): &(usize, &str, &str)| Edit {
        place: place_of(&sources, files[file], from),
        replacement: to.to_owned(),
    };
    let finding = Finding::at(place_of(&sources, files[0], "one"), "r", Severity::Error, "m")
        .safely_changing(edits.iter().map(edit).collect());
    diagnostics(&Report::of(&sources, &[finding], Summary::default()))[0]["suggestions"].clone()
}

#[test]
fn changes_that_belong_together_are_one_suggestion() {
    let text = "one: ü\ntwo: x\n";
    let both = suggestions(text, &[(0, "two", "2"), (0, "one", "1")]);
    assert_eq!(by_bytes(text, &both[0]["range"]), "one: ü\ntwo");
    assert_eq!((&both[0]["text"], both.as_array().map(Vec::len)), (&json!("1: ü\n2"), Some(1)));
    assert_eq!(suggestions(text, &[(0, "one", "1"), (1, "two", "2")]), Value::Null, "half of it would be wrong");
    let far = format!("one: {}\ntwo: x\n", "y".repeat(5_000));
    assert_eq!(suggestions(&far, &[(0, "one", "1"), (0, "two", "2")]), Value::Null);
}

proptest! {
    #[test]
    fn no_name_breaks_out_of_the_comment_it_becomes(name in nasty()) {
        let told = with_name(&name, diagnostics);
        prop_assert_eq!(&told[0]["location"]["path"], &json!(name));
        prop_assert_eq!(&told[0]["suggestions"][0]["text"], &json!(name));
        let read = markdown::read(told[0]["message"].as_str().expect("a text"));
        prop_assert!(read.is_plain(), "{read:?}");
    }
}
