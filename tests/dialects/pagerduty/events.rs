//! Schedules of version 3 of the API: what they say, and random ones against a simulation of what is documented. Events
//! come back by a rule of RFC 5545 on the clocks of their zone, each member has `shifts_per_member` of them one after the
//! other, or all members have all, and the events of all rotations count.

use serde_json::{Value, json};

use crate::support::minutes::{Chance, DAY, TODAY, WEEK, assert_counted, count, cycle, written};
use crate::support::world::{Texts, World};

const SCHEDULE: &str = include_str!("export/schedule-v3-PV3SEA1.json");
const USERS: &str = include_str!("export/users.json");
const TEAMS: &str = include_str!("export/teams.json");

fn world(schedule: &str) -> World {
    Texts::of([("schedule.json", schedule), ("users.json", USERS), ("teams.json", TEAMS)]).all_known().build(20_619)
}

#[test]
fn events_that_cover_office_hours_and_the_rest_are_40_and_128_hours() {
    let world = world(SCHEDULE);
    for (expression, expected) in [
        ("rotations.map(one, one.id)", "[search]"),
        ("rotations.map(one, one.team.id)", "[reliability-engineering]"),
        ("rotations.map(one, one.coveredHours)", "[168 h]"),
        ("layers.map(one, one.id)", "[Office hours, Office hours (2), Nights, Weekends]"),
        ("layers.map(one, one.activeHours).sum(hours, hours)", "168 h"),
        ("layers.filter(one, one.id.startsWith(\"Office\")).map(one, one.activeHours).sum(hours, hours)", "40 h"),
        ("onCallPeople.map(one, one.id)", "[ana, ben, cem, dia]"),
        ("onCallPeople.map(one, one.onCall.hoursPerWeek)", "[64 h, 64 h, 20 h, 20 h]"),
    ] {
        assert_eq!(world.says(expression), expected, "{expression}");
    }
    assert_eq!(
        world.complaints(),
        [
            "`EXDATE` is not read: it is about single days, and says nothing of a usual week",
            "`custom_shifts` is not read: custom shifts happen once, and say nothing of a usual week",
        ]
    );
}

#[test]
fn a_list_of_references_stands_for_what_lies_beside_it() {
    let list = r#"{"schedules": [{"id": "PV3SEA1", "type": "schedule_reference", "summary": "Search"}, {"id": "PV3OPS1", "type": "schedule_reference", "summary": "Operations"}]}"#;
    let texts = [("list.json", list), ("schedule.json", SCHEDULE), ("users.json", USERS), ("teams.json", TEAMS)];
    let world = Texts::of(texts).all_known().build(20_619);
    assert_eq!(world.says("rotations.map(one, one.id)"), "[operations, search]");
    assert_eq!(world.says("rotations.filter(one, one.id == \"search\").map(one, one.coveredHours)"), "[168 h]");
    assert_eq!(
        world.complaints()[0],
        "1 schedule comes without its layers, so that nobody knows who is on call in them"
    );
}

#[test]
fn what_is_broken_is_told_and_what_is_not_judged_is_named() {
    for (old, new, message) in [
        (
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH\"",
            "FREQ=WEEKLY\"",
            "`FREQ=WEEKLY` is not a rule, as in `RRULE:FREQ=WEEKLY;BYDAY=MO` for `recurrence`",
        ),
        (
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH\"",
            "RRULE:FREQ=MONTHLY\"",
            "`recurrence` is not read: which days it stands for follows from more than days and weeks, and is not judged",
        ),
        (
            "\"shifts_per_member\": 4",
            "\"shifts_per_member\": 0",
            "`0` is not a whole number, from 1 on for `shifts_per_member`",
        ),
        (
            "\"2026-01-06T08:00:00Z\"",
            "\"2026-01-05T08:00:00Z\"",
            "this is not a date and time after `start_time` for `end_time`",
        ),
        (
            "\"shifts_per_member\": 4,\n              \"members\": [{\"type\": \"user_member\"",
            "\"shifts_per_member\": 4,\n              \"members\": [{\"type\": \"team_member\"",
            "this is not a `user_member` with a `user_id`, or an `empty_member` for `members`",
        ),
    ] {
        assert!(SCHEDULE.contains(old), "{old}");
        let text = SCHEDULE.replace(old, new);
        let world = world(&text);
        assert!(world.complaints().contains(&message), "{new}: {:?}", world.complaints());
        let covered = world.says("rotations.map(one, one.coveredHours)");
        assert_ne!(covered, "[168 h]", "{new}");
    }
}

const PEOPLE: [&str; 5] = ["ana", "ben", "cem", "dia", "eli"];
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

#[derive(Debug)]
struct Event {
    /// Local, in minutes after 1970-01-01.
    start: i64,
    length: i64,
    /// Days between two events, where they come every so many days.
    every: Option<i64>,
    /// Weeks between two weeks with events, and bits of their weekdays.
    weeks: i64,
    days: i64,
    each: i64,
    together: bool,
    members: Vec<Option<&'static str>>,
}

fn of_week(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

impl Event {
    fn random(chance: &mut Chance) -> Self {
        let every = (chance.below(3) == 0).then(|| 1 + chance.below(3));
        let weeks = 1 + chance.below(2);
        let days = chance.one_of(&[0b001_1111, 0b110_0000, 1, 0b000_0101, 0b111_1111, 0]);
        let seamless = every.is_none() && days == 0 && chance.below(2) == 0;
        let longest = if every.is_none() && days == 0 { 6 * 48 } else { 48 };
        let member = |chance: &mut Chance| (chance.below(8) > 0).then(|| chance.one_of(&PEOPLE));
        Self {
            start: (i64::from(TODAY) - 1 - chance.below(300)) * DAY + chance.below(96) * 15,
            length: if seamless { weeks * WEEK } else { (1 + chance.below(longest)) * 30 },
            every,
            weeks,
            days,
            each: chance.one_of(&[1, 2, 4]),
            together: chance.below(4) == 0,
            members: (0..chance.one_of(&[1, 2, 4])).map(|_| member(chance)).collect(),
        }
    }

    fn falls_on(&self, day: i64) -> bool {
        let first = self.start.div_euclid(DAY);
        if let Some(every) = self.every {
            return (day - first) % every == 0;
        }
        let monday = |day: i64| day - of_week(day);
        let days = if self.days == 0 { 1 << of_week(first) } else { self.days };
        (monday(day) - monday(first)) % (7 * self.weeks) == 0 && days & (1 << of_week(day)) != 0
    }

    /// Everybody's minutes, from the first one of TODAY on.
    fn minutes(&self, cycle: i64) -> Vec<Vec<&'static str>> {
        let mut on_call = vec![Vec::new(); usize::try_from(cycle).expect("a length")];
        let begin = i64::from(TODAY) * DAY;
        let first = self.start.div_euclid(DAY);
        let events = (first..(begin + cycle) / DAY).filter(|day| self.falls_on(*day));
        for (rank, day) in (0..).zip(events) {
            let list = i64::try_from(self.members.len()).expect("it is small");
            let turn = usize::try_from(rank / self.each % list).expect("a rank");
            let members = if self.together { &self.members[..] } else { &self.members[turn..=turn] };
            let from = day * DAY + self.start.rem_euclid(DAY);
            for minute in (from..from + self.length).filter(|minute| (begin..begin + cycle).contains(minute)) {
                on_call[usize::try_from(minute - begin).expect("a rank")].extend(members.iter().copied().flatten());
            }
        }
        on_call
    }

    /// Weeks after which everything begins anew.
    fn round(&self) -> i64 {
        let list = i64::try_from(self.members.len()).expect("it is small");
        self.every.unwrap_or(1) * self.weeks * list * self.each * WEEK
    }

    fn json(&self, zone: &str, minutes: i64) -> String {
        let instant = |local: i64| format!("{}Z", written(local - minutes));
        let zoned = |local: i64| format!(r#"{{"date_time": "{}", "time_zone": "{zone}"}}"#, instant(local));
        let named: Vec<&str> =
            (0..).zip(DAYS).filter(|(rank, _)| self.days & (1 << rank) != 0).map(|(_, day)| day).collect();
        let rule = match (self.every, named.is_empty()) {
            (Some(every), _) => format!("FREQ=DAILY;INTERVAL={every}"),
            (None, true) => format!("FREQ=WEEKLY;INTERVAL={}", self.weeks),
            (None, false) => format!("FREQ=WEEKLY;INTERVAL={};BYDAY={}", self.weeks, named.join(",")),
        };
        let member = |member: Option<&str>| match member {
            Some(name) => format!(r#"{{"type": "user_member", "user_id": "PU{}01"}}"#, name.to_uppercase()),
            None => r#"{"type": "empty_member"}"#.to_owned(),
        };
        let members: Vec<String> = self.members.iter().copied().map(member).collect();
        let kind = if self.together { "every" } else { "rotating" };
        format!(
            r#"{{"id": "PEVENT1", "start_time": {}, "end_time": {}, "effective_since": "{}", "effective_until": null, "recurrence": ["RRULE:{rule}"], "assignment_strategy": {{"type": "{kind}_member_assignment_strategy", "shifts_per_member": {}, "members": [{}]}}}}"#,
            zoned(self.start),
            zoned(self.start + self.length),
            instant(self.start),
            self.each,
            members.join(", ")
        )
    }
}

#[test]
fn random_schedules_come_to_what_counting_minutes_gives() {
    for case in 0..30 {
        let mut chance = Chance::of(case + 3_000);
        let (zone, minutes) = chance.one_of(&[("UTC", 0), ("Asia/Kolkata", 330), ("America/Phoenix", -420)]);
        let events: Vec<Event> = (0..=chance.below(2)).map(|_| Event::random(&mut chance)).collect();
        let cycle = cycle(events.iter().map(Event::round));
        let of_events: Vec<Vec<Vec<&str>>> = events.iter().map(|event| event.minutes(cycle)).collect();
        // What went on before the first minute is what goes on at the end.
        let counted = count(cycle, |minute| {
            let at = usize::try_from(minute - i64::from(TODAY) * DAY).expect("a rank");
            of_events.iter().flat_map(|event| event[at].iter().copied()).collect()
        });
        let json: Vec<String> = events.iter().map(|event| event.json(zone, minutes)).collect();
        let user = |name: &&str| {
            format!(r#"{{"id": "PU{}01", "type": "user", "name": "{name}", "teams": []}}"#, name.to_uppercase())
        };
        let users = PEOPLE.iter().map(user).collect::<Vec<_>>().join(", ");
        let schedule = format!(
            r#"{{"schedule": {{"id": "PSCHED1", "type": "schedule", "name": "On call", "time_zone": "{zone}", "teams": [], "rotations": [{{"id": "PROT001", "events": [{}]}}]}}}}"#,
            json.join(",\n")
        );
        let state = state(&schedule);
        let users = format!(r#"{{"users": [{users}], "offset": 0, "more": false}}"#);
        assert_counted(case, &[("schedule.json", schedule), ("users.json", users)], cycle, &counted);
        assert_counted(case, &[("state.json", state)], cycle, &counted);
    }
}

/// The same as Terraform keeps it: every block is a list, and instants are on the clocks of the schedule.
fn state(schedule: &str) -> String {
    let mut values = serde_json::from_str::<Value>(schedule).expect("JSON")["schedule"].take();
    let mut rotations = values["rotations"].take();
    for rotation in rotations.as_array_mut().expect("a list") {
        let mut events = rotation["events"].take();
        for event in events.as_array_mut().expect("a list") {
            for key in ["start_time", "end_time"] {
                event[key] = event[key]["date_time"].take();
            }
            let mut strategy = event["assignment_strategy"].take();
            strategy["member"] = strategy["members"].take();
            event["assignment_strategy"] = json!([strategy]);
        }
        rotation["event"] = events;
    }
    values["rotation"] = rotations;
    let user = |name: &str| {
        let id = format!("PU{}01", name.to_uppercase());
        json!({"mode": "managed", "type": "pagerduty_user", "values": {"id": id, "name": name, "email": format!("{name}@acme.example")}})
    };
    let mut resources: Vec<Value> = PEOPLE.iter().map(|name| user(name)).collect();
    resources.push(json!({"mode": "managed", "type": "pagerduty_schedulev2", "values": values}));
    json!({"format_version": "1.0", "terraform_version": "1.9.5", "values": {"root_module": {"resources": resources}}})
        .to_string()
}
