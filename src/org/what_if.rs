//! What if: an organisation in which other people take turns than those who were declared.
//!
//! Everything is computed from it as from any other organisation.

pub mod find;

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::declare::rank;
use crate::declare::value::{Run, Slot, TextAt, Value};
use crate::field;
use crate::org::{Head, Org};
use crate::text::Place;
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

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

impl Change {
    fn leaves(&self, slot: &Slot) -> bool {
        matches!(slot.value, Value::Ref(person) if self.without.contains(&person))
    }
}

const PARTICIPANTS: FieldId = field!(Layer.participants);

impl Org {
    /// The same organisation after a change of who takes turns, and the people who joined, for each entry of
    /// [`Change::joining`].
    ///
    /// Who leaves is taken out of every list of participants, and the others move up; who joins comes at the end. Lists
    /// of one rotation that have the same people in the same order, shifted against each other, stay shifted by as much:
    /// a secondary who was the primary of the week before still is. Memberships, ownership and escalations that name a
    /// person are left as they are.
    #[must_use]
    pub fn changed(mut self, change: &Change) -> (Self, Vec<Vec<Entity>>) {
        self.graph = OnceLock::new();
        let mut names = self.names_of_newcomers();
        let mut joined = Vec::with_capacity(change.joining.len());
        let mut additions: Vec<(Entity, Vec<Entity>)> = Vec::new();
        for joining in &change.joining {
            let place = joining.layers.first().map(|&layer| self.place(layer));
            let people: Vec<Entity> = place
                .into_iter()
                .flat_map(|place| (0..joining.people).map(move |_| place))
                .map(|place| self.stranger(&names.next().unwrap_or_default(), place))
                .collect();
            additions.extend(joining.layers.iter().map(|&layer| (layer, people.clone())));
            joined.push(people);
        }
        for rotation in 0..self.count(Kind::Rotation) {
            self.staff(Entity::new(Kind::Rotation, rotation), change, &additions);
        }
        (self, joined)
    }

    /// Layers that a change would leave without anybody, of those that have somebody.
    pub fn emptied(&self, change: &Change) -> Vec<Entity> {
        let layers = self.all(Kind::Layer).filter(|layer| !change.joining.iter().any(|to| to.layers.contains(layer)));
        let left = |layer: &Entity| {
            let people = self.raw_list(*layer, PARTICIPANTS);
            !people.is_empty() && people.iter().all(|slot| change.leaves(slot))
        };
        layers.filter(left).collect()
    }

    /// Gives the layers of a rotation their new participants.
    fn staff(&mut self, rotation: Entity, change: &Change, additions: &[(Entity, Vec<Entity>)]) {
        let layers = find::layers_of(self, rotation);
        let before: Vec<Vec<Slot>> = layers.iter().map(|&layer| self.raw_list(layer, PARTICIPANTS).to_vec()).collect();
        let mut after = before.clone();
        for (people, &layer) in after.iter_mut().zip(&layers) {
            people.retain(|slot| !change.leaves(slot));
            let Some(&list) = self.slot(layer, PARTICIPANTS) else { continue };
            let newcomers = additions.iter().filter(|(to, _)| *to == layer).flat_map(|(_, people)| people);
            people.extend(newcomers.map(|&person| Slot { value: Value::Ref(person), ..list }));
        }
        if after == before {
            return;
        }
        for at in 1..layers.len() {
            let like = (0..at).find_map(|of| Some((of, shift(&before[of], &before[at])?)));
            if let Some((of, by)) = like
                && same_people(&after[of], &after[at])
            {
                after[at] = shifted(&after[of], by);
            }
        }
        for (people, &layer) in after.iter().zip(&layers) {
            self.put(layer, PARTICIPANTS, people);
        }
        // Participants of the rotation itself stand for its only layer.
        if let [people] = after.as_slice() {
            self.put(rotation, field!(Rotation.participants), people);
        }
    }

    /// Replaces the elements of a list that was declared.
    fn put(&mut self, entity: Entity, field: FieldId, elements: &[Slot]) {
        if !self.slot(entity, field).is_some_and(|slot| matches!(slot.value, Value::List(_))) {
            return;
        }
        let run = Run { start: rank(self.elements.len()), len: rank(elements.len()) };
        let own = |slot: &Slot| Slot { kind: entity.kind, field, ..*slot };
        self.elements.extend(elements.iter().map(own));
        let head = self.head(entity);
        let before = (head.mask & ((1 << field.0) - 1)).count_ones();
        let at = (head.base + before) as usize;
        self.slots[at].value = Value::List(run);
    }

    /// A person whom nobody declared.
    fn stranger(&mut self, name: &str, place: Place) -> Entity {
        let id = TextAt { file: TextAt::OWNED, start: rank(self.owned.len()), len: rank(name.len()) };
        self.owned.push_str(name);
        let people = &mut self.heads[Kind::Person as usize];
        let person = Entity::new(Kind::Person, people.len());
        people.push(Head::undeclared(id, place));
        person
    }

    /// Names that nobody has.
    fn names_of_newcomers(&self) -> impl Iterator<Item = String> + use<> {
        let ids = (0..self.count(Kind::Person)).map(|at| self.id(Entity::new(Kind::Person, at)).to_ascii_lowercase());
        let taken: HashSet<String> = ids.filter(|id| id.starts_with(NEWCOMER)).collect();
        (1_u64..).map(|number| format!("{NEWCOMER}{number}")).filter(move |name| !taken.contains(name))
    }
}

/// What the names of people begin with whom nobody named.
const NEWCOMER: &str = "new ";

/// By how many turns `list` comes after `of`, where both are the same circle: -1 if its people are those of the turn
/// before.
fn shift(of: &[Slot], list: &[Slot]) -> Option<isize> {
    let len = isize::try_from(of.len()).ok().filter(|_| of.len() == list.len() && !of.is_empty())?;
    let alike = |by: &isize| (0..of.len()).all(|at| list[at].value == of[turned(at, *by, of.len())].value);
    (0..=len / 2).flat_map(|by| [-by, by]).find(alike)
}

/// The circle begun so many turns later.
fn shifted(of: &[Slot], by: isize) -> Vec<Slot> {
    (0..of.len()).map(|at| of[turned(at, by, of.len())]).collect()
}

fn turned(at: usize, by: isize, len: usize) -> usize {
    let steps = by.unsigned_abs() % len;
    if by < 0 { (at + len - steps) % len } else { (at + steps) % len }
}

fn same_people(a: &[Slot], b: &[Slot]) -> bool {
    let people = |slots: &[Slot]| {
        let mut people: Vec<Option<Entity>> = slots
            .iter()
            .map(|slot| match slot.value {
                Value::Ref(person) => Some(person),
                _ => None,
            })
            .collect();
        people.sort_unstable();
        people
    };
    people(a) == people(b)
}
