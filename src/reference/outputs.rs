//! The JSON Schemas of what is written for machines; `report/` derives them from the structs that it writes.

use schemars::Schema;

use crate::report::{changes, check, configuration, coverage, graph, load};

/// An output that a schema describes.
#[derive(Clone, Copy, Debug)]
pub struct OutputSchema {
    /// Its name and version: the file in `schema/`, without its ending.
    pub name: &'static str,
    /// Makes the schema.
    pub schema: fn() -> Schema,
}

/// Every output with a schema.
pub static SCHEMAS: &[OutputSchema] = &[
    OutputSchema { name: "report-v1", schema: check::json::schema },
    OutputSchema { name: "load-v1", schema: load::json::schema },
    OutputSchema { name: "coverage-v1", schema: coverage::json::schema },
    OutputSchema { name: "configuration-shown-v1", schema: configuration::json::schema },
    OutputSchema { name: "diff-v1", schema: changes::json::schema },
    OutputSchema { name: "graph-v1", schema: graph::json::schema },
];

impl OutputSchema {
    /// The schema as it lies in the repository.
    pub fn text(&self) -> String {
        format!("{}\n", serde_json::to_string_pretty(&(self.schema)()).unwrap_or_default())
    }
}
