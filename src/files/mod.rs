//! Which files are input, and what is in them.

pub mod discover;
pub mod read;
