//! Escalation paths: nodes one after the other, of which some page somebody and some go elsewhere.
//!
//! What a path does from a condition on depends on the alert: its levels from there on are not judged.

use crate::declare::export::{Export, Items, Level, Policy, Reference, Target, Told, Unread};
use crate::dialect::exports::at;
use crate::dialect::incident_io::reference::reference;
use crate::dialect::values::{
    COUNT, LIST, SECONDS, WITH_ID, broken, count, is_true, list, missing, nearest_minutes, needed, text, there, wanted,
    whole,
};
use crate::text::Place;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::NodeRef;

const CONDITION: &str = "which way an alert goes depends on the alert, and what comes from there on is not judged";
const BY_TURNS: &str = "its targets are paged one after the other, and whom a level reaches then is not judged";
const ALL_OF_IT: &str = "a level that pages all of a schedule, and not whoever is on call, is not judged";

/// Reads a path.
pub fn read(is: Reference, node: NodeRef<'_>, export: &mut Export) -> Policy {
    let nodes = list(export, node, wanted("path", LIST), |_, node| Some(node));
    let mut path = Path { levels: Vec::new(), again: None, whole: true };
    for node in nodes.iter().flat_map(|nodes| &nodes.items) {
        if !path.step(*node, export) {
            break;
        }
    }
    let levels = nodes.map(|nodes| Items { items: path.levels, place: nodes.place, whole: nodes.whole && path.whole });
    Policy { is, description: None, again: path.again, levels, damaged: node.is_damaged() }
}

/// What is known of a path so far.
struct Path {
    levels: Vec<Level>,
    again: Option<Told<Option<i64>>>,
    whole: bool,
}

impl Path {
    /// Takes the next node; gives whether it is known what comes behind it.
    fn step(&mut self, node: NodeRef<'_>, export: &mut Export) -> bool {
        let kinds = "`level`, `repeat`, `if_else`, `notify_channel` or `delay`";
        match text(node, "type").as_deref() {
            Some("level") => {
                let level = level(node, export);
                self.levels.push(level);
            }
            Some("repeat") => self.again = repeat(node, export),
            Some("notify_channel") => {}
            Some("delay") => self.wait(node, export),
            Some("if_else") => {
                export.unread.push(Unread { what: "if_else", why: CONDITION, place: node.place() });
                self.whole = false;
            }
            _ => {
                broken(export, node.get("type").unwrap_or(node), wanted("type", kinds));
                self.whole = false;
            }
        }
        self.whole
    }

    /// A pause makes the wait before it longer.
    fn wait(&mut self, node: NodeRef<'_>, export: &mut Export) {
        let delay = there(node, "delay").unwrap_or(node);
        let more = minutes(delay, "delay_seconds", export);
        if let Some(level) = self.levels.last_mut() {
            let before = level.wait.map_or(Some(0), |wait| wait.value);
            level.wait = Some(Told { value: before.zip(more.value).map(|(a, b)| a + b), place: more.place });
        }
    }
}

fn minutes(node: NodeRef<'_>, key: &'static str, export: &mut Export) -> Told<Option<i64>> {
    const MOST: i64 = 1 << 31;
    let seconds = |value| whole(value).filter(|seconds| (0..=MOST).contains(seconds)).map(nearest_minutes);
    needed(export, node, wanted(key, SECONDS), seconds)
}

fn repeat(node: NodeRef<'_>, export: &mut Export) -> Option<Told<Option<i64>>> {
    let repeat = there(node, "repeat").unwrap_or(node);
    let times = count(export, repeat, "repeat_times", 0);
    if times.is_none() {
        missing(export, repeat, wanted("repeat_times", COUNT));
    }
    times
}

fn level(node: NodeRef<'_>, export: &mut Export) -> Level {
    let level = there(node, "level").unwrap_or(node);
    let targets = list(export, level, wanted("targets", LIST), target);
    let is_by_turns = at(level, &["round_robin_config"]).is_some_and(|config| is_true(config, "enabled"));
    let by_turns: Option<Place> = at(level, &["round_robin_config"]).filter(|_| is_by_turns).map(NodeRef::place);
    export.unread.extend(by_turns.map(|place| Unread { what: "round_robin_config", why: BY_TURNS, place }));
    // One that waits for working hours waits for nobody knows how long.
    let waits = there(level, "time_to_ack_interval_condition");
    let wait = match (waits, there(level, "time_to_ack_seconds")) {
        (Some(waits), None) => Some(Told { value: None, place: waits.place() }),
        (None, None) => None,
        _ => Some(minutes(level, "time_to_ack_seconds", export)),
    };
    Level { place: node.place(), targets, wait, by_turns }
}

fn target(export: &mut Export, node: NodeRef<'_>) -> Option<Target> {
    let pages_all = text(node, "schedule_mode").is_some_and(|mode| mode.starts_with("all_users"));
    let kind = match text(node, "type").as_deref() {
        Some("schedule") if pages_all => {
            export.unread.push(Unread { what: "schedule_mode", why: ALL_OF_IT, place: node.place() });
            None
        }
        Some("schedule") => Some(Kind::Rotation),
        Some("user") => Some(Kind::Person),
        _ => None,
    };
    let is = reference(node);
    if is.is_none() {
        broken(export, node, wanted("targets", WITH_ID));
    }
    Some(Target { kind, is: is? })
}
