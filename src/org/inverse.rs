//! What one entity says about another: a group names its children, a resource what depends on it.

use crate::declare::rank;
use crate::declare::value::TextAt;
use crate::declare::value::{Run, Slot, Value};
use crate::org::Org;
use crate::vocabulary::kinds::Entity;

/// What one entity says about another; its value is a slot like all others.
pub(super) struct Inverse {
    /// The other entity's id.
    pub of: TextAt,
    /// Rank of the slot.
    pub at: usize,
}

/// Gives entities what others say about them. A list adds to their own; a single value counts where
/// they have none.
pub(crate) fn apply(org: &mut Org, said: &[Inverse], told: &[Option<Entity>]) {
    let mut order: Vec<(Entity, usize)> =
        said.iter().zip(told).filter_map(|(one, &entity)| Some((entity?, one.at))).collect();
    order.sort_unstable();
    for about in order.chunk_by(|(a, _), (b, _)| a == b) {
        let entity = about[0].0;
        let mut slots = org.slots_of(entity).to_vec();
        for &(_, at) in about {
            add(org, entity, &mut slots, org.slots[at]);
        }
        let base = rank(org.slots.len());
        let mask = slots.iter().fold(0, |mask, slot| mask | 1 << slot.field.0);
        org.slots.extend(slots);
        let head = &mut org.heads[entity.kind as usize][entity.index()];
        (head.mask, head.base) = (mask, base);
    }
}

fn add(org: &mut Org, entity: Entity, slots: &mut Vec<Slot>, said: Slot) {
    let at = slots.partition_point(|slot| slot.field < said.field);
    let own = slots.get_mut(at).filter(|slot| slot.field == said.field);
    match (own, said.value) {
        (None, Value::List(all)) => {
            for element in org.elements(all).to_vec() {
                adopt(org, entity, element);
            }
            slots.insert(at, said);
        }
        (None, _) => slots.insert(at, said),
        (Some(Slot { value: Value::List(run), .. }), Value::List(more)) => {
            let mut elements = org.elements(*run).to_vec();
            for element in org.elements(more).to_vec() {
                if !elements.iter().any(|known| super::overlay::same(org, known, &element)) {
                    elements.push(element);
                    adopt(org, entity, element);
                }
            }
            *run = Run { start: rank(org.elements.len()), len: rank(elements.len()) };
            org.elements.extend(elements);
        }
        (Some(_), _) => {}
    }
}

/// Makes a record part of the entity.
fn adopt(org: &mut Org, entity: Entity, element: Slot) {
    if let Value::Record(record) = element.value {
        org.heads[record.kind as usize][record.index()].parent = Some(entity);
    }
}
