//! Lists of permissions that are known to be of a team, and who is in only one of the two.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::people::teams::people_of;
use crate::facts::sources::shared::most;
use crate::field;
use crate::org::Org;
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// The lists that are a team's.
fn lists_of(org: &Org, team: Entity) -> Vec<(Entity, Option<Place>)> {
    let id = org.id(team);
    let mut lists: Vec<(Entity, Option<Place>)> = Vec::new();
    for link in org.links().iter().filter(|link| link.team == id) {
        if let Some(list) = org.find(Kind::Team, &link.list).filter(|list| lists.iter().all(|(one, _)| one != list)) {
            lists.push((list, link.at));
        }
    }
    lists
}

pub(crate) fn lists<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let lists = lists_of(cx.org, team);
    cx.list(lists.into_iter().map(|(list, place)| Item::new(Val::Entity(list), place.or(Some(cx.org.place(list))))))
}

/// Some teams and all that report to them, at any depth.
fn with_parts(org: &Org, teams: impl Iterator<Item = Entity>) -> Vec<Entity> {
    let mut found: Vec<Entity> = teams.collect();
    let mut known: HashSet<Entity> = found.iter().copied().collect();
    let mut at = 0;
    while let Some(&team) = found.get(at) {
        at += 1;
        let parts = org.referring(team, Kind::Team, field!(Team.reportsTo)).found;
        found.extend(parts.into_iter().map(|(part, _)| part).filter(|part| known.insert(*part)));
    }
    found
}

/// Everybody in some teams, each with the place that says so, and why there may be others.
fn people(org: &Org, teams: &[Entity]) -> (Vec<(Entity, Place)>, Option<Missing>) {
    let (mut found, mut missing) = (Vec::new(), None);
    for &team in teams {
        let people = people_of(org, team);
        found.extend(people.found);
        missing = missing.or(people.missing);
    }
    (found, missing)
}

/// Whether somebody has a part in a list besides being in it: whoever looks after it need not be in the team.
fn looks_after(org: &Org, list: Entity, person: Entity) -> bool {
    let members = org.list(list, field!(Team.members)).entities().map(|at| at.value);
    let is_about = |member: &Entity| {
        org.reference(*member, field!(Member.person)).ok().flatten().is_some_and(|known| known.value == person)
    };
    members.filter(is_about).any(|member| org.is_written(member, field!(Member.role)))
}

/// Whether most people in some lists are known to others than whoever keeps these, so that it is known who is who.
fn are_mostly_known(org: &Org, lists: &[Entity]) -> bool {
    let keepers: Vec<_> = lists.iter().flat_map(|&list| org.formats(list)).collect();
    let (listed, _) = people(org, &with_parts(org, lists.iter().copied()));
    let listed: HashSet<Entity> = listed.into_iter().map(|(person, _)| person).collect();
    let is_known = |person: &&Entity| org.formats(**person).any(|format| !keepers.contains(&format));
    listed.is_empty() || most(listed.iter().filter(is_known).count(), listed.len())
}

/// The people in the lists of a team who are not in it.
pub(crate) fn only_in_lists<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let lists: Vec<Entity> = lists_of(cx.org, team).into_iter().map(|(list, _)| list).collect();
    if lists.is_empty() {
        return cx.list([]);
    }
    let (inside, missing) = people(cx.org, &with_parts(cx.org, std::iter::once(team)));
    if let Some(missing) = missing.filter(|_| inside.is_empty()) {
        return cx.unknown(missing);
    }
    let inside: HashSet<Entity> = inside.into_iter().map(|(person, _)| person).collect();
    if !are_mostly_known(cx.org, &lists) {
        return cx.unknown(Missing::Section(Kind::Person));
    }
    let maybe = missing.map(|missing| cx.because(missing));
    let mut items: Vec<Item<'a>> = Vec::new();
    for list in with_parts(cx.org, lists.into_iter()) {
        for (person, place) in people_of(cx.org, list).found {
            let known = items.iter().any(|item| matches!(item.value, Val::Entity(known) if known == person));
            if !known && !inside.contains(&person) && !looks_after(cx.org, list, person) {
                items.push(Item { maybe, ..Item::new(Val::Entity(person), Some(place)) });
            }
        }
    }
    cx.list(items)
}

/// The people of a team who are in none of its lists, though whoever keeps these knows them.
pub(crate) fn in_no_list<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let lists: Vec<Entity> = lists_of(cx.org, team).into_iter().map(|(list, _)| list).collect();
    if lists.is_empty() {
        return cx.list([]);
    }
    let keepers: Vec<_> = lists.iter().flat_map(|&list| cx.org.formats(list)).collect();
    let (listed, missing) = people(cx.org, &with_parts(cx.org, lists.iter().copied()));
    if let Some(missing) = missing {
        return cx.unknown(missing);
    }
    let listed: HashSet<Entity> = listed.into_iter().map(|(person, _)| person).collect();
    let is_known = |person: Entity| cx.org.formats(person).any(|format| keepers.contains(&format));
    let own = people_of(cx.org, team);
    let left_out = own.found.into_iter().filter(|(person, _)| is_known(*person) && !listed.contains(person));
    let items: Vec<Item<'a>> = left_out.map(|(person, place)| Item::new(Val::Entity(person), Some(place))).collect();
    cx.open_list(items, own.missing.map(|missing| cx.because(missing)))
}
