//! Input made to hurt, given to the program as a person would: it says what is wrong, ends in time, and still judges
//! the healthy file beside it.

#![allow(clippy::format_collect)] // input of a few thousand lines, made once

use std::fmt::Write as _;

use crate::support::program::{Program, Run};

const HEALTHY: &str = "version: 1\nteams: {payments: {}}\nservices: {checkout: {}}\n";

/// The finding in the healthy file.
const FOUND: (&str, &str) = ("unowned-service", "service:checkout");

/// Judges a folder with the healthy file and what else was prepared; other findings, and the exit code.
fn beside_a_healthy_file(program: Program) -> (Vec<String>, i32) {
    others(&program.file("healthy.yaml", HEALTHY).run())
}

fn others(run: &Run) -> (Vec<String>, i32) {
    let mut found = run.rules();
    let healthy = found.iter().position(|(rule, about)| (rule.as_str(), about.as_str()) == FOUND);
    found.remove(healthy.unwrap_or_else(|| panic!("the healthy file was not judged: {}", run.stdout)));
    // What follows from unreadable teams and people is not the subject here.
    let rules = found.into_iter().filter(|(rule, _)| rule != "team-size" && rule != "missing-mission");
    (rules.map(|(rule, about)| format!("{rule} {about}")).collect(), run.code)
}

fn check() -> Program {
    Program::new(&["check", "--format", "json"])
}

fn is((found, code): (Vec<String>, i32), expected: &[&str]) {
    assert_eq!(found, expected);
    assert_eq!(code, 1);
}

#[test]
fn an_alias_bomb() {
    let mut text = String::from("teams:\n  a0: &a0 {members: [x, x, x, x, x, x, x, x, x]}\n");
    for level in 1..40 {
        let nine = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(text, "  a{level}: &a{level} {{x-more: [{nine}]}}").expect("a string");
    }
    let (found, code) = beside_a_healthy_file(check().file("bomb.yaml", &text));
    assert_eq!((found.iter().filter(|rule| rule.starts_with("alias-bomb")).count(), code), (1, 1), "{found:?}");
}

#[test]
fn a_hundred_thousand_levels() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
        let deep = format!("teams:\n  a:\n    members:\n      {}x{}\n", open.repeat(100_000), close.repeat(100_000));
        let (found, code) = beside_a_healthy_file(check().file("deep.yaml", &deep));
        assert_eq!(code, 1);
        assert!(found.contains(&"nesting-too-deep deep.yaml".to_owned()) && found.len() < 4, "{open:?}: {found:?}");
    }
}

#[test]
fn a_scalar_of_a_hundred_megabytes() {
    let text = format!("teams:\n  a: {{}}\n  b:\n    mission: {}\n    membrs: [x]\n", "x".repeat(100 << 20));
    let (found, code) = beside_a_healthy_file(check().file("long.yaml", &text));
    assert_eq!(found, ["misspelt-field long.yaml"]);
    assert_eq!(code, 1, "whoever counts the words of a mission takes as long as there are words");
    let text = format!("version: 1\nteams: {}\n", "x".repeat(100 << 20));
    let run = Program::new(&["check"]).file("healthy.yaml", HEALTHY).file("long.yaml", &text).run();
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("error[wrong-type]"));
    assert!(run.stdout.len() < 10_000, "{} bytes of report", run.stdout.len());
}

#[test]
fn bytes_that_are_not_text() {
    is(beside_a_healthy_file(check().bytes("nul.yaml", b"teams:\n  a: {}\n  b\0: {}\n")), &["nul-byte nul.yaml"]);
    is(
        beside_a_healthy_file(check().bytes("latin.yaml", b"teams:\n  a: {mission: na\xEFve}\n")),
        &["invalid-utf8 latin.yaml"],
    );
    is(
        beside_a_healthy_file(check().bytes("utf16.yaml", b"\xFF\xFEt\0e\0a\0m\0:\0 \0a\0\n\0")),
        &["invalid-utf8 utf16.yaml"],
    );
    is(beside_a_healthy_file(check().bytes("bare.yaml", b"t\0e\0a\0m\0:\0 \0a\0\n\0")), &["invalid-utf8 bare.yaml"]);
    let noise: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let (found, code) = beside_a_healthy_file(check().bytes("noise.yaml", &noise));
    assert!(code == 1 && found.iter().all(|rule| rule.ends_with("noise.yaml")), "{found:?}");
}

#[test]
fn a_file_without_any_text_could_not_be_read_also_where_there_is_no_other() {
    let wide: Vec<u8> = "version: 1\n".bytes().flat_map(|byte| [0, byte]).collect();
    let cases: [(&[u8], &str); 6] = [
        (&[0xFF; 100], "invalid-utf8"),
        (b"\xFF\n\xFE \n", "invalid-utf8"),
        (b"\xEF\xBB\xBF\xFF\xFF", "invalid-utf8"),
        (&[0; 100], "nul-byte"),
        (b"\xFE\xFF\0v\0:", "invalid-utf8"),
        (&wide, "invalid-utf8"),
    ];
    for (bytes, rule) in cases {
        for path in [".", "a.yaml"] {
            let run = Program::new(&["check", path, "--format", "json"]).bytes("a.yaml", bytes).run();
            let found = run.json()["findings"][0]["rule"].clone();
            assert_eq!((found.as_str(), run.code), (Some(rule), 1), "{bytes:?} {path}");
        }
    }
    for nothing in [&b"\xEF\xBB\xBF"[..], b"", b"\n"] {
        let run = Program::new(&["check", "."]).bytes("a.yaml", nothing).run();
        assert_eq!(run.code, 3, "{nothing:?} is a text, with nothing in it");
    }
}

#[test]
fn marks_and_line_ends_of_other_systems_are_no_mistakes() {
    let text = "teams:\n  a: {mission: Take money safely}\nservices:\n  shop: {}\n";
    is(beside_a_healthy_file(check().file("bom.yaml", &format!("\u{feff}{text}"))), &["unowned-service service:shop"]);
    is(
        beside_a_healthy_file(check().file("crlf.yaml", &text.replace('\n', "\r\n"))),
        &["unowned-service service:shop"],
    );
    let run = Program::new(&["check", "--format", "json"])
        .file("a.yaml", &format!("\u{feff}{}", text.replace('\n', "\r\n")))
        .run();
    let report = run.json();
    let label = &report["findings"][0]["labels"][0];
    assert_eq!((label["line"].as_u64(), label["column"].as_u64()), (Some(4), Some(3)), "{label}");
}

#[test]
fn tabs() {
    let (found, code) = beside_a_healthy_file(check().file("tabs.yaml", "teams:\n\ta:\n\t\tmembers: [x]\n"));
    assert!(code == 1 && !found.is_empty() && found.iter().all(|rule| rule == "syntax-error tabs.yaml"), "{found:?}");
}

#[test]
fn a_folder_with_the_name_of_a_file() {
    let (found, _) = beside_a_healthy_file(check().file("x.yaml/inside.yaml", "team: search\nmembers: [ana\n"));
    assert_eq!(found, ["syntax-error x.yaml/inside.yaml"]);
    let run = Program::new(&["check", "--format", "json", "x.yaml"]).file("x.yaml/healthy.yaml", HEALTHY).run();
    assert_eq!(others(&run), (vec![], 1));
}

/// A rule page that asks every service about every pair of services.
const EXPLODING: &str = "\
---
summary: No three services are alike
severity: error
for: service in services
require: \"!services.exists(a, services.exists(b, services.exists(c, a.id == b.id && b.id == c.id && c.id == 'x')))\"
message: alike
labels:
  - {at: service, text: this}
help: rename it
sources: [{title: nowhere}]
---

# exploding

```yaml bad
teams: {}
services:
  x: {}
  # <- this
```

```yaml good
teams: {}
services: {a: {}}
```
";

#[test]
fn a_page_that_explodes_is_stopped_and_the_others_judge() {
    let services: String = (0..3_000).map(|n| format!("  s{n}: {{owner: payments}}\n")).collect();
    let run = Program::new(&["check", "--format", "json", "--rule-folder", "own"])
        .file("own/x/exploding.md", EXPLODING)
        .file("many.yaml", &format!("teams: {{payments: {{}}}}\nservices:\n{services}  checkout: {{}}\n"))
        .run();
    let (found, code) = others(&run);
    assert_eq!((found.len(), code), (1, 2), "{found:?}");
    assert!(found[0].contains("own/x/exploding.md"), "{found:?}");
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;
    use std::process::Command;

    use super::{HEALTHY, Program, beside_a_healthy_file, check, is, others};

    fn pipe(path: &Path) {
        let made = Command::new("mkfifo").arg(path).status().expect("mkfifo");
        assert!(made.success());
    }

    #[test]
    fn a_pipe_that_nobody_writes_to() {
        let prepared = || check().prepare(|folder| pipe(&folder.join("pipe.yaml")));
        is(beside_a_healthy_file(prepared()), &["not-a-file pipe.yaml"]);
        let named = Program::new(&["check", "--format", "json", "pipe.yaml", "healthy.yaml"])
            .file("healthy.yaml", HEALTHY)
            .prepare(|folder| pipe(&folder.join("pipe.yaml")));
        is(others(&named.run()), &["not-a-file pipe.yaml"]);
    }

    #[test]
    fn a_file_that_may_not_be_read() {
        let locked = check().file("locked.yaml", "team: a\n").prepare(|folder| {
            fs::set_permissions(folder.join("locked.yaml"), fs::Permissions::from_mode(0o000)).expect("permissions");
        });
        let found = beside_a_healthy_file(locked);
        if found.0.is_empty() {
            println!("skipped: this user may read every file");
            return;
        }
        is(found, &["unreadable-file locked.yaml"]);
    }

    #[test]
    fn links_to_nothing_and_to_themselves() {
        let broken = check().prepare(|folder| symlink("gone.yaml", folder.join("link.yaml")).expect("a link"));
        is(beside_a_healthy_file(broken), &["unreadable-file link.yaml"]);
        let own = check().prepare(|folder| symlink("loop.yaml", folder.join("loop.yaml")).expect("a link"));
        is(beside_a_healthy_file(own), &["unreadable-file loop.yaml"]);
        let folder = check().prepare(|folder| symlink(".", folder.join("again")).expect("a link"));
        is(beside_a_healthy_file(folder), &[]);
        let twice = check().prepare(|folder| symlink("healthy.yaml", folder.join("twice.yaml")).expect("a link"));
        is(beside_a_healthy_file(twice), &[]);
    }
}
