//! Who holds a duty, wherever it is said.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::duties::held::INFORMED;
use crate::facts::duties::holdings::Duties;
use crate::facts::duties::{decisions, discipline, holdings, roles};
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::people::membership;
use crate::facts::people::teams::named;
use crate::field;
use crate::org::read::{At, Declared};
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// What is missing to know that nobody else holds a duty.
pub(crate) struct Silent(Vec<Missing>);

impl Part for Silent {
    const PLACE: part::Place = part::Place::Silent;

    fn of(org: &Org, facts: &Facts) -> Self {
        Self(silent(org, facts.part(org)))
    }
}

/// What could not be read, and what teams hold that are or may be on the operations side and do not say it.
fn silent(org: &Org, all: &Duties) -> Vec<Missing> {
    if org.extent(Kind::Team) == Extent::Absent && org.extent(Kind::Responsibility) == Extent::Absent {
        return vec![Missing::Section(Kind::Team)];
    }
    let mut missing: Vec<Missing> = holdings::unread(org).into_iter().map(Missing::Section).collect();
    let unclear = all.all().filter(|(_, held)| !org.is_declared(held.duty));
    missing.extend(unclear.map(|(holding, _)| Missing::Invalid(holding, field!(Holding.duty))));
    missing.extend(all.all_unread());
    for team in discipline::operating(org, all) {
        let field = field!(Team.duties);
        if org.place_of(team, field).is_none() && all.held_by(org, team).is_none() {
            missing.push(Missing::Field(team, field));
            if org.place_of(team, field!(Team.discipline)).is_none() {
                missing.push(Missing::Field(team, field!(Team.discipline)));
            }
        }
    }
    missing
}

pub(crate) fn holdings<'a>(cx: &Cx<'a>, duty: Entity) -> Val<'a> {
    let duties = cx.part::<Duties>();
    let held = duties.of_duty(duty).map(|(holding, held)| Item::new(Val::Entity(holding), Some(held.place)));
    cx.open_list(held, cx.because_all(duties.unread(duty)))
}

pub(crate) fn holders<'a>(cx: &Cx<'a>, duty: Entity) -> Val<'a> {
    let (found, unread) = said_to_hold(cx, duty);
    teams(cx, found, unread)
}

pub(crate) fn taking_part<'a>(cx: &Cx<'a>, duty: Entity) -> Val<'a> {
    let org = cx.org;
    let (mut found, mut unread) = said_to_hold(cx, duty);
    for (holding, held) in cx.part::<Duties>().of_duty(duty) {
        if held.level < INFORMED {
            found.push((held.team, held.place));
        }
        if holding.index() < org.count(Kind::Holding) {
            let with = org.list(holding, field!(Holding.sharedWith));
            unread.extend(with.open());
            found.extend(with.entities().map(|team| (team.value, team.place)));
        }
    }
    teams(cx, found, unread)
}

/// Each team once; there may be more while somebody does not say what they hold.
fn teams<'a>(cx: &Cx<'a>, mut found: Vec<(Entity, Place)>, unread: Vec<Missing>) -> Val<'a> {
    let mut seen = HashSet::new();
    found.retain(|(team, _)| seen.insert(*team));
    let open = cx.because_all(unread.into_iter().chain(cx.part::<Silent>().0.iter().copied()));
    cx.open_list(found.into_iter().map(|(team, place)| Item::new(Val::Entity(team), Some(place))), open)
}

/// Teams that are said to hold a duty, wherever that is, and what of it cannot be read.
fn said_to_hold(cx: &Cx<'_>, duty: Entity) -> (Vec<(Entity, Place)>, Vec<Missing>) {
    let org = cx.org;
    let active = cx.part::<Duties>().of_duty(duty).filter(|(_, held)| held.is_active());
    let mut said = Said { found: active.map(|(_, held)| (held.team, held.place)).collect(), unread: Vec::new() };
    said.decided(org, duty);
    for role in roles::of(org, duty) {
        match role {
            roles::ON_CALL => said.on_call(org),
            roles::INCIDENT_COMMAND => said.commanding(org),
            roles::POST_INCIDENT_REVIEW => said.reviewing(org),
            roles::SLO_DEFINITION => said.promising(org),
            _ => {}
        }
    }
    (said.found, said.unread)
}

/// Teams with the place that names them, and what cannot be read.
struct Said {
    found: Vec<(Entity, Place)>,
    unread: Vec<Missing>,
}

impl Said {
    fn value<T>(&mut self, declared: Declared<T>) -> Option<At<T>> {
        declared.unwrap_or_else(|missing| {
            self.unread.push(missing);
            None
        })
    }

    /// Adds the team that a field names, and tells whether it does.
    fn team_in(&mut self, org: &Org, entity: Entity, field: FieldId) -> bool {
        let team = self.value(org.reference(entity, field));
        self.found.extend(team.map(|team| (team.value, team.place)));
        team.is_some()
    }

    /// The holders that decisions name, those that still stand.
    fn decided(&mut self, org: &Org, duty: Entity) {
        for decision in org.all(Kind::Decision) {
            let about = self.value(org.reference(decision, field!(Decision.duty)));
            if about.is_some_and(|about| about.value == duty) {
                match decisions::stands(org, decision) {
                    Ok(false) => {}
                    Ok(true) => {
                        self.team_in(org, decision, field!(Decision.holder));
                    }
                    Err(missing) => self.unread.push(missing),
                }
            }
        }
    }

    /// Teams whose rotations there are; for a rotation of no team, those of the people who take turns in it.
    fn on_call(&mut self, org: &Org) {
        for rotation in org.all(Kind::Rotation) {
            if self.team_in(org, rotation, field!(Rotation.team)) {
                continue;
            }
            let layers = org.list(rotation, field!(Rotation.layers));
            self.unread.extend(layers.open());
            for layer in layers.entities() {
                let people = org.list(layer.value, field!(Layer.participants));
                self.unread.extend(people.open());
                for person in people.entities() {
                    let (teams, _) = membership::known_teams(org, person.value);
                    self.found.extend(teams.into_iter().map(|(team, _)| (team, person.place)));
                }
            }
        }
    }

    fn commanding(&mut self, org: &Org) {
        for roles in org.all(Kind::IncidentRoles) {
            let targets = org.list(roles, field!(IncidentRoles.commander));
            self.unread.extend(targets.open());
            for target in targets.entities() {
                self.team_in(org, target.value, field!(Target.team));
            }
        }
    }

    fn reviewing(&mut self, org: &Org) {
        for review in org.all(Kind::Review) {
            self.team_in(org, review, field!(Review.owner));
        }
    }

    /// Teams that answer for objectives: their owners, where none is named those of the service or platform.
    fn promising(&mut self, org: &Org) {
        for slo in org.all(Kind::Slo) {
            let owners = |of, field| named(org, of, field).collect::<Vec<_>>();
            let mut found = owners(slo, field!(Slo.owner));
            if let Some(service) = self.value(org.reference(slo, field!(Slo.service))).filter(|_| found.is_empty()) {
                found = owners(service.value, field!(Service.owner));
            } else if let Some(platform) =
                self.value(org.reference(slo, field!(Slo.platform))).filter(|_| found.is_empty())
            {
                found = owners(platform.value, field!(Platform.owner));
            }
            self.found.extend(found);
        }
    }
}
