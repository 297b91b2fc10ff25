//! Values of exports. Each is read or, where it cannot be, noted at its place: nothing that is broken counts as something
//! else, and what depends on it is unknown.

use crate::declare::export::{Broken, Export, Items, Reference, Said, Told};
use crate::text::Place;
use crate::vocabulary::zones::{self, Local};
use crate::yaml::tree::{NodeRef, Shape};

/// What something is that a key should have, in the words of a message.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    key: &'static str,
    is: &'static str,
}

/// What a key should have.
pub(super) const fn wanted(key: &'static str, is: &'static str) -> Wanted {
    Wanted { key, is }
}

pub(super) const SECONDS: &str = "a number of seconds that makes whole minutes";
pub(super) const TIME: &str = "a time of day, as in `09:00`";
pub(super) const INSTANT: &str = "a date and time, as in `2026-06-01T09:00:00Z`";
pub(super) const COUNT: &str = "a whole number";
pub(super) const LIST: &str = "a list";
pub(super) const WITH_ID: &str = "something with an `id`";

/// Notes a value that cannot be read. Of what a syntax error hit, that error tells.
pub(super) fn broken(export: &mut Export, node: NodeRef<'_>, wanted: Wanted) {
    if !node.is_damaged() {
        let shown = node.text().map(std::borrow::Cow::into_owned);
        export.broken.push(Broken { what: wanted.key, wants: wanted.is, shown, missing: false, place: node.place() });
    }
}

/// Notes that a value is not there.
pub(super) fn missing(export: &mut Export, object: NodeRef<'_>, wanted: Wanted) {
    if !object.is_damaged() {
        let place = object.place();
        export.broken.push(Broken { what: wanted.key, wants: wanted.is, shown: None, missing: true, place });
    }
}

/// What stands under a key; `null` is nothing, and so is a text without characters.
pub(super) fn there<'t>(node: NodeRef<'t>, key: &str) -> Option<NodeRef<'t>> {
    let is_something = |value: &NodeRef<'_>| match value.shape() {
        Shape::Scalar => value.text().is_some_and(|text| !text.trim().is_empty()),
        shape => shape != Shape::Null,
    };
    node.get(key).filter(is_something)
}

/// What stands under a key as it is read; none in it where it cannot be.
pub(super) fn given<'t, T>(
    export: &mut Export,
    node: NodeRef<'t>,
    wanted: Wanted,
    read: impl FnOnce(NodeRef<'t>) -> Option<T>,
) -> Option<Told<Option<T>>> {
    let found = there(node, wanted.key)?;
    let value = read(found);
    if value.is_none() {
        broken(export, found, wanted);
    }
    Some(Told { value, place: found.place() })
}

/// The same for what has to be there.
pub(super) fn needed<'t, T>(
    export: &mut Export,
    node: NodeRef<'t>,
    wanted: Wanted,
    read: impl FnOnce(NodeRef<'t>) -> Option<T>,
) -> Told<Option<T>> {
    given(export, node, wanted, read).unwrap_or_else(|| {
        missing(export, node, wanted);
        Told { value: None, place: node.place() }
    })
}

/// The elements of a list under a key. One that cannot be read is noted by whoever reads it, and the list is not whole.
pub(super) fn list<'t, T>(
    export: &mut Export,
    node: NodeRef<'t>,
    wanted: Wanted,
    mut read: impl FnMut(&mut Export, NodeRef<'t>) -> Option<T>,
) -> Option<Items<T>> {
    let list = there(node, wanted.key)?;
    let is_list = list.shape() == Shape::Sequence;
    if !is_list {
        broken(export, list, wanted);
    }
    let read: Vec<Option<T>> = list.items().map(|item| read(export, item)).collect();
    let whole = is_list && !list.is_damaged() && read.iter().all(Option::is_some);
    Some(Items { items: read.into_iter().flatten().collect(), place: list.place(), whole })
}

/// What objects of a list name.
pub(super) fn references<'t>(
    export: &mut Export,
    node: NodeRef<'t>,
    key: &'static str,
    reference: impl Fn(NodeRef<'t>) -> Option<Reference>,
) -> Option<Items<Reference>> {
    list(export, node, wanted(key, LIST), |export, item| {
        let found = reference(item);
        if found.is_none() {
            broken(export, item, wanted(key, WITH_ID));
        }
        found
    })
}

/// A number under a key that is at least something.
pub(super) fn count(
    export: &mut Export,
    node: NodeRef<'_>,
    key: &'static str,
    least: i64,
) -> Option<Told<Option<i64>>> {
    given(export, node, wanted(key, COUNT), |value| whole(value).filter(|count| (least..=MOST).contains(count)))
}

/// More than anything is counted that exports have.
const MOST: i64 = 1 << 40;

/// Seconds that have to be there, as minutes.
pub(super) fn minutes_of_seconds(export: &mut Export, node: NodeRef<'_>, key: &'static str) -> Told<Option<i64>> {
    let minutes = |value| whole(value).filter(|seconds| (1..=MOST).contains(seconds) && seconds % 60 == 0);
    needed(export, node, wanted(key, SECONDS), minutes).of(|seconds| seconds / 60)
}

/// When something begins that has to, on the clocks of a zone. One that nobody knows is told where it stands.
pub(super) fn start(
    export: &mut Export,
    node: NodeRef<'_>,
    key: &'static str,
    zone: Option<&str>,
) -> Told<Option<Local>> {
    let told = needed(export, node, wanted(key, INSTANT), |value| on_clocks(value, zone));
    Told { value: told.value.and_then(|shown| shown.local), place: told.place }
}

/// What clocks show at an instant; nothing where nobody knows the zone they are in.
pub(super) struct Shown {
    pub local: Option<Local>,
}

/// An instant on the clocks of a zone.
pub(super) fn on_clocks(value: NodeRef<'_>, zone: Option<&str>) -> Option<Shown> {
    let said = Said::of(value)?;
    let local = zones::local(&said.text, zone.unwrap_or("UTC"));
    let is_instant = local.is_some() || zones::local(&said.text, "UTC").is_some();
    is_instant.then_some(Shown { local })
}

/// The day of an instant on the clocks of a zone, or in UTC where nobody knows the zone.
pub(super) fn day(
    export: &mut Export,
    node: NodeRef<'_>,
    key: &'static str,
    zone: Option<&str>,
) -> Option<Told<Option<i32>>> {
    given(export, node, wanted(key, INSTANT), |value| {
        let said = Said::of(value)?;
        let local = zones::local(&said.text, zone.unwrap_or("UTC")).or_else(|| zones::local(&said.text, "UTC"));
        local.map(|local| local.day)
    })
}

/// The first of some days at which something stands that cannot be read.
pub(super) fn unclear(days: &[Option<Told<Option<i32>>>]) -> Option<Place> {
    days.iter().flatten().find(|day| day.value.is_none()).map(|day| day.place)
}

/// A text under a key, to compare it with others.
pub(super) fn text(node: NodeRef<'_>, key: &str) -> Option<String> {
    Said::under(node, key).map(|said| said.text)
}

/// Whether the value under a key is `true`.
pub(super) fn is_true(node: NodeRef<'_>, key: &str) -> bool {
    node.get(key).is_some_and(|value| value.is_plain() && value.text().as_deref() == Some("true"))
}

/// Whether the value under a key is `false`.
pub(super) fn is_false(node: NodeRef<'_>, key: &str) -> bool {
    node.get(key).is_some_and(|value| value.is_plain() && value.text().as_deref() == Some("false"))
}

/// A whole number, which some programs write with a point.
pub(super) fn whole(node: NodeRef<'_>) -> Option<i64> {
    let text = node.text().filter(|_| node.shape() == Shape::Scalar)?;
    let digits = text.trim().strip_suffix(".0").unwrap_or(text.trim()).to_owned();
    digits.parse().ok()
}

/// `HH:MM` or `HH:MM:SS` as the minute of the day that is nearest.
pub(super) fn time_of_day(text: &str) -> Option<i64> {
    let mut parts = text.trim().split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    let is_midnight = (hour, minute, second) == (24, 0, 0);
    (fits || is_midnight).then(|| hour * 60 + minute + i64::from(second >= 30))
}

/// The same for a value.
pub(super) fn time(node: NodeRef<'_>) -> Option<i64> {
    time_of_day(&Said::of(node)?.text)
}

/// Seconds as the minutes that are nearest.
pub(super) fn nearest_minutes(seconds: i64) -> i64 {
    seconds.saturating_add(30).div_euclid(60)
}

/// A reference that has nothing but an id.
pub(super) fn bare(id: Said) -> Reference {
    Reference { id, name: None, mail: None, gone: false }
}

#[cfg(test)]
mod tests {
    use crate::dialect::values::time_of_day;

    #[test]
    fn a_time_of_day_is_the_nearest_minute() {
        assert_eq!(
            ["09:00:00", "9:30", "23:59:59", "24:00", "24:30", "25:00", "noon", "9"].map(time_of_day),
            [Some(540), Some(570), Some(1_440), Some(1_440), None, None, None, None]
        );
    }
}
