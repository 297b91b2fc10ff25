//! What rules see of a duty in one scope.

use crate::facts::duties::{claims, decisions};
use crate::facts::fact::{BOOL, Fact, TEXT, list, one};
use crate::value::Val;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("duty", one(Kind::Duty), "The duty.", |cx, e| claims::claim(cx, e, |c| Val::Entity(c.duty))),
    Fact::new(
        "scope",
        TEXT,
        "What is covered: `the organisation`, a team's `own services`, a service by name, or `a scope that is not said`.",
        claims::claim_scope,
    ),
    Fact::new(
        "holders",
        list(Kind::Holding),
        "The holdings that are responsible or accountable there.",
        claims::claim_holders,
    ),
    Fact::new(
        "unsaid",
        BOOL,
        "Whether it is about a scope that is not said: its holders are all who may hold the duty for the same, and one of them at least does not say for what.",
        claims::is_unsaid,
    ),
    Fact::new(
        "decisions",
        list(Kind::Decision),
        "Decisions that count on the date judged and are about this duty in this scope, or in every scope.",
        decisions::of_claim,
    ),
    Fact::new(
        "shared",
        BOOL,
        "Whether every two holders share it on purpose: one names the other in `sharedWith`, or it is said of both that they do the work or answer for it, in the responsibility matrix or by `level`, and of one that it answers.",
        claims::claim_shared,
    ),
];
