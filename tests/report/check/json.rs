//! What machines see, and that the published schema says the same.

use std::sync::Arc;

use serde_json::{Value, json};
use teamlint::baseline::Entry;
use teamlint::finding::excuse::{Excuse, Excused};
use teamlint::finding::fix::Edit;
use teamlint::finding::{Finding, RuleInfo, Severity, Source, fingerprint, occurrence_fingerprint};
use teamlint::judge::Undecided;
use teamlint::org::claims::{ClaimCounts, Stranger};
use teamlint::org::known::Unchecked;
use teamlint::report::check::{
    ContextCounts, Counts, FixedCounts, Ignored, Known, Report, Row, Statistics, Summary, json,
};
use teamlint::text::{FileId, Place, Sources, Span};
use teamlint::vocabulary::kinds::Kind;

/// Keys that came later, and stand only where there is something to say.
const OPTIONAL: [&str; 14] = [
    "article",
    "claims",
    "context",
    "finding/url",
    "fix",
    "fixed",
    "forLater",
    "known",
    "strangers",
    "label/fingerprint",
    "leftOut",
    "/mended",
    "preview",
    "statistics",
];

const SCHEMA: &str = include_str!("../../../schema/report-v1.schema.json");

fn place(file: u32, start: u32, end: u32) -> Place {
    Place { file: FileId(file), span: Span { start, end } }
}

fn written(report: &Report<'_>) -> Value {
    let mut out = Vec::new();
    json::write(&mut out, report).expect("memory takes everything");
    assert_eq!(out.last(), Some(&b'\n'), "the object ends its line");
    serde_json::from_slice(&out).expect("one JSON object")
}

/// A report in which every key of the format occurs with something in it.
fn full() -> Value {
    let mut sources = Sources::default();
    sources.add("teams.yaml", "teams:\n  größe: {lead: ana}\n");
    sources.add("people.yaml", "people:\n  ana: {}\n");
    let mut finding = Finding::at(place(0, 9, 16), "team-size", Severity::Warning, "team `größe` has one member")
        .saying("1 person")
        .label(place(0, 25, 28), "the only one")
        .label(place(1, 10, 13), "")
        .help("five people keep a team going")
        .safely_changing(vec![Edit { place: place(0, 25, 28), replacement: "[ana, ben]".to_owned() }])
        .about(&["team:größe"], "");
    finding.values = vec![("size".to_owned(), "1".to_owned()), ("params.min".to_owned(), "5".to_owned())];
    finding.more_labels = 2;
    let from = vec![
        Source {
            title: "Team Topologies".to_owned(),
            url: Some("https://teamtopologies.com/".to_owned()),
            quote: Some("five to nine people".to_owned()),
            ..Source::default()
        },
        Source { title: "A book".to_owned(), article: Some("003".to_owned()), ..Source::default() },
    ];
    let url = Some("https://example.com/topology/team-size.md".to_owned());
    finding.info = Some(Arc::new(RuleInfo { sources: from, url, ..RuleInfo::default() }));
    let about_file = Finding::at(place(1, 18, 18), "syntax-error", Severity::Error, "the file ends too early")
        .about_file("people.yaml", 1);
    let advice = Finding::at(place(1, 0, 6), "no-mission", Severity::Advice, "no mission").about(&["team:größe"], "");
    let not_judged = vec![
        Undecided {
            rule: "on-call-overload".to_owned(),
            missing: "rotations.*.turn".to_owned(),
            count: 4,
            examples: ["person:ana", "person:ben", "person:cy"].map(str::to_owned).to_vec(),
        },
        Undecided { rule: "unagreed-slo".to_owned(), missing: "slos".to_owned(), count: 1, examples: Vec::new() },
    ];
    let summary = Summary {
        files: 2,
        ignored_files: 1,
        entities: 2,
        judged_entities: 1,
        rules: 12,
        judgements: 7,
        not_judged: 2,
        waived: 3,
        context: Some(ContextCounts { files: 9, findings: 8, unread: 7, nothing: false }),
        known: Some(Known { findings: 6, mended: 1, not_judged: 5, compared: true }),
        claims: ClaimCounts { compared: 4, unresolved: 3, shared: 2, undecided: 1 },
        left_out: Some(Counts { errors: 5, warnings: 6, advice: 7 }),
        for_later: Some(Counts { warnings: 8, ..Counts::default() }),
    };
    let row = |name: Option<&str>| Row {
        name: name.map(str::to_owned),
        counts: Counts { errors: 1, warnings: 2, advice: 3 },
    };
    let statistics = Statistics {
        rules: vec![row(Some("team-size"))],
        families: vec![row(Some("topology"))],
        teams: vec![row(Some("größe")), row(None)],
    };
    let grouped = Finding::at(place(0, 25, 28), "unknown-reference", Severity::Error, "there is no person `ana`")
        .occurring_also([place(1, 10, 13)], "also here")
        .about(&["person:ana", "person:ben"], "");
    let findings = [finding, about_file, advice, grouped];
    let owners = vec![Some("team:größe".to_owned()), None, None, None];
    let waived = |until: Option<&str>| {
        let finding = Finding::at(place(0, 0, 5), "no-backup", Severity::Error, "nobody").about(&["team:größe"], "");
        let (reason, until) = ("they split in May".to_owned(), until.map(str::to_owned));
        Excused::new(finding, Excuse::Waived { reason, until, place: place(1, 10, 13), in_comment: true })
    };
    let mended = [Entry {
        rule: "no-backup".to_owned(),
        subject: "team:größe".to_owned(),
        fingerprint: "1:0123456789abcdef".to_owned(),
        places: 3,
    }];
    let excused = [waived(Some("2026-12-31")), waived(None)];
    let ignored = [
        Ignored::new("ci.yaml", "`jobs` is no section of an organisation", None),
        Ignored::new("league.yaml", "nothing in `teams` shows it", Some("write `version: 1`")),
    ];
    let fixed = FixedCounts { files: 2, rules: vec![("duplicate-item".to_owned(), 3)] };
    written(&Report {
        fixed: Some(&fixed),
        not_judged: &&not_judged,
        owners: &&owners,
        excused: &excused,
        mended: &mended,
        ignored: &ignored,
        statistics: Some(&statistics),
        unchecked: &[Unchecked { kind: Kind::Team, references: 3, names: 2 }],
        strangers: &[Stranger { name: "acme/gone".to_owned(), place: place(1, 10, 13) }],
        ..Report::of(&sources, &findings, summary)
    })
}

#[test]
fn every_key_says_what_the_schema_promises() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a JSON Schema");
    let mut report = full();
    let errors: Vec<String> = validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert_eq!(errors, Vec::<String>::new());

    report["findings"][0]["labels"][0]["colour"] = json!("red");
    assert!(!validator.is_valid(&report), "a key the schema does not know must be refused");
}

#[test]
fn the_schema_demands_every_key_it_describes_and_no_others() {
    fn look(at: &Value, path: &str) {
        if let Some(properties) = at.get("properties").and_then(Value::as_object) {
            assert_eq!(at["additionalProperties"], json!(false), "{path}");
            let required: Vec<&str> =
                at["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let of = path.rsplit('/').next().unwrap_or_default();
            let is_optional = |key: &str| OPTIONAL.contains(&key) || OPTIONAL.contains(&&*format!("{of}/{key}"));
            let always = properties.keys().map(String::as_str).filter(|key| !is_optional(key));
            assert_eq!(required, always.collect::<Vec<_>>(), "{path}");
        }
        match at {
            Value::Object(map) => map.iter().for_each(|(key, value)| look(value, &format!("{path}/{key}"))),
            Value::Array(list) => list.iter().for_each(|value| look(value, path)),
            _ => {}
        }
    }
    let mut schema: Value = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    sort_required(&mut schema);
    look(&schema, "");
}

/// Maps come back sorted by key, so the lists of required keys are compared sorted.
fn sort_required(at: &mut Value) {
    match at {
        Value::Object(map) => {
            if let Some(Value::Array(required)) = map.get_mut("required") {
                required.sort_by_key(|name| name.as_str().map(str::to_owned));
            }
            map.values_mut().for_each(sort_required);
        }
        Value::Array(list) => list.iter_mut().for_each(sort_required),
        _ => {}
    }
}

/// The findings of the full report; their fingerprints are as given where nothing tells what they are to be.
fn expected_findings(fingerprints: &[Value]) -> Value {
    let together = fingerprint("unknown-reference", &["person:ana", "person:ben"], "");
    json!([
        {
            "rule": "team-size",
            "severity": "warning",
            "entity": "team:größe",
            "subjects": [{"entity": "team:größe", "fingerprint": fingerprints[0]}],
            "owner": "team:größe",
            "message": "team `größe` has one member",
            "help": "five people keep a team going",
            "fix": {
                "safe": true,
                "edits": [{"file": "teams.yaml", "span": {"start": 25, "end": 28}, "replacement": "[ana, ben]"}]
            },
            "values": {"size": "1", "params.min": "5"},
            "labels": [
                {"file": "teams.yaml", "span": {"start": 9, "end": 16}, "line": 2, "column": 3, "endLine": 2, "endColumn": 8, "text": "1 person", "primary": true},
                {"file": "teams.yaml", "span": {"start": 25, "end": 28}, "line": 2, "column": 17, "endLine": 2, "endColumn": 20, "text": "the only one", "primary": false},
                {"file": "people.yaml", "span": {"start": 10, "end": 13}, "line": 2, "column": 3, "endLine": 2, "endColumn": 6, "text": "", "primary": false}
            ],
            "moreLabels": 2,
            "sources": [
                {"title": "Team Topologies", "url": "https://teamtopologies.com/", "quote": "five to nine people"},
                {"title": "A book", "url": null, "quote": null, "article": "003"}
            ],
            "url": "https://example.com/topology/team-size.md",
            "fingerprint": fingerprints[0]
        },
        {
            "rule": "syntax-error",
            "severity": "error",
            "entity": null,
            "subjects": [],
            "owner": null,
            "message": "the file ends too early",
            "help": null,
            "values": {},
            "labels": [
                {"file": "people.yaml", "span": {"start": 18, "end": 18}, "line": 3, "column": 1, "endLine": 3, "endColumn": 1, "text": "", "primary": true}
            ],
            "moreLabels": 0,
            "sources": [],
            "fingerprint": fingerprints[1]
        },
        {
            "rule": "no-mission",
            "severity": "advice",
            "entity": "team:größe",
            "subjects": [{"entity": "team:größe", "fingerprint": fingerprints[2]}],
            "owner": null,
            "message": "no mission",
            "help": null,
            "values": {},
            "labels": [
                {"file": "people.yaml", "span": {"start": 0, "end": 6}, "line": 1, "column": 1, "endLine": 1, "endColumn": 7, "text": "", "primary": true}
            ],
            "moreLabels": 0,
            "sources": [],
            "fingerprint": fingerprints[2]
        },
        {
            "rule": "unknown-reference",
            "severity": "error",
            "entity": "person:ana",
            "subjects": [
                {"entity": "person:ana", "fingerprint": fingerprint("unknown-reference", &["person:ana"], "")},
                {"entity": "person:ben", "fingerprint": fingerprint("unknown-reference", &["person:ben"], "")}
            ],
            "owner": null,
            "message": "there is no person `ana`",
            "help": null,
            "values": {},
            "labels": [
                {
                    "file": "teams.yaml", "span": {"start": 25, "end": 28}, "line": 2, "column": 17, "endLine": 2, "endColumn": 20,
                    "text": "", "primary": true, "fingerprint": occurrence_fingerprint(&together, 1)
                },
                {
                    "file": "people.yaml", "span": {"start": 10, "end": 13}, "line": 2, "column": 3, "endLine": 2, "endColumn": 6,
                    "text": "also here", "primary": false, "fingerprint": occurrence_fingerprint(&together, 2)
                }
            ],
            "moreLabels": 0,
            "sources": [],
            "fingerprint": together
        }
    ])
}

/// What is waived in it.
fn expected_waived() -> Value {
    let no_backup = fingerprint("no-backup", &["team:größe"], "");
    json!([
        {
            "rule": "no-backup", "entity": "team:größe", "message": "nobody", "reason": "they split in May", "until": "2026-12-31",
            "file": "people.yaml", "line": 2, "fingerprint": no_backup
        },
        {
            "rule": "no-backup", "entity": "team:größe", "message": "nobody", "reason": "they split in May", "until": null,
            "file": "people.yaml", "line": 2, "fingerprint": no_backup
        }
    ])
}

#[test]
#[allow(clippy::too_many_lines)] // one object, compared whole
fn a_report_in_full() {
    let fingerprints: Vec<Value> =
        full()["findings"].as_array().into_iter().flatten().map(|f| f["fingerprint"].clone()).collect();
    let expected = json!({
        "version": 1,
        "findings": expected_findings(&fingerprints),
        "waived": expected_waived(),
        "mended": [{"rule": "no-backup", "entity": "team:größe", "places": 3}],
        "notJudged": [
            {
                "rule": "on-call-overload", "missing": "rotations.*.turn", "count": 4,
                "examples": ["person:ana", "person:ben", "person:cy"]
            },
            {"rule": "unagreed-slo", "missing": "slos", "count": 1, "examples": []}
        ],
        "summary": {
            "errors": 2, "warnings": 1, "advice": 1,
            "files": 2, "ignoredFiles": 1,
            "entities": 2, "judgedEntities": 1,
            "rules": 12, "judgements": 7, "notJudged": 2, "waived": 3,
            "context": {"files": 9, "findings": 8, "unread": 7},
            "known": {"findings": 6, "mended": 1, "notJudged": 5},
            "unchecked": [{"kind": "team", "references": 3, "names": 2}],
            "claims": {
                "compared": 4,
                "unresolved": 3,
                "shared": 2,
                "undecided": 1,
                "strangers": [{"name": "acme/gone", "file": "people.yaml", "line": 2}]
            },
            "leftOut": {"errors": 5, "warnings": 6, "advice": 7},
            "forLater": {"errors": 0, "warnings": 8, "advice": 0},
            "fixed": {"findings": 3, "files": 2, "rules": {"duplicate-item": 3}}
        },
        "statistics": {
            "rules": [{"name": "team-size", "errors": 1, "warnings": 2, "advice": 3}],
            "families": [{"name": "topology", "errors": 1, "warnings": 2, "advice": 3}],
            "teams": [
                {"name": "größe", "errors": 1, "warnings": 2, "advice": 3},
                {"name": null, "errors": 1, "warnings": 2, "advice": 3}
            ]
        },
        "ignored": [
            {"path": "ci.yaml", "why": "`jobs` is no section of an organisation"},
            {"path": "league.yaml", "why": "nothing in `teams` shows it; write `version: 1`"}
        ]
    });
    assert_eq!(full(), expected);
}
