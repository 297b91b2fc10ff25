//! Platforms and tools: what they offer, to whom.

pub(crate) mod platforms;
pub(crate) mod tools;
