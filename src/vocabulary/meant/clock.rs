//! Times of day, days of the week, windows of both, and offsets from UTC.

use crate::vocabulary::meant::{Meant, folded};
use crate::vocabulary::scalars::{self, time};
use crate::vocabulary::zones;
use crate::yaml::scalar::decimal;

/// Minutes from midnight as a file writes them.
fn in_digits(minutes: i64) -> String {
    format!("\"{:02}:{:02}\"", minutes / 60, minutes % 60)
}

/// `10am`, `9`, `17h30`, `0900` or `noon` as minutes from midnight.
fn time_in(text: &str) -> Option<i64> {
    let fold = folded(text);
    match fold.as_str() {
        "noon" | "midday" | "12 noon" => return Some(720),
        "midnight" | "12 midnight" => return Some(0),
        _ => {}
    }
    let fold =
        fold.trim_end_matches(" uhr").trim_end_matches(" o'clock").replace(['.', 'h'], ":").replace("a:m:", "am");
    let fold = fold.replace("p:m:", "pm");
    let (digits, half) = match (fold.strip_suffix("am"), fold.strip_suffix("pm")) {
        (Some(digits), _) => (digits.trim_end(), Some(0)),
        (_, Some(digits)) => (digits.trim_end(), Some(12)),
        _ => (fold.trim_end(), None),
    };
    let digits = digits.trim_end_matches(':');
    let minutes = match digits.split(':').collect::<Vec<_>>()[..] {
        [only] if only.len() == 4 => time(&format!("{}:{}", only.get(..2)?, only.get(2..)?))?,
        [hours] => time(&format!("{hours}:00"))?,
        [hours, minutes] | [hours, minutes, "00"] => time(&format!("{hours}:{minutes:0<2}"))?,
        _ => return None,
    };
    match half {
        None => Some(minutes),
        Some(_) if !(60..780).contains(&minutes) => None,
        Some(half) => Some(minutes % 720 + half * 60),
    }
}

/// `10am`, `9` or `0900` for a time; `9-17`, which is two.
pub fn time_of_day(text: &str) -> Option<Meant> {
    if let Some((from, to)) = range_in(text) {
        let (from, to) = (in_digits(from), in_digits(to));
        return Some(
            Meant::help(format!("write `{from}` here; hours are a window `{{from: {from}, to: {to}}}`"))
                .says("two times"),
        );
    }
    time_in(text).map(|minutes| Meant::write(in_digits(minutes)))
}

/// `9-17`, `9 to 5`, `9am to 5pm` or `09:00–17:00`.
fn range_in(text: &str) -> Option<(i64, i64)> {
    let fold = folded(text).replace(['–', '—', '−'], "-").replace(" to ", "-").replace(" until ", "-");
    let (from, to) = fold.trim_start_matches("from ").split_once('-')?;
    let is_bare = |text: &str| text.trim().len() <= 2;
    let (from_time, to_time) = (time_in(from)?, time_in(to)?);
    // Who says "nine to five" means the afternoon.
    let afternoon = is_bare(from) && is_bare(to) && to_time < from_time && from_time < 720;
    Some((from_time, if afternoon { to_time + 720 } else { to_time }))
}

/// `Mon 9am` or `friday at 17:00` as a day and a time.
pub fn day_and_time(text: &str) -> Option<String> {
    let (day, time) = text.trim().split_once(char::is_whitespace)?;
    let (day, time) = (one_or_range(&folded(day.trim_end_matches(',')))?, time.trim().trim_start_matches("at "));
    Some(format!("{{day: {day}, time: {}}}", in_digits(time_in(time)?)))
}

/// `9-17` or `mon-fri 9am-5pm` as a window.
pub fn window(text: &str) -> Option<String> {
    let hours = |(from, to): (i64, i64)| format!("from: {}, to: {}", in_digits(from), in_digits(to));
    if let Some(range) = range_in(text) {
        return Some(format!("{{{}}}", hours(range)));
    }
    text.char_indices().filter(|(_, c)| c.is_whitespace() || *c == ',').find_map(|(at, c)| {
        let (days, range) = (days_in(&text[..at])?, range_in(&text[at + c.len_utf8()..])?);
        Some(format!("{{days: {days}, {}}}", hours(range)))
    })
}

/// Days of the week in the words of the vocabulary.
fn days_in(text: &str) -> Option<String> {
    let fold = folded(text).replace(['–', '—', '−'], "-");
    let known = match fold.trim_end_matches('s') {
        "weekday" | "workday" | "working day" | "business day" => Some("weekdays"),
        "weekend" => Some("weekends"),
        "daily" | "everyday" | "every day" | "all day" | "all" | "7 day" | "1-7" => Some("daily"),
        "1-5" => Some("mon-fri"),
        _ => None,
    };
    if let Some(known) = known {
        return Some(known.to_owned());
    }
    let fold = [" to ", " until ", " through ", " till "].iter().fold(fold, |text, word| text.replace(word, "-"));
    let fold = fold.replace(" and ", ",").replace(['/', ';', '&', '+', '|'], ",").replace(", ,", ",");
    let fold = if scalars::days(&fold).is_some() { fold } else { fold.replace(' ', ",") };
    let parts = fold.split(',').map(str::trim).filter(|part| !part.is_empty());
    let parts: Option<Vec<String>> = parts.map(one_or_range).collect();
    parts.map(|parts| parts.join(",")).filter(|days| scalars::days(days).is_some())
}

fn one_or_range(text: &str) -> Option<String> {
    let one = |day: &str| {
        let day = day.trim().trim_end_matches('.');
        if scalars::days(day).is_some() {
            return Some(day.to_owned());
        }
        let singular = day.strip_suffix('s').filter(|day| scalars::days(day).is_some());
        singular.map(str::to_owned).or_else(|| zones::near(day, scalars::WEEK).map(str::to_owned))
    };
    match text.split_once('-') {
        Some((from, to)) => Some(format!("{}-{}", one(from)?, one(to)?)),
        None => one(text),
    }
}

/// `monday to friday`, `Mon–Fri`, `weekday` or `mon/wed` for days.
pub fn days_of_week(text: &str) -> Option<Meant> {
    let days = days_in(text)?;
    Some(if days.contains(',') { Meant::write(format_args!("\"{days}\"")) } else { Meant::write(days) })
}

/// `UTC+2`, `+2h`, `05:30` or `5.5` for an offset. A time zone is another matter: it has no offset but on a day.
pub fn offset_from_utc(text: &str) -> Option<Meant> {
    let fold = folded(text).replace('−', "-").replace(' ', "");
    let bare = ["utc", "gmt", "z"].iter().find_map(|utc| fold.strip_prefix(utc)).unwrap_or(&fold);
    let bare = bare.trim_end_matches("hours").trim_end_matches("hrs").trim_end_matches('h').trim_end_matches("hour");
    if bare.is_empty() && !fold.is_empty() {
        return Some(Meant::write("Z"));
    }
    let (sign, digits) = match bare.strip_prefix('-') {
        Some(digits) => ('-', digits),
        None => ('+', bare.strip_prefix('+').unwrap_or(bare)),
    };
    let minutes = match (decimal(digits), digits.split_once(':')) {
        (Some((quarters, scale)), _) if scale > 0 => {
            let ten = 10_i64.checked_pow(scale.into())?;
            let minutes = quarters.checked_mul(60)?;
            (minutes % ten == 0).then_some(minutes / ten)?
        }
        (Some((hours, _)), _) if digits.len() <= 2 => hours.checked_mul(60)?,
        (Some((both, _)), _) if digits.len() == 4 => both / 100 * 60 + both % 100,
        (_, Some((hours, minutes))) => time(&format!("{hours}:{minutes:0>2}"))?,
        _ => return None,
    };
    if !(0..=840).contains(&minutes) {
        return Some(
            Meant::help("write hours and minutes from UTC, such as `\"+05:30\"`").says("more than 14 hours from UTC"),
        );
    }
    Some(Meant::write(format_args!("\"{sign}{:02}:{:02}\"", minutes / 60, minutes % 60)))
}

/// A time zone by another name: `Berlin`, `europe/berln`, `PST`.
pub fn time_zone(text: &str) -> Option<Meant> {
    if let Some(zone) = zones::meant(text) {
        return Some(Meant::write(zone));
    }
    let offset = match scalars::offset(text) {
        Some(_) => Some(format!("\"{text}\"")),
        None => offset_from_utc(text)
            .and_then(|meant| Some(meant.help.strip_prefix("write `")?.strip_suffix('`')?.to_owned())),
    };
    offset.map(|offset| {
        Meant::help(format!("write `utcOffset: {offset}` in place of `timezone: {text}`")).says("an offset, not a zone")
    })
}
