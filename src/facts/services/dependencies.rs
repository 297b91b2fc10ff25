//! Which service needs which, on whatever way it says so.

use std::collections::HashMap;

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::reads::answer;
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// So many services may provide one API before it no longer says who needs whom.
const MANY: usize = 32;

/// One service that needs another.
#[derive(Debug)]
pub struct Edge {
    /// Who needs.
    pub from: Entity,
    /// What is needed.
    pub to: Entity,
    /// Whether it goes through a declared API.
    pub via_api: bool,
    /// Where it is written.
    pub place: Place,
    /// Whether one of its declarations says that it is hard.
    hard: Result<Option<bool>, Missing>,
    /// The first `dependsOn` record between the two, which could say whether it is hard.
    record: Option<Entity>,
    id: String,
}

impl Edge {
    /// Whether the one fails without the other, or what would tell.
    pub(crate) fn is_hard(&self) -> Result<bool, Missing> {
        let unsaid = || match self.record {
            Some(record) => Missing::Field(record, field!(ServiceDependency.hard)),
            None => Missing::Field(self.from, field!(Service.dependsOn)),
        };
        self.hard.and_then(|hard| hard.ok_or_else(unsaid))
    }
}

/// All edges, in the order of the services they begin at.
#[derive(Debug)]
pub struct Dependencies {
    /// The edges; their rank is that of their entity.
    pub edges: Vec<Edge>,
    /// What could not be read.
    unread: Vec<Missing>,
}

impl Part for Dependencies {
    const PLACE: part::Place = part::Place::Dependencies;

    fn of(org: &Org, _: &Facts) -> Self {
        Self::of(org)
    }
}

impl Dependencies {
    /// Collects them.
    pub(crate) fn of(org: &Org) -> Self {
        let mut providers: HashMap<Entity, Vec<Entity>> = HashMap::new();
        for service in org.all(Kind::Service) {
            for api in org.list(service, field!(Service.providesApis)).entities() {
                providers.entry(api.value).or_default().push(service);
            }
        }
        let unread = org.unread(Kind::Service, field!(Service.providesApis));
        let mut found = Self { edges: Vec::new(), unread: unread.into_iter().collect() };
        for from in org.all(Kind::Service) {
            found.add(org, from, &providers);
        }
        found
    }

    /// What could not be read of them.
    pub(crate) fn unread(&self) -> impl Iterator<Item = Missing> + '_ {
        self.unread.iter().copied()
    }

    fn add(&mut self, org: &Org, from: Entity, providers: &HashMap<Entity, Vec<Entity>>) {
        let mut own = Own { org, from, providers, edges: Vec::new(), known: HashMap::new() };
        let (needs, consumes) =
            (org.list(from, field!(Service.dependsOn)), org.list(from, field!(Service.consumesApis)));
        for record in needs.entities() {
            if let Err(missing) = own.depends_on(record.value, record.place) {
                self.unread.push(missing);
            }
        }
        for api in consumes.entities() {
            own.through(api.value, None, api.place);
        }
        self.unread.extend(needs.open().into_iter().chain(consumes.open()));
        self.edges.extend(own.edges);
    }
}

/// The edges of one service.
struct Own<'o> {
    org: &'o Org,
    from: Entity,
    providers: &'o HashMap<Entity, Vec<Entity>>,
    edges: Vec<Edge>,
    known: HashMap<Entity, usize>,
}

impl Own<'_> {
    fn depends_on(&mut self, record: Entity, place: Place) -> Result<(), Missing> {
        let Some(target) = self.org.reference(record, field!(ServiceDependency.service))? else { return Ok(()) };
        match target.value.kind {
            Kind::Service => self.join(target.value, Some(record), false, target.place),
            Kind::Api => self.through(target.value, Some(record), place),
            _ => {}
        }
        Ok(())
    }

    /// Needs whatever provides an API. One that very many provide is what they have in common, and says of nobody whom of
    /// them it needs; besides, all pairs of them would be more than anybody can read.
    fn through(&mut self, api: Entity, record: Option<Entity>, place: Place) {
        for &to in self.providers.get(&api).filter(|all| all.len() <= MANY).into_iter().flatten() {
            self.join(to, record, true, place);
        }
    }

    /// Several declarations about the same two services are one edge, which is hard if one of them says so.
    fn join(&mut self, to: Entity, record: Option<Entity>, via_api: bool, place: Place) {
        if to == self.from {
            return;
        }
        let said = record.map_or(Ok(None), |record| self.org.truth(record, field!(ServiceDependency.hard)));
        let hard = said.map(|said| said.map(|hard| hard.value));
        if let Some(&at) = self.known.get(&to) {
            let edge = &mut self.edges[at];
            edge.via_api |= via_api;
            edge.hard = harder(edge.hard, hard);
            edge.record = edge.record.or(record);
        } else {
            self.known.insert(to, self.edges.len());
            let id = format!("{}/{}", self.org.id(self.from), self.org.id(to));
            self.edges.push(Edge { from: self.from, to, via_api, place, hard, record, id });
        }
    }
}

/// What two declarations say together: one that says yes decides, and then one that cannot be read.
fn harder(one: Result<Option<bool>, Missing>, other: Result<Option<bool>, Missing>) -> Result<Option<bool>, Missing> {
    match (one, other) {
        (Ok(Some(true)), _) | (_, Ok(Some(true))) => Ok(Some(true)),
        (one, other) => Ok(one?.max(other?)),
    }
}

pub(crate) fn edge<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&Cx<'a>, &'a Edge) -> Val<'a>) -> Val<'a> {
    match cx.part::<Dependencies>().edges.get(entity.index()) {
        Some(edge) => read(cx, edge),
        None => cx.unknown(Missing::Section(Kind::Service)),
    }
}

pub(crate) fn hard<'a>(cx: &Cx<'a>, edge: &Edge) -> Val<'a> {
    answer(cx, edge.is_hard(), Val::Bool)
}

pub(crate) fn all_edges<'a>(cx: &Cx<'a>) -> Val<'a> {
    if cx.org.extent(Kind::Service) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Service));
    }
    let all = cx.part::<Dependencies>();
    let lost = (cx.org.extent(Kind::Service) == Extent::Incomplete).then_some(Missing::Section(Kind::Service));
    let open = cx.because_all(all.unread.iter().copied().chain(lost));
    let items = all
        .edges
        .iter()
        .enumerate()
        .map(|(at, edge)| Item::new(Val::Entity(Entity::new(Kind::ServiceEdge, at)), Some(edge.place)));
    cx.open_list(items, open)
}

pub(crate) fn edge_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    cx.part::<Dependencies>().edges.get(entity.index()).map(|edge| edge.place)
}

pub(crate) fn edge_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.part::<Dependencies>().edges.get(entity.index()).map_or("", |edge| &edge.id)
}
