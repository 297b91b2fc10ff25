//! Who answers for a service when it fails, and how soon.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::fact::{BOOL, Fact, MINUTES, list};
use crate::facts::response::paged::{Levels, Paged, Reaches};
use crate::facts::response::{escalation, incident};
use crate::facts::services::ownership;
use crate::field;
use crate::org::Extent;
use crate::org::read::{List, Required};
use crate::text::Place;
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
    responders,
);

pub(crate) const EVERYBODY_RESPONDS: Fact = Fact::new(
    "everybodyResponds",
    BOOL,
    "Whether everybody is called when it fails: `all: true` is among what its escalation or the incident process pages.",
    |cx, e| match paged(cx, e) {
        Ok(paged) => {
            let all = paged.all(cx);
            match all.illegible().filter(|_| all.everybody.is_none()) {
                Some(missing) => cx.unknown(missing),
                None => Val::Bool(all.everybody.is_some()),
            }
        }
        Err(cause) => Val::Unknown(cause),
    },
);

pub(crate) const FIRST_ROTATIONS: Fact = Fact::new(
    "firstRotations",
    list(Kind::Rotation),
    "Rotations that are paged first for it: on the first level of its escalation, or else those that answer for it.",
    first_rotations,
);

pub(crate) const PAGED_ROTATIONS: Fact = Fact::new(
    "pagedRotations",
    list(Kind::Rotation),
    "Rotations that are paged for it: those that answer for it, and those at any level of its escalation or of a policy that this one hands over to.",
    paged_rotations,
);

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

/// What is paged for a service, or why nobody knows.
fn paged(cx: &Cx<'_>, service: Entity) -> Result<Paged, Cause> {
    let org = cx.org;
    let mut paged = Paged::new(Levels::All);
    let escalation = org.reference(service, field!(Service.escalation));
    if let Ok(Some(policy)) = escalation {
        paged.reach(&cx.part::<Reaches>().0[policy.value.index()], policy.place);
    }
    let (rotations, unread) = ownership::rotations_of(cx, service);
    paged.unread(escalation.err().into_iter().chain(unread));
    for &(rotation, place) in &rotations {
        paged.rotation(org, rotation, None, place);
    }
    match (escalation, rotations.is_empty(), incident::responders(cx, &mut paged)) {
        (Ok(None), true, Some(unsaid)) => {
            let own = cx.because(Missing::Field(service, field!(Service.escalation)));
            Err(cx.either(own, cx.because(unsaid)))
        }
        _ => Ok(paged),
    }
}

fn responders<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    match paged(cx, service) {
        Ok(paged) => paged.value(cx),
        Err(cause) => Val::Unknown(cause),
    }
}

fn first_level(cx: &Cx<'_>, service: Entity) -> Result<Entity, Missing> {
    let field = field!(Service.escalation);
    escalation::first_level(cx.org, cx.org.reference(service, field).required(service, field)?)
}

fn first_rotations<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let level = match first_level(cx, service) {
        Err(missing @ Missing::Invalid(..)) => return cx.unknown(missing),
        level => level.ok(),
    };
    let (mut paged, mut missing) = (Vec::new(), Vec::new());
    if let Some(level) = level {
        let targets = cx.org.list(level, field!(EscalationLevel.targets));
        missing.extend(targets.open());
        for target in targets.entities() {
            match cx.org.reference(target.value, field!(Target.rotation)) {
                Ok(Some(rotation)) => paged.push(Item::new(Val::Entity(rotation.value), Some(rotation.place))),
                Ok(None) => {}
                Err(unread) => missing.push(unread),
            }
        }
    }
    if paged.is_empty() && missing.is_empty() {
        return ownership::rotations(cx, service);
    }
    let open = cx.because_all(missing);
    cx.open_list(paged, open)
}

fn paged_rotations<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let (mut found, unread) = ownership::rotations_of(cx, service);
    let mut missing: Vec<Missing> = unread.into_iter().collect();
    match cx.org.extent(Kind::Rotation) {
        Extent::Incomplete => missing.push(Missing::Section(Kind::Rotation)),
        Extent::Absent if found.is_empty() => missing.push(Missing::Section(Kind::Rotation)),
        Extent::Absent | Extent::Complete => {}
    }
    let policy = cx.org.reference(service, field!(Service.escalation));
    missing.extend(policy.err());
    let policies = policy.ok().flatten().map(|policy| escalation::handed_over(cx.org, policy.value));
    for policy in policies.into_iter().flatten() {
        let levels = cx.org.list(policy, field!(Escalation.levels));
        missing.extend(levels.missing());
        for level in levels.entities() {
            let targets = cx.org.list(level.value, field!(EscalationLevel.targets));
            missing.extend(targets.missing());
            for target in targets.entities() {
                match cx.org.reference(target.value, field!(Target.rotation)) {
                    Ok(rotation) => found.extend(rotation.map(|rotation| (rotation.value, target.place))),
                    Err(unread) => missing.push(unread),
                }
            }
        }
    }
    let mut seen = HashSet::new();
    found.retain(|(rotation, _)| seen.insert(*rotation));
    let open = cx.because_all(missing);
    cx.open_list(found.into_iter().map(|(rotation, place)| Item::new(Val::Entity(rotation), Some(place))), open)
}

fn first_timeout<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let at_least_none = |missing| {
        let (low, cause) = (Number::from_integer(0), cx.because(missing));
        Val::Interval(cx.arena.alloc(Interval { low, high: None, cause }))
    };
    let field = field!(Service.escalation);
    let policy = match cx.org.reference(service, field).required(service, field) {
        Ok(policy) => policy,
        Err(missing) => return at_least_none(missing),
    };
    let level = match escalation::first_level(cx.org, policy) {
        Ok(level) => level,
        Err(missing) => return at_least_none(missing),
    };
    if cx.org.list(policy, field!(Escalation.levels)).written() < 2 {
        return Val::Number(Number::from_integer(0));
    }
    let timeout = field!(EscalationLevel.timeout);
    match cx.org.minutes(level, timeout).required(level, timeout) {
        Ok(minutes) => Val::Number(Number::from_integer(minutes)),
        Err(missing) => at_least_none(missing),
    }
}
