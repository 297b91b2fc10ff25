//! What the people of a team carry together.

use crate::facts::cx::Cx;
use crate::facts::on_call::load;
use crate::facts::on_call::model::exact::{add, div, whole};
use crate::facts::people::teams::people_of;
use crate::field;
use crate::org::Extent;
use crate::value::{Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) fn member_rotations<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let Some(people) = people_of(cx.org, team) else {
        return cx.unknown(Missing::Field(team, field!(Team.members)));
    };
    let unread = [Kind::Person, Kind::Rotation].into_iter().filter(|kind| cx.org.extent(*kind) == Extent::Incomplete);
    let open = cx.because_all(unread.map(Missing::Section));
    load::rotations_of(cx, people.iter().map(|(person, _)| *person), open)
}

pub(crate) fn page_load<'a>(cx: &Cx<'a>, team: Entity) -> Val<'a> {
    let Some(people) = people_of(cx.org, team) else {
        return load::at_least(cx, whole(0), vec![Missing::Field(team, field!(Team.members))]);
    };
    let mut missing = Vec::new();
    match cx.org.extent(Kind::Rotation) {
        Extent::Absent | Extent::Incomplete => missing.push(Missing::Section(Kind::Rotation)),
        Extent::Complete => {}
    }
    if people.is_empty() {
        return cx.unknown(Missing::Element);
    }
    if cx.org.extent(Kind::Person) == Extent::Incomplete {
        return load::at_least(cx, whole(0), vec![Missing::Section(Kind::Person)]);
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
        Some(mean) => load::at_least(cx, mean, missing),
        None => cx.unknown(Missing::Arithmetic),
    }
}
