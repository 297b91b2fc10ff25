//! Many findings of one rule, and the order of all.

use std::sync::Arc;

use teamlint::finding::{Finding, RuleInfo, Severity};
use teamlint::report::Look;
use teamlint::report::check::{Length, Many, Report, Style, Summary, compact, text};
use teamlint::report::findings::Advice;
use teamlint::text::{FileId, Place, Sources, Span};

/// A file with a service on each line.
fn sources(services: u32) -> Sources {
    let mut sources = Sources::default();
    sources.add("org/services.yaml", (0..services).map(|n| format!("  s{n:02}: {{}}\n")).collect::<String>());
    sources
}

fn at(line: u32) -> Place {
    Place { file: FileId(0), span: Span { start: line * 10 + 2, end: line * 10 + 5 } }
}

fn finding(line: u32, rule: &str, severity: Severity) -> Finding {
    let message = format!("`s{line:02}` has no objective, although it is a service of tier 1 in production");
    Finding::at(at(line), rule, severity, message).about(&[&format!("service:s{line:02}")], "")
}

fn shown(sources: &Sources, findings: &[Finding], many: Many, advice: Advice) -> String {
    let summary = Summary::default();
    let report = Report::of(sources, findings, summary);
    let mut out = Vec::new();
    let style = Style { look: Look::PLAIN, advice, length: Length::Findings, many };
    text::write(&mut out, &report, style).expect("memory takes everything");
    let shown = String::from_utf8(out).expect("text");
    for line in shown.lines() {
        assert!(line.chars().count() <= 80, "wider than the terminal: {line}");
    }
    shown
}

/// The first line of each finding or block.
fn heads(shown: &str) -> Vec<&str> {
    shown.lines().filter(|line| line.ends_with(']') && !line.starts_with(' ')).collect()
}

#[test]
fn more_than_twenty_findings_of_a_rule_are_one_block_with_the_worst_ten() {
    let sources = sources(30);
    let info = Arc::new(RuleInfo { summary: "A service has an objective".to_owned(), ..RuleInfo::default() });
    let mut findings: Vec<Finding> = (0..21).map(|line| finding(line, "missing-slo", Severity::Warning)).collect();
    for finding in &mut findings {
        finding.info = Some(Arc::clone(&info));
    }
    findings[20].severity = Severity::Error;
    findings[7].values = vec![("tier".to_owned(), "3".to_owned()), ("maxTier".to_owned(), "2".to_owned())];
    assert_eq!(
        shown(&sources, &findings, Many::Block, Advice::Hidden),
        "\
error[missing-slo]

  1 error, 20 warnings: A service has an objective
  org/services.yaml:21:3 service:s20 `s20` has no objective, although it is a s…
  org/services.yaml:8:3 service:s07 `s07` has no objective, although it is a se…
  org/services.yaml:1:3 service:s00 `s00` has no objective, although it is a se…
  org/services.yaml:2:3 service:s01 `s01` has no objective, although it is a se…
  org/services.yaml:3:3 service:s02 `s02` has no objective, although it is a se…
  org/services.yaml:4:3 service:s03 `s03` has no objective, although it is a se…
  org/services.yaml:5:3 service:s04 `s04` has no objective, although it is a se…
  org/services.yaml:6:3 service:s05 `s05` has no objective, although it is a se…
  org/services.yaml:7:3 service:s06 `s06` has no objective, although it is a se…
  org/services.yaml:9:3 service:s08 `s08` has no objective, although it is a se…
  … and 11 more (--all shows all)

"
    );
    assert_eq!(heads(&shown(&sources, &findings, Many::Each, Advice::Hidden)).len(), 21);
}

#[test]
fn twenty_are_told_one_by_one_and_advice_that_is_hidden_does_not_count() {
    let sources = sources(30);
    let mut findings: Vec<Finding> = (0..20).map(|line| finding(line, "missing-slo", Severity::Warning)).collect();
    findings.push(finding(20, "missing-slo", Severity::Advice));
    assert_eq!(heads(&shown(&sources, &findings, Many::Block, Advice::Hidden)).len(), 20);
    assert_eq!(heads(&shown(&sources, &findings, Many::Block, Advice::Shown)).len(), 1);
}

#[test]
fn errors_come_first_and_a_block_stands_where_its_first_finding_would() {
    let sources = sources(40);
    let mut findings = vec![finding(0, "early", Severity::Warning)];
    findings.extend((1..23).map(|line| finding(line, "many", Severity::Warning)));
    findings.insert(10, finding(9, "between", Severity::Advice));
    findings.push(finding(24, "late", Severity::Error));
    findings.push(finding(25, "later", Severity::Warning));
    findings.push(finding(26, "last", Severity::Error));
    assert_eq!(
        heads(&shown(&sources, &findings, Many::Block, Advice::Shown)),
        ["error[late]", "error[last]", "warning[early]", "warning[many]", "advice[between]", "warning[later]"]
    );
}

#[test]
fn in_the_compact_form_each_is_a_line_errors_first() {
    let sources = sources(3);
    let mut findings: Vec<Finding> = [(0, Severity::Warning), (1, Severity::Advice), (2, Severity::Error)]
        .map(|(line, severity)| finding(line, "missing-slo", severity))
        .to_vec();
    findings[0].message = "two\nlines, and an escape \u{1b}[31m".to_owned();
    let shown = |advice, length| {
        let summary = Summary { rules: 1, entities: 3, judged_entities: 3, files: 1, ..Summary::default() };
        let report = Report::of(&sources, &findings, summary);
        let mut out = Vec::new();
        let style = Style { look: Look::PLAIN, advice, length, many: Many::Block };
        compact::write(&mut out, &report, style).expect("memory takes everything");
        String::from_utf8(out).expect("text")
    };
    let error = "org/services.yaml:3:3: error[missing-slo] `s02` has no objective, although it is a service of tier 1 in production\n";
    let warning = "org/services.yaml:1:3: warning[missing-slo] two lines, and an escape ␛[31m\n";
    assert_eq!(shown(Advice::Hidden, Length::Findings), format!("{error}{warning}"));
    assert_eq!(shown(Advice::Shown, Length::Findings).lines().count(), 3);
    assert!(
        shown(Advice::Hidden, Length::Whole)
            .starts_with(&format!("{error}{warning}1 error, 1 warning; 1 advice hidden"))
    );
}

#[test]
fn a_place_that_fits_no_file_and_what_would_steer_the_terminal_do_no_harm() {
    let sources = sources(1);
    let findings: Vec<Finding> = (0..21)
        .map(|n| {
            let place = Place { file: FileId(7), span: Span { start: n, end: n } };
            Finding::at(place, "odd", Severity::Warning, "\u{1b}[31mred\u{202e}")
        })
        .collect();
    let shown = shown(&sources, &findings, Many::Block, Advice::Hidden);
    assert!(shown.contains("\n  ␛[31mred<U+202E>\n"), "{shown}");
}
