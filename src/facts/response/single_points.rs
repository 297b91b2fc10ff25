//! People whom services rely on alone.

use std::collections::{BTreeMap, HashSet};

use bumpalo::Bump;

use crate::facts::cx::{Cx, Unread};
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::response::people::People;
use crate::facts::response::walk::{FAR, Levels, Walk};
use crate::field;
use crate::org::read::Scalar;
use crate::org::{Extent, Org};
use crate::taxonomy::thresholds::reaches;
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// Services, each once, with the place that makes them rely on somebody.
#[derive(Debug, Default)]
struct Relying {
    services: Vec<(Entity, Place)>,
    seen: HashSet<Entity>,
}

impl Relying {
    fn add(&mut self, service: Entity, place: Place) {
        if self.seen.insert(service) {
            self.services.push((service, place));
        }
    }
}

/// Which services rely on one person alone, and for what.
#[derive(Debug, Default)]
struct Alone {
    expert: Relying,
    target: Relying,
    resort: Relying,
}

/// Everybody whom a service relies on alone.
#[derive(Debug, Default)]
pub struct Reliance {
    people: BTreeMap<Entity, Alone>,
    /// What is missing to say whether there are more.
    missing: Unread,
}

impl Part for Reliance {
    const PLACE: part::Place = part::Place::Reliance;

    fn of(org: &Org, facts: &Facts) -> Self {
        Self::of(&Cx::new(org, facts, &Bump::new()))
    }
}

impl Reliance {
    /// Goes through the experts of every service and the levels of every escalation that one names.
    pub(crate) fn of(cx: &Cx<'_>) -> Self {
        let mut found = Self::default();
        for service in cx.org.all(Kind::Service) {
            if let Some((person, place)) = sole_expert(cx.org, service) {
                found.people.entry(person).or_default().expert.add(service, place);
            }
        }
        for policy in cx.org.all(Kind::Escalation) {
            found.policy(cx, policy);
        }
        found
    }

    /// Whoever is reached with another is not relied on alone, so that nobody looks for a third.
    ///
    /// A policy that reaches nobody but one person is another matter: there is no backup at all.
    fn policy(&mut self, cx: &Cx<'_>, policy: Entity) {
        let mut services = cx.org.graph().referring(policy, Kind::Service, field!(Service.escalation));
        services.dedup_by_key(|(service, _)| *service);
        if services.is_empty() {
            return;
        }
        let declared = cx.org.list(policy, field!(Escalation.levels));
        let reached = |level| Walk::new(cx.org, Levels::All, People::up_to(2)).at_level(level).end();
        let levels: Vec<People> = declared.entities().take(FAR).map(reached).collect();
        self.missing.extend(declared.open());
        let all = declared.open().is_none() && declared.entities().nth(FAR).is_none();
        let known = all && levels.iter().all(|level| level.missing.is_empty());
        let mut everybody: Vec<Entity> =
            levels.iter().flat_map(|level| &level.found).map(|(person, _)| *person).collect();
        everybody.sort_unstable();
        everybody.dedup();
        if known && everybody.len() < 2 {
            return;
        }
        let last = levels.len();
        for (at, level) in levels.into_iter().enumerate() {
            match (level.found.as_slice(), level.missing.is_empty()) {
                (&[(person, place)], true) => {
                    let alone = self.people.entry(person).or_default();
                    let resort = at + 1 == last && reaches(last, cx.facts.thresholds().last_resort_from) && all;
                    let relying = if resort { &mut alone.resort } else { &mut alone.target };
                    for &(service, _) in &services {
                        relying.add(service, place);
                    }
                }
                ([] | [_], false) => self.missing.extend(level.missing.iter()),
                _ => {}
            }
        }
    }
}

/// The only expert a service names.
fn sole_expert(org: &Org, service: Entity) -> Option<(Entity, Place)> {
    let experts = org.list(service, field!(Service.experts));
    let first = experts.entities().next().filter(|_| experts.open().is_none())?;
    let alone = experts.scalars().all(|other| other.value == Scalar::Entity(first.value));
    (alone && experts.scalars().count() == experts.written()).then_some((first.value, first.place))
}

fn relying<'a>(cx: &Cx<'a>, person: Entity, of: impl Fn(&Alone) -> &Relying) -> Val<'a> {
    let alone = cx.part::<Reliance>().people.get(&person).map(of);
    let items = alone.into_iter().flat_map(|relying| &relying.services);
    cx.open_list(items.map(|&(service, place)| Item::new(Val::Entity(service), Some(place))), unread(cx))
}

fn unread(cx: &Cx<'_>) -> Option<Cause> {
    let lost = (cx.org.extent(Kind::Service) == Extent::Incomplete).then_some(Missing::Section(Kind::Service));
    let fields = [field!(Service.experts), field!(Service.escalation)];
    cx.because_all(lost.into_iter().chain(fields.into_iter().filter_map(|field| cx.org.unread(Kind::Service, field))))
}

pub(crate) fn sole_expert_of<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    relying(cx, person, |alone| &alone.expert)
}

pub(crate) fn sole_target_of<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    relying(cx, person, |alone| &alone.target)
}

pub(crate) fn last_resort_of<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    relying(cx, person, |alone| &alone.resort)
}

pub(crate) fn key_people<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Service) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Service));
    }
    let all = cx.part::<Reliance>();
    let open = cx.because_all(all.missing.iter());
    let open = open.into_iter().chain(unread(cx)).reduce(|a, b| cx.either(a, b));
    let people = all.people.keys().map(|&person| Item::new(Val::Entity(person), Some(cx.org.place(person))));
    cx.open_list(people, open)
}
