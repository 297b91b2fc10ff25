//! Findings as numbers.

use teamlint::report::Look;
use teamlint::report::check::{Counts, Length, Many, Report, Row, Statistics, Style, Summary, text};
use teamlint::report::findings::Advice;
use teamlint::text::Sources;

fn row(name: Option<&str>, errors: usize, warnings: usize, advice: usize) -> Row {
    Row { name: name.map(str::to_owned), counts: Counts { errors, warnings, advice } }
}

fn shown(statistics: &Statistics) -> String {
    let sources = Sources::default();
    let summary = Summary::default();
    let report = Report { statistics: Some(statistics), ..Report::of(&sources, &[], summary) };
    let style = Style { look: Look::PLAIN, advice: Advice::Shown, length: Length::Findings, many: Many::Block };
    let mut out = Vec::new();
    text::write(&mut out, &report, style).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

#[test]
fn each_table_has_a_line_for_what_is_counted() {
    let statistics = Statistics {
        rules: vec![row(Some("missing-slo"), 1, 17, 0), row(Some("team-size"), 0, 0, 1200)],
        families: vec![row(Some("slo"), 1, 17, 0)],
        teams: vec![row(Some("größe"), 1, 2, 3), row(None, 0, 15, 1197)],
    };
    assert_eq!(
        shown(&statistics),
        "\
rule         errors  warnings  advice
missing-slo       1        17       0
team-size         0         0    1200

family  errors  warnings  advice
slo          1        17       0

team       errors  warnings  advice
größe           1         2       3
(no team)       0        15    1197

"
    );
}

#[test]
fn nothing_is_counted_where_nothing_was_found_and_long_names_are_cut() {
    assert_eq!(shown(&Statistics::default()), "");
    let long = "very-".repeat(30);
    let statistics = Statistics { teams: vec![row(Some(&long), 1, 0, 0)], ..Statistics::default() };
    for line in shown(&statistics).lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}
