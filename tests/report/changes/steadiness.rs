//! What holds of all changes: nothing changes where nothing does, and what came one way went the other.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_yaml::{Mapping, Value};
use teamlint::changes::{Change, Changes};

use crate::report::changes::sentences::{Files, between};
use crate::support::sections::{acme, rich, take, ways, write};

fn one_file(sections: &Mapping) -> Files {
    vec![("org.yaml".to_owned(), write(sections))]
}

fn told(changes: &Changes) -> Vec<&str> {
    changes.all.iter().map(|change| change.sentence.as_str()).collect()
}

/// The same with every mapping the other way round.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Mapping(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), reversed(value))).collect();
            entries.reverse();
            Value::Mapping(entries.into_iter().collect())
        }
        Value::Sequence(items) => Value::Sequence(items.iter().map(reversed).collect()),
        other => other.clone(),
    }
}

#[test]
fn what_is_laid_out_anew_says_the_same() {
    for sections in [acme(), rich()] {
        let saved = one_file(&sections);
        assert_eq!(told(&between(&saved, &saved)), Vec::<&str>::new());
        let json = serde_json::to_string_pretty(&sections).expect("JSON");
        let other_order = reversed(&Value::Mapping(sections.clone()));
        let apart = |(name, section): (&Value, &Value)| {
            let alone = Mapping::from_iter([(name.clone(), section.clone()), ("version".into(), 1.into())]);
            (format!("{}.yaml", name.as_str().expect("a name")), write(&alone))
        };
        let files: Files = sections.iter().filter(|(name, _)| name.as_str() != Some("version")).map(apart).collect();
        let shuffled: Files = files
            .iter()
            .rev()
            .enumerate()
            .map(|(at, (name, text))| (format!("{at:02}-{name}"), text.clone()))
            .collect();
        for other in [
            vec![("moved/other.yml".to_owned(), write(other_order.as_mapping().expect("sections")))],
            vec![("org.yaml".to_owned(), json)],
            files,
            shuffled,
        ] {
            assert_eq!(told(&between(&saved, &other)), Vec::<&str>::new());
            assert_eq!(told(&between(&other, &saved)), Vec::<&str>::new());
        }
    }
}

/// Lists whose order says something, which are the participants of rotations and the levels of escalations.
#[test]
fn the_order_of_other_lists_says_nothing() {
    let old = "services: {a: {owner: x, access: [p, q], experts: [ana, ben]}, b: }\n\
               teams: {x: {members: [ana, ben], duties: [on-call, service-operation]}}\n";
    let new = "teams: {x: {duties: [service-operation, on-call], members: [ben, ana]}}\n\
               services: {b: , a: {experts: [ben, ana], access: [q, p], owner: [x]}}\n";
    let files = |text: &str| vec![("org.yaml".to_owned(), text.to_owned())];
    assert_eq!(told(&between(&files(old), &files(new))), Vec::<&str>::new());
    let turns = |list: &str| files(&format!("rotations: {{web: {{participants: {list}}}}}\n"));
    let changes = between(&turns("[ana, ben]"), &turns("[ben, ana]"));
    assert_eq!(told(&changes), ["Rotation `web` changed `participants`."]);
}

/// A change without its sentence, as it is the other way round.
fn mirrored(change: &Change) -> String {
    format!("{:?} {:?} {:?} {:?} -> {:?}", change.what, change.subjects, change.fields, change.after, change.before)
}

fn as_is(change: &Change) -> String {
    format!("{:?} {:?} {:?} {:?} -> {:?}", change.what, change.subjects, change.fields, change.before, change.after)
}

fn counted(all: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn what_went_one_way_came_the_other(drop in any::<[prop::sample::Index; 5]>(), is_rich in any::<bool>()) {
        let sections = if is_rich { rich() } else { acme() };
        let whole = Value::Mapping(sections.clone());
        let mut keys = Vec::new();
        ways(&whole, &[], &mut keys);
        let mut less = whole.clone();
        for index in drop {
            take(&mut less, index.get::<Vec<Value>>(&keys));
        }
        let (old, new) = (one_file(&sections), one_file(less.as_mapping().expect("sections")));
        let (forth, back) = (between(&old, &new), between(&new, &old));
        prop_assert_eq!(
            counted(forth.all.iter().map(as_is)),
            counted(back.all.iter().map(mirrored)),
            "{:#?}\n{:#?}", told(&forth), told(&back)
        );
    }
}
