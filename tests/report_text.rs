//! What people see of findings on a plain terminal of 80 columns.

use teamlint::finding::{Finding, Severity, Source};
use teamlint::judge::NotJudgedInWords;
use teamlint::report::text::{self, Advice};
use teamlint::report::{Colour, Look, Report, Summary};
use teamlint::source::{FileId, Place, Sources, Span};

/// Files a finding points into.
struct Files(Sources);

impl Files {
    fn new(files: &[(&str, &str)]) -> Self {
        let mut sources = Sources::default();
        for (path, text) in files {
            sources.add(*path, *text);
        }
        Self(sources)
    }

    /// Where a text stands for the first time in the file of that rank.
    fn at(&self, file: u32, text: &str) -> Place {
        let start = self.0.get(FileId(file)).text().find(text).expect("the file says so");
        span(file, start, start + text.len())
    }

    fn end(&self, file: u32) -> Place {
        let end = self.0.get(FileId(file)).text().len();
        span(file, end, end)
    }

    fn shows(&self, finding: Finding, expected: &str) {
        let mut out = Vec::new();
        text::write_findings(&mut out, &self.0, &[finding], Look::PLAIN, Advice::Hidden).expect("memory takes everything");
        let shown = String::from_utf8(out).expect("text");
        assert_eq!(shown.trim_end(), expected.trim_matches('\n'), "shown:\n{shown}");
        for line in shown.lines() {
            assert!(line.chars().count() <= 80, "wider than the terminal: {line}");
        }
    }
}

fn span(file: u32, start: usize, end: usize) -> Place {
    let byte = |at: usize| u32::try_from(at).expect("a small file");
    Place { file: FileId(file), span: Span { start: byte(start), end: byte(end) } }
}

fn unowned(place: Place) -> Finding {
    Finding::at(place, "unowned-service", Severity::Error, "service `ledger` has no owner")
}

#[test]
fn one_label_with_help_and_source() {
    let files = Files::new(&[("services.yaml", "services:\n  ledger:\n    tier: 1\n")]);
    let mut finding = unowned(files.at(0, "ledger"))
        .saying("nobody is responsible for it")
        .help("name the team that answers for it: `owner: payments`");
    let source = |title: &str| Source { title: title.to_owned(), url: None, quote: None };
    finding.sources = vec![source("Site Reliability Engineering, ch. 11 Being On-Call"), source("Team Topologies")];
    files.shows(finding, "EXPECTED");
}

#[test]
fn several_labels_on_one_line() {
    let files = Files::new(&[("a.yaml", "teams:\n  sre: {members: [ana, ben, ana]}\n  web: {}\n")]);
    let members = files.at(0, "[ana, ben, ana]");
    let start = members.span.start as usize;
    let finding = Finding::at(span(0, start + 11, start + 14), "duplicate-item", Severity::Warning, "`ana` is listed twice")
        .saying("again")
        .label(span(0, start + 1, start + 4), "first here")
        .label(members, "members of `sre`");
    files.shows(finding, "EXPECTED");
}

#[test]
fn labels_in_two_files_are_one_finding_that_begins_at_its_primary_place() {
    let files = Files::new(&[
        ("a.yaml", "teams:\n  sre:\n    lead: ana\n"),
        ("teams/b.yaml", "version: 1\nteams:\n  web: {}\n\n  sre:\n    lead: ben\n    mission: calm\n"),
    ]);
    let finding = Finding::at(files.at(1, "sre"), "duplicate-id", Severity::Error, "team `sre` is declared twice")
        .saying("declared again here")
        .label(files.at(0, "sre"), "first declared here");
    files.shows(finding, "EXPECTED");
}

#[test]
fn a_long_line_shows_what_is_around_the_label() {
    let people: Vec<String> = (0..1000).map(|n| format!("person-{n:03}")).collect();
    let files = Files::new(&[("a.yaml", &format!("team: all\nmembers: [{}]\n", people.join(", ")))]);
    let finding =
        Finding::at(files.at(0, "person-777"), "unknown-reference", Severity::Error, "nobody is called `person-777`")
            .saying("did you mean one of the other nine hundred and ninety-nine people of this team?");
    files.shows(finding, "EXPECTED");
}

#[test]
fn a_label_far_to_the_right_keeps_room_for_its_words() {
    let line = "  checkout: {tier: 1, lifecycle: production, runbook: x, dependsOn: [ledger]}\n";
    let files = Files::new(&[("a.yaml", &format!("services:\n{line}"))]);
    let finding =
        Finding::at(files.at(0, "ledger"), "unknown-reference", Severity::Error, "no service `ledger` is declared")
            .saying("one of three references to it");
    files.shows(finding, "EXPECTED");
}

#[test]
fn tabs_and_windows_line_ends_keep_labels_in_place() {
    let files = Files::new(&[("a.yaml", "\u{feff}teams:\r\n  sre:\t{lead:\tana}\r\n  web: {}\r\n")]);
    let finding = Finding::at(files.at(0, "ana"), "unknown-reference", Severity::Error, "nobody is called `ana`")
        .saying("who is this?")
        .label(files.at(0, "teams:\r\n"), "in this section");
    files.shows(finding, "EXPECTED");
}

#[test]
fn wide_and_combining_characters_keep_labels_in_place() {
    let files = Files::new(&[("größe.yaml", "teams:\n  支払い: {lead: Zoe\u{308}, site: köln}\n")]);
    let finding = Finding::at(files.at(0, "支払い"), "team-size", Severity::Warning, "team `支払い` has nobody")
        .saying("0 people")
        .label(files.at(0, "köln"), "its site");
    files.shows(finding, "EXPECTED");
}

#[test]
fn a_label_at_the_end_of_the_file() {
    let files = Files::new(&[("a.yaml", "teams: {sre: {}\n")]);
    let finding = Finding::at(files.end(0), "syntax-error", Severity::Error, "the file ends inside `{ … }`")
        .saying("`}` is missing")
        .label(files.at(0, "{sre"), "opened here");
    files.shows(finding, "EXPECTED");
}

#[test]
fn an_empty_file() {
    let files = Files::new(&[("a.yaml", "")]);
    let finding =
        Finding::at(files.end(0), "not-an-organisation-file", Severity::Warning, "`a.yaml` declares nothing");
    files.shows(finding, "EXPECTED");
}

#[test]
fn a_label_over_many_lines_is_drawn_on_its_first() {
    let text = "teams:\n  sre:\n    lead: ana\n    mission: calm\n    site: berlin\n";
    let files = Files::new(&[("a.yaml", text)]);
    let finding = Finding::at(span(0, 9, text.len()), "team-size", Severity::Warning, "team `sre` has one member")
        .saying("1 person");
    files.shows(finding, "EXPECTED");
}

#[test]
fn places_that_were_left_out_are_counted() {
    let files = Files::new(&[("a.yaml", "services:\n  ledger: {owner: sre}\n")]);
    let mut finding =
        Finding::at(files.at(0, "sre"), "unknown-reference", Severity::Error, "no team `sre` is declared")
            .help("did you mean `sres`?");
    finding.more_labels = 6;
    files.shows(finding, "EXPECTED");
}

#[test]
fn long_messages_labels_and_help_are_wrapped_at_words() {
    let files = Files::new(&[("a.yaml", "rotations:\n  payments: {participants: [ana, ben, chen]}\n")]);
    let finding = Finding::at(
        files.at(0, "ana"),
        "on-call-overload",
        Severity::Error,
        "`ana` is on call 56 h a week, 33.3 % of their time, and the limit that `on-call-overload.maxShare` sets is 25 %",
    )
    .saying("one of three people who take turns of a week each, around the clock, without anybody behind them")
    .help("four people would bring this pool under the limit; or let the rotation cover business hours only, if that suffices");
    files.shows(finding, "EXPECTED");
}

#[test]
fn what_a_file_says_cannot_steer_the_terminal() {
    let files = Files::new(&[("a.yaml", "teams:\n  sre: {lead: \u{1b}[31mana\u{202e}}\n")]);
    let finding = Finding::at(
        files.at(0, "\u{1b}[31mana\u{202e}"),
        "unknown-reference",
        Severity::Error,
        "nobody is called `\u{1b}[31mana`",
    )
    .saying("\u{7}who?");
    files.shows(finding, "EXPECTED");
}

#[test]
fn a_place_that_fits_no_file_does_not_hide_the_finding() {
    let files = Files::new(&[("a.yaml", "team: é\n")]);
    files.shows(
        unowned(span(7, 0, 4)).label(span(0, 900, 20), "beyond the end").label(span(0, 7, 7), "inside a character"),
        "EXPECTED",
    );
}

#[test]
fn advice_is_counted_but_shown_only_on_request() {
    let files = Files::new(&[("a.yaml", "team: sre\n")]);
    let findings = [
        unowned(files.at(0, "sre")),
        Finding::at(files.at(0, "sre"), "no-mission", Severity::Advice, "team `sre` has no mission"),
    ];
    let not_judged = [NotJudgedInWords { rule: "team-size".to_owned(), entity: Some("team:sre".to_owned()), missing: vec![] }];
    let summary =
        Summary { files: 1, entities: 3, judged_entities: 2, rules: 12, judgements: 20, not_judged: 1, ..Summary::default() };
    let report = Report { sources: &files.0, findings: &findings, not_judged: &not_judged, summary };
    let show = |advice| {
        let mut out = Vec::new();
        text::write(&mut out, &report, Look::PLAIN, advice).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    };
    assert_eq!(show(Advice::Hidden).trim_end(), "HIDDEN", "{}", show(Advice::Hidden));
    assert_eq!(show(Advice::Shown).trim_end(), "SHOWN", "{}", show(Advice::Shown));
}

#[test]
fn colours_change_nothing_but_colours() {
    let files = Files::new(&[("a.yaml", "teams:\n  sre: {members: [ana, ben, ana]}\n")]);
    let finding = unowned(files.at(0, "ana")).saying("a place").help("a way out").label(files.at(0, "ben"), "two\nlines");
    let show = |colour| {
        let mut out = Vec::new();
        let look = Look { colour, ..Look::PLAIN };
        text::write_findings(&mut out, &files.0, std::slice::from_ref(&finding), look, Advice::Hidden)
            .expect("memory takes everything");
        String::from_utf8(out).expect("text")
    };
    let coloured = show(Colour::Ansi);
    assert!(coloured.contains('\u{1b}'));
    let mut stripped = String::new();
    for part in coloured.split('\u{1b}') {
        stripped.push_str(part.strip_prefix('[').and_then(|p| p.split_once('m')).map_or(part, |(_, text)| text));
    }
    let trimmed: Vec<&str> = stripped.lines().map(str::trim_end).collect();
    assert_eq!(trimmed.join("\n").trim_end(), show(Colour::Plain).trim_end());
}
