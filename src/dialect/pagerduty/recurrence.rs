//! Rules after RFC 5545 by which events come back, and whose turn each of them is.

use crate::dialect::pagerduty::layers::EVERY_DAY;

/// Why nobody can say on which days something comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is no rule.
    Broken,
    /// It says more than is judged.
    Irregular,
}

/// Days that come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    is_daily: bool,
    /// Every so many days or weeks.
    interval: i32,
    /// Bits of weekdays, Monday being bit 0; none for all days, or for the weekday of the first event.
    days: u8,
    /// The first day of a week, Monday being 0.
    week_start: i32,
    /// After which instant nothing comes any more.
    pub until: Option<String>,
}

impl Rule {
    /// `RRULE:FREQ=WEEKLY;BYDAY=MO,TU`.
    pub fn parse(text: &str) -> Result<Self, Trouble> {
        let rule = text.trim().strip_prefix("RRULE:").ok_or(Trouble::Broken)?;
        let mut parsed = Self { is_daily: false, interval: 1, days: 0, week_start: 0, until: None };
        let mut frequency = None;
        for part in rule.split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').ok_or(Trouble::Broken)?;
            match key {
                "FREQ" => frequency = Some(value),
                "INTERVAL" => {
                    parsed.interval = value.parse().ok().filter(|n| (1..=520).contains(n)).ok_or(Trouble::Broken)?;
                }
                "BYDAY" => parsed.days = days(value)?,
                "WKST" => parsed.week_start = weekday(value).ok_or(Trouble::Broken)?,
                "UNTIL" => parsed.until = Some(instant(value).ok_or(Trouble::Broken)?),
                _ => return Err(Trouble::Irregular),
            }
        }
        match frequency {
            Some("DAILY") => Ok(Self { is_daily: true, ..parsed }),
            Some("WEEKLY") => Ok(parsed),
            Some("SECONDLY" | "MINUTELY" | "HOURLY" | "MONTHLY" | "YEARLY") => Err(Trouble::Irregular),
            _ => Err(Trouble::Broken),
        }
    }

    /// Whether it comes back on a day, in days since 1970-01-01, if the first is on another.
    pub fn falls_on(&self, first: i32, day: i32) -> bool {
        let is_of_days = |days: u8| days & (1 << of_week(day)) != 0;
        if self.is_daily {
            return (day - first) % self.interval == 0 && (self.days == 0 || is_of_days(self.days));
        }
        let week = |day: i32| (day - (of_week(day) - self.week_start).rem_euclid(7)).div_euclid(7);
        let days = if self.days == 0 { 1 << of_week(first) } else { self.days };
        (week(day) - week(first)) % self.interval == 0 && is_of_days(days)
    }

    /// Weeks after which it falls on the same days.
    pub fn weeks(&self) -> i32 {
        if self.is_daily && self.interval % 7 == 0 { self.interval / 7 } else { self.interval }
    }

    /// Whether it is every day.
    pub fn is_every_day(&self) -> bool {
        let all = self.days == EVERY_DAY || self.days == 0 && self.is_daily;
        self.interval == 1 && all
    }
}

/// The day of the week, Monday being 0: 1970-01-01 was a Thursday.
pub fn of_week(day: i32) -> i32 {
    (day + 3).rem_euclid(7)
}

fn weekday(text: &str) -> Option<i32> {
    (0..).zip(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]).find(|(_, name)| *name == text).map(|(rank, _)| rank)
}

/// `MO,TU`; the second Monday of a month is judged nowhere.
fn days(text: &str) -> Result<u8, Trouble> {
    text.split(',').try_fold(0, |days, day| match weekday(day) {
        Some(rank) => Ok(days | 1 << rank),
        None if day.get(day.len().saturating_sub(2)..).and_then(weekday).is_some() => Err(Trouble::Irregular),
        None => Err(Trouble::Broken),
    })
}

/// `20260701T000000Z` as other instants are written.
fn instant(text: &str) -> Option<String> {
    let part = |range: std::ops::Range<usize>| text.get(range).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let date = format!("{}-{}-{}", part(0..4)?, part(4..6)?, part(6..8)?);
    match text.get(8..)? {
        "" => Some(format!("{date}T23:59:59Z")),
        _ => Some(format!("{date}T{}:{}:{}Z", part(9..11)?, part(11..13)?, part(13..15)?)),
    }
}

/// Turns that come back every so many weeks, all of them on the same days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weekly {
    /// The days, in days since 1970-01-01: each is the first of its weekday.
    pub days: Vec<i32>,
    /// Whose turn it is in each week from the first day on, by rank; nobody's where nothing falls into it.
    pub turns: Vec<Option<usize>>,
}

/// More weeks than a round of turns is followed.
const MOST: i32 = 104;

/// Who has the events of a rule from a day on, where each of some people has several one after the other; none if there
/// are more turns than are wanted until all begins anew. Events last so many minutes.
pub fn turns(
    rule: &Rule,
    (first, since): (i32, i32),
    each: i64,
    people: usize,
    minutes: i64,
    most: usize,
) -> Option<Vec<Weekly>> {
    let pattern = rule.weeks();
    let in_pattern = (since..since + 7 * pattern).filter(|day| rule.falls_on(first, *day)).count();
    if in_pattern == 0 || people == 0 {
        return Some(Vec::new());
    }
    let round = usize::try_from(each).ok()?.checked_mul(people)?;
    let weeks =
        i32::try_from(round / gcd(in_pattern, round)).ok()?.checked_mul(pattern).filter(|weeks| *weeks <= MOST)?;
    let weeks = usize::try_from(weeks).ok()?;
    let mut of_day: Vec<Vec<Option<usize>>> = vec![vec![None; weeks]; 7];
    let falls_on = |day: &usize| rule.falls_on(first, since + i32::try_from(*day).unwrap_or_default());
    for (events, day) in (0..7 * weeks).filter(falls_on).enumerate() {
        of_day[day % 7][day / 7] = Some(events / (round / people) % people);
    }
    let mut all: Vec<Weekly> = Vec::new();
    for (rank, turns) in (0..).zip(of_day).filter(|(_, turns)| turns.iter().any(Option::is_some)) {
        let day = since + rank;
        let turns = once(&turns);
        // Their last event has to end before the next week of theirs begins.
        let fits = |of: &Weekly| i64::from(day - of.days[0]) * 24 * 60 + minutes <= 7 * 24 * 60;
        match all.iter_mut().find(|of| of.turns == turns && fits(of)) {
            Some(same) => same.days.push(day),
            None => all.push(Weekly { days: vec![day], turns }),
        }
    }
    (all.iter().map(|of| of.turns.len()).sum::<usize>() <= most).then_some(all)
}

/// A list without its repetitions.
fn once(turns: &[Option<usize>]) -> Vec<Option<usize>> {
    let repeats = |length: &usize| {
        turns.len().is_multiple_of(*length) && turns.iter().zip(turns.iter().cycle().skip(*length)).all(|(a, b)| a == b)
    };
    let length = (1..=turns.len()).find(repeats).unwrap_or(turns.len());
    turns[..length].to_vec()
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::{Rule, Trouble, Weekly, turns};

    #[test]
    fn a_rule_is_read_broken_or_not_judged() {
        let falls = |text: &str| {
            Rule::parse(text).map(|rule| (0..14).filter(|day| rule.falls_on(4, 4 + day)).collect::<Vec<_>>())
        };
        // 1970-01-05 was a Monday.
        assert_eq!(falls("RRULE:FREQ=WEEKLY"), Ok(vec![0, 7]));
        assert_eq!(falls("RRULE:FREQ=WEEKLY;BYDAY=TU,SU"), Ok(vec![1, 6, 8, 13]));
        assert_eq!(falls("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU"), Ok(vec![0, 13]));
        assert_eq!(falls("RRULE:FREQ=DAILY;INTERVAL=5"), Ok(vec![0, 5, 10]));
        let broken = [
            "FREQ=DAILY",
            "RRULE:FREQ=OFTEN",
            "RRULE:FREQ=WEEKLY;BYDAY=XX",
            "RRULE:INTERVAL=0",
            "RRULE:;;",
            "RRULE:FREQ=DAILY;UNTIL=soon",
        ];
        assert_eq!(broken.map(falls), broken.map(|_| Err(Trouble::Broken)));
        let irregular = ["RRULE:FREQ=MONTHLY", "RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=WEEKLY;BYDAY=2MO"];
        assert_eq!(irregular.map(falls), irregular.map(|_| Err(Trouble::Irregular)));
    }

    #[test]
    fn turns_of_a_week_are_together_and_others_by_the_day() {
        let weekdays = Rule::parse("RRULE:FREQ=WEEKLY;BYDAY=MO,TU").expect("a rule");
        let week = turns(&weekdays, (4, 4), 2, 2, 60, 8);
        assert_eq!(week, Some(vec![Weekly { days: vec![4, 5], turns: vec![Some(0), Some(1)] }]));
        let each = turns(&weekdays, (4, 4), 1, 3, 60, 8).expect("it is short");
        assert_eq!(each[0], Weekly { days: vec![4], turns: vec![Some(0), Some(2), Some(1)] });
        assert_eq!(each[1], Weekly { days: vec![5], turns: vec![Some(1), Some(0), Some(2)] });
        assert_eq!(turns(&weekdays, (4, 4), 1, 3, 60, 5), None);
    }
}
