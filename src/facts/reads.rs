//! Declared values as facts answer with them.

use crate::declare::value;
use crate::declare::value::Value;
use crate::facts::cx::Cx;
use crate::facts::on_call::model::Rational;
use crate::org::Extent;
use crate::value::{Item, Missing, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// A word field of a record, its default applied; unknown where it was not declared.
pub(crate) fn word<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    use crate::vocabulary::{Default, record};
    match cx.org.slot(entity, field).map(|slot| slot.value) {
        Some(Value::Word(rank)) => Val::Word(rank),
        Some(Value::Invalid) => cx.unknown(Missing::Invalid(entity, field)),
        _ => match record(entity.kind).def(field).default {
            Default::Word(rank) => Val::Word(rank),
            _ => cx.unknown(Missing::Field(entity, field)),
        },
    }
}

/// A reference field as an element of a list, with the place of the reference.
pub(crate) fn items<'a>(slots: &[value::Slot]) -> Vec<Item<'a>> {
    slots
        .iter()
        .filter_map(|slot| match slot.value {
            Value::Ref(entity) | Value::Record(entity) => Some(Item::new(Val::Entity(entity), Some(slot.place))),
            _ => None,
        })
        .collect()
}

/// What is known of a relation that a section declares: nothing where the section is absent, and perhaps not all where
/// a part of it could not be read.
pub(crate) fn of_section<'a>(cx: &Cx<'a>, found: Vec<Item<'a>>, kind: Kind) -> Val<'a> {
    let open = match cx.org.extent(kind) {
        Extent::Absent if found.is_empty() => return cx.unknown(Missing::Section(kind)),
        Extent::Incomplete => Some(cx.because(Missing::Section(kind))),
        Extent::Absent | Extent::Complete => None,
    };
    cx.open_list(found, open)
}

/// What refers to an entity in a field, each once, as far as the section it stands in is known.
pub(crate) fn referring<'a>(cx: &Cx<'a>, to: Entity, kind: Kind, field: FieldId) -> Val<'a> {
    let mut found = cx.org.graph().referring(to, kind, field);
    found.dedup_by_key(|(entity, _)| *entity);
    let items = found.into_iter().map(|(entity, edge)| Item::new(Val::Entity(entity), Some(edge.place)));
    of_section(cx, items.collect(), kind)
}

/// A declared number, exactly.
pub(crate) fn decimal(mantissa: i64, scale: u8) -> Option<Rational> {
    Some(Rational::new(mantissa.into(), 10_i128.checked_pow(scale.into())?))
}

/// A whole number.
pub(crate) fn count(n: usize) -> Val<'static> {
    Val::Number(crate::value::Number::from_integer(i64::try_from(n).unwrap_or(i64::MAX)))
}

/// An exact number of the on-call model, unknown where it is too long to be kept exactly.
pub(crate) fn exact<'a>(cx: &Cx<'a>, number: Rational) -> Val<'a> {
    match (i64::try_from(*number.numer()), i64::try_from(*number.denom())) {
        (Ok(above), Ok(below)) => Val::Number(crate::value::Number::new_raw(above, below)),
        _ => cx.unknown(Missing::Arithmetic),
    }
}
