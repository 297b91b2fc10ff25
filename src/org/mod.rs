//! The organisation: what was declared, by whom, where; and how it hangs together.
//!
//! Read-only once built; what would be if something changed is asked of a changed one ([`what_if`]). Entities and
//! nested records share one sparse store: each has only the slots that were declared, found through a bit mask.

pub mod account;
mod accounts;
pub(crate) mod check;
pub mod claims;
mod inverse;
pub mod what_if;

pub mod build;
pub mod content;
mod derived;
pub mod differences;
pub mod graph;
pub mod known;
pub mod matching;
mod names;
mod namesakes;
pub mod origin;
mod overlay;
mod partial;
pub mod read;
pub mod relation;
mod resolve;
mod unknown;
mod unnamed;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::declare::format::{Format, FormatSet};
use crate::declare::mapping::Mapping;
use crate::declare::value::{Run, Slot, TextAt, Texts, Value};
use crate::declare::{Draft, KindSet, rank};
use crate::field;
use crate::org::graph::Graph;
use crate::org::known::Unchecked;
use crate::org::names::Names;
use crate::text::unicode::composed;
use crate::text::{FileId, Place, Sources};
use crate::vocabulary::kinds::{Entity, FieldId, KINDS, Kind, sections};
use crate::vocabulary::{SectionForm, record};

/// Three-valued truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Yes.
    True,
    /// No.
    False,
    /// Nobody said.
    Unknown,
}

/// How much of a section is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing of it was declared anywhere: what it would hold is unknown.
    Absent,
    /// Something of it was declared, but a part could not be read: there may be more.
    Incomplete,
    /// All there is.
    Complete,
}

/// An entity or record in the store.
#[derive(Clone, Copy, Debug)]
struct Head {
    id: TextAt,
    place: Place,
    mask: u64,
    base: u32,
    parent: Option<Entity>,
    formats: FormatSet,
    declared: bool,
    damaged: bool,
}

impl Head {
    /// Something that is only named, at this place, and says nothing.
    fn undeclared(id: TextAt, place: Place) -> Self {
        let formats = FormatSet::default();
        Self { id, place, mask: 0, base: 0, parent: None, formats, declared: false, damaged: false }
    }
}

/// In which format a file is written, from some byte on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Voice {
    file: FileId,
    start: u32,
    format: &'static Format,
}

/// Lists that are gone through faster than anything about them is looked up.
const SHORT: u32 = 16;

/// An organisation.
#[derive(Debug)]
pub struct Org {
    sources: Sources,
    owned: String,
    formats: Vec<&'static Format>,
    heads: Vec<Vec<Head>>,
    slots: Vec<Slot>,
    elements: Vec<Slot>,
    names: Vec<Names>,
    extents: [Extent; KINDS],
    /// Entities that are declared several times, in their order.
    several: Vec<overlay::Group>,
    closed: KindSet,
    parts: KindSet,
    partial: partial::Partial,
    voices: Vec<Voice>,
    unchecked: Vec<Unchecked>,
    /// What something names, and what would be declared if there were such a thing.
    dangling: HashSet<Entity>,
    claims: claims::Claims,
    matching: matching::Matching,
    mapping: Mapping,
    /// Of which kinds a format lists everybody.
    rosters: Vec<(&'static Format, KindSet)>,
    external: Vec<known::External>,
    differences: Vec<differences::Difference>,
    as_of: i32,
    graph: OnceLock<Graph>,
    unnamed: OnceLock<unnamed::Unnamed>,
    /// Of long lists, by where they begin, the records that are about the same as another of the list.
    alike: Mutex<HashMap<u32, HashSet<Entity>>>,
}

impl Org {
    /// The files it was read from, and every other text findings may point into.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Gives the files back, for the report.
    pub fn into_sources(self) -> Sources {
        self.sources
    }

    /// How many entities of a kind there are, those only referred to included; these come last.
    pub fn count(&self, kind: Kind) -> usize {
        self.heads[kind as usize].len()
    }

    /// All entities of a kind that were declared, in order of id.
    pub fn all(&self, kind: Kind) -> impl DoubleEndedIterator<Item = Entity> + '_ {
        let heads = &self.heads[kind as usize];
        (0..heads.len()).filter(|&at| heads[at].declared).map(move |at| Entity::new(kind, at))
    }

    /// How many entities of a kind were declared, and not only referred to.
    pub fn declared(&self, kind: Kind) -> usize {
        let heads = &self.heads[kind as usize];
        if heads.last().is_some_and(|head| head.declared) {
            heads.len()
        } else {
            heads.partition_point(|head| head.declared)
        }
    }

    /// How many entities there are in all: those that were declared and, where no file declares people, the people whom teams
    /// name as their members.
    pub fn entities(&self) -> usize {
        let declared: usize = sections().map(|kind| self.declared(kind)).sum();
        if self.declared(Kind::Person) > 0 { declared } else { declared + self.people_in_teams() }
    }

    fn people_in_teams(&self) -> usize {
        let mut named = vec![false; self.count(Kind::Person)];
        for member in (0..self.count(Kind::Member)).map(|index| Entity::new(Kind::Member, index)) {
            if let Some(Slot { value: Value::Ref(person), .. }) = self.slot(member, field!(Member.person)) {
                named[person.index()] = true;
            }
        }
        named.into_iter().filter(|&is_named| is_named).count()
    }

    /// How much of a section is known.
    pub fn extent(&self, kind: Kind) -> Extent {
        self.extents[kind as usize]
    }

    /// Whether somebody said that all there is of a section is declared.
    pub fn is_closed(&self, kind: Kind) -> bool {
        self.closed.contains(kind)
    }

    /// Whether a format lists everybody of a kind who is with what it is about.
    pub fn lists_all(&self, format: &Format, kind: Kind) -> bool {
        self.rosters.iter().any(|(known, kinds)| *known == format && kinds.contains(kind))
    }

    /// Whether the configuration says that an entity is declared elsewhere.
    pub fn is_external(&self, entity: Entity) -> bool {
        let id = self.stable_id(entity);
        self.external.iter().any(|external| external.covers(&id))
    }

    /// Whether a section is incomplete because files name others that are not read, and not because one is broken.
    pub fn is_part(&self, kind: Kind) -> bool {
        self.parts.contains(kind)
    }

    /// Whether something names it and nobody declares it, though all that there are of its kind are known.
    pub fn is_dangling(&self, entity: Entity) -> bool {
        self.dangling.contains(&entity)
    }

    /// References that were not checked, because what they refer to may be declared elsewhere; by kind.
    pub fn unchecked(&self) -> &[Unchecked] {
        &self.unchecked
    }

    /// The format of what is written at a place.
    pub fn format_at(&self, place: Place) -> Option<&'static Format> {
        let at = (place.file, place.span.start);
        let after = self.voices.partition_point(|voice| (voice.file, voice.start) <= at);
        let voice = self.voices[..after].last().filter(|voice| voice.file == place.file)?;
        Some(voice.format)
    }

    /// What a kind is called in the file that a place is in.
    pub fn word_at(&self, place: Place, kind: Kind) -> &'static str {
        self.format_at(place).map_or(record(kind).word, |format| format.terms.kind(kind))
    }

    /// What a field is called in the file that a place is in: its name, or the path of keys that lead to it.
    pub fn field_at(&self, place: Place, kind: Kind, field: FieldId) -> &'static str {
        let name = record(kind).def(field).name;
        self.format_at(place).and_then(|format| format.terms.field(kind, name)).unwrap_or(name)
    }

    /// Whether the entity was declared, and not only referred to.
    pub fn is_declared(&self, entity: Entity) -> bool {
        self.head(entity).declared
    }

    /// Whether a syntax error hit it, so that what it lacks may have been lost.
    pub fn is_damaged(&self, entity: Entity) -> bool {
        self.head(entity).damaged
    }

    /// The formats in which something is declared.
    pub fn all_formats(&self) -> &[&'static Format] {
        &self.formats
    }

    /// The formats in which the entity is declared.
    pub fn formats(&self, entity: Entity) -> impl Iterator<Item = &'static Format> {
        self.head(entity).formats.among(&self.formats)
    }

    /// The declarations of the entity in the order in which they count: the format of each, and where its id is written
    /// there.
    pub fn declarations(&self, entity: Entity) -> impl Iterator<Item = (&'static Format, Place)> + '_ {
        let drafts = self.drafts(entity);
        let only = drafts.is_empty().then(|| self.formats(entity).next()).flatten();
        let several = drafts.iter().map(|draft| (self.formats[usize::from(draft.format)], draft.place));
        only.map(|format| (format, self.place(entity))).into_iter().chain(several)
    }

    /// The declarations of an entity that is declared several times; none of any other.
    fn drafts(&self, entity: Entity) -> &[Draft] {
        let found = self.several.binary_search_by_key(&entity, |group| group.entity);
        found.map_or(&[], |at| &self.several[at].drafts)
    }

    /// The format that says most of those that declare the entity, where the field can be said in none of them.
    pub fn unsayable(&self, entity: Entity, field: FieldId) -> Option<&'static Format> {
        let could = self.formats(entity).any(|format| self.can_say(format, entity.kind, field));
        let much = |format: &&'static Format| format.can_say.number(entity.kind);
        if could { None } else { self.formats(entity).max_by_key(much) }
    }

    /// Whether a field can be said in a format, be it by a note that the configuration has stand for it.
    fn can_say(&self, format: &Format, kind: Kind, field: FieldId) -> bool {
        format.can_say.contains(kind, field) || self.mapping.can_say(format, kind, field)
    }

    /// Its id as declared: `payments`. Nested records have their key, or nothing.
    pub fn id(&self, entity: Entity) -> &str {
        self.characters(self.head(entity).id)
    }

    /// Its stable name for machines, in the composed form of Unicode: `team:payments`; for a nested record its parent's, the field and
    /// its key, what it is about, or its rank: `team:payments/tools/prometheus`, `rotation:web/layers/0`; for what stands in a
    /// list without ids what it is about, `interaction:payments/platform`.
    pub fn stable_id(&self, entity: Entity) -> String {
        let (mut parts, mut at) = (Vec::new(), entity);
        // A golden path that is of no platform is called by its name alone, as in a catalog.
        let by_itself = |at: Entity, parent: Entity| at.kind == Kind::GoldenPath && parent.kind == Kind::Org;
        while let Some(parent) = self.head(at).parent.filter(|&parent| !by_itself(at, parent)) {
            parts.push(self.step(at));
            at = parent;
        }
        let word = record(at.kind).word;
        let id = self.id(at);
        let mut name = match (id, record(at.kind).form) {
            (_, SectionForm::Single) => word.to_owned(),
            ("", _) => match self.unnamed(at) {
                Some(called) => format!("{word}:{called}"),
                None => format!("{word}:{}", at.index),
            },
            _ => format!("{word}:{id}"),
        };
        for part in parts.iter().rev() {
            name.push('/');
            name.push_str(part);
        }
        match composed(&name) {
            Cow::Owned(composed) => composed,
            Cow::Borrowed(_) => name,
        }
    }

    fn step(&self, child: Entity) -> String {
        let Some((slot, rank)) = self.list_of(child) else { return self.id(child).to_owned() };
        let field = record(slot.kind).def(slot.field).name;
        match (self.id(child), rank) {
            (_, None) => field.to_owned(),
            ("", Some(rank)) => self
                .subject_in(slot, child)
                .map_or_else(|| format!("{field}/{rank}"), |subject| format!("{field}/{subject}")),
            (id, Some(_)) => format!("{field}/{id}"),
        }
    }

    /// The field of its parent that a nested record stands in, with its rank where that is a list.
    pub fn held_in(&self, child: Entity) -> Option<(FieldId, Option<usize>)> {
        self.list_of(child).map(|(slot, rank)| (slot.field, rank))
    }

    fn list_of(&self, child: Entity) -> Option<(&Slot, Option<usize>)> {
        self.slots_of(self.parent(child)?).iter().find_map(|slot| match slot.value {
            Value::Record(only) => (only == child).then_some((slot, None)),
            Value::List(run) => Some((slot, Some(self.rank_in(run, child)?))),
            _ => None,
        })
    }

    /// The rank of a record in a list.
    fn rank_in(&self, list: Run, child: Entity) -> Option<usize> {
        let all = self.elements(list);
        let is_there = |rank: usize| all.get(rank).is_some_and(|element| element.value == Value::Record(child));
        // Records that were declared one after the other have numbers in a row.
        let first = match all.first()?.value {
            Value::Record(first) => child.index().checked_sub(first.index()).filter(|&rank| is_there(rank)),
            _ => None,
        };
        first.or_else(|| (0..all.len()).find(|&rank| is_there(rank)))
    }

    /// The id of what a record without an id is about (`tools: [prometheus]`), where no other record of the list is.
    fn subject_in(&self, list: &Slot, child: Entity) -> Option<&str> {
        let wanted = self.subject(child)?;
        let Value::List(run) = list.value else { return None };
        let subjects = || {
            self.elements(run).iter().filter_map(|element| match element.value {
                Value::Record(record) => Some((record, self.subject(record)?)),
                _ => None,
            })
        };
        if run.len <= SHORT {
            return subjects().all(|(other, subject)| other == child || subject != wanted).then_some(wanted);
        }
        // Which records of a long list are about the same is found out once, and not for each of them.
        let mut known = self.alike.lock().unwrap_or_else(PoisonError::into_inner);
        let alike = known.entry(run.start).or_insert_with(|| {
            let (mut first, mut alike) = (HashMap::new(), HashSet::new());
            for (record, subject) in subjects() {
                if let Some(&other) = first.get(subject) {
                    alike.extend([record, other]);
                } else {
                    first.insert(subject, record);
                }
            }
            alike
        });
        (!alike.contains(&child)).then_some(wanted)
    }

    fn subject(&self, nested: Entity) -> Option<&str> {
        let what = record(nested.kind);
        match self.slot(nested, what.field(what.shorthand?)?)?.value {
            Value::Ref(about) => Some(self.id(about)),
            Value::Name(name) => Some(self.characters(name)),
            _ => None,
        }
    }

    /// Where its id is written, in its first declaration; for an entity that is only referred to,
    /// the first reference.
    pub fn place(&self, entity: Entity) -> Place {
        self.head(entity).place
    }

    /// The record it is nested in.
    pub fn parent(&self, entity: Entity) -> Option<Entity> {
        self.head(entity).parent
    }

    /// A declared field; defaults are not applied.
    #[inline]
    pub(in crate::org) fn slot(&self, entity: Entity, field: FieldId) -> Option<&Slot> {
        let head = self.head(entity);
        let bit = 1_u64 << field.0;
        if head.mask & bit == 0 {
            return None;
        }
        let before = (head.mask & (bit - 1)).count_ones();
        self.slots.get((head.base + before) as usize)
    }

    /// Forgets that a field may be kept elsewhere, where that is only noted.
    fn drop_noted(&mut self, entity: Entity, field: FieldId) {
        if self.slot(entity, field).is_none_or(|slot| !slot.noted || slot.value != Value::Elsewhere) {
            return;
        }
        let others: Vec<Slot> = self.slots_of(entity).iter().filter(|slot| slot.field != field).copied().collect();
        let base = rank(self.slots.len());
        self.slots.extend(others);
        let head = &mut self.heads[entity.kind as usize][entity.index()];
        (head.mask, head.base) = (head.mask & !(1 << field.0), base);
    }

    /// All declared fields of a record.
    pub(in crate::org) fn slots_of(&self, entity: Entity) -> &[Slot] {
        let head = self.head(entity);
        let from = head.base as usize;
        &self.slots[from..from + head.mask.count_ones() as usize]
    }

    /// Whether a field was declared. False only where whoever declared the entity could have said it.
    pub fn has(&self, entity: Entity, field: FieldId) -> Known {
        match self.slot(entity, field).map(|slot| slot.value) {
            Some(Value::Nothing) => Known::False,
            Some(Value::List(run)) if run.len > 0 && self.elements(run).iter().all(|e| e.value.is_nothing()) => {
                Known::False
            }
            Some(_) => Known::True,
            None => self.left_out(entity, field),
        }
    }

    /// What is to be made of a field, or of a part of it, that nobody declared: false where somebody could have.
    fn left_out(&self, entity: Entity, field: FieldId) -> Known {
        let head = self.head(entity);
        let says = |format: &'static Format| {
            self.can_say(format, entity.kind, field) && !self.partial.hides(format, entity, field)
        };
        let could = || self.formats(entity).any(says);
        if head.declared && !head.damaged && could() { Known::False } else { Known::Unknown }
    }

    /// The elements of a list value.
    pub(in crate::org) fn elements(&self, run: Run) -> &[Slot] {
        &self.elements[run.start as usize..(run.start + run.len) as usize]
    }

    /// The elements of a list field; none when it was not declared.
    pub(in crate::org) fn raw_list(&self, entity: Entity, field: FieldId) -> &[Slot] {
        match self.slot(entity, field) {
            Some(Slot { value: Value::List(run), .. }) => self.elements(*run),
            _ => &[],
        }
    }

    /// The characters of a text.
    pub(in crate::org) fn characters(&self, text: TextAt) -> &str {
        self.texts().get(text)
    }

    /// The entity of that kind and id, compared without regard to case; synonyms count.
    pub fn find(&self, kind: Kind, id: &str) -> Option<Entity> {
        let named = self.names[kind as usize].get(id)?;
        Some(Entity { kind, index: named.index })
    }

    /// Second opinions about who owns services.
    pub fn claims(&self) -> &claims::Claims {
        &self.claims
    }

    /// The date that counts as today, in days since 1970-01-01.
    pub fn as_of(&self) -> i32 {
        self.as_of
    }

    /// The entities and their references to each other.
    pub fn graph(&self) -> &Graph {
        self.graph.get_or_init(|| Graph::of(self))
    }

    /// Whether it is known that nothing which is written in a field of a kind of record is illegible, kept elsewhere or
    /// foreign. It is known once there is a graph.
    pub(in crate::org) fn is_read_everywhere(&self, kind: Kind, field: FieldId) -> bool {
        self.graph.get().is_some_and(|graph| graph.is_read_everywhere(kind, field))
    }

    fn head(&self, entity: Entity) -> &Head {
        &self.heads[entity.kind as usize][entity.index()]
    }

    fn texts(&self) -> Texts<'_> {
        Texts { sources: &self.sources, owned: &self.owned }
    }
}
