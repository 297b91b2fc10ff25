//! One folder per input format; each turns files into the same declarations.
//!
//! A format is a `Dialect` and a line in `DIALECTS`. Nothing outside of this folder names one, and none of them
//! knows another.

mod around;
pub mod backstage;
mod beginning;
mod codeowners;
mod cut;
mod descriptors;
mod document;
mod exports;
mod grafana;
mod incident_io;
pub mod native;
mod openslo;
mod opsgenie;
mod pagerduty;
mod peribolos;
mod pieces;
mod prow;
mod refused;
mod seam;
mod slug;
mod spelling;
mod team_page;
mod terraform;
mod values;
mod words;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::declare::Declarations;
use crate::declare::format::{Fields, Format, Offer};
use crate::declare::matching::Aliases;
use crate::dialect::around::Around;
use crate::dialect::beginning::LEADING;
pub use crate::dialect::seam::{Asked, Content, Foreign};
use crate::dialect::seam::{Dialect, has_json_name};
use crate::files::Files;
use crate::finding::Finding;
use crate::finding::diagnostics::{Diagnostic, shared};
use crate::finding::wording::plural;
use crate::text::{FileId, SourceFile, Sources};

/// Every input format, in the order in which they are asked.
const DIALECTS: &[&dyn Dialect] = &[
    &backstage::Backstage,
    &codeowners::Codeowners,
    &prow::Owners,
    &peribolos::Peribolos,
    &team_page::TeamPages,
    &descriptors::COMPASS,
    &descriptors::CORTEX,
    &descriptors::OPSLEVEL,
    &descriptors::DATADOG,
    &openslo::GENERATOR,
    &openslo::PYRRA,
    &openslo::SLOTH,
    &openslo::OPENSLO,
    &pagerduty::PAGERDUTY,
    &opsgenie::OPSGENIE,
    &grafana::GRAFANA,
    &incident_io::INCIDENT_IO,
    &native::Native,
];

/// Reads a file, whatever its format.
pub fn read(file: FileId, source: &SourceFile, asked: Asked) -> Content {
    let (path, text) = (Path::new(&source.path), source.text());
    let start = &text[..text.floor_char_boundary(LEADING)];
    let knows = |dialect: &&dyn Dialect| asked != Asked::Hidden || !dialect.hidden_folders().is_empty();
    let (all, dialects): (Vec<_>, Vec<_>) = DIALECTS.iter().copied().filter(knows).partition(|one| one.is_json());
    let json: Vec<&dyn Dialect> = all.iter().copied().filter(|dialect| dialect.opens(path, start)).collect();
    if let Some(content) = document::read_json(&json, &all, file, source, asked) {
        return content;
    }
    if has_json_name(path) && matches!(asked, Asked::Found | Asked::Beside) {
        return nobodys();
    }
    let opening = dialects.iter().find(|dialect| dialect.opens(path, start));
    let Some(opening) = opening else {
        return Content::Foreign(Foreign::certainly("it lies in a hidden folder"));
    };
    if let Some(mut parts) = opening.whole(file, source, asked) {
        let (first, rest) = parts.split_at_mut(1);
        for part in rest {
            first[0].problems.append(&mut part.problems);
            first[0].targets.append(&mut part.targets);
        }
        return Content::Declarations(parts);
    }
    if opening.opens_alone() {
        return Content::Foreign(Foreign::unexpected(format!("it is no {}", opening.format().name)));
    }
    document::read(&dialects, file, source, asked)
}

/// What a file is of which the first bytes show that it is nobody's.
pub fn nobodys() -> Content {
    Content::Foreign(Foreign::unnamed("nothing in it is of an export that is read"))
}

/// Completes what was read by what only all files together tell, and tells what is wrong with it then.
///
/// `roots` are what somebody named to be read, `aliases` what else entities are called, and `today` counts days from 1970-01-01.
pub fn settle(
    parts: &mut [Declarations],
    sources: &Sources,
    files: &dyn Files,
    roots: &[PathBuf],
    aliases: &Aliases,
    today: i32,
) -> Vec<Finding> {
    let around = Around { files, roots, aliases, today };
    DIALECTS.iter().flat_map(|dialect| dialect.settle(parts, sources, &around)).collect()
}

/// How many bytes tell that a file found in a folder is nobody's; none where all of it has to be looked at.
pub fn peek(path: &Path) -> Option<usize> {
    has_json_name(path).then_some(LEADING)
}

/// Whether a file with this name and these first bytes may be in a format that is read.
pub fn may_open(path: &Path, start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start);
    !has_json_name(path)
        || DIALECTS.iter().any(|dialect| dialect.is_json() && dialect.opens(path, &start))
        || cut::may_be(path, &start)
        || refused::may_be(DIALECTS, path, &start)
}

/// Whether a file found in a folder may be input, going by its path from that folder.
pub fn wants(path: &Path) -> bool {
    DIALECTS.iter().any(|dialect| dialect.wants(path))
}

/// Folders with hidden names of which the files may be input, too.
pub fn hidden_folders() -> impl Iterator<Item = &'static str> {
    DIALECTS.iter().flat_map(|dialect| dialect.hidden_folders()).copied()
}

/// What files of each format look like, as clauses: `a native file has …`, `a Backstage file has …`.
pub fn hints() -> Vec<&'static str> {
    seam::hints(DIALECTS)
}

/// The same for a file of this name: no text is an export that is not called JSON.
pub fn hints_for(path: &Path) -> Vec<&'static str> {
    let may_be = |dialect: &&&dyn Dialect| has_json_name(path) || !dialect.is_json();
    seam::hints(&DIALECTS.iter().filter(may_be).copied().collect::<Vec<_>>())
}

/// Where what nobody declared may be kept already, in the order of the formats.
pub fn offers() -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for dialect in DIALECTS.iter().rev() {
        let Some((advice, page)) = dialect.offer() else { continue };
        match offers.iter_mut().find(|offer| offer.page == page) {
            Some(offer) => offer.formats.push(dialect.format()),
            None => offers.push(Offer { advice, page, formats: vec![dialect.format()] }),
        }
    }
    offers
}

/// What files of each format are called, several of them: those in which something is declared first.
pub fn names() -> Vec<String> {
    let formats = DIALECTS.iter().rev().map(|dialect| dialect.format());
    let (declaring, others): (Vec<_>, Vec<_>) = formats.partition(|format| format.can_say != Fields::NONE);
    declaring.into_iter().chain(others).map(|format| plural(format.name)).collect()
}

/// Every diagnostic: those of no single format first.
pub fn diagnostics() -> impl Iterator<Item = &'static Diagnostic> {
    shared().chain(DIALECTS.iter().flat_map(|dialect| dialect.diagnostics()).copied())
}

/// The diagnostic of this name.
pub fn diagnostic_named(name: &str) -> Option<&'static Diagnostic> {
    diagnostics().find(|diagnostic| diagnostic.name == name)
}

/// The names of the diagnostics that nobody may hide.
pub fn always_told() -> HashSet<&'static str> {
    diagnostics().filter(|one| one.fixed.is_some()).map(|one| one.name).collect()
}

/// The formats that cannot say everything and still declare something.
pub fn partial_formats() -> impl Iterator<Item = &'static Format> {
    DIALECTS.iter().map(|dialect| dialect.format()).filter(|f| f.can_say != Fields::OWN && f.can_say != Fields::NONE)
}

#[cfg(test)]
mod tests {
    use crate::dialect::{diagnostic_named, diagnostics};

    #[test]
    fn names_are_kebab_case_and_said_once() {
        for diagnostic in diagnostics() {
            let kebab = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(diagnostic.name.bytes().all(kebab), "{}", diagnostic.name);
            assert_eq!(diagnostic_named(diagnostic.name), Some(diagnostic), "two are called so");
        }
    }

    #[test]
    fn every_one_is_explained_and_a_milder_case_is_milder() {
        for diagnostic in diagnostics() {
            assert!(!diagnostic.summary.is_empty() && !diagnostic.explanation.is_empty(), "{}", diagnostic.name);
            assert!(diagnostic.milder.is_none_or(|milder| milder < diagnostic.severity), "{}", diagnostic.name);
        }
    }
}
