//! What rules see of a person.

use crate::facts::duties::named;
use crate::facts::fact::{Fact, list, one};
use crate::facts::people::{membership, reporting_lines};
use crate::facts::reads::referring;
use crate::facts::response::{running, single_points};
use crate::facts::sources::shared::{MISSING_FROM, SOURCES};
use crate::field;
use crate::value::Val;
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("onCall", one(Kind::OnCall), "The person's on-call load.", |_, e| {
        Val::Entity(Entity { kind: Kind::OnCall, ..e })
    })
    .at(|cx, e| Some(cx.org.place(e))),
    Fact::new(
        "soleExpertOf",
        list(Kind::Service),
        "Services that name nobody else as an expert.",
        single_points::sole_expert_of,
    ),
    Fact::new(
        "soleTargetOf",
        list(Kind::Service),
        "Services whose escalation has a level that reaches nobody else, a last resort left out. Where no level does, there is no backup at all, which is not counted here.",
        single_points::sole_target_of,
    ),
    Fact::new("leads", list(Kind::Team), "The teams that name the person as `lead`.", |cx, e| {
        referring(cx, e, Kind::Team, field!(Team.lead))
    }),
    Fact::new(
        "answersFor",
        list(Kind::Service),
        "Services that the rotations answer for in which the person takes turns, each once.",
        running::answers_for,
    ),
    membership::TEAMS,
    membership::WORK_TEAMS,
    membership::ALLOCATIONS,
    membership::FTE,
    membership::SKILL_NAMES,
    Fact::new(
        "holdings",
        list(Kind::Holding),
        "The duties that the person holds for a team, at any level: those whose entry in the team's `duties` names the person (`people`).",
        named::holdings,
    ),
    Fact::new(
        "accountableFor",
        list(Kind::Holding),
        "Those of `holdings` with `level: accountable`. For a duty whose entry names nobody the team answers as a whole, and nobody in it does here.",
        named::accountable_for,
    ),
    Fact::new(
        "directReports",
        list(Kind::Person),
        "People who name the person as `manager`; there may be more where others, who do not stand above the person, name nobody.",
        reporting_lines::direct_reports,
    ),
    Fact::new(
        "lastResortOf",
        list(Kind::Service),
        "Services whose escalation has as many levels as the taxonomy's `lastResortFrom` says, or more, and the last reaches nobody else.",
        single_points::last_resort_of,
    ),
    SOURCES,
    MISSING_FROM,
];
