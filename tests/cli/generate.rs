//! What others need to know of the program: completions, manual pages, schemas, and which version it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::program::{Program, repository};

/// Every command, but for `config`, which has commands of its own.
pub(super) const COMMANDS: [&str; 13] = [
    "check", "init", "import", "baseline", "load", "coverage", "diff", "graph", "rules", "explain", "snapshot", "test",
    "generate",
];

fn printed(arguments: &[&str]) -> String {
    let run = Program::new(arguments).run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
    run.stdout
}

/// The files in a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let text = |path: &Path| fs::read_to_string(path).expect("a text").replace("\r\n", "\n");
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), text(&entry.path()))).collect()
}

#[test]
fn every_shell_is_told_all_commands_and_their_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["generate", "completions", shell]);
        for word in COMMANDS.iter().copied().chain(["stdin-filename", "force-exclude", "fail-on"]) {
            assert!(script.contains(word), "{shell} hears of `{word}`");
        }
    }
}

/// What a script of bash says when it is run by bash; nothing where there is no bash.
#[cfg(unix)]
fn said_by_bash(script: &str) -> Option<String> {
    let run = match Command::new("bash").args(["--norc", "-c", script]).output() {
        Ok(run) => run,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => panic!("{error}"),
    };
    assert!(run.status.success() && run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).expect("a text"))
}

#[cfg(unix)]
#[test]
fn bash_proposes_what_can_follow() {
    let script = printed(&["generate", "completions", "bash"]);
    let proposed = |words: &str, last: usize| {
        let asked = format!(
            "{script}\nCOMP_WORDS=({words}); COMP_CWORD={last}; _teamlint teamlint \"${{COMP_WORDS[{last}]}}\" \
             \"${{COMP_WORDS[{last}-1]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        said_by_bash(&asked)
    };
    if let Some(said) = proposed("teamlint c", 1) {
        assert_eq!(said, "check coverage charter config\n");
        assert_eq!(proposed("teamlint check --fail-on w", 3).as_deref(), Some("warning\n"));
        assert_eq!(proposed("teamlint check --force", 2).as_deref(), Some("--force-exclude\n"));
    }
}

#[test]
fn there_is_a_manual_page_for_each_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = Program::new(&["generate", "man", "--output", "man/man1"]).within(folder.path()).run();
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let pages = files(&folder.path().join("man/man1"));
    for command in COMMANDS {
        let page = &pages[&format!("teamlint-{command}.1")];
        assert!(page.contains(&format!(".TH teamlint-{command} 1")), "{page}");
        assert!(page.contains("Examples:") && page.contains("Exit codes:"), "{command}");
    }
    for inner in ["teamlint-baseline-write.1", "teamlint-generate-man.1"] {
        assert!(pages.contains_key(inner), "{:?}", pages.keys());
    }
    assert_eq!(pages["teamlint.1"], printed(&["generate", "man"]));
}

#[test]
fn schemas_are_those_of_the_repository() {
    let there = files(&repository().join("schema"));
    for (file, text) in &there {
        let name = file.strip_suffix(".schema.json").expect("a schema");
        assert!(printed(&["generate", "schema", name]) == *text, "{file} is what is printed");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let run = Program::new(&["generate", "schema", "-o", "."]).within(folder.path()).run();
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(files(folder.path()) == there, "all of them are written, and no other");
    let run = Program::new(&["generate", "schema"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}

#[test]
fn what_cannot_be_written_ends_with_2() {
    for what in ["man", "schema"] {
        let run = Program::new(&["generate", what, "-o", "taken"]).file("taken", "a file\n").run();
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.starts_with("error: `taken` could not be written: "), "{}", run.stderr);
    }
}

#[test]
fn the_version_says_from_which_commit_it_is_and_in_short_it_does_not() {
    let version = format!("teamlint {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(printed(&["-V"]), format!("{version}\n"));
    let long = printed(&["--version"]);
    let commit = long.trim_end().strip_prefix(&version).expect("the version first");
    if !commit.is_empty() {
        let commit =
            commit.strip_prefix(" (").and_then(|commit| commit.strip_suffix(')')).expect("a commit in brackets");
        let (hash, day) = commit.split_once(' ').unwrap_or((commit, "2026-01-01"));
        assert!(hash.len() >= 7 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{long}");
        assert!(day.parse::<jiff::civil::Date>().is_ok(), "{long}");
    }
    let asked = Command::new("git").args(["log", "-1", "--format=%cs"]).current_dir(repository()).output();
    if repository().join(".git").exists() && asked.is_ok_and(|asked| asked.status.success()) {
        assert!(commit.starts_with(" ("), "{long}");
    }
}
