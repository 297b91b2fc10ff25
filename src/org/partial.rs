//! What an organisation says that it does not say: sections of which there may be more, what is declared elsewhere, and fields
//! of which nothing is known where they are not written.

use std::collections::{HashMap, HashSet};

use crate::declare::KindSet;
use crate::declare::format::{Closure, Format};
use crate::declare::value::{Slot, Value};
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::INVALID_VALUE;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::org::overlay::{self, Group};
use crate::org::{Known, Org};
use crate::text::Place;
use crate::text::unicode::folded;
use crate::vocabulary::kinds::{ALL, Entity, FieldId, KINDS, Kind, of_word, section_names};
use crate::vocabulary::{record, section};

/// How an entry begins that names an exception.
const BUT: char = '!';

/// What native files leave open.
#[derive(Clone, Debug)]
pub(super) struct Partial {
    /// Sections of which there may be more.
    pub sections: KindSet,
    /// What is declared elsewhere: kinds, and ids in lower case.
    pub elsewhere: HashSet<(Kind, String)>,
    /// Fields by kind, as a bit of its rank each.
    fields: [u64; KINDS],
    /// Entities and records, or fields of them by a point in between, of which it is known after all: stable ids, where they
    /// are named.
    but: HashMap<String, Place>,
    /// The same when it is known who that is.
    known: HashMap<Entity, u64>,
}

impl Default for Partial {
    fn default() -> Self {
        Self {
            sections: KindSet::default(),
            elsewhere: HashSet::new(),
            fields: [0; KINDS],
            but: HashMap::new(),
            known: HashMap::new(),
        }
    }
}

/// What an entry of the list names.
enum Named {
    Section(Kind),
    Elsewhere(Kind, String),
    Field(Kind, FieldId),
}

impl Partial {
    /// Reads what is said of it, and tells of names that are none.
    pub fn of(org: &Org, groups: &[Group], findings: &mut Vec<Finding>) -> Self {
        let mut partial = Self::default();
        for slot in entries(org, groups) {
            let Value::Text(text) = slot.value else { continue };
            if let Some(but) = org.characters(text).strip_prefix(BUT) {
                partial.but.entry(but.to_owned()).or_insert(slot.place);
                continue;
            }
            match named(org.characters(text)) {
                Some(Named::Section(kind)) => partial.sections.insert(kind),
                Some(Named::Elsewhere(kind, id)) => _ = partial.elsewhere.insert((kind, id)),
                Some(Named::Field(kind, field)) => partial.fields[kind as usize] |= 1 << field.0,
                None => findings.push(unknown(org.characters(text), slot)),
            }
        }
        partial
    }

    /// Finds out who the exceptions are, when everything has its stable id, and tells of those that are nobody.
    pub fn settle(&mut self, org: &Org, findings: &mut Vec<Finding>) {
        let mut idle = std::mem::take(&mut self.but);
        if idle.is_empty() {
            return;
        }
        let mut known = HashMap::new();
        let open = ALL.into_iter().filter(|&kind| self.fields[kind as usize] != 0);
        for entity in open.flat_map(|kind| (0..org.count(kind)).map(move |index| Entity::new(kind, index))) {
            let mut id = org.stable_id(entity);
            let mut fields = if idle.remove(&id).is_some() { u64::MAX } else { 0 };
            let length = id.len();
            for (field, def) in record(entity.kind).members() {
                id.truncate(length);
                id.push('.');
                id.push_str(def.name);
                fields |= idle.remove(&id).map_or(0, |_| 1 << field.0);
            }
            if fields != 0 {
                known.insert(entity, fields);
            }
        }
        self.known = known;
        let mut idle: Vec<(Place, String)> = idle.into_iter().map(|(name, place)| (place, name)).collect();
        idle.sort();
        findings.extend(idle.into_iter().map(|(place, name)| nobody(&name, place)));
    }

    /// Whether a field that a file of a format leaves out is not known to be none. Only who writes for the whole organisation
    /// says so of what they write.
    pub fn hides(&self, format: &Format, entity: Entity, field: FieldId) -> bool {
        let bit = 1 << field.0;
        format.closure == Closure::Section
            && self.fields[entity.kind as usize] & bit != 0
            && self.known.get(&entity).is_none_or(|known| known & bit == 0)
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

/// What an entry names: `teams`, `teams.mission`, `teams.members.role`; or `team:payments`, which is declared elsewhere.
fn named(path: &str) -> Option<Named> {
    if let Some((word, id)) = path.split_once(':')
        && let Some(kind) = of_word(word).filter(|&kind| record(kind).is_section() || kind == Kind::GoldenPath)
    {
        return Some(Named::Elsewhere(kind, folded(id.trim())));
    }
    let mut steps = path.split('.');
    let kind = section(steps.next()?)?;
    let mut named = Named::Section(kind);
    for step in steps {
        let of = match named {
            Named::Section(kind) | Named::Elsewhere(kind, _) => kind,
            Named::Field(kind, field) => record(kind).def(field).read.holds()?,
        };
        named = Named::Field(of, record(of).member(step)?);
    }
    Some(named)
}

fn nobody(name: &str, place: Place) -> Finding {
    INVALID_VALUE
        .at(place, format!("`!{name}` is no exception: nothing is called so of which a field is `partial`"))
        .saying("not found")
        .help("write the id with its kind, and perhaps a field, as in `!team:payments` or `!team:payments.mission`; or remove it")
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
    /// The fields that an entity or record lacks, as far as a native file has them, and whether it is known that there is none.
    pub fn lacking(&self, of: Entity) -> impl Iterator<Item = (FieldId, Known)> + '_ {
        let own = (0..).map(FieldId).zip(record(of.kind).fields).map(|(field, _)| field);
        own.filter(move |&field| self.slot(of, field).is_none()).map(move |field| (field, self.has(of, field)))
    }
}
