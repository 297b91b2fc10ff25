//! What counts, for machines: one object. Its schema, `schema/configuration-shown-v1.schema.json`, is made from the structs
//! here.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::report::configuration::{Effective, Node, Origin, Scalar};
use crate::report::json;
use crate::report::schema;

/// Grows when a reader of the object would have to change; new keys do not count.
const VERSION: u8 = 1;

/// Writes it as one JSON object.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, effective: &Effective) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        files: &effective.files,
        configuration: effective.keys.iter().map(|(key, node)| (key.as_str(), Shown::from(node))).collect(),
    };
    json::write(out, &document)
}

/// The schema of what is written.
pub fn schema() -> Schema {
    schema::of::<Document<'_>>()
}

/// What `teamlint config show --format json` prints: the configuration that counts, with what says so.
#[derive(JsonSchema, Serialize)]
struct Document<'e> {
    /// The version of this format.
    #[schemars(extend("const" = VERSION))]
    version: u8,
    /// The files that it was made of, the one that counts over all others last.
    files: &'e [String],
    /// What they say, by the keys of a configuration.
    configuration: BTreeMap<&'e str, Shown<'e>>,
}

/// A value with its origin, a list, or a map.
#[derive(JsonSchema, Serialize)]
#[serde(untagged)]
enum Shown<'e> {
    Leaf(Leaf<'e>),
    List(Vec<Shown<'e>>),
    Map(BTreeMap<&'e str, Shown<'e>>),
}

/// A value, and what says that it is as it is.
#[derive(JsonSchema, Serialize)]
struct Leaf<'e> {
    /// The value: a number or a truth value where it was written as one, else a text.
    value: serde_json::Value,
    /// What says so.
    origin: &'e Origin,
}

impl<'e> From<&'e Node> for Shown<'e> {
    fn from(node: &'e Node) -> Self {
        match node {
            Node::Leaf(value, origin) => Self::Leaf(Leaf { value: typed(value), origin }),
            Node::Words(words, origin) => Self::Leaf(Leaf { value: words.as_str().into(), origin }),
            Node::List(items) => Self::List(items.iter().map(Self::from).collect()),
            Node::Map(entries) => {
                Self::Map(entries.iter().map(|(key, node)| (key.as_str(), Self::from(node))).collect())
            }
        }
    }
}

fn typed(value: &Scalar) -> serde_json::Value {
    let number_or_truth = serde_json::from_str(&value.text)
        .ok()
        .filter(|typed: &serde_json::Value| value.plain && (typed.is_number() || typed.is_boolean()));
    number_or_truth.unwrap_or_else(|| value.text.clone().into())
}
