//! The layers of a schedule.
//!
//! One person of a schedule is on call at a time: of the layers that cover a minute the one with the highest precedence
//! counts, and takes the minute from those below it. A layer without people covers nothing.
//!
//! Two things are assumed, as the documentation says neither. The list is given with the highest precedence first; the
//! vendor's Terraform provider turns it around when it reads it, and there the lowest stands first. And where a turn
//! passes on within a restriction, the restriction is cut there, as it only says which hours of a turn count.

use crate::declare::export::{Items, Layer, Said, Turn, Window};
use crate::dialect::exports::{day, local, minutes_of_seconds, nearest_minutes, text, time_of_day, whole};
use crate::dialect::pagerduty::reference::reference;
use crate::yaml::tree::NodeRef;

pub const DAY: i64 = 24 * 60;

const EVERY_DAY: u8 = 0b111_1111;

/// The layers of a schedule in order of precedence, the lowest first.
pub fn read(list: Option<NodeRef<'_>>, zone: Option<&Said>) -> Option<Items<Layer>> {
    let mut layers = Items::of(list, |node| Some(layer(node, zone)))?;
    layers.items.reverse();
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
pub fn layer(node: NodeRef<'_>, zone: Option<&Said>) -> Layer {
    let zone = zone.map(|zone| zone.text.as_str());
    Layer {
        name: Said::under(node, "name"),
        place: node.place(),
        zone: None,
        turn: minutes_of_seconds(node, "rotation_turn_length_seconds"),
        start: node.get("rotation_virtual_start").and_then(|start| local(start, zone)),
        from: day(node, "start", zone),
        until: day(node, "end", zone),
        turns: Items::of(node.get("users"), |node| Some(turn(node))),
        windows: Items::of(node.get("restrictions"), window),
        concurrent: None,
        shift: None,
        hides: false,
        damaged: node.is_damaged(),
    }
}

fn turn(node: NodeRef<'_>) -> Turn {
    let user = node.get("user").unwrap_or(node);
    reference(user).map_or(Turn::Unknown(node.place()), Turn::Of)
}

/// Hours of every day, or of a week that begins on Monday.
fn window(node: NodeRef<'_>) -> Option<Window> {
    let from = time_of_day(&text(node, "start_time_of_day")?)?;
    let length = nearest_minutes(whole(node.get("duration_seconds")?)?);
    let days =
        match node.get("start_day_of_week").filter(|_| text(node, "type").as_deref() != Some("daily_restriction")) {
            Some(day) => 1 << (whole(day).filter(|day| (1..=7).contains(day))? - 1),
            None => EVERY_DAY,
        };
    Some(Window { days, from, length, place: node.place() })
}
