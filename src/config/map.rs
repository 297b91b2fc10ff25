//! Labels, annotations, tags, links and `x-` fields that stand for fields: `service.tier: labels.tier`.

use std::ops::Range;

use crate::config::Config;
use crate::declare::mapping::{Mapped, Noted, can_stand_for};
use crate::declare::rank;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::finding::wording::with_article;
use crate::text::{Place, Span};
use crate::vocabulary::kinds::{ALL, FieldId, Kind};
use crate::vocabulary::{Record, record};
use crate::yaml::tree::{NodeRef, Shape};

const FORM: &str = "write `map:` and under it `service.tier: labels.tier`";

/// The kinds of which something is noted.
pub fn kinds() -> impl Iterator<Item = Kind> {
    ALL.into_iter().filter(|&kind| !record(kind).notes.is_empty())
}

/// The fields of a kind that a note can stand for.
pub fn fields(what: &'static Record) -> impl Iterator<Item = &'static str> {
    what.fields.iter().filter(|field| can_stand_for(field)).map(|field| field.name)
}

/// A field and what stands for it, as they are written.
pub fn written(mapped: &Mapped) -> (String, Vec<String>) {
    let what = record(mapped.kind);
    let source = |source: &Noted| format!("{}.{}", what.def(source.note).name, source.key);
    (format!("{}.{}", what.word, what.def(mapped.field).name), mapped.sources.iter().map(source).collect())
}

impl Config {
    /// Reads which notes stand for which fields.
    pub(super) fn map(&mut self, node: NodeRef<'_>) {
        match node.shape() {
            Shape::Mapping => {
                for entry in node.entries() {
                    self.mapped(entry.key, entry.value);
                }
            }
            Shape::Null => {}
            _ => self.problem(node.place(), "expected a map from field to what stands for it", "not a map", FORM),
        }
    }

    fn mapped(&mut self, key: NodeRef<'_>, value: NodeRef<'_>) {
        let Some((kind, field)) = self.field(key) else { return };
        let items = if value.shape() == Shape::Sequence { value.items().collect() } else { vec![value] };
        let sources: Vec<Noted> = items.into_iter().filter_map(|item| self.source(kind, item)).collect();
        if !sources.is_empty() {
            self.mapping.0.push(Mapped { kind, field, sources, place: key.place() });
        }
    }

    /// `service.tier`.
    fn field(&mut self, key: NodeRef<'_>) -> Option<(Kind, FieldId)> {
        let text = key.text().unwrap_or_default();
        let Some((word, name)) = text.split_once('.') else {
            self.problem(key.place(), &format!("`{text}` does not say of what it is a field"), "no kind", FORM);
            return None;
        };
        let Some(kind) = kinds().find(|&kind| record(kind).word == word) else {
            let words: Vec<&str> = kinds().map(|kind| record(kind).word).collect();
            self.unknown("kind of which something is noted", word, part(key, 0..word.len()), &words);
            return None;
        };
        let what = record(kind);
        let name_place = part(key, word.len() + 1..text.len());
        let Some(field) = what.member(name) else {
            let names: Vec<&str> = fields(what).collect();
            self.unknown(&format!("field of {}", with_article(word)), name, name_place, &names);
            return None;
        };
        if !can_stand_for(what.def(field)) {
            let names: Vec<&str> = fields(what).collect();
            let message =
                format!("`{name}` of {} is no single value, so that nothing can stand for it", with_article(word));
            self.problem(name_place, &message, "more than one text can say", &format!("write {}", one_of(&names)));
            return None;
        }
        Some((kind, field))
    }

    /// `labels.tier` or `labels["tier"]`.
    fn source(&mut self, kind: Kind, node: NodeRef<'_>) -> Option<Noted> {
        let what = record(kind);
        let known: Vec<&str> = what.notes.iter().map(|note| note.name).collect();
        let forms = || {
            let forms: Vec<String> = known.iter().map(|note| format!("{note}.KEY")).collect();
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            format!("write {}", one_of(&forms))
        };
        let Some(text) = node.text().filter(|_| node.shape() == Shape::Scalar) else {
            self.problem(node.place(), "expected what stands for the field", "no text", &forms());
            return None;
        };
        let end = text.find(['.', '[']).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let name = name.trim();
        let Some(noted) = what.notes.iter().find(|note| note.name == name).and_then(|note| what.member(note.name))
        else {
            let message = format!("`{name}` is nothing that is noted of {}", with_article(what.word));
            let label = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| "not known".to_owned());
            self.problem(part(node, 0..name.len().max(1).min(text.len())), &message, &label, &forms());
            return None;
        };
        let Some(key) = key_of(rest) else {
            let message =
                format!("`{text}` does not say which of the {}", if name == "x" { "`x-` fields" } else { name });
            let help = format!("write `{name}.KEY`, or between quotes `'{name}[\"KEY\"]'`");
            self.problem(node.place(), &message, "no key", &help);
            return None;
        };
        Some(Noted { note: noted, key: key.to_owned() })
    }
}

/// The key in `.tier`, `["tier"]` or `['tier']`.
fn key_of(rest: &str) -> Option<&str> {
    let bracketed = || rest.strip_prefix('[')?.strip_suffix(']').map(str::trim);
    let quoted = |text: &str, quote: char| text.strip_prefix(quote)?.strip_suffix(quote).map(str::len);
    let key = if let Some(key) = rest.strip_prefix('.') {
        key.trim()
    } else {
        let inside = bracketed()?;
        quoted(inside, '"').or_else(|| quoted(inside, '\''))?;
        &inside[1..inside.len() - 1]
    };
    (!key.is_empty()).then_some(key)
}

/// Where a part of a text is written; all of it where that cannot be told.
fn part(node: NodeRef<'_>, range: Range<usize>) -> Place {
    match node.text_place() {
        Some(place) => {
            let start = place.span.start + rank(range.start);
            Place { span: Span { start, end: place.span.start + rank(range.end) }, ..place }
        }
        None => node.place(),
    }
}
