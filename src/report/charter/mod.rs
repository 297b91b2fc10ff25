//! How a team's charter is written, and where one that was written no longer agrees with what is declared.

pub mod check;
pub mod markdown;
mod outline;
mod own;
mod page;
mod read;
pub mod renew;
mod section;
mod words;
