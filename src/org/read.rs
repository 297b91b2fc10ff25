//! Typed reads: the only way facts, rules and checks open what was declared.
//!
//! A read gives a value with its place, or nothing where nobody wrote the field, or what would have to be written
//! legibly. What cannot be read is never taken for absent, so that it never gets the default of its field.

use std::fmt::Debug;

use num_rational::Ratio;

use crate::declare::format::Format;
use crate::declare::value::{Slot, Value};
use crate::org::graph::Edge;
use crate::org::{Known, Org, overlay};
use crate::text::Place;
use crate::value::Missing;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::{Default, record};

/// A declared value and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub place: Place,
}

/// What a field says: a value, nothing because nobody wrote it, or what hides it.
pub type Declared<T> = Result<Option<At<T>>, Missing>;

/// Turns what a field says into its value, where absent means unknown.
pub trait Required<T> {
    /// The value.
    ///
    /// # Errors
    ///
    /// What hides it: the field itself where nobody wrote it.
    fn required(self, of: Entity, field: FieldId) -> Result<T, Missing>;
}

impl<T> Required<T> for Declared<T> {
    fn required(self, of: Entity, field: FieldId) -> Result<T, Missing> {
        self?.map(|at| at.value).ok_or(Missing::Field(of, field))
    }
}

/// The hours a field promises.
#[derive(Clone, Copy, Debug)]
pub enum Coverage<'o> {
    /// A word for them, by rank.
    Word(u8),
    /// Windows of the week.
    Windows(List<'o>),
}

/// A single value of any form, for those who do not know its field beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar<'o> {
    /// A truth value.
    Truth(bool),
    /// A number, exact.
    Number(Ratio<i128>),
    /// A span, time of day or offset, in minutes.
    Minutes(i64),
    /// Days since 1970-01-01.
    Date(i32),
    /// A word of the field's list, by rank.
    Word(u8),
    /// Text.
    Text(&'o str),
    /// What a reference refers to, or a nested record.
    Entity(Entity),
    /// A reference to something of a kind that is no part of the vocabulary.
    Foreign,
}

/// What a list field says.
#[derive(Clone, Copy)]
pub struct List<'o> {
    org: &'o Org,
    of: Entity,
    field: FieldId,
    slot: Option<&'o Slot>,
    elements: &'o [Slot],
}

impl Debug for List<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("List").field("of", &self.of).field("elements", &self.elements).finish_non_exhaustive()
    }
}

impl<'o> List<'o> {
    /// Whether somebody wrote it, legibly or not.
    pub fn is_written(&self) -> bool {
        self.slot.is_some_and(|slot| !slot.value.is_nothing())
    }

    /// Whether it is said to be a list: written, and not illegible as a whole.
    pub fn is_read(&self) -> bool {
        self.slot.is_some_and(|slot| !matches!(slot.value, Value::Nothing | Value::Invalid | Value::Elsewhere))
    }

    /// Whether it has no elements that are known of.
    pub fn is_empty(&self) -> bool {
        let is_none = |value| matches!(value, Value::Nothing | Value::Invalid | Value::Elsewhere | Value::Nobody);
        self.elements.iter().all(|element| is_none(element.value))
    }

    /// How many elements were written, legibly or not.
    pub fn written(&self) -> usize {
        self.elements.iter().filter(|element| !matches!(element.value, Value::Nothing | Value::Elsewhere)).count()
    }

    /// Whether an element says "nobody" in words, such as `TBD`.
    pub fn names_nobody(&self) -> bool {
        self.elements.iter().any(|element| element.value.is_nothing())
    }

    /// The organisation it belongs to.
    pub fn org(&self) -> &'o Org {
        self.org
    }

    /// Where it is written.
    pub fn place(&self) -> Option<Place> {
        self.slot.map(|slot| slot.place)
    }

    /// Why it may have elements that nobody knows of, though somebody wrote it: a part cannot be read, is kept elsewhere, or
    /// is of a kind that nobody here knows.
    pub fn open(&self) -> Option<Missing> {
        // Mostly all of a field can be read. To look at every element whenever a list is asked for would take as long as
        // going through it.
        if self.org.is_read_everywhere(self.of.kind, self.field) {
            return None;
        }
        let all = || self.slot.into_iter().chain(self.elements);
        let illegible = |slot: &Slot| matches!(slot.value, Value::Invalid | Value::Name(_));
        let elsewhere = |slot: &Slot| matches!(slot.value, Value::Elsewhere | Value::Foreign);
        if all().any(illegible) {
            Some(Missing::Invalid(self.of, self.field))
        } else {
            all().any(elsewhere).then_some(Missing::Elsewhere(self.of, self.field))
        }
    }

    /// Why it may have elements that nobody knows of: nobody wrote it, or a part cannot be read.
    pub fn missing(&self) -> Option<Missing> {
        if self.slot.is_some() { self.open() } else { Some(Missing::Field(self.of, self.field)) }
    }

    /// The elements that can be read, whatever they are.
    pub fn scalars(&self) -> impl DoubleEndedIterator<Item = At<Scalar<'o>>> + use<'o> {
        let org = self.org;
        self.elements.iter().filter_map(move |slot| Some(At { value: scalar(org, slot.value)?, place: slot.place }))
    }

    /// The elements that are references or records.
    pub fn entities(&self) -> impl DoubleEndedIterator<Item = At<Entity>> + use<'o> {
        self.elements.iter().filter_map(|slot| match slot.value {
            Value::Ref(value) | Value::Record(value) => Some(At { value, place: slot.place }),
            _ => None,
        })
    }

    /// The same, with those in their places that are nobody's.
    pub fn seats(&self) -> impl Iterator<Item = Option<At<Entity>>> + use<'o> {
        self.elements.iter().filter_map(|slot| match slot.value {
            Value::Ref(value) | Value::Record(value) => Some(Some(At { value, place: slot.place })),
            Value::Nobody => Some(None),
            _ => None,
        })
    }

    /// The elements that are texts.
    pub fn texts(&self) -> impl Iterator<Item = At<&'o str>> + use<'o> {
        let org = self.org;
        self.elements.iter().filter_map(move |slot| match slot.value {
            Value::Text(text) => Some(At { value: org.characters(text), place: slot.place }),
            _ => None,
        })
    }

    /// The elements that are words, by rank.
    pub fn words(&self) -> impl Iterator<Item = u8> + use<'o> {
        self.elements.iter().filter_map(|slot| match slot.value {
            Value::Word(rank) => Some(rank),
            _ => None,
        })
    }

    /// Whether it names an entity.
    pub fn has(&self, entity: Entity) -> bool {
        self.entities().any(|at| at.value == entity)
    }
}

/// What one declaration of an entity says about a field.
#[derive(Clone, Copy, Debug)]
pub struct Said<'o> {
    /// The format of the declaration.
    pub format: &'static Format,
    /// What it says, and where.
    pub value: List<'o>,
}

/// What refers to an entity in one field.
#[derive(Debug)]
pub struct Referring {
    /// Those that are known: each with the entity it belongs to.
    pub found: Vec<(Entity, Edge)>,
    /// Why there may be others: a field of that name somewhere cannot be read.
    pub open: Option<Missing>,
}

impl Org {
    /// A truth value.
    ///
    /// # Errors
    ///
    /// Like all reads: [`Missing::Invalid`] where something is written that cannot be read.
    pub fn truth(&self, of: Entity, field: FieldId) -> Declared<bool> {
        self.open(of, field, |value| match value {
            Value::Bool(value) => Some(value),
            _ => None,
        })
    }

    /// A truth value, or the default of its field.
    ///
    /// # Errors
    ///
    /// What hides it; the field itself where it was not written and has no default.
    pub fn truth_or_default(&self, of: Entity, field: FieldId) -> Result<bool, Missing> {
        or_default(self.truth(of, field), of, field, |default| match default {
            Default::Bool(value) => Some(value),
            _ => None,
        })
    }

    /// A number, a share or a percentage, exactly.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth`]; [`Missing::Arithmetic`] where it is too long to be exact.
    pub fn number(&self, of: Entity, field: FieldId) -> Declared<Ratio<i128>> {
        let number = self.open(of, field, |value| match value {
            Value::Number { mantissa, scale } => Some(exact(mantissa, scale)),
            _ => None,
        })?;
        let Some(At { value, place }) = number else { return Ok(None) };
        Ok(Some(At { value: value.ok_or(Missing::Arithmetic)?, place }))
    }

    /// A number, or the default of its field.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth_or_default`] and [`Org::number`].
    pub fn number_or_default(&self, of: Entity, field: FieldId) -> Result<Ratio<i128>, Missing> {
        or_default(self.number(of, field), of, field, |default| match default {
            Default::Number(value) => Some(Ratio::from_integer(value.into())),
            _ => None,
        })
    }

    /// A span, time of day or offset from UTC, in minutes.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth`].
    pub fn minutes(&self, of: Entity, field: FieldId) -> Declared<i64> {
        self.open(of, field, |value| match value {
            Value::Minutes(value) => Some(value),
            _ => None,
        })
    }

    /// A date, in days since 1970-01-01.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth`].
    pub fn date(&self, of: Entity, field: FieldId) -> Declared<i32> {
        self.open(of, field, |value| match value {
            Value::Date(value) => Some(value),
            _ => None,
        })
    }

    /// Days of the week, as a set; bit 0 is Monday.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth`].
    pub fn days(&self, of: Entity, field: FieldId) -> Declared<u8> {
        match self.slot(of, field) {
            Some(Slot { value: Value::Days(value), place, .. }) => Ok(Some(At { value: *value, place: *place })),
            Some(slot) if !slot.value.is_nothing() => Err(Missing::Invalid(of, field)),
            _ => Ok(None),
        }
    }

    /// A word of the field's list, by rank.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth`].
    pub fn word(&self, of: Entity, field: FieldId) -> Declared<u8> {
        self.open(of, field, |value| match value {
            Value::Word(value) => Some(value),
            _ => None,
        })
    }

    /// A word, or the default of its field.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth_or_default`].
    pub fn word_or_default(&self, of: Entity, field: FieldId) -> Result<u8, Missing> {
        or_default(self.word(of, field), of, field, |default| match default {
            Default::Word(rank) => Some(rank),
            _ => None,
        })
    }

    /// A text.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth`].
    pub fn text(&self, of: Entity, field: FieldId) -> Declared<&str> {
        self.open(of, field, |value| match value {
            Value::Text(text) => Some(self.characters(text)),
            _ => None,
        })
    }

    /// What a field refers to, or the record nested in it.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth`].
    pub fn reference(&self, of: Entity, field: FieldId) -> Declared<Entity> {
        self.open(of, field, |value| match value {
            Value::Ref(entity) | Value::Record(entity) => Some(entity),
            _ => None,
        })
    }

    /// Hours that are covered: a word, or windows.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth`].
    pub fn coverage(&self, of: Entity, field: FieldId) -> Declared<Coverage<'_>> {
        let Some(place) = self.place_of(of, field) else { return Ok(None) };
        let value = match self.word(of, field) {
            Ok(word) => return Ok(word.map(|word| At { value: Coverage::Word(word.value), place })),
            Err(missing) => {
                let windows = self.list(of, field);
                if !windows.is_read() || windows.open().is_some() {
                    return Err(missing);
                }
                Coverage::Windows(windows)
            }
        };
        Ok(Some(At { value, place }))
    }

    /// A list; a single value is a list of one.
    #[inline]
    pub fn list(&self, of: Entity, field: FieldId) -> List<'_> {
        self.listed(of, field, self.slot(of, field))
    }

    /// Who says what about a field: every declaration of the entity that has it, in the order in which they count, also
    /// those that contradict the first. What other entities say about it is not told apart where there is but one.
    pub fn said_of(&self, of: Entity, field: FieldId) -> impl Iterator<Item = Said<'_>> {
        let drafts = self.drafts(of);
        let only = drafts.is_empty().then(|| Some((self.formats(of).next()?, self.slot(of, field)?))).flatten();
        let several = drafts.iter().filter_map(move |draft| {
            Some((self.formats[usize::from(draft.format)], overlay::slot(self, draft, field)?))
        });
        let said = only.into_iter().chain(several);
        said.map(move |(format, slot)| Said { format, value: self.listed(of, field, Some(slot)) })
    }

    fn listed<'o>(&'o self, of: Entity, field: FieldId, slot: Option<&'o Slot>) -> List<'o> {
        let elements = match slot.map(|slot| (slot.value, slot)) {
            Some((Value::List(run), _)) => self.elements(run),
            Some((Value::Nothing | Value::Invalid | Value::Elsewhere | Value::Present, _)) | None => &[],
            Some((_, only)) => std::slice::from_ref(only),
        };
        List { org: self, of, field, slot, elements }
    }

    /// What is noted of an entity under a key of somebody's own, in its labels, say: text, as it is written.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth`]; also where what stands under the key is no text.
    pub fn note(&self, of: Entity, field: FieldId, key: &str) -> Declared<&str> {
        let Some(slot) = self.slot(of, field).filter(|slot| !slot.value.is_nothing()) else { return Ok(None) };
        let known = self.pairs(slot).find(|(known, _)| *known == key).map(|(_, under)| under);
        match known.unwrap_or(slot) {
            Slot { value: Value::Text(text), place, .. } => {
                Ok(Some(At { value: self.characters(*text), place: *place }))
            }
            Slot { value: Value::Nothing | Value::Notes(_), .. } => Ok(None),
            Slot { value: Value::Elsewhere, .. } => Err(Missing::Elsewhere(of, field)),
            _ => Err(Missing::Invalid(of, field)),
        }
    }

    /// Whether anything is noted under a key. False only where whoever declared the entity could have noted it.
    pub fn has_note(&self, of: Entity, field: FieldId, key: &str) -> Known {
        let Some(slot) = self.slot(of, field) else { return self.has(of, field) };
        match self.pairs(slot).find(|(known, _)| *known == key) {
            Some((_, under)) if !under.value.is_nothing() => Known::True,
            _ if matches!(slot.value, Value::Notes(_)) => self.left_out(of, field),
            _ => Known::Unknown,
        }
    }

    /// The keys under which something is noted, in the order in which they stand there.
    pub fn keys(&self, of: Entity, field: FieldId) -> impl Iterator<Item = &str> {
        let pairs = self.slot(of, field).into_iter().flat_map(|slot| self.pairs(slot));
        pairs.filter(|(_, under)| !under.value.is_nothing()).map(|(key, _)| key)
    }

    /// Where what is noted under a key stands.
    pub fn place_of_note(&self, of: Entity, field: FieldId, key: &str) -> Option<Place> {
        let slot = self.slot(of, field)?;
        let under = self.pairs(slot).find(|(known, _)| *known == key).map(|(_, under)| under);
        under.filter(|under| !under.value.is_nothing()).map(|under| under.place)
    }

    /// Keys and what stands under them.
    pub(in crate::org) fn pairs<'o>(&'o self, slot: &Slot) -> impl Iterator<Item = (&'o str, &'o Slot)> + use<'o> {
        let elements = if let Value::Notes(run) = slot.value { self.elements(run) } else { &[] };
        let (pairs, _) = elements.as_chunks::<2>();
        pairs.iter().filter_map(|[key, under]| match key.value {
            Value::Text(text) => Some((self.characters(text), under)),
            _ => None,
        })
    }

    /// A single value of whatever form its field has.
    ///
    /// # Errors
    ///
    /// As for [`Org::truth`].
    pub fn scalar(&self, of: Entity, field: FieldId) -> Declared<Scalar<'_>> {
        self.open(of, field, |value| scalar(self, value))
    }

    /// Where the value of a field is written, legibly or not.
    pub fn place_of(&self, of: Entity, field: FieldId) -> Option<Place> {
        self.slot(of, field).map(|slot| slot.place)
    }

    /// Whether a field was written, legibly or not.
    pub fn is_written(&self, of: Entity, field: FieldId) -> bool {
        self.slot(of, field).is_some_and(|slot| !slot.value.is_nothing())
    }

    /// Every field of a record that was written and cannot be read, or is kept elsewhere.
    pub fn illegible(&self, of: Entity) -> impl Iterator<Item = Missing> + '_ {
        self.slots_of(of).iter().filter_map(move |slot| match slot.value {
            Value::Invalid => Some(Missing::Invalid(of, slot.field)),
            Value::Elsewhere => Some(Missing::Elsewhere(of, slot.field)),
            _ => None,
        })
    }

    /// What refers to an entity in one field of one kind of record, in the order of declaration.
    pub fn referring(&self, to: Entity, kind: Kind, field: FieldId) -> Referring {
        let graph = self.graph();
        Referring { found: graph.referring(to, kind, field), open: graph.unread(kind, field) }
    }

    /// Why there may be values of a field that nobody knows of, whatever has it: somewhere it cannot be read.
    pub fn unread(&self, kind: Kind, field: FieldId) -> Option<Missing> {
        self.graph().unread(kind, field)
    }

    fn open<T>(&self, of: Entity, field: FieldId, form: impl FnOnce(Value) -> Option<T>) -> Declared<T> {
        let Some(slot) = self.slot(of, field).filter(|slot| !slot.value.is_nothing()) else { return Ok(None) };
        match form(slot.value) {
            Some(value) => Ok(Some(At { value, place: slot.place })),
            None if matches!(slot.value, Value::Elsewhere | Value::Foreign) => Err(Missing::Elsewhere(of, field)),
            None => Err(Missing::Invalid(of, field)),
        }
    }
}

fn or_default<T>(
    declared: Declared<T>,
    of: Entity,
    field: FieldId,
    form: impl FnOnce(Default) -> Option<T>,
) -> Result<T, Missing> {
    match declared? {
        Some(at) => Ok(at.value),
        None => form(record(of.kind).def(field).default).ok_or(Missing::Field(of, field)),
    }
}

/// `mantissa` / 10^`scale`, where that is not too long.
pub(in crate::org) fn exact(mantissa: i64, scale: u8) -> Option<Ratio<i128>> {
    // Most numbers are whole, and need not be reduced.
    match scale {
        0 => Some(Ratio::from_integer(mantissa.into())),
        _ => Some(Ratio::new(mantissa.into(), 10_i128.checked_pow(scale.into())?)),
    }
}

fn scalar(org: &Org, value: Value) -> Option<Scalar<'_>> {
    Some(match value {
        Value::Bool(value) => Scalar::Truth(value),
        Value::Number { mantissa, scale } => Scalar::Number(exact(mantissa, scale)?),
        Value::Minutes(value) => Scalar::Minutes(value),
        Value::Date(value) => Scalar::Date(value),
        Value::Word(rank) => Scalar::Word(rank),
        Value::Text(text) => Scalar::Text(org.characters(text)),
        Value::Ref(entity) | Value::Record(entity) => Scalar::Entity(entity),
        Value::Foreign => Scalar::Foreign,
        Value::Zone(_)
        | Value::Name(_)
        | Value::List(_)
        | Value::Notes(_)
        | Value::Days(_)
        | Value::Nothing
        | Value::Elsewhere
        | Value::Nobody
        | Value::Present
        | Value::Invalid => return None,
    })
}
