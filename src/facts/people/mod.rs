//! People and teams: who is in which team, who reports to whom, who knows what.

pub(crate) mod knowledge;
pub(crate) mod machines;
pub(crate) mod membership;
pub(crate) mod reporting_lines;
pub(crate) mod teams;
