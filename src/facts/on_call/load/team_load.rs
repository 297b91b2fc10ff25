//! What the people of a team carry together.

use crate::facts::cx::Cx;
use crate::facts::on_call::load;
use crate::facts::people::teams::{People, people_of};
use crate::facts::reads::at_least;
use crate::field;
use crate::org::Extent;
use crate::value::rational::{add, div, whole};
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) fn member_rotations<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let People { found, missing } = people_of(cx.org, team);
    if let Some(missing) = missing.filter(|_| found.is_empty()) {
        return cx.unknown(missing);
    }
    let lost = [Kind::Person, Kind::Rotation].into_iter().filter(|kind| cx.org.extent(*kind) == Extent::Incomplete);
    let unread = cx.org.unread(Kind::Layer, field!(Layer.participants));
    let open = cx.because_all(lost.map(Missing::Section).chain(missing).chain(unread));
    load::rotations_of(cx, found.iter().map(|(person, _)| *person), open)
}

pub(crate) fn page_load<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let People { found: people, missing: unread } = people_of(cx.org, team);
    if let Some(missing) = unread {
        return at_least(cx, whole(0), vec![missing]);
    }
    let mut missing: Vec<Missing> = cx.org.unread(Kind::Layer, field!(Layer.participants)).into_iter().collect();
    match cx.org.extent(Kind::Rotation) {
        Extent::Absent | Extent::Incomplete => missing.push(Missing::Section(Kind::Rotation)),
        Extent::Complete => {}
    }
    if people.is_empty() {
        return cx.unknown(Missing::Element);
    }
    if cx.org.extent(Kind::Person) == Extent::Incomplete {
        return at_least(cx, whole(0), vec![Missing::Section(Kind::Person)]);
    }
    let mut sum = whole(0);
    for (person, _) in &people {
        let (load, more) = load::page_load(cx, *person);
        missing.extend(more);
        match add(sum, load) {
            Some(next) => sum = next,
            None => return cx.unknown(Missing::Arithmetic),
        }
    }
    match div(sum, whole(people.len() as i128)) {
        Some(mean) => at_least(cx, mean, missing),
        None => cx.unknown(Missing::Arithmetic),
    }
}
