//! The program as people run it: arguments, exit codes, and which stream says what.

#![allow(clippy::format_collect)] // input of a few thousand lines, made once

mod baseline;
pub mod changes;
mod choice;
mod context;
mod diff;
mod editors;
mod fixes;
mod fixes_ended;
mod foreign;
mod generate;
mod help;
mod import;
mod init;
mod input;
mod output;
mod pull_request;
mod report;
mod surroundings;

use crate::support::program::Program;

#[test]
fn the_exit_code_is_2_for_wrong_usage() {
    let run = Program::new(&["check", "--fail-on", "everything"]).run();
    assert_eq!(run.code, 2);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("possible values: error, warning, advice"), "{}", run.stderr);
}

#[test]
fn a_date_that_does_not_exist_is_wrong_usage() {
    let run = Program::new(&["check", "--as-of", "2026-02-30"]).run();
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--as-of <DATE>"), "{}", run.stderr);
}

#[test]
fn every_command_explains_itself_with_examples_and_exit_codes() {
    for command in generate::COMMANDS {
        let run = Program::new(&[command, "--help"]).run();
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command}");
        assert!(run.stdout.contains(&format!("Examples:\n  teamlint {command}")), "{}", run.stdout);
        assert!(run.stdout.contains("Exit codes:\n  0  "), "{}", run.stdout);
    }
}

#[test]
fn an_empty_folder_is_nothing_to_lint() {
    let run = Program::new(&["check"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    assert!(run.stderr.starts_with("nothing to lint: "), "{}", run.stderr);
    let run = Program::new(&["check", "--format", "json"]).run();
    assert_eq!(run.code, 3);
    assert!(run.stdout.starts_with("{\n  \"version\": 1,\n  \"findings\": []"), "{}", run.stdout);
}

#[test]
fn what_is_piped_in_is_read() {
    let run = Program::new(&["check", "-"]).stdin("").run();
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("`-`"), "{}", run.stderr);
}

#[test]
fn loader_diagnostics_are_explained() {
    let run = Program::new(&["explain", "duplicate-key"]).run();
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("duplicate-key  reading · error\n"), "{}", run.stdout);
}

#[test]
fn a_misspelt_rule_gets_a_suggestion() {
    let run = Program::new(&["explain", "unknwon-field"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(run.stderr, "error: there is no rule `unknwon-field`; did you mean `unknown-field`?\n");
}

#[test]
fn colours_are_written_into_a_pipe_only_on_request() {
    let plain = Program::new(&["explain", "duplicate-key"]).run();
    assert!(!plain.stdout.contains('\u{1b}'));
    let coloured = Program::new(&["explain", "duplicate-key", "--color", "always"]).run();
    assert!(coloured.stdout.contains('\u{1b}'));
    for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
        let asked = |value| Program::new(&["explain", "duplicate-key"]).env(name, value);
        assert!(asked("1").run().stdout.contains('\u{1b}'), "{name}");
        assert!(!asked("0").run().stdout.contains('\u{1b}'), "{name}");
        assert!(!asked("1").env("NO_COLOR", "1").run().stdout.contains('\u{1b}'), "{name}");
    }
}

#[test]
fn columns_are_as_wide_as_somebody_asks_for() {
    let text = "team: payments\nmission: Take money\nmembers: [ana, ben, chen]\nonCall: {coverage: 24x7, turn: 1w}\n";
    let widest = |columns: Option<&str>| {
        let run = Program::new(&["check"]).file("org.yaml", text);
        let run = match columns {
            Some(columns) => run.env("COLUMNS", columns).run(),
            None => run.run(),
        };
        run.stdout.lines().map(|line| line.chars().count()).max().expect("a report")
    };
    assert!((61..=80).contains(&widest(None)), "{}", widest(None));
    assert!(widest(Some("60")) <= 60);
    assert!((81..=140).contains(&widest(Some("140"))), "{}", widest(Some("140")));
    for nonsense in ["", "0", "many", "-5"] {
        assert_eq!(widest(Some(nonsense)), widest(None), "{nonsense}");
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    for arguments in [&["explain", "duplicate-key"][..], &["--help"], &["rules"]] {
        let run = Program::new(arguments).run_with_closed_stdout();
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
    }
}
