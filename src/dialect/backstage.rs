//! Backstage catalogs.

use super::reader::Reader;
use crate::org::kind::Kind;
use crate::source::tree::NodeRef;

/// Whether a document is an entity of a Backstage catalog.
pub fn is_backstage(document: NodeRef<'_>) -> bool {
    document.get("apiVersion").and_then(NodeRef::text).is_some_and(|v| v.starts_with("backstage.io/"))
}

/// Reads an entity.
pub fn read(reader: &mut Reader, document: NodeRef<'_>) {
    let _ = (reader, document);
}

/// The kinds an entity of this Backstage kind declares.
pub fn kinds(kind: &str) -> &'static [Kind] {
    let _ = kind;
    &[]
}
