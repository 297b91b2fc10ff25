//! What rules see of a platform.

use crate::facts::fact::{BOOL, Fact, list, one};
use crate::facts::platform::platforms;
use crate::facts::services::ownership;
use crate::field;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("owner", one(Kind::Team), ownership::OWNER, |cx, e| ownership::owner(cx, e, field!(Platform.owner)))
        .at(|cx, e| ownership::place(cx, e, field!(Platform.owner))),
    Fact::new("owners", ownership::PARTIES, ownership::OWNERS, |cx, e| ownership::owners(cx, e, field!(Platform.owner)))
        .at(|cx, e| ownership::place(cx, e, field!(Platform.owner))),
    Fact::new("vacantOwners", list(Kind::Team), ownership::VACANT, |cx, e| ownership::vacant(cx, e, field!(Platform.owner)))
        .at(|cx, e| ownership::place(cx, e, field!(Platform.owner))),
    Fact::new("slo", list(Kind::Slo), "Its service level objectives, declared on either side.", platforms::slo)
        .at(|cx, e| ownership::place(cx, e, field!(Platform.slo))),
    Fact::new(
        "supported",
        BOOL,
        "Whether anybody says how its consumers get help: `support` with hours, a rotation or an escalation, a rotation that lists it, or one of its owner that lists neither services nor platforms.",
        platforms::supported,
    )
    .at(|cx, e| ownership::place(cx, e, field!(Platform.support))),
];
