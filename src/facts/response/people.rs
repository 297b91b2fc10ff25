//! Whom a walk of escalations reaches.

use std::collections::HashSet;

use crate::facts::cx::{Cx, Unread};
use crate::facts::people::teams;
use crate::facts::response::turns::{Layers, turns};
use crate::facts::response::walk::{Visitor, is_everybody, named};
use crate::field;
use crate::org::read::{At, Declared};
use crate::org::{Extent, Org};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, Kind};

/// People, each with the place that stands for them, and what hides others.
#[derive(Debug)]
pub(crate) struct People {
    pub found: Vec<(Entity, Place)>,
    pub missing: Unread,
    /// Whether somebody said that it is everybody.
    pub everybody: bool,
    enough: usize,
    /// People who were found, and teams whose people were.
    seen: HashSet<Entity>,
    turns: HashSet<(Entity, Layers)>,
}

impl Default for People {
    fn default() -> Self {
        Self::up_to(usize::MAX)
    }
}

impl People {
    /// No more people than these need be found.
    pub fn up_to(enough: usize) -> Self {
        Self {
            found: Vec::new(),
            missing: Unread::default(),
            everybody: false,
            enough,
            seen: HashSet::new(),
            turns: HashSet::new(),
        }
    }

    /// Whether a person is among them, or a team was named.
    pub fn include(&self, party: Entity) -> bool {
        self.seen.contains(&party)
    }

    fn add(&mut self, people: impl IntoIterator<Item = Entity>, place: Place) {
        for person in people {
            if self.is_done() {
                return;
            }
            if self.seen.insert(person) {
                self.found.push((person, place));
            }
        }
    }

    fn team(&mut self, org: &Org, team: Entity, place: Place) {
        if !self.seen.insert(team) {
            return;
        }
        let members = teams::people_of(org, team);
        self.missing.extend(members.missing);
        self.add(members.found.into_iter().map(|(person, _)| person), place);
        if org.extent(Kind::Person) == Extent::Incomplete {
            self.missing.add(Missing::Section(Kind::Person));
        }
    }

    fn all(&mut self, org: &Org, place: Place) {
        self.everybody = true;
        self.add(org.all(Kind::Person), place);
        if org.extent(Kind::Person) != Extent::Complete {
            self.missing.add(Missing::Section(Kind::Person));
        }
    }

    fn rotation(&mut self, org: &Org, rotation: Entity, layers: Layers, place: Place) {
        if self.turns.insert((rotation, layers)) {
            let turns = turns(org, rotation, layers);
            self.missing.extend(turns.missing);
            self.add(turns.people.into_iter().map(|person| person.value), place);
        }
    }

    pub fn value<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        let open = cx.because_all(self.missing.iter());
        cx.open_list(self.found.iter().map(|&(person, place)| Item::new(Val::Entity(person), Some(place))), open)
    }
}

impl Visitor for People {
    fn unread(&mut self, missing: Missing) {
        self.missing.add(missing);
    }

    fn target(&mut self, org: &Org, target: At<Entity>, _: Declared<Entity>) {
        let At { value: target, place } = target;
        self.missing.extend(org.illegible(target));
        if let Some(person) = named(org, target, field!(Target.person)) {
            self.add([person], place);
        }
        if let Some(team) = named(org, target, field!(Target.team)) {
            self.team(org, team, place);
        }
        if is_everybody(org, target) && !self.everybody {
            self.all(org, place);
        }
        if let Some(rotation) = named(org, target, field!(Target.rotation)) {
            match Layers::of_target(org, target) {
                Ok(layers) => self.rotation(org, rotation, layers, place),
                Err(missing) => self.missing.add(missing),
            }
        }
    }

    fn is_done(&self) -> bool {
        self.found.len() >= self.enough
    }
}
