//! Offsets from UTC that are said by a time zone, which has one on the day that counts as today.

use std::collections::HashMap;

use crate::declare::leftover::zone;
use crate::declare::value::{Slot, Texts, Value};
use crate::declare::{Declarations, Draft, Zoned};
use crate::field;
use crate::finding::Finding;
use crate::finding::diagnostics::{CONFLICTING_DECLARATION, INVALID_VALUE};
use crate::text::Sources;
use crate::vocabulary::kinds::{FieldId, Kind};
use crate::vocabulary::zones::{date_of, ever_has, offset, written};

/// The fields that say where something is: the zone and the offset.
const PLACED: [(Kind, FieldId, FieldId); 3] = [
    (Kind::Person, field!(Person.timezone), field!(Person.utcOffset)),
    (Kind::Rotation, field!(Rotation.timezone), field!(Rotation.utcOffset)),
    (Kind::Layer, field!(Layer.timezone), field!(Layer.utcOffset)),
];

/// Gives every zone of a file its offset of today, and tells of zones that stand in place of one or contradict it.
pub(crate) fn settle(part: &mut Declarations, sources: &Sources, today: i32) {
    let mut problems: Vec<Finding> = part.zoned.iter().map(|zoned| in_place_of_offset(zoned, today)).collect();
    let texts = Texts { sources, owned: &part.owned };
    let mut known: HashMap<String, Option<i64>> = HashMap::new();
    for slot in &mut part.slots {
        let Value::Zone(name) = slot.value else { continue };
        let name = texts.get(name);
        let minutes = match known.get(name) {
            Some(minutes) => *minutes,
            None => *known.entry(name.to_owned()).or_insert_with(|| offset(name, today)),
        };
        slot.value = minutes.map_or(Value::Invalid, Value::Minutes);
    }
    for (kind, zone, offset) in PLACED {
        for draft in &part.drafts[kind as usize] {
            let (Some(zone), Some(offset)) = (slot(part, draft, zone), slot(part, draft, offset)) else { continue };
            problems.extend(contradiction(texts, zone, offset, today));
        }
    }
    part.problems.extend(problems);
}

fn slot<'p>(part: &'p Declarations, draft: &Draft, field: FieldId) -> Option<&'p Slot> {
    let bit = 1_u64 << field.0;
    let rank = (draft.mask & (bit - 1)).count_ones();
    (draft.mask & bit != 0).then(|| part.slots.get((draft.base + rank) as usize)).flatten()
}

fn on_day(today: i32) -> String {
    date_of(today).map_or_else(|| "that day".to_owned(), |date| date.to_string())
}

/// `utcOffset: CET`.
fn in_place_of_offset(zoned: &Zoned, today: i32) -> Finding {
    let Zoned { name, text, place } = zoned;
    let zone = zone(text).unwrap_or_default();
    let today_there = match offset(zone, today) {
        Some(minutes) => format!("; on {} its offset is `{}`", on_day(today), written(minutes)),
        None => String::new(),
    };
    INVALID_VALUE
        .at(*place, format!("`{text}` is a time zone, and not an offset from UTC for `{name}`"))
        .saying("a time zone")
        .help(format!("write `timezone: {zone}` in place of `{name}: {text}`{today_there}"))
}

/// An offset that the zone beside it never has, in summer or winter.
fn contradiction(texts: Texts<'_>, zone: &Slot, said: &Slot, today: i32) -> Option<Finding> {
    let (Value::Text(name), Value::Minutes(minutes)) = (zone.value, said.value) else { return None };
    let name = texts.get(name);
    if zone.place == said.place || ever_has(name, minutes, today) {
        return None;
    }
    let has = offset(name, today)?;
    let message = format!("`utcOffset` is {}, and `{name}` never has that offset", written(minutes));
    let day = on_day(today);
    Some(
        CONFLICTING_DECLARATION
            .at(said.place, message)
            .saying(format!("{name} has {} on {day}", written(has)))
            .label(zone.place, "the time zone")
            .help(format!("write `{}`, or leave `utcOffset` out: the zone is enough", written(has))),
    )
}
