//! What of an outcome somebody wants to see: findings chosen by rule, team and place, and counted.

mod belonging;
mod by_team;
mod choose;
mod first;
mod statistics;
mod whose;

pub use crate::lint::choice::choose::{Choice, NoSuch, no_such_family};
