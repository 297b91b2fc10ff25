//! Notes that stand for fields, as the configuration says: a label for the tier of a service, an annotation for its runbook.
//!
//! What stands there is read as the field is written, and told of at its own place. A field that somebody declared counts
//! over it.

use std::collections::HashMap;

use crate::declare::format::Format;
use crate::declare::reader::{Reader, slot};
use crate::declare::value::{Slot, TextAt, Texts, Value};
use crate::declare::{Declarations, Draft, leftover, rank};
use crate::finding::Finding;
use crate::finding::diagnostics::WRONG_TYPE;
use crate::finding::fix::Scalar;
use crate::text::{Place, Sources};
use crate::vocabulary::forms::TIER;
use crate::vocabulary::kinds::{FieldId, Kind};
use crate::vocabulary::meant::numbers::behind_a_word;
use crate::vocabulary::{Field, Read, record};

/// Which notes stand for which fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(pub Vec<Mapped>);

/// A field, and what stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The kind of entity.
    pub kind: Kind,
    /// The field.
    pub field: FieldId,
    /// What stands for it; the first that is there counts.
    pub sources: Vec<Noted>,
    /// Where the configuration says so.
    pub place: Place,
}

/// A key among the notes of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Labels, annotations, tags, links or extras.
    pub note: FieldId,
    /// The key; of tags what they begin with, or all of one; of links a word of the title or of the type.
    pub key: String,
}

impl Noted {
    /// Whether it is a key among the notes of an entity of a kind, a tag, or the title or type of a link.
    pub fn covers(&self, kind: Kind, key: &str) -> bool {
        match record(kind).def(self.note).name {
            "links" => names(key, &self.key),
            "tags" => behind(key, &self.key).is_some(),
            _ => key == self.key,
        }
    }
}

/// What was found under a key.
#[derive(Clone, Copy)]
struct Found {
    value: Value,
    place: Place,
}

/// Whether one text can be the value of a field, or several with commas between them.
pub fn can_stand_for(field: &Field) -> bool {
    match field.read {
        Read::Scalar(_) | Read::Word(_) | Read::Ref(_) | Read::Coverage | Read::Link => true,
        Read::List(element) => matches!(element, Read::Scalar(_) | Read::Word(_) | Read::Ref(_)),
        Read::Record(_) | Read::Map(_) | Read::Free | Read::Notes => false,
    }
}

impl Mapping {
    /// What stands for a field.
    pub fn of(&self, kind: Kind, field: FieldId) -> Option<&Mapped> {
        self.0.iter().find(|mapped| mapped.kind == kind && mapped.field == field)
    }

    /// Whether a format can say a field by what stands for it.
    pub fn can_say(&self, format: &Format, kind: Kind, field: FieldId) -> bool {
        let sources = || self.of(kind, field).into_iter().flat_map(|mapped| &mapped.sources);
        sources().any(|source| format.can_say.contains(kind, source.note))
    }

    /// Tells once of each text that stands for a field and cannot: how many entities have it is up to who wrote the entities.
    pub(crate) fn tell_once(&self, findings: &mut Vec<Finding>) {
        let mut known: HashMap<(Place, String), usize> = HashMap::new();
        let mut kept: Vec<(Finding, Vec<Place>)> = Vec::with_capacity(findings.len());
        for finding in findings.drain(..) {
            let because = finding.labels.iter().map(|label| label.place).find(|place| self.says(*place));
            let Some(because) = because else {
                kept.push((finding, Vec::new()));
                continue;
            };
            let first = *known.entry((because, finding.message.clone())).or_insert(kept.len());
            match kept.get_mut(first) {
                Some((_, also)) => also.push(finding.place()),
                None => kept.push((finding, Vec::new())),
            }
        }
        let told = |(finding, also): (Finding, Vec<Place>)| {
            if also.is_empty() { finding } else { finding.occurring_also(also, "also here") }
        };
        findings.extend(kept.into_iter().map(told));
    }

    /// Whether it is said at a place that something stands for a field.
    fn says(&self, place: Place) -> bool {
        self.0.iter().any(|mapped| mapped.place == place)
    }

    /// Gives the entities of a file the fields for which something stands.
    pub(crate) fn apply(&self, part: &mut Declarations, sources: &Sources) {
        let kinds: Vec<Kind> = self.0.iter().map(|mapped| mapped.kind).collect();
        if !kinds.iter().any(|&kind| !part.drafts[kind as usize].is_empty()) {
            return;
        }
        let Some(&format) = part.formats.first() else { return };
        let file = part.file;
        let mut reader = Reader::over(std::mem::replace(part, Declarations::new(file)), format);
        for (at, kind) in kinds.iter().enumerate().filter(|(at, kind)| !kinds[..*at].contains(kind)) {
            for index in 0..reader.out.drafts[*kind as usize].len() {
                complete(&mut reader, sources, *kind, index, &self.0[at..]);
            }
        }
        *part = reader.out;
    }
}

/// Gives an entity of a kind the fields for which something stands.
fn complete(reader: &mut Reader, sources: &Sources, kind: Kind, index: usize, from: &[Mapped]) {
    let draft = reader.out.drafts[kind as usize][index];
    let mut slots: Option<Vec<Slot>> = None;
    for mapped in from.iter().filter(|mapped| mapped.kind == kind) {
        let own = slots_of(&reader.out, &draft);
        let declared = own.iter().any(|slot| slot.field == mapped.field && !slot.noted && !slot.value.is_nothing());
        let Some(found) = mapped.sources.iter().find_map(|source| found(&mut reader.out, sources, &draft, source))
        else {
            continue;
        };
        if declared {
            continue;
        }
        let value = mapped.value(reader, sources, &draft, found);
        let slots = slots.get_or_insert_with(|| slots_of(&reader.out, &draft).to_vec());
        slots.retain(|slot| slot.field != mapped.field);
        slots.push(Slot { value, place: found.place, kind, field: mapped.field, noted: true });
    }
    if let Some(mut slots) = slots {
        slots.sort_unstable_by_key(|slot| slot.field);
        let draft = &mut reader.out.drafts[kind as usize][index];
        draft.base = rank(reader.out.slots.len());
        draft.mask = slots.iter().fold(0, |mask, slot| mask | 1 << slot.field.0);
        reader.out.slots.extend(slots);
    }
}

fn slots_of<'p>(part: &'p Declarations, draft: &Draft) -> &'p [Slot] {
    let from = draft.base as usize;
    &part.slots[from..from + draft.mask.count_ones() as usize]
}

/// What an entity notes under a key.
fn found(part: &mut Declarations, sources: &Sources, draft: &Draft, source: &Noted) -> Option<Found> {
    let noted = *slots_of(part, draft).iter().find(|slot| slot.field == source.note)?;
    let texts = Texts { sources, owned: &part.owned };
    match noted.value {
        Value::Notes(run) => {
            let elements = &part.elements[run.start as usize..(run.start + run.len) as usize];
            let (pairs, _) = elements.as_chunks::<2>();
            let is_blank = |under: &Slot| match under.value {
                Value::Text(text) => texts.get(text).trim().is_empty(),
                value => value.is_nothing(),
            };
            let known = |key: &Slot| match key.value {
                Value::Text(text) => source.covers(noted.kind, texts.get(text)),
                _ => false,
            };
            let [_, under] = pairs.iter().find(|[key, under]| known(key) && !is_blank(under))?;
            Some(Found { value: under.value, place: under.place })
        }
        Value::List(run) => {
            let tags = &part.elements[run.start as usize..(run.start + run.len) as usize];
            let (tag, text, skipped) = tags.iter().find_map(|tag| match tag.value {
                Value::Text(text) => Some((*tag, text, behind(texts.get(text), &source.key)?)),
                _ => None,
            })?;
            let value = match skipped {
                // That it is there is what it says.
                Behind::Nothing => part.own("true"),
                Behind::From(skipped) => TextAt { start: text.start + skipped, len: text.len - skipped, ..text },
            };
            Some(Found { value: Value::Text(value), place: tag.place })
        }
        _ => None,
    }
}

/// Whether a title or type of a link is a name, or has it among its words.
fn names(title: &str, name: &str) -> bool {
    let mut words = title.split(|letter: char| !letter.is_alphanumeric());
    title.eq_ignore_ascii_case(name) || words.any(|word| word.eq_ignore_ascii_case(name))
}

/// What follows the key in a tag.
enum Behind {
    Nothing,
    From(u32),
}

/// `tier-1` and `tier:1` say `1` of `tier`.
fn behind(tag: &str, key: &str) -> Option<Behind> {
    let rest = tag.strip_prefix(key)?;
    match rest.chars().next() {
        None => Some(Behind::Nothing),
        Some('-' | ':') if rest.len() > 1 => Some(Behind::From(rank(key.len() + 1))),
        Some(_) => None,
    }
}

impl Mapped {
    /// Reads what was found as the field is written.
    fn value(&self, reader: &mut Reader, sources: &Sources, draft: &Draft, found: Found) -> Value {
        let field = record(self.kind).def(self.field);
        let at = match found.value {
            Value::Text(at) => at,
            Value::Elsewhere => return Value::Elsewhere,
            _ => return self.no_text(reader, field, found),
        };
        let told = reader.out.problems.len();
        let texts = Texts { sources, owned: &reader.out.owned };
        let text = texts.get(at).to_owned();
        let of_format = reader.out.formats[usize::from(draft.format)];
        let id = texts.get(draft.id).to_owned();
        let parts = Parts { format: of_format, id: &id, place: found.place };
        let value = match field.read {
            Read::Link => Value::Present,
            Read::List(element) => {
                let several = leftover::several(&text).filter(|_| !field.one_is_meant);
                let mut read = Vec::new();
                for piece in several.unwrap_or_else(|| vec![text.trim()]) {
                    let start = at.start + rank(piece.as_ptr() as usize - text.as_ptr() as usize);
                    let piece_at = TextAt { start, len: rank(piece.len()), ..at };
                    let value = parts.value(reader, field.name, *element, piece, piece_at);
                    read.push(Slot { kind: self.kind, field: self.field, ..slot(value, found.place) });
                }
                reader.out.list(&read)
            }
            read => parts.value(reader, field.name, read, &text, at),
        };
        let problems = reader.out.problems.split_off(told);
        reader.out.problems.extend(problems.into_iter().map(|problem| self.because(problem)));
        value
    }

    fn no_text(&self, reader: &mut Reader, field: &Field, found: Found) -> Value {
        let message = format!("expected text for `{}`, found a list or a map", field.name);
        let finding = WRONG_TYPE.at(found.place, message).saying("no text").help("write one text");
        reader.out.problems.push(self.because(finding));
        Value::Invalid
    }

    /// Says why a note has to be of a form.
    fn because(&self, problem: Finding) -> Finding {
        let field = record(self.kind).def(self.field).name;
        problem.label(self.place, format!("it stands for `{field}` because of this"))
    }
}

/// What a note says for a field: labels are where people write `tier-1` for a tier.
fn in_a_note(read: Read, text: &str) -> &str {
    match read {
        Read::Scalar(form) if *form == TIER => {
            let bare = behind_a_word(text);
            if (TIER.parse)(bare).is_some() { bare } else { text }
        }
        _ => text,
    }
}

/// Whose text it is, and where it stands.
struct Parts<'d> {
    format: &'static Format,
    id: &'d str,
    place: Place,
}

impl Parts<'_> {
    fn value(&self, reader: &mut Reader, name: &str, read: Read, text: &str, at: TextAt) -> Value {
        if let Some(told) = leftover::told(name, read, text.trim()) {
            reader.tell(told, Scalar { place: self.place, source: "" });
            return Value::Invalid;
        }
        let text = in_a_note(read, text);
        match reader.of_text(name, read, text, Scalar { place: self.place, source: "" }, |_| at) {
            Value::Name(_) => self.named(reader, text, at),
            value => value,
        }
    }

    /// A name as ids have it: in the namespace of who names it, and the kind by its word.
    fn named(&self, reader: &mut Reader, text: &str, at: TextAt) -> Value {
        let terms = &self.format.terms;
        let text = text.trim();
        let (kind, name) = match text.split_once(':') {
            Some((word, name)) => (terms.kind_called(word), name),
            None => (None, text),
        };
        if terms.namespace.is_none() || kind.is_none() && name.len() < text.len() {
            return Value::Name(at);
        }
        let id = match (terms.split(name), terms.split(self.id)) {
            ((Some(space), name), _) if terms.namespace.is_some_and(|own| own.eq_ignore_ascii_case(space)) => {
                name.to_owned()
            }
            ((Some(_), _), _) | ((None, _), (None, _)) => name.to_owned(),
            ((None, name), (Some(space), _)) => format!("{space}/{name}"),
        };
        let id = kind.map_or_else(|| id.clone(), |kind| format!("{}:{id}", record(kind).word));
        Value::Name(if id == text { at } else { reader.out.own(&id) })
    }
}
