//! Calendar dates.

use jiff::civil::Date;

use crate::vocabulary::meant::{Meant, folded};
use crate::vocabulary::scalars;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date as three numbers, which may be no day.
#[derive(Clone, Copy)]
struct Ymd {
    year: i16,
    month: i8,
    day: i8,
}

/// `2026-1-5`, `05.01.2026`, `5 January 2026` or a point in time for a date; a day that does not exist.
pub fn calendar_date(text: &str) -> Option<Meant> {
    let text = text.trim();
    if let Some(both) = either_way(text) {
        return Some(both);
    }
    if let Some(ymd) = without_time(text) {
        return Some(if scalars::date(text).is_none() && exists(ymd) {
            let says = if text.contains(':') { "a date and a time" } else { "a date in another form" };
            Meant::write(shown(ymd)).says(says)
        } else {
            no_such_day(ymd)
        });
    }
    if let Some(first) = first_of(text) {
        return Some(Meant::help(format!("write `{}`, or another day of it", shown(first))).says("no single day"));
    }
    let (day, month) = day_and_month(text)?;
    Some(
        Meant::help(format!("write the year, too: YEAR-{month:02}-{day:02}, such as `2026-{month:02}-{day:02}`"))
            .says("without a year"),
    )
}

fn exists(ymd: Ymd) -> bool {
    Date::new(ymd.year, ymd.month, ymd.day).is_ok()
}

fn shown(ymd: Ymd) -> String {
    format!("{:04}-{:02}-{:02}", ymd.year, ymd.month, ymd.day)
}

fn no_such_day(ymd: Ymd) -> Meant {
    let Ok(first) = Date::new(ymd.year, ymd.month, 1) else {
        return Meant::help("write year, month and day, such as `2026-06-01`; months go from 01 to 12")
            .says("no such month");
    };
    let last = first.days_in_month();
    let month = MONTHS[usize::from(first.month().unsigned_abs()) - 1];
    let end = shown(Ymd { day: last, ..ymd });
    Meant::help(format!("write `{end}` if the last day is meant: {month} {} has {last} days", ymd.year))
        .says("no such day")
}

/// Year, month and day, whatever stands between them and behind them.
fn without_time(text: &str) -> Option<Ymd> {
    let of_day =
        text.split(['T', 't']).next().filter(|day| day.starts_with(|c: char| c.is_ascii_digit()) && day.len() >= 8);
    let of_day = of_day.filter(|_| text.contains(['T', 't']) && !folded(text).contains("oct")).unwrap_or(text);
    let of_day = of_day.split(' ').next().filter(|day| numbers(day).is_some()).unwrap_or(of_day);
    numbers(of_day).or_else(|| in_words(of_day))
}

fn numbers(text: &str) -> Option<Ymd> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Ymd {
            year: text[..4].parse().ok()?,
            month: text[4..6].parse().ok()?,
            day: text[6..].parse().ok()?,
        });
    }
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.' | '_'))?;
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let [a, b, c] = parts[..] else { return None };
    if a.len() == 4 {
        return Some(Ymd { year: a.parse().ok()?, month: b.parse().ok()?, day: c.parse().ok()? });
    }
    let (first, second): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
    let year = (c.len() == 4).then(|| c.parse().ok())??;
    // Dots are never written month first; slashes are in one country and the other way round elsewhere.
    let month_first = separator != '.' && second > 12;
    let (day, month) = if month_first { (second, first) } else { (first, second) };
    Some(Ymd { year, month, day })
}

/// `01/05/2026`, of which nobody can tell which is the month.
fn either_way(text: &str) -> Option<Meant> {
    let parts: Vec<i16> = text.split(['/', '-']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [a, b, year] = parts[..] else { return None };
    let both = (1..=12).contains(&a) && (1..=12).contains(&b) && a != b && year > 999;
    both.then(|| {
        Meant::help(format!(
            "write `{year:04}-{b:02}-{a:02}` if {a:02} is the day, or `{year:04}-{a:02}-{b:02}` if it is the month"
        ))
        .says("day and month can be told apart only by whoever wrote it")
    })
}

fn month_of(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let rank = MONTHS.iter().position(|month| {
        let month = month.to_lowercase();
        word.len() >= 3 && month.starts_with(&word)
    })?;
    i8::try_from(rank + 1).ok()
}

/// `5 January 2026`, `Jan 5th, 2026`.
fn in_words(text: &str) -> Option<Ymd> {
    let words = words(text);
    let year = year_in(&words)?;
    let (day, month) = day_and_month(text)?;
    Some(Ymd { year, month, day })
}

/// The word of four digits: `June` and `July` are as long.
fn year_in(words: &[String]) -> Option<i16> {
    words.iter().filter(|word| word.len() == 4).find_map(|word| word.parse().ok())
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/'));
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
}

fn day_and_month(text: &str) -> Option<(i8, i8)> {
    let words = words(text);
    let month = words.iter().find_map(|word| month_of(word))?;
    let day = words.iter().find_map(|word| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<i8>().ok().filter(|day| digits.len() <= 2 && (1..=31).contains(day))
    })?;
    (words.len() <= 3).then_some((day, month))
}

/// The first day of a month, a quarter or a year: `2026-06`, `Q3 2026`, `2026`.
fn first_of(text: &str) -> Option<Ymd> {
    let words = words(text);
    let year = year_in(&words)?;
    let other = words.iter().find(|word| word.parse::<i16>().ok() != Some(year));
    let month = match other.map(String::as_str) {
        None | Some("q1") => 1,
        Some("q2") => 4,
        Some("q3") => 7,
        Some("q4") => 10,
        Some(word) => month_of(word).or_else(|| word.parse().ok().filter(|month| (1..=12).contains(month)))?,
    };
    (words.len() <= 2).then_some(Ymd { year, month, day: 1 })
}
