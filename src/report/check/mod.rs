//! Findings: one module for each format.

pub mod json;
pub mod text;
