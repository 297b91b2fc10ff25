//! No id of a duty, a group, a metric or a tool stands in the program: its taxonomy says what they are looked for as.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::roles::ids;

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found
}

/// The string literals of Rust code, each with the code before it on its line; comments are left out.
fn literals(code: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = code[at..].find(['"', '/', '\'']).map(|next| at + next) {
        let rest = &code[next..];
        at = next + 1;
        if rest.starts_with("//") {
            at = next + rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at = next + rest.find("*/").unwrap_or(rest.len());
        } else if let Some(quote) = ["'\"'", "'\\\"'", "'\\''", "'/'"].iter().find(|quote| rest.starts_with(**quote)) {
            at = next + quote.len();
        } else if rest.starts_with('"') {
            let hashes = code[..next].bytes().rev().take_while(|byte| *byte == b'#').count();
            let is_raw = code[..next - hashes].ends_with('r');
            let close = format!("\"{}", if is_raw { "#".repeat(hashes) } else { String::new() });
            let mut end = at;
            while end < code.len() && !code[end..].starts_with(&close) {
                let escape = !is_raw && code[end..].starts_with('\\');
                end += code[end..].chars().take(1 + usize::from(escape)).map(char::len_utf8).sum::<usize>();
            }
            let line = code[..next].rfind('\n').map_or(0, |line| line + 1);
            found.push((&code[at..end], &code[line..next]));
            at = end + close.len();
        }
    }
    found
}

#[test]
fn literals_are_found_and_nothing_else_is() {
    let code =
        "// \"no\"\nlet a = \"one\\\"\"; /* \"no\" */ let q = '\"'; f(r#\"two \"quoted\"\"#, b'\\'', \"three\")\n";
    let found: Vec<&str> = literals(code).into_iter().map(|(text, _)| text).collect();
    assert_eq!(found, ["one\\\"", "two \"quoted\"", "three"]);
}

#[test]
fn no_id_of_the_taxonomy_stands_in_the_program() {
    let ids: BTreeSet<String> = ids().into_iter().flat_map(|(_, ids)| ids).collect();
    assert!(ids.len() > 90);
    // Words of the vocabulary, keywords of JSON Schema, formats of reports, a program that is run, keys of descriptors.
    let alike = [
        "words.rs",
        "report/check/mod.rs",
        "files/commit.rs",
        "descriptors/datadog.rs",
        "descriptors/fields.rs",
        "descriptors/opslevel.rs",
    ];
    let other = |path: &Path, text: &str| alike.iter().any(|end| path.ends_with(end)) || text == "required";
    for path in files("src", ".rs") {
        let code = std::fs::read_to_string(&path).expect("code");
        for (text, before) in literals(&code).into_iter().filter(|(text, _)| ids.contains(*text)) {
            let is_role =
                ["Duty", "DutyGroup", "Metric"].iter().any(|of| before.ends_with(&format!("word!({of}.role, ")));
            assert!(is_role || other(&path, text), "{}: \"{text}\" is an id; give it a role", path.display());
        }
    }
    for path in files("rules", ".md").into_iter().filter(|path| !path.ends_with("README.md")) {
        let page = std::fs::read_to_string(&path).expect("a page");
        let head = page.split("\n---\n").next().unwrap_or_default();
        for line in head.lines().filter(|line| !line.contains("doc:") && !line.trim_start().starts_with("- {")) {
            if let Some(id) = ids.iter().find(|id| names(line, id)) {
                panic!("{}: `{id}` is an id; ask for its role\n{line}", path.display());
            }
        }
    }
}

/// Whether an expression or a template of a page has an id in quotes, other than to ask for what has it as its role.
fn names(line: &str, id: &str) -> bool {
    line.match_indices(id).any(|(from, _)| {
        let (before, after) = (&line[..from], &line[from + id.len()..]);
        let quoted = |quote: char| before.ends_with(quote) && after.starts_with(quote);
        let list = after.strip_prefix("\" in ").and_then(|list| list.split([' ', ')']).next());
        let of_role = matches!(list.and_then(|list| list.rsplit_once('.')), Some((_, "roles" | "groupRoles")))
            || [".role == \"", ".role != \""].iter().any(|asked| before.ends_with(asked));
        (quoted('"') || quoted('\'')) && !of_role || quoted('`') && id.contains('-')
    })
}

#[test]
fn a_page_that_names_an_id_is_seen() {
    for line in [
        "x: h.duty.id == \"on-call\"",
        "x: duty.id in ['a', 'on-call']",
        "text: \"no `on-call`\"",
        "x: \"on-call\" in h.duty.groups",
    ] {
        assert!(names(line, "on-call"), "{line}");
    }
    for line in [
        "x: \"on-call\" in h.duty.roles && y",
        "x: f(d, \"on-call\" in d.roles)",
        "x: d.role != \"on-call\"",
        "text: on-call hours",
    ] {
        assert!(!names(line, "on-call"), "{line}");
    }
}
