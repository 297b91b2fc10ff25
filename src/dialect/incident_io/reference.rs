//! How objects name each other: by `id`, and people by more.

use crate::declare::export::{Reference, Said};
use crate::dialect::values::bare;
use crate::yaml::tree::NodeRef;

/// What names an object.
pub fn reference(node: NodeRef<'_>) -> Option<Reference> {
    let id = Said::under(node, "id")?;
    Some(Reference { name: Said::under(node, "name"), mail: Said::under(node, "email"), ..bare(id) })
}
