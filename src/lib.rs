//! teamlint judges how an organisation is set up: who owns what, who is on call, who talks to whom.
//!
//! The folders tell the way of the data, and [`check`] goes it: files are found and read (`source`),
//! each dialect turns them into declarations (`dialect`), these become one organisation (`org`), what
//! needs an algorithm is computed from it (`facts`), rule pages (`rule`, in the language of `expr`) are
//! judged against it (`judge`), and what is wrong (`finding`) is reported (`report`).

pub mod config;
pub mod dialect;
pub mod expr;
pub mod facts;
pub mod finding;
pub mod judge;
pub mod org;
pub mod rule;
pub mod source;
