//! Fields of which sources say different things.

use crate::facts::cx::Cx;
use crate::org::differences::{Difference, Saying};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::record;

/// Reads one.
pub(crate) fn read<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&'a Difference) -> Val<'a>) -> Val<'a> {
    difference(cx, entity).map_or_else(|| cx.unknown(Missing::Element), read)
}

pub(crate) fn difference<'a>(cx: &Cx<'a>, entity: Entity) -> Option<&'a Difference> {
    cx.org.differences().get(entity.index())
}

/// All of which it is known that they are. That sources agree is nothing that somebody forgot.
pub(crate) fn all<'a>(cx: &Cx<'a>) -> Val<'a> {
    let all = (0..).zip(cx.org.differences()).filter(|(_, difference)| told_apart(difference).nth(1).is_some());
    cx.list(all.map(|(at, _)| Item::new(Val::Entity(Entity::new(Kind::Difference, at)), None)))
}

/// What counts, and what is known to be something else.
fn told_apart(difference: &Difference) -> impl Iterator<Item = &Saying> {
    difference.said.iter().filter(|saying| saying.told_apart)
}

pub(crate) fn subject<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    read(cx, entity, |difference| Val::Entity(difference.entity))
}

pub(crate) fn kind<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    read(cx, entity, |difference| Val::Text(record(difference.entity.kind).word))
}

pub(crate) fn field<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    read(cx, entity, |difference| Val::Text(record(difference.entity.kind).def(difference.field).name))
}

/// What each source says, where it stands.
pub(crate) fn values<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    said(cx, entity, |saying| &saying.value)
}

/// The sources, each where it says so.
pub(crate) fn sources<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    said(cx, entity, |saying| saying.format.name)
}

/// Both in one text.
pub(crate) fn sayings<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    said(cx, entity, |saying| cx.text(&format!("`{}` in the {}", saying.value, saying.format.name)))
}

fn said<'a>(cx: &Cx<'a>, entity: Entity, text: impl Fn(&'a Saying) -> &'a str) -> Val<'a> {
    read(cx, entity, |difference| {
        cx.list(told_apart(difference).map(|saying| Item::new(Val::Text(text(saying)), Some(saying.place))))
    })
}

/// The teams that are named, each where a source names it.
pub(crate) fn teams<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    read(cx, entity, |difference| {
        let named = told_apart(difference).flat_map(|saying| saying.entities.iter().map(|&of| (of, saying.place)));
        let teams = named.filter(|(of, _)| of.kind == Kind::Team);
        cx.list(teams.map(|(team, place)| Item::new(Val::Entity(team), Some(place))))
    })
}

/// Where it stands what counts.
pub(crate) fn place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    difference(cx, entity)?.said.first().map(|saying| saying.place)
}

/// The id of whom it is about.
pub(crate) fn id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    difference(cx, entity).map_or("", |difference| cx.org.id(difference.entity))
}
