//! What must not change what is found: other names, another order, other files; and a key that is dropped adds no finding
//! about anybody it has nothing to do with.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use serde_yaml::{Mapping, Value};
use teamlint::Finding;
use teamlint::lint::{Input, Linter, Setup};

use crate::support::child::alone;
use crate::support::sections::{acme, rich, take, ways, write};

const TODAY: Date = date(2026, 7, 1);

/// How many of the dropped keys a plain `cargo test` tries.
const KEYS: usize = 40;

/// What is found in files.
fn found(linter: &Linter, files: &[(String, String)]) -> Vec<Finding> {
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    linter.check(&Input::texts(files).given()).findings
}

fn linter() -> Linter {
    Linter::new(Setup::built_in(), TODAY)
}

fn one_file(sections: &Mapping) -> Vec<(String, String)> {
    vec![("org.yaml".to_owned(), write(sections))]
}

/// Rule, severity and message of each, in no order.
fn said(findings: &[Finding]) -> BTreeSet<String> {
    findings.iter().map(|finding| format!("{} {:?}: {}", finding.rule, finding.severity, finding.message)).collect()
}

#[test]
fn sections_in_another_order_and_in_files_of_their_own_say_the_same() {
    is_the_same_in_another_order(&acme(), 20);
    is_the_same_in_another_order(&rich(), 4);
}

/// So many findings and more are the same in whatever order sections stand, and in whichever files.
fn is_the_same_in_another_order(acme: &Mapping, least: usize) {
    let linter = linter();
    let together = said(&found(&linter, &one_file(acme)));
    assert!(together.len() > least, "there are faults: {together:?}");
    let mut sections: Vec<(Value, Value)> = acme.clone().into_iter().collect();
    sections.reverse();
    let reversed: Mapping = sections.into_iter().collect();
    assert_eq!(said(&found(&linter, &one_file(&reversed))), together);
    let apart = |(name, section): (&Value, &Value)| {
        let alone = Mapping::from_iter([(name.clone(), section.clone()), ("version".into(), 1.into())]);
        (format!("{}.yaml", name.as_str().expect("a name")), write(&alone))
    };
    let files: Vec<_> = acme.iter().filter(|(name, _)| name.as_str() != Some("version")).map(apart).collect();
    assert_eq!(said(&found(&linter, &files)), together);
    let shuffled: Vec<_> =
        files.into_iter().rev().enumerate().map(|(at, (name, text))| (format!("{at:02}-{name}"), text)).collect();
    assert_eq!(said(&found(&linter, &shuffled)), together);
}

/// Fields that name teams.
const TEAMS: [&str; 17] = [
    "owner",
    "supportedBy",
    "from",
    "to",
    "between",
    "with",
    "consumers",
    "team",
    "holder",
    "accountable",
    "responsible",
    "consulted",
    "informed",
    "teams",
    "sharedWith",
    "reportsTo",
    "agreedBy",
];

/// The same with other names of teams.
fn renamed(value: &Value, names: &BTreeMap<String, String>, is_team: bool) -> Value {
    match value {
        Value::Mapping(entries) => {
            let entry = |(key, value): (&Value, &Value)| {
                let field = key.as_str().is_some_and(|key| TEAMS.contains(&key));
                (key.clone(), renamed(value, names, field))
            };
            Value::Mapping(entries.iter().map(entry).collect())
        }
        Value::Sequence(items) => Value::Sequence(items.iter().map(|item| renamed(item, names, is_team)).collect()),
        Value::String(text) if is_team => names.get(text).cloned().unwrap_or_else(|| text.clone()).into(),
        other => other.clone(),
    }
}

#[test]
fn teams_by_other_names_have_the_same_faults() {
    has_the_same_faults_by_other_names(&acme());
    has_the_same_faults_by_other_names(&rich());
}

fn has_the_same_faults_by_other_names(acme: &Mapping) {
    let linter = linter();
    let before = said(&found(&linter, &one_file(acme)));
    let teams = acme.get("teams").and_then(Value::as_mapping).expect("teams");
    let names: BTreeMap<String, String> =
        teams.keys().filter_map(Value::as_str).map(|id| (id.to_owned(), format!("zq-{id}"))).collect();
    let mut other = renamed(&Value::Mapping(acme.clone()), &names, false);
    let sections = other.as_mapping_mut().expect("sections");
    let teams = sections.get("teams").and_then(Value::as_mapping).expect("teams");
    let teams = teams.iter().map(|(id, team)| (names[id.as_str().expect("an id")].clone().into(), team.clone()));
    let teams: Mapping = teams.collect();
    sections.insert("teams".into(), Value::Mapping(teams));
    let after = said(&found(&linter, &one_file(sections)));
    let back: BTreeSet<String> = after.iter().map(|line| line.replace("zq-", "")).collect();
    assert_eq!(back, before);
    assert!(after.iter().any(|line| line.contains("zq-")), "the names are others");
}

/// Every word in it.
fn words(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                words(key, found);
                words(value, found);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| words(item, found)),
        Value::String(text) => {
            found.insert(text.clone());
        }
        _ => {}
    }
}

/// Whom a dropped key has to do with: the entity that held it, what it named, whatever names either, and what the holder
/// itself names.
///
/// The last is the exception, for three reasons: without `interactions.*.from`, whom the interaction served has one less, and its
/// other side is asked for it (`developers-not-consulted`); without `scope`, a duty is held by two of whom nobody knows for what
/// (`duty-overlap`); and what several are told of together is told of the others (`open-ended-collaboration`).
fn concerned(acme: &Mapping, way: &[Value], dropped: &Value) -> BTreeSet<String> {
    let mut near = BTreeSet::new();
    words(dropped, &mut near);
    near.extend(way.iter().take(2).chain(way.last()).filter_map(Value::as_str).map(str::to_owned));
    let mut all = near.clone();
    let holder = way.get(1).and_then(|key| match acme.get(&way[0])? {
        Value::Sequence(items) => items.get(usize::try_from(key.as_u64()?).ok()?),
        section => section.as_mapping()?.get(key),
    });
    if let Some(holder) = holder {
        words(holder, &mut all);
    }
    for entries in acme.values().filter_map(Value::as_mapping) {
        for (id, entity) in entries {
            let mut named = BTreeSet::new();
            words(entity, &mut named);
            if let (Some(id), false) = (id.as_str(), named.is_disjoint(&near)) {
                all.insert(id.to_owned());
            }
        }
    }
    all
}

#[test]
fn a_dropped_key_adds_no_finding_about_anybody_else() {
    alone!();
    let (linter, acme) = (linter(), acme());
    let before: BTreeSet<String> =
        found(&linter, &one_file(&acme)).into_iter().map(|finding| finding.fingerprint).collect();
    let mut all = Vec::new();
    ways(&Value::Mapping(acme.clone()), &[], &mut all);
    assert!(all.len() > 1_000, "{} keys", all.len());
    let step = if std::env::var_os("TEAMLINT_MUTATIONS").is_some() { 1 } else { all.len() / KEYS };
    let mut added = Vec::new();
    for way in all.iter().step_by(step) {
        let mut less = Value::Mapping(acme.clone());
        let dropped = take(&mut less, way).expect("a key");
        let concerned = concerned(&acme, way, &dropped);
        // What is told of several at once names them in its message.
        let names = |text: &str, at: &[char]| text.split(at).any(|part| concerned.contains(part));
        let is_about = |finding: &Finding| {
            finding.entity.as_deref().is_some_and(|entity| names(entity, &[':', '/']))
                || names(&finding.message, &['`'])
        };
        for finding in found(&linter, &one_file(less.as_mapping().expect("sections"))) {
            if !before.contains(&finding.fingerprint) && !is_about(&finding) {
                let way: Vec<String> = way.iter().map(|key| format!("{key:?}")).collect();
                added.push(format!("{}: {} {}", way.join("."), finding.rule, finding.message));
            }
        }
    }
    assert_eq!(added, [""; 0]);
}

/// Fields without which rules do not know whom they are about.
const NAMING: [&str; 7] = ["discipline", "duties", "access", "participants", "platforms", "targets", "from"];

/// Whether a text has a `?` in place of a name.
fn asks(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || "`(),;[]{}".contains(c)).any(|word| word == "?")
}

#[test]
fn whoever_is_not_known_is_not_told_as_a_question_mark() {
    alone!();
    let (linter, acme) = (linter(), acme());
    let mut all = Vec::new();
    ways(&Value::Mapping(acme.clone()), &[], &mut all);
    all.retain(|way| way.last().and_then(Value::as_str).is_some_and(|key| NAMING.contains(&key)));
    assert!(all.len() > NAMING.len(), "{} keys", all.len());
    let mut asked = Vec::new();
    for way in &all {
        let mut less = Value::Mapping(acme.clone());
        take(&mut less, way).expect("a key");
        for finding in found(&linter, &one_file(less.as_mapping().expect("sections"))) {
            let labels = finding.labels.iter().map(|label| &label.text);
            if let Some(text) = labels.chain([&finding.message]).chain(&finding.help).find(|text| asks(text)) {
                let way: Vec<String> = way.iter().map(|key| format!("{key:?}")).collect();
                asked.push(format!("{}: {} {text}", way.join("."), finding.rule));
            }
        }
    }
    assert_eq!(asked, [""; 0]);
}
