//! Reports without names of whatever has diagnostics: samples in which people are called by names that are made up, and none of
//! these is in the page, be it that nobody declares them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::program::{Program, repository};

/// Files by path.
type Files = BTreeMap<String, String>;

/// The report without names.
fn anonymised(files: &Files) -> String {
    let arguments = ["report", ".", "--anonymise", "--as-of", "2026-07-01", "-o", "-"];
    let program = files.iter().fold(Program::new(&arguments), |program, (path, text)| program.file(path, text));
    let run = program.run();
    assert!(run.code < 2, "{}", run.stderr);
    run.stdout
}

/// Asserts that no part of a made-up name is in the page.
fn assert_unnamed(sample: &str, files: &Files) {
    let page = anonymised(files).to_lowercase();
    if let Some(at) = page.find(MADE_UP) {
        let (from, to) = (page.floor_char_boundary(at.saturating_sub(300)), page.ceil_char_boundary(at + 100));
        panic!("{sample}: {}", &page[from..to]);
    }
}

/// What each made-up name has in each of its words, and nothing else.
const MADE_UP: &str = "zqx";

/// A name that is made up, of the form of another one: with as many words, or as an address.
fn made_up(name: &str, rank: usize) -> String {
    match name.split_once('@') {
        Some((_, domain)) => format!("{MADE_UP}{rank}@{domain}"),
        None => name.split(' ').map(|_| format!("Zqx{rank}")).collect::<Vec<_>>().join(" "),
    }
}

/// The files below a folder of the repository.
fn files_of(folder: &str) -> Files {
    let root = repository().join(folder);
    let (mut files, mut folders) = (Files::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                files.insert(below(&root, &path), text);
            }
        }
    }
    files
}

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|own| own == ending)
}

fn below(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).expect("a path below").to_string_lossy().replace('\\', "/")
}

/// What an export calls people: ids, names and addresses of users, in their lists and where they are named.
fn people_of(value: &Value, is_user: bool, people: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| people_of(one, is_user, people)),
        Value::Object(fields) => {
            let of_user = |word: &Value| word.as_str().is_some_and(|word| matches!(word, "user" | "user_reference"));
            let is_user = is_user || fields.get("type").is_some_and(of_user);
            for key in ["id", "name", "summary", "email", "fullName", "username"].into_iter().filter(|_| is_user) {
                people.extend(fields.get(key).and_then(Value::as_str).map(str::to_owned));
            }
            for (key, value) in fields {
                let of_others = ["teams", "role", "base_role", "contact_methods", "notification_rules"];
                let is_user = matches!(key.as_str(), "user" | "users") || is_user && key == "results";
                if !of_others.contains(&key.as_str()) {
                    people_of(value, is_user, people);
                }
            }
        }
        _ => {}
    }
}

/// The same files with people by names that are made up, and how many names those are.
fn renamed(mut files: Files) -> (Files, usize) {
    let mut people = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| has_ending(path, "json")) {
        let value: Value = serde_json::from_str(text).expect("JSON");
        let is_list = path.ends_with("users.json");
        let list = ["data", "results"].into_iter().find_map(|key| value.get(key)).filter(|_| is_list);
        people_of(list.unwrap_or(&value), list.is_some(), &mut people);
    }
    people.sort();
    people.dedup();
    for (rank, name) in people.iter().enumerate() {
        let (written, instead) = (format!("\"{name}\""), format!("\"{}\"", made_up(name, rank)));
        for text in files.values_mut() {
            *text = text.replace(&written, &instead);
        }
    }
    (files, people.len())
}

#[test]
fn nobody_whom_an_export_names_is_in_the_page_whoever_declares_them() {
    for folder in [
        "tests/dialects/grafana/export",
        "tests/dialects/incident_io/export",
        "tests/dialects/opsgenie/export",
        "tests/dialects/pagerduty/export",
        "examples/stock",
    ] {
        let (all, people) = renamed(files_of(folder));
        assert!(people >= 6, "{folder}: {people}");
        assert_unnamed(folder, &all);
        let without = |file: &str| {
            let mut files = all.clone();
            files.retain(|path, _| !path.ends_with(file));
            files
        };
        assert_unnamed(&format!("{folder}, no list of users"), &without("users.json"));
        // Somebody else declares people, none of whom is theirs: they are told of as users whom nobody knows.
        let mut others = all.clone();
        others.insert("org.yaml".to_owned(), "people: {ana: {email: ana@else.example}}\n".to_owned());
        assert_unnamed(&format!("{folder}, with others"), &others);
        // A list of users that lacks the first of them.
        let Some((path, text)) = all.iter().find(|(path, _)| path.ends_with("users.json")) else { continue };
        let mut list: Value = serde_json::from_str(text).expect("JSON");
        let users = list.as_object_mut().and_then(|list| list.values_mut().find_map(Value::as_array_mut));
        users.expect("a list").remove(0);
        let mut files = all.clone();
        files.insert(path.clone(), list.to_string());
        assert_unnamed(&format!("{folder}, a list of users without one"), &files);
    }
}

/// The ids of people in a native file.
fn ids_of(text: &str) -> Vec<String> {
    let section = text.lines().skip_while(|line| !line.starts_with("people:")).skip(1);
    let section = section.take_while(|line| line.is_empty() || line.starts_with([' ', '#']));
    let ids = section.filter_map(|line| line.strip_prefix("  ")?.split_once(':').map(|(id, _)| id.to_owned()));
    ids.filter(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')).collect()
}

/// A text with a word instead of another.
fn with_word(text: &str, word: &str, instead: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@');
    let (mut replaced, mut read) = (String::new(), 0);
    for (at, _) in text.match_indices(word) {
        let end = at + word.len();
        if !text[..at].ends_with(is_part) && !text[end..].starts_with(is_part) {
            replaced.push_str(&text[read..at]);
            replaced.push_str(instead);
            read = end;
        }
    }
    replaced + &text[read..]
}

#[test]
fn nobody_of_a_native_file_is_in_the_page_be_it_that_nobody_declares_them() {
    for (folder, least) in [("examples/acme", 10), ("tests/browser", 3), ("tests/fixtures", 5)] {
        let mut files = files_of(folder);
        files.retain(|path, _| has_ending(path, "yaml") && !path.contains('/'));
        let ids: Vec<String> = files.values().flat_map(|text| ids_of(text)).collect();
        assert!(ids.len() >= least, "{folder}: {ids:?}");
        for (rank, id) in ids.iter().enumerate() {
            for text in files.values_mut() {
                *text = with_word(text, id, &format!("{MADE_UP}{rank}"));
            }
        }
        assert_unnamed(folder, &files);
        for text in files.values_mut() {
            *text = text.replace("\npeople:", "\nx-people:");
        }
        assert_unnamed(&format!("{folder}, with nobody declared"), &files);
    }
}

#[test]
fn nobody_is_named_by_a_field_that_is_written_as_none_should_be() {
    for field in [
        "members: [ana, \"Zqx Ash and Boris Zqx\"]",
        "members: [\"@zqx-gans\"]",
        "members: [{person: ana, zqxshare: zqx}]",
        "members: {zqxa: {share: zqx}}",
        "lead: [Max Zqx, Nina Zqxorn]",
        "lead: {Max Zqx: yes}",
        "lead: \"Zqx `Max` Zqxe\"",
        "members: \"Clara Zqx, Dirk Zqxl\"",
        "members: [\"{{ zqx_junk }}\"]",
        "members: [[Lea Zqxmm]]",
        "members: [\"Z\\u200bqx Lea, zqx Lea\", \"zqx\\u200blea\"]",
        "zqxlead: ana",
        "Zqx Lamm: ana",
        "type: Zqx Lamm",
        "discipline: [Zqx Lamm]",
        "duties: [{duty: on-call, people: {Zqx Lamm: lead}}]",
        "duties: [{duty: on-call, people: \"Zqx Lamm / Zqx Dahl\"}]",
        "mission: {zqx: Zqx Lamm}",
    ] {
        let text = format!("version: 1\npeople: {{ana: {{}}}}\nteams: {{pay: {{{field}}}}}\n");
        assert_unnamed(field, &Files::from([("org.yaml".to_owned(), text)]));
    }
    for rest in [
        "services: {s: {owner: \"Olaf Zqx & Pia Zqxau\"}}",
        "rotations: {r: {team: pay, participants: [{person: \"Ulf Zqx\", weight: 2}]}}",
        "escalations: {e: {levels: [{targets: [{zqxperson: Ulf Zqx}]}]}}",
        "people: {Zqx Uhu: {manager: Zqx Lamm}, Zqx Lamm: {manager: Zqx Uhu}}",
        "people: {Zqx Uhu: Zqx Lamm, zqx uhu: {}}",
        "people: [{name: Zqx Uhu}, {name: Zqx Uhu}, Zqx Lamm]",
        "people: {zqx: {email: [Zqx Uhu], startDate: Zqx Lamm}}",
        "people: {\"a zqx of eighty letters that does not end before it has to and goes on and on a\": {}}\nteams: {t: {members: [\"a zqx of eighty letters that does not end before it has to and goes on and on a\"]}}",
    ] {
        assert_unnamed(rest, &Files::from([("org.yaml".to_owned(), format!("version: 1\n{rest}\n"))]));
    }
}
