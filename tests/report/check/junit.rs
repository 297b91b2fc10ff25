//! What CI systems that show tests read.

use proptest::prelude::*;
use roxmltree::{Document, Node};
use teamlint::report::check::{Report, Style, Summary};
use teamlint::report::findings::Advice;

use crate::support::formats::{HARD, STYLE, WORDS, full, hard, nasty, styled, with_name, written};
use crate::support::program::{Program, repository};

/// The elements below one.
fn elements<'a, 'i>(of: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    of.children().filter(Node::is_element).collect()
}

/// Checks what the format promises of every document: which elements there are, and that the numbers are right.
fn check(text: &str) {
    let document = Document::parse(text).expect("XML");
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    let number = |of: Node<'_, '_>, key: &str| of.attribute(key).expect("a number").parse::<usize>().expect("a number");
    let below = |of: Node<'_, '_>, name: &str| of.descendants().filter(|node| node.has_tag_name(name)).count();
    for suite in elements(root).into_iter().chain([root]) {
        for (key, name) in [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped"), ("errors", "error")]
        {
            assert_eq!(number(suite, key), below(suite, name), "{key} in {text}");
        }
    }
    let mut names = Vec::new();
    for suite in elements(root) {
        assert_eq!(suite.tag_name().name(), "testsuite");
        for case in elements(suite) {
            assert_eq!(case.tag_name().name(), "testcase");
            let come = elements(case);
            let known = ["failure", "skipped", "system-out"];
            assert!(come.len() <= 1 && come.iter().all(|node| known.contains(&node.tag_name().name())), "{text}");
            names.push((case.attribute("classname").expect("a class"), case.attribute("name").expect("a name")));
        }
    }
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "of two tests with one name only one is shown");
}

fn checked(report: &Report<'_>) -> String {
    let text = written("junit", report);
    check(&text);
    text
}

#[test]
fn a_report_in_full() {
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="teamlint" tests="8" failures="4" errors="0" skipped="3">
  <testsuite name="no-silo" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="What `no-silo` asks for." classname="teamlint.topology.no-silo"><system-out>1 judgement not possible, for want of data</system-out></testcase>
  </testsuite>
  <testsuite name="team-size" tests="3" failures="1" errors="0" skipped="2">
    <testcase name="team:größe" classname="teamlint.topology.team-size" file="org/my teams.yaml" line="2">
      <failure type="warning" message="team `größe` has one member">org/my teams.yaml:2:3: team `größe` has one member
help: five people keep a team going
see: https://example.com/rules/topology/team-size.md</failure>
    </testcase>
    <testcase name="team:b" classname="teamlint.topology.team-size" file="people.yaml" line="3">
      <skipped message="waived: they split in May"/>
    </testcase>
    <testcase name="team:b (2)" classname="teamlint.topology.team-size" file="people.yaml" line="3">
      <skipped message="waived: they split in May"/>
    </testcase>
  </testsuite>
  <testsuite name="drifting" tests="1" failures="0" errors="0" skipped="1">
    <testcase name="What `drifting` asks for." classname="teamlint.topology.drifting"><skipped message="3 judgements not possible, for want of data"/></testcase>
  </testsuite>
  <testsuite name="misspelt-field" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="org/my teams.yaml" classname="teamlint.reading.misspelt-field" file="org/my teams.yaml" line="2">
      <failure type="error" message="there is no field `memberz`">org/my teams.yaml:2:22: there is no field `memberz`
help: did you mean `members`?</failure>
    </testcase>
  </testsuite>
  <testsuite name="no-mission" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="team:größe" classname="teamlint.reading.no-mission" file="org/my teams.yaml" line="2">
      <failure type="advice" message="`größe` has no mission">org/my teams.yaml:2:3: `größe` has no mission</failure>
    </testcase>
  </testsuite>
  <testsuite name="unknown-reference" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="person:ana, person:ben" classname="teamlint.reading.unknown-reference" file="people.yaml" line="2">
      <failure type="error" message="there is no `ana`, 100 %">people.yaml:2:3: there is no `ana`, 100 %</failure>
    </testcase>
  </testsuite>
</testsuites>
"#;
    assert_eq!(full(checked), expected);
}

#[test]
fn advice_fails_nothing_unless_it_is_asked_for() {
    let text = full(|report| styled("junit", report, Style { advice: Advice::Hidden, ..STYLE }));
    check(&text);
    assert!(!text.contains("no-mission"), "{text}");
}

#[test]
fn lines_hold_what_findings_speak_of() {
    let (sources, findings) = hard();
    let text = checked(&Report::of(&sources, &findings, Summary::default()));
    let document = Document::parse(&text).expect("XML");
    let lines: Vec<&str> = HARD.split('\n').collect();
    let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
    for (case, word) in cases.zip(WORDS) {
        let line: usize = case.attribute("line").expect("a line").parse().expect("a number");
        assert!(lines[line - 1].contains(word.split("\r\n").next().expect("a part")), "{word}");
        let failure = case.descendants().find(|node| node.has_tag_name("failure")).expect("a failure");
        assert_eq!(failure.attribute("message"), Some(&*format!("here is `{word}`")));
    }
}

#[test]
fn every_rule_that_decided_something_is_a_test() {
    let acme = repository().join("examples/acme");
    let suites = |arguments: &[&str]| {
        let arguments = [&["check", ".", "--format", "junit", "--as-of", "2026-06-15"], arguments].concat();
        let text = Program::new(&arguments).within(&acme).run().stdout;
        check(&text);
        text
    };
    let all = suites(&[]);
    assert!(all.matches("<testsuite name").count() > 40, "{all}");
    // What was not chosen is no test that passed.
    let document = suites(&["--rule", "no-backup"]);
    let passed = Document::parse(&document).expect("XML");
    let has_suite = |rule: &str| passed.descendants().any(|node| node.attribute("name") == Some(rule));
    for finding in Document::parse(&all).expect("XML").descendants().filter(|node| node.has_tag_name("failure")) {
        let suite = finding.ancestors().nth(2).and_then(|suite| suite.attribute("name")).expect("a suite");
        assert_eq!(has_suite(suite), suite == "no-backup", "{suite}");
    }
}

proptest! {
    #[test]
    fn no_name_breaks_out(name in nasty()) {
        let text = with_name(&name, checked);
        let document = Document::parse(&text).expect("XML");
        let case = document.descendants().find(|node| node.has_tag_name("testcase")).expect("a test");
        let signs = |text: &str| text.chars().filter(|c| c.is_ascii_graphic() || c.is_ascii_whitespace()).collect::<String>();
        prop_assert_eq!(signs(case.attribute("file").expect("a file")), signs(&name));
        let is_command = |line: &str| line.trim_start().starts_with("::") || line.contains("##[");
        prop_assert!(!text.lines().any(is_command), "{text}");
    }
}
