//! Numbers, shares, counts and truth values.

use crate::vocabulary::meant::quantity::{number, quantity, shown};
use crate::vocabulary::meant::{Meant, folded};
use crate::vocabulary::scalars::{duration, share};
use crate::yaml::scalar::decimal;

/// `1,5` for a number.
pub fn amount(text: &str) -> Option<Meant> {
    let found = quantity(text)?;
    below_zero(&found.number).or_else(|| found.meant())
}

fn below_zero(number: &str) -> Option<Meant> {
    let (mantissa, scale) = decimal(number)?;
    (mantissa < 0).then(|| {
        let positive = shown(mantissa.saturating_neg(), scale);
        Meant::help(format!("write `{positive}` or another number from 0")).says("less than nothing")
    })
}

/// `1,5` for a number of either sign.
pub fn signed(text: &str) -> Option<Meant> {
    quantity(text)?.meant()
}

/// `1.5`, `3x` or `third` for a whole number.
pub fn count(text: &str) -> Option<Meant> {
    let found = quantity(text)?;
    if let Some(below) = below_zero(&found.number) {
        return Some(below);
    }
    let (mantissa, scale) = decimal(&found.number)?;
    if scale == 0 {
        return found.meant();
    }
    let whole = mantissa / 10_i64.checked_pow(scale.into())?;
    let above = whole.checked_add(1)?;
    Some(Meant::help(format!("write `{above}` or `{whole}`")).says("not a whole number"))
}

/// `1.5` or `two` for a whole number of either sign.
pub fn whole(text: &str) -> Option<Meant> {
    let found = quantity(text)?;
    let (mantissa, scale) = decimal(&found.number)?;
    if scale == 0 {
        return found.meant();
    }
    let rounded = mantissa / 10_i64.checked_pow(scale.into())?;
    Some(Meant::write(rounded).says("not a whole number").perhaps())
}

/// What follows the word in `tier-2`, `tier2` or `P1`, where more than one word is free to stand.
pub fn behind_a_word(text: &str) -> &str {
    text.trim_start_matches(|letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '-' | '_' | ':'))
}

/// `P1`, `tier-2` or `critical` for how critical something is.
pub fn tier(text: &str) -> Option<Meant> {
    const BOUNDS: &str = "tiers go from 1, the most critical, to 4";
    if let Some((rank, scale)) = decimal(text) {
        let ten = 10_i64.checked_pow(scale.into())?;
        let near = (rank / ten).clamp(1, 4);
        let says = if scale > 0 { "not a whole number" } else { "no such tier" };
        let help = format!("write `{near}`; {BOUNDS}");
        return Some(Meant::help(help).says(says));
    }
    if folded(text) == "critical" {
        return Some(Meant::write(1).adding(format_args!("; {BOUNDS}")));
    }
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let digits = digits.trim_end_matches(|c: char| !c.is_ascii_digit());
    let rank = decimal(digits).filter(|&(rank, scale)| scale == 0 && (0..=4).contains(&rank));
    Some(match rank {
        Some((0, _)) => Meant::help(format!("write `1`; {BOUNDS}")),
        Some((rank, _)) => Meant::write(rank).adding(format_args!(", the number alone; {BOUNDS}")),
        None => Meant::help(format!("write a number: {BOUNDS}")),
    })
}

/// The number in `30 %` or `30 percent`.
fn percentage(text: &str) -> Option<String> {
    let found = quantity(text)?;
    matches!(found.unit.as_str(), "%" | "percent" | "per cent" | "pct" | "pc" | "prozent").then_some(found.number)
}

/// A number of hundredths as a share.
fn of_hundred(number: &str) -> Option<String> {
    share(number, 2).map(|(mantissa, scale)| shown(mantissa, scale))
}

/// `30 %`, `30`, `0,3`, `1/4` or `half` for a share.
pub fn of_whole(text: &str) -> Option<Meant> {
    let fold = folded(text);
    let known = match fold.as_str() {
        "half" | "1/2" => Some("0.5"),
        "quarter" | "a quarter" | "1/4" => Some("0.25"),
        "third" | "a third" | "1/3" => Some("0.33"),
        "two thirds" | "2/3" => Some("0.67"),
        "three quarters" | "3/4" => Some("0.75"),
        "1/5" => Some("0.2"),
        "all" | "full" | "everything" => Some("1"),
        "none" | "nothing" => Some("0"),
        _ => nines(&fold),
    };
    if let Some(known) = known {
        return Some(Meant::write(known));
    }
    if let Some(part) = percentage(text).and_then(|number| of_hundred(&number)) {
        return Some(Meant::write(part).adding(": a share is written from 0 to 1").says("a percentage"));
    }
    let number = number(text)?;
    if share(&number, 0).is_some() {
        return Some(Meant::write(number));
    }
    let meant = Meant::write(of_hundred(&number)?).adding(": a share is written from 0 to 1").says("a percentage");
    Some(if reaches(&number, 10) { meant } else { meant.perhaps() })
}

/// Whether a number is so large at least.
fn reaches(number: &str, least: i64) -> bool {
    let (mantissa, scale) = decimal(number).unwrap_or_default();
    let ten = 10_i64.checked_pow(scale.into());
    ten.and_then(|ten| least.checked_mul(ten)).is_some_and(|least| mantissa >= least)
}

/// `three nines` as people say it of availability.
fn nines(text: &str) -> Option<&'static str> {
    match text.strip_suffix("nines")?.trim_end_matches(['-', ' ']) {
        "2" | "two" => Some("0.99"),
        "3" | "three" => Some("0.999"),
        "4" | "four" => Some("0.9999"),
        "5" | "five" => Some("0.99999"),
        _ => None,
    }
}

/// `99,9 %` for a percentage, or 0.999 that is a share.
pub fn of_hundred_parts(text: &str) -> Option<Meant> {
    if let Some((mantissa, scale)) = share(text, 0)
        && mantissa > 0
        && let Some(raised) = raised(mantissa, scale)
    {
        return Some(Meant::write(raised).says("at most one per cent: this is a share of the whole"));
    }
    let number = percentage(text).or_else(|| number(text))?;
    if share(&number, 2).is_some() {
        return Some(Meant::write(number));
    }
    Some(Meant::help("write `100` at most").says("more than the whole"))
}

/// A hundred times a number.
fn raised(mantissa: i64, scale: u8) -> Option<String> {
    Some(match scale {
        0 | 1 => shown(mantissa.checked_mul(if scale == 0 { 100 } else { 10 })?, 0),
        _ => shown(mantissa, scale - 2),
    })
}

/// `80 %` or `40h` for a full-time equivalent.
pub fn full_time(text: &str) -> Option<Meant> {
    const FULL: &str = "1 is full time";
    if let Some(part) = percentage(text).and_then(|number| of_hundred(&number)) {
        return Some(Meant::write(part).adding(format_args!("; {FULL}")).says("a percentage"));
    }
    match folded(text).as_str() {
        "full" | "full-time" | "full time" | "fulltime" => return Some(Meant::write("1")),
        "half" | "half-time" | "half time" | "part" | "part-time" | "part time" => {
            return Some(Meant::help(format!("write `0.5` for half of it, or another part; {FULL}")));
        }
        _ => {}
    }
    let found = quantity(text)?;
    if found.unit.starts_with('h') {
        let help = format!("write `1` here, or the hours a week as `workHours: {}`; {FULL}", found.number);
        return Some(Meant::help(help).says("hours"));
    }
    if !found.unit.is_empty() {
        return None;
    }
    if let Some(below) = below_zero(&found.number) {
        return Some(below);
    }
    if crate::vocabulary::scalars::up_to(&found.number, 2).is_some() {
        return Some(Meant::write(found.number));
    }
    let meant = Meant::write(of_hundred(&found.number)?).adding(format_args!("; {FULL}")).says("a percentage");
    // Below that it may be the hours of a week, or so many people.
    Some(if reaches(&found.number, 50) { meant } else { meant.perhaps() })
}

/// `15m` or `2h` for a number of minutes.
pub fn minutes(text: &str) -> Option<Meant> {
    in_units(text, 1)
}

/// `40h` or `1d` for a number of hours.
pub fn hours(text: &str) -> Option<Meant> {
    in_units(text, 60)
}

/// A span of time as the number of units that are so many minutes long.
fn in_units(text: &str, unit: i64) -> Option<Meant> {
    let name = if unit == 1 { "minutes" } else { "hours" };
    let per_week = folded(text);
    let spoken = ["/week", "/wk", "/w", " per week", " a week"].iter().find_map(|end| per_week.strip_suffix(end));
    let spoken = spoken.unwrap_or(text);
    let span = duration(spoken).or_else(|| crate::vocabulary::meant::spans::span(spoken));
    if let Some(span) = span {
        let whole = span / unit;
        let hundredths = (span % unit) * 100 / unit;
        let number = shown(whole.checked_mul(100)?.checked_add(hundredths)?, 2);
        return Some(Meant::write(number).adding(format_args!(": the number of {name} alone")).says("with a unit"));
    }
    let found = quantity(text)?;
    let is_own = found.unit.is_empty() || name.starts_with(&found.unit);
    if is_own { below_zero(&found.number).or_else(|| Some(Meant::write(found.number))) } else { None }
}

/// `yes` or `off` for a truth value.
pub fn flag(text: &str) -> Option<Meant> {
    let value = match folded(text).as_str() {
        "yes" | "y" | "on" | "1" | "true" | "ja" | "oui" | "✓" | "x" => "true",
        "no" | "n" | "off" | "0" | "false" | "nein" | "non" => "false",
        _ => return None,
    };
    let text = text.trim();
    let why = if matches!(folded(text).as_str(), "yes" | "no" | "on" | "off" | "y" | "n") {
        format!("; YAML 1.2 reads `{text}` as text")
    } else {
        String::new()
    };
    Some(Meant::write(value).adding(why))
}
