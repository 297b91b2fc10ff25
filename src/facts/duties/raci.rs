//! What rules ask of those who do the work and answer for it.

use std::collections::HashSet;

use crate::facts::cx::Cx;
use crate::facts::duties::held::ACCOUNTABLE;
use crate::facts::duties::holdings;
use crate::facts::duties::holdings::Duties;
use crate::facts::duties::raci_entry::RaciEntry;
use crate::field;
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) fn entry<'a>(cx: &Cx<'a>, entity: Entity, read: impl Fn(&'a RaciEntry) -> Val<'a>) -> Val<'a> {
    match cx.part::<Duties>().raci().get(entity.index()) {
        Some(entry) => read(entry),
        None => cx.unknown(Missing::Section(Kind::Team)),
    }
}

/// The holdings at a level, the first of each team; all of them without a level.
fn at_level<'a>(cx: &Cx<'a>, all: &'a [Entity], level: Option<u8>) -> Vec<Item<'a>> {
    let duties = cx.part::<Duties>();
    let mut teams = HashSet::new();
    let held = all.iter().filter_map(|&holding| Some((holding, duties.get(holding)?)));
    let held = held.filter(|(_, held)| level.is_none_or(|level| held.level == level && teams.insert(held.team)));
    held.map(|(holding, held)| Item::new(Val::Entity(holding), Some(held.place))).collect()
}

pub(crate) fn holdings<'a>(cx: &Cx<'a>, all: &'a [Entity], level: Option<u8>) -> Val<'a> {
    let duty = all.iter().find_map(|&holding| cx.part::<Duties>().get(holding)).map(|held| held.duty);
    let open = duty.and_then(|duty| cx.because_all(cx.part::<Duties>().unread(duty)));
    cx.open_list(at_level(cx, all, level), open)
}

pub(crate) fn accountable<'a>(cx: &Cx<'a>, entity: Entity) -> Val<'a> {
    entry(cx, entity, |entry| {
        let mut found = at_level(cx, &entry.holdings, Some(ACCOUNTABLE));
        if found.is_empty() {
            found = at_level(cx, &entry.above, Some(ACCOUNTABLE));
        }
        let unread = holdings::unread(cx.org).into_iter().map(Missing::Section);
        let unscoped = cx.part::<Duties>().unscoped_holder(entry.duty);
        let open = cx.because_all(unread.chain(illegible(cx, entry)).chain(unscoped));
        cx.open_list(found, open)
    })
}

/// What was written of who answers for it, but cannot be read.
fn illegible(cx: &Cx<'_>, entry: &RaciEntry) -> Vec<Missing> {
    let column = field!(Responsibility.accountable);
    let lost = entry.row.filter(|&row| cx.org.is_damaged(row)).map(|row| Missing::Field(row, column));
    cx.part::<Duties>().unread(entry.duty).chain(lost).collect()
}

pub(crate) fn all_entries<'a>(cx: &Cx<'a>) -> Val<'a> {
    let n = cx.part::<Duties>().raci().len();
    let all = (0..n).map(|at| Item::new(Val::Entity(Entity::new(Kind::RaciEntry, at)), None));
    cx.open_list(all, holdings::undeclared(cx))
}

pub(crate) fn entry_place(cx: &Cx<'_>, entity: Entity) -> Option<Place> {
    let duties = cx.part::<Duties>();
    let entry = duties.raci().get(entity.index())?;
    entry.row.map(|row| cx.org.place(row)).or_else(|| duties.get(*entry.holdings.first()?).map(|held| held.place))
}

pub(crate) fn entry_id<'a>(cx: &Cx<'a>, entity: Entity) -> &'a str {
    cx.part::<Duties>().raci().get(entity.index()).map_or("", |entry| &entry.id)
}
