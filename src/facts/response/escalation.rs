//! Whom an escalation policy reaches.

use std::collections::HashSet;

use crate::facts::cx::{Cx, Unread};
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::reads::{answer, count};
use crate::facts::response::people::People;
use crate::facts::response::reaches::Reaches;
use crate::facts::response::teams::Teams;
use crate::facts::response::walk;
use crate::facts::response::walk::{Levels, Visitor, Walk};
use crate::field;
use crate::org::check::escalations;
use crate::org::read::{At, Declared, List, Required};
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Number, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) fn targets_place(cx: &Cx<'_>, level: Entity) -> Option<Place> {
    cx.org.place_of(level, field!(EscalationLevel.targets))
}

pub(crate) fn escalation<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    match cx.org.parent(level) {
        Some(parent) => Val::Entity(parent),
        None => cx.unknown(Missing::Section(Kind::Escalation)),
    }
}

pub(crate) fn first_level(org: &Org, escalation: Entity) -> Result<Entity, Missing> {
    let levels = org.list(escalation, field!(Escalation.levels));
    match levels.open() {
        // The first may be the one that cannot be read.
        Some(missing) => Err(missing),
        None => {
            levels.entities().next().map(|at| at.value).ok_or(Missing::Field(escalation, field!(Escalation.levels)))
        }
    }
}

/// How many minutes a policy waits for its first level.
pub(crate) fn first_wait(org: &Org, escalation: Entity) -> Result<i64, Missing> {
    let timeout = field!(EscalationLevel.timeout);
    let level = first_level(org, escalation)?;
    org.minutes(level, timeout).required(level, timeout)
}

pub(crate) fn first_timeout<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    answer(cx, first_wait(cx.org, escalation), |minutes| Val::Number(Number::from_integer(minutes)))
}

/// The levels that a walk comes by, but for those that only hand over.
#[derive(Default)]
struct Steps {
    found: Vec<(At<Entity>, Option<Missing>)>,
    missing: Unread,
}

impl Visitor for Steps {
    fn unread(&mut self, missing: Missing) {
        self.missing.add(missing);
    }

    fn level(&mut self, org: &Org, level: At<Entity>, targets: &List<'_>) {
        self.missing.extend(targets.open());
        let pages = |target: At<Entity>| walk::handed_over(org, target.value).map(|next| next.is_none());
        let (mut is_step, mut maybe) = (targets.is_empty(), None);
        for pages in targets.entities().map(pages) {
            is_step |= pages == Ok(true);
            maybe = maybe.or(pages.err());
        }
        if is_step || maybe.is_some() {
            self.found.push((level, maybe.filter(|_| !is_step)));
        }
    }

    fn target(&mut self, _: &Org, _: At<Entity>, next: Declared<Entity>) {
        self.missing.extend(next.err());
    }
}

pub(crate) fn steps<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    let steps = Walk::new(cx.org, Levels::All, Steps::default()).at_policy(escalation).end();
    let open = cx.because_all(steps.missing.iter());
    let items = steps.found.into_iter().map(|(level, maybe)| Item {
        maybe: maybe.map(|missing| cx.because(missing)),
        ..Item::new(Val::Entity(level.value), Some(level.place))
    });
    cx.open_list(items, open)
}

/// Policies that hand over to themselves.
#[derive(Debug)]
pub struct Circles(HashSet<Entity>);

impl Part for Circles {
    const PLACE: part::Place = part::Place::Circles;

    fn of(org: &Org, _: &Facts) -> Self {
        Self(escalations::in_circles(org))
    }
}

pub(crate) fn hands_over_to_itself<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    Val::Bool(cx.part::<Circles>().0.contains(&escalation))
}

pub(crate) fn only_handed_over<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    let graph = cx.org.graph();
    let targets = graph.referring(escalation, Kind::Target, field!(Target.escalation));
    let by_policy = targets.iter().filter(|(from, _)| from.kind == Kind::Escalation);
    let only = by_policy.clone().any(|(from, _)| *from != escalation)
        && by_policy.count() == targets.len()
        && graph.referring(escalation, Kind::Service, field!(Service.escalation)).is_empty()
        && graph.referring(escalation, Kind::Support, field!(Support.escalation)).is_empty();
    let unread = [Kind::Service, Kind::Platform, Kind::Incident].into_iter();
    let unread = unread.filter(|&kind| cx.org.extent(kind) == Extent::Incomplete).map(Missing::Section);
    let fields = [
        (Kind::Target, field!(Target.escalation)),
        (Kind::Service, field!(Service.escalation)),
        (Kind::Support, field!(Support.escalation)),
    ];
    let unread = unread.chain(fields.into_iter().filter_map(|(kind, field)| cx.org.unread(kind, field)));
    match cx.because_all(unread) {
        Some(cause) if only => Val::Unknown(cause),
        _ => Val::Bool(only),
    }
}

pub(crate) fn number<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    let Some(policy) = cx.org.parent(level) else { return cx.unknown(Missing::Section(Kind::Escalation)) };
    let levels = cx.org.list(policy, field!(Escalation.levels));
    match levels.open() {
        Some(missing) => cx.unknown(missing),
        None => match cx.org.held_in(level) {
            Some((_, Some(rank))) => count(rank + 1),
            _ => count(levels.entities().take_while(|at| at.value != level).count() + 1),
        },
    }
}

pub(crate) fn paged_before<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    let Some(policy) = cx.org.parent(level).filter(|policy| policy.kind == Kind::Escalation) else {
        return cx.unknown(Missing::Section(Kind::Escalation));
    };
    match cx.part::<Reaches>().repeats(cx.org, policy).at(level) {
        Some(Ok(before)) => Val::Bool(*before),
        Some(Err(hidden)) => cx.because_all(hidden.iter()).map_or(Val::Bool(false), Val::Unknown),
        None => cx.unknown(Missing::Field(policy, field!(Escalation.levels))),
    }
}

/// An entity where it stands.
fn at(org: &Org, value: Entity) -> At<Entity> {
    At { value, place: org.place(value) }
}

pub(crate) fn everybody<'a>(cx: &Cx<'a>, escalation: Entity) -> Val<'a> {
    cx.part::<Reaches>().called(cx.org, escalation).people.value(cx)
}

pub(crate) fn people<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    Walk::new(cx.org, Levels::All, People::default()).at_level(at(cx.org, level)).end().value(cx)
}

pub(crate) fn target_people<'a>(cx: &Cx<'a>, target: Entity) -> Val<'a> {
    Walk::new(cx.org, Levels::All, People::default()).at_target(at(cx.org, target)).end().value(cx)
}

pub(crate) fn level_teams<'a>(cx: &Cx<'a>, level: Entity) -> Val<'a> {
    Walk::new(cx.org, Levels::First, Teams::default()).at_level(at(cx.org, level)).end().value(cx)
}

pub(crate) fn target_teams<'a>(cx: &Cx<'a>, target: Entity) -> Val<'a> {
    Walk::new(cx.org, Levels::First, Teams::default()).at_target(at(cx.org, target)).end().value(cx)
}
