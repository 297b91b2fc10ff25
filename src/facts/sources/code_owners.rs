//! Names among code owners that are no team anybody here knows, and what the host they are about has to say of that.

use std::collections::HashMap;

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::facts::sources::shared::most;
use crate::org::Org;
use crate::org::claims::Stranger;
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) fn stranger<'a>(cx: &Cx<'a>, entity: Entity) -> Option<&'a Stranger> {
    cx.org.claims().strangers.get(entity.index())
}

pub(crate) fn all<'a>(cx: &Cx<'a>) -> Val<'a> {
    let all = 0..cx.org.claims().strangers.len();
    cx.list(all.map(|at| Item::new(Val::Entity(Entity::new(Kind::UnknownCodeOwner, at)), None)))
}

pub(crate) fn name<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    stranger(cx, entity).map_or_else(|| cx.unknown(Missing::Element), |one| Val::Text(&one.name))
}

/// Whether its organisation is known with all of its teams, and has none of this name.
pub(crate) fn is_gone<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    let Some(stranger) = stranger(cx, entity) else { return cx.unknown(Missing::Element) };
    let name = stranger.name.trim_start_matches('@');
    // A team that is there, and that nobody says which team of ours it is, is asked all the same.
    if cx.org.find(Kind::Team, name).is_some() {
        return Val::Bool(false);
    }
    match name.split_once('/') {
        Some((organisation, _)) if cx.part::<CodeHosts>().list_teams_of(organisation) => Val::Bool(true),
        _ => cx.unknown(Missing::Section(Kind::Team)),
    }
}

/// By organisation at a code host, in small letters: how many of its teams are listed, and how many names of teams nobody knows.
#[derive(Debug, Default)]
pub(crate) struct CodeHosts(HashMap<String, (usize, usize)>);

impl Part for CodeHosts {
    const PLACE: part::Place = part::Place::CodeHosts;

    fn of(org: &Org, _: &Facts) -> Self {
        let mut hosts = Self::default();
        let is_listed = |team: &Entity| org.formats(*team).any(|format| org.lists_all(format, Kind::Team));
        for team in org.all(Kind::Team).filter(is_listed) {
            hosts.count(org.id(team), |(listed, _)| *listed += 1);
        }
        for stranger in &org.claims().strangers {
            hosts.count(&stranger.name, |(_, unknown)| *unknown += 1);
        }
        hosts
    }
}

impl CodeHosts {
    /// Counts a name for its organisation, if it has one in front.
    fn count(&mut self, name: &str, count: impl Fn(&mut (usize, usize))) {
        if let Some((organisation, _)) = name.trim_start_matches('@').rsplit_once('/') {
            count(self.0.entry(organisation.to_ascii_lowercase()).or_default());
        }
    }

    /// Whether the teams of an organisation are listed, and those that code owners name are mostly among them.
    fn list_teams_of(&self, organisation: &str) -> bool {
        let counted = self.0.get(&organisation.to_ascii_lowercase());
        counted.is_some_and(|&(listed, unknown)| listed > 0 && most(listed, listed + unknown))
    }
}

pub(crate) fn place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    stranger(cx, entity).map(|one| one.place)
}

pub(crate) fn id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    stranger(cx, entity).map_or("", |one| &one.name)
}
