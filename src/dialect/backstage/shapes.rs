//! Values of the shape that a key wants.

use crate::declare::reader::Reader;
use crate::yaml::tree::{NodeRef, Shape};

/// Whether a value is brought in from elsewhere, such as `$text: ./OWNER`: it is not known here. Companies add words to
/// `$text`, `$json` and `$yaml`.
pub fn is_brought_in(node: NodeRef<'_>) -> bool {
    let mut entries = node.entries();
    let key = entries.next().and_then(|entry| entry.key.text());
    key.is_some_and(|key| key.len() > 1 && key.starts_with('$')) && entries.next().is_none()
}

/// The mapping under a key; another shape is reported, unless it is not known.
pub fn mapping<'t>(reader: &mut Reader, node: NodeRef<'t>, key: &str) -> Option<NodeRef<'t>> {
    let value = node.get(key)?;
    match value.shape() {
        Shape::Mapping if is_brought_in(value) => None,
        Shape::Mapping => Some(value),
        Shape::Null => None,
        Shape::Scalar | Shape::Sequence => {
            reader.wrong(value, &format!("a map for `{key}`"), "");
            None
        }
    }
}

/// The value or the values under a key; nothing when it is absent or null. What is no scalar is not known, and reported
/// unless it is brought in.
pub fn scalars<'t>(reader: &mut Reader, node: NodeRef<'t>, key: &str) -> Option<Vec<NodeRef<'t>>> {
    let value = node.get(key)?;
    match value.shape() {
        Shape::Null => return None,
        Shape::Scalar => {}
        Shape::Mapping if is_brought_in(value) => {}
        Shape::Mapping => reader.wrong(value, &format!("a list for `{key}`"), ""),
        Shape::Sequence => {
            let found: Vec<NodeRef<'t>> = value.items().filter(|item| item.shape() != Shape::Null).collect();
            for item in found.iter().filter(|item| item.shape() != Shape::Scalar && !is_brought_in(**item)) {
                reader.wrong(*item, &format!("text in `{key}`"), "");
            }
            return Some(found);
        }
    }
    Some(vec![value])
}
