//! What changed, for machines: one object. Its schema, `schema/diff-v1.schema.json`, is made from the structs here.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::ser::Serializer;

use crate::changes::{Change, Changes, Said, What};
use crate::report::json;
use crate::report::load::json::rounded;
use crate::report::schema;

/// Grows when a reader of the object would have to change; new keys and kinds of change do not count.
const VERSION: u8 = 1;

/// Writes it as one JSON object, change by change.
///
/// # Errors
///
/// When the output cannot be written.
pub fn write(out: &mut dyn Write, changes: &Changes) -> io::Result<()> {
    let document = Document { version: VERSION, changes: All(changes) };
    json::write(out, &document)
}

/// The schema of what [`write`] writes.
pub fn schema() -> Schema {
    schema::of::<Document<'_>>()
}

/// What `teamlint diff --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "teamlint changes, version 1")]
struct Document<'a> {
    /// Version of this format.
    #[schemars(extend("const" = VERSION))]
    version: u8,
    /// What changed, the most important first.
    #[schemars(with = "Vec<ChangeShown<'a>>")]
    changes: All<'a>,
}

/// Serialised one by one, so that a long list is never held as JSON.
struct All<'a>(&'a Changes);

impl Serialize for All<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.all.iter().map(ChangeShown::from))
    }
}

/// A change.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "change")]
struct ChangeShown<'a> {
    /// What kind of change it is.
    #[schemars(extend("enum" = What::ALL.map(What::name)))]
    kind: &'static str,
    /// Stable ids of all that it is about, by their new names; for `judgeable` and `findings` the name of the rule.
    subjects: &'a [String],
    /// Names of the fields that it is about, where it is about some.
    fields: &'a [&'static str],
    /// What was said.
    before: SaidShown<'a>,
    /// What is said.
    after: SaidShown<'a>,
    /// The change in a sentence, with ids and words of files between backticks; it lists five names at most.
    sentence: &'a str,
}

impl<'a> From<&'a Change> for ChangeShown<'a> {
    fn from(of: &'a Change) -> Self {
        let Change { what, subjects, fields, before, after, sentence, .. } = of;
        Self { kind: what.name(), subjects, fields, before: before.into(), after: after.into(), sentence }
    }
}

/// What is said on one side.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "side")]
struct SaidShown<'a> {
    /// Whether it is known; if not, nothing else is said.
    known: bool,
    /// Stable ids or words.
    values: &'a [String],
    /// A number, which is at least this; null where it is about none. Numbers have at most six decimals.
    low: Option<serde_json::Number>,
    /// The number is at most this; null where nothing limits it.
    high: Option<serde_json::Number>,
}

impl<'a> From<&'a Said> for SaidShown<'a> {
    fn from(of: &'a Said) -> Self {
        Self { known: of.known, values: &of.values, low: of.low.map(rounded), high: of.high.map(rounded) }
    }
}
