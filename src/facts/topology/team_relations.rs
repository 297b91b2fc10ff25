//! What ties teams to each other besides talking: services, platforms, rotations and people in common.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::on_call::load::Load;
use crate::facts::people::teams::named;
use crate::facts::people::{membership, teams};
use crate::facts::reads::referring;
use crate::facts::topology::interactions;
use crate::facts::topology::team_pairs::Pairs;
use crate::field;
use crate::org::Extent;
use crate::text::Place;
use crate::value::{Cause, Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

pub(crate) fn supported_services<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    referring(cx, team, Kind::Service, field!(Service.supportedBy))
}

/// Whom a team helps, as far as somebody says so.
pub(crate) fn engaged_with<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let mut tied = Tied::new(cx, team);
    if let Some(engagement) = interactions::engagement_of(cx.org, team) {
        for (other, place) in named(cx.org, engagement, field!(Engagement.with)) {
            tied.add(other, place);
        }
    }
    tied.across(Kind::Service, field!(Service.supportedBy), field!(Service.owner));
    let lost = [Kind::Team, Kind::Service].into_iter().filter(|&kind| cx.org.extent(kind) == Extent::Incomplete);
    let fields = [
        (Kind::Team, field!(Team.engagement)),
        (Kind::Engagement, field!(Engagement.with)),
        (Kind::Service, field!(Service.supportedBy)),
        (Kind::Service, field!(Service.owner)),
    ];
    let unread = fields.into_iter().filter_map(|(kind, field)| cx.org.unread(kind, field));
    cx.open_list(tied.all(), cx.because_all(lost.map(Missing::Section).chain(unread)))
}

pub(crate) fn communities<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    match cx.org.extent(Kind::Community) {
        Extent::Absent => cx.list([]),
        Extent::Incomplete | Extent::Complete => referring(cx, team, Kind::Community, field!(Community.teams)),
    }
}

/// Teams that are tied to one team.
struct Tied<'a, 'c> {
    cx: &'c Cx<'a>,
    team: Entity,
    seen: HashSet<Entity>,
    items: Vec<Item<'a>>,
    /// Those that may be, unless they are for another reason.
    perhaps: Vec<Item<'a>>,
    /// Why there may be more that are looked for no further.
    crowd: Option<Cause>,
    /// Whether one that is certain is enough.
    any: bool,
}

impl<'a, 'c> Tied<'a, 'c> {
    fn new(cx: &'c Cx<'a>, team: Entity) -> Self {
        Self { cx, team, seen: HashSet::new(), items: Vec::new(), perhaps: Vec::new(), crowd: None, any: false }
    }

    /// Whether nothing more is looked for.
    fn is_done(&self) -> bool {
        self.any && !self.items.is_empty()
    }

    fn all(mut self) -> Vec<Item<'a>> {
        let seen = self.seen;
        self.perhaps.retain(|item| !matches!(item.value, Val::Entity(other) if seen.contains(&other)));
        self.items.append(&mut self.perhaps);
        self.items
    }
}

impl Tied<'_, '_> {
    fn add(&mut self, other: Entity, place: Place) {
        if other != self.team && self.seen.insert(other) {
            self.items.push(Item::new(Val::Entity(other), Some(place)));
        }
    }

    /// The teams that a field of whatever refers to the team names.
    fn across(&mut self, kind: Kind, from: FieldId, to: FieldId) {
        let org = self.cx.org;
        for (entity, _) in org.graph().each_referring(self.team, kind, from) {
            for (other, place) in named(org, entity, to) {
                self.add(other, place);
                if self.is_done() {
                    return;
                }
            }
        }
    }

    fn work(&mut self) {
        let (talking, crowd) = interactions::talking(self.cx, self.team);
        self.crowd = crowd;
        for (other, place, maybe) in talking {
            match maybe {
                None => self.add(other, place),
                Some(_) => self.perhaps.push(Item { maybe, ..Item::new(Val::Entity(other), Some(place)) }),
            }
        }
        for (other, place) in interactions::planned(self.cx, self.team) {
            self.add(other, place);
        }
        self.depend();
    }

    fn depend(&mut self) {
        let (from, to) = (field!(Dependency.from), field!(Dependency.to));
        self.across(Kind::Dependency, from, to);
        self.across(Kind::Dependency, to, from);
    }

    fn provide(&mut self) {
        let org = self.cx.org;
        let (owner, consumers) = (field!(Platform.owner), field!(Platform.consumers));
        self.across(Kind::Platform, owner, consumers);
        self.across(Kind::Platform, consumers, owner);
        let (owner, support) = (field!(Service.owner), field!(Service.supportedBy));
        self.across(Kind::Service, owner, support);
        self.across(Kind::Service, support, owner);
        for (service, _) in org.graph().referring(self.team, Kind::Service, owner) {
            for platform in org.list(service, field!(Service.platform)).entities() {
                for (other, place) in named(org, platform.value, field!(Platform.owner)) {
                    self.add(other, place);
                }
            }
        }
        for (platform, _) in org.graph().referring(self.team, Kind::Platform, field!(Platform.owner)) {
            for (service, edge) in org.graph().referring(platform, Kind::Service, field!(Service.platform)) {
                for (other, _) in named(org, service, owner) {
                    self.add(other, edge.place);
                }
            }
        }
        for (other, place) in self.cx.part::<Pairs>().beside(self.team) {
            self.add(other, place);
        }
    }

    fn share_people(&mut self) {
        let (org, load) = (self.cx.org, self.cx.part::<Load>());
        let answers_for = |service| {
            let listed = org.graph().referring(service, Kind::Rotation, field!(Rotation.services));
            let own = org.list(service, field!(Service.rotation)).entities().map(|rotation| rotation.value);
            listed.into_iter().map(|(rotation, _)| rotation).chain(own)
        };
        let owned = org.graph().referring(self.team, Kind::Service, field!(Service.owner));
        let mut rotations: Vec<Entity> = owned.into_iter().flat_map(|(service, _)| answers_for(service)).collect();
        let run = org.graph().referring(self.team, Kind::Rotation, field!(Rotation.team));
        rotations.extend(run.into_iter().map(|(rotation, _)| rotation));
        for (person, _) in teams::people_of(org, self.team).found {
            for (other, place) in membership::each_team(org, person) {
                self.add(other, place);
                if self.is_done() {
                    return;
                }
            }
            rotations.extend(load.rotations_of(person));
        }
        rotations.sort_unstable();
        rotations.dedup();
        for rotation in rotations {
            for (other, place) in named(org, rotation, field!(Rotation.team)) {
                self.add(other, place);
            }
            for service in org.list(rotation, field!(Rotation.services)).entities() {
                for (other, _) in named(org, service.value, field!(Service.owner)) {
                    self.add(other, service.place);
                }
            }
            for (person, place) in load.people_in(rotation) {
                for (other, _) in membership::each_team(org, person) {
                    self.add(other, place);
                    if self.is_done() {
                        return;
                    }
                }
            }
        }
    }
}

/// Whether there is any team of which [`edges`] is certain: in a company with one account that is in all its teams, each
/// of them has to do with all others.
pub(crate) fn is_tied(cx: &Cx<'_>, team: Entity) -> bool {
    let mut tied = Tied { any: true, ..Tied::new(cx, team) };
    interactions::is_talking(cx, team)
        || interactions::planned(cx, team).next().is_some()
        || [Tied::depend, Tied::provide, Tied::share_people].into_iter().any(|look| {
            look(&mut tied);
            tied.is_done()
        })
}

/// Teams a team has to do with. Whether they talk is known only if interactions are declared; what else could tie them
/// counts where it is declared.
pub(crate) fn edges<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let mut tied = Tied::new(cx, team);
    tied.work();
    tied.provide();
    tied.share_people();
    let interactions = (cx.org.extent(Kind::Interaction) != Extent::Complete).then_some(Kind::Interaction);
    let others = [Kind::Person, Kind::Team, Kind::Service, Kind::Platform, Kind::Rotation, Kind::Dependency];
    let lost = others.into_iter().filter(|&kind| cx.org.extent(kind) == Extent::Incomplete);
    let fields = [
        (Kind::Dependency, field!(Dependency.from)),
        (Kind::Dependency, field!(Dependency.to)),
        (Kind::Platform, field!(Platform.owner)),
        (Kind::Platform, field!(Platform.consumers)),
        (Kind::Service, field!(Service.owner)),
        (Kind::Service, field!(Service.supportedBy)),
        (Kind::Service, field!(Service.platform)),
        (Kind::Service, field!(Service.dependsOn)),
        (Kind::ServiceDependency, field!(ServiceDependency.service)),
        (Kind::Service, field!(Service.rotation)),
        (Kind::Rotation, field!(Rotation.team)),
        (Kind::Rotation, field!(Rotation.services)),
        (Kind::Layer, field!(Layer.participants)),
        (Kind::Member, field!(Member.person)),
        (Kind::Membership, field!(Membership.team)),
    ];
    let unread = fields.into_iter().filter_map(|(kind, field)| cx.org.unread(kind, field));
    let sections = interactions.into_iter().chain(lost).map(Missing::Section);
    let open = cx.because_all(sections.chain(self::interactions::unread(cx.org)).chain(unread));
    let open = open.into_iter().chain(tied.crowd).reduce(|a, b| cx.either(a, b));
    cx.open_list(tied.all(), open)
}
