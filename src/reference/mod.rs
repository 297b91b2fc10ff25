//! What is generated: the JSON Schemas of the native format, of the configuration and of outputs, and the pages that list every field and every
//! fact. They lie in the repository, and a test compares.

pub mod configuration;
pub mod docs;
mod kinds;
pub mod outputs;
pub mod schema;

use crate::reference::outputs::SCHEMAS;
use crate::rule::Rule;

/// Of organisation files, and of the configuration.
const ORGANISATION: &str = "organisation-v1";
const CONFIGURATION: &str = "configuration-v1";

/// The names of all schemas: the files in `schema/`, without their ending.
pub fn schema_names() -> Vec<&'static str> {
    [ORGANISATION, CONFIGURATION].into_iter().chain(SCHEMAS.iter().map(|output| output.name)).collect()
}

/// The schema of this name, as it lies in the repository.
pub fn schema_named(name: &str, rules: &[Rule]) -> Option<String> {
    match name {
        ORGANISATION => Some(schema::organisation_text()),
        CONFIGURATION => Some(configuration::configuration_text(rules)),
        _ => SCHEMAS.iter().find(|output| output.name == name).map(outputs::OutputSchema::text),
    }
}
