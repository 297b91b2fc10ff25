//! Fields that nobody wrote, because they follow from another one: whoever writes an organisation down leaves them out.

use crate::declare::value::{Slot, Value};
use crate::field;
use crate::org::Org;
use crate::vocabulary::Read;
use crate::vocabulary::forms::{OFFSET, ZONE};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};
use crate::vocabulary::{record, zones};

impl Org {
    /// Whether a field follows from another one of the same record, or counts for nothing beside it.
    pub(super) fn is_derived(&self, of: Entity, field: FieldId) -> bool {
        self.is_of_zone(of, field) || of.kind == Kind::Rotation && self.is_of_shorthand(of, field)
    }

    /// An offset from UTC that the time zone beside it has on the day of the run.
    fn is_of_zone(&self, of: Entity, field: FieldId) -> bool {
        let what = record(of.kind);
        if what.def(field).read != Read::Scalar(&OFFSET) {
            return false;
        }
        let Some((zone, _)) = what.members().find(|(_, def)| def.read == Read::Scalar(&ZONE)) else { return false };
        match (self.slot(of, zone), self.slot(of, field)) {
            (Some(Slot { value: Value::Text(zone), place, .. }), Some(offset)) => {
                let of_today = zones::offset(self.characters(*zone), self.as_of).map(Value::Minutes);
                *place == offset.place && of_today == Some(offset.value)
            }
            (Some(zone), Some(offset)) => zone.place == offset.place && zone.value == offset.value,
            _ => false,
        }
    }

    /// The one layer of a rotation that its participants stand for, or the participants where there are other layers.
    fn is_of_shorthand(&self, rotation: Entity, field: FieldId) -> bool {
        let is_list = field == field!(Rotation.participants) || field == field!(Rotation.restrictions);
        if !is_list && field != field!(Rotation.layers) {
            return false;
        }
        let stands_for_layers = match (
            self.raw_list(rotation, field!(Rotation.layers)),
            self.slot(rotation, field!(Rotation.participants)),
        ) {
            ([only], Some(everybody)) => {
                matches!(only.value, Value::Record(layer) if self.id(layer).is_empty()) && only.place == everybody.place
            }
            _ => false,
        };
        let has_layers = self.slot(rotation, field!(Rotation.layers)).is_some();
        if is_list { has_layers && !stands_for_layers } else { stands_for_layers }
    }
}
