//! One file per input format; each turns a tree into the same declarations.

pub mod backstage;
pub mod files;
pub mod native;
mod pieces;

use crate::declare::reader::Reader;
use crate::declare::{Declarations, Dialect, KindSet};
use crate::finding::diagnostics::{DUPLICATE_KEY, NOT_AN_ORGANISATION_FILE};
use crate::text::{FileId, Place, SourceFile, Span};
use crate::yaml::tree::Tree;

/// What a file turned out to be.
#[derive(Debug)]
pub enum Content {
    /// It declares something, or tried to.
    ///
    /// A large file that was read in pieces gives several; only the first has problems and targets.
    Declarations(Vec<Declarations>),
    /// It is not in a format teamlint reads.
    Foreign,
}

/// Reads a file, whatever its format. `named` says that somebody asked for this very file.
pub fn read(file: FileId, source: &SourceFile, named: bool) -> Content {
    if let Some(mut parts) = pieces::read(file, source) {
        let (first, rest) = parts.split_at_mut(1);
        for part in rest {
            first[0].problems.append(&mut part.problems);
            first[0].targets.append(&mut part.targets);
        }
        return Content::Declarations(parts);
    }
    let parsed = Tree::read(file, source);
    let mut reader = Reader::new(file, Dialect::Native);
    let mut ours = false;
    for document in parsed.tree.documents(source.text()) {
        if backstage::is_backstage(document) {
            ours = true;
            reader.speak(Dialect::Backstage);
            backstage::read(&mut reader, document);
        } else if native::is_native(document, named) {
            ours = true;
            reader.speak(Dialect::Native);
            native::read(&mut reader, document);
        }
    }
    let broken = !parsed.problems.is_empty();
    let traces = if broken { traces(source.text()) } else { KindSet::default() };
    if traces != KindSet::default() && backstage::skip_templated(&mut reader, source.text(), &parsed.problems) {
        return Content::Declarations(vec![reader.out]);
    }
    let mut out = reader.out;
    if !ours && !named && traces == KindSet::default() {
        return Content::Foreign;
    }
    let swallowed = parsed
        .problems
        .iter()
        .any(|problem| DUPLICATE_KEY.is(problem) && matches!(text_at(source, problem.place()), "apiVersion" | "kind"));
    if swallowed {
        out.lost.extend(traces);
    }
    if parsed.tree.is_broken() {
        out.lost.extend(traces);
        out.lost.extend(out.sections);
    }
    if !ours && !broken {
        let whole = Place { file, span: Span { start: 0, end: 0 } };
        out.problems.push(
            NOT_AN_ORGANISATION_FILE.at(whole, format!("`{}` is in no format that teamlint reads", source.path))
                .help("a native file has `team:` at the top, or sections such as `teams:` and `people:`; a Backstage file has `apiVersion: backstage.io/v1alpha1`"),
        );
    }
    out.problems.splice(0..0, parsed.problems);
    Content::Declarations(vec![out])
}

fn text_at(source: &SourceFile, place: Place) -> &str {
    source.text().get(place.span.start as usize..place.span.end as usize).unwrap_or_default()
}

/// Sections that a broken file seems to contribute to, going by the first word of each line.
fn traces(text: &str) -> KindSet {
    let mut found = KindSet::default();
    let backstage = text.contains("backstage.io/v1");
    for line in text.lines() {
        let Some((key, rest)) = line.split_once(':') else { continue };
        if let Some(kind) = native::section(key) {
            found.insert(kind);
        } else if backstage && key == "kind" {
            for kind in backstage::kinds(rest.trim()) {
                found.insert(*kind);
            }
        }
    }
    found
}
