//! YAML as a tree in which every node knows its bytes.

pub(crate) mod alias;
pub(crate) mod build;
pub(crate) mod duplicate;
pub mod json;
pub(crate) mod mend;
pub(crate) mod merge;
pub mod packed;
pub(crate) mod parser;
pub(crate) mod problem;
pub(crate) mod recover;
pub mod scalar;
pub mod split;
pub mod template;
pub mod tree;
pub(crate) mod wreck;
