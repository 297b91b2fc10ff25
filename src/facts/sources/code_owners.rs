//! Names among code owners that are no team anybody here knows, and what the host they are about has to say of that.

use crate::facts::cx::Cx;
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
        Some((organisation, _)) if lists_teams_of(cx.org, organisation) => Val::Bool(true),
        _ => cx.unknown(Missing::Section(Kind::Team)),
    }
}

/// Whether the teams of an organisation are listed, and those that code owners name are mostly among them.
fn lists_teams_of(org: &Org, organisation: &str) -> bool {
    let of_organisation = |id: &str| {
        let space = id.trim_start_matches('@').rsplit_once('/').map(|(space, _)| space);
        space.is_some_and(|space| space.eq_ignore_ascii_case(organisation))
    };
    let listed = org.all(Kind::Team).filter(|&team| of_organisation(org.id(team)));
    let listed = listed.filter(|&team| org.formats(team).any(|format| org.lists_all(format, Kind::Team))).count();
    let unknown = org.claims().strangers.iter().filter(|one| of_organisation(&one.name)).count();
    listed > 0 && most(listed, listed + unknown)
}

pub(crate) fn place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    stranger(cx, entity).map(|one| one.place)
}

pub(crate) fn id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    stranger(cx, entity).map_or("", |one| &one.name)
}
