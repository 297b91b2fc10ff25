//! Topology: how teams interact, what ties them, which disciplines should talk.

pub(crate) mod discipline_pairs;
pub(crate) mod interactions;
pub(crate) mod team_pairs;
pub(crate) mod team_relations;
