//! The rotations of schedules of the REST API, version 3: events that come back by a rule, with people who take turns or
//! are all on call at once.
//!
//! What the documentation does not say is assumed. Events of all rotations of a schedule count, and none takes over the
//! hours of another. A rule runs on the clocks of the time zone of `start_time`. The first event from `effective_since` on
//! is the first member's.

use crate::declare::export::{Export, Items, Layer, Said, Told, Turn, Unread, Window};
use crate::dialect::pagerduty::layers::{DAY, EVERY_DAY};
use crate::dialect::pagerduty::recurrence::{self, Rule, Trouble, Weekly, of_week};
use crate::dialect::values::{
    INSTANT, LIST, bare, broken, day, given, list, missing, needed, on_clocks, text, there, unclear, wanted, whole,
};
use crate::text::Place;
use crate::vocabulary::zones::{self, Local};
use crate::yaml::tree::{NodeRef, Shape};

const WEEK: i64 = 7 * DAY;

const IRREGULAR: &str = "which days it stands for follows from more than days and weeks, and is not judged";
const ONE_DAY: &str = "it is about single days, and says nothing of a usual week";
const ONCE: &str = "custom shifts happen once, and say nothing of a usual week";

/// Keys as the API and others write them.
pub struct Keys {
    pub rotations: &'static str,
    pub events: &'static str,
    pub members: &'static str,
}

/// Those of the API.
pub const API: Keys = Keys { rotations: "rotations", events: "events", members: "members" };

/// The layers of a schedule; none where a rotation comes without its events.
pub fn read(schedule: NodeRef<'_>, zone: Option<&Said>, keys: &Keys, export: &mut Export) -> Option<Items<Layer>> {
    export.unread.extend(there(schedule, "custom_shifts").map(|shifts| Unread {
        what: "custom_shifts",
        why: ONCE,
        place: shifts.place(),
    }));
    let rotations = list(export, schedule, wanted(keys.rotations, LIST), |export, rotation| {
        Some(list(export, rotation, wanted(keys.events, LIST), |export, event| Some(layers(event, zone, keys, export))))
    })?;
    let events: Option<Vec<Items<Vec<Layer>>>> = rotations.items.into_iter().collect();
    let events = events?;
    let whole = rotations.whole && events.iter().all(|events| events.whole);
    let layers = events.into_iter().flat_map(|events| events.items).flatten();
    Some(Items { items: layers.collect(), place: rotations.place, whole })
}

/// An event, as far as it can be read.
struct Event<'t> {
    node: NodeRef<'t>,
    zone: Option<Said>,
    start: Told<Option<Local>>,
    minutes: Option<i64>,
    rule: Option<Rule>,
    /// When the first event is that counts.
    since: Option<Local>,
    from: Option<Told<Option<i32>>>,
    until: Option<Told<Option<i32>>>,
}

/// The layers of an event: those of a list of turns, or one for each who is on call at once.
fn layers(node: NodeRef<'_>, zone: Option<&Said>, keys: &Keys, export: &mut Export) -> Vec<Layer> {
    let event = event(node, zone, export);
    let Some(strategy) = there(node, "assignment_strategy").map(single) else {
        missing(export, node, wanted("assignment_strategy", "whose turn it is"));
        return vec![event.unknown(None)];
    };
    let members = list(export, strategy, wanted(keys.members, LIST), |export, member| Some(turn(member, keys, export)));
    let Some(members) = members else {
        missing(export, strategy, wanted(keys.members, LIST));
        return vec![event.unknown(None)];
    };
    let kinds = "`rotating_member_assignment_strategy` or `every_member_assignment_strategy`";
    let together = needed(export, strategy, wanted("type", kinds), |kind| match kind.text().as_deref() {
        Some("rotating_member_assignment_strategy" | "user_assignment_strategy") => Some(false),
        Some("every_member_assignment_strategy") => Some(true),
        _ => None,
    });
    let some = |count| whole(count).filter(|count| (1..=10_000).contains(count));
    let each = given(export, strategy, wanted("shifts_per_member", "a whole number, from 1 on"), some);
    let each = each.map_or(Some(1), |each| each.value);
    let seats = members.items.len();
    match (together.value, each) {
        (Some(true), _) if seats <= MOST_AT_ONCE => {
            let alone = |turn: &Turn| Items { items: vec![turn.clone()], place: members.place, whole: members.whole };
            let most = MOST_TURNS / seats.max(1);
            members.items.iter().flat_map(|turn| event.layers(&alone(turn), 1, most, export)).collect()
        }
        (Some(false), Some(each)) => event.layers(&members, each, MOST_TURNS, export),
        _ => vec![event.unknown(Some(members))],
    }
}

/// More than are ever on call at once.
const MOST_AT_ONCE: usize = 64;

/// More turns of one event than are followed until all begins anew.
const MOST_TURNS: usize = 400;

/// Some write one object as a list of one.
fn single(node: NodeRef<'_>) -> NodeRef<'_> {
    node.items().next().filter(|_| node.shape() == Shape::Sequence).unwrap_or(node)
}

fn turn(member: NodeRef<'_>, keys: &Keys, export: &mut Export) -> Turn {
    match (text(member, "type").as_deref(), Said::under(member, "user_id")) {
        (Some("empty_member"), _) => Turn::Nobody(member.place()),
        (Some("user_member") | None, Some(user)) => Turn::Of(bare(user)),
        _ => {
            broken(export, member, wanted(keys.members, "a `user_member` with a `user_id`, or an `empty_member`"));
            Turn::Unknown(member.place())
        }
    }
}

/// Where an instant stands, and in which zone: an object with both, or one on the clocks of the schedule.
fn instant(node: NodeRef<'_>) -> (NodeRef<'_>, Option<Said>) {
    (node.get("date_time").unwrap_or(node), Said::under(node, "time_zone"))
}

fn event<'t>(node: NodeRef<'t>, of_schedule: Option<&Said>, export: &mut Export) -> Event<'t> {
    let own = there(node, "start_time").and_then(|start| instant(start).1);
    let zone = own.as_ref().or(of_schedule).map(|zone| zone.text.clone());
    let start =
        needed(export, node, wanted("start_time", INSTANT), |value| on_clocks(instant(value).0, zone.as_deref()));
    let start = Told { value: start.value.and_then(|shown| shown.local), place: start.place };
    let minute = |value: NodeRef<'_>| {
        let local = zones::local(&Said::of(instant(value).0)?.text, "UTC")?;
        Some(i64::from(local.day) * DAY + local.minute)
    };
    let begins = there(node, "start_time").and_then(minute);
    let ends = needed(export, node, wanted("end_time", "a date and time after `start_time`"), |value| {
        minute(value).filter(|end| begins.is_none_or(|start| *end > start))
    });
    let rule = rule(node, export);
    let from = day(export, node, "effective_since", zone.as_deref());
    let mut until = day(export, node, "effective_until", zone.as_deref());
    if let Some((by_rule, place)) = rule.as_ref().and_then(|(rule, place)| Some((rule.until.as_ref()?, *place))) {
        let last = zones::local(by_rule, zone.as_deref().unwrap_or("UTC")).map(|last| last.day + 1);
        let earlier = until.and_then(|until| until.value).is_none_or(|until| last.is_some_and(|last| last < until));
        until = if earlier { Some(Told { value: last, place }) } else { until };
    }
    let since = there(node, "effective_since")
        .and_then(|since| on_clocks(since, zone.as_deref()))
        .and_then(|shown| shown.local);
    let later = |local: Local| {
        since.filter(|since| (since.day, since.minute) > (local.day, local.minute)).map_or(local, |since| Local {
            day: since.day + i32::from(since.minute > local.minute),
            minute: local.minute,
        })
    };
    let (minutes, since) = (begins.zip(ends.value).map(|(start, end)| end - start), start.value.map(later));
    Event {
        node,
        zone: own.filter(|own| Some(&own.text) != of_schedule.map(|zone| &zone.text)),
        start,
        minutes,
        rule: rule.map(|(rule, _)| rule),
        since,
        from,
        until,
    }
}

/// The one rule of a list, in which single days may stand, too.
fn rule(node: NodeRef<'_>, export: &mut Export) -> Option<(Rule, Place)> {
    let wants = wanted("recurrence", "a rule, as in `RRULE:FREQ=WEEKLY;BYDAY=MO`");
    let rules = list(export, node, wanted("recurrence", LIST), |export, rule| {
        let text = Said::of(rule)?.text;
        if text.starts_with("EXDATE") || text.starts_with("RDATE") {
            export.unread.push(Unread { what: "EXDATE", why: ONE_DAY, place: rule.place() });
            return Some(None);
        }
        match Rule::parse(&text) {
            Ok(read) => return Some(Some((read, rule.place()))),
            Err(Trouble::Broken) => broken(export, rule, wants),
            Err(Trouble::Irregular) => {
                export.unread.push(Unread { what: "recurrence", why: IRREGULAR, place: rule.place() });
            }
        }
        None
    });
    if rules.is_none() {
        missing(export, node, wants);
    }
    rules.filter(|rules| rules.whole)?.items.into_iter().flatten().next()
}

impl Event<'_> {
    /// What is known of its layer, where that is not when it is on call.
    fn unknown(&self, turns: Option<Items<Turn>>) -> Layer {
        let place = self.start.place;
        Layer {
            windows: Some(Items { items: Vec::new(), place, whole: false }),
            turn: Some(Told { value: None, place }),
            start: Some(Told { value: None, place }),
            ..self.layer(turns.unwrap_or(Items { items: Vec::new(), place, whole: false }))
        }
    }

    fn layer(&self, turns: Items<Turn>) -> Layer {
        Layer {
            name: Said::under(self.node, "name"),
            place: self.node.place(),
            zone: self.zone.clone(),
            turn: None,
            start: None,
            unclear: unclear(&[self.from, self.until]),
            from: self.from.and_then(|from| from.value),
            until: self.until.and_then(|until| until.value),
            turns: Some(turns),
            windows: None,
            concurrent: None,
            shift: None,
            hides: false,
            damaged: self.node.is_damaged(),
        }
    }

    /// The layers in which people take turns of so many events each.
    fn layers(&self, turns: &Items<Turn>, each: i64, most: usize, export: &mut Export) -> Vec<Layer> {
        let (Some(rule), Some(minutes), Some(first), Some(since)) =
            (&self.rule, self.minutes, self.start.value, self.since)
        else {
            return vec![self.unknown(Some(turns.clone()))];
        };
        let place = self.start.place;
        let told = |day: i32| Some(Told { value: Some(Local { day, minute: first.minute }), place });
        let window = |days: u8| Window { days, from: first.minute, length: minutes, place };
        let regular = |turn: i64, windows: Vec<Window>, start: i32| Layer {
            turn: Some(Told { value: Some(turn), place }),
            start: told(start),
            windows: Some(Items { items: windows, place, whole: true }),
            ..self.layer(turns.clone())
        };
        if rule.is_every_day() && minutes <= DAY {
            return vec![regular(each * DAY, vec![window(EVERY_DAY)], since.day)];
        }
        let next = (since.day..since.day + 7 * rule.weeks()).find(|day| rule.falls_on(first.day, *day));
        let period = i64::from(rule.weeks()) * WEEK;
        let is_seamless = || {
            let events = (since.day..since.day + 7 * rule.weeks()).filter(|day| rule.falls_on(first.day, *day)).count();
            events == 1 && minutes == period
        };
        if let Some(next) = next.filter(|_| is_seamless()) {
            return vec![regular(each * period, Vec::new(), next)];
        }
        let all = recurrence::turns(rule, (first.day, since.day), each, turns.items.len(), minutes, most);
        let Some(all) = all.filter(|_| minutes <= WEEK && turns.whole) else {
            let place = there(self.node, "recurrence").map_or(place, NodeRef::place);
            export.unread.push(Unread { what: "recurrence", why: IRREGULAR, place });
            return vec![self.unknown(Some(turns.clone()))];
        };
        let of_weeks = |Weekly { days, turns: ranks }: Weekly| {
            let turn = |rank: &Option<usize>| rank.map_or(Turn::Free(turns.place), |rank| turns.items[rank].clone());
            let bits = days.iter().fold(0, |bits, day| bits | 1_u8 << of_week(*day));
            let people = Items { items: ranks.iter().map(turn).collect(), place: turns.place, whole: true };
            Layer { turns: Some(people), ..regular(WEEK, vec![window(bits)], days[0]) }
        };
        all.into_iter().map(of_weeks).collect()
    }
}
