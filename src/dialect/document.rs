//! A YAML file, parsed once and claimed document by document.

use crate::declare::reader::Reader;
use crate::declare::{Declarations, KindSet};
use crate::dialect::seam::{Content, Dialect, hints};
use crate::finding::Finding;
use crate::finding::diagnostics::{DUPLICATE_KEY, NOT_AN_ORGANISATION_FILE};
use crate::text::{FileId, Place, SourceFile, Span};
use crate::yaml::tree::Tree;

/// Reads every document in the format that claims it first.
pub(super) fn read(dialects: &[&dyn Dialect], file: FileId, source: &SourceFile, named: bool) -> Content {
    let parsed = Tree::read(file, source);
    let mut reader: Option<Reader> = None;
    for document in parsed.tree.documents(source.text()) {
        if let Some(dialect) = dialects.iter().find(|dialect| dialect.claims(document, named)) {
            let reader = reader.get_or_insert_with(|| Reader::new(file, dialect.format()));
            reader.speak(dialect.format());
            dialect.read(reader, document);
        }
    }
    let (ours, broken) = (reader.is_some(), !parsed.problems.is_empty());
    let mut out = reader.map_or_else(|| Declarations::new(file), |reader| reader.out);
    let mut traces = KindSet::default();
    if broken {
        for dialect in dialects {
            traces.extend(dialect.traces(source.text()));
        }
    }
    if traces != KindSet::default() {
        let on_purpose = |dialect: &&dyn Dialect| dialect.broken_on_purpose(file, source.text(), &parsed.problems);
        if let Some(instead) = dialects.iter().find_map(on_purpose) {
            return Content::Declarations(vec![instead]);
        }
    } else if !ours && !named {
        return Content::Foreign;
    }
    let swallowed = parsed.problems.iter().any(|problem| {
        let key = text_at(source, problem.place());
        DUPLICATE_KEY.is(problem) && dialects.iter().any(|dialect| dialect.telling_keys().contains(&key))
    });
    if swallowed {
        out.lost.extend(traces);
    }
    if parsed.tree.is_broken() {
        out.lost.extend(traces);
        out.lost.extend(out.sections);
    }
    if !ours && !broken {
        out.problems.push(no_format(dialects, file, source));
    }
    out.problems.splice(0..0, parsed.problems);
    Content::Declarations(vec![out])
}

fn no_format(dialects: &[&dyn Dialect], file: FileId, source: &SourceFile) -> Finding {
    let whole = Place { file, span: Span { start: 0, end: 0 } };
    let message = format!("`{}` is in no format that teamlint reads", source.path);
    NOT_AN_ORGANISATION_FILE.at(whole, message).help(hints(dialects).join("; "))
}

fn text_at(source: &SourceFile, place: Place) -> &str {
    source.text().get(place.span.start as usize..place.span.end as usize).unwrap_or_default()
}
