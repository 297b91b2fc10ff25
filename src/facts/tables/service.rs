//! What rules see of a service.

use crate::facts::fact::{BOOL, Fact, SHARE, list, one};
use crate::facts::people::knowledge;
use crate::facts::platform::platforms;
use crate::facts::response::{responders, running, service_people, service_response};
use crate::facts::services::{domain, objectives, ownership, promises};
use crate::facts::sources::shared::{MISSING_FROM, SOURCES};
use crate::field;
use crate::vocabulary::kinds::Kind;

pub(crate) const FACTS: &[Fact] = &[
    Fact::new("owner", one(Kind::Team), ownership::OWNER, |cx, e| ownership::owner(cx, e, field!(Service.owner)))
        .at(|cx, e| ownership::place(cx, e, field!(Service.owner))),
    Fact::new("owners", ownership::PARTIES, ownership::OWNERS, |cx, e| ownership::owners(cx, e, field!(Service.owner)))
        .at(|cx, e| ownership::place(cx, e, field!(Service.owner))),
    Fact::new("ownedTogether", BOOL, ownership::TOGETHER, |cx, e| ownership::together(cx, e, field!(Service.owner)))
        .at(|cx, e| ownership::place(cx, e, field!(Service.owner))),
    Fact::new("vacantOwners", list(Kind::Team), ownership::VACANT, |cx, e| ownership::vacant(cx, e, field!(Service.owner)))
        .at(|cx, e| ownership::place(cx, e, field!(Service.owner))),
    Fact::new(
        "domain",
        one(Kind::Domain),
        "The domain it belongs to: its own `domain`, else that of its `system`, else that of what it is `partOf`.",
        domain::domain,
    )
    .at(domain::domain_place),
    Fact::new("rotations", list(Kind::Rotation), "Rotations that answer for it, declared on either side.", ownership::rotations)
        .at(|cx, e| ownership::place(cx, e, field!(Service.rotation))),
    Fact::new(
        "knowers",
        list(Kind::Person),
        "People who know it well: its `experts`, and those whose `knows` names it; unknown where neither says anything.",
        knowledge::of_service,
    )
    .at(|cx, e| ownership::place(cx, e, field!(Service.experts))),
    Fact::new(
        "ownerPeople",
        list(Kind::Person),
        "The people who own it: the members of the teams and the persons named as owner.",
        |cx, e| service_people::people(cx, e, field!(Service.owner)),
    )
    .at(|cx, e| ownership::place(cx, e, field!(Service.owner))),
    Fact::new(
        "approverPeople",
        list(Kind::Person),
        "The people who may approve a change: persons named as approver, and the members of teams that are.",
        |cx, e| service_people::people(cx, e, field!(Service.approvers)),
    )
    .at(|cx, e| ownership::place(cx, e, field!(Service.approvers))),
    Fact::new(
        "deployerPeople",
        list(Kind::Person),
        "The people who may deploy a change: persons named as deployer, and the members of teams that are.",
        |cx, e| service_people::people(cx, e, field!(Service.deployers)),
    )
    .at(|cx, e| ownership::place(cx, e, field!(Service.deployers))),
    Fact::new(
        "supported",
        BOOL,
        "Whether a team helps to run it: it names one as `supportedBy`, or an SRE team has an engagement with its owner that has not ended.",
        service_people::supported,
    )
    .at(|cx, e| ownership::place(cx, e, field!(Service.supportedBy))),
    Fact::new(
        "supporterPaged",
        BOOL,
        "Whether a team that helps to run it, or somebody of it, can be paged for it: one it names in `supportedBy`, or an SRE team that has an engagement with its owner that has not ended.",
        service_people::supporter_paged,
    )
    .at(|cx, e| ownership::place(cx, e, field!(Service.supportedBy))),
    Fact::new(
        "ownerPaged",
        BOOL,
        "Whether its owner, or somebody of its owner, can be paged for it: at any level of its escalation, or in one of its rotations.",
        service_people::owner_paged,
    ),
    Fact::new("slos", list(Kind::Slo), "Its service level objectives.", objectives::service_slos),
    Fact::new(
        "ownerRotations",
        list(Kind::Rotation),
        "The rotations that the teams which own it run, whatever they answer for.",
        running::owner_rotations,
    ),
    Fact::new(
        "target",
        SHARE,
        "The strictest target of its service level objectives that are not about latency.",
        promises::target,
    )
    .at(promises::target_place),
    service_response::PLATFORMS,
    service_response::RESPONDERS,
    service_response::EVERYBODY_RESPONDS,
    service_response::FIRST_ROTATIONS,
    service_response::PAGED_ROTATIONS,
    service_response::COVERED_HOURS,
    service_response::FIRST_TIMEOUT,
    Fact::new(
        "eligibleGoldenPaths",
        list(Kind::GoldenPath),
        "Golden paths for its type of component.",
        platforms::eligible_paths,
    ),
    Fact::new(
        "responderPeople",
        list(Kind::Person),
        "People who take turns in the rotations that answer for it, each once; who only shadows is none.",
        responders::responders,
    )
    .at(|cx, e| ownership::place(cx, e, field!(Service.rotation))),
    SOURCES,
    MISSING_FROM,
];
