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
use crate::dialect::exports::at;
use crate::dialect::values::{
    LIST, WITH_ID, broken, count, day, given, is_false, is_true, list, missing, needed, start, text, there, unclear,
    wanted, whole,
};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

const DAY: i64 = 24 * 60;
const WEEK: i64 = 7 * DAY;
const EVERY_DAY: u8 = 0b111_1111;

/// Roles of people who are told what happens, and nothing else.
const ONLOOKERS: [&str; 2] = ["Stakeholder", "Observer"];

const DISABLED: &str = "a schedule that is not enabled pages nobody";
const BY_OTHERS: &str = "whom it pages then depends on who is on call, and is not judged";

/// Reads an object of a kind. One without an id is none, which is noted.
pub fn read(kind: Kind, node: NodeRef<'_>, export: &mut Export) {
    let Some(is) = reference(node) else { return missing(export, node, wanted("id", "what others name it by")) };
    let damaged = node.is_damaged();
    let description = Said::under(node, "description");
    match kind {
        Kind::Person => {
            let role = node.get("role").and_then(|role| text(role, "name"));
            if role.is_some_and(|role| ONLOOKERS.iter().any(|one| role.eq_ignore_ascii_case(one))) {
                export.onlookers.push(is.id.clone());
            }
            let zone = Said::under(node, "timeZone");
            export.users.push(User { is, login: None, zone, title: None, teams: None, damaged });
        }
        Kind::Team => {
            let members = list(export, node, wanted("members", LIST), member);
            export.teams.push(Team { is, description, members, damaged });
        }
        Kind::Rotation if is_false(node, "enabled") => {
            export.unread.push(Unread { what: "enabled", why: DISABLED, place: is.place() });
        }
        Kind::Rotation => {
            let rotation = rotation(is, description, node, export);
            export.rotations.push(rotation);
        }
        Kind::Escalation => {
            let policy = policy(is, description, node, export);
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

fn member(export: &mut Export, node: NodeRef<'_>) -> Option<Member> {
    let Some(user) = node.get("user").and_then(reference) else {
        broken(export, node, wanted("members", "somebody with a `user` and its `id`"));
        return None;
    };
    Some(Member { user, role: Said::under(node, "role") })
}

fn rotation(is: Reference, description: Option<Said>, node: NodeRef<'_>, export: &mut Export) -> Rotation {
    let zone = Said::under(node, "timezone");
    let owner = node.get("ownerTeam").and_then(reference);
    let team = Said::under(node, "teamId").map(|id| Reference { id, name: None, mail: None, gone: false });
    let place = node.get("ownerTeam").or_else(|| node.get("teamId")).map(NodeRef::place);
    let teams = place.map(|place| Items { items: owner.or(team).into_iter().collect(), place, whole: true });
    let layers =
        list(export, node, wanted("rotations", LIST), |export, layer| Some(self::layer(layer, zone.as_ref(), export)));
    Rotation { is, description, zone, teams, layers, shifts: None, in_calendar: false, damaged: node.is_damaged() }
}

fn layer(node: NodeRef<'_>, zone: Option<&Said>, export: &mut Export) -> Layer {
    let zone = zone.map(|zone| zone.text.as_str());
    let (start, until) = (start(export, node, "startDate", zone), day(export, node, "endDate", zone));
    let from = Some(start.of(|start| start.day));
    Layer {
        name: Said::under(node, "name"),
        place: node.place(),
        zone: None,
        turn: Some(turn_length(node, export)),
        start: Some(start),
        unclear: unclear(&[from, until]),
        from: from.and_then(|day| day.value),
        until: until.and_then(|day| day.value),
        turns: list(export, node, wanted("participants", LIST), |export, participant| Some(turn(participant, export))),
        windows: windows(node, export),
        concurrent: None,
        shift: None,
        hides: false,
        damaged: node.is_damaged(),
    }
}

/// So many hours, days or weeks.
fn turn_length(node: NodeRef<'_>, export: &mut Export) -> Told<Option<i64>> {
    let unit = needed(export, node, wanted("type", "`hourly`, `daily` or `weekly`"), |of| match of.text().as_deref() {
        Some("hourly") => Some(60),
        Some("daily") => Some(DAY),
        Some("weekly") => Some(WEEK),
        _ => None,
    });
    let some = |length| whole(length).filter(|count| (1..=10_000).contains(count));
    let count = given(export, node, wanted("length", "a whole number, from 1 on"), some);
    let count = count.unwrap_or(Told { value: Some(1), place: unit.place });
    Told { value: unit.value.zip(count.value).map(|(unit, count)| unit * count), place: count.place }
}

/// A team or an escalation in a list stands for whoever is on call there.
fn turn(node: NodeRef<'_>, export: &mut Export) -> Turn {
    match text(node, "type").as_deref() {
        Some("none" | "noone") => Turn::Nobody(node.place()),
        Some("user") => reference(node).map_or_else(
            || {
                broken(export, node, wanted("participants", "a user with an `id` or a `username`"));
                Turn::Unknown(node.place())
            },
            Turn::Of,
        ),
        Some("team" | "escalation") => Turn::Unknown(node.place()),
        _ => {
            let kind = node.get("type").unwrap_or(node);
            broken(export, kind, wanted("participants", "a user, a team, an escalation or none, by `type`"));
            Turn::Unknown(node.place())
        }
    }
}

/// The hours of a rotation: one time of the day, or stretches of the week.
fn windows(node: NodeRef<'_>, export: &mut Export) -> Option<Items<Window>> {
    let restriction = there(node, "timeRestriction")?;
    let place = restriction.place();
    let (single, several) = (there(restriction, "restriction"), there(restriction, "restrictions"));
    if restriction.shape() != Shape::Mapping || single.is_none() && several.is_none() {
        broken(export, restriction, wanted("timeRestriction", "hours, under `restriction` or `restrictions`"));
        return Some(Items { items: Vec::new(), place, whole: false });
    }
    let several = list(export, restriction, wanted("restrictions", LIST), window);
    let single = single.map(|single| window(export, single));
    let whole = single.is_none_or(|single| single.is_some()) && several.as_ref().is_none_or(|several| several.whole);
    let items = single.flatten().into_iter().chain(several.into_iter().flat_map(|several| several.items));
    Some(Items { items: items.collect(), place, whole: whole && !restriction.is_damaged() })
}

fn window(export: &mut Export, node: NodeRef<'_>) -> Option<Window> {
    let mut part = |key, is, most| {
        let number = |value| whole(value).filter(|part| (0..=most).contains(part));
        given(export, node, wanted(key, is), number).map_or(Some(0), |part| part.value)
    };
    let (from_hour, from_minute) = (part("startHour", HOUR, 24), part("startMin", MINUTE, 59));
    let (to_hour, to_minute) = (part("endHour", HOUR, 24), part("endMin", MINUTE, 59));
    let mut day = |key| given(export, node, wanted(key, WEEKDAY), weekday);
    let (first, last) = (day("startDay"), day("endDay"));
    let (from, to) = (from_hour? * 60 + from_minute?, to_hour? * 60 + to_minute?);
    let place = node.place();
    // What ends when it begins is the whole round.
    let length = |minutes: i64, round: i64| (minutes - 1).rem_euclid(round) + 1;
    match (first, last) {
        (Some(first), Some(last)) => {
            let (first, last) = (first.value?, last.value?);
            let length = length((last - first) * DAY + to - from, WEEK);
            Some(Window { days: 1 << first, from: from % DAY, length, place })
        }
        (None, None) if node.shape() == Shape::Mapping => {
            Some(Window { days: EVERY_DAY, from: from % DAY, length: length(to - from, DAY), place })
        }
        (None, None) => {
            broken(export, node, wanted("timeRestriction", "hours with `startHour` and `endHour`"));
            None
        }
        (first, _) => {
            missing(export, node, wanted(if first.is_some() { "endDay" } else { "startDay" }, WEEKDAY));
            None
        }
    }
}

const HOUR: &str = "an hour from 0 to 24";
const MINUTE: &str = "a minute from 0 to 59";
const WEEKDAY: &str = "a day of the week";

/// A day of the week, Monday being 0.
fn weekday(node: NodeRef<'_>) -> Option<i64> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let day = Said::of(node)?.text.to_lowercase();
    (0..).zip(DAYS).find(|(_, name)| *name == day).map(|(rank, _)| rank)
}

/// Rules with the same delay page together. Delays are counted from the alert, and what is wanted is the time between two
/// levels.
fn policy(is: Reference, description: Option<Said>, node: NodeRef<'_>, export: &mut Export) -> Policy {
    let rules = list(export, node, wanted("rules", LIST), |export, rule| {
        let delay = needed(export, rule, wanted("delay", "a number of minutes, hours or days"), minutes);
        Some((delay, rule))
    });
    let again = node.get("repeat").and_then(|repeat| count(export, repeat, "count", 0));
    let levels = rules.map(|rules| Items { items: levels(&rules, export), place: rules.place, whole: rules.whole });
    Policy { is, description, again, levels, damaged: node.is_damaged() }
}

/// The rules of each delay. Where one cannot be read, nobody knows how long to wait before it or the one before it.
fn levels(rules: &Items<(Told<Option<i64>>, NodeRef<'_>)>, export: &mut Export) -> Vec<Level> {
    let mut by_delay: BTreeMap<i64, Vec<NodeRef<'_>>> = BTreeMap::new();
    let mut unknown = Vec::new();
    for (delay, rule) in &rules.items {
        match delay.value {
            Some(delay) => by_delay.entry(delay).or_default().push(*rule),
            None => unknown.push(*rule),
        }
    }
    let is_known = unknown.is_empty();
    let delays: Vec<i64> = by_delay.keys().copied().collect();
    let next = |rank: usize, delay: i64| delays.get(rank + 1).map(|next| next - delay);
    let known = by_delay.into_iter().enumerate().map(|(rank, (delay, rules))| (rules, next(rank, delay)));
    let all: Vec<_> = known.chain(unknown.into_iter().map(|rule| (vec![rule], None))).collect();
    let wait = |rule: NodeRef<'_>, next: Option<i64>| {
        let place = at(rule, &["delay"]).map_or(rule.place(), NodeRef::place);
        if is_known { next.map(|next| Told { value: Some(next), place }) } else { Some(Told { value: None, place }) }
    };
    all.into_iter().map(|(rules, next)| Level { wait: wait(rules[0], next), ..level(&rules, export) }).collect()
}

/// Minutes after the alert: an object with a unit, or a number.
fn minutes(delay: NodeRef<'_>) -> Option<i64> {
    const MOST: i64 = 1 << 20;
    let (amount, unit) = match delay.shape() {
        Shape::Scalar => (whole(delay)?, 1),
        _ => (whole(delay.get("timeAmount")?)?, unit(delay)?),
    };
    (0..=MOST).contains(&amount).then(|| amount * unit)
}

fn unit(delay: NodeRef<'_>) -> Option<i64> {
    match text(delay, "timeUnit").as_deref() {
        None | Some("minutes") => Some(1),
        Some("hours") => Some(60),
        Some("days") => Some(DAY),
        Some(_) => None,
    }
}

fn level(rules: &[NodeRef<'_>], export: &mut Export) -> Level {
    let first = rules[0];
    let targets: Vec<Option<Target>> = rules.iter().map(|rule| target(*rule, export)).collect();
    let whole = targets.iter().all(Option::is_some);
    let is_usual = |kind: &NodeRef<'_>| matches!(kind.text().as_deref(), Some("default" | "all") | None);
    let unusual = rules.iter().filter_map(|rule| rule.get("notifyType")).find(|kind| !is_usual(kind));
    Level {
        place: first.place(),
        targets: Some(Items { items: targets.into_iter().flatten().collect(), place: first.place(), whole }),
        wait: None,
        by_turns: unusual.map(NodeRef::place),
    }
}

fn target(rule: NodeRef<'_>, export: &mut Export) -> Option<Target> {
    let wanted = wanted("recipient", WITH_ID);
    let Some(recipient) = there(rule, "recipient") else {
        missing(export, rule, wanted);
        return None;
    };
    let kind = match text(recipient, "type").as_deref() {
        Some("user") => Some(Kind::Person),
        Some("schedule") => Some(Kind::Rotation),
        Some("team") => Some(Kind::Team),
        Some("escalation") => Some(Kind::Escalation),
        _ => None,
    };
    let is = reference(recipient);
    if is.is_none() {
        broken(export, recipient, wanted);
    }
    Some(Target { kind, is: is? })
}
