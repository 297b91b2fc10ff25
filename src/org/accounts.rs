//! What is said as a whole: who takes turns, the levels of an escalation, hours. Whoever says it once more says the same twice,
//! so that two accounts never add up: the first in order counts.

use std::collections::HashSet;

use crate::declare::value::{Run, Slot, Value};
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::CONFLICTING_DECLARATION;
use crate::finding::wording::count;
use crate::org::overlay::{self, Group};
use crate::org::{Org, overlay::slot};
use crate::text::unicode::folded;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::record;

/// Whether two values say the same, as far as both say anything.
pub(super) fn agree(org: &Org, one: &Slot, other: &Slot) -> bool {
    match (one.value, other.value) {
        (Value::List(a), Value::List(b)) => {
            let (a, b) = (org.elements(a), org.elements(b));
            let is_open = |list: &[Slot]| list.iter().any(|element| !is_said(element));
            is_open(a) || is_open(b) || a.len() == b.len() && a.iter().zip(b).all(|(a, b)| agree(org, a, b))
        }
        (Value::Record(a), Value::Record(b)) => {
            let both = |said: &Slot| Some((*said, *org.slot(b, said.field)?));
            let prose = |said: &Slot| record(said.kind).def(said.field).prose;
            let mut compared = org.slots_of(a).iter().filter(|said| !prose(said)).filter_map(both);
            compared.all(|(a, b)| agree(org, &a, &b))
        }
        (Value::Word(_), Value::List(_)) | (Value::List(_), Value::Word(_)) => true,
        _ => !is_said(one) || !is_said(other) || overlay::same(org, one, other),
    }
}

/// Whether it is known what a value says.
fn is_said(slot: &Slot) -> bool {
    !matches!(slot.value, Value::Foreign | Value::Elsewhere | Value::Present | Value::Invalid | Value::Nothing)
}

/// The account that counts, with what others say besides of its parts. Where the first names nobody who takes turns, it
/// completes the one that does.
pub(super) fn completed(org: &mut Org, first: Slot, others: &[Slot]) -> Slot {
    let mut all: Vec<Slot> = std::iter::once(first).chain(others.iter().copied()).collect();
    let counts = all.iter().position(|slot| first.kind != Kind::Rotation || names_people(org, slot)).unwrap_or(0);
    all[..=counts].rotate_right(1);
    let parts: Vec<Entity> = parts(org, &all[0]).collect();
    for account in &all[1..] {
        for more in self::parts(org, account).collect::<Vec<_>>() {
            let known = parts.iter().find(|&&part| is_called_alike(org, part, more));
            if let Some(&known) = known {
                overlay::complete(org, known, more);
            }
        }
    }
    all[0]
}

/// The records in a list.
fn parts<'o>(org: &'o Org, account: &Slot) -> impl Iterator<Item = Entity> + use<'o> {
    let elements = match account.value {
        Value::List(run) => org.elements(run),
        _ => &[],
    };
    elements.iter().filter_map(|element| match element.value {
        Value::Record(part) => Some(part),
        _ => None,
    })
}

fn names_people(org: &Org, layers: &Slot) -> bool {
    parts(org, layers).any(|layer| org.slot(layer, field!(Layer.participants)).is_some())
}

fn is_called_alike(org: &Org, one: Entity, other: Entity) -> bool {
    let called = |part: Entity| folded(org.id(part));
    !org.id(one).is_empty() && called(one) == called(other)
}

/// Tells that two accounts differ.
pub(super) fn conflict(org: &Org, of: Entity, first: Slot, other: Slot) -> Finding {
    let (word, id) = (record(of.kind).word, org.id(of));
    let field = record(first.kind).def(first.field).name;
    let source = |slot: &Slot| org.format_at(slot.place).map_or("file", |format| format.name);
    let said = |slot: &Slot| format!("{} in the {}", in_words(org, slot), source(slot));
    CONFLICTING_DECLARATION
        .at(
            other.place,
            format!("two files disagree on `{field}` of {word} `{id}`: {}, {}", said(&first), said(&other)),
        )
        .saying("this is not used, and not added to the other")
        .label(first.place, "this one is")
        .help("find out which is right, and leave it out of the other; if they are two, give one another id")
        .about(&[&org.stable_id(of)], field)
}

/// So many names are shown of an account.
const NAMED: usize = 8;

/// What an account says in few words: whom it names, or how much there is in it.
pub(super) fn in_words(org: &Org, account: &Slot) -> String {
    let Value::List(run) = account.value else { return String::new() };
    let names = names(org, run);
    if names.is_empty() {
        return count(run.len as usize, "part", "parts");
    }
    let more = if names.len() > NAMED { ", …" } else { "" };
    let shown: Vec<&str> = names.iter().take(NAMED).copied().collect();
    format!("`{}{more}`", shown.join(", "))
}

fn names(org: &Org, run: Run) -> Vec<&str> {
    let (mut names, mut open) = (Vec::new(), vec![org.elements(run)]);
    while let Some(slots) = open.pop() {
        let Some((element, rest)) = slots.split_first() else { continue };
        open.push(rest);
        match element.value {
            Value::Ref(entity) => names.push(org.id(entity)),
            Value::Record(part) => open.push(org.slots_of(part)),
            Value::List(run) => open.push(org.elements(run)),
            _ => {}
        }
    }
    names
}

/// Lets go of the records that no entity has any more, because another declaration counts, and gives those that are left
/// to whoever has them.
pub(super) fn let_go(org: &mut Org, groups: &[Group]) {
    for group in groups {
        let mut before: Vec<Entity> = Vec::new();
        for draft in &group.drafts {
            let fields = (0..64).map(FieldId).filter(|field| draft.mask & 1 << field.0 != 0);
            let slots: Vec<Slot> = fields.filter_map(|field| slot(org, draft, field).copied()).collect();
            before.extend(slots.iter().flat_map(|slot| held(org, slot)));
        }
        if before.is_empty() {
            continue;
        }
        let mut kept = HashSet::new();
        let mut open = vec![group.entity];
        while let Some(of) = open.pop() {
            let nested: Vec<Entity> = org.slots_of(of).iter().flat_map(|slot| held(org, slot)).collect();
            for one in nested.into_iter().filter(|one| kept.insert(*one)) {
                org.heads[one.kind as usize][one.index()].parent = Some(of);
                open.push(one);
            }
        }
        for one in before.into_iter().filter(|one| !kept.contains(one)) {
            org.heads[one.kind as usize][one.index()].parent = None;
        }
    }
}

fn held(org: &Org, slot: &Slot) -> Vec<Entity> {
    match slot.value {
        Value::Record(one) => vec![one],
        _ => parts(org, slot).collect(),
    }
}
