//! The door: from files to what is wrong with the organisation they declare.
//!
//! A [`Setup`] is what there is to judge by, made once; a [`Linter`] judges any number of [`Input`]s by it. The command
//! line, the tests, the fuzz targets and the benchmark come in here, and so does whoever embeds the library.

mod accept;
mod audited;
mod choice;
mod compared;
mod context;
mod enclosing;
mod examples;
mod fixes;
mod follow;
mod input;
mod known;
mod linter;
mod outcome;
mod read;
mod setup;
mod severities;
mod told;
mod unjudged;

pub use crate::lint::accept::{Accepted, AcceptedPage, Line, accept};
pub use crate::lint::audited::Against;
pub use crate::lint::choice::{Choice, NoSuch, no_such_family};
pub use crate::lint::compared::Compared;
pub(crate) use crate::lint::examples::examine_pages;
pub use crate::lint::examples::{Examined, examine};
pub use crate::lint::fixes::{Fixed, FixedFile, LeftAlone, Trust, fix};
pub use crate::lint::input::Input;
pub use crate::lint::linter::{Before, Linter};
pub use crate::lint::outcome::{Location, Outcome};
pub use crate::lint::setup::{Options, Setup};
pub use crate::lint::unjudged::Unjudged;
