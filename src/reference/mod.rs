//! What is generated from the vocabulary and the facts: the JSON Schema of the native format, and the pages that list
//! every field and every fact. They lie in the repository, and a test compares.

pub mod docs;
pub mod schema;
