//! What rules see of a metric.

use crate::facts::duties::roles;
use crate::facts::fact::Fact;
use crate::value::{Of, Type};
use crate::vocabulary;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new(
        "role",
        Type::one(Of::Word(&vocabulary::METRIC_ROLE)),
        "What rules look for it as, whatever it is called; the first of its `roles`, `none` without any.",
        roles::role,
    ),
    Fact::new(
        "roles",
        Type::list(Of::Word(&vocabulary::METRIC_ROLE)),
        "All that rules look for it as: several where it took the place of several metrics.",
        roles::roles,
    ),
];
