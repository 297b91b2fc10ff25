//! Whose what is: the teams that own or run something, and those that somebody is a member of.

use std::collections::HashMap;

use crate::field;
use crate::org::Org;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// Fields that name the team whose the record is, or one that takes part in it.
const WHOSE: &[(Kind, FieldId)] = &[
    (Kind::Service, field!(Service.owner)),
    (Kind::Platform, field!(Platform.owner)),
    (Kind::GoldenPath, field!(GoldenPath.owner)),
    (Kind::Slo, field!(Slo.owner)),
    (Kind::ErrorBudgetPolicy, field!(ErrorBudgetPolicy.owner)),
    (Kind::Api, field!(Api.owner)),
    (Kind::Resource, field!(Resource.owner)),
    (Kind::System, field!(System.owner)),
    (Kind::Domain, field!(Domain.owner)),
    (Kind::Rotation, field!(Rotation.team)),
    (Kind::Review, field!(Review.owner)),
    (Kind::Decision, field!(Decision.holder)),
    (Kind::Interaction, field!(Interaction.from)),
    (Kind::Interaction, field!(Interaction.to)),
    (Kind::Interaction, field!(Interaction.between)),
    (Kind::Dependency, field!(Dependency.from)),
    (Kind::Dependency, field!(Dependency.to)),
];

/// For each record that teams own, run or are made of, these teams.
pub(super) struct Belonging {
    teams: HashMap<Entity, Vec<Entity>>,
}

impl Belonging {
    pub(super) fn of(org: &Org) -> Self {
        let mut belonging = Self { teams: HashMap::new() };
        for team in org.all(Kind::Team) {
            for &(kind, field) in WHOSE {
                for (_, edge) in org.referring(team, kind, field).found {
                    belonging.add(edge.from(), team);
                }
            }
            for (person, _) in org.referring(team, Kind::Membership, field!(Membership.team)).found {
                belonging.add(person, team);
            }
            for member in org.list(team, field!(Team.members)).entities() {
                if let Ok(Some(person)) = org.reference(member.value, field!(Member.person)) {
                    belonging.add(person.value, team);
                }
            }
        }
        belonging.add_objectives(org);
        belonging
    }

    /// An objective is of whoever owns what it is about, too.
    fn add_objectives(&mut self, org: &Org) {
        for slo in org.all(Kind::Slo) {
            for about in [field!(Slo.service), field!(Slo.platform)] {
                let Ok(Some(about)) = org.reference(slo, about) else { continue };
                for team in self.teams.get(&about.value).cloned().unwrap_or_default() {
                    self.add(slo, team);
                }
            }
        }
    }

    fn add(&mut self, record: Entity, team: Entity) {
        let teams = self.teams.entry(record).or_default();
        if !teams.contains(&team) {
            teams.push(team);
        }
    }

    /// The teams that something is of: it, or what it is nested in, may be a team itself.
    pub(super) fn teams(&self, org: &Org, of: Entity) -> Vec<Entity> {
        let mut found = Vec::new();
        // The organisation itself need not be declared to be judged.
        let mut at = (of.index() < org.count(of.kind)).then_some(of);
        while let Some(record) = at {
            found.extend((record.kind == Kind::Team).then_some(record));
            found.extend(self.teams.get(&record).into_iter().flatten());
            at = org.parent(record);
        }
        found
    }
}
