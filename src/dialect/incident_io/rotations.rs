//! The rotations of a schedule: people who hand over after some hours, days or weeks.
//!
//! All rotations of a schedule are on call at once. A rotation is listed once for each of its versions, of which each
//! counts from its `effective_from` until that of the next. Two things are assumed, as the documentation says neither: as
//! many people as there are `layers` are on call at once, one after the other in the list; and where a turn passes on
//! within working hours, they are cut there.

use std::collections::HashMap;

use crate::declare::export::{Export, Items, Layer, Said, Told, Turn, Unread, Window};
use crate::dialect::incident_io::reference::reference;
use crate::dialect::values::{
    LIST, TIME, WITH_ID, broken, day, given, list, missing, needed, start, there, time, unclear, wanted, whole,
};
use crate::yaml::tree::{NodeRef, Shape};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;

const UNEVEN: &str =
    "turns that last differently long follow from more than the list, and whose hours are which is not judged";

/// The layers of a schedule, each version of a rotation one.
pub fn read(config: NodeRef<'_>, zone: Option<&Said>, export: &mut Export) -> Option<Items<Layer>> {
    let mut ids: Vec<Option<String>> = Vec::new();
    let mut layers = list(export, config, wanted("rotations", LIST), |export, node| {
        ids.push(Said::under(node, "id").map(|id| id.text));
        Some(layer(node, zone, export))
    })?;
    end_versions(&mut layers.items, &ids);
    Some(layers)
}

/// Each version of a rotation ends where the next one begins.
fn end_versions(layers: &mut [Layer], ids: &[Option<String>]) {
    let mut versions: HashMap<&str, Vec<usize>> = HashMap::new();
    for (rank, id) in ids.iter().enumerate() {
        versions.entry(id.as_deref().unwrap_or_default()).or_default().push(rank);
    }
    versions.remove("");
    for ranks in versions.values_mut() {
        ranks.sort_by_key(|rank| layers[*rank].from);
        for pair in ranks.windows(2) {
            layers[pair[0]].until = layers[pair[1]].from;
        }
    }
}

fn layer(node: NodeRef<'_>, zone: Option<&Said>, export: &mut Export) -> Layer {
    let zone = zone.map(|zone| zone.text.as_str());
    let from = day(export, node, "effective_from", zone);
    Layer {
        name: Said::under(node, "name"),
        place: node.place(),
        zone: None,
        turn: Some(turn_length(node, export)),
        start: Some(start(export, node, "handover_start_at", zone)),
        unclear: unclear(&[from]),
        from: from.and_then(|from| from.value),
        until: None,
        turns: list(export, node, wanted("users", LIST), |export, user| Some(turn(user, export))),
        windows: windows(node, export),
        concurrent: concurrent(node, export),
        shift: None,
        hides: false,
        damaged: node.is_damaged(),
    }
}

fn turn(user: NodeRef<'_>, export: &mut Export) -> Turn {
    reference(user).map_or_else(
        || {
            broken(export, user, wanted("users", WITH_ID));
            Turn::Unknown(user.place())
        },
        Turn::Of,
    )
}

/// How many are on call at once: one for each layer.
fn concurrent(node: NodeRef<'_>, export: &mut Export) -> Option<Told<i64>> {
    let layers = list(export, node, wanted("layers", LIST), |_, layer| Some(layer))?;
    let count = i64::try_from(layers.items.len()).ok().filter(|count| *count > 1)?;
    Some(Told { value: count, place: layers.place })
}

/// So many hours, days or weeks.
fn turn_length(node: NodeRef<'_>, export: &mut Export) -> Told<Option<i64>> {
    let kinds = wanted("interval_type", "`hourly`, `daily` or `weekly`");
    let each = list(export, node, wanted("handovers", LIST), |export, handover| {
        let unit = needed(export, handover, kinds, |kind| match kind.text().as_deref() {
            Some("hourly") => Some(HOUR),
            Some("daily") => Some(DAY),
            Some("weekly") => Some(WEEK),
            _ => None,
        });
        let some = |count| whole(count).filter(|count| (1..=10_000).contains(count));
        let count = given(export, handover, wanted("interval", "a whole number, from 1 on"), some);
        unit.value.zip(count.map_or(Some(1), |count| count.value)).map(|(unit, count)| unit * count)
    });
    let Some(each) = each else {
        missing(export, node, wanted("handovers", LIST));
        return Told { value: None, place: node.place() };
    };
    let same = each.items.first().copied().filter(|first| each.items.iter().all(|length| length == first));
    if each.whole && same.is_none() {
        if each.items.is_empty() {
            missing(export, node, wanted("handovers", "a list with an interval"));
        } else {
            export.unread.push(Unread { what: "handovers", why: UNEVEN, place: each.place });
        }
    }
    Told { value: same.filter(|_| each.whole), place: each.place }
}

/// The hours of the week in which a rotation is on call; the old name of them has them too.
fn windows(node: NodeRef<'_>, export: &mut Export) -> Option<Items<Window>> {
    let has_some = |key: &&&str| {
        there(node, key).is_some_and(|list| list.shape() != Shape::Sequence || list.items().next().is_some())
    };
    let key = ["working_intervals", "working_interval"].iter().find(has_some)?;
    list(export, node, wanted(key, LIST), |export, interval| {
        let day = needed(export, interval, wanted("weekday", "a day of the week"), weekday);
        let from = needed(export, interval, wanted("start_time", TIME), time);
        let to = needed(export, interval, wanted("end_time", TIME), time);
        let (day, from, to) = (day.value?, from.value?, to.value?);
        // What ends when it begins, or before that, ends on the next day.
        let length = (to - from - 1).rem_euclid(DAY) + 1;
        Some(Window { days: 1 << day, from: from % DAY, length, place: interval.place() })
    })
}

/// A day of the week, Monday being 0.
fn weekday(node: NodeRef<'_>) -> Option<u8> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let day = Said::of(node)?.text.to_lowercase();
    (0..).zip(DAYS).find(|(_, name)| *name == day).map(|(rank, _)| rank)
}
