//! The people whom an entry of a team's `duties` names: who holds the duty for the team.

use crate::facts::cx::Cx;
use crate::facts::duties::held::{ACCOUNTABLE, Held};
use crate::facts::duties::holdings::Duties;
use crate::facts::reads::items;
use crate::field;
use crate::org::read::Referring;
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// Whom a holding names; unknown where it names nobody, for then the team holds the duty as a whole.
pub(crate) fn people<'a>(cx: &Cx<'a>, holding: Entity) -> Val<'a> {
    let field = field!(Holding.people);
    // The responsibility matrix names teams.
    if holding.index() >= cx.org.count(Kind::Holding) {
        return cx.list([]);
    }
    let named = cx.org.list(holding, field);
    match named.missing() {
        Some(missing) if !named.is_read() => cx.unknown(missing),
        open => cx.open_list(items(&named), open.map(|missing| cx.because(missing))),
    }
}

pub(crate) fn people_place(cx: &Cx<'_>, holding: Entity) -> Option<Place> {
    let written = holding.index() < cx.org.count(Kind::Holding);
    written.then(|| cx.org.place_of(holding, field!(Holding.people))).flatten()
}

/// The holdings that name a person and are such, each where it does.
fn naming<'a>(cx: &Cx<'a>, person: Entity, such: impl Fn(&Held) -> bool) -> Val<'a> {
    let duties = cx.part::<Duties>();
    let Referring { found, open } = cx.org.referring(person, Kind::Holding, field!(Holding.people));
    // An edge begins at the team, and is written in the entry.
    let mut found: Vec<(Entity, Place)> = found.into_iter().map(|(_, edge)| (edge.from(), edge.place)).collect();
    found.dedup_by_key(|(holding, _)| *holding);
    let illegible = found.iter().map(|(holding, _)| *holding).filter(|holding| duties.get(*holding).is_none());
    let illegible = illegible.map(|holding| Missing::Field(holding, field!(Holding.duty)));
    let open = open.into_iter().chain(cx.org.unread(Kind::Team, field!(Team.duties))).chain(illegible);
    let open = cx.because_all(open);
    let named = found.into_iter().filter(|(holding, _)| duties.get(*holding).is_some_and(&such));
    cx.open_list(named.map(|(holding, place)| Item::new(Val::Entity(holding), Some(place))), open)
}

pub(crate) fn holdings<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    naming(cx, person, |_| true)
}

pub(crate) fn accountable_for<'a>(cx: &Cx<'a>, person: Entity) -> Val<'a> {
    naming(cx, person, |held| held.level == ACCOUNTABLE)
}
