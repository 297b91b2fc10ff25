//! Schedules whose layers are objects of their own, with levels: the highest that covers a minute counts, and all of that
//! level together.

use std::collections::HashMap;

use crate::declare::export::{Items, Layer, Rotation, Shift, Window};
use crate::declare::pager::vendor::Part;

const DAY: usize = 24 * 60;
const WEEK: usize = 7 * DAY;

/// Gives each schedule the layers of its shifts. One with a shift that the export does not have stays without.
///
/// What does not count on the day covers nothing.
pub(super) fn assign(exports: &mut [Part], today: i32) {
    let all = exports.iter().flat_map(|(_, export)| &export.shifts);
    let mut known: HashMap<String, Shift> = HashMap::new();
    for shift in all {
        known.entry(shift.is.id.text.clone()).or_insert_with(|| shift.clone());
    }
    for rotation in exports.iter_mut().flat_map(|(_, export)| &mut export.rotations) {
        let Some(ids) = &rotation.shifts else { continue };
        let found: Option<Vec<&Shift>> = ids.items.iter().map(|id| known.get(&id.text)).collect();
        let (place, whole) = (ids.place, ids.whole);
        if let Some(shifts) = found {
            rotation.layers = Some(Items { items: in_order(shifts, rotation, today), place, whole });
        }
    }
}

/// The layers of shifts, the lowest first, so that none has hours which a higher level covers.
fn in_order(mut shifts: Vec<&Shift>, rotation: &Rotation, today: i32) -> Vec<Layer> {
    shifts.sort_by_key(|shift| shift.level);
    let counting =
        |shift: &&Shift| shift.layers.iter().filter(|layer| layer.counts(today)).cloned().collect::<Vec<_>>();
    let of_level = |shifts: &[&Shift]| shifts.iter().flat_map(counting).collect::<Vec<Layer>>();
    let levels: Vec<Vec<Layer>> = shifts.chunk_by(|a, b| a.level == b.level).map(of_level).collect();
    if shifts.iter().any(|shift| shift.level.is_none()) {
        return levels.into_iter().flatten().map(without_hours).collect();
    }
    let zone = |layer: &Layer| layer.zone.as_ref().or(rotation.zone.as_ref()).map(|zone| zone.text.clone());
    let first = levels.iter().flatten().next().and_then(zone);
    let one_clock = levels.iter().flatten().all(|layer| zone(layer) == first);
    let one_each = levels.iter().skip(1).all(|level| level.len() == 1);
    if one_clock && !one_each { without_hidden(levels) } else { hiding(levels) }
}

/// A layer of a higher level takes over its hours from all before it.
fn hiding(levels: Vec<Vec<Layer>>) -> Vec<Layer> {
    let ranked = levels.into_iter().enumerate();
    ranked.flat_map(|(rank, level)| level.into_iter().map(move |layer| Layer { hides: rank > 0, ..layer })).collect()
}

/// Where several layers of a level are on call side by side, none of them takes over from another: the hours of higher
/// levels are taken out here.
fn without_hidden(levels: Vec<Vec<Layer>>) -> Vec<Layer> {
    let mut taken = vec![false; WEEK];
    let mut found: Vec<Layer> = Vec::new();
    let mut is_known = true;
    for mut level in levels.into_iter().rev() {
        if !is_known {
            level = level.into_iter().map(without_hours).collect();
        }
        is_known &= level.iter().all(Layer::has_hours);
        let hours: Vec<Vec<bool>> = level.iter().map(covered).collect();
        for (layer, hours) in level.iter_mut().zip(&hours) {
            let left: Vec<bool> = hours.iter().zip(&taken).map(|(&covered, &taken)| covered && !taken).collect();
            if left != *hours && layer.has_hours() {
                restrict(layer, &left);
            }
        }
        for hours in &hours {
            for (taken, covered) in taken.iter_mut().zip(hours) {
                *taken |= covered;
            }
        }
        level.append(&mut found);
        found = level;
    }
    found
}

/// A layer of which nobody knows what hours are left to it.
fn without_hours(layer: Layer) -> Layer {
    let place = layer.windows.as_ref().map_or(layer.place, |windows| windows.place);
    Layer { windows: Some(Items { items: Vec::new(), place, whole: false }), ..layer }
}

/// The minutes of the week that a layer covers.
fn covered(layer: &Layer) -> Vec<bool> {
    let Some(windows) = layer.windows.as_ref().filter(|windows| !windows.items.is_empty()) else {
        return vec![true; WEEK];
    };
    let mut minutes = vec![false; WEEK];
    for window in &windows.items {
        for day in (0..7).filter(|day| window.days & (1 << day) != 0) {
            let from = day * DAY + usize::try_from(window.from).unwrap_or_default();
            let length = usize::try_from(window.length).unwrap_or_default().min(WEEK);
            (from..from + length).for_each(|minute| minutes[minute % WEEK] = true);
        }
    }
    minutes
}

/// Leaves a layer these minutes of the week, as windows. One that has none left has no turns.
fn restrict(layer: &mut Layer, minutes: &[bool]) {
    let place = layer.windows.as_ref().map_or(layer.place, |windows| windows.place);
    let mut items = Vec::new();
    let mut at = 0;
    for run in minutes.chunk_by(|a, b| a == b) {
        if run[0] {
            let days = 1 << (at / DAY);
            let (from, length) = ((at % DAY).cast_signed() as i64, run.len().cast_signed() as i64);
            items.push(Window { days, from, length, place });
        }
        at += run.len();
    }
    if items.is_empty()
        && let Some(turns) = &mut layer.turns
    {
        turns.items.clear();
    }
    layer.windows = Some(Items { items, place, whole: true });
}
