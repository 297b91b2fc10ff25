//! The objects of both APIs as what every pager says.
//!
//! All rotations of a schedule are notified at once, so none takes over the hours of another. Two things are assumed, as
//! the documentation says neither: a restriction by weekdays is one stretch, from the one day and time to the other; and
//! where a turn passes on within a restriction, the restriction is cut there.

use std::collections::BTreeMap;

use crate::declare::export::{
    Export, Items, Layer, Level, Member, Policy, Reference, Rotation, Said, Target, Team, Told, Turn, Unread, User,
    Window,
};
use crate::dialect::exports::{at, day, is_false, is_true, local, number, text, whole};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

const DAY: i64 = 24 * 60;
const WEEK: i64 = 7 * DAY;
const EVERY_DAY: u8 = 0b111_1111;

const DISABLED: &str = "a schedule that is not enabled pages nobody";
const BY_OTHERS: &str = "whom it pages then depends on who is on call, and is not judged";

/// Reads an object of a kind. One without an id is none.
pub fn read(kind: Kind, node: NodeRef<'_>, export: &mut Export) {
    let Some(is) = reference(node) else { return };
    let damaged = node.is_damaged();
    let description = Said::under(node, "description");
    match kind {
        Kind::Person => export.users.push(User {
            is,
            login: None,
            zone: Said::under(node, "timeZone"),
            title: None,
            teams: None,
            damaged,
        }),
        Kind::Team => {
            let members = Items::of(node.get("members"), |member| {
                let user = member.get("user").and_then(reference)?;
                Some(Member { user, role: Said::under(member, "role") })
            });
            export.teams.push(Team { is, description, members, damaged });
        }
        Kind::Rotation if is_false(node, "enabled") => {
            export.unread.push(Unread { what: "enabled", why: DISABLED, place: is.place() });
        }
        Kind::Rotation => export.rotations.push(rotation(is, description, node)),
        Kind::Escalation => {
            let policy = policy(is, description, node);
            let by_turns = policy.levels.iter().flat_map(|levels| &levels.items).filter_map(|level| level.by_turns);
            export.unread.extend(by_turns.map(|place| Unread { what: "notifyType", why: BY_OTHERS, place }));
            export.policies.push(policy);
        }
        _ => {}
    }
}

/// What names an object: a user by the address to sign in with.
fn reference(node: NodeRef<'_>) -> Option<Reference> {
    let mail = Said::under(node, "username");
    let id = Said::under(node, "id").or_else(|| mail.clone())?;
    let name = Said::under(node, "name").or_else(|| Said::under(node, "fullName"));
    Some(Reference { id, name, mail, gone: is_true(node, "blocked") })
}

fn rotation(is: Reference, description: Option<Said>, node: NodeRef<'_>) -> Rotation {
    let zone = Said::under(node, "timezone");
    let owner = node.get("ownerTeam").and_then(reference);
    let team = Said::under(node, "teamId").map(|id| Reference { id, name: None, mail: None, gone: false });
    let place = node.get("ownerTeam").or_else(|| node.get("teamId")).map(NodeRef::place);
    let teams = place.map(|place| Items { items: owner.or(team).into_iter().collect(), place, whole: true });
    let layers = Items::of(node.get("rotations"), |layer| Some(self::layer(layer, zone.as_ref())));
    Rotation { is, description, zone, teams, layers, shifts: None, damaged: node.is_damaged() }
}

fn layer(node: NodeRef<'_>, zone: Option<&Said>) -> Layer {
    let zone = zone.map(|zone| zone.text.as_str());
    Layer {
        name: Said::under(node, "name"),
        place: node.place(),
        zone: None,
        turn: turn_length(node),
        start: node.get("startDate").and_then(|start| local(start, zone)),
        from: day(node, "startDate", zone),
        until: day(node, "endDate", zone),
        turns: Items::of(node.get("participants"), |participant| Some(turn(participant))),
        windows: windows(node),
        concurrent: None,
        shift: None,
        hides: false,
        damaged: node.is_damaged(),
    }
}

/// So many hours, days or weeks.
fn turn_length(node: NodeRef<'_>) -> Option<Told<Option<i64>>> {
    let of = node.get("type")?;
    let unit = match of.text().as_deref() {
        Some("hourly") => Some(60),
        Some("daily") => Some(DAY),
        Some("weekly") => Some(WEEK),
        _ => None,
    };
    let length = node.get("length");
    let count = length.map_or(Some(1), whole).filter(|count| (1..=10_000).contains(count));
    let place = length.unwrap_or(of).place();
    Some(Told { value: unit.zip(count).map(|(unit, count)| unit * count), place })
}

/// A team or an escalation in a list stands for whoever is on call there.
fn turn(node: NodeRef<'_>) -> Turn {
    match text(node, "type").as_deref() {
        Some("none" | "noone") => Turn::Nobody(node.place()),
        Some("user") => reference(node).map_or(Turn::Unknown(node.place()), Turn::Of),
        _ => Turn::Unknown(node.place()),
    }
}

/// The hours of a rotation: one time of the day, or stretches of the week.
fn windows(node: NodeRef<'_>) -> Option<Items<Window>> {
    let restriction = node.get("timeRestriction").filter(|value| value.shape() == Shape::Mapping)?;
    let stretches = restriction.get("restrictions");
    let single = restriction.get("restriction").filter(|value| value.shape() == Shape::Mapping);
    let all = single.into_iter().chain(stretches.into_iter().flat_map(NodeRef::items));
    let read: Vec<Option<Window>> = all.map(window).collect();
    let whole = !restriction.is_damaged() && read.iter().all(Option::is_some);
    Some(Items { items: read.into_iter().flatten().collect(), place: restriction.place(), whole })
}

fn window(node: NodeRef<'_>) -> Option<Window> {
    let part = |key: &str, most: i64| node.get(key).map_or(Some(0), whole).filter(|part| (0..=most).contains(part));
    let time = |hour: &str, minute: &str| Some(part(hour, 24)? * 60 + part(minute, 59)?);
    let (from, to) = (time("startHour", "startMin")?, time("endHour", "endMin")?);
    let place = node.place();
    // What ends when it begins is the whole round.
    let length = |minutes: i64, round: i64| (minutes - 1).rem_euclid(round) + 1;
    match (weekday(node, "startDay"), weekday(node, "endDay")) {
        (Some(first), Some(last)) => {
            let length = length((last - first) * DAY + to - from, WEEK);
            Some(Window { days: 1 << first, from: from % DAY, length, place })
        }
        (None, None) => Some(Window { days: EVERY_DAY, from: from % DAY, length: length(to - from, DAY), place }),
        _ => None,
    }
}

/// The day of the week under a key, Monday being 0.
fn weekday(node: NodeRef<'_>, key: &str) -> Option<i64> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let day = text(node, key)?.to_lowercase();
    (0..).zip(DAYS).find(|(_, name)| *name == day).map(|(rank, _)| rank)
}

/// Rules with the same delay page together. Delays are counted from the alert, and what is wanted is the time between two
/// levels.
fn policy(is: Reference, description: Option<Said>, node: NodeRef<'_>) -> Policy {
    let rules = node.get("rules").filter(|rules| rules.shape() == Shape::Sequence);
    let mut by_delay: BTreeMap<i64, Vec<NodeRef<'_>>> = BTreeMap::new();
    for rule in rules.into_iter().flat_map(NodeRef::items) {
        by_delay.entry(delay(rule).unwrap_or(0)).or_default().push(rule);
    }
    let delays: Vec<i64> = by_delay.keys().copied().collect();
    let levels = by_delay.into_iter().enumerate().map(|(rank, (delay, rules))| {
        let next = delays.get(rank + 1).map(|next| next - delay);
        level(&rules, next)
    });
    let levels = rules.map(|rules| Items { items: levels.collect(), place: rules.place(), whole: !rules.is_damaged() });
    let again = node.get("repeat").and_then(|repeat| number(repeat, "count"));
    Policy { is, description, again, levels, damaged: node.is_damaged() }
}

/// Minutes after the alert: an object with a unit, or a number.
fn delay(rule: NodeRef<'_>) -> Option<i64> {
    let delay = rule.get("delay")?;
    if delay.shape() == Shape::Scalar {
        return whole(delay);
    }
    let unit = match text(delay, "timeUnit").as_deref() {
        Some("hours") => 60,
        Some("days") => DAY,
        _ => 1,
    };
    whole(delay.get("timeAmount")?)?.checked_mul(unit)
}

fn level(rules: &[NodeRef<'_>], next: Option<i64>) -> Level {
    let first = rules[0];
    let target = |rule: &NodeRef<'_>| {
        let recipient = rule.get("recipient")?;
        let kind = match text(recipient, "type").as_deref() {
            Some("user") => Some(Kind::Person),
            Some("schedule") => Some(Kind::Rotation),
            Some("team") => Some(Kind::Team),
            Some("escalation") => Some(Kind::Escalation),
            _ => None,
        };
        Some(Target { kind, is: reference(recipient)? })
    };
    let is_usual = |kind: &NodeRef<'_>| matches!(kind.text().as_deref(), Some("default" | "all") | None);
    let unusual = rules.iter().filter_map(|rule| rule.get("notifyType")).find(|kind| !is_usual(kind));
    let place = at(first, &["delay"]).map_or(first.place(), NodeRef::place);
    Level {
        place: first.place(),
        targets: Some(Items { items: rules.iter().filter_map(target).collect(), place: first.place(), whole: true }),
        wait: next.map(|value| Told { value, place }),
        by_turns: unusual.map(NodeRef::place),
    }
}
