//! What GitHub Actions reads, by a reader of commands as their documentation describes them.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use teamlint::report::check::{Report, Style, Summary};
use teamlint::report::findings::Advice;

use crate::support::formats::{HARD, STYLE, WORDS, full, hard, many, nasty, styled, with_name, written};
use crate::support::program::Program;

/// A command: its name, properties and message.
#[derive(Debug, PartialEq)]
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    message: String,
}

impl Command {
    /// Reads a line; none where it is no command.
    fn read(line: &str) -> Option<Self> {
        let (head, message) = line.trim_start().strip_prefix("::")?.split_once("::")?;
        let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
        let properties = properties.split(',').filter_map(|property| property.split_once('='));
        let unescaped = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
        let value = |text: &str| unescaped(&text.replace("%3A", ":").replace("%2C", ",")).replace("%25", "%");
        Some(Self {
            name: name.to_owned(),
            properties: properties.map(|(name, text)| (name.to_owned(), value(text))).collect(),
            message: unescaped(message).replace("%25", "%"),
        })
    }

    fn number(&self, property: &str) -> Option<usize> {
        self.properties.get(property).map(|text| text.parse().expect("a number"))
    }
}

/// The commands in a text that has nothing else.
fn read(text: &str) -> Vec<Command> {
    // A line ends at either sign.
    let lines = text.split(['\n', '\r']).filter(|line| !line.is_empty());
    lines.map(|line| Command::read(line).unwrap_or_else(|| panic!("no command: {line:?}"))).collect()
}

fn commands(report: &Report<'_>) -> Vec<Command> {
    read(&written("github", report))
}

#[test]
fn a_report_in_full() {
    let text = full(|report| written("github", report));
    assert_eq!(
        text,
        "::error file=org/my teams.yaml,line=2,endLine=2,col=22,endColumn=29,title=misspelt-field::there is no field `memberz`%0Adid you mean `members`?\n\
         ::error file=people.yaml,line=2,endLine=2,col=3,endColumn=6,title=unknown-reference::there is no `ana`, 100 %25\n\
         ::warning file=org/my teams.yaml,line=2,endLine=2,col=3,endColumn=8,title=team-size::team `größe` has one member%0Afive people keep a team going\n\
         ::notice file=org/my teams.yaml,line=2,endLine=2,col=3,endColumn=8,title=no-mission::`größe` has no mission\n"
    );
}

#[test]
fn advice_is_shown_as_in_text() {
    let told = full(|report| read(&styled("github", report, Style { advice: Advice::Hidden, ..STYLE })));
    assert_eq!(told.iter().map(|command| command.name.as_str()).collect::<Vec<_>>(), ["error", "error", "warning"]);
}

#[test]
fn the_worst_come_first_as_few_are_shown() {
    let told = many(30, commands);
    assert!(told[..10].iter().all(|command| command.name == "error"), "{told:?}");
}

#[test]
fn regions_hold_what_findings_speak_of() {
    let (sources, findings) = hard();
    let told = commands(&Report::of(&sources, &findings, Summary::default()));
    let lines: Vec<&str> = HARD.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    for (command, word) in told.iter().zip(WORDS) {
        assert_eq!(command.properties["file"], "org/größe (1).yaml");
        let (line, end) = (command.number("line").expect("a line"), command.number("endLine").expect("a line"));
        let Some(column) = command.number("col") else {
            let lines = lines[line - 1..end].join("\r\n");
            assert!(end > line && lines.contains(word), "{command:?}");
            continue;
        };
        let length = command.number("endColumn").expect("a column") - column;
        let text: String = lines[line - 1].chars().skip(column - 1).take(length).collect();
        assert_eq!((text.as_str(), end), (word, line));
    }
}

const ORG: &str = "teams: {a: {members: [ana]}}\nservices: {s: {owner: []}}\n";

#[test]
fn a_summary_of_the_job_is_added_where_there_is_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "before\n").expect("a file");
    let checked = |arguments: &[&str]| {
        let path = summary.display().to_string();
        Program::new(arguments).file("org.yaml", ORG).env("GITHUB_STEP_SUMMARY", &path).run()
    };
    let run = checked(&["check", "org.yaml", "--format", "github"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert!(read(&run.stdout).iter().any(|command| command.properties["title"] == "unowned-service"));
    let after = fs::read_to_string(&summary).expect("a file");
    assert!(after.starts_with("before\n<!-- teamlint -->\n## teamlint: "), "{after}");
    checked(&["check", "org.yaml"]);
    assert_eq!(fs::read_to_string(&summary).expect("a file"), after, "other formats leave it alone");
}

#[test]
fn a_summary_that_cannot_be_written_fails_nothing() {
    let program = Program::new(&["check", "org.yaml", "--format", "github"]).file("org.yaml", ORG);
    let run = program.env("GITHUB_STEP_SUMMARY", "no/such/file").run();
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr, "warning: the summary of the job could not be written: it does not exist\n");
}

#[test]
fn a_summary_takes_what_room_there_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let summary = folder.path().join("summary.md");
    let services = (0..9_000).map(|n| format!("  service-{n}: {{owner: []}}\n")).collect::<String>();
    let org = format!("teams: {{a: {{members: [ana]}}}}\nservices:\n{services}");
    let size = |before: usize| {
        fs::write(&summary, "x".repeat(before)).expect("a file");
        let path = summary.display().to_string();
        let program = Program::new(&["check", "org.yaml", "--format", "github"]).file("org.yaml", &org);
        assert_eq!(program.env("GITHUB_STEP_SUMMARY", &path).run().code, 1);
        fs::read(&summary).expect("a file").len()
    };
    let full = 1 << 20;
    assert!((full - 2_000..=full).contains(&size(0)));
    assert!((full - 2_000..=full).contains(&size(1_000_000)));
    assert_eq!(size(full), full);
}

proptest! {
    #[test]
    fn no_name_breaks_out(name in nasty()) {
        let told = with_name(&name, commands);
        prop_assert_eq!(told.len(), 1);
        let names: Vec<&str> = told[0].properties.keys().map(String::as_str).collect();
        prop_assert_eq!(names, ["col", "endColumn", "endLine", "file", "line", "title"]);
        prop_assert_eq!(&told[0].properties["title"], "nasty-name");
        let signs = |text: &str| text.chars().filter(char::is_ascii_graphic).collect::<String>();
        prop_assert_eq!(signs(&told[0].properties["file"]), signs(&name));
        let has_escape = told[0].message.contains('\u{1b}');
        prop_assert!(!has_escape);
    }
}
