//! The organisation: what was declared, by whom, where; and how it hangs together.
//!
//! Read-only once built. Entities and nested records share one sparse store: each has only the
//! slots that were declared.

pub mod declare;
pub mod kind;
pub mod names;
pub mod value;
pub mod vocabulary;

use crate::source::{Place, Sources};
use kind::{Entity, FieldId, Kind};
use value::{Run, Slot, TextAt, Value};

/// Three-valued truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Yes.
    True,
    /// No.
    False,
    /// Nobody said.
    Unknown,
}

/// How much of a section is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing of it was declared anywhere: what it would hold is unknown.
    Absent,
    /// Something of it was declared, but a part could not be read: there may be more.
    Incomplete,
    /// All there is.
    Complete,
}

