//! What findings are known by from one run to the next.

use serde_json::Value;

use crate::support::program::Program;

/// The finding of a rule in an organisation.
fn found(rule: &str, org: &str) -> Value {
    let report = Program::new(&["check", "--format", "json", "org.yaml"]).file("org.yaml", org).run().json();
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().find(|finding| finding["rule"] == rule).expect("a finding of the rule").clone()
}

/// A value of each element of a list.
fn each(list: &Value, key: &str) -> Vec<String> {
    let elements = list.as_array().expect("a list").iter();
    elements.filter_map(|element| element[key].as_str().map(str::to_owned)).collect()
}

#[test]
fn who_else_a_finding_is_about_does_not_change_what_one_is_known_by() {
    let of = |third: &str| {
        let org = format!("team: infra\nmembers: [ada, bo, {third}]\nonCall: {{coverage: 24x7, turn: 1w}}\n");
        found("on-call-overload", &org)
    };
    let (before, after) = (of("chen"), of("dan"));
    assert_eq!(each(&before["subjects"], "entity"), ["person:ada", "person:bo", "person:chen"]);
    assert_eq!(each(&after["subjects"], "entity"), ["person:ada", "person:bo", "person:dan"]);
    let (before, after) = (each(&before["subjects"], "fingerprint"), each(&after["subjects"], "fingerprint"));
    assert_eq!(before[..2], after[..2]);
    assert_ne!(before[2], after[2]);
}

#[test]
fn one_more_reference_to_what_is_missing_is_new_and_the_others_are_known() {
    let of = |services: usize| {
        let services = (0..services).map(|n| format!("  s{n}: {{owner: nobody}}\n")).collect::<String>();
        let finding = found("unknown-reference", &format!("teams: {{a: {{members: [x]}}}}\nservices:\n{services}"));
        (finding["fingerprint"].clone(), each(&finding["labels"], "fingerprint"))
    };
    let ((before, eight), (after, nine)) = (of(8), of(9));
    assert_eq!(before, after);
    assert_eq!((eight.len(), nine.len()), (8, 9));
    assert_eq!(eight, nine[..8]);
    assert!(!eight.contains(&nine[8]));
}

#[test]
fn whoever_would_act_is_named_where_there_is_one() {
    let org = "teams: {a: {members: [x]}}\n";
    assert_eq!(found("missing-mission", org)["owner"], "team:a");
    let infra = "team: infra\nmembers: [ada, bo, chen]\nonCall: {coverage: 24x7, turn: 1w}\n";
    assert_eq!(found("on-call-overload", infra)["owner"], "team:infra");
    assert_eq!(found("unowned-service", "teams: {a: {}}\nservices: {s: {owner: []}}\n")["owner"], Value::Null);
}

#[test]
fn what_is_waived_is_told_with_its_reason() {
    let org = "teams:\n  a:\n    members: [x]\n  b: # teamlint: allow missing-mission until 2099-01-01, they split in May\n    members: [y]\n";
    let configuration = "waivers:\n  - {rule: missing-mission, entity: team:a, reason: one is enough}\n";
    let run =
        Program::new(&["check", "--format", "json", "."]).file("org.yaml", org).file("teamlint.yaml", configuration);
    let waived = &run.run().json()["waived"];
    assert_eq!(each(waived, "entity"), ["team:a", "team:b"]);
    assert_eq!(each(waived, "reason"), ["one is enough", "they split in May"]);
    assert_eq!(each(waived, "until"), ["2099-01-01"]);
    assert_eq!(each(waived, "file"), ["teamlint.yaml", "org.yaml"]);
    assert_eq!(waived[1]["line"], 4);
}
