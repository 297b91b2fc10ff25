//! teamlint judges how an organisation is set up: who owns what, who is on call, who talks to whom.
pub mod config;
pub mod dialect;
pub mod expr;
pub mod facts;
pub mod finding;
pub mod judge;
pub mod org;
pub mod report;
pub mod rule;
pub mod source;
