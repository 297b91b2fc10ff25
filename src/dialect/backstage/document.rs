//! A document of a catalog: an entity, a location, or a template of one.

use crate::declare::reader::Reader;
use crate::dialect::backstage::format::kinds;
use crate::dialect::backstage::{entity, location, skeleton, spelling};
use crate::yaml::tree::NodeRef;

/// Reads an entity. Kinds that nobody here knows are left alone.
pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let Some(word) = document.get("kind") else {
        return;
    };
    let name = word.text().unwrap_or_default();
    let name = name.trim();
    let kind = kinds(name).first().copied();
    if kind.is_none() && !name.eq_ignore_ascii_case("Location") {
        return;
    }
    if let Some(placeholder) = skeleton::placeholder(document, kind) {
        skeleton::skip(reader, placeholder.place());
        return;
    }
    spelling::check(reader, name, document, &["spec"]);
    match kind {
        Some(kind) => entity::read(reader, kind, name, document),
        None => location::read(reader, document),
    }
}
