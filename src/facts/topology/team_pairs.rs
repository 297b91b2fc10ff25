//! Teams whose services need each other, and what ties the two besides.

use std::collections::{BTreeMap, HashMap};

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::people::teams::named;
use crate::facts::services::dependencies::Dependencies;
use crate::facts::topology::interactions::engaged;
use crate::facts::topology::{discipline_pairs, interactions};
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// Two teams of which the one needs services of the other.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) from: Entity,
    pub(crate) to: Entity,
    /// Ranks of the service edges.
    pub(crate) edges: Vec<usize>,
    pub(crate) id: String,
}

/// A dependency, and the places that name the team that waits and the one it waits for.
type Waiting = (Entity, [Place; 2]);

/// All pairs, by the teams they begin and end at.
#[derive(Debug)]
pub struct Pairs {
    all: Vec<Pair>,
    /// Per team, the teams it is in a pair with, and where that is written.
    beside: Vec<Vec<(Entity, Place)>>,
    /// Per team, the interactions it takes part in.
    interactions: Vec<Vec<(Entity, Place)>>,
    /// Per team and another that it waits for, the dependencies that say so, with the places that name the two.
    dependencies: HashMap<(Entity, Entity), Vec<Waiting>>,
    /// Per team and another that its engagement is with, that engagement.
    engagements: HashMap<(Entity, Entity), Entity>,
}

impl Part for Pairs {
    const PLACE: part::Place = part::Place::Pairs;

    fn of(org: &Org, facts: &Facts) -> Self {
        Self::of(org, facts.part(org))
    }
}

impl Pairs {
    /// Collects them.
    pub(crate) fn of(org: &Org, services: &Dependencies) -> Self {
        let owner = |service| {
            let legible = org.list(service, field!(Service.owner)).open().is_none();
            named(org, service, field!(Service.owner)).next().map(|(team, _)| team).filter(|_| legible)
        };
        let services_at = (0..org.count(Kind::Service)).map(|at| Entity::new(Kind::Service, at));
        let owners: Vec<Option<Entity>> = services_at.map(owner).collect();
        let mut edges: BTreeMap<(Entity, Entity), Vec<usize>> = BTreeMap::new();
        for (at, edge) in services.edges.iter().enumerate() {
            if let (Some(from), Some(to)) = (owners[edge.from.index()], owners[edge.to.index()])
                && from != to
            {
                edges.entry((from, to)).or_default().push(at);
            }
        }
        let mut beside = vec![Vec::new(); org.count(Kind::Team)];
        let all = edges.into_iter().map(|((from, to), edges)| {
            let place = services.edges[edges[0]].place;
            beside[from.index()].push((to, place));
            beside[to.index()].push((from, place));
            Pair { id: format!("{}/{}", org.id(from), org.id(to)), from, to, edges }
        });
        let all = all.collect();
        let mut interactions = vec![Vec::new(); org.count(Kind::Team)];
        for interaction in org.all(Kind::Interaction) {
            for (team, place) in interactions::teams(org, interaction) {
                interactions[team.index()].push((interaction, place));
            }
        }
        let (dependencies, engagements) = (dependencies_of_two(org), engagements_of_two(org));
        Self { all, beside, interactions, dependencies, engagements }
    }

    /// Dependencies of which the first team waits for the second.
    fn waiting(&self, one: Entity, other: Entity) -> &[Waiting] {
        self.dependencies.get(&(one, other)).map_or(&[], Vec::as_slice)
    }

    /// Teams that a team is in a pair with.
    pub(crate) fn beside(&self, team: Entity) -> impl Iterator<Item = (Entity, Place)> + '_ {
        self.beside.get(team.index()).into_iter().flatten().copied()
    }

    /// Interactions of both teams, at the place that names one of them.
    fn common(&self, one: Entity, other: Entity) -> Vec<(Entity, Place)> {
        let (few, many) = (&self.interactions[one.index()], &self.interactions[other.index()]);
        let (few, many) = if few.len() <= many.len() { (few, many) } else { (many, few) };
        // They are in order.
        let both = |interaction| many.binary_search_by_key(&interaction, |&(one, _)| one).is_ok();
        few.iter().copied().filter(|&(interaction, _)| both(interaction)).collect()
    }
}

fn dependencies_of_two(org: &Org) -> HashMap<(Entity, Entity), Vec<Waiting>> {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for dependency in org.all(Kind::Dependency) {
        for (from, at) in named(org, dependency, field!(Dependency.from)) {
            for (to, to_at) in named(org, dependency, field!(Dependency.to)) {
                found.entry((from, to)).or_default().push((dependency, [at, to_at]));
            }
        }
    }
    found
}

fn engagements_of_two(org: &Org) -> HashMap<(Entity, Entity), Entity> {
    let own = org.all(Kind::Team).filter_map(|team| Some((team, interactions::engagement_of(org, team)?)));
    let with = |(team, engagement)| {
        let others = named(org, engagement, field!(Engagement.with));
        others.map(move |(other, _)| ((team, other), engagement)).collect::<Vec<_>>()
    };
    own.flat_map(with).collect()
}

pub(crate) fn pair<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, &'a Pair) -> Val<'a>) -> Val<'a> {
    match cx.part::<Pairs>().all.get(entity.index()) {
        Some(pair) => read(cx, pair),
        None => cx.unknown(Missing::Section(Kind::Service)),
    }
}

pub(crate) fn service_edges<'a>(cx: &Cx<'a>, pair: &Pair) -> Val<'a> {
    let services = cx.part::<Dependencies>();
    cx.list(pair.edges.iter().map(|&at| {
        Item::new(Val::Entity(Entity::new(Kind::ServiceEdge, at)), services.edges.get(at).map(|edge| edge.place))
    }))
}

pub(crate) fn common_interactions<'a>(cx: &Cx<'a>, pair: &Pair) -> Val<'a> {
    interactions_of_both(cx, pair.from, pair.to)
}

pub(crate) fn interactions_of_dependency<'a>(cx: &Cx<'a>, dependency: Entity) -> Val<'a> {
    let team = |field| cx.org.reference(dependency, field).map(|team| team.map(|team| team.value));
    match (team(field!(Dependency.from)), team(field!(Dependency.to))) {
        (Ok(Some(from)), Ok(Some(to))) => interactions_of_both(cx, from, to),
        (Err(missing), _) | (_, Err(missing)) => cx.unknown(missing),
        (Ok(None), _) => cx.unknown(Missing::Field(dependency, field!(Dependency.from))),
        (_, Ok(None)) => cx.unknown(Missing::Field(dependency, field!(Dependency.to))),
    }
}

fn interactions_of_both<'a>(cx: &Cx<'a>, one: Entity, other: Entity) -> Val<'a> {
    let found = cx.part::<Pairs>().common(one, other);
    let lost = (cx.org.extent(Kind::Interaction) != Extent::Complete).then_some(Missing::Section(Kind::Interaction));
    let open = cx.because_all(lost.into_iter().chain(interactions::unread(cx.org)));
    cx.open_list(found.into_iter().map(|(one, place)| Item::new(Val::Entity(one), Some(place))), open)
}

pub(crate) fn talking<'a>(cx: &Cx<'a>, pair: &Pair) -> Val<'a> {
    let pairs = cx.part::<Pairs>();
    let helps = |team, other| pairs.engagements.get(&(team, other)).map(|&engagement| engaged(cx.org, engagement));
    let (from, to) = (pair.from, pair.to);
    let common = pairs.common(from, to);
    let told = helps(from, to).into_iter().chain(helps(to, from));
    let told: Vec<_> = told.chain(common.into_iter().map(|(one, _)| interactions::current(cx.org, one))).collect();
    if told.contains(&Ok(true)) {
        return Val::Bool(true);
    }
    let perhaps = cx.because_all(told.into_iter().filter_map(Result::err));
    let perhaps = perhaps.into_iter().chain(discipline_pairs::unheard(cx)).reduce(|a, b| cx.either(a, b));
    perhaps.map_or(Val::Bool(false), Val::Unknown)
}

pub(crate) fn dependencies<'a>(cx: &Cx<'a>, pair: &Pair) -> Val<'a> {
    let (from, to) = (field!(Dependency.from), field!(Dependency.to));
    let pairs = cx.part::<Pairs>();
    let there = pairs.waiting(pair.from, pair.to).iter().map(|&(one, [at, _])| (one, at));
    let back = pairs.waiting(pair.to, pair.from).iter().map(|&(one, [_, at])| (one, at));
    let found = there.chain(back);
    let lost = cx.org.extent(Kind::Dependency) == Extent::Incomplete;
    let lost = lost.then_some(Missing::Section(Kind::Dependency)).into_iter();
    let unread = [from, to].into_iter().filter_map(|field| cx.org.unread(Kind::Dependency, field));
    let open = cx.because_all(lost.chain(unread));
    cx.open_list(found.map(|(one, place)| Item::new(Val::Entity(one), Some(place))), open)
}

/// What cannot be read of the services that teams own, and of what these need.
fn unread<'c>(cx: &'c Cx<'_>) -> impl Iterator<Item = Missing> + 'c {
    let owner = cx.org.unread(Kind::Service, field!(Service.owner));
    owner.into_iter().chain(cx.part::<Dependencies>().unread())
}

/// Whether a team is said to consume a platform of another.
pub(crate) fn consumes(org: &Org, team: Entity, provider: Entity) -> bool {
    let consumed = org.graph().referring(team, Kind::Platform, field!(Platform.consumers));
    consumed
        .into_iter()
        .any(|(platform, _)| named(org, platform, field!(Platform.owner)).any(|(owner, _)| owner == provider))
}

pub(crate) fn all_pairs<'a>(cx: &Cx<'a>) -> Val<'a> {
    let open = match cx.org.extent(Kind::Service) {
        Extent::Absent => return cx.unknown(Missing::Section(Kind::Service)),
        Extent::Incomplete => Some(Missing::Section(Kind::Service)),
        Extent::Complete => None,
    };
    let open = cx.because_all(open.into_iter().chain(unread(cx)));
    let n = cx.part::<Pairs>().all.len();
    cx.open_list((0..n).map(|at| Item::new(Val::Entity(Entity::new(Kind::TeamPair, at)), None)), open)
}

pub(crate) fn pair_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let pair = cx.part::<Pairs>().all.get(entity.index())?;
    cx.part::<Dependencies>().edges.get(*pair.edges.first()?).map(|edge| edge.place)
}

pub(crate) fn pair_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.part::<Pairs>().all.get(entity.index()).map_or("", |pair| &pair.id)
}
