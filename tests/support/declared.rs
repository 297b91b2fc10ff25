//! Prints what a file declares, one entity a line, each value followed by where it stands.

use std::fmt::Write;

use teamlint::declare::Declarations;
use teamlint::declare::value::{Slot, Texts, Value};
use teamlint::dialect::Asked;
use teamlint::text::{Place, Sources};
use teamlint::vocabulary::{Read, record};

use super::world;

fn read(text: &str) -> (Sources, Option<Declarations>) {
    let (sources, parts) = world::declared("catalog-info.yaml", text, Asked::Found);
    (sources, parts.and_then(|parts| parts.into_iter().next()))
}

/// Everything a file declares, in the words of the vocabulary.
pub fn declared(text: &str) -> String {
    let (sources, Some(all)) = read(text) else {
        return "foreign\n".to_owned();
    };
    let page = Page { texts: Texts { sources: &sources, owned: &all.owned }, all: &all };
    let mut out = String::new();
    for (kind, drafts) in teamlint::vocabulary::kinds::ALL.iter().zip(&all.drafts) {
        for draft in drafts.iter().filter(|draft| draft.id.len > 0) {
            let damaged = if draft.damaged { " (damaged)" } else { "" };
            let _ = writeln!(
                out,
                "{} {}{damaged} at {}",
                record(*kind).word,
                page.texts.get(draft.id),
                page.at(draft.place)
            );
            let _ = out.write_str(&page.fields(draft.base, draft.mask, "  ", "\n"));
        }
    }
    for said in &all.said {
        let (word, field) = (record(said.slot.kind).word, record(said.slot.kind).def(said.slot.field).name);
        let value = page.value(&said.slot);
        let _ = writeln!(out, "of {word} {}: {field} {value} at {}", page.texts.get(said.of), page.at(said.slot.place));
    }
    for target in &all.targets {
        let _ = writeln!(out, "target {} at {}", target.path, page.at(target.place));
    }
    let lost: Vec<&str> = teamlint::vocabulary::kinds::ALL
        .into_iter()
        .filter(|&kind| all.lost.contains(kind))
        .map(|kind| record(kind).word)
        .collect();
    if !lost.is_empty() {
        let _ = writeln!(out, "lost {}", lost.join(", "));
    }
    out
}

/// Every problem of a file, as it would be told on few lines.
pub fn problems(text: &str) -> String {
    problems_but(text, "")
}

/// Every problem of a file but those of one diagnostic.
pub fn problems_but(text: &str, left_out: &str) -> String {
    let (sources, Some(all)) = read(text) else {
        return String::new();
    };
    let mut out = String::new();
    for problem in all.problems.iter().filter(|problem| problem.rule != left_out) {
        let (place, label) = (problem.place(), &problem.labels[0].text);
        let position = sources.get(place.file).position(place.span.start);
        let (line, column) = (position.line, position.column);
        let _ = writeln!(out, "{line}:{column} {} {}: {}", problem.severity.as_str(), problem.rule, problem.message);
        let _ = writeln!(out, "  `{}` {label}", sources.text(place));
        let _ = writeln!(out, "  help: {}", problem.help.as_deref().unwrap_or("-"));
    }
    out
}

struct Page<'a> {
    texts: Texts<'a>,
    all: &'a Declarations,
}

impl Page<'_> {
    fn at(&self, place: Place) -> String {
        let text = self.texts.sources.text(place);
        let position = self.texts.sources.get(place.file).position(place.span.start);
        format!("{}:{} `{}`", position.line, position.column, text.lines().next().unwrap_or_default())
    }

    fn fields(&self, base: u32, mask: u64, before: &str, after: &str) -> String {
        let (base, count) = (base as usize, mask.count_ones() as usize);
        let slots = &self.all.slots[base..base + count];
        let line = |slot: &Slot| {
            let name = record(slot.kind).def(slot.field).name;
            format!("{before}{name} {} at {}{after}", self.value(slot), self.at(slot.place))
        };
        slots.iter().map(line).collect()
    }

    fn value(&self, slot: &Slot) -> String {
        match slot.value {
            Value::Text(text) => format!("{:?}", self.texts.get(text)),
            Value::Name(text) => format!("<{}>", self.texts.get(text)),
            Value::Word(rank) => match record(slot.kind).def(slot.field).read {
                Read::Word(words) => words.words[usize::from(rank)].to_owned(),
                _ => format!("word {rank}"),
            },
            Value::List(run) => {
                let elements = &self.all.elements[run.start as usize..(run.start + run.len) as usize];
                let elements: Vec<String> = elements.iter().map(|element| self.value(element)).collect();
                format!("[{}]", elements.join(", "))
            }
            Value::Notes(run) => {
                let (notes, _) = self.all.elements[run.start as usize..(run.start + run.len) as usize].as_chunks::<2>();
                let notes: Vec<String> =
                    notes.iter().map(|[key, under]| format!("{}: {}", self.value(key), self.value(under))).collect();
                format!("{{{}}}", notes.join(", "))
            }
            Value::Record(record) => {
                let draft = self.all.drafts[record.kind as usize][record.index()];
                let slots =
                    &self.all.slots[draft.base as usize..draft.base as usize + draft.mask.count_ones() as usize];
                slots.iter().map(|slot| self.value(slot)).collect()
            }
            value => format!("{value:?}").to_lowercase(),
        }
    }
}
