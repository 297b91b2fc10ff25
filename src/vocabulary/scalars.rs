//! How durations, times, offsets, dates, days and shares are read.

use jiff::civil::Date;

use crate::yaml::scalar::decimal;

/// The days of the week.
pub const WEEK: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Minutes of a span such as `5m`, `12h`, `1d`, `2w`, `3M`, `1Q`, `1Y` or `1h30m`.
///
/// A month counts as 30 days, a quarter as 90 and a year as 365: what is judged here are plans, not
/// calendars.
pub fn duration(text: &str) -> Option<i64> {
    let mut rest = text;
    let mut minutes: i64 = 0;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: i64 = rest[..digits].parse().ok()?;
        let unit = rest[digits..].chars().next()?;
        minutes = minutes.checked_add(number.checked_mul(minutes_of(unit)?)?)?;
        rest = &rest[digits + 1..];
    }
    (!text.is_empty()).then_some(minutes)
}

/// Minutes of a unit that durations are written in.
pub fn minutes_of(unit: char) -> Option<i64> {
    Some(match unit {
        'm' => 1,
        'h' => 60,
        'd' => 1_440,
        'w' => 10_080,
        'M' => 43_200,
        'Q' => 129_600,
        'Y' => 525_600,
        _ => return None,
    })
}

/// Minutes from midnight of a time of day such as `09:00`; `24:00` is the end of the day.
pub fn time(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let (h, m) = (two_digits(hours)?, two_digits(minutes)?);
    (minutes.len() == 2 && m < 60 && h * 60 + m <= 1_440).then_some(h * 60 + m)
}

/// Minutes of an offset from UTC such as `+05:30`, `-0800`, `+1` or `Z`; at most 14 hours away.
///
/// Whole hours may lack their sign: `+1` is a number, and whatever writes numbers writes it as `1`.
pub fn offset(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z" | "UTC") {
        return Some(0);
    }
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ if text.len() <= 2 => (1, text),
        _ => return None,
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() == 4 && rest.is_ascii() => rest.split_at(2),
        None => (rest, "00"),
    };
    let (h, m) = (two_digits(hours)?, two_digits(minutes)?);
    (minutes.len() == 2 && m < 60 && h * 60 + m <= 840).then_some(sign * (h * 60 + m))
}

fn two_digits(text: &str) -> Option<i64> {
    let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// Days since 1970-01-01 of an ISO date.
pub fn date(text: &str) -> Option<i32> {
    let hyphens = text.bytes().enumerate().filter(|&(_, byte)| byte == b'-').map(|(at, _)| at);
    if text.len() != 10 || !hyphens.eq([4, 7]) {
        return None;
    }
    days_since_epoch(text.parse().ok()?)
}

/// Days since 1970-01-01.
pub fn days_since_epoch(date: Date) -> Option<i32> {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.since((jiff::Unit::Day, epoch)).ok().map(|span| span.get_days())
}

/// A share of a whole that is written `shift` digits further to the left: 0.25, or 25 of a hundred.
pub fn share(text: &str, shift: u8) -> Option<(i64, u8)> {
    let (mantissa, scale) = decimal(text)?;
    let scale = scale.checked_add(shift)?;
    let whole = 10_i64.checked_pow(u32::from(scale)).unwrap_or(i64::MAX);
    (0..=whole).contains(&mantissa).then_some((mantissa, scale))
}

/// A percentage as a share. What would be at most one per cent is a share that somebody took for one, but where the sign
/// says otherwise.
pub fn percent(text: &str) -> Option<(i64, u8)> {
    let number = text.trim_end_matches('%').trim_end();
    let is_share = number.len() == text.len() && share(number, 0).is_some_and(|(mantissa, _)| mantissa > 0);
    if is_share { None } else { share(number, 2) }
}

/// A share of a whole, which a sign may make a percentage: `0.25` or `25 %`.
pub fn part(text: &str) -> Option<(i64, u8)> {
    if text.ends_with('%') { percent(text) } else { share(text, 0) }
}

/// A number from nothing to so many.
pub fn up_to(text: &str, most: i64) -> Option<(i64, u8)> {
    let (mantissa, scale) = decimal(text)?;
    let bound = 10_i64.checked_pow(u32::from(scale)).and_then(|ten| ten.checked_mul(most)).unwrap_or(i64::MAX);
    (0..=bound).contains(&mantissa).then_some((mantissa, scale))
}

/// A set of days, bit 0 for Monday, of `mon-fri`, `sat,sun`, `mo` or `daily`.
pub fn days(text: &str) -> Option<u8> {
    let mut set = 0;
    for part in text.split(',') {
        let part = part.trim();
        set |= match part {
            "daily" | "all" => 0x7f,
            "weekdays" => 0x1f,
            "weekends" => 0x60,
            _ => match part.split_once('-') {
                Some((from, to)) => {
                    let (from, to) = (day(from.trim())?, day(to.trim())?);
                    let length = (to + 7 - from) % 7;
                    (0..=length).fold(0, |set, n| set | 1 << ((from + n) % 7))
                }
                None => 1 << day(part)?,
            },
        };
    }
    (set != 0).then_some(set)
}

fn day(text: &str) -> Option<u8> {
    let folded = text.to_ascii_lowercase();
    let rank = WEEK.iter().position(|name| folded == *name || folded == name[..3] || folded == name[..2])?;
    u8::try_from(rank).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::vocabulary::scalars::{date, days, duration, offset, time};

    #[test]
    fn durations_are_minutes_and_the_case_of_the_unit_matters() {
        assert_eq!(duration("5m"), Some(5));
        assert_eq!(duration("2w"), Some(20_160));
        assert_eq!(duration("3M"), Some(129_600));
        assert_eq!(duration("1h30m"), Some(90));
        for wrong in ["", "5", "m", "1 w", "1y", "-1d", "99999999999999999w"] {
            assert_eq!(duration(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn times_and_offsets_have_their_bounds() {
        assert_eq!(time("09:00"), Some(540));
        assert_eq!(time("24:00"), Some(1_440));
        assert_eq!(time("24:01"), None);
        assert_eq!(time("9:5"), None);
        assert_eq!(offset("+05:30"), Some(330));
        assert_eq!(offset("-0800"), Some(-480));
        assert_eq!(offset("+14:00"), Some(840));
        assert_eq!(offset("+14:01"), None);
        assert_eq!((offset("+1"), offset("1"), offset("14")), (Some(60), Some(60), Some(840)));
        for wrong in ["05:30", "15", "0530", "1:", "é"] {
            assert_eq!(offset(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_sets_and_ranges_wrap() {
        assert_eq!(days("mon-fri"), Some(0x1f));
        assert_eq!(days("sat,sun"), Some(0x60));
        assert_eq!(days("sat-mon"), Some(0x61));
        assert_eq!(days("MO"), Some(1));
        assert_eq!(days("Friday"), Some(0x10));
        assert_eq!(days("someday"), None);
    }

    #[test]
    fn dates_are_real_days() {
        assert_eq!(date("1970-01-02"), Some(1));
        assert_eq!(date("2026-02-30"), None);
        assert_eq!(date("2026-2-3"), None);
        assert_eq!(date("20260601T1"), None);
    }

    proptest! {
        #[test]
        fn nothing_a_person_can_type_panics(text in "\\PC*") {
            let _ = (duration(&text), time(&text), offset(&text), date(&text), days(&text));
        }
    }
}
