//! JSON Schemas of what is written for machines, derived from the structs that are written: what a field is called,
//! whether it is always there and what it may be follow from its type, and what it means from its comment.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};

/// What rules are called.
pub(super) const RULE_NAME: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The schema of what is written as a `T`.
pub(super) fn of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.with_transform(RecursiveTransform(close)).into_generator().into_root_schema_for::<T>()
}

/// Says that an object has no other keys than its struct has fields, and leaves out what only Rust wants to know: how wide
/// an integer is, and where a comment is wrapped.
fn close(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    if schema.get("const").is_some() {
        for implied in ["type", "minimum", "maximum"] {
            schema.remove(implied);
        }
    }
    schema.remove("format");
    if let Some(serde_json::Value::String(comment)) = schema.get_mut("description") {
        *comment = comment.replace('\n', " ");
    }
}
