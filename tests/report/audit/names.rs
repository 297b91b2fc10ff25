//! Reports without names: whoever is replaced is named by no text of the files, and no word of the program's own is touched.

use crate::support::html::read;
use crate::support::program::Program;

/// The report without names of one file.
fn anonymised(org: &str) -> String {
    let arguments = ["report", "org.yaml", "--anonymise", "--as-of", "2026-06-15", "-o", "-"];
    let run = Program::new(&arguments).file("org.yaml", org).run();
    assert!(run.code < 2, "{}", run.stderr);
    run.stdout
}

/// What a mission says in it, where these people are declared.
fn mission(people: &str, mission: &str) -> String {
    let mission = serde_json::to_string(mission).expect("a text");
    let page = anonymised(&format!("people: {people}\nteams: {{web: {{mission: {mission}}}}}\n"));
    let from = page.find("<p class=\"mission\">").expect("a mission");
    let shown = &page[from..from + page[from..].find("</p>").expect("its end")];
    read(&format!("<!DOCTYPE html>{shown}</p>")).text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Holds what is shown of missions against what it is to be.
fn are_shown(people: &str, said: &[(&str, &str)]) {
    for (said, shown) in said {
        assert_eq!(mission(people, said), *shown, "{said}");
    }
}

#[test]
fn people_are_replaced_however_somebody_writes_who_has_not_their_letters() {
    let people = "{p1: {name: José Müller}, p2: {name: Dana Øre}, jean-luc: {name: Jean Luc}, p4: {name: Łucja Groß}}";
    let said = [
        ("ask Jose, JOSÉ or Jose\u{301}", "ask B, B or B"),
        ("Muller, Mueller, MÜLLER", "B, B, B"),
        ("Ore or Oere or Øre", "C or C or C"),
        ("Lucja Gross and Łucja Groß", "D and D"),
        ("jean_luc, jean.luc, jean-luc, Jean Luc, jeanluc", "A, A, A, A, A"),
        ("teams/jean_luc.yaml", "teams/A.yaml"),
        ("Danas pager, Dana's phone, Dana’s desk", "C's pager, C's phone, C’s desk"),
        // Small letters and other endings are none of theirs.
        ("danas, Danast, Josephine, Joses", "danas, Danast, Josephine, B's"),
        ("nothing about anybody", "nothing about anybody"),
    ];
    are_shown(people, &said);
}

#[test]
fn people_are_replaced_in_every_script_and_behind_what_nobody_sees() {
    let people = "{p1: {name: 李 小龍}, p2: {name: Jo\u{200b}sé Ruiz}, p3: {name: 김 민준}}";
    let said = [
        ("李 小龍, 李小龍", "A, A"),
        ("請問李小龍先生", "請問A先生"),
        ("김민준은", "C은"),
        ("José, Jo\u{200b}sé, J\u{ad}ose", "B, B, B"),
        ("ask\u{200b}José", "ask\u{fffd}B"),
        ("https://acme.example/Jos%C3%A9%20Ruiz/%e6%9d%8e%E5%B0%8F%E9%BE%8D", "https://acme.example/B/A"),
        // What is no character stays as it is written.
        ("100 %, %C3, %zz, <U+200B, <U+>", "100 %, %C3, %zz, <U+200B, <U+>"),
    ];
    are_shown(people, &said);
}

#[test]
fn where_two_are_called_alike_but_for_a_mark_each_is_still_the_one_that_is_written() {
    let people = "{jose: , josé: , p3: {name: Danas}, p4: {name: Dana}}";
    assert_eq!(mission(people, "jose and josé"), "A and B");
    // What is somebody's own name is nobody else's with an ending.
    assert_eq!(mission(people, "Danas pager"), "C pager");
    assert_eq!(mission("{p1: {name: Ann Lee}, p2: {name: Ánn Ray}}", "Ann, Ánn, ANN"), "A, B, A");
    assert_eq!(mission("{p1: {name: Ánn Lee}, p2: {name: Ànn Ray}}", "Ann"), "somebody");
}

/// An organisation in which much is wrong, with six people.
fn organisation(people: [&str; 6]) -> String {
    let [manager, second, third, fourth, fifth, sixth] = people;
    format!(
        "people: {{{manager}: , {second}: , {third}: , {fourth}: , {fifth}: , {sixth}: {{manager: {manager}}}}}
teams:
  web: {{discipline: sre, lead: {manager}, members: [{manager}, {second}, {third}], duties: [on-call, developer-tooling, self-service-infrastructure]}}
  data: {{members: [{fourth}, {fifth}, {sixth}, {manager}], duties: [{{duty: on-call, people: [{fourth}]}}]}}
rotations:
  r: {{team: web, turn: 1w, start: 2026-01-05, coverage: 24x7, pages: {{perWeek: 9}}, participants: [{manager}, {second}, {sixth}]}}
  q: {{team: data, turn: 1w, start: 2026-01-05, coverage: 24x7, participants: [{manager}, {fifth}]}}
services:
  s: {{owner: web, tier: 1, dependsOn: [t]}}
  t: {{owner: []}}
  u: {{owner: {third}}}
escalations:
  x: {{levels: [{{targets: [{{person: {fourth}}}]}}]}}
interactions: [{{from: web, to: data, mode: facilitating}}]
"
    )
}

#[test]
fn no_word_of_the_program_is_taken_for_somebody() {
    // Whatever people are called, in the same order and as long, they are the same letters in the same page.
    let words = anonymised(&organisation(["h", "is", "of", "on", "team", "week"]));
    let others = anonymised(&organisation(["k", "xa", "xb", "xc", "xddd", "xeee"]));
    assert!(
        words.contains("on call") && words.contains("on-call-overload"),
        "there is something to be mistaken for a name"
    );
    for (one, other) in words.split("</").zip(others.split("</")) {
        assert_eq!(one, other);
    }
    assert_eq!(words.len(), others.len());
}

#[test]
fn whose_id_is_a_word_of_the_taxonomy_or_has_one_in_it_is_replaced() {
    let words = ["jenkins", "tom-jaeger", "helm.anna", "grafana", "marie-chef", "x.vault"];
    let others = ["jqqqqqq", "tqq-jqqqqq", "hqqq.qqqq", "gqqqqqq", "mqqqq-qqqq", "x.qqqqq"];
    let [words, others] = [words, others].map(|people| anonymised(&organisation(people)));
    for (one, other) in words.split("</").zip(others.split("</")) {
        assert_eq!(one, other);
    }
}

#[test]
fn words_of_a_rule_page_of_others_may_name_people_and_are_replaced() {
    let page = "---\nsummary: a team has a mission\nsince: \"0.2\"\nseverity: error\nfor: team in teams\nrequire: has(team.mission)\nmessage: \"`{{ team.id }}` has no mission; ask Dana\"\nlabels:\n  - at: team\n---\n# ask-somebody\n\nTeams have one.\n";
    let run = Program::new(&["report", "org.yaml", "--anonymise", "--rule-folder", "rules", "-o", "-"])
        .file("org.yaml", "people: {dana: }\nteams: {web: {members: [dana]}}\n")
        .file("rules/own/ask-somebody.md", page)
        .run();
    assert!(run.stdout.contains("has no mission; ask A"), "{} {}", run.code, run.stderr);
}
