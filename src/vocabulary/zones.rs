//! Time zones by their names in the IANA database that is part of the program: nothing is read from the machine.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::tz::{self, TimeZone};
use jiff::{SignedDuration, Span, Timestamp};

use crate::finding::suggest::nearest;
use crate::vocabulary::scalars::days_since_epoch;

/// Names that people use for the zone of a place.
const MEANT: &[(&str, &str)] = &[
    ("CET", "Europe/Berlin"),
    ("CEST", "Europe/Berlin"),
    ("MEZ", "Europe/Berlin"),
    ("MESZ", "Europe/Berlin"),
    ("BST", "Europe/London"),
    ("WET", "Europe/Lisbon"),
    ("WEST", "Europe/Lisbon"),
    ("EET", "Europe/Helsinki"),
    ("EEST", "Europe/Helsinki"),
    ("MSK", "Europe/Moscow"),
    ("ET", "America/New_York"),
    ("EST", "America/New_York"),
    ("EDT", "America/New_York"),
    ("CT", "America/Chicago"),
    ("CST", "America/Chicago"),
    ("CDT", "America/Chicago"),
    ("MT", "America/Denver"),
    ("MST", "America/Denver"),
    ("MDT", "America/Denver"),
    ("PT", "America/Los_Angeles"),
    ("PST", "America/Los_Angeles"),
    ("PDT", "America/Los_Angeles"),
    ("BRT", "America/Sao_Paulo"),
    ("IST", "Asia/Kolkata"),
    ("SGT", "Asia/Singapore"),
    ("HKT", "Asia/Hong_Kong"),
    ("JST", "Asia/Tokyo"),
    ("KST", "Asia/Seoul"),
    ("AEST", "Australia/Sydney"),
    ("AEDT", "Australia/Sydney"),
    ("NZST", "Pacific/Auckland"),
    ("NZDT", "Pacific/Auckland"),
];

static NAMES: LazyLock<Vec<String>> =
    LazyLock::new(|| tz::db().available().map(|name| name.as_str().to_owned()).collect());

/// Whether the database has a zone of that name, however it is capitalised.
pub fn is_known(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && tz::db().get(name).is_ok()
}

/// The zone that a name stands for which people use and the database need not have: `CET`, `Berlin`, `europe/berln`.
pub fn meant(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if let Some((_, zone)) = MEANT.iter().find(|(short, _)| short.eq_ignore_ascii_case(text)) {
        return Some(zone);
    }
    let names = || NAMES.iter().map(String::as_str);
    let joined = text.split_whitespace().collect::<Vec<_>>().join("_");
    let whole = names().find(|name| name.eq_ignore_ascii_case(&joined) || name.eq_ignore_ascii_case(text));
    let place = |name: &'static str| name.rsplit_once('/').map_or("", |(_, place)| place);
    let city = || names().find(|name| joined.len() > 3 && place(name).eq_ignore_ascii_case(&joined));
    let misspelt = || nearest(&joined, names().filter(|_| joined.contains('/')));
    whole.or_else(city).or_else(misspelt)
}

/// The word that was meant, of a list.
pub(super) fn near(word: &str, words: &'static [&'static str]) -> Option<&'static str> {
    nearest(word, words.iter().copied())
}

/// The offset of a zone from UTC at noon of a day, in minutes; `today` counts days from 1970-01-01.
pub fn offset(zone: &str, today: i32) -> Option<i64> {
    at_noon(&tz::db().get(zone).ok()?, today)
}

/// Whether a zone has an offset at some time of the year around a day.
pub fn ever_has(zone: &str, offset: i64, today: i32) -> bool {
    let Ok(zone) = tz::db().get(zone) else { return false };
    // Nowhere does summer time last less than four weeks.
    (-13..=13).any(|month| at_noon(&zone, today.saturating_add(month * 28)) == Some(offset))
}

fn at_noon(zone: &TimeZone, day: i32) -> Option<i64> {
    let noon = date_of(day)?.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp();
    let seconds = SignedDuration::from_secs(zone.to_offset(noon).seconds().into());
    Some(seconds.as_mins())
}

/// A time as a clock on the wall shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// Days since 1970-01-01.
    pub day: i32,
    /// The minute of the day; seconds are left out.
    pub minute: i64,
}

/// What the clocks of a zone show at an instant, `2026-01-05T09:00:00-05:00`; one that says no offset is local already.
pub fn local(instant: &str, zone: &str) -> Option<Local> {
    let shown = match instant.parse::<Timestamp>() {
        Ok(instant) => instant.to_zoned(tz::db().get(zone).ok()?).datetime(),
        Err(_) => instant.parse::<DateTime>().ok()?,
    };
    let minute = i64::from(shown.hour()) * 60 + i64::from(shown.minute());
    Some(Local { day: days_since_epoch(shown.date())?, minute })
}

/// The day that is so many days after 1970-01-01.
pub fn date_of(day: i32) -> Option<Date> {
    jiff::civil::date(1970, 1, 1).checked_add(Span::new().try_days(day).ok()?).ok()
}

/// An offset as files write it: `"+05:30"`.
pub fn written(offset: i64) -> String {
    let (sign, minutes) = if offset < 0 { ('-', offset.unsigned_abs()) } else { ('+', offset.unsigned_abs()) };
    format!("\"{sign}{:02}:{:02}\"", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::zones::{ever_has, is_known, local, meant, offset, written};

    /// As of 2026-06-15 and 2026-12-15.
    const SUMMER: i32 = 20_619;
    const WINTER: i32 = 20_802;

    #[test]
    fn a_zone_has_the_offset_of_the_day() {
        assert_eq!((offset("Europe/Berlin", SUMMER), offset("Europe/Berlin", WINTER)), (Some(120), Some(60)));
        assert_eq!((offset("Asia/Kolkata", SUMMER), offset("America/New_York", SUMMER)), (Some(330), Some(-240)));
        assert_eq!(offset("Europe/Nowhere", SUMMER), None);
        assert!(ever_has("Europe/Berlin", 60, SUMMER) && !ever_has("Europe/Berlin", 540, SUMMER));
        assert_eq!((written(-210), written(120)), ("\"-03:30\"".to_owned(), "\"+02:00\"".to_owned()));
    }

    #[test]
    fn an_instant_is_what_the_clocks_of_a_zone_show() {
        let at = |instant: &str, zone: &str| local(instant, zone).map(|local| (local.day, local.minute));
        assert_eq!(at("2026-06-15T09:00:30+02:00", "Europe/Berlin"), Some((SUMMER, 540)));
        assert_eq!(at("2026-06-15T22:30:00Z", "Europe/Berlin"), Some((SUMMER + 1, 30)));
        assert_eq!(at("2026-12-15T09:00:00+01:00", "America/New_York"), Some((WINTER, 180)));
        assert_eq!(at("2026-06-15T09:00:00", "Nowhere"), Some((SUMMER, 540)));
        assert_eq!((at("2026-06-15T09:00:00Z", "Nowhere"), at("soon", "UTC")), (None, None));
    }

    #[test]
    fn a_zone_is_known_by_what_people_call_it() {
        assert!(is_known("Europe/Berlin") && !is_known("Berlin") && !is_known("12:30"));
        assert_eq!(meant("Berlin"), Some("Europe/Berlin"));
        assert_eq!(meant("New York"), Some("America/New_York"));
        assert_eq!(meant("Europe/Berln"), Some("Europe/Berlin"));
        assert_eq!(meant("PST"), Some("America/Los_Angeles"));
        assert_eq!(meant("here"), None);
    }
}
