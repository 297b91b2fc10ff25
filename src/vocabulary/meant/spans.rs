//! Spans of time.

use crate::vocabulary::meant::quantity::quantity;
use crate::vocabulary::meant::{Meant, folded};
use crate::vocabulary::scalars::minutes_of;
use crate::yaml::scalar::decimal;

/// Names of units with the letter that durations write them with.
const UNITS: &[(&str, &[&str])] = &[
    ("m", &["m", "min", "mins", "min.", "minute", "minutes", "minuten", "'"]),
    ("h", &["h", "hr", "hrs", "hour", "hours", "std", "stunden"]),
    ("d", &["d", "day", "days", "tag", "tage"]),
    ("w", &["w", "wk", "wks", "week", "weeks", "woche", "wochen"]),
    ("M", &["mo", "mon", "mos", "mth", "mths", "month", "months", "monat", "monate"]),
    ("Q", &["q", "qtr", "quarter", "quarters", "quartal"]),
    ("Y", &["y", "yr", "yrs", "year", "years", "a", "jahr", "jahre"]),
];

/// Words that are spans of their own.
const WORDS: &[(&str, &str)] = &[
    ("hourly", "1h"),
    ("daily", "1d"),
    ("nightly", "1d"),
    ("weekly", "1w"),
    ("every week", "1w"),
    ("biweekly", "2w"),
    ("bi-weekly", "2w"),
    ("fortnight", "2w"),
    ("fortnightly", "2w"),
    ("every two weeks", "2w"),
    ("every other week", "2w"),
    ("monthly", "1M"),
    ("quarterly", "1Q"),
    ("yearly", "1Y"),
    ("annually", "1Y"),
];

const UNIT_LETTERS: &str = "the units are `m`, `h`, `d`, `w`, `M` (months), `Q` and `Y`";

/// `15min`, `1 week`, `weekly` or `P1W` for a duration; a number alone, which lacks its unit.
pub fn span_of_time(text: &str) -> Option<Meant> {
    let fold = folded(text);
    if let Some((_, span)) = WORDS.iter().find(|(word, _)| *word == fold) {
        return Some(Meant::write(span));
    }
    if let Some((mantissa, scale)) = decimal(&fold) {
        if mantissa < 0 {
            return Some(Meant::help("write a span from now on, such as `1d`").says("less than nothing"));
        }
        if scale == 0 && crate::vocabulary::scalars::duration(&format!("{fold}w")).is_some() {
            return Some(
                Meant::help(format!(
                    "write `{fold}m` for minutes, `{fold}h` for hours, `{fold}d` for days or `{fold}w` for weeks"
                ))
                .says("a number without its unit"),
            );
        }
    }
    let written = written(text)?;
    Some(Meant::write(written).adding(format_args!("; {UNIT_LETTERS}")))
}

/// The same for a span that is longer than nothing.
pub fn length(text: &str) -> Option<Meant> {
    let nothing = crate::vocabulary::scalars::duration(text).or_else(|| span(text)) == Some(0);
    if nothing || decimal(text) == Some((0, 0)) {
        return Some(Meant::help("write how long it is: `12h`, `1d`, `1w` or `2w`").says("no time at all"));
    }
    span_of_time(text)
}

/// The minutes of a span that people write in their own words.
pub fn span(text: &str) -> Option<i64> {
    crate::vocabulary::scalars::duration(&written(text)?)
}

/// A span as durations are written.
fn written(text: &str) -> Option<String> {
    iso(text.trim()).or_else(|| of_clock(text.trim())).or_else(|| in_words(text))
}

/// `PT15M`, `P1W` or `P1DT12H`, as ISO 8601 writes spans.
fn iso(text: &str) -> Option<String> {
    let text = text.to_ascii_uppercase();
    let (date, time) = text.strip_prefix('P')?.split_once('T').unwrap_or((text.strip_prefix('P')?, ""));
    let time = time.to_ascii_lowercase();
    let date: String = date.chars().map(|c| if matches!(c, 'W' | 'D') { c.to_ascii_lowercase() } else { c }).collect();
    Some(format!("{date}{time}")).filter(|span| crate::vocabulary::scalars::duration(span).is_some())
}

/// `0:30` or `00:30:00`, hours and minutes.
fn of_clock(text: &str) -> Option<String> {
    let mut parts = text.split(':').map(|part| part.parse::<i64>().ok().filter(|n| (0..1_000).contains(n)));
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().map_or(Some(0), |seconds| seconds)?;
    (parts.next().is_none() && seconds == 0 && minutes < 60).then(|| in_letters(hours * 60 + minutes)).flatten()
}

/// `1 hour 30 minutes`, `1.5h`, `two weeks`, `90s`.
fn in_words(text: &str) -> Option<String> {
    let fold = folded(text);
    if let Some(found) = quantity(&fold)
        && let Some(only) = of_unit(&found.number, &found.unit)
    {
        return Some(only);
    }
    let mut all = String::new();
    let mut rest = fold.trim_start_matches("every ").replace(" and ", " ").replace(',', " ");
    while !rest.trim().is_empty() {
        let text = rest.trim_start();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let after = text[digits..].trim_start();
        let letters = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        // `1h30` as people say it.
        let unit = if after.is_empty() && digits == 2 && all.ends_with('h') { "m" } else { &after[..letters] };
        all += &of_unit(&text[..digits], unit)?;
        rest = after[letters..].to_owned();
    }
    (!all.is_empty()).then_some(all)
}

fn of_unit(number: &str, unit: &str) -> Option<String> {
    let (mantissa, scale) = decimal(number).filter(|&(mantissa, _)| mantissa >= 0)?;
    let ten = 10_i64.checked_pow(scale.into())?;
    if matches!(unit, "s" | "sec" | "secs" | "second" | "seconds") {
        return in_letters(exactly(mantissa, ten.checked_mul(60)?)?);
    }
    let (letter, _) = UNITS.iter().find(|(_, names)| names.contains(&unit))?;
    if scale == 0 {
        return Some(format!("{mantissa}{letter}"));
    }
    let each = minutes_of(letter.chars().next()?)?;
    in_letters(exactly(mantissa.checked_mul(each)?, ten)?)
}

fn exactly(number: i64, by: i64) -> Option<i64> {
    (number % by == 0).then_some(number / by)
}

/// Minutes in weeks, days, hours and minutes.
fn in_letters(minutes: i64) -> Option<String> {
    let mut rest = minutes;
    let mut all = String::new();
    for unit in ['w', 'd', 'h', 'm'] {
        let each = minutes_of(unit)?;
        if rest >= each {
            all += &(rest / each).to_string();
            all.push(unit);
            rest %= each;
        }
    }
    Some(if all.is_empty() { "0m".to_owned() } else { all })
}
