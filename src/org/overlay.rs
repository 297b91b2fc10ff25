//! One entity out of several declarations: a duplicate within a format, an overlay across formats.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::declare::format::{Closure, FormatSet};
use crate::declare::matching::By;
use crate::declare::value::{Run, Slot, Value};
use crate::declare::{Draft, rank};
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::{CONFLICTING_DECLARATION, DUPLICATE_ID};
use crate::finding::wording::times;
use crate::org::{Org, accounts};
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::{SectionForm, record};

/// Several drafts of one entity, in the order in which they count.
#[derive(Debug)]
pub(super) struct Group {
    pub entity: Entity,
    pub drafts: Vec<Draft>,
}

/// How much it counts that a declaration says something, the most first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// It says so itself.
    Says,
    /// It notes something that stands for it.
    Notes,
    /// It says so in words of its own, with which nobody else's are compared.
    GivesWay,
}

impl Standing {
    fn of(org: &Org, draft: &Draft, slot: &Slot) -> Self {
        if slot.noted {
            Self::Notes
        } else if org.formats[usize::from(draft.format)].gives_way.contains(slot.kind, slot.field) {
            Self::GivesWay
        } else {
            Self::Says
        }
    }
}

/// Unites the fields of every entity that is declared more than once.
pub(super) fn unite(org: &mut Org, groups: &[Group], findings: &mut Vec<Finding>) {
    for group in groups {
        let of = |draft: &Draft| FormatSet::of(draft.format);
        let formats = group.drafts.iter().fold(FormatSet::default(), |set, draft| set.with(of(draft)));
        if record(group.entity.kind).form == SectionForm::Keyed {
            findings.extend(duplicates(org, group));
        }
        let mask = group.drafts.iter().fold(0, |mask, draft| mask | draft.mask);
        let mut united = Vec::with_capacity(mask.count_ones() as usize);
        for field in (0..64).map(FieldId).filter(|field| mask & 1 << field.0 != 0) {
            let mut said = self::said(org, group, field);
            let standing = |said: &(&Draft, Slot)| Standing::of(org, said.0, &said.1);
            let first = standing(&said[0]);
            said.retain(|one| standing(one) == first);
            if first == Standing::GivesWay {
                said.truncate(1);
            }
            united.push(one(org, group, &said, findings));
        }
        let base = rank(org.slots.len());
        org.slots.extend(united);
        let damaged = group.drafts.iter().any(|draft| draft.damaged);
        let head = &mut org.heads[group.entity.kind as usize][group.entity.index()];
        (head.mask, head.base, head.formats, head.damaged) = (mask, base, formats, damaged);
    }
}

/// Who says what about a field, in the order in which it counts.
pub(super) fn said<'g>(org: &Org, group: &'g Group, field: FieldId) -> Vec<(&'g Draft, Slot)> {
    let mut said: Vec<(&Draft, Slot)> = group.drafts.iter().filter_map(|d| Some((d, *slot(org, d, field)?))).collect();
    // Whoever says it himself counts over who notes something that stands for it, and whoever says what it is knows
    // more than who says that it is kept elsewhere.
    said.sort_by_key(|(draft, slot)| {
        let elsewhere = matches!(slot.value, Value::Foreign | Value::Elsewhere);
        (Standing::of(org, draft, slot), elsewhere, knows_less(org, draft, group.entity.kind, field))
    });
    said
}

/// Whether something else than the order of declarations tells that others know more of a field: whom a service pages is
/// known to the program that does it, unless somebody wrote it for this.
fn knows_less(org: &Org, draft: &Draft, kind: Kind, field: FieldId) -> bool {
    let pages = kind == Kind::Service && [field!(Service.escalation), field!(Service.rotation)].contains(&field);
    pages && !matches!(org.formats[usize::from(draft.format)].closure, Closure::Section | Closure::Open)
}

/// What a draft says about a field.
pub(super) fn slot<'o>(org: &'o Org, draft: &Draft, field: FieldId) -> Option<&'o Slot> {
    let bit = 1_u64 << field.0;
    let before = (draft.mask & (bit - 1)).count_ones();
    (draft.mask & bit != 0).then(|| &org.slots[(draft.base + before) as usize])
}

/// The value of a field that one or several declarations give.
fn one(org: &mut Org, group: &Group, said: &[(&Draft, Slot)], findings: &mut Vec<Finding>) -> Slot {
    let (first_draft, first) = said[0];
    let is_other = |draft: &Draft| {
        draft.format != first_draft.format
            || called(org, draft) != called(org, first_draft)
            || is_account(org, draft) && draft.place != first_draft.place
    };
    let others: Vec<Slot> = said[1..].iter().filter(|(draft, _)| is_other(draft)).map(|(_, slot)| *slot).collect();
    let left: Vec<Place> =
        said[1..].iter().filter(|(other, _)| is_left(org, first_draft, other)).map(|(_, s)| s.place).collect();
    let is_told = |other: &&Slot| !left.contains(&other.place);
    let Value::List(run) = first.value else {
        if let Some(other) = others.iter().find(|other| contradicts(org, &first, other) && is_told(other)) {
            findings.push(conflict(org, group, first, *other));
        }
        return first;
    };
    if record(first.kind).def(first.field).is_account() {
        if let Some(other) = others.iter().find(|other| !accounts::agree(org, &first, other) && is_told(other)) {
            findings.push(accounts::conflict(org, group.entity, first, *other));
        }
        return accounts::completed(org, first, &others);
    }
    let mut elements = org.elements(run).to_vec();
    let one_is_meant = record(first.kind).def(first.field).one_is_meant;
    if let ([only], true) = (elements.as_slice(), one_is_meant)
        && let Some((list, other)) = others.iter().find_map(|list| Some((list, another(org, *only, *list)?)))
    {
        if is_told(&list) {
            findings.push(conflict(org, group, *only, other));
        }
        return first;
    }
    let others = if one_is_meant && elements.iter().any(names) {
        // Who is meant is said, and those whom a tool lists beside are not.
        let closure = |draft: &Draft| org.formats[usize::from(draft.format)].closure;
        let joins = |draft: &Draft| is_other(draft) && !closure(draft).is_of_a_tool();
        said[1..].iter().filter(|(draft, _)| joins(draft)).map(|(_, slot)| *slot).collect()
    } else {
        others
    };
    // Only elements that are alike are compared.
    let mut alike: HashMap<u64, Vec<usize>> = HashMap::new();
    for (rank, element) in elements.iter().enumerate().filter(|_| !others.is_empty()) {
        alike.entry(likeness(org, element)).or_default().push(rank);
    }
    for other in others {
        if let Value::List(more) = other.value {
            for element in org.elements(more).to_vec() {
                let like = alike.entry(likeness(org, &element)).or_default();
                let known = like.iter().copied().filter(|&rank| same(org, &elements[rank], &element)).min();
                match (known, element.value) {
                    (None, _) => {
                        like.push(elements.len());
                        elements.push(element);
                    }
                    (Some(rank), Value::Record(more)) => {
                        if let Value::Record(known) = elements[rank].value {
                            complete(org, known, more);
                            // What it is about may be said by another field now.
                            alike.entry(likeness(org, &elements[rank])).or_default().push(rank);
                        }
                    }
                    (Some(_), _) => {}
                }
            }
        }
    }
    if elements.len() == run.len as usize {
        return first;
    }
    let run = Run { start: rank(org.elements.len()), len: rank(elements.len()) };
    org.elements.extend(elements);
    Slot { value: Value::List(run), ..first }
}

/// Whether rules are left to tell where two declarations differ, as two sources that are kept for their own sakes do. Whoever
/// writes for teamlint contradicts himself.
pub(super) fn is_left(org: &Org, one: &Draft, other: &Draft) -> bool {
    let own = |draft: &Draft| org.formats[usize::from(draft.format)].closure == Closure::Section;
    one.format != other.format && !own(one) && !own(other)
}

/// Gives a record the fields that another one about the same thing has besides.
pub(super) fn complete(org: &mut Org, known: Entity, more: Entity) {
    let mut slots = org.slots_of(known).to_vec();
    let besides: Vec<Slot> =
        org.slots_of(more).iter().filter(|slot| org.slot(known, slot.field).is_none()).copied().collect();
    slots.extend(besides);
    slots.sort_unstable_by_key(|slot| slot.field);
    let base = rank(org.slots.len());
    let mask = slots.iter().fold(0, |mask, slot| mask | 1 << slot.field.0);
    org.slots.extend(slots);
    let formats = org.head(more).formats;
    let head = &mut org.heads[known.kind as usize][known.index()];
    (head.mask, head.base) = (mask, base);
    head.formats = head.formats.with(formats);
}

pub(super) fn contradicts(org: &Org, a: &Slot, b: &Slot) -> bool {
    let field = record(a.kind).def(a.field);
    let comparable = |slot: &Slot| {
        !matches!(
            slot.value,
            Value::Record(_)
                | Value::List(_)
                | Value::Notes(_)
                | Value::Foreign
                | Value::Elsewhere
                | Value::Present
                | Value::Invalid
                | Value::Nothing
        )
    };
    !field.prose && comparable(a) && comparable(b) && !same(org, a, b)
}

/// The first element of another declaration, if none is the same.
pub(super) fn another(org: &Org, only: Slot, other: Slot) -> Option<Slot> {
    let Value::List(run) = other.value else { return None };
    let elements = org.elements(run);
    elements.first().filter(|_| elements.iter().all(|element| contradicts(org, &only, element))).copied()
}

/// Whether an element names something.
fn names(element: &Slot) -> bool {
    matches!(element.value, Value::Ref(_) | Value::Name(_) | Value::Text(_))
}

/// A number that elements which say the same have in common.
fn likeness(org: &Org, slot: &Slot) -> u64 {
    let mut hash = DefaultHasher::new();
    match slot.value {
        Value::Text(text) => org.characters(text).hash(&mut hash),
        Value::Ref(about) => about.hash(&mut hash),
        Value::Record(of) => {
            let about = org.slots_of(of).first().filter(|slot| !matches!(slot.value, Value::Record(_)));
            about.map_or(0, |about| likeness(org, about)).hash(&mut hash);
        }
        _ => {}
    }
    hash.finish()
}

/// Whether two elements say the same: equal values, or records about the same thing.
pub(super) fn same(org: &Org, a: &Slot, b: &Slot) -> bool {
    match (a.value, b.value) {
        (Value::Text(a), Value::Text(b)) => org.characters(a) == org.characters(b),
        (Value::Number { mantissa: a, scale: s }, Value::Number { mantissa: b, scale: t }) => {
            let whole = |m: i64, scale: u8| i128::from(m) * 10_i128.pow(u32::from(18_u8.saturating_sub(scale)));
            whole(a, s) == whole(b, t)
        }
        (Value::Record(a), Value::Record(b)) => match (org.slots_of(a).first(), org.slots_of(b).first()) {
            (Some(a), Some(b)) => a.field == b.field && !matches!(a.value, Value::Record(_)) && same(org, a, b),
            _ => false,
        },
        (a, b) => a == b,
    }
}

/// Whether two records say different things in a field that both have.
pub(super) fn differ(org: &Org, a: Entity, b: Entity) -> bool {
    org.slots_of(a).iter().any(|said| {
        org.slot(b, said.field).is_some_and(|other| match (said.value, other.value) {
            (Value::List(x), Value::List(y)) => {
                let (x, y) = (org.elements(x), org.elements(y));
                x.len() != y.len() || x.iter().zip(y).any(|(x, y)| !same(org, x, y))
            }
            _ => !same(org, said, other),
        })
    })
}

/// What a declaration calls its entity, if that is not its id.
fn called<'o>(org: &'o Org, draft: &Draft) -> Option<&'o str> {
    org.matched(draft.place).map(|matched| matched.called.as_str())
}

/// Whether a declaration is one of several accounts that a person has at a pager, known by its mail address.
fn is_account(org: &Org, draft: &Draft) -> bool {
    org.formats[usize::from(draft.format)].closure == Closure::Open
        && org.matched(draft.place).is_some_and(|matched| matched.by == By::Mail)
}

fn duplicates(org: &Org, group: &Group) -> Option<Finding> {
    let mut worst: Vec<&Draft> = Vec::new();
    let mut alike: BTreeMap<(u8, Option<&str>), Vec<&Draft>> = BTreeMap::new();
    for draft in group.drafts.iter().filter(|draft| !is_account(org, draft)) {
        alike.entry((draft.format, called(org, draft))).or_default().push(draft);
    }
    for twins in alike.into_values() {
        let is_first = |known: &[&Draft]| known.first().is_none_or(|first| twins[0].place < first.place);
        if twins.len() > worst.len().max(1) || twins.len() > 1 && twins.len() == worst.len() && is_first(&worst) {
            worst = twins;
        }
    }
    let (first, rest) = worst.split_first()?;
    let (word, id) = (org.word_at(rest[0].place, group.entity.kind), org.id(group.entity));
    let times = times(rest.len() + 1);
    Some(
        DUPLICATE_ID
            .at(rest[0].place, format!("{word} `{id}` is declared {times}"))
            .saying("declared again here")
            .label(first.place, "first declared here")
            .occurring_also(rest[1..].iter().map(|draft| draft.place), "and here")
            .help("keep one declaration, or give the other another id; the first one is used")
            .about(&[&org.stable_id(group.entity)], ""),
    )
}

fn conflict(org: &Org, group: &Group, first: Slot, other: Slot) -> Finding {
    let field = record(first.kind).def(first.field).name;
    let (word, id) = (record(group.entity.kind).word, org.id(group.entity));
    let (used, unused) = (said_by(org, first), said_by(org, other));
    CONFLICTING_DECLARATION
        .at(other.place, format!("two files disagree on `{field}` of {word} `{id}`: {used}, {unused}"))
        .saying("this value is not used")
        .label(first.place, "this one is")
        .help("find out which is right, and say the same in both; a file that need not say it may leave it out")
        .about(&[&org.stable_id(group.entity)], field)
}

/// Bytes of a value that are shown of two which differ.
const LONGEST_VALUE: usize = 80;

/// A value, as it is written, and who says so.
fn said_by(org: &Org, slot: Slot) -> String {
    let word = org.format_at(slot.place).map_or("file", |format| format.name);
    let value = match slot.value {
        Value::Ref(entity) => org.id(entity),
        _ => org.sources().text(slot.place).trim().trim_matches(['"', '\'']),
    };
    let line = value.lines().next().unwrap_or_default();
    let short = &line[..line.floor_char_boundary(LONGEST_VALUE)];
    let more = if short.len() < value.len() { "…" } else { "" };
    format!("`{short}{more}` in the {word}")
}
