//! How objects name each other: whole, or by `id`, `type` and `summary` alone.

use crate::declare::export::{Reference, Said};
use crate::dialect::values::{is_false, text};
use crate::yaml::tree::{NodeRef, Shape};

/// What names an object: itself, whole or not, or a reference to it.
pub fn reference(node: NodeRef<'_>) -> Option<Reference> {
    let is_there = |key: &str| node.get(key).is_some_and(|value| value.shape() != Shape::Null);
    Some(Reference {
        id: Said::under(node, "id")?,
        name: Said::under(node, "name").or_else(|| Said::under(node, "summary")),
        mail: Said::under(node, "email"),
        gone: is_there("deleted_at") || is_false(node, "active") || text(node, "status").as_deref() == Some("inactive"),
    })
}
