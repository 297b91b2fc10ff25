//! The layers of a schedule.
//!
//! One person of a schedule is on call at a time: of the layers that cover a minute the one with the highest precedence
//! counts, and takes the minute from those below it. A layer without people covers nothing.
//!
//! Two things are assumed, as the documentation says neither. The list is given with the highest precedence first; the
//! vendor's Terraform provider turns it around when it reads it, and there the lowest stands first. And where a turn
//! passes on within a restriction, the restriction is cut there, as it only says which hours of a turn count.

use crate::declare::export::{Export, Items, Layer, Reference, Said, Turn, Window};
use crate::dialect::pagerduty::reference::reference;
use crate::dialect::values::{
    LIST, SECONDS, TIME, WITH_ID, broken, day, list, minutes_of_seconds, nearest_minutes, needed, start, text, there,
    time, unclear, wanted, whole,
};
use crate::yaml::tree::NodeRef;

pub const DAY: i64 = 24 * 60;

pub const EVERY_DAY: u8 = 0b111_1111;

/// Keys as the API and others write them, and how users are named.
pub struct Keys {
    pub layers: &'static str,
    pub restrictions: &'static str,
    pub user: fn(NodeRef<'_>) -> Option<Reference>,
    pub is_lowest_first: bool,
}

/// Those of the API.
pub const API: Keys =
    Keys { layers: "schedule_layers", restrictions: "restrictions", user: of_object, is_lowest_first: false };

fn of_object(node: NodeRef<'_>) -> Option<Reference> {
    reference(node.get("user").unwrap_or(node))
}

/// The layers of a schedule in order of precedence, the lowest first.
pub fn read(schedule: NodeRef<'_>, zone: Option<&Said>, keys: &Keys, export: &mut Export) -> Option<Items<Layer>> {
    let mut layers =
        list(export, schedule, wanted(keys.layers, LIST), |export, node| Some(layer(node, zone, keys, export)))?;
    if !keys.is_lowest_first {
        layers.items.reverse();
    }
    take_over(&mut layers);
    Some(layers)
}

/// Every layer but the lowest takes over the hours it covers.
pub fn take_over(layers: &mut Items<Layer>) {
    for layer in layers.items.iter_mut().skip(1) {
        layer.hides = true;
    }
}

/// A layer by itself, which takes over nothing.
fn layer(node: NodeRef<'_>, zone: Option<&Said>, keys: &Keys, export: &mut Export) -> Layer {
    let zone = zone.map(|zone| zone.text.as_str());
    let (from, until) = (day(export, node, "start", zone), day(export, node, "end", zone));
    Layer {
        name: Said::under(node, "name"),
        place: node.place(),
        zone: None,
        turn: Some(minutes_of_seconds(export, node, "rotation_turn_length_seconds")),
        start: Some(start(export, node, "rotation_virtual_start", zone)),
        unclear: unclear(&[from, until]),
        from: from.and_then(|day| day.value),
        until: until.and_then(|day| day.value),
        turns: list(export, node, wanted("users", LIST), |export, user| Some(turn(user, keys, export))),
        windows: list(export, node, wanted(keys.restrictions, LIST), window),
        concurrent: None,
        shift: None,
        hides: false,
        damaged: node.is_damaged(),
    }
}

fn turn(node: NodeRef<'_>, keys: &Keys, export: &mut Export) -> Turn {
    let Some(user) = (keys.user)(node) else {
        broken(export, node.get("user").unwrap_or(node), wanted("users", WITH_ID));
        return Turn::Unknown(node.place());
    };
    Turn::Of(user)
}

/// Hours of every day, or of a week that begins on Monday.
fn window(export: &mut Export, node: NodeRef<'_>) -> Option<Window> {
    let kind = text(node, "type");
    let from = needed(export, node, wanted("start_time_of_day", TIME), time).value;
    let seconds = |value| whole(value).filter(|seconds| (1..=WEEK_SECONDS).contains(seconds));
    let length = needed(export, node, wanted("duration_seconds", SECONDS), seconds).value.map(nearest_minutes);
    let days = match kind.as_deref() {
        Some("daily_restriction") => Some(EVERY_DAY),
        None if there(node, "start_day_of_week").is_none() => Some(EVERY_DAY),
        None | Some("weekly_restriction") => {
            needed(export, node, wanted("start_day_of_week", WEEKDAY), weekday).value.map(|day| 1 << (day - 1))
        }
        Some(_) => {
            let kind = node.get("type").unwrap_or(node);
            broken(export, kind, wanted("type", "`daily_restriction` or `weekly_restriction`"));
            None
        }
    };
    Some(Window { days: days?, from: from?, length: length?, place: node.place() })
}

const WEEK_SECONDS: i64 = 7 * DAY * 60;

pub const WEEKDAY: &str = "a day of the week from 1 to 7";

/// A day of the week, Monday being 1.
pub fn weekday(node: NodeRef<'_>) -> Option<i64> {
    whole(node).filter(|day| (1..=7).contains(day))
}
