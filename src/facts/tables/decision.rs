//! What rules see of a recorded decision.

use crate::facts::duties::decisions;
use crate::facts::fact::{BOOL, Fact};

pub(crate) const FACTS: &[Fact] = &[Fact::new(
    "active",
    BOOL,
    "Whether it counts on the date judged: it says who holds it and why, its `date` has come, and its `until` has not passed.",
    decisions::active,
)];
