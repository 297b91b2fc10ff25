//! Who answers for a service when it fails, and how soon.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::fact::{BOOL, Fact, HOURS, MINUTES, list};
use crate::facts::on_call::load::Load;
use crate::facts::on_call::load::coverage::AnyCovered;
use crate::facts::on_call::model::week::WEEK;
use crate::facts::reads::{answer, between};
use crate::facts::response::escalation;
use crate::facts::response::incident::Responders;
use crate::facts::response::paged_alike::{MANY, PagedAlike, pages_first};
use crate::facts::response::reaches::Reaches;
use crate::facts::response::rotations::Rotations;
use crate::facts::response::teams::{Of, Teams};
use crate::facts::response::turns::Layers;
use crate::facts::services::ownership;
use crate::field;
use crate::org::Extent;
use crate::org::read::{List, Required};
use crate::text::Place;
use crate::value::rational::hours;
use crate::value::{Cause, Interval, Item, Missing, Number, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) const PLATFORMS: Fact = Fact::new(
    "platforms",
    list(Kind::Platform),
    "Platforms it stands on: the one it names, that of its golden path, those it depends on; where it says nothing of any, those its owner consumes.",
    platforms,
);

pub(crate) const RESPONDERS: Fact = Fact::new(
    "responders",
    list(Kind::Team),
    "Teams that help when it fails: those its escalation pages at any level, those of its rotations, and those with a role in the incident process; unknown where neither the first nor the second nor `responders` is declared.",
    |cx, e| responders(cx, e, Of::All),
)
.only(|cx, e, teams| responders(cx, e, Of::These(teams)));

pub(crate) const EVERYBODY_RESPONDS: Fact = Fact::new(
    "everybodyResponds",
    BOOL,
    "Whether everybody is called when it fails: `all: true` is among what its escalation or the incident process pages.",
    |cx, e| match paged(cx, e, Of::These(&[])) {
        Ok(teams) => answer(cx, teams.everybody(), Val::Bool),
        Err(cause) => Val::Unknown(cause),
    },
);

pub(crate) const FIRST_ROTATIONS: Fact = Fact::new(
    "firstRotations",
    list(Kind::Rotation),
    "Rotations that are paged first for it: on the first level of its escalation, or else those that answer for it.",
    first_rotations,
)
.alike(first_paged_in_common);

pub(crate) const PAGED_ROTATIONS: Fact = Fact::new(
    "pagedRotations",
    list(Kind::Rotation),
    "Rotations that are paged for it: those at any level of its escalation or of a policy that this one hands over to, and those that answer for it.",
    paged_rotations,
)
.alike(paged_in_common);

pub(crate) const COVERED_HOURS: Fact = Fact::new(
    "coveredHours",
    HOURS,
    "Hours of the week with somebody on a primary layer of any of its `pagedRotations`.",
    covered_hours,
)
.alike(paged_in_common);

pub(crate) const PAGED_FIRST_FOR: Fact = Fact::new(
    "pagedFirstFor",
    list(Kind::Service),
    "Services that page it first: those whose escalation names it on its first level, and those it answers for.",
    paged_first_for,
)
.alike(|cx, rotation| cx.part::<PagedAlike>().first(rotation));

pub(crate) const FIRST_TIMEOUT: Fact = Fact::new(
    "firstTimeout",
    MINUTES,
    "How long its escalation waits for the first level before it pages the second; nothing where there is no second.",
    first_timeout,
)
.at(|cx, e| cx.org.place_of(first_level(cx, e).ok()?, field!(EscalationLevel.timeout)));

/// Platforms with the places that say so, each once.
#[derive(Default)]
struct Platforms(Vec<(Entity, Place)>);

impl Platforms {
    fn add(&mut self, platform: Entity, place: Place) {
        if !self.0.iter().any(|(known, _)| *known == platform) {
            self.0.push((platform, place));
        }
    }
}

fn platforms<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let org = cx.org;
    let mut found = Platforms::default();
    let (named, path) = (org.list(service, field!(Service.platform)), org.list(service, field!(Service.goldenPath)));
    let needs = org.list(service, field!(Service.dependsOn));
    let mut missing: Vec<Missing> = [named, path, needs].iter().filter_map(List::open).collect();
    for platform in named.entities() {
        found.add(platform.value, platform.place);
    }
    for path in path.entities() {
        if let Some(platform) = org.parent(path.value).filter(|parent| parent.kind == Kind::Platform) {
            found.add(platform, path.place);
        }
    }
    for record in needs.entities() {
        match org.reference(record.value, field!(ServiceDependency.service)) {
            Ok(Some(platform)) if platform.value.kind == Kind::Platform => found.add(platform.value, record.place),
            Ok(_) => {}
            Err(unread) => missing.push(unread),
        }
    }
    if found.0.is_empty() && missing.is_empty() && org.count(Kind::Platform) > 0 {
        missing.extend(org.list(service, field!(Service.owner)).open());
        if let Some(owner) = ownership::owning_team(cx, service, field!(Service.owner)) {
            let consumed = org.referring(owner, Kind::Platform, field!(Platform.consumers));
            missing.extend(consumed.open);
            for (platform, edge) in consumed.found {
                found.add(platform, edge.place);
            }
        }
    }
    if found.0.is_empty() && org.extent(Kind::Platform) != Extent::Complete {
        return cx.unknown(Missing::Section(Kind::Platform));
    }
    let open = cx.because_all(missing);
    cx.open_list(found.0.into_iter().map(|(platform, place)| Item::new(Val::Entity(platform), Some(place))), open)
}

/// What is paged for a service, of some teams, or why nobody knows.
fn paged(cx: &Cx<'_>, service: Entity, of: Of<'_>) -> Result<Teams, Cause> {
    let org = cx.org;
    let mut paged = Teams::default();
    let escalation = org.reference(service, field!(Service.escalation));
    match escalation {
        Ok(Some(policy)) => paged.join(cx.part::<Reaches>().teams(org, policy.value), Some(policy.place), of),
        Ok(None) => {}
        Err(missing) => paged.hidden(missing),
    }
    let (rotations, unread) = ownership::rotations_of(cx, service);
    paged.lost(unread);
    for &(rotation, place) in &rotations {
        paged.rotation(org, rotation, Layers::Answering, place);
    }
    let helping = cx.part::<Responders>();
    if let (Ok(None), true, Some(unsaid)) = (escalation, rotations.is_empty(), helping.unsaid) {
        let own = cx.because(Missing::Field(service, field!(Service.escalation)));
        return Err(cx.either(own, cx.because(unsaid)));
    }
    paged.join(&helping.teams, None, of);
    Ok(paged)
}

fn responders<'a>(cx: &Cx<'a>, service: Entity, of: Of<'_>) -> Val<'a> {
    match paged(cx, service, of) {
        Ok(teams) => teams.value_of(cx, of),
        Err(cause) => Val::Unknown(cause),
    }
}

fn first_level(cx: &Cx<'_>, service: Entity) -> Result<Entity, Missing> {
    let field = field!(Service.escalation);
    escalation::first_level(cx.org, cx.org.reference(service, field).required(service, field)?)
}

/// Services whose policies page a rotation first, and those that it answers for, each once.
fn paged_first_for<'a>(cx: &Cx<'a>, rotation: Entity) -> Val<'a> {
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    let naming = cx.org.referring(rotation, Kind::Target, field!(Target.rotation));
    let mut unread = naming.open;
    let policies = naming.found.into_iter().filter(|(policy, edge)| pages_first(cx.org, *policy, edge.from()));
    for (policy, _) in policies {
        let services = cx.org.referring(policy, Kind::Service, field!(Service.escalation));
        unread = unread.or(services.open);
        for (service, edge) in services.found {
            if seen.insert(service) {
                found.push(Item::new(Val::Entity(service), Some(edge.place)));
            }
        }
    }
    let (answered, mut open) = match ownership::answered(cx, rotation) {
        Val::List(list) => (list.items, list.open),
        Val::Unknown(cause) => (&[][..], Some(cause)),
        _ => (&[][..], None),
    };
    found.extend(answered.iter().filter(|item| item.entity().is_none_or(|service| seen.insert(service))));
    if let Some(cause) = unread.map(|missing| cx.because(missing)) {
        open = Some(open.map_or(cause, |known| cx.either(known, cause)));
    }
    match open {
        Some(cause) if found.is_empty() => Val::Unknown(cause),
        open => cx.open_list(found, open),
    }
}

/// The policy that pages all rotations of a service, where that pages many.
fn paged_in_common(cx: &Cx<'_>, service: Entity) -> Option<Entity> {
    let policy = cx.org.reference(service, field!(Service.escalation)).ok().flatten()?.value;
    let paged = cx.part::<Reaches>().rotations(cx.org, policy);
    if paged.found.len() < MANY {
        return None;
    }
    let (own, unread) = ownership::rotations_of(cx, service);
    let is_all = unread.is_none() && own.iter().all(|(rotation, _)| paged.include(*rotation));
    // Where nobody declares rotations, a service that names none may have others.
    let is_same = own.is_empty() || cx.org.extent(Kind::Rotation) != Extent::Absent;
    (is_all && is_same).then_some(policy)
}

/// The policy that pages the first rotations of a service, where that pages many of them.
fn first_paged_in_common(cx: &Cx<'_>, service: Entity) -> Option<Entity> {
    let policy = cx.org.reference(service, field!(Service.escalation)).ok().flatten()?.value;
    let level = escalation::first_level(cx.org, policy).ok()?;
    (cx.part::<Reaches>().first_rotations(cx.org, level)?.found.len() >= MANY).then_some(policy)
}

fn first_rotations<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let level = match first_level(cx, service) {
        Err(missing @ Missing::Invalid(..)) => return cx.unknown(missing),
        level => level.ok(),
    };
    let paged = level.and_then(|level| cx.part::<Reaches>().first_rotations(cx.org, level));
    match paged {
        Some(paged) if !paged.found.is_empty() || !paged.missing.is_empty() => paged.value(cx),
        _ => ownership::rotations(cx, service),
    }
}

/// Hours of the week in which at least one of the rotations that are paged has somebody.
fn covered_hours<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let paged = all_paged(cx, service);
    let rotations: Vec<Entity> = paged.found.iter().map(|(rotation, _)| *rotation).collect();
    let AnyCovered { least, mut most, mut why } = cx.part::<Load>().covered_by_any(cx.org, &rotations);
    if !paged.missing.is_empty() {
        (most, why) = (WEEK, paged.missing.iter().chain(why).collect());
    }
    let why = why.into_iter().filter(|_| least < most);
    between(cx, hours(least.into()), Some(hours(most.into())), why.collect::<Vec<_>>())
}

fn paged_rotations<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    all_paged(cx, service).value(cx)
}

fn all_paged(cx: &Cx<'_>, service: Entity) -> Rotations {
    let mut paged = Rotations::default();
    let (own, unread) = ownership::rotations_of(cx, service);
    paged.missing.extend(unread);
    match cx.org.extent(Kind::Rotation) {
        Extent::Incomplete => paged.missing.add(Missing::Section(Kind::Rotation)),
        Extent::Absent if own.is_empty() => paged.missing.add(Missing::Section(Kind::Rotation)),
        Extent::Absent | Extent::Complete => {}
    }
    match cx.org.reference(service, field!(Service.escalation)) {
        Ok(Some(policy)) => paged.join(cx.part::<Reaches>().rotations(cx.org, policy.value)),
        Ok(None) => {}
        Err(missing) => paged.missing.add(missing),
    }
    for (rotation, place) in own {
        paged.add(rotation, place);
    }
    paged
}

fn first_timeout<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let at_least_none = |missing| {
        let (low, cause) = (Number::from_integer(0), cx.because(missing));
        cx.interval(Interval { low, high: None, cause })
    };
    let field = field!(Service.escalation);
    let policy = match cx.org.reference(service, field).required(service, field) {
        Ok(policy) => policy,
        Err(missing) => return at_least_none(missing),
    };
    if let Err(missing) = escalation::first_level(cx.org, policy) {
        return at_least_none(missing);
    }
    if cx.org.list(policy, field!(Escalation.levels)).written() < 2 {
        return Val::Number(Number::from_integer(0));
    }
    match escalation::first_wait(cx.org, policy) {
        Ok(minutes) => Val::Number(Number::from_integer(minutes)),
        Err(missing) => at_least_none(missing),
    }
}
