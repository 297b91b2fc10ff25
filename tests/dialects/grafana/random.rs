//! Random schedules against a simulation of what Grafana documents: shifts are events that come back, each with its users
//! in turn; of all events at a minute those of the highest level count, and all of them.

use crate::support::minutes::{Chance, DAY, TODAY, WEEK, assert_counted, count, cycle, written};

const PEOPLE: [&str; 5] = ["ana", "ben", "cem", "dia", "eli"];
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

#[derive(Debug)]
struct Shift {
    level: i64,
    start: i64,
    frequency: (&'static str, i64),
    interval: i64,
    duration: i64,
    /// Bits of weekdays; none for all.
    by_day: i64,
    week_start: i64,
    groups: Vec<Vec<&'static str>>,
    first: i64,
    rolling: bool,
}

fn weekday(minute: i64) -> i64 {
    (minute.div_euclid(DAY) + 3).rem_euclid(7)
}

impl Shift {
    fn random(chance: &mut Chance) -> Self {
        let frequency = chance.one_of(&[("daily", DAY), ("weekly", WEEK), ("weekly", WEEK), ("hourly", 60)]);
        let interval = if frequency.0 == "hourly" { chance.one_of(&[6, 8, 12]) } else { 1 + chance.below(2) };
        let period = frequency.1 * interval;
        let by_day = if frequency.0 == "weekly" && interval == 1 {
            chance.one_of(&[0, 0, 0b001_1111, 0b110_0000, 1])
        } else {
            0
        };
        let is_weekly = interval == 1 || frequency.0 == "hourly";
        let duration = match (by_day, is_weekly) {
            (0, true) => (1 + chance.below(period / 30)) * 30,
            (0, false) => period,
            _ => (1 + chance.below(48)) * 30,
        };
        let rolling = chance.below(4) > 0;
        let sizes: &[i64] = if rolling { &[1, 1, 1, 2] } else { &[1, 2] };
        let group = |chance: &mut Chance| {
            let first = usize::try_from(chance.below(4)).expect("a rank");
            let size = usize::try_from(chance.one_of(sizes)).expect("a size");
            PEOPLE[first..first + size].to_vec()
        };
        let groups = (0..if rolling { 1 + chance.below(4) } else { 1 }).map(|_| group(chance)).collect();
        Self {
            level: chance.below(3),
            start: (i64::from(TODAY) - 1 - chance.below(900)) * DAY + chance.below(96) * 15,
            frequency,
            interval,
            duration,
            by_day,
            week_start: chance.one_of(&[0, 6]),
            groups,
            first: chance.below(3),
            rolling,
        }
    }

    fn period(&self) -> i64 {
        self.frequency.1 * self.interval
    }

    /// The rank of the event that goes on at a minute.
    fn event(&self, minute: i64) -> Option<i64> {
        if self.by_day == 0 {
            let since = minute - self.start;
            return (since.rem_euclid(self.period()) < self.duration).then(|| since.div_euclid(self.period()));
        }
        // The week of the first event begins on the last `week_start` before it, at its time of the day.
        let week = self.start - (weekday(self.start) - self.week_start).rem_euclid(7) * DAY;
        let time = self.start.rem_euclid(DAY);
        let begins = |day: i64| (day * DAY + time..day * DAY + time + self.duration).contains(&minute);
        let today = minute.div_euclid(DAY);
        let day =
            [today, today - 1].into_iter().find(|&day| self.by_day & (1 << weekday(day * DAY)) != 0 && begins(day))?;
        Some((day * DAY + time - week).div_euclid(WEEK))
    }

    fn on_call(&self, minute: i64) -> Option<&[&'static str]> {
        let event = self.event(minute)?;
        let list = i64::try_from(self.groups.len()).expect("it is small");
        let first = if self.rolling { self.first } else { 0 };
        Some(&self.groups[usize::try_from((event + first).rem_euclid(list)).expect("a rank")])
    }

    fn json(&self, rank: usize) -> String {
        let group = |people: &Vec<&str>| {
            let people: Vec<String> = people.iter().map(|who| format!("\"U{}\"", who.to_uppercase())).collect();
            format!("[{}]", people.join(", "))
        };
        let users = if self.rolling {
            let groups: Vec<String> = self.groups.iter().map(group).collect();
            format!(r#""rolling_users": [{}], "start_rotation_from_user_index": {}"#, groups.join(", "), self.first)
        } else {
            format!(r#""users": {}"#, group(&self.groups[0]))
        };
        let days = (0..).zip(DAYS).filter(|(rank, _)| self.by_day & (1 << rank) != 0);
        let days: Vec<String> = days.map(|(_, day)| format!("\"{day}\"")).collect();
        let by_day = if days.is_empty() { "null".to_owned() } else { format!("[{}]", days.join(", ")) };
        let week_start = DAYS[usize::try_from(self.week_start).expect("a day")];
        format!(
            r#"{{"id": "O{rank}", "name": "Shift {rank}", "type": "{}", "time_zone": null, "level": {}, "start": "{}", "duration": {}, "frequency": "{}", "interval": {}, "by_day": {by_day}, "week_start": "{week_start}", {users}}}"#,
            if self.rolling { "rolling_users" } else { "recurrent_event" },
            self.level,
            written(self.start),
            self.duration * 60,
            self.frequency.0,
            self.interval,
        )
    }
}

#[test]
fn random_schedules_come_to_what_counting_minutes_gives() {
    for case in 0..30 {
        let mut chance = Chance::of(case + 2_000);
        let zone = chance.one_of(&["UTC", "Asia/Kolkata", "America/Phoenix"]);
        let shifts: Vec<Shift> = (0..=chance.below(4)).map(|_| Shift::random(&mut chance)).collect();
        let round = |one: &Shift| one.period() * i64::try_from(one.groups.len()).expect("it is small");
        let cycle = cycle(shifts.iter().map(round));
        let counted = count(cycle, |minute| {
            let going_on = || shifts.iter().filter_map(|one| Some((one.level, one.on_call(minute)?)));
            let highest = going_on().map(|(level, _)| level).max();
            going_on().filter(|(level, _)| Some(*level) == highest).flat_map(|(_, people)| people.to_vec()).collect()
        });
        let ids: Vec<String> = (0..shifts.len()).map(|rank| format!("\"O{rank}\"")).collect();
        let shifts: Vec<String> = shifts.iter().enumerate().map(|(rank, one)| one.json(rank)).collect();
        let user = |who: &&str| format!(r#"{{"id": "U{}", "username": "{who}", "teams": []}}"#, who.to_uppercase());
        let users = PEOPLE.iter().map(user).collect::<Vec<_>>().join(", ");
        let files = [
            ("shifts.json", format!(r#"{{"results": [{}]}}"#, shifts.join(",\n"))),
            (
                "schedules.json",
                format!(
                    r#"{{"results": [{{"id": "S1", "name": "On call", "type": "calendar", "team_id": null, "time_zone": "{zone}", "shifts": [{}]}}]}}"#,
                    ids.join(", ")
                ),
            ),
            ("users.json", format!(r#"{{"results": [{users}], "current_page_number": 1, "page_size": 50}}"#)),
        ];
        assert_counted(case, &files, cycle, &counted);
        assert_counted(case, &[("state.json", state(&files))], cycle, &counted);
    }
}

/// The same objects as Terraform keeps them.
fn state(files: &[(&str, String); 3]) -> String {
    let kinds = ["grafana_oncall_on_call_shift", "grafana_oncall_schedule", "grafana_oncall_user"];
    let resources = files.iter().zip(kinds).flat_map(|((_, text), kind)| {
        let list: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let objects = list["results"].as_array().expect("a list").clone();
        objects.into_iter().map(move |values| serde_json::json!({"mode": "managed", "type": kind, "values": values}))
    });
    let resources: Vec<serde_json::Value> = resources.collect();
    let module = serde_json::json!({"child_modules": [{"resources": resources}]});
    serde_json::json!({"format_version": "1.0", "terraform_version": "1.9.5", "values": {"root_module": module}})
        .to_string()
}
