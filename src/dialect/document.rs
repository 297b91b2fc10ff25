//! A YAML file, parsed once and claimed document by document.

use std::path::Path;

use crate::declare::reader::Reader;
use crate::declare::{Declarations, KindSet};
use crate::dialect::seam::{Asked, Claim, Content, Dialect, Foreign};
use crate::dialect::{cut, refused};
use crate::finding::Finding;
use crate::finding::diagnostics::DUPLICATE_KEY;
use crate::text::{FileId, Place, SourceFile};
use crate::yaml::json;
use crate::yaml::tree::{NodeRef, Parsed, Tree};

/// A document in a format, certainly or perhaps.
struct Claimed<'t> {
    by: &'t dyn Dialect,
    document: NodeRef<'t>,
    claim: Claim,
}

/// Reads every document of a file that is JSON in each of the formats that claims it; none if nobody claims any. `all` are
/// those that it may have been, if it is cut off.
pub(super) fn read_json(
    dialects: &[&dyn Dialect],
    all: &[&dyn Dialect],
    file: FileId,
    source: &SourceFile,
    asked: Asked,
) -> Option<Content> {
    let path = Path::new(&source.path);
    if dialects.is_empty() && !cut::may_be(path, source.text()) && !refused::may_be(all, path, source.text()) {
        return None;
    }
    let Parsed { tree, problems } = json::read(file, source);
    let documents: Vec<NodeRef<'_>> = tree.documents(source.text()).collect();
    // What one tool prints can have things of several vendors: each reads its own.
    let claimed: Vec<_> = dialects.iter().flat_map(|&dialect| claims(&[dialect], &documents, asked)).collect();
    if claimed.is_empty() {
        let out = || Declarations::new(file);
        return refused::content(all, source, &documents, out(), asked)
            .or_else(|| cut::content(all, source, &documents, &problems, out(), asked));
    }
    let mut out = declared(file, &claimed);
    lose(&mut out, dialects, source, &tree, &problems);
    out.problems.splice(0..0, problems);
    Some(Content::Declarations(vec![out]))
}

/// Reads every document in the format that claims it first.
pub(super) fn read(dialects: &[&dyn Dialect], file: FileId, source: &SourceFile, asked: Asked) -> Content {
    let Parsed { tree, problems } = Tree::read(file, source);
    let on_purpose = |dialect: &&dyn Dialect| dialect.broken_on_purpose(file, source.text(), &problems);
    if let Some(instead) = dialects.iter().find_map(on_purpose) {
        return declarations(instead, asked);
    }
    let documents: Vec<NodeRef<'_>> = tree.documents(source.text()).collect();
    let mut claimed = claims(dialects, &documents, asked);
    let sure: Vec<_> = claimed.iter().filter(|one| one.claim == Claim::Yes).map(|one| one.by.format()).collect();
    if !sure.is_empty() {
        // One that may be ours is, beside one in the same file that is.
        claimed.retain(|one| sure.contains(&one.by.format()));
    } else if let Some(&dialect) = dialects.iter().find(|one| tree.is_broken() && one.claims_text(source.text())) {
        claimed = claims(&[dialect], &documents, Asked::Given);
    } else {
        let foreign = foreign(dialects, source, &documents, &problems);
        return match claimed.first() {
            Some(perhaps) => Content::Perhaps(vec![perhaps.by.format()], foreign),
            None => Content::Foreign(foreign),
        };
    }
    let mut out = declared(file, &claimed);
    lose(&mut out, dialects, source, &tree, &problems);
    out.problems.splice(0..0, problems);
    declarations(out, asked)
}

/// What a file declares, if it is one that is filled in.
fn declarations(out: Declarations, asked: Asked) -> Content {
    if asked != Asked::Given && out.is_template() {
        return Content::Foreign(Foreign::certainly("it is a template of an entity, still to be filled in"));
    }
    Content::Declarations(vec![out])
}

fn claims<'t>(dialects: &[&'t dyn Dialect], documents: &[NodeRef<'t>], asked: Asked) -> Vec<Claimed<'t>> {
    let claim = |document: NodeRef<'t>| {
        let claims = dialects.iter().map(|&by| Claimed { by, document, claim: by.claim(document, asked) });
        claims.into_iter().find(|one| one.claim != Claim::No)
    };
    documents.iter().filter_map(|&document| claim(document)).collect()
}

/// What the documents declare.
fn declared(file: FileId, claimed: &[Claimed<'_>]) -> Declarations {
    let Some(first) = claimed.first() else { return Declarations::new(file) };
    let mut reader = Reader::new(file, first.by.format());
    for Claimed { by, document, .. } in claimed {
        reader.speak(by.format(), document.place().span.start);
        by.read(&mut reader, *document);
    }
    reader.out
}

/// Notes what a broken file has lost, as far as it shows.
fn lose(out: &mut Declarations, dialects: &[&dyn Dialect], source: &SourceFile, tree: &Tree, problems: &[Finding]) {
    let swallowed = problems.iter().any(|problem| {
        let key = text_at(source, problem.place());
        DUPLICATE_KEY.is(problem) && dialects.iter().any(|dialect| dialect.telling_keys().contains(&key))
    });
    if swallowed || tree.is_broken() {
        let traces = dialects.iter().map(|dialect| dialect.traces(source.text()));
        out.lost.extend(traces.fold(KindSet::default(), |mut all, traces| {
            all.extend(traces);
            all
        }));
    }
    if tree.is_broken() {
        out.lost.extend(out.sections);
    }
}

fn text_at(source: &SourceFile, place: Place) -> &str {
    source.text().get(place.span.start as usize..place.span.end as usize).unwrap_or_default()
}

/// Why a file is nobody's: what looks most like ours in it decides.
fn foreign(dialects: &[&dyn Dialect], source: &SourceFile, documents: &[NodeRef<'_>], problems: &[Finding]) -> Foreign {
    let why = |&document: &NodeRef<'_>| dialects.iter().find_map(|dialect| dialect.why_not(document));
    let mut reasons = documents.iter().filter_map(why);
    let first = reasons.next();
    let nearly = first.clone().into_iter().chain(reasons).find(|foreign| foreign.advice.is_some());
    match (nearly.or(first), problems.first()) {
        (None, None) => Foreign::certainly("there is nothing in it"),
        (None, Some(problem)) => Foreign::certainly(no_yaml(source, problem)),
        (Some(foreign), None) => foreign,
        (Some(foreign), Some(problem)) => {
            Foreign { why: format!("{}, and {}", no_yaml(source, problem), foreign.why), ..foreign }
        }
    }
}

fn no_yaml(source: &SourceFile, problem: &Finding) -> String {
    format!("it is no YAML from line {} on", source.position(problem.place().span.start).line)
}
