//! CODEOWNERS beside what declares something, and alone.

use serde_json::json;

use crate::support::program::{Program, Run};

const ORG: &str =
    "teams: {payments: {}, shop: {}}\nservices:\n  checkout:\n    owner: payments\n    source: acme/store\n";

#[test]
fn codeowners_in_a_hidden_folder_are_read_and_both_places_shown() {
    let run = Program::new(&["check", "--as-of", "2026-06-01", "."])
        .file("org.yaml", ORG)
        .file("store/.github/CODEOWNERS", "/ignored/ @acme/x\n/* @acme/shop\n")
        .run();
    assert_eq!(
        run.stdout.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n"),
        "warning[owners-disagree]

  ⚠ `checkout` is owned by `payments`, and its code by `shop`
   ╭─[org.yaml:4:12]
 3 │   checkout:
 4 │     owner: payments
   ·            ────┬───
   ·                ╰── owned by `payments`
 5 │     source: acme/store
   ╰────
   ╭─[store/.github/CODEOWNERS:2:1]
 1 │ /ignored/ @acme/x
 2 │ /* @acme/shop
   · ─┬ ─────┬────
   ·  │      ╰── `shop` is asked to review it
   ·  ╰── the last line for the folder of `checkout`
   ╰────
  help: find out who would be asked if it broke tonight, and write that team
        in both places
   see: GitHub Docs, About code owners and 1 more"
    );
    assert_eq!(run.code, 0);
}

#[test]
fn a_folder_with_nothing_but_codeowners_is_nothing_to_lint() {
    for path in ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"] {
        let run = Program::new(&["check", "."]).file(path, "* @acme/shop\n").run();
        assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{path}");
    }
    let named = Program::new(&["check", "CODEOWNERS"]).file("CODEOWNERS", "* @acme/shop\n").run();
    assert_eq!(named.code, 3);
    // What is wrong with it is told all the same.
    let wrong = Program::new(&["check", "--format", "json", "."]).file("CODEOWNERS", "* acme/shop\n").run();
    assert_eq!((wrong.rule_names(), wrong.code), (vec!["codeowners-line".to_owned()], 3));
}

#[test]
fn what_lies_in_the_repository_tells_by_whose_rules_the_file_is_read() {
    let findings = |beside: &str| {
        let run = Program::new(&["check", "--as-of", "2026-06-01", "--format", "json", "."])
            .file("teams.yaml", "version: 1\nteams: {payments: {}, shop: {}}\n")
            .file("r/docs/a/catalog-info.yaml", &component("a", "payments"))
            .file("r/CODEOWNERS", "* @acme/payments\ndocs @acme/shop\n")
            .file(beside, "")
            .run();
        run.rule_names().iter().filter(|rule| *rule == "owners-disagree").count()
    };
    // To GitHub `docs` is everything in there, to GitLab something of that name.
    assert_eq!(findings("r/.github/dependabot.yml"), 1);
    assert_eq!(findings("r/.gitlab-ci.yml"), 0);
    assert_eq!(findings("r/.gitlab/issue_templates/bug.md"), 0);
    assert_eq!(findings(".gitlab-ci.yml"), 1, "that is another repository");
}

fn component(name: &str, owner: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: {name}}}\n\
         spec: {{type: service, lifecycle: production, owner: {owner}}}\n"
    )
}

/// Two services in a list of several owners', two that have a folder each.
fn counted(format: &str, owners: &str) -> Run {
    Program::new(&["check", "--as-of", "2026-06-01", "--format", format, "."])
        .file("list.yaml", "teams: {payments: {}, shop: {}}\nservices: {a: {owner: payments}, b: {owner: shop}}\n")
        .file("c/catalog-info.yaml", &component("c", "payments"))
        .file("d/catalog-info.yaml", &component("d", "shop"))
        .file("CODEOWNERS", owners)
        .run()
}

#[test]
fn what_is_not_compared_is_counted_by_the_reason() {
    let lines = |run: &Run| -> Vec<String> {
        let stands = |line: &&str| line.contains("owner claim") || line.starts_with("  ") && line.contains("not:");
        run.stdout.lines().filter(stands).map(str::to_owned).collect()
    };
    let owners = "* @acme/platform\n/c/ @acme/payments\n/d/ @acme/unheard-of\n";
    assert_eq!(
        lines(&counted("text", owners)),
        ["1 owner claim compared, 3 not: 1 names a team nobody here knows, 2 stand for"]
    );
    let claims = |owners: &str| counted("json", owners).json()["summary"]["claims"].clone();
    let stranger = json!({"name": "acme/unheard-of", "file": "CODEOWNERS", "line": 3});
    assert_eq!(
        claims(owners),
        json!({"compared": 1, "unresolved": 1, "shared": 2, "undecided": 0, "strangers": [stranger]})
    );
    let named = counted("text", owners).stdout;
    assert!(named.contains("\n1 name of no team here: `acme/unheard-of` at CODEOWNERS:3\n"), "{named}");
    let own = "/c/ @acme/payments\n/d/ @acme/shop\n";
    assert_eq!(lines(&counted("text", own)), ["2 owner claims compared"]);
    assert_eq!(claims(own), json!({"compared": 2, "unresolved": 0, "shared": 0, "undecided": 0}));
    // Where nothing is said, nothing is said about it.
    assert_eq!(lines(&counted("text", "* @ana\n")), [""; 0]);
    assert_eq!(claims("* @ana\n"), json!(null));
}

#[test]
fn who_agrees_with_one_of_two_files_that_contradict_each_other_is_not_wrong_as_well() {
    let rules = |owner: &str| {
        let run = Program::new(&["check", "--as-of", "2026-06-01", "--format", "json", "."])
            .file("CODEOWNERS", &format!("/checkout/ @acme/{owner}\n"))
            .file("checkout/catalog-info.yaml", &component("checkout", "payments"))
            .file(
                "checkout/overlay.yaml",
                "services: {checkout: {owner: shop}}\nteams: {payments: {}, shop: {}, core: {}}\n",
            )
            .run();
        let about = ["conflicting-declaration", "owners-disagree"];
        let mut rules = run.rule_names();
        rules.retain(|rule| about.contains(&rule.as_str()));
        rules.sort();
        rules
    };
    assert_eq!(rules("payments"), ["conflicting-declaration"]);
    assert_eq!(rules("shop"), ["conflicting-declaration"]);
    assert_eq!(rules("core"), ["conflicting-declaration", "owners-disagree"]);
}

#[test]
fn a_hostile_file_is_told_and_holds_nothing_up() {
    let wildcards = |pattern: &str, bytes: usize| pattern.repeat(bytes / pattern.len());
    let sections = (0..50_000).map(|n| format!("[s{n}] @acme/shop\n/c{n}/\n")).collect::<String>();
    let owners = (0..20_000).map(|n| format!(" @acme/t{n}")).collect::<String>();
    for (name, bytes, told) in [
        ("ten megabytes of wildcards", wildcards("*a*b*/**/c? @acme/shop\n", 10 << 20).into_bytes(), "1:1 too-large"),
        ("many wildcards", wildcards("*a*b*/**/c? @acme/shop\n", 2 << 20).into_bytes(), ""),
        ("one line", format!("/c/{}", wildcards("*a?", 1 << 20)).into_bytes(), ""),
        ("one line of owners", format!("/c/{}", wildcards(" @a", 1 << 20)).into_bytes(), ""),
        ("thousands of sections", sections.into_bytes(), ""),
        ("thousands of owners", format!("/c/{owners}\n").into_bytes(), ""),
        ("no text", b"/c/ @acme/shop\n/\xff\xfe/ @acme/shop\n".to_vec(), "2:2 invalid-utf8"),
        ("no bytes", b"/c/ @acme/shop\n\0\0\0".to_vec(), "2:1 nul-byte"),
        ("another encoding", b"\xff\xfe/\0c\0/\0".to_vec(), "1:1 invalid-utf8"),
        ("only blanks", wildcards(" \t\u{a0}\r\n", 1 << 20).into_bytes(), ""),
        ("only brackets", wildcards("[", 1 << 20).into_bytes(), "1:1 codeowners-line"),
    ] {
        let run = Program::new(&["check", "--as-of", "2026-06-01", "--format", "json", "."])
            .file("c/c.yaml", "teams: {shop: {}}\nservices: {c: {owner: shop}}\n")
            .bytes("CODEOWNERS", &bytes)
            .run();
        let report = run.json();
        let findings = report["findings"].as_array().expect("a list").iter();
        let about = findings.filter(|finding| finding["labels"][0]["file"] == "CODEOWNERS").map(|finding| {
            let at = &finding["labels"][0];
            format!("{}:{} {}", at["line"], at["column"], finding["rule"].as_str().expect("a rule"))
        });
        assert_eq!(about.collect::<Vec<_>>().join(", "), told, "{name}");
    }
}
