//! What those are called that have no id, as they stand in a list: after what they are about, and not by their rank, so that
//! they keep their names when others come and go.

use std::collections::HashMap;

use crate::declare::value::Value;
use crate::org::{Org, Slot};
use crate::vocabulary::kinds::{Entity, sections};
use crate::vocabulary::record;

/// By entity, what it is called.
pub(super) type Unnamed = HashMap<Entity, String>;

impl Org {
    /// What an entity without an id is called, if something tells: `payments/platform`. Of several that are about the same, the
    /// first is called so, and then `payments/platform/2`.
    pub(super) fn unnamed(&self, entity: Entity) -> Option<&str> {
        self.unnamed.get_or_init(|| self.call_unnamed()).get(&entity).map(String::as_str)
    }

    fn call_unnamed(&self) -> Unnamed {
        let (mut called, mut times) = (Unnamed::new(), HashMap::new());
        for kind in sections().filter(|&kind| !record(kind).called_by.is_empty()) {
            for entity in self.all(kind).filter(|&entity| self.id(entity).is_empty()) {
                let Some(about) = self.about(entity) else { continue };
                let time: &mut usize = times.entry((kind, about.clone())).or_default();
                *time += 1;
                called.insert(entity, if *time == 1 { about } else { format!("{about}/{time}") });
            }
        }
        called
    }

    /// The ids of what it names in the fields that its kind is called by.
    fn about(&self, entity: Entity) -> Option<String> {
        let what = record(entity.kind);
        let fields = what.called_by.iter().filter_map(|name| what.field(name));
        let ids: Vec<&str> =
            fields.filter_map(|field| self.slot(entity, field)).flat_map(|slot| self.names_in(slot)).collect();
        (!ids.is_empty()).then(|| ids.join("/"))
    }

    /// The ids in a field, in an order that does not depend on how they are written where that means nothing.
    fn names_in(&self, slot: &Slot) -> Vec<&str> {
        let name = |value: Value| match value {
            Value::Ref(named) => Some(self.id(named)),
            Value::Name(text) | Value::Text(text) => Some(self.characters(text)),
            _ => None,
        };
        let Value::List(run) = slot.value else { return name(slot.value).into_iter().collect() };
        let mut names: Vec<&str> = self.elements(run).iter().filter_map(|element| name(element.value)).collect();
        names.sort_unstable();
        names
    }
}
