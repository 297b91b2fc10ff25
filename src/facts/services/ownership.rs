//! Who owns what.

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::fact::{BOOL, Fact, SHARE, list, one};
use crate::facts::people::teams;
use crate::facts::platform::platforms;
use crate::facts::reads::{items, of_section, referring};
use crate::facts::response::{service_people, service_response};
use crate::facts::services::objectives;
use crate::field;
use crate::org::{Extent, Known};
use crate::text::Place;
use crate::value::{Item, Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

const PARTIES: Type = Type::list(Of::Party);
const OWNER: &str = "The team that owns it; the first, where several are named.";
const OWNERS: &str = "Everybody named as owner, each once.";
const VACANT: &str = "Teams named as owner that are said to have nobody in them: their list of members is empty, no person names them, and no team reports to them.";

pub(crate) const SERVICE: &[Fact] = &[
    Fact::new("owner", one(Kind::Team), OWNER, |cx, e| owner(cx, e, field!(Service.owner)))
        .at(|cx, e| place(cx, e, field!(Service.owner))),
    Fact::new("owners", PARTIES, OWNERS, |cx, e| owners(cx, e, field!(Service.owner)))
        .at(|cx, e| place(cx, e, field!(Service.owner))),
    Fact::new("vacantOwners", list(Kind::Team), VACANT, |cx, e| vacant(cx, e, field!(Service.owner)))
        .at(|cx, e| place(cx, e, field!(Service.owner))),
    Fact::new("rotations", list(Kind::Rotation), "Rotations that answer for it, declared on either side.", rotations)
        .at(|cx, e| place(cx, e, field!(Service.rotation))),
    Fact::new(
        "knowers",
        list(Kind::Person),
        "People who know it well: its `experts`, and those whose `knows` names it; unknown where neither says anything.",
        crate::facts::people::knowledge::of_service,
    )
    .at(|cx, e| place(cx, e, field!(Service.experts))),
    Fact::new(
        "ownerPeople",
        list(Kind::Person),
        "The people who own it: the members of the teams and the persons named as owner.",
        |cx, e| service_people::people(cx, e, field!(Service.owner)),
    )
    .at(|cx, e| place(cx, e, field!(Service.owner))),
    Fact::new(
        "approverPeople",
        list(Kind::Person),
        "The people who may approve a change: persons named as approver, and the members of teams that are.",
        |cx, e| service_people::people(cx, e, field!(Service.approvers)),
    )
    .at(|cx, e| place(cx, e, field!(Service.approvers))),
    Fact::new(
        "deployerPeople",
        list(Kind::Person),
        "The people who may deploy a change: persons named as deployer, and the members of teams that are.",
        |cx, e| service_people::people(cx, e, field!(Service.deployers)),
    )
    .at(|cx, e| place(cx, e, field!(Service.deployers))),
    Fact::new(
        "supported",
        BOOL,
        "Whether a team helps to run it: it names one as `supportedBy`, or an SRE team has an engagement with its owner that has not ended.",
        service_people::supported,
    )
    .at(|cx, e| place(cx, e, field!(Service.supportedBy))),
    Fact::new(
        "ownerPaged",
        BOOL,
        "Whether its owner, or somebody of its owner, can be paged for it: at any level of its escalation, or in one of its rotations.",
        service_people::owner_paged,
    ),
    Fact::new("slos", list(Kind::Slo), "Its service level objectives.", objectives::service_slos),
    Fact::new("target", SHARE, "The strictest target of its service level objectives.", objectives::service_target)
        .at(objectives::service_target_place),
    service_response::PLATFORMS,
    service_response::RESPONDERS,
    service_response::EVERYBODY_RESPONDS,
    service_response::FIRST_ROTATIONS,
    service_response::PAGED_ROTATIONS,
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
        crate::facts::response::responders::responders,
    )
    .at(|cx, e| place(cx, e, field!(Service.rotation))),
];

pub(crate) const PLATFORM: &[Fact] = &[
    Fact::new("owner", one(Kind::Team), OWNER, |cx, e| owner(cx, e, field!(Platform.owner)))
        .at(|cx, e| place(cx, e, field!(Platform.owner))),
    Fact::new("owners", PARTIES, OWNERS, |cx, e| owners(cx, e, field!(Platform.owner)))
        .at(|cx, e| place(cx, e, field!(Platform.owner))),
    Fact::new("vacantOwners", list(Kind::Team), VACANT, |cx, e| vacant(cx, e, field!(Platform.owner)))
        .at(|cx, e| place(cx, e, field!(Platform.owner))),
    Fact::new("slo", list(Kind::Slo), "Its service level objectives, declared on either side.", platforms::slo)
        .at(|cx, e| place(cx, e, field!(Platform.slo))),
    Fact::new(
        "supported",
        BOOL,
        "Whether anybody says how its consumers get help: `support` with hours, a rotation or an escalation, or a rotation that lists it.",
        platforms::supported,
    )
    .at(|cx, e| place(cx, e, field!(Platform.support))),
];

pub(crate) const GOLDEN_PATH: &[Fact] = &[
    Fact::new("platform", one(Kind::Platform), "The platform it belongs to.", platform),
    Fact::new("owner", one(Kind::Team), "The team that owns it: named, or else its platform's owner.", path_owner)
        .at(path_owner_place),
    Fact::new(
        "advisers",
        list(Kind::Team),
        "Teams that work on it with its owner, now or earlier: by collaboration, facilitating or engagement, or with a part in the duty `golden-paths`.",
        platforms::advisers,
    ),
];

fn place(cx: &Cx<'_>, entity: Entity, field: FieldId) -> Option<Place> {
    cx.org.slot(entity, field).map(|slot| slot.place)
}

/// The first team that is named as owner.
pub(crate) fn owning_team(cx: &Cx<'_>, entity: Entity, field: FieldId) -> Option<Entity> {
    cx.org.list(entity, field).iter().find_map(|slot| match slot.value {
        Value::Ref(team) if team.kind == Kind::Team => Some(team),
        _ => None,
    })
}

fn owner<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    owning_team(cx, entity, field).map_or_else(|| cx.unknown(Missing::Field(entity, field)), Val::Entity)
}

fn owners<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    if cx.org.has(entity, field) != Known::True {
        return cx.unknown(Missing::Field(entity, field));
    }
    let mut named = items(cx.org.list(entity, field));
    let mut seen = Vec::new();
    named.retain(|item| match item.value {
        Val::Entity(e) if !seen.contains(&e) => {
            seen.push(e);
            true
        }
        _ => false,
    });
    cx.list(named)
}

fn vacant<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    let mut named = items(cx.org.list(entity, field));
    named.retain(|item| matches!(item.value, Val::Entity(e) if e.kind == Kind::Team && teams::is_vacant(cx.org, e)));
    cx.list(named)
}

/// Rotations that answer for a service, each once, with the place that says so.
pub(crate) fn rotations_of(cx: &Cx<'_>, service: Entity) -> Vec<(Entity, Place)> {
    let mut found: Vec<(Entity, Place)> = Vec::new();
    if let Some(slot) = cx.org.slot(service, field!(Service.rotation))
        && let Value::Ref(rotation) = slot.value
    {
        found.push((rotation, slot.place));
    }
    for (rotation, edge) in cx.org.graph().referring(service, Kind::Rotation, field!(Rotation.services)) {
        if !found.iter().any(|(known, _)| *known == rotation) {
            found.push((rotation, edge.place));
        }
    }
    found
}

pub(crate) fn rotations<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let found = rotations_of(cx, service).into_iter();
    let items = found.map(|(rotation, place)| Item::new(Val::Entity(rotation), Some(place)));
    of_section(cx, items.collect(), Kind::Rotation)
}

fn platform<'a>(cx: &Cx<'a>, path: Entity) -> Val<'a> {
    match cx.org.parent(path) {
        Some(platform) if platform.kind == Kind::Platform => Val::Entity(platform),
        _ => cx.unknown(Missing::Section(Kind::Platform)),
    }
}

pub(crate) fn path_owner<'a>(cx: &Cx<'a>, path: Entity) -> Val<'a> {
    match (cx.org.has(path, field!(GoldenPath.owner)), cx.org.parent(path)) {
        (Known::True, _) => owner(cx, path, field!(GoldenPath.owner)),
        (_, Some(platform)) if platform.kind == Kind::Platform => owner(cx, platform, field!(Platform.owner)),
        _ => cx.unknown(Missing::Field(path, field!(GoldenPath.owner))),
    }
}

fn path_owner_place(cx: &Cx<'_>, path: Entity) -> Option<Place> {
    place(cx, path, field!(GoldenPath.owner)).or_else(|| place(cx, cx.org.parent(path)?, field!(Platform.owner)))
}

pub(crate) fn all_golden_paths<'a>(cx: &Cx<'a>) -> Val<'a> {
    let all = cx.org.all(Kind::GoldenPath).map(|path| Item::new(Val::Entity(path), Some(cx.org.place(path))));
    match cx.org.extent(Kind::Platform) {
        Extent::Absent if cx.org.declared(Kind::GoldenPath) == 0 => cx.unknown(Missing::Section(Kind::Platform)),
        Extent::Incomplete => {
            let open = cx.because(Missing::Section(Kind::Platform));
            cx.open_list(all, Some(open))
        }
        _ => cx.list(all),
    }
}

pub(crate) fn owned_services<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    referring(cx, team, Kind::Service, field!(Service.owner))
}

pub(crate) fn owned_platforms<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    referring(cx, team, Kind::Platform, field!(Platform.owner))
}
