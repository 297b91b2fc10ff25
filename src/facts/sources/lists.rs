//! Lists of permissions that are known to be of a team, and who is in only one of the two.

use std::collections::{HashMap, HashSet};

use crate::declare::format::Format;
use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::people::machines::is_machine;
use crate::facts::people::teams::people_of;
use crate::facts::sources::shared::most;
use crate::field;
use crate::org::Org;
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// The lists that are a team's, each with the place that says so.
#[derive(Debug, Default)]
pub(crate) struct Lists(HashMap<Entity, Vec<(Entity, Option<Place>)>>);

impl Part for Lists {
    const PLACE: part::Place = part::Place::Lists;

    fn of(org: &Org, _: &Facts) -> Self {
        let mut lists = Self::default();
        let named = |id: &str| org.find(Kind::Team, id);
        for (link, team, list) in
            org.links().iter().filter_map(|link| Some((link, named(&link.team)?, named(&link.list)?)))
        {
            let known = lists.0.entry(team).or_default();
            if known.iter().all(|(one, _)| *one != list) {
                known.push((list, link.at));
            }
        }
        lists
    }
}

/// The lists that are a team's.
fn lists_of<'a>(cx: &Cx<'a>, team: Entity) -> &'a [(Entity, Option<Place>)] {
    cx.part::<Lists>().0.get(&team).map_or(&[], Vec::as_slice)
}

pub(crate) fn lists<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let lists = lists_of(cx, team).iter();
    cx.list(lists.map(|&(list, place)| Item::new(Val::Entity(list), place.or(Some(cx.org.place(list))))))
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

/// People who are in teams, each with the place that says so and the team, and why there may be others.
struct People {
    found: Vec<(Entity, Place, Entity)>,
    missing: Option<Missing>,
}

impl People {
    fn of(org: &Org, teams: impl Iterator<Item = Entity>) -> Self {
        let (mut found, mut missing) = (Vec::new(), None);
        for team in with_parts(org, teams) {
            let people = people_of(org, team);
            found.extend(people.found.into_iter().map(|(person, place)| (person, place, team)));
            missing = missing.or(people.missing);
        }
        Self { found, missing }
    }

    fn all(&self) -> HashSet<Entity> {
        self.found.iter().map(|(person, ..)| *person).collect()
    }
}

/// The lists of a team: who is in them, and the formats in which they are kept.
fn listed(cx: &Cx<'_>, team: Entity) -> Option<(People, Vec<&'static Format>)> {
    let lists = lists_of(cx, team);
    let keepers = lists.iter().flat_map(|(list, _)| cx.org.formats(*list)).collect();
    (!lists.is_empty()).then(|| (People::of(cx.org, lists.iter().map(|(list, _)| *list)), keepers))
}

/// Who has a part in lists besides being in them, each with the list: whoever looks after one need not be in the team.
fn looking_after(org: &Org, lists: impl Iterator<Item = Entity>) -> HashSet<(Entity, Entity)> {
    let members =
        lists.flat_map(|list| org.list(list, field!(Team.members)).entities().map(move |at| (list, at.value)));
    let with_role = members.filter(|(_, member)| org.is_written(*member, field!(Member.role)));
    let person = |member: Entity| org.reference(member, field!(Member.person)).ok().flatten();
    with_role.filter_map(|(list, member)| Some((list, person(member)?.value))).collect()
}

/// The people in the lists of a team who are not in it. Nobody knows where most of these people are known to nobody but whoever
/// keeps the lists: then it is not known who is who.
pub(crate) fn only_in_lists<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let Some((listed, keepers)) = listed(cx, team) else { return cx.list([]) };
    let People { found: inside, missing } = People::of(cx.org, std::iter::once(team));
    if let Some(missing) = missing.filter(|_| inside.is_empty()) {
        return cx.unknown(missing);
    }
    let all = listed.all();
    let is_known = |person: &&Entity| cx.org.formats(**person).any(|format| !keepers.contains(&format));
    if !all.is_empty() && !most(all.iter().filter(is_known).count(), all.len()) {
        return cx.unknown(Missing::Section(Kind::Person));
    }
    let after = looking_after(cx.org, listed.found.iter().map(|(.., list)| *list).collect::<HashSet<_>>().into_iter());
    let mut told: HashSet<Entity> = inside.into_iter().map(|(person, ..)| person).collect();
    let maybe = missing.map(|missing| cx.because(missing));
    let (mut items, mut unclear): (Vec<Item<'a>>, Vec<Missing>) = (Vec::new(), Vec::new());
    for (person, place, list) in listed.found {
        if after.contains(&(list, person)) || !told.insert(person) {
            continue;
        }
        match is_machine(cx.org, person) {
            Ok(true) => {}
            Ok(false) => items.push(Item { maybe, ..Item::new(Val::Entity(person), Some(place)) }),
            Err(missing) => unclear.push(missing),
        }
    }
    cx.open_list(items, cx.because_all(unclear))
}

/// The people of a team who are in none of its lists, though whoever keeps these knows them.
pub(crate) fn in_no_list<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let Some((listed, keepers)) = listed(cx, team) else { return cx.list([]) };
    if let Some(missing) = listed.missing {
        return cx.unknown(missing);
    }
    let all = listed.all();
    let is_known = |person: Entity| cx.org.formats(person).any(|format| keepers.contains(&format));
    let own = people_of(cx.org, team);
    let (mut items, mut unclear): (Vec<Item<'a>>, Vec<Missing>) = (Vec::new(), own.missing.into_iter().collect());
    for (person, place) in own.found.into_iter().filter(|(person, _)| is_known(*person) && !all.contains(person)) {
        match is_machine(cx.org, person) {
            Ok(true) => {}
            Ok(false) => items.push(Item::new(Val::Entity(person), Some(place))),
            Err(missing) => unclear.push(missing),
        }
    }
    cx.open_list(items, cx.because_all(unclear))
}
