//! How results leave the program: a folder for each command, in it the table of the command's formats and a file for each
//! of them. Only this room knows miette's handlers and JSON.

pub mod accepted;
pub mod audit;
pub mod baseline;
pub mod changes;
pub mod charter;
pub mod check;
pub mod configuration;
pub mod coverage;
pub mod diff;
pub mod examined;
pub mod explain;
pub mod findings;
pub mod graph;
pub mod import;
pub mod load;
pub mod rules;
pub mod trace;

mod claims;
mod excerpt;
mod format;
mod json;
mod look;
mod markdown_text;
mod page;
mod schema;
mod source_line;
pub(crate) mod terminal_text;

pub use format::Format;
pub use look::{Colour, Glyphs, Links, Look};
pub use page::{PageText, ParamText};
pub(crate) use terminal_text::lines as printable;
