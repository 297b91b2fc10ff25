//! A made-up organisation as a Backstage catalog, with what a catalog cannot say (duties are left out, rotations
//! are not) in native files that overlay it.

use crate::native::{self, Sheet};
use crate::organisation::{Organisation, Person, Service, Team};
use std::fmt::Write as _;

const HEAD: &str = "---\napiVersion: backstage.io/v1alpha1\nkind: ";

/// An area: the group its teams belong to, its domain and its system.
pub fn area(rank: usize, text: &mut String) {
    let id = Organisation::area_id(rank);
    let _ = writeln!(
        text,
        "{HEAD}Group\nmetadata:\n  name: area-{id}\n  description: Everybody who works on {id}\nspec:\n  type: department\n  children: []"
    );
    let _ = writeln!(
        text,
        "{HEAD}Domain\nmetadata:\n  name: {id}\n  description: What customers know as {id}\nspec:\n  owner: group:default/area-{id}"
    );
    let _ = writeln!(
        text,
        "{HEAD}System\nmetadata:\n  name: {id}-core\n  description: The parts that make up {id}\nspec:\n  owner: area-{id}\n  domain: {id}"
    );
}

/// A team with its people and components.
pub fn team(organisation: &Organisation, rank: usize, text: &mut String) {
    let team = &organisation.teams[rank];
    let area = Organisation::area_id(Organisation::area_of(rank));
    let _ = writeln!(
        text,
        "{HEAD}Group\nmetadata:\n  name: {}\n  description: {}\n  links:\n    - url: https://chat.example/{}\n      title: Channel\nspec:\n  type: team\n  \
         profile:\n    displayName: {}\n    email: {}@yardstick.example\n  parent: area-{area}\n  children: []",
        team.id,
        team.mission,
        team.id,
        team.id.replace('-', " "),
        team.id
    );
    for person in &team.members {
        user(&organisation.people[*person], team, text);
    }
    for service in &team.services {
        component(organisation, team, &area, &organisation.services[*service], text);
    }
}

fn user(person: &Person, team: &Team, text: &mut String) {
    let _ = writeln!(
        text,
        "{HEAD}User\nmetadata:\n  name: {}\nspec:\n  profile:\n    displayName: {}\n    email: {}@yardstick.example\n  memberOf: [{}]",
        person.id, person.name, person.id, team.id
    );
}

fn component(organisation: &Organisation, team: &Team, area: &str, service: &Service, text: &mut String) {
    let _ = writeln!(
        text,
        "{HEAD}Component\nmetadata:\n  name: {}\n  description: {}\n  tags: [{area}, java]\n  annotations:\n    backstage.io/techdocs-ref: dir:.\n    \
         github.com/project-slug: yardstick/{}\n    pagerduty.com/service-id: P{:07}\nspec:\n  type: {}\n  lifecycle: {}\n  system: {area}-core",
        service.id,
        service.description,
        service.id,
        service.description.len() * 7919 + service.id.len() * 104_729,
        service.kind,
        service.lifecycle
    );
    if let Some(owner) = service.owners.first() {
        let owner = &organisation.teams[*owner].id;
        let _ = if team.members.len().is_multiple_of(2) {
            writeln!(text, "  owner: group:{owner}")
        } else {
            writeln!(text, "  owner: {owner}")
        };
    }
    if !service.needs.is_empty() {
        text.push_str("  dependsOn:\n");
    }
    for need in &service.needs {
        let kind = if need.via_api { "api" } else { "component" };
        let _ = writeln!(text, "    - {kind}:default/{}", organisation.services[need.of].id);
    }
    if service.provides_api {
        let _ = writeln!(text, "  providesApis: [{}]", service.id);
        api(service, team, text);
    }
}

fn api(service: &Service, team: &Team, text: &mut String) {
    let _ = writeln!(
        text,
        "{HEAD}API\nmetadata:\n  name: {}\nspec:\n  type: openapi\n  lifecycle: {}\n  owner: {}\n  definition: '{{}}'",
        service.id, service.lifecycle, team.id
    );
}

/// The rotations of an area's teams, in the native format.
pub fn overlay(organisation: &Organisation, team: usize, sheet: &mut Sheet) {
    for rotation in &organisation.teams[team].rotations {
        native::on_call(organisation, &organisation.rotations[*rotation], sheet);
    }
}
