//! What rules see of the incident process.

use crate::facts::fact::{Fact, list};
use crate::facts::response::incident;
use crate::field;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("commanders", list(Kind::Person), "Everybody who can be commander.", incident::commanders).at(incident::commander_place),
    Fact::new(
        "roleSeats",
        list(Kind::Target),
        "The seats that report to the commander: every target of the other roles, whatever number of people is behind it.",
        incident::role_seats,
    )
    .at(|cx, e| cx.org.place_of(e, field!(Incident.roles))),
];
