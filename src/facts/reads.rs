//! Declared values as facts answer with them.

use crate::facts::cx::Cx;
use crate::field;
use crate::org::Extent;
use crate::org::read::{List, Referring};
use crate::value::number::narrow;
use crate::value::rational::Rational;
use crate::value::{Interval, Item, Missing, Number, Val};
use crate::vocabulary::kinds::{Entity, FieldId, Kind};

/// A word field of a record, its default applied; unknown where it was not declared.
pub(crate) fn word<'a>(cx: &Cx<'a>, entity: Entity, field: FieldId) -> Val<'a> {
    answer(cx, cx.org.word_or_default(entity, field), Val::Word)
}

/// What was read, or why it is unknown.
pub(crate) fn answer<'a, T>(cx: &Cx<'a>, read: Result<T, Missing>, show: impl FnOnce(T) -> Val<'a>) -> Val<'a> {
    match read {
        Ok(value) => show(value),
        Err(missing) => cx.unknown(missing),
    }
}

/// The references and records of a list, each with its place.
pub(crate) fn items<'a>(list: &List<'_>) -> Vec<Item<'a>> {
    list.entities().map(|at| Item::new(Val::Entity(at.value), Some(at.place))).collect()
}

/// Why a rotation may have other layers than these: nobody said who takes turns, or a part cannot be read. A list of
/// layers that is empty says that nobody does.
pub(crate) fn unlayered(rotation: Entity, layers: &List<'_>) -> Option<Missing> {
    let unsaid = || Missing::Field(rotation, field!(Rotation.participants));
    layers.open().or_else(|| (!layers.is_read()).then(unsaid))
}

/// What is known of a relation that a section declares: nothing where the section is absent, and perhaps not all where
/// a part of it could not be read; `unread` is a field that could not.
pub(crate) fn of_section<'a>(cx: &Cx<'a>, found: Vec<Item<'a>>, kind: Kind, unread: Option<Missing>) -> Val<'a> {
    let lost = match cx.org.extent(kind) {
        Extent::Absent if found.is_empty() => return cx.unknown(unread.unwrap_or(Missing::Section(kind))),
        Extent::Incomplete => Some(Missing::Section(kind)),
        Extent::Absent | Extent::Complete => None,
    };
    let open = cx.because_all(lost.into_iter().chain(unread));
    cx.open_list(found, open)
}

/// What refers to an entity in a field, each once, as far as the section it stands in is known.
pub(crate) fn referring<'a>(cx: &Cx<'a>, to: Entity, kind: Kind, field: FieldId) -> Val<'a> {
    let Referring { mut found, open } = cx.org.referring(to, kind, field);
    found.dedup_by_key(|(entity, _)| *entity);
    let items = found.into_iter().map(|(entity, edge)| Item::new(Val::Entity(entity), Some(edge.place)));
    of_section(cx, items.collect(), kind, open)
}

/// A whole number.
pub(crate) fn count<'a>(n: usize) -> Val<'a> {
    Val::Number(Number::from_integer(i64::try_from(n).unwrap_or(i64::MAX)))
}

/// An exact number of the on-call model, unknown where it is too long to be kept exactly.
pub(crate) fn exact<'a>(cx: &Cx<'a>, number: Rational) -> Val<'a> {
    narrow(number).map_or_else(|| cx.unknown(Missing::Arithmetic), Val::Number)
}

/// A number of which a part is not known, and which only grows with it.
pub(crate) fn at_least<'a>(cx: &Cx<'a>, known: Rational, missing: Vec<Missing>) -> Val<'a> {
    let high = missing.is_empty().then_some(known);
    between(cx, known, high, missing)
}

/// A number between bounds, and why it is not known better.
pub(crate) fn between<'a>(
    cx: &Cx<'a>,
    low: Rational,
    high: Option<Rational>,
    missing: impl IntoIterator<Item = Missing>,
) -> Val<'a> {
    let (low, cause) = match (exact(cx, low), cx.because_all(missing)) {
        (Val::Number(low), Some(cause)) => (low, cause),
        (low, _) => return low,
    };
    let high = high.and_then(|high| match exact(cx, high) {
        Val::Number(high) => Some(high),
        _ => None,
    });
    if high == Some(low) { Val::Number(low) } else { cx.interval(Interval { low, high, cause }) }
}
