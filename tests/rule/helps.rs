//! Help is advice that somebody follows: the edit it proposes, which a page shows below its bad example, makes the finding go and
//! brings none of any other rule.

use std::collections::HashSet;

use jiff::civil::Date;
use rayon::prelude::*;
use teamlint::lint::{Input, Linter, Options, Setup};
use teamlint::rule::Rule;
use teamlint::rule::example::Example;

/// What an edit brings all the same: the page, what is found, and why that is not for the help to say.
const EXPECTED: &[(&str, &str, &str)] = &[];

/// Pages whose help nobody can follow in a file, and why.
const NO_EDIT: &[(&str, &str)] = &[];

/// What is found in the files of an example by all rules: rule, entity, message and help.
fn found(rule: &Rule, example: &Example, mut files: Vec<(String, String)>) -> Vec<[String; 4]> {
    let config = example.config.as_ref().map(|file| rule.text[file.content.clone()].to_owned());
    files.extend(config.map(|text| ("teamlint.yaml".to_owned(), text)));
    let input = Input::texts(files);
    let today = example.as_of.as_ref().and_then(|day| day.parse().ok()).unwrap_or(Date::constant(1970, 1, 1));
    let outcome = Linter::new(Setup::of(&input, &Options::default()), today).check(&input);
    let one = |finding: &teamlint::finding::Finding| {
        let entity = finding.entity.clone().unwrap_or_default();
        [finding.rule.clone(), entity, finding.message.clone(), finding.help.clone().unwrap_or_default()]
    };
    outcome.findings.iter().map(one).collect()
}

#[test]
fn following_a_help_brings_no_other_finding() {
    let setup = Setup::built_in();
    let followed = |rule: &Rule| {
        let edited = rule.examples().iter().filter(|example| !example.edits.is_empty());
        edited.map(|example| one_follow(rule, example)).collect::<Vec<_>>()
    };
    let brought: Vec<Vec<String>> = setup.rules.par_iter().flat_map_iter(followed).collect();
    assert!(brought.len() > 150, "{} edits were made", brought.len());
    assert_eq!(brought.concat(), Vec::<String>::new());
}

/// What the edit of an example brings that was not there before.
fn one_follow(rule: &Rule, example: &Example) -> Vec<String> {
    let before = found(rule, example, example.unmarked(&rule.text));
    let known: HashSet<[&str; 2]> = before.iter().map(|[rule, entity, ..]| [rule.as_str(), entity]).collect();
    let after = found(rule, example, example.edited(&rule.text).expect("an edit that can be made"));
    let new = after.iter().filter(|[name, entity, ..]| *name == rule.name || !known.contains(&[name.as_str(), entity]));
    let expected = |found: &str| EXPECTED.iter().any(|(page, other, _)| *page == rule.name && *other == found);
    new.filter(|[name, ..]| !expected(name))
        .map(|[name, entity, message, _]| format!("{}: {entity} {name}: {message}", rule.name))
        .collect()
}

/// The `help` templates of a page, wherever in its head they stand.
fn templates(head: &serde_yaml::Value, out: &mut Vec<String>) {
    for (key, value) in head.as_mapping().into_iter().flatten() {
        match (key.as_str(), value.as_str()) {
            (Some("help"), Some(help)) => out.push(help.to_owned()),
            (Some("cases"), _) => value.as_sequence().into_iter().flatten().for_each(|case| templates(case, out)),
            _ => {}
        }
    }
}

/// Whether a help was made from a template: the texts between its expressions stand in it, in order.
fn made_from(help: &str, template: &str) -> bool {
    let mut parts = template.split("{{");
    let Some(mut rest) = parts.next().and_then(|first| help.strip_prefix(first)) else { return false };
    for part in parts.map(|part| part.rsplit_once("}}").map_or(part, |(_, text)| text)) {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[test]
fn every_help_is_followed() {
    let setup = Setup::built_in();
    let unfollowed = |rule: &Rule| {
        let head = rule.text.split("\n---\n").next().expect("a head");
        let mut wanted = Vec::new();
        templates(&serde_yaml::from_str(head.trim_start_matches("---")).expect("a head in YAML"), &mut wanted);
        for example in rule.examples().iter().filter(|example| !example.edits.is_empty()) {
            let found = found(rule, example, example.unmarked(&rule.text));
            wanted.retain(|template| {
                !found.iter().any(|[name, .., help]| *name == rule.name && made_from(help, template))
            });
        }
        wanted.into_iter().map(|help| format!("{}: {help}", rule.name)).collect::<Vec<_>>()
    };
    let listed = |rule: &&Rule| NO_EDIT.iter().any(|(page, _)| *page == rule.name);
    let unfollowed: Vec<String> =
        setup.rules.par_iter().filter(|rule| !listed(rule)).flat_map_iter(unfollowed).collect();
    assert_eq!(unfollowed, Vec::<String>::new());
}
