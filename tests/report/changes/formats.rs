//! `teamlint diff` for pull requests and machines.

use proptest::prelude::*;
use serde_json::{Value, json};
use teamlint::changes::{Change, Changes, Said, What};
use teamlint::report::Look;
use teamlint::report::changes::FORMATS;

use crate::report::changes::sentences::{AFTER, BEFORE, between, files, written};
use crate::support::formats::nasty;
use crate::support::markdown::read;

const SCHEMA: &str = include_str!("../../../schema/diff-v1.schema.json");

#[test]
fn as_markdown_it_is_a_list_for_each_topic() {
    let text = written("markdown", &between(&files(BEFORE), &files(AFTER)));
    let read = read(&text);
    assert_eq!(
        read.headings,
        [
            "On call",
            "Duties and owners",
            "People and teams",
            "Services and promises",
            "What the rules say",
            "Other fields"
        ]
    );
    assert!(text.starts_with("### On call\n\n- "), "{text}");
    assert_eq!(read.items, between(&files(BEFORE), &files(AFTER)).all.len());
    assert_eq!(written("markdown", &Changes::default()), "Nothing changed in the organisation.\n");
}

#[test]
fn a_comment_holds_the_markdown_of_however_many_changes() {
    let one = between(&files(BEFORE), &files(AFTER)).all.remove(0);
    let many = Changes { all: vec![one; 5_000] };
    let text = written("markdown", &many);
    assert!(text.len() < 65_536 && text.trim_end().ends_with("not shown here; `teamlint diff` lists all."), "{text}");
    assert_eq!(written("text", &many).matches('`').count() % 5_000, 0, "text has all of it");
}

#[test]
fn every_json_says_what_the_schema_promises() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a JSON Schema");
    for (old, new) in [(BEFORE, AFTER), (AFTER, BEFORE), (BEFORE, BEFORE), (BEFORE, "teams: {core: }\n")] {
        let text = written("json", &between(&files(old), &files(new)));
        let mut changes: Value = serde_json::from_str(&text).expect("JSON");
        let errors: Vec<String> =
            validator.iter_errors(&changes).map(|e| format!("{}: {e}", e.instance_path)).collect();
        assert_eq!(errors, Vec::<String>::new());
        changes["colour"] = json!("red");
        assert!(!validator.is_valid(&changes), "a key the schema does not know must be refused");
    }
}

#[test]
fn as_json_it_says_what_was_and_what_is() {
    let text = written("json", &between(&files(BEFORE), &files(AFTER)));
    let changes: Value = serde_json::from_str(&text).expect("JSON");
    let of = |kind: &str| {
        let all = changes["changes"].as_array().expect("a list").iter();
        all.filter(|change| change["kind"] == kind).cloned().collect::<Vec<Value>>()
    };
    let hours = &of("on-call-hours")[0];
    assert_eq!(hours["subjects"], json!(["person:ben", "person:cem"]));
    assert_eq!(hours["before"], json!({"known": true, "values": [], "low": 42, "high": 42}));
    assert_eq!(hours["after"], json!({"known": true, "values": [], "low": 84, "high": 84}));
    let owner = &of("owner")[0];
    assert_eq!((&owner["before"]["values"], &owner["after"]["values"]), (&json!(["team:web"]), &json!([])));
    assert!(of("fields").iter().all(|change| change["fields"].as_array().is_some_and(|fields| !fields.is_empty())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_name_breaks_out_of_markdown(name in nasty()) {
        let change = Change {
            what: What::Owner,
            subjects: vec![name.clone()],
            fields: Vec::new(),
            before: Said::unknown(),
            after: Said::unknown(),
            sentence: format!("Service `{name}` belongs to `{name}` instead of `web`."),
            weight: 0,
        };
        let changes = Changes { all: vec![change] };
        let read = read(&written("markdown", &changes));
        prop_assert_eq!(&read.headings, &["Duties and owners"], "{:?}", read);
        prop_assert!(read.html.is_empty() && read.links.is_empty() && read.others.is_empty(), "{:?}", read);
        prop_assert_eq!(read.items, 1);
        prop_assert!(read.notifies().is_none(), "{:?}", read);
        let text = written("text", &changes);
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn no_name_breaks_a_sentence(name in nasty()) {
        let id = serde_json::to_string(&name).expect("JSON");
        let old = files(&format!("teams: {{{id}: {{members: [{id}]}}}}\nservices: {{{id}: {{owner: {id}}}}}\n"));
        let new = files("teams: {web: {members: [ana]}}\nservices: {shop: {owner: web}}\n");
        for changes in [between(&old, &new), between(&new, &old)] {
            for format in FORMATS {
                let mut out = Vec::new();
                (format.write)(&mut out, &changes, Look::PLAIN).expect("a buffer takes everything");
                prop_assert!(!out.is_empty());
            }
            prop_assert!(read(&written("markdown", &changes)).html.is_empty());
        }
    }
}
