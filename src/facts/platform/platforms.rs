//! What platforms offer, to whom, and who helps.

use std::collections::{HashMap, HashSet};

use crate::facts::cx::Cx;
use crate::facts::duties::holdings::Duties;
use crate::facts::duties::roles;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::people::teams::named;
use crate::facts::reads::items;
use crate::facts::services::ownership;
use crate::facts::topology::interactions;
use crate::field;
use crate::org::read::Required;
use crate::org::{Extent, Known, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// Golden paths by the type of component they are for, and who has a part in them.
#[derive(Debug)]
pub struct Paths {
    by_type: HashMap<String, Vec<Entity>>,
    /// Paths that do not say what they are for, and what would tell.
    untyped: Vec<(Entity, Missing)>,
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
            match org.text(path, field!(GoldenPath.for)).required(path, field!(GoldenPath.for)) {
                Ok(ty) => by_type.entry(ty.to_lowercase()).or_default().push(path),
                Err(missing) => untyped.push((path, missing)),
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
    let unsaid = |platform| cx.org.list(platform, field).missing();
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
        Extent::Incomplete => Some(Missing::Section(Kind::Platform)),
        Extent::Absent | Extent::Complete => None,
    };
    let ty = match cx.org.text(service, field!(Service.type)).required(service, field!(Service.type)) {
        Ok(ty) => ty,
        Err(missing) => return cx.unknown(missing),
    };
    let paths = cx.part::<Paths>();
    let item = |path| Item::new(Val::Entity(path), Some(cx.org.place(path)));
    let known = paths.by_type.get(&ty.to_lowercase()).map_or(&[][..], Vec::as_slice);
    let maybe = paths.untyped.iter().map(|&(path, missing)| Item { maybe: Some(cx.because(missing)), ..item(path) });
    let unread = ownership::unread_paths(cx);
    let open = cx.because_all(lost.into_iter().chain(unread));
    cx.open_list(known.iter().map(|&path| item(path)).chain(maybe), open)
}

pub(crate) fn advisers<'a>(cx: &Cx<'a>, path: Entity) -> Val<'a> {
    match ownership::path_owner(cx, path) {
        Val::Entity(owner) => interactions::advisers(cx, owner, &cx.part::<Paths>().holders),
        unknown => unknown,
    }
}

/// Objectives of a platform; unknown where neither it nor an objective says so, so that `has` can be asked.
pub(crate) fn slo<'a>(cx: &Cx<'a>, platform: Entity) -> Val<'a> {
    let field = field!(Platform.slo);
    let own = cx.org.list(platform, field);
    let mut found = items(&own);
    let listed = cx.org.referring(platform, Kind::Slo, field!(Slo.platform));
    found.extend(listed.found.into_iter().map(|(slo, edge)| Item::new(Val::Entity(slo), Some(edge.place))));
    let mut seen = HashSet::new();
    found.retain(|item| matches!(item.value, Val::Entity(slo) if seen.insert(slo)));
    let lost = (cx.org.extent(Kind::Slo) == Extent::Incomplete).then_some(Missing::Section(Kind::Slo));
    let lost = cx.because_all(lost.into_iter().chain(own.open()).chain(listed.open));
    if found.is_empty() && lost.is_none() && cx.org.has(platform, field) != Known::True {
        return cx.unknown(Missing::Field(platform, field));
    }
    cx.open_list(found, lost)
}

/// Whether a rotation of its owner is for everything that the owner has: it names neither services nor platforms.
fn has_rotation_for_all(org: &Org, platform: Entity) -> bool {
    let names = [field!(Rotation.services), field!(Rotation.platforms)];
    named(org, platform, field!(Platform.owner)).any(|(team, _)| {
        let rotations = org.graph().referring(team, Kind::Rotation, field!(Rotation.team));
        rotations.into_iter().any(|(rotation, _)| names.iter().all(|&field| !org.is_written(rotation, field)))
    })
}

pub(crate) fn supported<'a>(cx: &Cx<'a>, platform: Entity) -> Val<'a> {
    let field = field!(Platform.support);
    let ways = [field!(Support.hours), field!(Support.rotation), field!(Support.escalation)];
    let listed = cx.org.referring(platform, Kind::Rotation, field!(Rotation.platforms));
    let said = match cx.org.reference(platform, field) {
        Ok(support) => support.is_some_and(|at| ways.iter().any(|&way| cx.org.has(at.value, way) == Known::True)),
        Err(missing) => return cx.unknown(missing),
    };
    if said || !listed.found.is_empty() || has_rotation_for_all(cx.org, platform) {
        Val::Bool(true)
    } else if let Some(missing) = listed.open {
        cx.unknown(missing)
    } else if cx.org.extent(Kind::Rotation) == Extent::Incomplete {
        cx.unknown(Missing::Section(Kind::Rotation))
    } else if cx.org.has(platform, field) == Known::Unknown {
        cx.unknown(Missing::Field(platform, field))
    } else {
        Val::Bool(false)
    }
}
