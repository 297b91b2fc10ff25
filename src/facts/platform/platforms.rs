//! What platforms offer, to whom, and who helps.

use std::collections::{HashMap, HashSet};

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::duties::holdings::Duties;
use crate::facts::duties::roles;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::reads::items;
use crate::facts::services::ownership;
use crate::facts::topology::interactions;
use crate::field;
use crate::org::{Extent, Known, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// Golden paths by the type of component they are for, and who has a part in them.
#[derive(Debug)]
pub struct Paths {
    by_type: HashMap<String, Vec<Entity>>,
    /// Paths that do not say what they are for.
    untyped: Vec<Entity>,
    /// Teams with any part in the duty, in no other order than that of the holdings.
    holders: Vec<(Entity, Place)>,
}

impl Part for Paths {
    const PLACE: part::Place = part::Place::Paths;

    fn of(org: &Org, facts: &Facts) -> Self {
        Self::of(org, facts.part(org))
    }
}

impl Paths {
    /// Sorts the golden paths of all platforms.
    pub fn of(org: &Org, duties: &Duties) -> Self {
        let (mut by_type, mut untyped) = (HashMap::<String, Vec<Entity>>::new(), Vec::new());
        for path in org.all(Kind::GoldenPath) {
            match org.slot(path, field!(GoldenPath.for)).map(|slot| slot.value) {
                Some(Value::Text(text)) => by_type.entry(org.text(text).to_lowercase()).or_default().push(path),
                _ => untyped.push(path),
            }
        }
        let holders = duties.all().filter(|(_, held)| roles::has(org, held.duty, roles::GOLDEN_PATHS));
        let holders = holders.map(|(_, held)| (held.team, held.place)).collect();
        Self { by_type, untyped, holders }
    }
}

pub(crate) fn name(org: &Org, capability: Entity) -> &str {
    let id = org.id(capability);
    org.find(Kind::Duty, id).filter(|&duty| org.is_declared(duty)).map_or(id, |duty| org.id(duty))
}

pub(crate) fn all_capabilities<'a>(cx: &Cx<'a>) -> Val<'a> {
    let lost = match cx.org.extent(Kind::Platform) {
        Extent::Absent => return cx.unknown(Missing::Section(Kind::Platform)),
        Extent::Incomplete => Some(Missing::Section(Kind::Platform)),
        Extent::Complete => None,
    };
    let field = field!(Platform.capabilities);
    let unsaid = |platform| match cx.org.slot(platform, field).map(|slot| slot.value) {
        Some(Value::Invalid) => Some(Missing::Invalid(platform, field)),
        Some(_) => None,
        None => Some(Missing::Field(platform, field)),
    };
    let open = cx.because_all(cx.org.all(Kind::Platform).filter_map(unsaid).chain(lost));
    let all = cx.org.all(Kind::PlatformCapability);
    cx.open_list(all.map(|one| Item::new(Val::Entity(one), Some(cx.org.place(one)))), open)
}

/// Golden paths for the type of a service; those that do not say what they are for may be.
pub(crate) fn eligible_paths<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let lost = match cx.org.extent(Kind::Platform) {
        Extent::Absent if cx.org.declared(Kind::GoldenPath) == 0 => {
            return cx.unknown(Missing::Section(Kind::Platform));
        }
        Extent::Incomplete => Some(cx.because(Missing::Section(Kind::Platform))),
        Extent::Absent | Extent::Complete => None,
    };
    let ty = match cx.org.slot(service, field!(Service.type)).map(|slot| slot.value) {
        Some(Value::Text(ty)) => cx.org.text(ty),
        Some(Value::Invalid) => return cx.unknown(Missing::Invalid(service, field!(Service.type))),
        _ => return cx.unknown(Missing::Field(service, field!(Service.type))),
    };
    let paths = cx.part::<Paths>();
    let item = |path| Item::new(Val::Entity(path), Some(cx.org.place(path)));
    let known = paths.by_type.get(&ty.to_lowercase()).map_or(&[][..], Vec::as_slice);
    let maybe = paths.untyped.iter().map(|&path| {
        let cause = cx.because(Missing::Field(path, field!(GoldenPath.for)));
        Item { maybe: Some(cause), ..item(path) }
    });
    cx.open_list(known.iter().map(|&path| item(path)).chain(maybe), lost)
}

pub(crate) fn advisers<'a>(cx: &Cx<'a>, path: Entity) -> Val<'a> {
    match ownership::path_owner(cx, path) {
        Val::Entity(owner) => interactions::advisers(cx, owner, &cx.part::<Paths>().holders),
        unknown => unknown,
    }
}

/// Objectives of a platform; unknown where neither it nor an objective says so, so that `has` can be asked.
pub(crate) fn slo<'a>(cx: &Cx<'a>, platform: Entity) -> Val<'a> {
    let mut found = items(cx.org.list(platform, field!(Platform.slo)));
    let listed = cx.org.graph().referring(platform, Kind::Slo, field!(Slo.platform)).into_iter();
    found.extend(listed.map(|(slo, edge)| Item::new(Val::Entity(slo), Some(edge.place))));
    let mut seen = HashSet::new();
    found.retain(|item| matches!(item.value, Val::Entity(slo) if seen.insert(slo)));
    let lost = (cx.org.extent(Kind::Slo) == Extent::Incomplete).then(|| cx.because(Missing::Section(Kind::Slo)));
    if found.is_empty() && lost.is_none() && cx.org.has(platform, field!(Platform.slo)) != Known::True {
        return cx.unknown(Missing::Field(platform, field!(Platform.slo)));
    }
    cx.open_list(found, lost)
}

pub(crate) fn supported<'a>(cx: &Cx<'a>, platform: Entity) -> Val<'a> {
    let field = field!(Platform.support);
    let ways = [field!(Support.hours), field!(Support.rotation), field!(Support.escalation)];
    let (listed, unread) = (
        cx.org.graph().referring(platform, Kind::Rotation, field!(Rotation.platforms)),
        cx.org.extent(Kind::Rotation) == Extent::Incomplete,
    );
    let said = match cx.org.slot(platform, field).map(|slot| slot.value) {
        Some(Value::Record(support)) => ways.into_iter().any(|way| cx.org.has(support, way) == Known::True),
        Some(Value::Invalid) => return cx.unknown(Missing::Invalid(platform, field)),
        _ => false,
    };
    if said || !listed.is_empty() {
        Val::Bool(true)
    } else if unread {
        cx.unknown(Missing::Section(Kind::Rotation))
    } else if cx.org.has(platform, field) == Known::Unknown {
        cx.unknown(Missing::Field(platform, field))
    } else {
        Val::Bool(false)
    }
}
