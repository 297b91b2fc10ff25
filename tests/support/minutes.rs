//! Who is on call, counted minute by minute: what an export says must come to the same.

use std::collections::BTreeMap;

use jiff::civil::date;
use teamlint::lint::{Input, Linter, Setup};

use super::imported::import;
use super::world::Texts;

pub const DAY: i64 = 24 * 60;
pub const WEEK: i64 = 7 * DAY;

/// 2026-06-01, a Monday, in days since 1970-01-01.
pub const TODAY: i32 = 20_605;

/// Numbers that look random, and are the same on every machine.
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub fn below(&mut self, limit: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % limit.unsigned_abs()).expect("it is small")
    }

    pub fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        let at = self.below(i64::try_from(of.len()).expect("it is small"));
        of[usize::try_from(at).expect("it is small")]
    }
}

/// A local minute as exports write it: `2026-01-05T09:00:00`.
pub fn written(minute: i64) -> String {
    let day = i32::try_from(minute.div_euclid(DAY)).expect("a day");
    let date = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(day)).expect("a date");
    let time = minute.rem_euclid(DAY);
    format!("{date}T{:02}:{:02}:00", time / 60, time % 60)
}

/// The offset of a zone as exports write it: `+05:30`.
pub fn offset(minutes: i64) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

pub fn time(minute: i64) -> String {
    format!("{:02}:{:02}:00", minute / 60, minute % 60)
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Minutes after which everything begins anew.
pub fn cycle(rounds: impl Iterator<Item = i64>) -> i64 {
    rounds.fold(WEEK, |a, b| a / gcd(a, b) * b)
}

/// What people have in a cycle.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Minutes {
    /// In all.
    pub all: i64,
    /// On Monday to Friday from 8 to 18, at each place.
    pub business: i64,
    /// In which the same person is on call at two places.
    pub twice: i64,
}

/// Counts who is on call in a cycle; `on_call` gives the people of a local minute after 1970-01-01, as often as they are.
pub fn count(cycle: i64, on_call: impl Fn(i64) -> Vec<&'static str>) -> BTreeMap<&'static str, Minutes> {
    let first = i64::from(TODAY) * DAY;
    let mut counted: BTreeMap<&'static str, Minutes> = BTreeMap::new();
    for minute in first..first + cycle {
        // 1970-01-01 was a Thursday.
        let of_week = (minute + 3 * DAY).rem_euclid(WEEK);
        let is_business = of_week / DAY < 5 && (8 * 60..18 * 60).contains(&(of_week % DAY));
        let mut people = on_call(minute);
        people.sort_unstable();
        for one in people.chunk_by(|a, b| a == b) {
            let minutes = counted.entry(one[0]).or_default();
            minutes.all += 1;
            let places = i64::try_from(one.len()).expect("it is small");
            minutes.business += i64::from(is_business) * places;
            minutes.twice += places - 1;
        }
    }
    counted
}

/// Asserts that an export says of everybody what was counted.
///
/// The native file that is written of it says the same, unless a turn is nobody's, which it cannot say.
pub fn assert_counted(case: u64, files: &[(&str, String)], cycle: i64, counted: &BTreeMap<&'static str, Minutes>) {
    assert_counted_in(case, files, cycle, counted);
    let input = Input::texts(files.iter().map(|(path, text)| (*path, text.as_str())));
    let native = import(&Linter::new(Setup::built_in(), date(2026, 6, 1)).read(&input));
    let is_open = |line: &str| !line.trim_start().starts_with('#') && line.contains("...");
    if !native.lines().any(is_open) {
        assert_counted_in(case, &[("org.yaml", native)], cycle, counted);
    }
}

fn assert_counted_in(case: u64, files: &[(&str, String)], cycle: i64, counted: &BTreeMap<&'static str, Minutes>) {
    let world = Texts::of(files.iter().map(|(path, text)| (*path, text.clone()))).all_known().build(TODAY);
    // Somebody may well stand in a list twice, and a turn be nobody's.
    let expected = ["is named twice", "is named 3 times", "is named 4 times", "reaches nobody"];
    let told = world.complaints().into_iter().filter(|message| !expected.iter().any(|one| message.contains(one)));
    let told: Vec<&str> = told.collect();
    assert!(told.is_empty(), "case {case}: {told:?}\n{files:?}");
    let weeks = 60 * cycle / WEEK;
    for (person, minutes) in counted {
        let load = format!("onCallPeople.filter(one, one.id == \"{person}\").first().onCall");
        let holds = |expression: String| {
            let said = world.says(&expression);
            assert_eq!(
                said,
                "true",
                "case {case}: {expression}\n{}\n{files:?}",
                world.says(&format!("{load}.hoursPerWeek"))
            );
        };
        holds(format!("{load}.hoursPerWeek == {}/{weeks}", minutes.all));
        holds(format!("{load}.participations.sum(part, part.businessHours) == {}/{weeks}", minutes.business));
        holds(format!("{load}.doubleBookedHours == {}/{weeks}", minutes.twice));
    }
    let people = world.says("onCallPeople.filter(one, one.onCall.hoursPerWeek > 0).size()");
    assert_eq!(people, counted.len().to_string(), "case {case}: {files:?}");
}
