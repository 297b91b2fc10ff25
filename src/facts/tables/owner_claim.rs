//! What rules see of who owns a service, as those say who review its code.

use crate::facts::fact::{BOOL, Fact, list, one};
use crate::facts::services::owner_claims::{claim, owners, place};
use crate::facts::services::ownership::PARTIES;
use crate::value::{Item, Val};
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("service", one(Kind::Service), "The service it is about.", |cx, e| {
        claim(cx, e, |claim| Val::Entity(claim.service))
    }),
    Fact::new(
        "owners",
        PARTIES,
        "Everybody whom a declaration of the service names as its owner, also where two of them contradict each other.",
        owners,
    ),
    Fact::new(
        "teams",
        list(Kind::Team),
        "The teams that the last line for the folder of the service names, in each section of the file.",
        |cx, e| {
            claim(cx, e, |claim| cx.list(claim.teams.iter().map(|&(team, at)| Item::new(Val::Entity(team), Some(at)))))
        },
    )
    .at(place),
    Fact::new(
        "byDefault",
        BOOL,
        "Whether that line is about whatever no other line is about: its pattern is `*`.",
        |cx, e| claim(cx, e, |claim| Val::Bool(claim.matches_all)),
    )
    .at(place),
];
