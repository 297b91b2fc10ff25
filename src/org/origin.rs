//! Where the value of a field comes from that nobody wrote: a note of the entity that stands for it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::declare::format::Format;
use crate::declare::mapping::Noted;
use crate::org::Org;
use crate::text::Place;
use crate::vocabulary::kinds::{ALL, Entity, FieldId, Kind};
use crate::vocabulary::record;

/// A note that stands for a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Labels, annotations, tags, links or extras.
    note: &'static str,
    /// The key, the tag or the title; nothing where it stands for all of the sort.
    key: String,
    /// Where the configuration says that it stands for the field; none where it does everywhere.
    pub mapped: Option<Place>,
}

impl Origin {
    /// What it is, in words: "annotation `pagerduty.com/service-id`".
    pub fn in_words(&self) -> String {
        let Self { note, key, .. } = self;
        match (*note, key.as_str()) {
            (many, "") => many.to_owned(),
            ("x", key) => format!("`x-{key}`"),
            (many, key) => format!("{} `{key}`", many.trim_end_matches('s')),
        }
    }

    /// The same for many entities, whose tags and titles of links differ.
    fn of_all(self) -> Self {
        let key = if matches!(self.note, "tags" | "links") { String::new() } else { self.key };
        Self { key, ..self }
    }
}

/// Notes that stand for one field, in all entities of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The kind of the entities.
    pub kind: Kind,
    /// The field.
    pub field: FieldId,
    /// What stands for it.
    pub origin: Origin,
    /// For how many of them.
    pub entities: usize,
}

impl Org {
    /// What stands for fields that nobody wrote, in the order of kinds and fields.
    pub fn standing(&self) -> Vec<Standing> {
        let mut found: BTreeMap<(Kind, FieldId, Origin), usize> = BTreeMap::new();
        let kinds = ALL.into_iter().filter(|&kind| !record(kind).notes.is_empty());
        for entity in kinds.flat_map(|kind| self.all(kind)) {
            for slot in self.slots_of(entity).iter().filter(|slot| slot.noted) {
                if let Some(origin) = self.origin(entity, slot.field) {
                    *found.entry((entity.kind, slot.field, origin.of_all())).or_default() += 1;
                }
            }
        }
        let standing = found.into_iter();
        standing.map(|((kind, field, origin), entities)| Standing { kind, field, origin, entities }).collect()
    }

    /// The note that the value of a field is taken from, if it is.
    pub fn origin(&self, of: Entity, field: FieldId) -> Option<Origin> {
        if of.index() >= self.count(of.kind) {
            return None;
        }
        let slot = self.slot(of, field)?;
        let what = record(of.kind);
        let notes = what.notes.iter().filter_map(|note| what.member(note.name)).filter(|&note| note != field);
        let (note, keys) =
            notes.map(|note| (note, self.keys_at(of, note, slot.place))).find(|(_, keys)| !keys.is_empty())?;
        let stands = |source: &Noted| source.note == note && keys.iter().any(|key| source.covers(of.kind, key));
        let mapped = self.mapping.of(of.kind, field).filter(|_| slot.noted);
        let mapped = mapped.filter(|mapped| mapped.sources.iter().any(stands));
        Some(Origin { note: what.def(note).name, key: keys[0].to_owned(), mapped: mapped.map(|mapped| mapped.place) })
    }

    /// The keys of a note under which something stands at a place; of tags the one that does.
    fn keys_at(&self, of: Entity, note: FieldId, place: Place) -> Vec<&str> {
        let Some(noted) = self.slot(of, note) else { return Vec::new() };
        let pairs = self.pairs(noted).filter(|(_, under)| under.place == place).map(|(key, _)| key);
        pairs.chain(self.list(of, note).texts().filter(|tag| tag.place == place).map(|tag| tag.value)).collect()
    }

    /// Where a field of a kind is written in a format: the path of keys, or that of the note which stands for it.
    pub fn path_in(&self, format: &Format, kind: Kind, name: &str) -> Option<Cow<'static, str>> {
        if let Some(path) = format.terms.field(kind, name) {
            return Some(Cow::Borrowed(path));
        }
        let what = record(kind);
        let field = what.member(name)?;
        if format.can_say.contains(kind, field) {
            return Some(Cow::Borrowed(what.def(field).name));
        }
        let mapped = self.mapping.of(kind, field)?;
        let source = mapped.sources.iter().find(|source| format.can_say.contains(kind, source.note))?;
        let note = what.def(source.note).name;
        let path = format.terms.field(kind, note).unwrap_or(note);
        Some(Cow::Owned(match note {
            "x" => format!("x-{}", source.key),
            _ => format!("{path}[\"{}\"]", source.key),
        }))
    }
}
