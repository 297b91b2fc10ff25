//! Duties: who holds which, in which scope, and what that says about a team.

pub(crate) mod claims;
pub(crate) mod discipline;
pub(crate) mod duty_holders;
pub mod holdings;
pub(crate) mod inferred_discipline;
pub(crate) mod raci;
pub(crate) mod roles;
pub(crate) mod scopes;
