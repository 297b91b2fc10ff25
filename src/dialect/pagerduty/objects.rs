//! The objects of the REST API, version 2, as what every pager says.

use crate::declare::export::{
    Export, Hours, Items, Level, Member, Policy, Reference, Rotation, Said, Service, Target, Team, Unread, User, Window,
};
use crate::dialect::exports::{at, number, text, time_of_day, whole};
use crate::dialect::pagerduty::layers;
use crate::dialect::pagerduty::reference::reference;
use crate::vocabulary::kinds::Kind;
use crate::yaml::tree::{NodeRef, Shape};

/// Reads an object of a kind. One without an id is none.
pub fn read(kind: Kind, node: NodeRef<'_>, export: &mut Export) {
    let Some(is) = reference(node) else { return };
    let damaged = node.is_damaged();
    let description = Said::under(node, "description");
    match kind {
        Kind::Person => export.users.push(User {
            is,
            login: None,
            zone: Said::under(node, "time_zone"),
            title: Said::under(node, "job_title"),
            teams: references(node, "teams"),
            damaged,
        }),
        Kind::Team => export.teams.push(Team { is, description, members: None, damaged }),
        Kind::Rotation => {
            let zone = Said::under(node, "time_zone");
            let layers = layers::read(node.get("schedule_layers"), zone.as_ref());
            export.rotations.push(Rotation {
                is,
                description,
                zone,
                teams: references(node, "teams"),
                layers,
                shifts: None,
                damaged,
            });
            unread(node, export);
        }
        Kind::Escalation => {
            let policy = policy(is, description, node);
            let by_turns = policy.levels.iter().flat_map(|levels| &levels.items).filter_map(|level| level.by_turns);
            export.unread.extend(by_turns.map(|place| Unread { what: "round_robin", why: BY_TURNS, place }));
            export.policies.push(policy);
        }
        Kind::Service => export.services.push(Service {
            is,
            description,
            policy: node.get("escalation_policy").and_then(reference),
            teams: references(node, "teams"),
            hours: hours(node),
            damaged,
        }),
        _ => {}
    }
}

fn references(node: NodeRef<'_>, key: &str) -> Option<Items<Reference>> {
    Items::of(node.get(key), reference)
}

/// Whoever is in a team, as the list of its members has them.
pub fn member(node: NodeRef<'_>) -> Option<Member> {
    Some(Member { user: node.get("user").and_then(reference)?, role: Said::under(node, "role") })
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

fn policy(is: Reference, description: Option<Said>, node: NodeRef<'_>) -> Policy {
    let levels = Items::of(node.get("escalation_rules"), |rule| {
        let targets = Items::of(rule.get("targets"), |target| {
            let kind = match text(target, "type").unwrap_or_default().trim_end_matches("_reference") {
                "schedule" => Some(Kind::Rotation),
                "user" => Some(Kind::Person),
                _ => None,
            };
            Some(Target { kind, is: reference(target)? })
        });
        let by_turns = rule.get("escalation_rule_assignment_strategy").filter(|strategy| is_round_robin(*strategy));
        Some(Level {
            place: rule.place(),
            targets,
            wait: number(rule, "escalation_delay_in_minutes"),
            by_turns: by_turns.map(NodeRef::place),
        })
    });
    Policy { is, description, again: number(node, "num_loops"), levels, damaged: node.is_damaged() }
}

/// The strategy is a word, an object with a `type`, or a list of one.
fn is_round_robin(strategy: NodeRef<'_>) -> bool {
    match strategy.shape() {
        Shape::Sequence => strategy.items().any(is_round_robin),
        Shape::Mapping => strategy.get("type").is_some_and(is_round_robin),
        _ => strategy.text().as_deref() == Some("round_robin"),
    }
}

/// The hours in which a service is answered at once, if there are any.
fn hours(node: NodeRef<'_>) -> Option<Hours> {
    let hours = node.get("support_hours")?;
    let uses = at(node, &["incident_urgency_rule", "type"]).and_then(NodeRef::text);
    if uses.as_deref() != Some("use_support_hours") {
        return None;
    }
    let days = hours.get("days_of_week")?.items().map(whole).try_fold(0, |days, day| {
        let day = day.filter(|day| (1..=7).contains(day))?;
        Some(days | 1_u8 << (day - 1))
    })?;
    let time = |key: &str| time_of_day(&text(hours, key)?);
    let (from, to) = (time("start_time")?, time("end_time")?);
    let length = (to - from + layers::DAY - 1).rem_euclid(layers::DAY) + 1;
    let windows = vec![Window { days, from, length, place: hours.place() }];
    Some(Hours { windows, zone: text(hours, "time_zone"), place: hours.place() })
}
