//! Who owns what.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::duties::holdings::Duties;
use crate::facts::people::teams;
use crate::facts::reads::{items, of_section, referring};
use crate::field;
use crate::org::{Extent, Known, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) const PARTIES: Type = Type::list(Of::Party);
pub(crate) const OWNER: &str = "The team that owns it; the first, where several are named.";
pub(crate) const OWNERS: &str = "Everybody named as owner, each once.";
pub(crate) const VACANT: &str = "Teams named as owner that are said to have nobody in them: their list of members is empty, no person names them, and no team reports to them.";

pub(crate) const TOGETHER: &str = "Whether its owners are what a tool lists, a descriptor or a pager: it may list several on purpose, of which none is said to be the one that answers.";

pub(crate) fn place(cx: &Cx<'_>, entity: Entity, field: FieldId) -> Option<Place> {
    cx.org.place_of(entity, field)
}

/// The first team that is named as owner; none where a name cannot be read, which may be the first.
pub(crate) fn owning_team(cx: &Cx<'_>, entity: Entity, field: FieldId) -> Option<Entity> {
    let named = cx.org.list(entity, field);
    let mut owners = named.entities().map(|at| at.value).filter(|_| named.open().is_none());
    owners.find(|owner| owner.kind == Kind::Team)
}

pub(crate) fn owner<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    let unsaid = || cx.org.list(entity, field).open().unwrap_or(Missing::Field(entity, field));
    owning_team(cx, entity, field).map_or_else(|| cx.unknown(unsaid()), Val::Entity)
}

pub(crate) fn owners<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    if cx.org.has(entity, field) != Known::True {
        return cx.unknown(Missing::Field(entity, field));
    }
    let list = cx.org.list(entity, field);
    let mut named = items(&list);
    let mut seen = Vec::new();
    named.retain(|item| match item.value {
        Val::Entity(e) if !seen.contains(&e) => {
            seen.push(e);
            true
        }
        _ => false,
    });
    cx.open_list(named, list.open().map(|missing| cx.because(missing)))
}

/// Whether a tool lists the owners.
pub(crate) fn together<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    let format = place(cx, entity, field).and_then(|place| cx.org.format_at(place));
    Val::Bool(format.is_some_and(|format| format.closure.is_of_a_tool()))
}

/// Teams that say they report to a team.
pub(crate) fn parts<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    referring(cx, team, Kind::Team, field!(Team.reportsTo))
}

/// Whether there is a duty, a service, a platform or a rotation of a team's.
pub(crate) fn holds_something<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let duties = cx.part::<Duties>();
    let held = duties.held_by(cx.org, team);
    let owning = [
        (Kind::Service, field!(Service.owner)),
        (Kind::Platform, field!(Platform.owner)),
        (Kind::Rotation, field!(Rotation.team)),
    ];
    if held.is_some_and(|held| !held.is_empty())
        || owning.iter().any(|&(kind, field)| cx.org.graph().referring(team, kind, field).into_iter().next().is_some())
    {
        return Val::Bool(true);
    }
    // A section that nobody wrote says nothing of what there is; of services and duties that is worth asking for.
    let unsaid = duties.unread_of(team).or_else(|| held.is_none().then_some(Missing::Field(team, field!(Team.duties))));
    let unread = owning.into_iter().filter_map(|(kind, field)| match cx.org.extent(kind) {
        Extent::Incomplete => Some(Missing::Section(kind)),
        Extent::Absent if kind == Kind::Service => Some(Missing::Section(kind)),
        Extent::Absent | Extent::Complete => cx.org.unread(kind, field),
    });
    cx.because_all(unsaid.into_iter().chain(unread)).map_or(Val::Bool(false), Val::Unknown)
}

pub(crate) fn vacant<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    let list = cx.org.list(entity, field);
    let mut named = items(&list);
    named.retain(|item| matches!(item.value, Val::Entity(e) if e.kind == Kind::Team && teams::is_vacant(cx.org, e)));
    cx.open_list(named, list.open().map(|missing| cx.because(missing)))
}

/// Rotations that answer for a service, each once, with the place that says so; and why there may be others.
pub(crate) fn rotations_of(cx: &Cx<'_>, service: Entity) -> (Vec<(Entity, Place)>, Option<Missing>) {
    let own = cx.org.reference(service, field!(Service.rotation));
    let own_unread = own.err();
    let mut found: Vec<(Entity, Place)> = own.ok().flatten().map(|own| (own.value, own.place)).into_iter().collect();
    let listed = cx.org.referring(service, Kind::Rotation, field!(Rotation.services));
    let own = found.first().map(|&(rotation, _)| rotation);
    for (rotation, edge) in listed.found {
        // One that lists it twice comes twice in a row.
        if own != Some(rotation) && found.last().is_none_or(|&(last, _)| last != rotation) {
            found.push((rotation, edge.place));
        }
    }
    (found, own_unread.or(listed.open))
}

pub(crate) fn rotations<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let (found, unread) = rotations_of(cx, service);
    let items = found.into_iter().map(|(rotation, place)| Item::new(Val::Entity(rotation), Some(place)));
    of_section(cx, items.collect(), Kind::Rotation, unread)
}

/// Services that a rotation answers for, each once, with the place that says so, and what of them cannot be read.
pub(crate) fn services_of(org: &Org, rotation: Entity) -> (Vec<(Entity, Place)>, Option<Missing>) {
    let listed = org.list(rotation, field!(Rotation.services));
    let naming = org.referring(rotation, Kind::Service, field!(Service.rotation));
    let found = listed.entities().map(|at| (at.value, at.place));
    let found = found.chain(naming.found.into_iter().map(|(service, edge)| (service, edge.place)));
    let mut known = HashSet::new();
    (found.filter(|&(service, _)| known.insert(service)).collect(), listed.open().or(naming.open))
}

pub(crate) fn answered<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let (found, unread) = services_of(cx.org, rotation);
    let items = found.into_iter().map(|(service, place)| Item::new(Val::Entity(service), Some(place)));
    of_section(cx, items.collect(), Kind::Service, unread)
}

pub(crate) fn platform<'a>(cx: &Cx<'a>, path: Entity) -> Val<'a> {
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

pub(crate) fn path_owner_place(cx: &Cx<'_>, path: Entity) -> Option<Place> {
    place(cx, path, field!(GoldenPath.owner)).or_else(|| place(cx, cx.org.parent(path)?, field!(Platform.owner)))
}

pub(crate) fn all_golden_paths<'a>(cx: &Cx<'a>) -> Val<'a> {
    let all = cx.org.all(Kind::GoldenPath).map(|path| Item::new(Val::Entity(path), Some(cx.org.place(path))));
    let lost = match cx.org.extent(Kind::Platform) {
        Extent::Absent if cx.org.declared(Kind::GoldenPath) == 0 => {
            return cx.unknown(Missing::Section(Kind::Platform));
        }
        Extent::Incomplete => Some(Missing::Section(Kind::Platform)),
        Extent::Absent | Extent::Complete => None,
    };
    let unread = unread_paths(cx);
    cx.open_list(all, cx.because_all(lost.into_iter().chain(unread)))
}

/// Why there may be golden paths that nobody knows of: somewhere they cannot be read.
pub(crate) fn unread_paths(cx: &Cx<'_>) -> Option<Missing> {
    let of_platforms = cx.org.unread(Kind::Platform, field!(Platform.goldenPaths));
    of_platforms.or_else(|| cx.org.unread(Kind::Org, field!(Org.goldenPaths)))
}

pub(crate) fn owned_services<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    referring(cx, team, Kind::Service, field!(Service.owner))
}

pub(crate) fn owned_platforms<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    referring(cx, team, Kind::Platform, field!(Platform.owner))
}
