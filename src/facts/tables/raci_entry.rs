//! What rules see of who does the work and who answers for it.

use crate::facts::duties::held::RESPONSIBLE;
use crate::facts::duties::raci;
use crate::facts::fact::{Fact, TEXT, list, one};
use crate::value::{Item, Val};
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("duty", one(Kind::Duty), "The duty.", |cx, e| raci::entry(cx, e, |entry| Val::Entity(entry.duty))),
    Fact::new(
        "scope",
        TEXT,
        "What is covered: `the organisation`, a team's `own services`, or a service by name.",
        |cx, e| raci::entry(cx, e, |entry| Val::Text(&entry.scope)),
    ),
    Fact::new("holdings", list(Kind::Holding), "Everybody who takes a part in it, at any level.", |cx, e| {
        raci::entry(cx, e, |entry| raci::holdings(cx, &entry.holdings, None))
    }),
    Fact::new("responsible", list(Kind::Holding), "Those who do the work, one holding for each team.", |cx, e| {
        raci::entry(cx, e, |entry| raci::holdings(cx, &entry.holdings, Some(RESPONSIBLE)))
    }),
    Fact::new(
        "accountable",
        list(Kind::Holding),
        "Those who answer for it, one holding for each team; where nobody does in this scope, those who answer for the whole organisation.",
        raci::accountable,
    ),
    Fact::new(
        "claims",
        list(Kind::DutyClaim),
        "The same duty in the same scope as a claim, where somebody is responsible or accountable.",
        |cx, e| raci::entry(cx, e, |entry| cx.list(entry.claim.map(|claim| Item::new(Val::Entity(claim), None)))),
    ),
];
