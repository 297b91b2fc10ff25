//! What people read below a pull request.

use proptest::prelude::*;
use teamlint::finding::{Finding, Severity};
use teamlint::report::check::{Counts, Length, Many, Report, Row, Statistics, Style, Summary};
use teamlint::report::findings::Advice;

use crate::support::formats::{HARD, STYLE, WORDS, full, hard, many, nasty, styled, with_name, written};
use crate::support::markdown::{Read, read};

fn of(report: &Report<'_>) -> Read {
    read(&written("markdown", report))
}

#[test]
fn a_report_in_full() {
    let text = full(|report| written("markdown", report));
    let expected = "\
<!-- teamlint -->
## teamlint: 2 errors, 1 warning, 1 advice

5 rules judged 3 of 4 entities in 2 files; 2 findings waived.

### größe: 1 warning, 1 advice

- **warning** [`team-size`](https://example.com/rules/topology/team-size.md): team `größe` has one member ([`org/my teams.yaml:2`](org/my%20teams.yaml#L2))\\
  five people keep a team going
- advice `no-mission`: `größe` has no mission ([`org/my teams.yaml:2`](org/my%20teams.yaml#L2))

### No single team: 2 errors

- **error** `misspelt-field`: there is no field `memberz` ([`org/my teams.yaml:2`](org/my%20teams.yaml#L2))\\
  did you mean `members`?
- **error** `unknown-reference`: there is no `ana`, 100 % ([`people.yaml:2`](people.yaml#L2))

<details><summary>2 findings waived</summary>

- `team-size` team:b until 2026-12-31: they split in May ([`people.yaml:3`](people.yaml#L3))
- `team-size` team:b: they split in May ([`people.yaml:3`](people.yaml#L3))

</details>
";
    assert_eq!(text, expected);
}

#[test]
fn links_lead_to_where_the_ci_system_has_the_files() {
    let links = full(|report| {
        let report = Report { files_at: Some("https://git.example/acme/blob/abc/"), ..*report };
        read(&written("markdown", &report)).links
    });
    let link = ("https://git.example/acme/blob/abc/people.yaml#L2".to_owned(), "people.yaml:2".to_owned());
    assert!(links.contains(&link), "{links:?}");
}

#[test]
fn lines_hold_what_findings_speak_of() {
    let (sources, findings) = hard();
    let read = of(&Report::of(&sources, &findings, Summary::default()));
    let lines: Vec<&str> = HARD.split('\n').collect();
    assert_eq!(read.links.len(), WORDS.len());
    for word in WORDS {
        let first = word.split("\r\n").next().expect("a part");
        let holds = |(to, text): &(String, String)| {
            let (path, line) = to.split_once("#L").expect("a line");
            assert_eq!(
                (path, text.as_str()),
                ("org/gr%C3%B6%C3%9Fe%20%281%29.yaml", &*format!("org/größe (1).yaml:{line}"))
            );
            lines[line.parse::<usize>().expect("a number") - 1].contains(first)
        };
        assert!(read.links.iter().any(holds), "{word}");
    }
}

#[test]
fn what_is_hidden_is_counted_and_who_wants_no_summary_gets_none() {
    let styles = |style: Style| full(|report| styled("markdown", report, style));
    let hidden = styles(Style { advice: Advice::Hidden, ..STYLE });
    assert!(hidden.contains("## teamlint: 2 errors, 1 warning; 1 advice hidden (--advice shows it)"), "{hidden}");
    assert!(!hidden.contains("no-mission"));
    let quiet = styles(Style { length: Length::Findings, ..STYLE });
    assert!(quiet.starts_with("\n### größe") && !quiet.contains("waived"), "{quiet}");
}

#[test]
fn teams_with_the_worst_come_first_and_in_each_the_worst_finding() {
    let sources = teamlint::text::Sources::default();
    let place =
        teamlint::text::Place { file: teamlint::text::FileId(0), span: teamlint::text::Span { start: 0, end: 0 } };
    let found = [
        (Severity::Warning, Some("team:a")),
        (Severity::Error, None),
        (Severity::Warning, Some("team:b")),
        (Severity::Error, Some("team:b")),
        (Severity::Warning, Some("team:c")),
        (Severity::Warning, Some("team:c")),
    ];
    let findings = found.map(|(severity, _)| Finding::at(place, "r", severity, "m"));
    let owners: Vec<Option<String>> = found.iter().map(|(_, owner)| owner.map(str::to_owned)).collect();
    let report = Report { owners: &&owners, ..Report::of(&sources, &findings, Summary::default()) };
    let text = written("markdown", &report);
    let order =
        ["### b: 1 error, 1 warning\n\n- **error**", "### c: 2 warnings", "### a: 1 warning", "### No single team"];
    let at: Vec<Option<usize>> = order.iter().map(|piece| text.find(piece)).collect();
    assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{text}");
}

#[test]
fn a_comment_is_as_long_as_it_may_be_and_says_how_much_is_left_out() {
    let text = many(5_000, |report| written("markdown", report));
    assert!((60_000..=65_536).contains(&text.len()), "{}", text.len());
    let told = read(&text);
    let more: usize = 5_000 - told.items;
    assert!(text.ends_with(&format!("\n… and {more} more findings (`--all` tells all, `--team` those of one team)\n")));
    assert_eq!(text.matches("**error**").count(), told.items, "the worst have the first places");
    let all = many(5_000, of_all);
    assert_eq!(all.items, 5_000);
}

fn of_all(report: &Report<'_>) -> Read {
    read(&styled("markdown", report, Style { many: Many::Each, ..STYLE }))
}

#[test]
fn statistics_are_tables() {
    let counts = Counts { errors: 1, warnings: 2, advice: 3 };
    let row = |name: Option<&str>| Row { name: name.map(str::to_owned), counts };
    let statistics = Statistics {
        rules: vec![row(Some("no-backup"))],
        families: Vec::new(),
        teams: vec![row(Some("a|b")), row(None)],
    };
    let text = full(|report| written("markdown", &Report { statistics: Some(&statistics), ..*report }));
    assert!(
        text.contains("\n| rule | errors | warnings | advice |\n|---|---:|---:|---:|\n| no-backup | 1 | 2 | 3 |\n"),
        "{text}"
    );
    assert!(text.contains("| a\\|b | 1 | 2 | 3 |\n| (no team) | 1 | 2 | 3 |\n"), "{text}");
}

#[test]
fn where_nothing_was_found_that_is_said() {
    let sources = teamlint::text::Sources::default();
    let summary = Summary { files: 1, entities: 3, judged_entities: 3, rules: 96, ..Summary::default() };
    let text = written("markdown", &Report::of(&sources, &[], summary));
    let expected = "\
<!-- teamlint -->
## teamlint: nothing to complain about

96 rules judged 3 of 3 entities in 1 file.
";
    assert_eq!(text, expected);
}

proptest! {
    #[test]
    fn no_name_breaks_out(name in nasty()) {
        let read = with_name(&name, of);
        prop_assert_eq!(read.headings.len(), 2, "{:?}", read);
        prop_assert_eq!(&read.html, &["<!-- teamlint -->", "<details><summary>1 finding waived</summary>", "</details>"]);
        prop_assert_eq!(read.items, 2);
        prop_assert!(read.others.is_empty() && read.notifies().is_none(), "{:?}", read);
        let is_ours = |(to, _): &(String, String)| to.ends_with("#L1") && !to.contains("://");
        prop_assert!(read.links.iter().all(is_ours), "{:?}", read.links);
    }
}
