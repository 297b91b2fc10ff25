//! Services: whose they are, who owns them, what they need, what they promise, whom they rely on alone.

pub(crate) mod dependencies;
pub(crate) mod domain;
pub(crate) mod indicators;
pub(crate) mod objectives;
pub(crate) mod outside;
pub(crate) mod owner_claims;
pub(crate) mod ownership;
pub(crate) mod promises;
