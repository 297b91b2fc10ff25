//! Duties: who holds which, in which scope, and what that says about a team.

mod claim;
pub(crate) mod claims;
pub(crate) mod decisions;
pub(crate) mod discipline;
pub(crate) mod duty_holders;
pub(crate) mod focus;
pub(crate) mod held;
pub mod holdings;
pub(crate) mod inferred_discipline;
pub(crate) mod named;
pub(crate) mod raci;
mod raci_entry;
pub(crate) mod roles;
pub(crate) mod scopes;
