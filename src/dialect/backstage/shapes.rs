//! Values of the shape that a key wants.

use crate::declare::reader::Reader;
use crate::yaml::tree::{NodeRef, Shape};

/// The mapping under a key; another shape is reported.
pub fn mapping<'t>(reader: &mut Reader, node: NodeRef<'t>, key: &str) -> Option<NodeRef<'t>> {
    let value = node.get(key)?;
    match value.shape() {
        Shape::Mapping => Some(value),
        Shape::Null => None,
        Shape::Scalar | Shape::Sequence => {
            reader.wrong(value, &format!("a map for `{key}`"), "");
            None
        }
    }
}

/// The scalar or the scalars under a key; nothing when it is absent or null. Other shapes are reported.
pub fn scalars<'t>(reader: &mut Reader, node: NodeRef<'t>, key: &str) -> Option<Vec<NodeRef<'t>>> {
    let value = node.get(key)?;
    match value.shape() {
        Shape::Null => None,
        Shape::Scalar => Some(vec![value]),
        Shape::Mapping => {
            reader.wrong(value, &format!("a list for `{key}`"), "");
            None
        }
        Shape::Sequence => {
            let mut found = Vec::new();
            for item in value.items() {
                match item.shape() {
                    Shape::Scalar => found.push(item),
                    Shape::Null => {}
                    Shape::Mapping | Shape::Sequence => {
                        reader.wrong(item, &format!("text in `{key}`"), "");
                    }
                }
            }
            Some(found)
        }
    }
}
