//! How long an objective lets its service be unavailable.

use super::on_call::exact::ratio;
use super::on_call::response::unavailable_minutes;
use super::{Fact, MINUTES, exact};
use crate::facts::value::{Cx, Missing, Val};
use crate::field;
use crate::org::kind::{Entity, FieldId};
use crate::org::value::{Slot, Value};

pub(super) const SLO: &[Fact] = &[Fact::new(
    "unavailableMinutes",
    MINUTES,
    "How long the service may be unavailable in a quarter of 90 days at this target (F20).",
    unavailable,
)
.at(|cx, slo| declared(cx, slo).map(|(_, slot)| slot.place))];

/// The objective as it was written: a share, or a percentage.
fn declared<'a>(cx: &Cx<'a>, slo: Entity) -> Option<(FieldId, &'a Slot)> {
    [field!(Slo.target), field!(Slo.targetPercent)]
        .into_iter()
        .find_map(|field| cx.org.slot(slo, field).map(|slot| (field, slot)))
}

fn unavailable<'a>(cx: &Cx<'a>, slo: Entity) -> Val<'a> {
    let Some((field, slot)) = declared(cx, slo) else {
        return cx.unknown(Missing::Field(slo, field!(Slo.target)));
    };
    let Value::Number { mantissa, scale } = slot.value else {
        return cx.unknown(Missing::Invalid(slo, field));
    };
    let target = 10_i128.checked_pow(u32::from(scale)).and_then(|scale| ratio(mantissa.into(), scale));
    match target.and_then(unavailable_minutes) {
        Some(minutes) => exact(cx, minutes),
        None => cx.unknown(Missing::Arithmetic),
    }
}
