//! Which rotations a team runs, and which escalations call it: what rotations and targets say, told the other way round.

use std::collections::HashSet;

use bumpalo::Bump;

use crate::facts::cx::{Cx, Unread};
use crate::facts::on_call::load::Load;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::people::teams::{named, people_of};
use crate::facts::reads::of_section;
use crate::facts::response::teams;
use crate::facts::services::ownership::answered;
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// A rotation of a team, where that is said, and what leaves it open.
#[derive(Clone, Debug)]
struct Run {
    rotation: Entity,
    place: Option<Place>,
    maybe: Vec<Missing>,
}

/// The rotations of every team.
#[derive(Debug, Default)]
pub struct Running {
    of: Vec<Vec<Run>>,
    /// What hides whose rotations there are.
    unread: Unread,
}

impl Part for Running {
    const PLACE: part::Place = part::Place::Running;

    fn of(org: &Org, facts: &Facts) -> Self {
        let mut found = Self { of: vec![Vec::new(); org.count(Kind::Team)], unread: Unread::default() };
        for rotation in org.all(Kind::Rotation) {
            found.add(&Cx::new(org, facts, &Bump::new()), rotation);
        }
        found
    }
}

impl Running {
    fn add(&mut self, cx: &Cx<'_>, rotation: Entity) {
        let teams = match teams::rotation_teams(cx, rotation) {
            Val::List(teams) => teams,
            Val::Unknown(cause) => return self.unread.extend(cx.missing(cause)),
            _ => return,
        };
        self.unread.extend(teams.open.into_iter().flat_map(|open| cx.missing(open)));
        for item in teams.items {
            if let Val::Entity(team) = item.value {
                let maybe = item.maybe.map(|cause| cx.missing(cause)).unwrap_or_default();
                self.of[team.index()].push(Run { rotation, place: item.place, maybe });
            }
        }
    }
}

/// The rotations of some teams, each once.
fn run_by<'a>(cx: &Cx<'a>, teams: impl Iterator<Item = Entity>, unread: Option<Missing>) -> Val<'a> {
    let all = cx.part::<Running>();
    let mut runs: Vec<&Run> = teams.flat_map(|team| &all.of[team.index()]).collect();
    // What is certain of one team is certain, whatever may be of another.
    runs.sort_by_key(|run| (run.rotation, run.maybe.len()));
    runs.dedup_by_key(|run| run.rotation);
    let items = runs.into_iter().map(|run| {
        let maybe = cx.because_all(run.maybe.iter().copied());
        Item { maybe, ..Item::new(Val::Entity(run.rotation), run.place) }
    });
    let items: Vec<Item<'a>> = items.collect();
    if cx.org.extent(Kind::Rotation) == Extent::Absent {
        return of_section(cx, items, Kind::Rotation, unread);
    }
    let lost = (cx.org.extent(Kind::Rotation) == Extent::Incomplete).then_some(Missing::Section(Kind::Rotation));
    let open = cx.because_all(lost.into_iter().chain(unread).chain(all.unread.iter()));
    cx.open_list(items, open)
}

/// The rotations of the teams that own a service.
pub(crate) fn owner_rotations<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let field = field!(Service.owner);
    let owners = named(cx.org, service, field).map(|(team, _)| team);
    run_by(cx, owners, cx.org.list(service, field).open())
}

/// Services that the rotations answer for in which somebody takes turns.
pub(crate) fn answers_for<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    let (mut items, mut seen, mut open): (Vec<Item<'a>>, HashSet<Entity>, Option<Cause>) = Default::default();
    for rotation in cx.part::<Load>().rotations_of(person) {
        let more = match answered(cx, rotation) {
            Val::List(services) => {
                let own = services.items.iter().copied();
                items.extend(own.filter(|item| matches!(item.value, Val::Entity(service) if seen.insert(service))));
                services.open
            }
            Val::Unknown(cause) => Some(cause),
            _ => None,
        };
        open = open.into_iter().chain(more).reduce(|a, b| cx.either(a, b));
    }
    let unread = cx.org.unread(Kind::Layer, field!(Layer.participants)).map(|missing| cx.because(missing));
    cx.open_list(items, open.into_iter().chain(unread).reduce(|a, b| cx.either(a, b)))
}

/// Escalations that call a team, or somebody of it by name, at any level.
pub(crate) fn escalations<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let (org, people) = (cx.org, people_of(cx.org, team));
    let to_team = org.graph().each_referring(team, Kind::Target, field!(Target.team));
    let to_people = people
        .found
        .iter()
        .flat_map(|&(person, _)| org.graph().each_referring(person, Kind::Target, field!(Target.person)));
    let targets = to_team.chain(to_people);
    let of_policies = targets.filter(|(from, _)| from.kind == Kind::Escalation);
    let mut found: Vec<(Entity, Place)> = of_policies.map(|(policy, edge)| (policy, edge.place)).collect();
    found.sort_by_key(|&(policy, _)| policy);
    found.dedup_by_key(|&mut (policy, _)| policy);
    let unread =
        [field!(Target.team), field!(Target.person)].into_iter().find_map(|field| org.unread(Kind::Target, field));
    let items = found.into_iter().map(|(policy, place)| Item::new(Val::Entity(policy), Some(place))).collect();
    of_section(cx, items, Kind::Escalation, unread.or(people.missing))
}
