//! What rules see of a team.

use crate::facts::duties::{discipline, holdings, inferred_discipline};
use crate::facts::fact::{BOOL, Fact, NUMBER, SHARE, TEXT, list, one};
use crate::facts::on_call::load::team_load;
use crate::facts::people::{reporting_lines, teams};
use crate::facts::reads::referring;
use crate::facts::response::{called_together, running};
use crate::facts::services::ownership;
use crate::facts::sources::lists;
use crate::facts::sources::shared::{self, MISSING_FROM, SOURCES};
use crate::facts::topology::{discipline_pairs, interactions, team_relations};
use crate::field;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("members", list(Kind::Person), "The people in the team, declared on either side.", teams::members)
        .at(teams::members_place),
    Fact::new(
        "discipline",
        discipline::DISCIPLINE,
        "What the team practises: declared, else inferred from its duties.",
        discipline::discipline,
    )
    .at(discipline::discipline_place),
    Fact::new(
        "byDuties",
        BOOL,
        "Whether its discipline is not declared and follows from its duties; what rests on that is advice at most.",
        discipline::by_duties,
    ),
    Fact::new(
        "practises",
        TEXT,
        "What it practises in words: `sre`, or `sre by its duties` where that is not declared.",
        discipline::practises,
    )
    .at(discipline::discipline_place),
    Fact::new(
        "inferredDiscipline",
        discipline::DISCIPLINE,
        "The discipline that most of what it does for the whole organisation belongs to; unknown where none is clearly ahead. A stream-aligned team is never inferred to practise sre or platform.",
        inferred_discipline::inferred_discipline,
    ),
    Fact::new(
        "leadingDiscipline",
        discipline::DISCIPLINE,
        "The discipline most of its duties belong to, however narrowly it is ahead; there is none where two have the same weight. Duties for its own services do not count.",
        inferred_discipline::leading_discipline,
    ),
    Fact::new(
        "inferenceMargin",
        SHARE,
        "How far the leading discipline is ahead of the second, as a share of the weight of all duties.",
        inferred_discipline::margin,
    ),
    Fact::new(
        "inferenceWeight",
        NUMBER,
        "The weight of its duties: 1 for an exclusive one, for a shared or contested one a half for each discipline it names, 0 for a collective one.",
        inferred_discipline::weight,
    ),
    Fact::new("operationsSide", BOOL, "Whether it practises sre, platform, devops or operations. A stream-aligned team that does not say, and holds no operations duty for others, does not.", discipline::operations_side),
    Fact::new(
        "holdings",
        list(Kind::Holding),
        "The duties it holds, from its own file and from the responsibility matrix.",
        holdings::holdings_of,
    )
    .at(discipline::duties_place),
    Fact::new(
        "conflationIndex",
        SHARE,
        "How evenly its duties are split between SRE and platform work: 2 * min / (SRE + platform), 0 to 1; those for its own services only do not count.",
        discipline::conflation_index,
    ),
    Fact::new(
        "holdsSomething",
        BOOL,
        "Whether there is something it holds: a duty, a service, a platform or a rotation. A team that holds nothing is a list of people, or what other teams belong to.",
        ownership::holds_something,
    ),
    Fact::new("parts", list(Kind::Team), "Teams that report to it.", ownership::parts),
    Fact::new("ownedServices", list(Kind::Service), "The services it owns.", ownership::owned_services),
    Fact::new("ownedPlatforms", list(Kind::Platform), "The platforms it owns.", ownership::owned_platforms),
    Fact::new(
        "pageLoad",
        SHARE,
        "Share of its people's working hours that their pages would take at one hour each, the mean over its members; times the hours an incident costs, the share of operations work (F12).",
        team_load::page_load,
    )
    .exceeding()
    .at(teams::members_place),
    Fact::new(
        "memberRotations",
        list(Kind::Rotation),
        "Rotations that its members take turns in, each once.",
        team_load::member_rotations,
    ),
    Fact::new(
        "rotations",
        list(Kind::Rotation),
        "Rotations that name it as their team.",
        |cx, e| referring(cx, e, Kind::Rotation, field!(Rotation.team)),
    ),
    Fact::new(
        "escalations",
        list(Kind::Escalation),
        "Escalations that call it, or one of its members by name, at any of their own levels.",
        running::escalations,
    ),
    Fact::new(
        "supportedServices",
        list(Kind::Service),
        "The services that name it in `supportedBy`.",
        team_relations::supported_services,
    ),
    Fact::new(
        "engagedWith",
        list(Kind::Team),
        "Teams it is declared to help: those in its `engagement`, and owners of services that name it in `supportedBy`.",
        team_relations::engaged_with,
    ),
    Fact::new("communities", list(Kind::Community), "The declared communities it takes part in.", team_relations::communities),
    Fact::new(
        "talksTo",
        list(Kind::Team),
        "Teams it has an interaction or engagement with that is going on, in either direction.",
        discipline_pairs::talks_to,
    )
    .some(interactions::is_talking),
    Fact::new(
        "interactions",
        list(Kind::Interaction),
        "The interactions it takes part in, whether they are going on or not.",
        interactions::all_of,
    ),
    Fact::new(
        "collaborations",
        list(Kind::Interaction),
        "Its collaborations on the date judged, those with the same teams once; a team it is embedded with, by `engagement`, is none it collaborates with.",
        interactions::collaborations,
    ),
    Fact::new(
        "collaborationPartners",
        list(Kind::Team),
        "Teams it collaborates with on the date judged; a team it is embedded with, by `engagement`, is none.",
        interactions::collaboration_partners,
    ),
    Fact::new(
        "facilitationPartners",
        list(Kind::Team),
        "Teams it facilitates or is facilitated by on the date judged, by interaction or as a consultant by `engagement`.",
        interactions::facilitation_partners,
    ),
    Fact::new(
        "edges",
        list(Kind::Team),
        "Teams it has to do with: interactions, also those that have not begun, engagements, dependencies between teams or their services, platforms and consumers, supported services, a rotation or people in common. Without interactions there may be more; of the rest counts what is declared.",
        team_relations::edges,
    )
    .some(team_relations::is_tied),
    Fact::new(
        "calledWith",
        list(Kind::Team),
        "Teams that are called with it: by one escalation policy, with the owners of the services that name it, or in the incident process, by its roles or a severity. What pages everybody joins nobody.",
        called_together::called_with,
    )
    .some(called_together::is_called),
    Fact::new(
        "nearestUnit",
        one(Kind::Unit),
        "The nearest unit above it, on the way of `reportsTo`, that says its kind.",
        reporting_lines::nearest_unit,
    )
    .at(reporting_lines::reports_to_place),
    SOURCES,
    MISSING_FROM,
    Fact::new(
        "namedInstead",
        list(Kind::Team),
        "Teams that other sources name as owner of what one says is this team's.",
        shared::named_instead,
    ),
    Fact::new(
        "lists",
        list(Kind::Team),
        "Lists of permissions and of code owners that are known to be of this team.",
        lists::lists,
    ),
    Fact::new(
        "onlyInLists",
        list(Kind::Person),
        "People in its `lists`, or in what is nested in these, who are neither in it nor in a team below it; who has a role in the list looks after it, and is left out.",
        lists::only_in_lists,
    ),
    Fact::new(
        "inNoList",
        list(Kind::Person),
        "Its members who are in none of its `lists`, though these are kept by a source that knows them.",
        lists::in_no_list,
    ),
];
