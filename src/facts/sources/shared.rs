//! What one source has and another lacks that has all the rest.
//!
//! That a source lacks something says little by itself: it may be about other things. It says something where that source
//! knows all of a kind, and most of what the first one has is in it.

use std::collections::HashMap;

use crate::declare::format::{Closure, Format};
use crate::facts::cx::Cx;
use crate::facts::fact::{Fact, TEXTS};
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::field;
use crate::org::{Extent, Org};
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::word;

/// Whether so many of all are most of them.
pub(crate) const fn most(some: usize, all: usize) -> bool {
    some * 2 > all
}

/// How much each two sources share.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// Of each kind, how many entities a format has in all, and how many of these another one has, too; by their names.
    counts: HashMap<(Kind, &'static str, &'static str), usize>,
    /// Of the objectives that a format has, how many are of a service that another one has, and how many of any.
    objectives: HashMap<(&'static str, &'static str), usize>,
    /// The differences about owners in which each team is named, by their ranks.
    named: HashMap<Entity, Vec<usize>>,
    /// The formats that know all of a kind.
    know_all: Vec<(Kind, &'static Format)>,
}

/// The kinds that are compared.
const KINDS: [Kind; 3] = [Kind::Team, Kind::Service, Kind::Person];

impl Part for Shared {
    const PLACE: part::Place = part::Place::Shared;

    fn of(org: &Org, _: &Facts) -> Self {
        let mut shared = Self::default();
        for kind in KINDS {
            for entity in org.all(kind).filter(|&entity| is_compared(org, entity)) {
                let formats: Vec<&'static Format> = org.formats(entity).collect();
                for one in &formats {
                    for other in &formats {
                        *shared.counts.entry((kind, one.name, other.name)).or_default() += 1;
                    }
                }
            }
            let of_kind = org.all_formats().iter().filter(|format| knows_all(org, format, kind));
            shared.know_all.extend(of_kind.map(|&format| (kind, format)));
        }
        for objective in org.all(Kind::Slo) {
            let Ok(Some(service)) = org.reference(objective, field!(Slo.service)) else { continue };
            let Some(of) = org.formats(objective).next() else { continue };
            *shared.objectives.entry((of.name, "")).or_default() += 1;
            for format in org.formats(service.value).filter(|_| org.is_declared(service.value)) {
                *shared.objectives.entry((of.name, format.name)).or_default() += 1;
            }
        }
        for (rank, difference) in org.differences().iter().enumerate() {
            if difference.entity.kind == Kind::Service && difference.field == field!(Service.owner) {
                for &named in difference.said.iter().flat_map(|saying| &saying.entities) {
                    shared.named.entry(named).or_default().push(rank);
                }
            }
        }
        shared
    }
}

/// Whether a format knows all there is of a kind.
fn knows_all(org: &Org, format: &Format, kind: Kind) -> bool {
    let has_some = |by: &dyn Fn(&Format) -> bool| org.all(kind).any(|entity| org.formats(entity).any(by));
    let in_full = org.extent(kind) == Extent::Complete;
    match format.closure {
        Closure::Namespace => in_full && has_some(&|one| one == format),
        // What lies beside a catalog adds to it.
        Closure::Section => {
            in_full && has_some(&|one| one == format) && !has_some(&|one| one.closure == Closure::Namespace)
        }
        Closure::Only(_) | Closure::Open => kind == Kind::Person && org.lists_all(format, kind),
    }
}

/// Lists of permissions and of code owners are no teams that others would have, and neither is what a name has yet to be found
/// for; and of somebody who may be any of several it is not known who has him.
fn is_compared(org: &Org, entity: Entity) -> bool {
    match entity.kind {
        Kind::Team => !is_list(org, entity) && !is_nameless(org, entity),
        Kind::Person => !org.is_open_match(entity),
        _ => true,
    }
}

/// Whether nothing is known of a team but the id that an export has for it, where the list of teams is missing or cut off.
fn is_nameless(org: &Org, team: Entity) -> bool {
    org.formats(team).all(|format| format.closure == Closure::Open) && !org.is_written(team, field!(Team.name))
}

/// Whether a team is a list of permissions or of code owners.
pub(crate) fn is_list(org: &Org, team: Entity) -> bool {
    let lists = [word!(Team.kind, "permission"), word!(Team.kind, "code-ownership")];
    org.word(team, field!(Team.kind)).ok().flatten().is_some_and(|kind| lists.contains(&kind.value))
}

impl Shared {
    fn lacking(&self, org: &Org, entity: Entity) -> Vec<&'static Format> {
        let formats: Vec<&'static Format> = org.formats(entity).collect();
        let count = |one: &Format, other: &Format| {
            self.counts.get(&(entity.kind, one.name, other.name)).copied().unwrap_or_default()
        };
        let of_kind = self.know_all.iter().filter(|(kind, _)| *kind == entity.kind).map(|(_, format)| *format);
        let lacks = |format: &&'static Format| {
            !formats.contains(format) && formats.iter().any(|one| most(count(one, format), count(one, one)))
        };
        of_kind.filter(lacks).collect()
    }
}

/// The sources of whatever several of them may declare.
pub(crate) const SOURCES: Fact =
    Fact::new("sources", TEXTS, "The sources that declare it, by what a file of each is called.", sources);

/// Those that lack it.
pub(crate) const MISSING_FROM: Fact = Fact::new(
    "missingFrom",
    TEXTS,
    "Sources that would have it if it existed: they know all there is of its kind, and have most of what a source has that declares it.",
    missing_from,
);

/// The sources in which something is declared, each where it is.
fn sources<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let mut seen: Vec<&'static str> = Vec::new();
    let mut items: Vec<Item<'a>> = Vec::new();
    for (format, place) in cx.org.declarations(entity) {
        if !seen.contains(&format.name) {
            seen.push(format.name);
            items.push(Item::new(Val::Text(format.name), Some(place)));
        }
    }
    cx.list(items)
}

/// The sources that would have it if there were such a thing.
fn missing_from<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let comparable = cx.org.is_declared(entity) && is_compared(cx.org, entity) && !cx.org.is_external(entity);
    let lacking = if comparable { cx.part::<Shared>().lacking(cx.org, entity) } else { Vec::new() };
    cx.list(lacking.into_iter().map(|format| Item::new(Val::Text(format.name), None)))
}

/// The sources that would have the service of an objective if it existed.
pub(crate) fn service_missing_from<'a>(cx: &Cx<'a>, objective: Entity) -> Val<'a> {
    let field = field!(Slo.service);
    let service = match cx.org.reference(objective, field) {
        Ok(Some(service)) => service.value,
        Ok(None) => return cx.unknown(Missing::Field(objective, field)),
        Err(missing) => return cx.unknown(missing),
    };
    if cx.org.is_declared(service) || cx.org.is_external(service) {
        return cx.list([]);
    }
    let shared = cx.part::<Shared>();
    let Some(of) = cx.org.formats(objective).next() else { return cx.list([]) };
    let count = |format: &'static str| shared.objectives.get(&(of.name, format)).copied().unwrap_or_default();
    let know_all = shared.know_all.iter().filter(|(kind, format)| *kind == Kind::Service && format.name != of.name);
    let lacking = know_all.filter(|(_, format)| most(count(format.name), count("")));
    cx.list(lacking.map(|(_, format)| Item::new(Val::Text(format.name), None)))
}

/// The teams that other sources name as owner of what some source says is a team's.
pub(crate) fn named_instead<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let ranks = cx.part::<Shared>().named.get(&team).map_or(&[][..], Vec::as_slice);
    let mut seen: Vec<Entity> = Vec::new();
    let mut items: Vec<Item<'a>> = Vec::new();
    for difference in ranks.iter().map(|&rank| &cx.org.differences()[rank]) {
        for saying in &difference.said {
            for &other in saying.entities.iter().filter(|other| other.kind == Kind::Team && **other != team) {
                if !seen.contains(&other) {
                    seen.push(other);
                    items.push(Item::new(Val::Entity(other), Some(saying.place)));
                }
            }
        }
    }
    cx.list(items)
}
