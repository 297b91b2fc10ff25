//! Who answers for a service when it fails, and how soon.

use std::collections::HashSet;

use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::fact::{BOOL, Fact, MINUTES, list};
use crate::facts::reads::items;
use crate::facts::response::paged::{Levels, Paged, Reaches};
use crate::facts::response::{escalation, incident};
use crate::facts::services::ownership;
use crate::field;
use crate::org::Extent;
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
        Ok(paged) => Val::Bool(paged.all(cx).everybody.is_some()),
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
.at(|cx, e| first_level(cx, e).and_then(|level| cx.org.slot(level, field!(EscalationLevel.timeout))).map(|s| s.place));

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
    if let Some(slot) = org.slot(service, field!(Service.platform))
        && let Value::Ref(platform) = slot.value
    {
        found.add(platform, slot.place);
    }
    if let Some(slot) = org.slot(service, field!(Service.goldenPath))
        && let Value::Ref(path) = slot.value
        && let Some(platform) = org.parent(path).filter(|parent| parent.kind == Kind::Platform)
    {
        found.add(platform, slot.place);
    }
    for slot in org.list(service, field!(Service.dependsOn)) {
        if let Value::Record(record) = slot.value
            && let Some(platform) = org.reference(record, field!(ServiceDependency.service))
            && platform.kind == Kind::Platform
        {
            found.add(platform, slot.place);
        }
    }
    if found.0.is_empty()
        && org.count(Kind::Platform) > 0
        && let Some(owner) = ownership::owning_team(cx, service, field!(Service.owner))
    {
        for (platform, edge) in org.graph().referring(owner, Kind::Platform, field!(Platform.consumers)) {
            found.add(platform, edge.place);
        }
    }
    if found.0.is_empty() && org.extent(Kind::Platform) != Extent::Complete {
        return cx.unknown(Missing::Section(Kind::Platform));
    }
    cx.list(found.0.into_iter().map(|(platform, place)| Item::new(Val::Entity(platform), Some(place))))
}

/// What is paged for a service, or why nobody knows.
fn paged(cx: &Cx<'_>, service: Entity) -> Result<Paged, Cause> {
    let org = cx.org;
    let mut paged = Paged::new(Levels::All);
    let escalation = org.slot(service, field!(Service.escalation));
    if let Some(slot) = escalation
        && let Value::Ref(policy) = slot.value
    {
        paged.reach(&cx.part::<Reaches>().0[policy.index()], slot.place);
    }
    let rotations = ownership::rotations_of(cx, service);
    for &(rotation, place) in &rotations {
        paged.rotation(org, rotation, None, place);
    }
    match (escalation, rotations.is_empty(), incident::responders(cx, &mut paged)) {
        (None, true, Some(unsaid)) => {
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

fn first_level(cx: &Cx<'_>, service: Entity) -> Option<Entity> {
    escalation::first_level(cx.org, cx.org.reference(service, field!(Service.escalation))?)
}

fn first_rotations<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let targets = first_level(cx, service).map(|level| cx.org.list(level, field!(EscalationLevel.targets)));
    let paged = targets.unwrap_or_default().iter().filter_map(|slot| match slot.value {
        Value::Record(target) => cx.org.slot(target, field!(Target.rotation)).copied(),
        _ => None,
    });
    let paged = items(&paged.collect::<Vec<_>>());
    if paged.is_empty() { ownership::rotations(cx, service) } else { cx.list(paged) }
}

fn paged_rotations<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let mut found = ownership::rotations_of(cx, service);
    let mut missing = Vec::new();
    match cx.org.extent(Kind::Rotation) {
        Extent::Incomplete => missing.push(Missing::Section(Kind::Rotation)),
        Extent::Absent if found.is_empty() => missing.push(Missing::Section(Kind::Rotation)),
        Extent::Absent | Extent::Complete => {}
    }
    if let Some(policy) = cx.org.reference(service, field!(Service.escalation)) {
        for policy in escalation::handed_over(cx.org, policy) {
            missing.extend(escalation::unsaid(cx.org, policy, field!(Escalation.levels)));
            for slot in cx.org.list(policy, field!(Escalation.levels)) {
                let Value::Record(level) = slot.value else { continue };
                missing.extend(escalation::unsaid(cx.org, level, field!(EscalationLevel.targets)));
                let targets = cx.org.list(level, field!(EscalationLevel.targets)).iter();
                found.extend(targets.filter_map(|slot| match slot.value {
                    Value::Record(target) => Some((cx.org.reference(target, field!(Target.rotation))?, slot.place)),
                    _ => None,
                }));
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
    let Some(policy) = cx.org.reference(service, field!(Service.escalation)) else {
        return at_least_none(Missing::Field(service, field!(Service.escalation)));
    };
    let Some(level) = first_level(cx, service) else {
        return at_least_none(Missing::Field(policy, field!(Escalation.levels)));
    };
    if cx.org.list(policy, field!(Escalation.levels)).len() < 2 {
        return Val::Number(Number::from_integer(0));
    }
    match cx.org.slot(level, field!(EscalationLevel.timeout)).map(|slot| slot.value) {
        Some(Value::Minutes(minutes)) => Val::Number(Number::from_integer(minutes)),
        Some(_) => at_least_none(Missing::Invalid(level, field!(EscalationLevel.timeout))),
        None => at_least_none(Missing::Field(level, field!(EscalationLevel.timeout))),
    }
}
