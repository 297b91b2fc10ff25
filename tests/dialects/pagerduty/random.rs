//! Random schedules against a simulation of what `PagerDuty` documents: of the layers that cover a minute the highest one
//! with people counts, `rotation_virtual_start` is when the first of its users begins, each turn lasts
//! `rotation_turn_length_seconds`, and restrictions say which of these minutes a layer covers.

use std::fmt::Write as _;

use crate::support::minutes::{Chance, DAY, TODAY, WEEK, assert_counted, count, cycle, offset, time, written};

const PEOPLE: [&str; 5] = ["ana", "ben", "cem", "dia", "eli"];

#[derive(Debug)]
enum Restriction {
    Daily { from: i64, length: i64 },
    Weekly { day: i64, from: i64, length: i64 },
}

impl Restriction {
    fn covers(&self, minute: i64) -> bool {
        let of_week = (minute + 3 * DAY).rem_euclid(WEEK);
        match self {
            Self::Daily { from, length } => (minute - from).rem_euclid(DAY) < *length,
            Self::Weekly { day, from, length } => (of_week - day * DAY - from).rem_euclid(WEEK) < *length,
        }
    }

    fn json(&self) -> String {
        match self {
            Self::Daily { from, length } => format!(
                r#"{{"type": "daily_restriction", "start_time_of_day": "{}", "duration_seconds": {}}}"#,
                time(*from),
                length * 60
            ),
            Self::Weekly { day, from, length } => format!(
                r#"{{"type": "weekly_restriction", "start_day_of_week": {}, "start_time_of_day": "{}", "duration_seconds": {}}}"#,
                day + 1,
                time(*from),
                length * 60
            ),
        }
    }
}

#[derive(Debug)]
struct Layer {
    /// Local, in minutes after 1970-01-01.
    virtual_start: i64,
    turn: i64,
    users: Vec<&'static str>,
    restrictions: Vec<Restriction>,
    ended: bool,
}

impl Layer {
    fn random(chance: &mut Chance) -> Self {
        let restriction = |chance: &mut Chance| {
            let from = chance.below(48) * 30;
            if chance.below(2) == 0 {
                Restriction::Daily { from, length: (1 + chance.below(48)) * 30 }
            } else {
                Restriction::Weekly { day: chance.below(7), from, length: (1 + chance.below(7 * 24)) * 60 }
            }
        };
        let users = (0..chance.one_of(&[0, 1, 2, 2, 3, 4])).map(|_| chance.one_of(&PEOPLE)).collect();
        Self {
            virtual_start: (i64::from(TODAY) - 1 - chance.below(900)) * DAY + chance.below(96) * 15,
            turn: chance.one_of(&[DAY / 2, DAY, DAY, 2 * DAY, WEEK, WEEK, 2 * WEEK]),
            users,
            restrictions: (0..chance.one_of(&[0, 0, 1, 1, 2, 3])).map(|_| restriction(chance)).collect(),
            ended: chance.below(8) == 0,
        }
    }

    fn counts(&self) -> bool {
        !self.ended && !self.users.is_empty()
    }

    /// Whoever has the turn, if the layer covers the minute.
    fn on_call(&self, minute: i64) -> Option<&'static str> {
        let covers = self.restrictions.is_empty() || self.restrictions.iter().any(|one| one.covers(minute));
        let turn = (minute - self.virtual_start).div_euclid(self.turn);
        let list = i64::try_from(self.users.len()).expect("it is small");
        let user = || self.users[usize::try_from(turn.rem_euclid(list)).expect("a rank")];
        (self.counts() && covers).then(user)
    }

    fn json(&self, rank: usize, zone: i64) -> String {
        let offset = offset(zone);
        let users: Vec<String> = self
            .users
            .iter()
            .map(|name| {
                format!(
                    r#"{{"user": {{"id": "PU{}01", "type": "user_reference", "summary": "{name}"}}}}"#,
                    name.to_uppercase()
                )
            })
            .collect();
        let restrictions: Vec<String> = self.restrictions.iter().map(Restriction::json).collect();
        let start = written(self.virtual_start);
        let end = if self.ended {
            format!("\"{}{offset}\"", written((i64::from(TODAY) - 1) * DAY))
        } else {
            "null".to_owned()
        };
        format!(
            r#"{{"id": "PLAYER{rank}", "name": "Layer {rank}", "start": "{start}{offset}", "end": {end}, "rotation_virtual_start": "{start}{offset}", "rotation_turn_length_seconds": {}, "users": [{}], "restrictions": [{}]}}"#,
            self.turn * 60,
            users.join(", "),
            restrictions.join(", ")
        )
    }
}

#[test]
fn random_schedules_come_to_what_counting_minutes_gives() {
    for case in 0..30 {
        let mut chance = Chance::of(case);
        let (zone, minutes) = chance.one_of(&[("UTC", 0), ("Asia/Kolkata", 330), ("America/Phoenix", -420)]);
        let mut layers: Vec<Layer> = (0..=chance.below(4)).map(|_| Layer::random(&mut chance)).collect();
        layers.push(Layer { users: PEOPLE[..3].to_vec(), ended: false, ..Layer::random(&mut chance) });
        layers.rotate_right(1);
        let rounds = layers.iter().filter(|layer| layer.counts());
        let rounds = rounds.map(|layer| layer.turn * i64::try_from(layer.users.len()).expect("it is small"));
        let cycle = cycle(rounds);
        let on_call = |minute| layers.iter().rev().find_map(|layer| layer.on_call(minute)).into_iter().collect();
        let counted = count(cycle, on_call);
        let mut json = String::new();
        // The API gives the highest layer first.
        for (rank, layer) in layers.iter().enumerate().rev() {
            let _ = write!(json, "{}{}", if json.is_empty() { "" } else { ",\n" }, layer.json(rank, minutes));
        }
        let user = |name: &&str| {
            format!(r#"{{"id": "PU{}01", "type": "user", "name": "{name}", "teams": []}}"#, name.to_uppercase())
        };
        let users = PEOPLE.iter().map(user).collect::<Vec<_>>().join(", ");
        let text = format!(
            r#"{{"users": [{users}], "schedules": [{{"id": "PSCHED1", "type": "schedule", "name": "On call", "time_zone": "{zone}", "teams": [], "schedule_layers": [{json}]}}], "offset": 0, "more": false}}"#
        );
        assert_counted(case, &[("schedules.json", text)], cycle, &counted);
        assert_counted(case, &[("state.json", state(zone, minutes, &layers))], cycle, &counted);
    }
}

/// The same as Terraform keeps it, the lowest layer first.
fn state(zone: &str, minutes: i64, layers: &[Layer]) -> String {
    let resource = |kind: &str, values: &str| format!(r#"{{"mode": "managed", "type": "{kind}", "values": {values}}}"#);
    let mut resources: Vec<String> = PEOPLE
        .iter()
        .map(|name| {
            let id = name.to_uppercase();
            resource(
                "pagerduty_user",
                &format!(r#"{{"id": "PU{id}01", "name": "{name}", "email": "{name}@acme.example"}}"#),
            )
        })
        .collect();
    let layers = layers.iter().enumerate().map(|(rank, layer)| {
        let mut layer: serde_json::Value = serde_json::from_str(&layer.json(rank, minutes)).expect("JSON");
        let users = layer["users"].as_array().expect("a list").iter().map(|user| user["user"]["id"].clone());
        let (users, restrictions) = (users.collect::<Vec<_>>(), layer["restrictions"].take());
        layer["users"] = users.into();
        layer["restriction"] = restrictions;
        layer.to_string()
    });
    let layers = layers.collect::<Vec<_>>().join(",\n");
    let values =
        format!(r#"{{"id": "PSCHED1", "name": "On call", "time_zone": "{zone}", "teams": [], "layer": [{layers}]}}"#);
    resources.push(resource("pagerduty_schedule", &values));
    format!(
        r#"{{"format_version": "1.0", "terraform_version": "1.9.5", "values": {{"root_module": {{"resources": [{}]}}}}}}"#,
        resources.join(",\n")
    )
}
