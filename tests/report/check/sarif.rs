//! What code scanning sees, by the schema that OASIS publishes.

use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use teamlint::report::check::{Report, Summary};

use crate::support::formats::{HARD, WORDS, full, hard, many, nasty, with_name, written};
use crate::support::program::{Program, repository};

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = include_str!("../../fixtures/sarif/sarif-schema-2.1.0.json");
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    jsonschema::validator_for(&schema).expect("a JSON Schema")
});

/// The log, which is as the schema says.
fn log(report: &Report<'_>) -> Value {
    valid(serde_json::from_str(&written("sarif", report)).expect("JSON"))
}

fn valid(log: Value) -> Value {
    let wrong: Vec<String> =
        SCHEMA.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path)).collect();
    assert_eq!(wrong, Vec::<String>::new(), "{log:#}");
    log
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().expect("results")
}

#[test]
fn the_schema_refuses_what_is_no_log() {
    let mut log = full(log);
    log["runs"][0]["results"][0]["level"] = json!("advice");
    assert!(!SCHEMA.is_valid(&log));
}

#[test]
fn a_log_in_full() {
    let log = full(log);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    assert_eq!((&driver["name"], &driver["version"]), (&json!("teamlint"), &json!(env!("CARGO_PKG_VERSION"))));
    assert_eq!(driver["informationUri"], "https://example.com/rules/");
    let names: Vec<&Value> = driver["rules"].as_array().expect("rules").iter().map(|rule| &rule["id"]).collect();
    assert_eq!(names, ["misspelt-field", "team-size", "no-mission", "unknown-reference"], "only what found something");
    let expected = json!({
        "id": "team-size",
        "name": "team-size",
        "shortDescription": {"text": "What `team-size` asks for."},
        "fullDescription": {"text": "Why it matters."},
        "helpUri": "https://example.com/rules/topology/team-size.md",
        "help": {"text": "Why it matters.\n\nWhat to do.", "markdown": "Why it matters.\n\nWhat to do."},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["topology"]}
    });
    assert_eq!(driver["rules"][1], expected);

    let levels: Vec<&Value> = results(&log).iter().map(|result| &result["level"]).collect();
    assert_eq!(levels, ["error", "warning", "note", "error", "error", "error"]);
    let size = &results(&log)[1];
    assert_eq!((&size["ruleId"], &size["ruleIndex"]), (&json!("team-size"), &json!(1)));
    assert_eq!(size["message"]["text"], "team `größe` has one member\n\nHelp: five people keep a team going");
    let place = json!({
        "artifactLocation": {"uri": "org/my%20teams.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 8, "byteOffset": 9, "byteLength": 7}
    });
    let location = json!({
        "physicalLocation": place,
        "logicalLocations": [{"fullyQualifiedName": "team:größe", "kind": "team"}],
        "message": {"text": "1 person"}
    });
    assert_eq!(size["locations"], json!([location]));
    let related = size["relatedLocations"].as_array().expect("related locations");
    assert_eq!(related.iter().map(|one| &one["id"]).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(size["properties"], json!({"owner": "team:größe", "moreLocations": 2}));
    assert_eq!(size["suppressions"], json!([]));
    let fingerprint = size["partialFingerprints"]["teamlint/v1"].as_str().expect("a fingerprint");
    assert!(fingerprint.starts_with("1:") && fingerprint.len() == 18, "{fingerprint}");
}

#[test]
fn what_is_waived_is_kept_and_says_why() {
    let log = full(log);
    let suppressed: Vec<&Value> = results(&log)[4..].iter().map(|result| &result["suppressions"][0]).collect();
    assert_eq!(suppressed.iter().map(|one| &one["kind"]).collect::<Vec<_>>(), ["inSource", "external"]);
    assert!(suppressed.iter().all(|one| one["justification"] == "they split in May" && one["status"] == "accepted"));
    assert_eq!(suppressed[0]["location"]["physicalLocation"]["region"]["startLine"], 3);
}

#[test]
fn a_fix_is_a_change_of_the_file() {
    let log = full(log);
    let change = &results(&log)[0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "org/my%20teams.yaml");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "members");
    let region = &change["replacements"][0]["deletedRegion"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&json!(22), &json!(29)));
}

/// What stands in a region, by lines and characters.
fn by_lines(text: &str, region: &Value) -> String {
    let number = |key: &str| usize::try_from(region[key].as_u64().expect("a number")).expect("small");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let byte = |line: usize, column: usize| {
        let before: usize = lines[..line - 1].iter().map(|line| line.len()).sum();
        before + lines[line - 1].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
    };
    let (start, end) = (byte(number("startLine"), number("startColumn")), byte(number("endLine"), number("endColumn")));
    text[start..end].to_owned()
}

#[test]
fn regions_hold_what_findings_speak_of() {
    let (sources, findings) = hard();
    let log = log(&Report::of(&sources, &findings, Summary::default()));
    for (result, word) in results(&log).iter().zip(WORDS) {
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "org/gr%C3%B6%C3%9Fe%20%281%29.yaml");
        assert_eq!(by_lines(HARD, &place["region"]), word);
        let number = |key: &str| usize::try_from(place["region"][key].as_u64().expect("a number")).expect("small");
        assert_eq!(&HARD[number("byteOffset")..][..number("byteLength")], word);
    }
}

#[test]
fn a_path_from_the_root_is_an_address_of_its_own() {
    let uri = |name: &str| with_name(name, log)["runs"][0]["results"][0]["locations"][0]["physicalLocation"].clone();
    assert_eq!(uri("/org/a b.yaml")["artifactLocation"], json!({"uri": "file:///org/a%20b.yaml"}));
    assert_eq!(uri("C:/a.yaml")["artifactLocation"], json!({"uri": "file:///C%3A/a.yaml"}));
}

#[test]
fn of_too_many_the_worst_are_kept_and_how_many_are_not_is_said() {
    let log: Value = many(30_000, |report| serde_json::from_str(&written("sarif", report)).expect("JSON"));
    assert_eq!(results(&log).len(), 25_000);
    let of = |level: &str| results(&log).iter().filter(|result| result["level"] == level).count();
    assert_eq!([of("error"), of("warning"), of("note")], [10_000, 10_000, 5_000]);
    let said = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(said, "5000 findings left out: a run has at most 25000 results, and the most severe are kept");
}

#[test]
fn the_program_tells_its_rules_and_nothing_that_it_could_not_judge() {
    let acme = repository().join("examples/acme");
    let run = Program::new(&["check", ".", "--format", "sarif", "--as-of", "2026-06-15"]).within(&acme).run();
    let log = valid(run.json());
    let driver = &log["runs"][0]["tool"]["driver"];
    for result in results(&log) {
        let rank = usize::try_from(result["ruleIndex"].as_u64().expect("a rank")).expect("small");
        let rule = &driver["rules"][rank];
        assert_eq!(rule["id"], result["ruleId"]);
        let texts = [&rule["shortDescription"]["text"], &rule["fullDescription"]["text"], &rule["help"]["markdown"]];
        assert!(texts.iter().all(|text| text.as_str().is_some_and(|text| text.len() > 20)), "{rule}");
        assert_eq!(result.get("kind"), None, "a result is a fault");
    }
    assert!(!results(&log).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_name_breaks_out(name in nasty()) {
        let log = with_name(&name, log);
        let result = &results(&log)[0];
        let text = result["message"]["text"].as_str().expect("a text");
        prop_assert!(!text.contains("]("), "{text}");
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("an address");
        prop_assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%/-._~:".contains(&byte)), "{uri}");
        let edit = &result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"];
        prop_assert_eq!(edit, &name, "a change is written as it is");
    }
}
