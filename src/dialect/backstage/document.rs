//! A document of a catalog: an entity, a location, or a template of one.

use crate::declare::reader::Reader;
use crate::dialect::backstage::diagnostics::UNKNOWN_KIND;
use crate::dialect::backstage::format::{LOCATION, kinds, nearly};
use crate::dialect::backstage::{entity, location, refusals, skeleton};
use crate::dialect::spelling;
use crate::finding::suggest::question;
use crate::yaml::tree::NodeRef;

/// Reads an entity. Kinds that nobody here knows are left alone, apart from those that are nearly known.
pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let Some(word) = document.get("kind") else {
        return;
    };
    let name = word.text().unwrap_or_default();
    let name = name.trim();
    let kind = kinds(name).first().copied();
    if kind.is_none() && !name.eq_ignore_ascii_case(LOCATION) {
        return nearly_known(reader, word, name);
    }
    if let Some(placeholder) = skeleton::placeholder(document, kind) {
        skeleton::skip(reader, placeholder.place());
        return;
    }
    let misspelt = spelling::check(reader, name, document, &["spec"]);
    match kind {
        Some(kind) => entity::read(reader, kind, name, document, misspelt),
        None => location::read(reader, document),
    }
    refusals::check(reader, kind, name, document);
}

/// Reports a kind that is nearly one of Backstage's: the entity is lost.
fn nearly_known(reader: &mut Reader, word: NodeRef<'_>, name: &str) {
    let Some(near) = nearly(name) else { return };
    for &kind in kinds(near) {
        reader.out.lost.insert(kind);
    }
    let finding = UNKNOWN_KIND
        .at(word.place(), format!("`{name}` is not a kind that catalogs have"))
        .saying(question(near))
        .help(format!("write `kind: {near}`; this entity was not read"))
        .suggesting(word.written().becoming(near));
    reader.out.problems.push(finding);
}
