//! Who knows what: the experts a service names, and what people say they know.

use hashbrown::HashMap;

use crate::facts::cx::Cx;
use crate::facts::part;
use crate::facts::part::{Facts, Part};
use crate::field;
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

pub(crate) const KNOWERS: &str = "People whose `knows` names it.";

/// People by what they say they know, with the place that says so. Tools are terms of the taxonomy and stand in no
/// graph, which is why this is collected once.
#[derive(Debug)]
pub struct Knowledge {
    people: HashMap<Entity, Vec<(Entity, Place)>>,
    /// What would tell of the first who does not say, or not legibly, what they know, and may know anything.
    silent: Option<Missing>,
}

impl Part for Knowledge {
    const PLACE: part::Place = part::Place::Knowledge;

    fn of(org: &Org, _: &Facts) -> Self {
        Self::of(org)
    }
}

impl Knowledge {
    /// Collects it.
    pub fn of(org: &Org) -> Self {
        let mut people: HashMap<Entity, Vec<(Entity, Place)>> = HashMap::new();
        for person in org.all(Kind::Person) {
            for what in org.list(person, field!(Person.knows)).entities() {
                let known = people.entry(what.value).or_default();
                if known.last().is_none_or(|(last, _)| *last != person) {
                    known.push((person, what.place));
                }
            }
        }
        let silent = org.all(Kind::Person).find_map(|person| org.list(person, field!(Person.knows)).missing());
        Self { people, silent }
    }

    fn knowing(&self, what: Entity) -> &[(Entity, Place)] {
        self.people.get(&what).map_or(&[], Vec::as_slice)
    }
}

/// Why there may be people who know something and whom nobody could read.
fn unread(cx: &Cx<'_>) -> Option<Missing> {
    (cx.org.extent(Kind::Person) == Extent::Incomplete).then_some(Missing::Section(Kind::Person))
}

/// Why there may be people who know something and do not say so.
fn unsaid(cx: &Cx<'_>) -> Option<Missing> {
    cx.part::<Knowledge>().silent
}

pub(crate) fn said_to_know<'a>(cx: &Cx<'a>, what: Entity) -> Val<'a> {
    if cx.org.extent(Kind::Person) == Extent::Absent {
        return cx.unknown(Missing::Section(Kind::Person));
    }
    let known = cx.part::<Knowledge>().knowing(what);
    let open = cx.because_all(unread(cx).into_iter().chain(unsaid(cx)));
    cx.open_list(known.iter().map(|&(person, place)| Item::new(Val::Entity(person), Some(place))), open)
}

pub(crate) fn of_service<'a>(cx: &Cx<'a>, service: Entity) -> Val<'a> {
    let experts = cx.org.list(service, field!(Service.experts));
    let said = cx.part::<Knowledge>().knowing(service);
    if said.is_empty() && !experts.is_written() {
        return cx.unknown(Missing::Field(service, field!(Service.experts)));
    }
    let named = experts.entities().map(|person| (person.value, person.place));
    let mut found: Vec<(Entity, Place)> = named.chain(said.iter().copied()).collect();
    let mut seen = Vec::new();
    found.retain(|(person, _)| {
        let new = !seen.contains(person);
        seen.push(*person);
        new
    });
    // Who names experts names all of them.
    let unsaid = if experts.is_written() { None } else { unsaid(cx) };
    let open = cx.because_all(experts.open().into_iter().chain(unread(cx)).chain(unsaid));
    cx.open_list(found.into_iter().map(|(person, place)| Item::new(Val::Entity(person), Some(place))), open)
}

fn known_of<'a>(cx: &Cx<'a>, kind: Kind) -> Val<'a> {
    let lost = match cx.org.extent(Kind::Person) {
        Extent::Complete => None,
        Extent::Absent | Extent::Incomplete => Some(Missing::Section(Kind::Person)),
    };
    let open = cx.because_all(lost.into_iter().chain(cx.org.unread(Kind::Person, field!(Person.knows))));
    let mut known: Vec<Entity> =
        cx.part::<Knowledge>().people.keys().copied().filter(|what| what.kind == kind).collect();
    known.sort_unstable();
    cx.open_list(known.into_iter().map(|what| Item::new(Val::Entity(what), None)), open)
}

pub(crate) fn known_domains<'a>(cx: &Cx<'a>) -> Val<'a> {
    known_of(cx, Kind::Domain)
}

pub(crate) fn known_tools<'a>(cx: &Cx<'a>) -> Val<'a> {
    known_of(cx, Kind::Tool)
}
