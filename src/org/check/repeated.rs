//! The same thing named twice in one list of references.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::DUPLICATE_ITEM;
use crate::finding::fix::{is_element, remove_element};
use crate::finding::wording::times;
use crate::org::read::{At, List};
use crate::org::{Org, overlay};
use crate::text::Place;
use crate::vocabulary::kinds::{ALL, Entity, FieldId, Kind};
use crate::vocabulary::{Read, record};

/// One finding for each thing that a list names more than once.
pub(crate) fn duplicate_items(org: &Org) -> Vec<Finding> {
    let kinds = ALL.into_par_iter();
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
    let mut left = org.head(entity).mask & lists;
    let fields = std::iter::from_fn(move || {
        let rank = u8::try_from(left.trailing_zeros()).ok().filter(|_| left != 0)?;
        left &= left - 1;
        Some(FieldId(rank))
    });
    fields.flat_map(move |field| {
        let list = Mentions { org, list: org.list(entity, field), nested: is_of_records(entity.kind, field) };
        if list.list.written() > 1 && list.names_again() { repeated(&list, entity, field) } else { Vec::new() }
    })
}

/// What a list of references, or of records with one, is about.
struct Mentions<'o> {
    org: &'o Org,
    list: List<'o>,
    nested: bool,
}

fn is_of_records(kind: Kind, field: FieldId) -> bool {
    matches!(record(kind).def(field).read, Read::List(Read::Record(_)))
}

impl Mentions<'_> {
    /// What each element refers to: itself a reference, or a record with one.
    fn all(&self) -> impl Iterator<Item = (Entity, At<Entity>)> + '_ {
        self.list.entities().filter_map(|element| Some((self.about(element.value)?, element)))
    }

    fn about(&self, element: Entity) -> Option<Entity> {
        if !self.nested {
            return Some(element);
        }
        let what = record(element.kind);
        self.org.reference(element, what.known(what.shorthand?)).ok().flatten().map(|about| about.value)
    }

    /// Whether anything is named twice. Mostly nothing is, so this keeps to what is cheap.
    fn names_again(&self) -> bool {
        let mut targets: Vec<Entity> = self.all().map(|(target, _)| target).collect();
        targets.sort_unstable();
        targets.windows(2).any(|pair| pair[0] == pair[1])
    }

    /// Whether two records about the same thing say different things of it: a duty with two scopes.
    fn differ(&self, a: Entity, b: Entity) -> bool {
        self.nested && overlay::differ(self.org, a, b)
    }
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

fn repeated(list: &Mentions<'_>, entity: Entity, field: FieldId) -> Vec<Finding> {
    let org = list.org;
    let mut mentions: BTreeMap<Entity, Vec<At<Entity>>> = BTreeMap::new();
    for (target, element) in list.all() {
        mentions.entry(target).or_default().push(element);
    }
    let key = record(entity.kind).def(field).name;
    let turns = [(Kind::Rotation, field!(Rotation.participants)), (Kind::Layer, field!(Layer.participants))];
    let takes_turns = turns.contains(&(entity.kind, field));
    let mut findings = Vec::new();
    for (target, mentions) in mentions {
        let (first, rest) = (mentions[0], &mentions[1..]);
        let again: Vec<&At<Entity>> = rest.iter().filter(|other| !list.differ(first.value, other.value)).collect();
        let Some(primary) = again.first() else { continue };
        let (id, owner) = (org.id(target), name(org, entity, primary.place));
        let field = org.field_at(primary.place, entity.kind, field);
        let times = times(again.len() + 1);
        let finding = DUPLICATE_ITEM
            .at(primary.place, format!("`{id}` is named {times} in `{field}` of {owner}"))
            .saying("named again here")
            .label(first.place, "first named here")
            .occurring_also(again[1..].iter().map(|named| named.place), "and here")
            .help("name it once");
        // Who is named twice among those who take turns has twice as many, and a record may say more than a name.
        let is_name = |named: &At<Entity>| is_element(org.sources(), named.place);
        let edits = if takes_turns || !is_name(&first) || !again.iter().all(|named| is_name(named)) {
            Vec::new()
        } else {
            again.iter().filter_map(|named| remove_element(org.sources(), named.place)).collect()
        };
        // Two names of the taxonomy are one for everybody; that two others are, may be a mistake where it is said.
        let as_first = |named: &&At<Entity>| org.sources().text(named.place) == org.sources().text(first.place);
        let is_sure = record(target.kind).of_taxonomy || again.iter().all(as_first);
        let finding = if is_sure { finding.safely_changing(edits) } else { finding.suggesting(edits) };
        findings.push(finding.about(&[&org.stable_id(entity)], &format!("{key}/{}", org.stable_id(target))));
    }
    findings
}

/// An entity in the words of the file that a place is in; of a nested record, what it belongs to.
fn name(org: &Org, entity: Entity, place: Place) -> String {
    let mut at = entity;
    while org.id(at).is_empty()
        && let Some(parent) = org.parent(at)
    {
        at = parent;
    }
    let word = org.word_at(place, at.kind);
    match org.id(at) {
        "" => format!("this {word}"),
        id if id == word => format!("the {word}"),
        id => format!("{word} `{id}`"),
    }
}
