//! What rules see of a duty in one scope.

use crate::facts::duties::claims;
use crate::facts::fact::{BOOL, Fact, TEXT, list, one};
use crate::value::Val;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("duty", one(Kind::Duty), "The duty.", |cx, e| claims::claim(cx, e, |c| Val::Entity(c.duty))),
    Fact::new(
        "scope",
        TEXT,
        "What is covered: `the organisation`, a team's `own services`, or a service by name.",
        claims::claim_scope,
    ),
    Fact::new(
        "holders",
        list(Kind::Holding),
        "The holdings that are responsible or accountable there.",
        claims::claim_holders,
    ),
    Fact::new(
        "shared",
        BOOL,
        "Whether every two holders share it on purpose: one names the other in `sharedWith`, or the responsibility matrix names both and who answers for it.",
        claims::claim_shared,
    ),
];
