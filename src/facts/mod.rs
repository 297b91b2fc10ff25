//! (in progress)
pub mod on_call;
