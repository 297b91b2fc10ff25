//! What rules read of labels, annotations, tags and links, and of keys that begin with `x-`.

use teamlint::vocabulary::kinds::Kind;

use crate::support::expr::{about, carets, env, org, pointed};
use crate::support::program::{Program, repository};
use crate::support::world::Texts;
use teamlint::expr::compile;
use teamlint::value::{Of, Type};

const CATALOG: &str = r#"apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger
  labels: {example.com/tier: "1", empty: }
  annotations:
    github.com/project-slug: acme/ledger
    owner-note: {$text: ./NOTE}
    list: [a, b]
  tags: [java, payments]
  links:
    - {url: "https://dash.example/ledger", title: Dashboard, type: metrics}
    - {url: "https://log.example/ledger", type: logs}
    - {url: "https://bare.example"}
spec: {type: service, lifecycle: production, owner: payments}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: bare}
spec: {type: service, lifecycle: production, owner: payments}
"#;

/// How an expression reads of a component of the catalog.
fn of_component(id: &str, text: &str) -> String {
    let world = Texts::of([("catalog-info.yaml", CATALOG)]).build(20_777);
    about(&world.org, "service", Kind::Service, id, &format!("{{{{ {text} }}}}"))
}

#[test]
fn pages_of_an_organisation_read_them() {
    let run = Program::new(&["test", "tests/fixtures/notes"]).within(&repository()).run();
    assert_eq!((run.code, &*run.stdout), (0, "10 examples of 3 pages: all as the pages say\n"), "{}", run.stderr);
}

#[test]
fn what_stands_under_a_key_is_text() {
    for (text, read) in [
        (r#"service.labels["example.com/tier"]"#, "1"),
        (r#"service.annotations["github.com/project-slug"]"#, "acme/ledger"),
        (r#"service.links["Dashboard"]"#, "https://dash.example/ledger"),
        (r#"service.links["metrics"]"#, "https://dash.example/ledger"),
        (r#"service.links["logs"]"#, "https://log.example/ledger"),
        (r#"service.labels["example.com/" + "tier"]"#, "1"),
        (r#"service.labels["tier"].orValue("none")"#, "none"),
        (r#"service.labels["Example.com/Tier"].orValue("none")"#, "none"),
        ("service.tags", "java, payments"),
        (r#""java" in service.tags"#, "true"),
        (r#"service.annotations["list"]"#, "?"),
        (r#"service.annotations["owner-note"]"#, "?"),
        (r#"service.labels["tier"]"#, "?"),
        (r#"service.x["tier"]"#, "?"),
    ] {
        assert_eq!(of_component("ledger", text), read, "{text}");
    }
}

#[test]
fn a_catalog_without_a_label_has_none_and_says_nothing_of_fields_that_only_native_files_have() {
    for (id, text, read) in [
        ("ledger", r#"has(service.labels["example.com/tier"])"#, "true"),
        ("ledger", r#"has(service.labels["tier"])"#, "false"),
        ("ledger", r#"has(service.labels["empty"])"#, "false"),
        ("ledger", r#"has(service.annotations["list"])"#, "true"),
        ("ledger", r#"has(service.annotations["owner-note"])"#, "true"),
        ("ledger", "has(service.labels)", "true"),
        ("bare", r#"has(service.labels["tier"])"#, "false"),
        ("bare", "has(service.tags)", "false"),
        ("bare", r#"has(service.x["tier"])"#, "?"),
        ("bare", r#"has(service.x["tier"]) || true"#, "true"),
    ] {
        assert_eq!(of_component(id, text), read, "{id}: {text}");
    }
}

#[test]
fn keys_that_begin_with_x_are_those_of_a_native_file() {
    let native = org(concat!(
        "people:\n",
        "  ana: {x-contract: fixed-term, x-days: 4, x-on: true, x-map: {a: 1}, x-: odd, \"x-cost centre\": \"12\", x-no: }\n",
        "  ben: {}\n",
        "teams:\n",
        "  crew: {members: [ana, ben]}\n",
    ));
    for (id, text, read) in [
        ("ana", r#"person.x["contract"]"#, "fixed-term"),
        ("ana", r#"person.x["days"] + person.x["on"]"#, "4true"),
        ("ana", r#"person.x["cost centre"]"#, "12"),
        ("ana", r#"person.x["map"]"#, "?"),
        ("ana", r#"has(person.x["map"])"#, "true"),
        ("ana", r#"has(person.x["no"])"#, "false"),
        ("ana", r#"has(person.x[""])"#, "false"),
        ("ben", r#"has(person.x["contract"])"#, "false"),
        ("ben", r#"person.x["contract"]"#, "?"),
        ("ben", r#"has(person.labels["contract"])"#, "?"),
    ] {
        assert_eq!(about(&native, "person", Kind::Person, id, &format!("{{{{ {text} }}}}")), read, "{id}: {text}");
    }
}

#[test]
fn a_file_about_one_team_has_them_too() {
    let native = org("team: crew\nmembers: [ana]\nx-cost-centre: 12\n");
    assert_eq!(about(&native, "team", Kind::Team, "crew", r#"{{ team.x["cost-centre"] }}"#), "12");
}

#[test]
fn an_entity_of_both_formats_has_the_notes_of_both() {
    let native = "services:\n  ledger: {tier: 1, x-budget: 3}\n";
    let world = Texts::of([("catalog-info.yaml", CATALOG), ("org.yaml", native)]).build(20_777);
    for (text, read) in [
        (r#"service.x["budget"]"#, "3"),
        (r#"service.labels["example.com/tier"]"#, "1"),
        (r#"has(service.x["other"])"#, "false"),
        (r#"has(service.labels["other"])"#, "false"),
    ] {
        assert_eq!(about(&world.org, "service", Kind::Service, "ledger", &format!("{{{{ {text} }}}}")), read, "{text}");
    }
}

#[test]
fn a_label_points_at_the_value_or_at_the_nearest_that_is_written() {
    let world = Texts::of([("catalog-info.yaml", CATALOG)]).build(20_777);
    let at = |id, text| pointed(&world.org, "service", Kind::Service, id, text);
    assert_eq!(at("ledger", r#"service.labels["example.com/tier"]"#), [r#"5: "1""#]);
    assert_eq!(at("ledger", r#"service.labels["tier"]"#), [r#"5: {example.com/tier: "1", empty: }"#]);
    assert_eq!(at("bare", r#"service.labels["tier"]"#), ["19: bare"]);
    assert_eq!(at("ledger", r#"service.links["logs"]"#), [r#"13: "https://log.example/ledger""#]);
}

#[test]
fn every_kind_that_a_catalog_has_can_be_asked() {
    let text = ["Group", "User", "Component", "API", "Resource", "System", "Domain", "Template"].map(|kind| {
        format!("apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata: {{name: it, labels: {{of: {kind}}}, tags: [t]}}\nspec: {{}}\n---\n")
    });
    let world = Texts::of([("all.yaml", text.concat().as_str())]).build(20_777);
    for (kind, word) in [
        (Kind::Team, "Group"),
        (Kind::Person, "User"),
        (Kind::Service, "Component"),
        (Kind::Api, "API"),
        (Kind::Resource, "Resource"),
        (Kind::System, "System"),
        (Kind::Domain, "Domain"),
        (Kind::GoldenPath, "Template"),
    ] {
        let read = about(&world.org, "it", kind, "it", r#"{{ it.labels["of"] }} {{ it.tags }}"#);
        assert_eq!(read, format!("{word} t"));
    }
}

#[test]
fn a_key_is_text_and_notes_are_read_one_at_a_time() {
    let refused = |text: &str| {
        let mut env = env();
        env.bind("service", Type::one(Of::Entity(Kind::Service)));
        carets(text, &compile(text, &env).err().unwrap_or_default())
    };
    assert_eq!(
        refused("service.labels[1]"),
        "service.labels[1]\n               ^ expected text, found a number [this is a number]\n"
    );
    assert_eq!(
        refused("service.labels.tier"),
        concat!(
            "service.labels.tier\n",
            "               ^^^^ `labels` holds texts by key, and has no field `tier` [this is a key]\n",
            "               help: write `labels[\"tier\"]`\n"
        )
    );
    assert_eq!(
        refused("service.lables[\"tier\"]").lines().nth(1),
        Some("        ^^^^^^ unknown field `lables` of service [no such field]")
    );
}

#[test]
fn a_trace_says_where_a_label_is_written() {
    let page = include_str!("../fixtures/notes/pager-by-label.md");
    let run = Program::new(&["explain", "pager-by-label", "ledger", "--rule-folder", "pages"])
        .file("catalog-info.yaml", CATALOG)
        .file("pages/pager-by-label.md", page)
        .run();
    let line = run.stdout.lines().find(|line| line.contains("service.labels")).unwrap_or_default();
    assert!(run.stdout.contains("catalog-info.yaml:5:30"), "{line}\n{}\n{}", run.stdout, run.stderr);
}

#[test]
fn a_misspelt_note_is_told_because_it_is_lost() {
    let text = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: a\n  lables: {tier: one}\nspec: {type: service, lifecycle: production, owner: me}\n";
    let run = Program::new(&["check", "--format", "json"]).file("catalog-info.yaml", text).run();
    assert_eq!(run.rule_names(), ["misspelt-field"], "{}", run.stdout);
}
