//! Where sources differ that are kept for their own sakes: what a catalog, a descriptor and a pager say of one field.
//!
//! What one of them says counts, and no more is needed to judge by it. That they differ is for rules to tell, and only where
//! both are known to be about the same: a name that nobody here knows may be another name of what the other one means.

use crate::declare::Draft;
use crate::declare::format::{Closure, Format};
use crate::declare::value::{Slot, Value};
use crate::org::overlay::{self, Group};
use crate::org::{Org, accounts};
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, FieldId};
use crate::vocabulary::record;

/// Bytes of a value that are shown.
const LONGEST: usize = 80;

/// One field of which sources say different things.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Whose field it is.
    pub entity: Entity,
    /// The field.
    pub field: FieldId,
    /// What counts, and then what differs from it; each source once.
    pub said: Vec<Saying>,
}

/// What one source says.
#[derive(Clone, Debug)]
pub struct Saying {
    /// Its format.
    pub format: &'static Format,
    /// The value as people read it.
    pub value: String,
    /// What it refers to, if anything.
    pub entities: Vec<Entity>,
    /// Where it stands.
    pub place: Place,
    /// Whether it is known to mean something else than what counts. A name that only one of two sources knows may be another
    /// name of what the other one means.
    pub told_apart: bool,
}

/// All of them, in the order of entities and fields.
pub(super) fn gather(org: &Org) -> Vec<Difference> {
    let several = org.several.iter().filter(|group| group.drafts.iter().any(|draft| differs(&group.drafts[0], draft)));
    several.flat_map(|group| of_group(org, group)).collect()
}

fn differs(one: &Draft, other: &Draft) -> bool {
    one.format != other.format
}

fn of_group(org: &Org, group: &Group) -> Vec<Difference> {
    let mask = group.drafts.iter().fold(0, |mask, draft| mask | draft.mask);
    let fields = (0..64).map(FieldId).filter(|field| mask & 1 << field.0 != 0);
    fields.filter_map(|field| of_field(org, group, field)).collect()
}

fn of_field(org: &Org, group: &Group, field: FieldId) -> Option<Difference> {
    let mut all = overlay::said(org, group, field);
    // What gives way is said in words that nobody else's are compared with.
    all.retain(|(draft, slot)| !org.formats[usize::from(draft.format)].gives_way.contains(slot.kind, slot.field));
    let &(first_draft, first) = all.first()?;
    // What contradicts a file that is written for teamlint is told when that is read.
    if all.iter().any(|(draft, _)| org.formats[usize::from(draft.format)].closure == Closure::Section) {
        return None;
    }
    let mut said = vec![saying(org, first_draft, first, true)];
    for &(draft, slot) in &all[1..] {
        let format = org.formats[usize::from(draft.format)];
        if overlay::is_left(org, first_draft, draft)
            && contradicts(org, first, slot)
            && !said.iter().any(|known| known.format == format)
        {
            said.push(saying(org, draft, slot, are_told_apart(org, first, slot, format)));
        }
    }
    (said.len() > 1).then_some(Difference { entity: group.entity, field, said })
}

/// Whether two values cannot both be right: lists of which one element is meant have none in common.
fn contradicts(org: &Org, one: Slot, other: Slot) -> bool {
    if record(one.kind).def(one.field).is_account() {
        return !accounts::agree(org, &one, &other);
    }
    let (Some(one_list), Some(other_list)) = (elements(org, one), elements(org, other)) else {
        return is_known(org, one) && is_known(org, other) && overlay::contradicts(org, &one, &other);
    };
    if !record(one.kind).def(one.field).one_is_meant {
        return false;
    }
    let known = |list: &[Slot]| !list.is_empty() && list.iter().all(|slot| is_known(org, *slot));
    let same = |a: &Slot| other_list.iter().any(|b| !overlay::contradicts(org, a, b) || kind_of(a) != kind_of(b));
    known(one_list) && known(other_list) && !one_list.iter().any(same)
}

/// Whether what two values refer to is two for certain: one source has both, and so knows them as two. The one that says the
/// other value knows only its own names, unless nobody else has what counts either.
fn are_told_apart(org: &Org, one: Slot, other: Slot, said_by: &Format) -> bool {
    let has_both = |a: Entity, b: Entity| {
        let alone = org.formats(a).all(|format| format == said_by);
        let mut shared = org.formats(a).filter(|format| org.formats(b).any(|of_b| of_b == *format));
        shared.any(|format| alone || format != said_by)
    };
    let (one, other) = (referred(org, one), referred(org, other));
    one.iter().all(|a| other.iter().all(|b| a.kind != b.kind || has_both(*a, *b)))
}

/// What a value refers to, or what those of a list do.
fn referred(org: &Org, slot: Slot) -> Vec<Entity> {
    let list = elements(org, slot).map_or_else(|| vec![slot], <[Slot]>::to_vec);
    let entity = |slot: &Slot| match slot.value {
        Value::Ref(entity) => Some(entity),
        _ => None,
    };
    list.iter().filter_map(entity).collect()
}

fn elements(org: &Org, slot: Slot) -> Option<&[Slot]> {
    match slot.value {
        Value::List(run) => Some(org.elements(run)),
        _ => None,
    }
}

fn kind_of(slot: &Slot) -> Option<crate::vocabulary::kinds::Kind> {
    match slot.value {
        Value::Ref(entity) => Some(entity.kind),
        _ => None,
    }
}

/// Whether it is known what a value means.
fn is_known(org: &Org, slot: Slot) -> bool {
    match slot.value {
        Value::Ref(entity) => org.is_declared(entity),
        Value::Name(_) | Value::Invalid | Value::Nothing | Value::Foreign | Value::Elsewhere | Value::Nobody => false,
        _ => true,
    }
}

fn saying(org: &Org, draft: &Draft, slot: Slot, told_apart: bool) -> Saying {
    let format = org.formats[usize::from(draft.format)];
    if record(slot.kind).def(slot.field).is_account() && elements(org, slot).is_some() {
        let value = accounts::in_words(org, &slot).trim_matches('`').to_owned();
        return Saying { format, value, entities: Vec::new(), place: slot.place, told_apart };
    }
    let list = elements(org, slot).map_or_else(|| vec![slot], <[Slot]>::to_vec);
    let entities = referred(org, slot);
    let place = if let [only] = list.as_slice() { only.place } else { slot.place };
    let value = if entities.is_empty() {
        written(org, place)
    } else {
        entities.iter().map(|&entity| org.id(entity)).collect::<Vec<_>>().join(", ")
    };
    Saying { format, value, entities, place, told_apart }
}

/// The first line of what is written at a place, without quotes.
fn written(org: &Org, place: Place) -> String {
    let text = org.sources().text(place).trim().trim_matches(['"', '\'']);
    let line = text.lines().next().unwrap_or_default();
    line[..line.floor_char_boundary(LONGEST)].to_owned()
}

impl Org {
    /// Where sources differ that are kept for their own sakes, or call the same by names of which nobody knows that.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }
}
