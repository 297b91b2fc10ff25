//! The objects of the REST API, version 2, as what every pager says.

use crate::declare::export::{
    Export, Hours, Level, Member, Policy, Reference, Rotation, Said, Service, Target, Team, Unread, User, Window,
};
use crate::dialect::pagerduty::events;
use crate::dialect::pagerduty::layers::{self, WEEKDAY, weekday};
use crate::dialect::pagerduty::reference::reference;
use crate::dialect::values::{
    LIST, TIME, WITH_ID, broken, count, list, missing, needed, references, text, there, time, wanted,
};
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// Roles of people who are told what happens, and nothing else.
pub const STAKEHOLDERS: [&str; 2] = ["read_only_user", "read_only_limited_user"];

/// What an id is for.
pub const WHO: &str = "what others name it by";

/// Keys as the API and others write them.
pub struct Keys {
    pub rules: &'static str,
    pub targets: &'static str,
}

/// Those of the API.
const API: Keys = Keys { rules: "escalation_rules", targets: "targets" };

/// Reads an object of a kind. One without an id is none, which is noted.
pub fn read(kind: Kind, node: NodeRef<'_>, export: &mut Export) {
    let Some(is) = reference(node) else { return missing(export, node, wanted("id", WHO)) };
    let damaged = node.is_damaged();
    let description = Said::under(node, "description");
    match kind {
        Kind::Person => {
            let teams = references(export, node, "teams", reference);
            if text(node, "role").is_some_and(|role| STAKEHOLDERS.contains(&&*role)) {
                export.onlookers.push(is.id.clone());
            }
            let (zone, title) = (Said::under(node, "time_zone"), Said::under(node, "job_title"));
            export.users.push(User { is, login: None, zone, title, teams, damaged });
        }
        Kind::Team => export.teams.push(Team { is, description, members: None, damaged }),
        Kind::Rotation => {
            let zone = Said::under(node, "time_zone");
            let layers = layers::read(node, zone.as_ref(), &layers::API, export)
                .or_else(|| events::read(node, zone.as_ref(), &events::API, export));
            let teams = references(export, node, "teams", reference);
            let (shifts, in_calendar) = (None, false);
            export.rotations.push(Rotation { is, description, zone, teams, layers, shifts, in_calendar, damaged });
            unread(node, export);
        }
        Kind::Escalation => policy(is, description, node, &API, export),
        Kind::Service => {
            let teams = references(export, node, "teams", reference);
            let policy = there(node, "escalation_policy");
            if let Some(broken_one) = policy.filter(|policy| reference(*policy).is_none()) {
                broken(export, broken_one, wanted("escalation_policy", WITH_ID));
            }
            let (policy, hours) = (
                policy.and_then(reference),
                hours(there(node, "support_hours"), node.get("incident_urgency_rule"), export),
            );
            export.services.push(Service { is, description, policy, teams, hours, damaged });
        }
        _ => {}
    }
}

/// Whoever is in a team, as the list of its members has them.
pub fn member(export: &mut Export, node: NodeRef<'_>) -> Option<Member> {
    let Some(user) = node.get("user").and_then(reference) else {
        broken(export, node, wanted("members", "somebody with a `user` and its `id`"));
        return None;
    };
    Some(Member { user, role: Said::under(node, "role") })
}

const FOLLOWS: &str = "it follows from the layers";
const PASSES: &str = "overrides last for some days, and say nothing of a usual week";

fn unread(node: NodeRef<'_>, export: &mut Export) {
    for (what, why) in [("final_schedule", FOLLOWS), ("overrides_subschedule", PASSES)] {
        let there = node.get(what).filter(|value| value.shape() != Shape::Null);
        export.unread.extend(there.map(|value| Unread { what, why, place: value.place() }));
    }
}

const BY_TURNS: &str =
    "its targets are paged one after the other, incident by incident, and whom a level reaches then is not judged";

/// Reads an escalation policy.
pub fn policy(is: Reference, description: Option<Said>, node: NodeRef<'_>, keys: &Keys, export: &mut Export) {
    let levels = list(export, node, wanted(keys.rules, LIST), |export, rule| Some(level(rule, keys, export)));
    let by_turns = levels.iter().flat_map(|levels| &levels.items).filter_map(|level| level.by_turns);
    export.unread.extend(by_turns.map(|place| Unread { what: "round_robin", why: BY_TURNS, place }));
    let again = count(export, node, "num_loops", 0);
    export.policies.push(Policy { is, description, again, levels, damaged: node.is_damaged() });
}

fn level(rule: NodeRef<'_>, keys: &Keys, export: &mut Export) -> Level {
    let targets = list(export, rule, wanted(keys.targets, LIST), |export, target| {
        let kind = match text(target, "type").unwrap_or_default().trim_end_matches("_reference") {
            "schedule" => Some(Kind::Rotation),
            "user" => Some(Kind::Person),
            _ => None,
        };
        let is = reference(target);
        if is.is_none() {
            broken(export, target, wanted(keys.targets, WITH_ID));
        }
        Some(Target { kind, is: is? })
    });
    let by_turns = rule.get("escalation_rule_assignment_strategy").filter(|strategy| is_round_robin(*strategy));
    Level {
        place: rule.place(),
        targets,
        wait: count(export, rule, "escalation_delay_in_minutes", 0),
        by_turns: by_turns.map(NodeRef::place),
    }
}

/// The strategy is a word, an object with a `type`, or a list of one.
fn is_round_robin(strategy: NodeRef<'_>) -> bool {
    match strategy.shape() {
        Shape::Sequence => strategy.items().any(is_round_robin),
        Shape::Mapping => strategy.get("type").is_some_and(is_round_robin),
        _ => strategy.text().as_deref() == Some("round_robin"),
    }
}

/// The hours in which a service is answered at once, if there are any; none in them where they cannot be read.
pub fn hours(hours: Option<NodeRef<'_>>, urgency: Option<NodeRef<'_>>, export: &mut Export) -> Option<Hours> {
    let hours = hours?;
    let uses = urgency?.get("type").and_then(NodeRef::text);
    if uses.as_deref() != Some("use_support_hours") {
        return None;
    }
    let days = list(export, hours, wanted("days_of_week", LIST), |export, day| {
        let read = weekday(day);
        if read.is_none() {
            broken(export, day, wanted("days_of_week", WEEKDAY));
        }
        read
    });
    if days.is_none() {
        missing(export, hours, wanted("days_of_week", LIST));
    }
    let mut time = |key| needed(export, hours, wanted(key, TIME), time).value;
    let (from, to) = (time("start_time"), time("end_time"));
    let place = hours.place();
    let window = || {
        let days = days.filter(|days| days.whole)?.items.iter().fold(0, |all, day| all | 1_u8 << (day - 1));
        let (from, to) = (from?, to?);
        let length = (to - from + layers::DAY - 1).rem_euclid(layers::DAY) + 1;
        Some(Window { days, from, length, place })
    };
    Some(Hours { windows: window().map(|window| vec![window]), zone: text(hours, "time_zone"), place })
}
