//! Who owns what.

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::people::teams;
use crate::facts::reads::{items, of_section, referring};
use crate::field;
use crate::org::{Extent, Known};
use crate::text::Place;
use crate::value::{Item, Missing, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) const PARTIES: Type = Type::list(Of::Party);
pub(crate) const OWNER: &str = "The team that owns it; the first, where several are named.";
pub(crate) const OWNERS: &str = "Everybody named as owner, each once.";
pub(crate) const VACANT: &str = "Teams named as owner that are said to have nobody in them: their list of members is empty, no person names them, and no team reports to them.";

pub(crate) fn place(cx: &Cx<'_>, entity: Entity, field: FieldId) -> Option<Place> {
    cx.org.slot(entity, field).map(|slot| slot.place)
}

/// The first team that is named as owner.
pub(crate) fn owning_team(cx: &Cx<'_>, entity: Entity, field: FieldId) -> Option<Entity> {
    cx.org.list(entity, field).iter().find_map(|slot| match slot.value {
        Value::Ref(team) if team.kind == Kind::Team => Some(team),
        _ => None,
    })
}

pub(crate) fn owner<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    owning_team(cx, entity, field).map_or_else(|| cx.unknown(Missing::Field(entity, field)), Val::Entity)
}

pub(crate) fn owners<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
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

pub(crate) fn vacant<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
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
