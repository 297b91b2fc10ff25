//! The same thing named twice in one list of references.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::declare::KINDS;
use crate::declare::value::{Run, Slot, Value};
use crate::finding::Finding;
use crate::finding::diagnostics::DUPLICATE_ITEM;
use crate::finding::fix::remove_element;
use crate::finding::wording::times;
use crate::org::{Org, overlay};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::{Read, record};

/// Places shown for one thing; the others are counted.
const SHOWN: usize = 8;

/// One finding for each thing that a list names more than once.
pub(crate) fn duplicate_items(org: &Org) -> Vec<Finding> {
    let kinds = (0..KINDS).into_par_iter().filter_map(Kind::from_rank);
    let findings: Vec<Finding> = kinds
        .flat_map(|kind| {
            let lists = lists_of_references(kind);
            let entities = if lists == 0 { 0 } else { org.count(kind) };
            (0..entities).into_par_iter().flat_map_iter(move |index| in_lists(org, Entity::new(kind, index), lists))
        })
        .collect();
    // A list that an alias or a shorthand uses twice is told once.
    let mut told = HashSet::new();
    findings.into_iter().filter(|finding| told.insert(finding.place())).collect()
}

/// What is named again in the lists of an entity that are in the mask.
fn in_lists(org: &Org, entity: Entity, lists: u64) -> impl Iterator<Item = Finding> {
    let slots = if org.head(entity).mask & lists == 0 { &[] } else { org.slots_of(entity) };
    slots.iter().filter(move |slot| lists & 1 << slot.field.0 != 0).flat_map(move |slot| match slot.value {
        Value::List(run) if run.len > 1 && names_again(org, run) => repeated(org, entity, slot, run),
        _ => Vec::new(),
    })
}

/// Whether a list names anything twice. Most do not, so this keeps to what is cheap.
fn names_again(org: &Org, run: Run) -> bool {
    let mut targets: Vec<Entity> = org.elements(run).iter().filter_map(|element| about(org, element)).collect();
    targets.sort_unstable();
    targets.windows(2).any(|pair| pair[0] == pair[1])
}

/// Which fields of a kind are lists of references, or of records about what they refer to.
fn lists_of_references(kind: Kind) -> u64 {
    let refers = |read: Read| match read {
        Read::Ref(_) => true,
        Read::Record(kind) => {
            let what = record(kind);
            what.shorthand.is_some_and(|name| matches!(what.def(what.known(name)).read, Read::Ref(_)))
        }
        _ => false,
    };
    let fields = (0_u64..).zip(record(kind).fields);
    fields
        .filter(|(_, field)| matches!(field.read, Read::List(of) if refers(*of)))
        .fold(0, |mask, (rank, _)| mask | 1 << rank)
}

fn repeated(org: &Org, entity: Entity, list: &Slot, run: Run) -> Vec<Finding> {
    let mut mentions: BTreeMap<Entity, Vec<&Slot>> = BTreeMap::new();
    for element in org.elements(run) {
        if let Some(target) = about(org, element) {
            mentions.entry(target).or_default().push(element);
        }
    }
    let mut findings = Vec::new();
    for (target, mentions) in mentions {
        let (first, rest) = (mentions[0], &mentions[1..]);
        let again: Vec<&Slot> = rest.iter().copied().filter(|other| !differ(org, first, other)).collect();
        let Some(primary) = again.first() else { continue };
        let field = record(list.kind).def(list.field).name;
        let (id, owner) = (org.id(target), name(org, entity));
        let times = times(again.len() + 1);
        let finding = DUPLICATE_ITEM
            .at(primary.place, format!("`{id}` is named {times} in `{field}` of {owner}"))
            .saying("named again here")
            .label(first.place, "first named here")
            .labels_of_places(again[1..].iter().map(|slot| (slot.place, "and here")), SHOWN - 2)
            .help("name it once");
        let edits = again.iter().filter_map(|slot| remove_element(org.sources(), slot.place)).collect();
        let finding = finding.safely_changing(edits);
        findings.push(finding.about(&[&org.stable_id(entity)], &format!("{field}/{}", org.stable_id(target))));
    }
    findings
}

/// What an element refers to: itself a reference, or a record with one.
fn about(org: &Org, element: &Slot) -> Option<Entity> {
    match element.value {
        Value::Ref(target) => Some(target),
        Value::Record(child) => {
            let what = record(child.kind);
            org.reference(child, what.known(what.shorthand?)).ok().flatten().map(|about| about.value)
        }
        _ => None,
    }
}

/// Whether two records about the same thing say different things of it: a duty with two scopes.
fn differ(org: &Org, a: &Slot, b: &Slot) -> bool {
    let (Value::Record(a), Value::Record(b)) = (a.value, b.value) else {
        return false;
    };
    org.slots_of(a).iter().any(|said| {
        org.slot(b, said.field).is_some_and(|other| match (said.value, other.value) {
            (Value::List(x), Value::List(y)) => {
                let (x, y) = (org.elements(x), org.elements(y));
                x.len() != y.len() || x.iter().zip(y).any(|(x, y)| !overlay::same(org, x, y))
            }
            _ => !overlay::same(org, said, other),
        })
    })
}

/// An entity in words; of a nested record, what it belongs to.
fn name(org: &Org, entity: Entity) -> String {
    let mut at = entity;
    while org.id(at).is_empty()
        && let Some(parent) = org.parent(at)
    {
        at = parent;
    }
    let word = record(at.kind).word;
    match org.id(at) {
        "" => format!("this {word}"),
        id if id == word => format!("the {word}"),
        id => format!("{word} `{id}`"),
    }
}
