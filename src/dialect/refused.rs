//! Errors that an API answered, saved as the export that was asked for: a key that had expired, an address with a slip. Such a
//! file has none of the lists by which an export is known, and is not passed over in silence where its name says what it was to be.

use std::path::Path;

use crate::declare::Declarations;
use crate::declare::format::Format;
use crate::dialect::beginning::leading_keys;
use crate::dialect::seam::{Asked, Content, Dialect, Foreign, has_json_name};
use crate::finding::diagnostics::INCOMPLETE_EXPORT;
use crate::finding::wording::listed;
use crate::text::SourceFile;
use crate::yaml::tree::{NodeRef, Shape};

/// Keys that say what went wrong.
const ERRORS: [&str; 5] = ["error", "errors", "errorMessages", "detail", "message"];

/// What stands beside them.
const BESIDE: [&str; 14] = [
    "code",
    "details",
    "exportedAt",
    "messageId",
    "path",
    "requestId",
    "request_id",
    "status",
    "statusCode",
    "timestamp",
    "title",
    "took",
    "traceID",
    "type",
];

fn is_error(keys: &[&str]) -> bool {
    let is_told = |key: &&str| ERRORS.contains(key);
    keys.iter().any(is_told) && keys.iter().all(|key| is_told(key) || BESIDE.contains(key))
}

/// Whether a file may be such an answer, going by its name and its first bytes.
pub(super) fn may_be(dialects: &[&dyn Dialect], path: &Path, start: &str) -> bool {
    has_json_name(path) && is_error(&leading_keys(start)) && dialects.iter().any(|dialect| dialect.names(path))
}

/// What a file that nobody claims is, if it is such an answer; `out` is what comes of it.
pub(super) fn content(
    dialects: &[&dyn Dialect],
    source: &SourceFile,
    documents: &[NodeRef<'_>],
    mut out: Declarations,
    asked: Asked,
) -> Option<Content> {
    let path = Path::new(&source.path);
    let [document] = documents else { return None };
    if document.shape() != Shape::Mapping || document.is_damaged() || !may_be(dialects, path, source.text()) {
        return None;
    }
    let formats: Vec<&'static Format> =
        dialects.iter().filter(|dialect| dialect.names(path)).map(|dialect| dialect.format()).collect();
    let titles: Vec<&str> = formats.iter().map(|format| format.title).collect();
    let of = listed(&titles, "or");
    if matches!(asked, Asked::Found | Asked::Hidden) {
        let foreign = Foreign::certainly(format!("it is an error that an API answered, and no export of {of}"));
        return Some(Content::Perhaps(formats, foreign));
    }
    let at = document.entries().find(|entry| entry.key.text().is_some_and(|key| ERRORS.contains(&&*key)))?;
    let message = format!("this is an error that the API answered, and no export of {of}");
    let finding = INCOMPLETE_EXPORT.at(at.key.place(), message).saying("an error, and nothing of what was asked for");
    let help = "see what it says, mostly that the key has expired or may not read this, and export it once more; \
        nothing that was to be in it is judged";
    out.problems.push(finding.help(help));
    out.private = true;
    Some(Content::Declarations(vec![out]))
}
