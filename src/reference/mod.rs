//! What is generated: the JSON Schemas of the native format, of the configuration and of outputs, and the pages that list every field and every
//! fact. They lie in the repository, and a test compares.

pub mod configuration;
pub mod docs;
mod kinds;
pub mod outputs;
pub mod schema;
