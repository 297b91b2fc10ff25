//! What if: an organisation in which other people take turns than those who were declared.
//!
//! Everything is computed from it as from any other organisation.

use std::sync::OnceLock;

use super::declare::rank;
use super::kind::{Entity, FieldId, Kind};
use super::value::{Run, Slot, TextAt, Value};
use super::{Head, Org};
use crate::field;
use crate::source::Place;

/// Who takes no turns any more, and how many people join.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// People who take no turns any more, in any layer.
    pub without: Vec<Entity>,
    /// People who join, in this order.
    pub joining: Vec<Joining>,
}

/// People who join layers of a rotation; the same people in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joining {
    /// The layers.
    pub layers: Vec<Entity>,
    /// How many people.
    pub people: u32,
}

impl Org {
    /// The same organisation after a change of who takes turns, and the people who joined, for each entry of
    /// [`Change::joining`].
    ///
    /// Who leaves is taken out of every list of participants; the others move up. Who joins comes at the end of the first
    /// layer's list, and in further layers after the same person as there, so that lists which are shifted against each
    /// other stay so. Memberships, ownership and escalations that name a person are left as they are.
    #[must_use]
    pub fn changed(mut self, change: &Change) -> (Self, Vec<Vec<Entity>>) {
        self.graph = OnceLock::new();
        let mut number = 0;
        let joined = change.joining.iter().map(|joining| self.join(joining, &mut number)).collect();
        if !change.without.is_empty() {
            let leaves = |slot: &Slot| matches!(slot.value, Value::Ref(person) if change.without.contains(&person));
            for (kind, field) in LISTS {
                for index in 0..self.count(kind) {
                    self.edit(Entity::new(kind, index), field, |people, _| people.retain(|slot| !leaves(slot)));
                }
            }
        }
        (self, joined)
    }

    /// Layers that a change would leave without anybody, of those that have somebody.
    pub fn emptied(&self, change: &Change) -> Vec<Entity> {
        let layers = self.all(Kind::Layer).filter(|layer| !change.joining.iter().any(|to| to.layers.contains(layer)));
        let leaves = |slot: &Slot| matches!(slot.value, Value::Ref(person) if change.without.contains(&person));
        let left = |layer: &Entity| {
            let people = self.list(*layer, field!(Layer.participants));
            !people.is_empty() && people.iter().all(leaves)
        };
        layers.filter(left).collect()
    }

    fn join(&mut self, joining: &Joining, number: &mut u32) -> Vec<Entity> {
        let Some(&first) = joining.layers.first() else { return Vec::new() };
        let people: Vec<Entity> = (0..joining.people).map(|_| self.stranger(self.place(first), number)).collect();
        let last = self.list(first, field!(Layer.participants)).last().map(|slot| slot.value);
        for layer in &joining.layers {
            // What stands for a rotation's only layer is written on the rotation, too.
            for entity in [Some(*layer), self.parent(*layer)].into_iter().flatten() {
                if let Some((_, field)) = LISTS.into_iter().find(|(kind, _)| *kind == entity.kind) {
                    self.edit(entity, field, |list, like| seat(list, last, like, &people));
                }
            }
        }
        people
    }

    /// A person whom nobody declared, under a name that nobody has.
    fn stranger(&mut self, place: Place, number: &mut u32) -> Entity {
        let name = loop {
            *number += 1;
            let name = format!("new {number}");
            if self.find(Kind::Person, &name).is_none() {
                break name;
            }
        };
        let id = TextAt { file: TextAt::OWNED, start: rank(self.owned.len()), len: rank(name.len()) };
        self.owned.push_str(&name);
        let people = &mut self.heads[Kind::Person as usize];
        let person = Entity::new(Kind::Person, people.len());
        people.push(Head { id, place, mask: 0, base: 0, parent: None, dialects: 0, declared: false, damaged: false });
        person
    }

    /// Changes the elements of a list that was declared; `change` is also given the list itself.
    fn edit(&mut self, entity: Entity, field: FieldId, change: impl FnOnce(&mut Vec<Slot>, Slot)) {
        let Some(&list) = self.slot(entity, field) else { return };
        let Value::List(run) = list.value else { return };
        let mut elements = self.elements(run).to_vec();
        change(&mut elements, list);
        if elements == self.elements(run) {
            return;
        }
        let run = Run { start: rank(self.elements.len()), len: rank(elements.len()) };
        self.elements.extend(elements);
        let head = self.head(entity);
        let before = (head.mask & ((1 << field.0) - 1)).count_ones();
        let at = (head.base + before) as usize;
        self.slots[at].value = Value::List(run);
    }
}

/// Where people who take turns are listed.
const LISTS: [(Kind, FieldId); 2] =
    [(Kind::Layer, field!(Layer.participants)), (Kind::Rotation, field!(Rotation.participants))];

/// Gives people their places in a list: after the one who is last elsewhere, or else at the end.
fn seat(list: &mut Vec<Slot>, last: Option<Value>, like: Slot, people: &[Entity]) {
    let after = list.iter().rposition(|slot| Some(slot.value) == last).map_or(list.len(), |at| at + 1);
    list.splice(after..after, people.iter().map(|&person| Slot { value: Value::Ref(person), ..like }));
}
