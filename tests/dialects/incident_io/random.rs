//! Random schedules against a simulation of what incident.io documents: all rotations of a schedule are on call at once; in
//! each the first user begins at `handover_start_at`, and hands over after every interval, within working hours. As many
//! users as there are layers are on call at once.

use crate::support::minutes::{Chance, DAY, TODAY, WEEK, assert_counted, count, cycle, offset, written};

const PEOPLE: [&str; 5] = ["ana", "ben", "cem", "dia", "eli"];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

#[derive(Debug)]
struct Rotation {
    start: i64,
    unit: (&'static str, i64),
    interval: i64,
    users: Vec<&'static str>,
    layers: i64,
    /// Days, and minutes from their midnight; none for all the time.
    intervals: Vec<(i64, i64, i64)>,
}

impl Rotation {
    fn random(chance: &mut Chance) -> Self {
        let (unit, intervals): (_, &[i64]) = chance.one_of(&[
            (("hourly", 60), [6, 8, 12, 24].as_slice()),
            (("daily", DAY), [1, 2, 3].as_slice()),
            (("weekly", WEEK), [1, 2].as_slice()),
        ]);
        let first = usize::try_from(chance.below(3)).expect("a rank");
        let users = PEOPLE[first..=first + usize::try_from(chance.below(3)).expect("a rank")].to_vec();
        let layers = 1 + chance.below(i64::try_from(users.len()).expect("it is small"));
        let working = |chance: &mut Chance| (chance.below(7), chance.below(48) * 30, chance.below(48) * 30);
        Self {
            start: (i64::from(TODAY) - 1 - chance.below(900)) * DAY + chance.below(96) * 15,
            unit,
            interval: chance.one_of(intervals),
            users,
            layers,
            intervals: (0..chance.one_of(&[0, 0, 1, 3, 5])).map(|_| working(chance)).collect(),
        }
    }

    fn turn(&self) -> i64 {
        self.unit.1 * self.interval
    }

    fn covers(&self, minute: i64) -> bool {
        let of_week = (minute + 3 * DAY).rem_euclid(WEEK);
        self.intervals.is_empty()
            || self.intervals.iter().any(|(day, from, to)| {
                let length = if to > from { to - from } else { to - from + DAY };
                (of_week - day * DAY - from).rem_euclid(WEEK) < length
            })
    }

    fn on_call(&self, minute: i64) -> Vec<&'static str> {
        if !self.covers(minute) {
            return Vec::new();
        }
        let turn = (minute - self.start).div_euclid(self.turn());
        let list = i64::try_from(self.users.len()).expect("it is small");
        let user = |seat: i64| self.users[usize::try_from((turn + seat).rem_euclid(list)).expect("a rank")];
        (0..self.layers).map(user).collect()
    }

    fn json(&self, rank: usize, zone: i64) -> String {
        let users: Vec<String> =
            self.users.iter().map(|name| format!(r#"{{"id": "01{name}", "name": "{name}"}}"#)).collect();
        let layers: Vec<String> =
            (0..self.layers).map(|rank| format!(r#"{{"id": "L{rank}", "name": "Layer {rank}"}}"#)).collect();
        let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
        let interval = |&(day, from, to): &(i64, i64, i64)| {
            let day = DAYS[usize::try_from(day).expect("a day")];
            format!(r#"{{"weekday": "{day}", "start_time": "{}", "end_time": "{}"}}"#, clock(from), clock(to))
        };
        let intervals: Vec<String> = self.intervals.iter().map(interval).collect();
        format!(
            r#"{{"id": "R{rank}", "name": "Rotation {rank}", "handover_start_at": "{}{}", "handovers": [{{"interval": {}, "interval_type": "{}"}}], "users": [{}], "layers": [{}], "working_intervals": [{}]}}"#,
            written(self.start),
            offset(zone),
            self.interval,
            self.unit.0,
            users.join(", "),
            layers.join(", "),
            intervals.join(", ")
        )
    }
}

#[test]
fn random_schedules_come_to_what_counting_minutes_gives() {
    for case in 0..30 {
        let mut chance = Chance::of(case + 4_000);
        let (zone, minutes) = chance.one_of(&[("UTC", 0), ("Asia/Kolkata", 330), ("America/Phoenix", -420)]);
        let rotations: Vec<Rotation> = (0..=chance.below(3)).map(|_| Rotation::random(&mut chance)).collect();
        let round = |one: &Rotation| one.turn() * i64::try_from(one.users.len()).expect("it is small");
        let cycle = cycle(rotations.iter().map(round));
        let counted = count(cycle, |minute| rotations.iter().flat_map(|one| one.on_call(minute)).collect());
        let rotations: Vec<String> = rotations.iter().enumerate().map(|(rank, one)| one.json(rank, minutes)).collect();
        let user = |name: &&str| {
            format!(r#"{{"id": "01{name}", "name": "{name}", "email": "{name}@acme.example", "base_role": {{}}}}"#)
        };
        let users = PEOPLE.iter().map(user).collect::<Vec<_>>().join(", ");
        let schedule = format!(
            r#"{{"schedules": [{{"id": "S1", "name": "On call", "timezone": "{zone}", "config": {{"rotations": [{}]}}}}]}}"#,
            rotations.join(",\n")
        );
        let files = [("schedules.json", schedule), ("users.json", format!(r#"{{"users": [{users}]}}"#))];
        assert_counted(case, &files, cycle, &counted);
    }
}
