//! What rules see of a golden path.

use crate::facts::fact::{Fact, list, one};
use crate::facts::platform::platforms;
use crate::facts::services::ownership;
use crate::field;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("platform", one(Kind::Platform), "The platform it belongs to.", ownership::platform),
    Fact::new(
        "owner",
        one(Kind::Team),
        "The team that owns it: named, or else its platform's owner.",
        ownership::path_owner,
    )
    .at(ownership::path_owner_place),
    Fact::new("owners", ownership::PARTIES, ownership::OWNERS, |cx, e| {
        ownership::owners(cx, e, field!(GoldenPath.owner))
    })
    .at(|cx, e| ownership::place(cx, e, field!(GoldenPath.owner))),
    Fact::new("vacantOwners", list(Kind::Team), ownership::VACANT, |cx, e| {
        ownership::vacant(cx, e, field!(GoldenPath.owner))
    })
    .at(|cx, e| ownership::place(cx, e, field!(GoldenPath.owner))),
    Fact::new(
        "advisers",
        list(Kind::Team),
        "Teams that work on it with its owner, now or earlier: by collaboration, facilitating or engagement, or with a part in the duty `golden-paths`.",
        platforms::advisers,
    ),
];
