//! Random schedules against a simulation of what Opsgenie documents: all rotations of a schedule are notified at once;
//! in each the participants take turns of so many hours, days or weeks from `startDate` on, within `timeRestriction`.

use crate::support::minutes::{Chance, DAY, TODAY, WEEK, assert_counted, count, cycle, offset, written};

const PEOPLE: [&str; 5] = ["ana", "ben", "cem", "dia", "eli"];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

#[derive(Debug)]
enum Restriction {
    None,
    /// Minutes of the day.
    Daily(i64, i64),
    /// Minutes of the week.
    Stretches(Vec<(i64, i64)>),
}

#[derive(Debug)]
struct Rotation {
    start: i64,
    unit: (&'static str, i64),
    length: i64,
    participants: Vec<Option<&'static str>>,
    restriction: Restriction,
}

impl Rotation {
    fn random(chance: &mut Chance) -> Self {
        let (unit, lengths): (_, &[i64]) = chance.one_of(&[
            (("hourly", 60), [6, 8, 12, 24].as_slice()),
            (("daily", DAY), [1, 2, 3].as_slice()),
            (("weekly", WEEK), [1, 2].as_slice()),
        ]);
        let participants =
            (0..=chance.below(3)).map(|_| (chance.below(9) > 0).then(|| chance.one_of(&PEOPLE))).collect();
        let restriction = match chance.below(3) {
            0 => Restriction::None,
            1 => Restriction::Daily(chance.below(48) * 30, chance.below(48) * 30),
            _ => Restriction::Stretches(
                (0..=chance.below(2)).map(|_| (chance.below(7 * 48) * 30, chance.below(7 * 48) * 30)).collect(),
            ),
        };
        Self {
            start: (i64::from(TODAY) - 1 - chance.below(900)) * DAY + chance.below(96) * 15,
            unit,
            length: chance.one_of(lengths),
            participants,
            restriction,
        }
    }

    fn turn(&self) -> i64 {
        self.unit.1 * self.length
    }

    fn covers(&self, minute: i64) -> bool {
        let of_week = (minute + 3 * DAY).rem_euclid(WEEK);
        let between =
            |at: i64, from: i64, to: i64| if from < to { (from..to).contains(&at) } else { at >= from || at < to };
        match &self.restriction {
            Restriction::None => true,
            Restriction::Daily(from, to) => between(minute.rem_euclid(DAY), *from, *to),
            Restriction::Stretches(all) => all.iter().any(|&(from, to)| between(of_week, from, to)),
        }
    }

    fn on_call(&self, minute: i64) -> Option<&'static str> {
        let turn = (minute - self.start).div_euclid(self.turn());
        let list = i64::try_from(self.participants.len()).expect("it is small");
        let who = self.participants[usize::try_from(turn.rem_euclid(list)).expect("a rank")];
        who.filter(|_| self.covers(minute))
    }

    fn json(&self, rank: usize, zone: i64) -> String {
        let participant = |who: Option<&str>| match who {
            Some(who) => format!(r#"{{"type": "user", "id": "id-{who}", "username": "{who}@acme.example"}}"#),
            None => r#"{"type": "none"}"#.to_owned(),
        };
        let participants: Vec<String> = self.participants.iter().copied().map(participant).collect();
        let hours = |from: i64, to: i64| {
            let (hour, minute) = (|at: i64| at % DAY / 60, |at: i64| at % 60);
            format!(
                r#""startHour": {}, "startMin": {}, "endHour": {}, "endMin": {}"#,
                hour(from),
                minute(from),
                hour(to),
                minute(to)
            )
        };
        let restriction = match &self.restriction {
            Restriction::None => "null".to_owned(),
            Restriction::Daily(from, to) => {
                format!(r#"{{"type": "time-of-day", "restriction": {{{}}}}}"#, hours(*from, *to))
            }
            Restriction::Stretches(all) => {
                let day = |at: i64| DAYS[usize::try_from(at / DAY).expect("a day")];
                let stretch = |&(from, to): &(i64, i64)| {
                    format!(r#"{{"startDay": "{}", "endDay": "{}", {}}}"#, day(from), day(to), hours(from, to))
                };
                let all: Vec<String> = all.iter().map(stretch).collect();
                format!(r#"{{"type": "weekday-and-time-of-day", "restrictions": [{}]}}"#, all.join(", "))
            }
        };
        format!(
            r#"{{"id": "r{rank}", "name": "Rotation {rank}", "startDate": "{}{}", "endDate": null, "type": "{}", "length": {}, "participants": [{}], "timeRestriction": {restriction}}}"#,
            written(self.start),
            offset(zone),
            self.unit.0,
            self.length,
            participants.join(", ")
        )
    }
}

#[test]
fn random_schedules_come_to_what_counting_minutes_gives() {
    for case in 0..30 {
        let mut chance = Chance::of(case + 1_000);
        let (zone, minutes) = chance.one_of(&[("UTC", 0), ("Asia/Kolkata", 330), ("America/Phoenix", -420)]);
        let rotations: Vec<Rotation> = (0..=chance.below(3)).map(|_| Rotation::random(&mut chance)).collect();
        let round = |one: &Rotation| one.turn() * i64::try_from(one.participants.len()).expect("it is small");
        let cycle = cycle(rotations.iter().map(round));
        let counted = count(cycle, |minute| rotations.iter().filter_map(|one| one.on_call(minute)).collect());
        let rotations: Vec<String> = rotations.iter().enumerate().map(|(rank, one)| one.json(rank, minutes)).collect();
        let user = |who: &&str| {
            format!(r#"{{"id": "id-{who}", "username": "{who}@acme.example", "fullName": "{who}", "blocked": false}}"#)
        };
        let users = PEOPLE.iter().map(user).collect::<Vec<_>>().join(", ");
        let schedule = format!(
            r#"{{"data": [{{"id": "s1", "name": "On call", "timezone": "{zone}", "enabled": true, "rotations": [{}]}}]}}"#,
            rotations.join(",\n")
        );
        // What follows it has the same objects in another list.
        let successor =
            schedule.replacen("\"data\"", "\"values\"", 1).replace("\"type\": \"none\"", "\"type\": \"noone\"");
        let users = format!(r#"{{"data": [{users}]}}"#);
        for schedule in [schedule, successor] {
            let files = [("schedules.json", schedule), ("users.json", users.clone())];
            assert_counted(case, &files, cycle, &counted);
        }
    }
}
