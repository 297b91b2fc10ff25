//! Which teams are called together: by one escalation policy, or in the incident process.

use hashbrown::HashMap;

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::people::teams::named;
use crate::facts::response::incident::{Responders, paged};
use crate::facts::response::reaches::Reaches;
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// Teams that one thing calls, each once, with the place that says so.
type Group = Vec<(Entity, Place)>;

/// Who is called with whom, worked out once for all teams.
pub(crate) struct Together {
    groups: Vec<Group>,
    /// The groups that a team is in, by their rank.
    of: HashMap<Entity, Vec<usize>>,
}

impl Part for Together {
    const PLACE: part::Place = part::Place::Together;

    fn of(org: &Org, facts: &Facts) -> Self {
        let reaches = facts.part::<Reaches>(org);
        let policies = org.all(Kind::Escalation).map(|policy| {
            let owners = org.graph().referring(policy, Kind::Service, field!(Service.escalation));
            let owners = owners.into_iter().flat_map(|(service, _)| named(org, service, field!(Service.owner)));
            reaches.teams(org, policy).certain().chain(owners).collect()
        });
        let severities = org.all(Kind::SeverityLevel).map(|severity| paged(org, severity));
        let responders = facts.part::<Responders>(org).teams.certain();
        let process = responders.chain(severities.flat_map(|teams| teams.certain().collect::<Group>())).collect();
        let mut found = Self { groups: Vec::new(), of: HashMap::new() };
        for group in policies.chain([process]) {
            found.add(group);
        }
        found
    }
}

impl Together {
    fn add(&mut self, mut group: Group) {
        group.sort_by_key(|(team, _)| *team);
        group.dedup_by_key(|(team, _)| *team);
        if group.len() < 2 {
            return;
        }
        for (team, _) in &group {
            self.of.entry(*team).or_default().push(self.groups.len());
        }
        self.groups.push(group);
    }

    /// The groups that a team is in, of at least one other team each.
    fn groups_of(&self, team: Entity) -> impl Iterator<Item = &Group> {
        self.of.get(&team).into_iter().flatten().map(|&rank| &self.groups[rank])
    }
}

/// Whether any other team is certainly called with it.
pub(crate) fn is_called(cx: &Cx<'_>, team: Entity) -> bool {
    cx.part::<Together>().groups_of(team).next().is_some()
}

/// The teams that are called with a team; what nobody declared calls nobody.
pub(crate) fn called_with<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let mut others: Group = cx.part::<Together>().groups_of(team).flatten().copied().collect();
    others.retain(|(other, _)| *other != team);
    others.sort_by_key(|(other, _)| *other);
    others.dedup_by_key(|(other, _)| *other);
    let kinds = [Kind::Escalation, Kind::Service, Kind::Rotation, Kind::Incident];
    let lost = kinds.into_iter().filter(|&kind| cx.org.extent(kind) == Extent::Incomplete).map(Missing::Section);
    let fields = [
        (Kind::Service, field!(Service.escalation)),
        (Kind::Service, field!(Service.owner)),
        (Kind::Escalation, field!(Escalation.levels)),
        (Kind::EscalationLevel, field!(EscalationLevel.targets)),
        (Kind::Target, field!(Target.team)),
        (Kind::Target, field!(Target.rotation)),
        (Kind::Target, field!(Target.person)),
        (Kind::Target, field!(Target.escalation)),
        (Kind::Rotation, field!(Rotation.team)),
    ];
    let unread = fields.into_iter().filter_map(|(kind, field)| cx.org.unread(kind, field));
    let open = cx.because_all(lost.chain(unread));
    cx.open_list(others.into_iter().map(|(other, place)| Item::new(Val::Entity(other), Some(place))), open)
}
