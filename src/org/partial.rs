//! What an organisation says that it does not say: sections of which there may be more, and fields of which nothing is known
//! where they are not written.

use crate::declare::KindSet;
use crate::declare::format::{Closure, Format};
use crate::declare::value::{Slot, Value};
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::INVALID_VALUE;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::org::overlay::{self, Group};
use crate::org::{Known, Org};
use crate::vocabulary::kinds::{Entity, FieldId, KINDS, Kind, section_names};
use crate::vocabulary::{record, section};

/// What native files leave open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partial {
    /// Sections of which there may be more.
    pub sections: KindSet,
    /// Fields by kind, as a bit of its rank each.
    fields: [u64; KINDS],
}

impl Default for Partial {
    fn default() -> Self {
        Self { sections: KindSet::default(), fields: [0; KINDS] }
    }
}

/// What an entry of the list names.
enum Named {
    Section(Kind),
    Field(Kind, FieldId),
}

impl Partial {
    /// Reads what is said of it, and tells of names that are none.
    pub fn of(org: &Org, groups: &[Group], findings: &mut Vec<Finding>) -> Self {
        let mut partial = Self::default();
        for slot in entries(org, groups) {
            let Value::Text(text) = slot.value else { continue };
            match named(org.characters(text)) {
                Some(Named::Section(kind)) => partial.sections.insert(kind),
                Some(Named::Field(kind, field)) => partial.fields[kind as usize] |= 1 << field.0,
                None => findings.push(unknown(org.characters(text), slot)),
            }
        }
        partial
    }

    /// Whether a field that a file of a format leaves out is not known to be none. Only who writes for the whole organisation
    /// says so of what they write.
    pub fn hides(&self, format: &Format, kind: Kind, field: FieldId) -> bool {
        format.closure == Closure::Section && self.fields[kind as usize] & 1 << field.0 != 0
    }
}

fn entries<'o>(org: &'o Org, groups: &'o [Group]) -> Vec<&'o Slot> {
    let field = field!(Org.partial);
    let several = groups.iter().filter(|group| group.entity.kind == Kind::Org).flat_map(|group| &group.drafts);
    let mut slots: Vec<&Slot> = several.filter_map(|draft| overlay::slot(org, draft, field)).collect();
    if slots.is_empty() {
        slots.extend((0..org.count(Kind::Org)).filter_map(|index| org.slot(Entity::new(Kind::Org, index), field)));
    }
    let elements = |slot: &&Slot| match slot.value {
        Value::List(run) => org.elements(run),
        _ => &[],
    };
    slots.iter().flat_map(elements).collect()
}

/// What a path names: `teams`, `teams.mission`, `teams.members.role`.
fn named(path: &str) -> Option<Named> {
    let mut steps = path.split('.');
    let kind = section(steps.next()?)?;
    let mut named = Named::Section(kind);
    for step in steps {
        let of = match named {
            Named::Section(kind) => kind,
            Named::Field(kind, field) => record(kind).def(field).read.holds()?,
        };
        named = Named::Field(of, record(of).member(step)?);
    }
    Some(named)
}

fn unknown(text: &str, slot: &Slot) -> Finding {
    let head = text.split('.').next().unwrap_or_default();
    let fields = section(head).map(|kind| record(kind).fields.iter().map(|field| field.name).collect::<Vec<_>>());
    let (known, asked) = match &fields {
        Some(fields) => (fields.clone(), text.split('.').nth(1).unwrap_or_default()),
        None => (section_names().collect(), head),
    };
    let label = did_you_mean(asked, known.iter().copied()).unwrap_or_else(|| "no such section or field".to_owned());
    INVALID_VALUE
        .at(slot.place, format!("`{text}` is no section, nor a field of one, that can be `partial`"))
        .saying(label)
        .help(format!("write a section, or a field after it as in `teams.mission`; here that is {}", one_of(&known)))
}

impl Org {
    /// The fields of a kind that are not known to be none where an entity or record lacks them.
    pub fn unsaid(&self, of: Entity) -> impl Iterator<Item = FieldId> + '_ {
        let own = record(of.kind).members();
        own.map(|(field, _)| field).filter(move |&field| self.slot(of, field).is_none() && self.has(of, field) == Known::Unknown)
    }
}
