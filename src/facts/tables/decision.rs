//! What rules see of a recorded decision.

use crate::facts::duties::holdings;
use crate::facts::fact::{BOOL, Fact};

pub(crate) const FACTS: &[Fact] = &[Fact::new(
    "active",
    BOOL,
    "Whether it stands on the date judged: without `until`, or not past it.",
    holdings::decision_active,
)];
