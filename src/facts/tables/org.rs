//! What rules see of the organisation.

use crate::facts::fact::{BOOL, Fact, NUMBER, TEXT, list};
use crate::facts::on_call::load::times;
use crate::facts::people::reporting_lines;
use crate::facts::people::teams::WorkTeams;
use crate::facts::{organisation, reads};
use crate::field;
use crate::org::Extent;
use crate::value::{Missing, Of, Type, Val};
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new(
        "size",
        organisation::SIZE,
        "Declared size, else by how many people there are: small below the taxonomy's `growingFrom`, large from its `largeFrom` on; unknown without people, and severities are then those of `growing`.",
        organisation::size_fact,
    ),
    Fact::new(
        "operationsSidePeople",
        list(Kind::Person),
        "People in teams that practise sre, platform, devops or operations, or do not say what they practise; of those, stream-aligned teams that hold no operations duty for others are left out.",
        organisation::operations_people,
    ),
    Fact::new(
        "operationsSideTeams",
        list(Kind::Team),
        "Teams that practise sre, platform, devops or operations, or do not say what they practise.",
        organisation::operations_teams,
    ),
    Fact::new(
        "operationsSideDisciplines",
        NUMBER,
        "How many different disciplines the operations-side teams practise; between bounds where a team does not say what it practises and may be one. A stream-aligned team that holds no operations duty for others is none.",
        organisation::disciplines,
    ),
    Fact::new("workTeams", NUMBER, "How many teams of kind `work` are declared.", |cx, _| {
        match cx.org.extent(Kind::Team) {
            Extent::Absent => cx.unknown(Missing::Section(Kind::Team)),
            Extent::Incomplete | Extent::Complete => reads::count(cx.part::<WorkTeams>().0),
        }
    }),
    Fact::new(
        "longestChain",
        Type::list(Of::Party),
        "The longest declared line of reporting, from the top down: people and their managers, or teams and the units above them, whichever is longer.",
        reporting_lines::longest_chain,
    ),
    Fact::new(
        "sleepTime",
        TEXT,
        "When people sleep, local time: `between 22:00 and 08:00` if `org.bands` does not say otherwise.",
        times::sleep_time,
    ),
    Fact::new(
        "nightTime",
        TEXT,
        "When it is night, local time: `between 23:00 and 06:00` if `org.night` does not say otherwise.",
        times::night_time,
    ),
    Fact::new(
        "incidentRoles",
        BOOL,
        "Whether a file says who takes which role in an incident: `incident.roles` is written, whatever it holds.",
        |cx, _| {
            let mut processes = cx.org.all(Kind::Incident);
            Val::Bool(processes.any(|process| cx.org.is_written(process, field!(Incident.roles))))
        },
    ),
];
