//! How values are written that were read: as their forms read them, and always in the same way.

use crate::vocabulary::forms::Parsed;
use crate::vocabulary::scalars::{WEEK, minutes_of};
use crate::vocabulary::zones;

/// Text is written as it is.
pub fn text(_: Parsed) -> Option<String> {
    None
}

/// `true` or `false`.
pub fn flag(value: Parsed) -> Option<String> {
    match value {
        Parsed::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

/// A number: `37.5`.
pub fn number(value: Parsed) -> Option<String> {
    match value {
        Parsed::Number { mantissa, scale } => Some(decimal(mantissa, scale)),
        _ => None,
    }
}

/// A share as a percentage: `99.9`, and `0.5 %` where it could be taken for a share.
pub fn percent(value: Parsed) -> Option<String> {
    let Parsed::Number { mantissa, scale } = value else { return None };
    let hundred =
        if scale >= 2 { (mantissa, scale - 2) } else { (mantissa.checked_mul(10_i64.pow(2 - u32::from(scale)))?, 0) };
    let written = decimal(hundred.0, hundred.1);
    let is_share = mantissa > 0 && i128::from(hundred.0) <= 10_i128.checked_pow(hundred.1.into())?;
    Some(if is_share { format!("{written} %") } else { written })
}

/// A span of time in as few units as it takes: `2w`, `1h30m`.
pub fn duration(value: Parsed) -> Option<String> {
    let Parsed::Minutes(minutes) = value else { return None };
    let whole = |unit: &char| minutes_of(*unit).is_some_and(|of| minutes > 0 && minutes % of == 0);
    if let Some(unit) = ['Y', 'w', 'M', 'd', 'h', 'm'].iter().find(|unit| whole(unit)) {
        return Some(format!("{}{unit}", minutes / minutes_of(*unit)?));
    }
    (minutes == 0).then(|| "0m".to_owned())
}

/// A time of day: `"09:00"`.
pub fn time(value: Parsed) -> Option<String> {
    match value {
        Parsed::Minutes(minutes) => Some(format!("\"{:02}:{:02}\"", minutes / 60, minutes % 60)),
        _ => None,
    }
}

/// An offset from UTC: `"+05:30"`.
pub fn offset(value: Parsed) -> Option<String> {
    match value {
        Parsed::Minutes(minutes) => Some(zones::written(minutes)),
        _ => None,
    }
}

/// A date: `2026-06-01`.
pub fn date(value: Parsed) -> Option<String> {
    match value {
        Parsed::Date(day) => Some(zones::date_of(day)?.to_string()),
        _ => None,
    }
}

/// Days of the week: `mon-fri`, `sat,sun`.
pub fn days(value: Parsed) -> Option<String> {
    let Parsed::Days(set) = value else { return None };
    if set == 0x7f {
        return Some("daily".to_owned());
    }
    let has = |day: usize| set & 1 << day != 0;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for day in (0..WEEK.len()).filter(|&day| has(day)) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == day => *last = day,
            _ => runs.push((day, day)),
        }
    }
    let name = |day: usize| &WEEK[day][..3];
    let run = |&(first, last): &(usize, usize)| match last - first {
        0 => name(first).to_owned(),
        1 => format!("{},{}", name(first), name(last)),
        _ => format!("{}-{}", name(first), name(last)),
    };
    Some(runs.iter().map(run).collect::<Vec<_>>().join(","))
}

fn decimal(mantissa: i64, scale: u8) -> String {
    let (sign, digits) = (if mantissa < 0 { "-" } else { "" }, mantissa.unsigned_abs().to_string());
    let scale = usize::from(scale);
    if scale == 0 {
        return format!("{sign}{digits}");
    }
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::vocabulary::forms::{DAYS, DURATION, FORMS, OFFSET, PERCENT, Parsed, SHARE, TIME};

    #[test]
    fn what_is_printed_is_what_was_read() {
        for form in FORMS {
            for text in form.accepts {
                let read = (form.parse)(text).expect("a text that the form accepts");
                let Some(printed) = (form.print)(read) else {
                    assert_eq!(read, Parsed::Text, "{}: {text}", form.name);
                    continue;
                };
                let again = (form.parse)(printed.trim_matches('"'));
                // Trailing zeros are left out: `99.90` is `99.9`.
                assert_eq!(again.and_then(form.print), Some(printed), "{}: {text}", form.name);
            }
        }
    }

    #[test]
    fn values_are_printed_in_one_way() {
        let printed = |form: &crate::vocabulary::forms::ScalarForm, text: &str| (form.print)((form.parse)(text)?);
        assert_eq!(printed(&DURATION, "90m").as_deref(), Some("90m"));
        assert_eq!(printed(&DURATION, "168h").as_deref(), Some("1w"));
        assert_eq!(printed(&DURATION, "0d").as_deref(), Some("0m"));
        assert_eq!(printed(&TIME, "9:05").as_deref(), Some("\"09:05\""));
        assert_eq!(printed(&OFFSET, "-0330").as_deref(), Some("\"-03:30\""));
        assert_eq!(printed(&SHARE, "25 %").as_deref(), Some("0.25"));
        assert_eq!(printed(&PERCENT, "0.5 %").as_deref(), Some("0.5 %"));
        assert_eq!(printed(&PERCENT, "99.950").as_deref(), Some("99.95"));
        assert_eq!(printed(&DAYS, "sun, mon-wed,fri").as_deref(), Some("mon-wed,fri,sun"));
    }

    proptest! {
        #[test]
        fn every_value_comes_back(set in 1_u8..0x80, minutes in 0_i64..10_000_000, mantissa in 0_i64..=1_000_000, scale in 6_u8..12) {
            let back = |form: &crate::vocabulary::forms::ScalarForm, value| {
                (form.print)(value).and_then(|text| (form.parse)(text.trim_matches('"')))
            };
            prop_assert_eq!(back(&DAYS, Parsed::Days(set)), Some(Parsed::Days(set)));
            prop_assert_eq!(back(&DURATION, Parsed::Minutes(minutes)), Some(Parsed::Minutes(minutes)));
            for form in [&SHARE, &PERCENT] {
                let value = Parsed::Number { mantissa, scale };
                let Some(Parsed::Number { mantissa: m, scale: s }) = back(form, value) else { panic!("no number") };
                let whole = |m: i64, s: u8| i128::from(m) * 10_i128.pow(u32::from(20 - s));
                prop_assert_eq!(whole(m, s), whole(mantissa, scale));
            }
        }
    }
}
