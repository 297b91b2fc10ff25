//! teamlint judges how an organisation is set up: who owns what, who is on call, who talks to whom.
pub mod dialect;
pub mod expr;
pub mod facts;
pub mod finding;
pub mod org;
pub mod source;
