//! Duties: which team has which part in which, what nobody holds, and what gets mixed.

mod conflation;
mod matrix;
mod unheld;

use crate::audit::Source;
use crate::audit::about::{Named, found_by};

pub use conflation::{Conflation, Mixed};
pub use matrix::{Cell, Column, Letter, Matrix, Reach, Row};
pub use unheld::{Unheld, Wanted};

/// The rules about who holds what: what they find is named here, and told where all findings are.
const RULES: &[&str] = &[
    "conflated-sre-platform",
    "duty-overlap",
    "accountable-count",
    "sre-overburdened",
    "shared-duty-monopolized",
    "label-focus-mismatch",
    "undivided-operations",
];

/// What the section says.
#[derive(Debug)]
pub struct Duties {
    /// Whether anybody says anything of duties.
    pub said: bool,
    /// What would tell whether there are more holdings.
    pub missing: Vec<String>,
    /// Team by duty.
    pub matrix: Matrix,
    /// How much of SRE and how much of platform work teams hold.
    pub conflation: Conflation,
    /// Duties that somebody must hold, and nobody does.
    pub unheld: Unheld,
    /// What rules say of who holds what, the worst first.
    pub conflicts: Vec<Named>,
}

/// What there is to say.
pub fn of(source: &Source<'_>) -> Duties {
    let all = source.all("holdings");
    let unheld = unheld::of(source);
    Duties {
        said: !all.known.is_empty() || !all.open,
        matrix: matrix::of(source, &all.known, &unheld),
        conflation: conflation::of(source),
        conflicts: found_by(source, RULES),
        missing: all.missing,
        unheld,
    }
}
