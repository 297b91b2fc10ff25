//! What one file declares, before anyone knows what the other files say.
//!
//! Every dialect writes the same thing: drafts of entities and nested records, with names where
//! references will be.

pub(crate) mod age;
pub mod claims;
mod elsewhere;
pub mod export;
pub mod format;
pub mod leftover;
pub mod mapping;
pub mod matching;
pub(crate) mod pager;
pub mod reader;
pub mod setting;
mod shapes;
pub mod value;
pub(crate) mod zones;

use crate::declare::claims::FolderOwners;
use crate::declare::export::Export;
use crate::declare::format::{Format, rank_of};
use crate::declare::matching::{Handle, Recognised};
use crate::declare::value::{Run, Slot, TextAt, Texts, Value};
use crate::finding::Finding;
use crate::text::{FileId, Place};
use crate::vocabulary::kinds::{Entity, FieldId, KINDS, Kind};
use crate::vocabulary::record;
use crate::{field, word};

impl Open {
    /// The kind of record being read.
    pub const fn kind(&self) -> Kind {
        self.kind
    }
}

/// An entity or record as one file declares it.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    /// Its id, or empty.
    pub id: TextAt,
    /// Where its id stands, or where it begins.
    pub place: Place,
    /// Which fields it has; their slots follow `base` in order of field.
    pub mask: u64,
    /// Rank of its first slot.
    pub base: u32,
    /// The record it is nested in.
    pub parent: Option<Entity>,
    /// In which format it is written: a rank among [`Declarations::formats`].
    pub format: u8,
    /// Whether a syntax error hit it, so that what it lacks may have been lost.
    pub damaged: bool,
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindSet(u128);

const _: () = assert!(KINDS <= u128::BITS as usize, "more kinds than a set holds");

impl KindSet {
    /// Adds a kind.
    pub fn insert(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u8;
    }
    /// The kinds of a list.
    pub fn of(kinds: impl IntoIterator<Item = Kind>) -> Self {
        kinds.into_iter().fold(Self::default(), |mut set, kind| {
            set.insert(kind);
            set
        })
    }
    /// Takes out everything in another.
    pub fn remove(&mut self, other: Self) {
        self.0 &= !other.0;
    }
    /// Whether the kind is in it.
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }
    /// Everything in either.
    pub fn extend(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A file, or a pattern of files, that a file names as part of the same organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The path or pattern, relative to the file.
    pub path: String,
    /// Where it is named.
    pub place: Place,
    /// Whether it need not be there.
    pub optional: bool,
}

/// What one file declares.
#[derive(Clone, Debug)]
pub struct Declarations {
    /// The file.
    pub file: FileId,
    /// The formats it is written in, in the order in which they were met.
    pub formats: Vec<&'static Format>,
    /// Drafts by kind.
    pub drafts: Vec<Vec<Draft>>,
    /// Slots of all drafts.
    pub slots: Vec<Slot>,
    /// Elements of all lists.
    pub elements: Vec<Slot>,
    /// Texts that are not slices of the file.
    pub owned: String,
    /// What is wrong in the file.
    pub problems: Vec<Finding>,
    /// Sections it contributes to, also when they are empty.
    pub sections: KindSet,
    /// Sections of which a part was lost.
    pub lost: KindSet,
    /// Kinds that it names some of and does not have all of, as others may.
    pub partial: KindSet,
    /// Kinds of which it says that there may be more than it has.
    pub more: KindSet,
    /// Kinds of which it lists everybody who is with it: whoever is not among them has left, or was never there.
    pub rosters: KindSet,
    /// What it says about the owners of folders.
    pub owners: Option<FolderOwners>,
    /// Other files it names as part of the catalog, relative to itself.
    pub targets: Vec<Target>,
    /// Whether it names files of the same organisation that are not read.
    pub leads_outside: bool,
    /// In which format it is written from which byte on.
    pub voices: Vec<(u32, &'static Format)>,
    /// Whether it is a file about one team, whose members need not be declared elsewhere.
    pub short: bool,
    /// Whether it may be an export of another program with more in it than is read, of which nothing is shown but what a finding
    /// is about.
    pub private: bool,
    /// Documents that were skipped because they are templates of entities.
    pub skeletons: usize,
    /// What is said here about entities that are declared somewhere else.
    pub said: Vec<Said>,
    /// What pagers' exports say here, until all files are read and it is known what their ids stand for.
    pub exports: Vec<(&'static Format, Export)>,
    /// When the exports in it were made, as far as they say it.
    pub dated: Vec<Dated>,
    /// Time zones that stand where an offset is wanted, which can be told only on a day.
    pub zoned: Vec<Zoned>,
    /// Names that entities have here or elsewhere, besides their ids.
    pub handles: Vec<Handle>,
    /// Namespaces in which entities are kept whose ids do not say so.
    pub namespaces: Vec<(Entity, String)>,
    /// Declarations of which the file's own reader knew whom of other files they are about.
    pub recognised: Vec<Recognised>,
    /// Declarations of people of whom it is not known whom of other files they are.
    pub open_matches: Vec<Place>,
    scratch: Vec<Slot>,
}

/// Something that one entity says about another: a group names its children, a resource what depends on it.
///
/// A list adds to what the other entity says of itself; a single value counts where it says nothing.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// The id of the other entity, whose kind is that of the slot.
    pub of: TextAt,
    /// The field, its value and where it was said. Records in the value have no parent yet.
    pub slot: Slot,
}

/// A time zone in place of an offset from UTC.
#[derive(Clone, Debug)]
pub struct Zoned {
    /// The field.
    pub name: String,
    /// What stands there.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// The day on which something was exported, in days since 1970-01-01.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// The format of the export.
    pub format: &'static Format,
    /// The day.
    pub day: i32,
    /// Where that is said.
    pub place: Place,
}

/// Slots collected for a record that is still being read.
#[derive(Debug)]
#[must_use]
pub struct Open {
    kind: Kind,
    mark: usize,
}

impl Declarations {
    /// Nothing yet.
    pub fn new(file: FileId) -> Self {
        Self {
            file,
            formats: Vec::new(),
            drafts: (0..KINDS).map(|_| Vec::new()).collect(),
            slots: Vec::new(),
            elements: Vec::new(),
            owned: String::new(),
            problems: Vec::new(),
            sections: KindSet::default(),
            lost: KindSet::default(),
            partial: KindSet::default(),
            more: KindSet::default(),
            rosters: KindSet::default(),
            owners: None,
            targets: Vec::new(),
            leads_outside: false,
            voices: Vec::new(),
            short: false,
            private: false,
            skeletons: 0,
            said: Vec::new(),
            exports: Vec::new(),
            dated: Vec::new(),
            zoned: Vec::new(),
            handles: Vec::new(),
            namespaces: Vec::new(),
            recognised: Vec::new(),
            open_matches: Vec::new(),
            scratch: Vec::new(),
        }
    }

    /// What an export of a format says here.
    pub fn export(&mut self, format: &'static Format) -> &mut Export {
        let known = self.exports.iter().position(|(of, _)| *of == format);
        let at = known.unwrap_or_else(|| {
            self.exports.push((format, Export::default()));
            self.exports.len() - 1
        });
        &mut self.exports[at].1
    }

    /// Whether there is nothing in it but templates of entities, of which one note tells.
    pub fn is_template(&self) -> bool {
        self.skeletons > 0
            && self.problems.len() == 1
            && self.drafts.iter().all(Vec::is_empty)
            && self.targets.is_empty()
            && self.said.is_empty()
            && self.sections == KindSet::default()
            && self.lost == KindSet::default()
    }

    /// Begins a record. Records begun inside it must be closed first.
    pub fn open(&mut self, kind: Kind) -> Open {
        Open { kind, mark: self.scratch.len() }
    }

    /// Gives the record being read a field. The first value of a field stays.
    pub fn set(&mut self, open: &Open, field: FieldId, value: Value, place: Place) {
        if !self.scratch[open.mark..].iter().any(|slot| slot.field == field) {
            self.scratch.push(Slot { value, place, kind: open.kind, field, noted: false });
        }
    }

    /// The same with a value that a note of the record stands for.
    pub fn set_noted(&mut self, open: &Open, field: FieldId, value: Value, place: Place) {
        if self.get(open, field).is_none() {
            self.scratch.push(Slot { value, place, kind: open.kind, field, noted: true });
        }
    }

    /// Ends a record and gives its rank in this file.
    #[allow(clippy::needless_pass_by_value)] // what was closed cannot be written to any more
    pub fn close(&mut self, open: Open, id: TextAt, place: Place, format: &'static Format, damaged: bool) -> Entity {
        let format = rank_of(&mut self.formats, format);
        let entity = Entity::new(open.kind, self.drafts[open.kind as usize].len());
        self.scratch[open.mark..].sort_unstable_by_key(|slot| slot.field);
        let base = rank(self.slots.len());
        let mut mask = 0;
        for slot in self.scratch.drain(open.mark..) {
            mask |= 1 << slot.field.0;
            match slot.value {
                Value::Record(child) => self.drafts[child.kind as usize][child.index()].parent = Some(entity),
                Value::List(run) => {
                    for element in &mut self.elements[run.start as usize..(run.start + run.len) as usize] {
                        (element.kind, element.field) = (slot.kind, slot.field);
                        if let Value::Record(child) = element.value {
                            self.drafts[child.kind as usize][child.index()].parent = Some(entity);
                        }
                    }
                }
                Value::Notes(run) => {
                    for element in &mut self.elements[run.start as usize..(run.start + run.len) as usize] {
                        (element.kind, element.field) = (slot.kind, slot.field);
                    }
                }
                _ => {}
            }
            self.slots.push(slot);
        }
        self.drafts[open.kind as usize].push(Draft { id, place, mask, base, parent: None, format, damaged });
        entity
    }

    /// What the record being read has for a field so far.
    pub fn get(&self, open: &Open, field: FieldId) -> Option<Slot> {
        self.scratch[open.mark..].iter().find(|slot| slot.field == field && slot.kind == open.kind).copied()
    }

    /// What a draft has for a field.
    pub fn slot_of(&self, draft: &Draft, field: FieldId) -> Option<&Slot> {
        let bit = 1_u64 << field.0;
        let before = (draft.mask & (bit - 1)).count_ones();
        (draft.mask & bit != 0).then(|| self.slots.get((draft.base + before) as usize)).flatten()
    }

    /// Whether a team is declared as a list of permissions or of code owners, and not as one that works together.
    pub fn is_list(&self, index: usize) -> bool {
        const LISTS: [u8; 2] = [word!(Team.kind, "permission"), word!(Team.kind, "code-ownership")];
        let kind = self.slot_of(&self.drafts[Kind::Team as usize][index], field!(Team.kind));
        matches!(kind.map(|slot| slot.value), Some(Value::Word(word)) if LISTS.contains(&word))
    }

    /// The text of a field of a draft.
    pub fn text_of<'t>(&self, texts: Texts<'t>, kind: Kind, index: usize, name: &str) -> Option<&'t str> {
        self.texts_of(texts, kind, index, name).next().map(|(text, _)| text)
    }

    /// The texts of a field of a draft, one or several, with their places.
    pub fn texts_of<'t>(
        &self,
        texts: Texts<'t>,
        kind: Kind,
        index: usize,
        name: &str,
    ) -> impl Iterator<Item = (&'t str, Place)> {
        let draft = &self.drafts[kind as usize][index];
        let slot = record(kind).field(name).and_then(|field| self.slot_of(draft, field));
        let slots = slot.map_or(&[][..], |slot| match slot.value {
            Value::List(run) => &self.elements[run.start as usize..(run.start + run.len) as usize],
            _ => std::slice::from_ref(slot),
        });
        let text = move |slot: &Slot| match slot.value {
            Value::Text(text) => Some((texts.get(text), slot.place)),
            _ => None,
        };
        slots.iter().filter_map(text)
    }

    /// The same value once more, for another record: lists get elements of their own.
    pub fn copy(&mut self, value: Value) -> Value {
        let Value::List(run) = value else { return value };
        let elements = self.elements[run.start as usize..(run.start + run.len) as usize].to_vec();
        self.list(&elements)
    }

    /// Says something about an entity that is declared somewhere else.
    pub fn say(&mut self, of: TextAt, slot: Slot) {
        if let Value::List(run) = slot.value {
            for element in &mut self.elements[run.start as usize..(run.start + run.len) as usize] {
                (element.kind, element.field) = (slot.kind, slot.field);
            }
        }
        self.said.push(Said { of, slot });
    }

    /// Gives up a record that turned out not to be one.
    #[allow(clippy::needless_pass_by_value)] // as for `close`
    pub fn abandon(&mut self, open: Open) {
        self.scratch.truncate(open.mark);
    }

    /// Makes a list of values.
    pub fn list(&mut self, values: &[Slot]) -> Value {
        let start = rank(self.elements.len());
        self.elements.extend_from_slice(values);
        Value::List(Run { start, len: rank(values.len()) })
    }

    /// Makes texts under keys: each a key, and what stands under it.
    pub fn notes(&mut self, notes: &[[Slot; 2]]) -> Value {
        let start = rank(self.elements.len());
        self.elements.extend_from_slice(notes.as_flattened());
        Value::Notes(Run { start, len: rank(2 * notes.len()) })
    }

    /// Keeps a text that is not a slice of the file.
    pub fn own(&mut self, text: &str) -> TextAt {
        let start = rank(self.owned.len());
        self.owned.push_str(text);
        TextAt { file: TextAt::OWNED, start, len: rank(text.len()) }
    }
}

/// A rank as it is stored. No input reaches the bound: a file is at most 4 GiB.
pub(crate) fn rank(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
