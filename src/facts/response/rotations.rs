//! Which rotations a walk of escalations comes by.

use std::collections::HashSet;

use crate::facts::cx::{Cx, Unread};
use crate::facts::response::walk::Visitor;
use crate::field;
use crate::org::Org;
use crate::org::read::{At, Declared};
use crate::text::Place;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::Entity;

/// The rotations that a walk comes by.
#[derive(Debug, Default)]
pub(crate) struct Rotations {
    pub found: Vec<(Entity, Place)>,
    pub missing: Unread,
    seen: HashSet<Entity>,
}

impl Rotations {
    pub fn add(&mut self, rotation: Entity, place: Place) {
        if self.seen.insert(rotation) {
            self.found.push((rotation, place));
        }
    }

    /// Whether a rotation is among them.
    pub fn include(&self, rotation: Entity) -> bool {
        self.seen.contains(&rotation)
    }

    /// Adds those of another walk.
    pub fn join(&mut self, other: &Self) {
        other.found.iter().for_each(|&(rotation, place)| self.add(rotation, place));
        self.missing.extend(other.missing.iter());
    }

    pub fn value<'a>(&self, cx: &Cx<'a>) -> Val<'a> {
        let items = self.found.iter().map(|&(rotation, place)| Item::new(Val::Entity(rotation), Some(place)));
        cx.open_list(items, cx.because_all(self.missing.iter()))
    }
}

impl Visitor for Rotations {
    fn unread(&mut self, missing: Missing) {
        self.missing.add(missing);
    }

    fn target(&mut self, org: &Org, target: At<Entity>, next: Declared<Entity>) {
        match org.reference(target.value, field!(Target.rotation)) {
            Ok(Some(rotation)) => self.add(rotation.value, target.place),
            Ok(None) => {}
            Err(missing) => self.missing.add(missing),
        }
        self.missing.extend(next.err());
    }
}
