//! Forms of values: for each way to write a single value, all there is to know of it.
//!
//! The reader, its messages, the JSON Schema, the documentation and the types of expressions ask the form. A new one is one
//! entry here.

use crate::vocabulary::meant::{Meant, clock, dates, numbers, spans};
use crate::vocabulary::types::{Of, Unit};
use crate::vocabulary::{printed, scalars, zones};
use crate::yaml::scalar::{boolean, decimal};

/// A single value, as its form reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// Text, kept as written.
    Text,
    /// A truth value.
    Bool(bool),
    /// An exact decimal: `mantissa` / 10^`scale`.
    Number {
        /// All digits.
        mantissa: i64,
        /// Digits after the point.
        scale: u8,
    },
    /// A span or time of day or offset, in minutes.
    Minutes(i64),
    /// Days since 1970-01-01.
    Date(i32),
    /// Days of the week, bit 0 is Monday.
    Days(u8),
}

impl Parsed {
    fn number((mantissa, scale): (i64, u8)) -> Self {
        Self::Number { mantissa, scale }
    }
}

/// How a single value is written, and what it is then.
#[derive(Debug)]
pub struct ScalarForm {
    /// Its name in the JSON Schema.
    pub name: &'static str,
    /// What lists of types call it.
    pub title: &'static str,
    /// How it is written, for the documentation.
    pub written: &'static str,
    /// What messages call it: `expected a duration`.
    pub expected: &'static str,
    /// What to write, for whoever wrote something else.
    pub help: &'static str,
    /// Reads it; none where the text is not of this form.
    pub parse: fn(&str) -> Option<Parsed>,
    /// How a value is written that was read, as YAML; none where it is text, which is written as it is.
    pub print: fn(Parsed) -> Option<String>,
    /// What was probably meant by a text that is not of this form.
    pub meant: fn(&str) -> Option<Meant>,
    /// What it is in expressions.
    pub of: Of,
    /// Whether it is a number that is never less than zero.
    pub never_negative: bool,
    /// Whether several that are written as a list are one value: `[mon, wed]` are both days.
    pub unites: bool,
    /// What it may be in JSON; nothing at all may always stand for it.
    pub json: &'static [Json],
    /// What the JSON Schema says of it, if that does not go without saying.
    pub note: Option<&'static str>,
    /// Texts that are of this form, for program and JSON Schema alike.
    pub accepts: &'static [&'static str],
    /// Texts that are not.
    pub refuses: &'static [&'static str],
}

/// Forms are told apart by their names.
impl PartialEq for ScalarForm {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for ScalarForm {}

/// What a value of a form may be in JSON, which knows texts, numbers and truth values.
#[derive(Debug)]
pub struct Json {
    /// Its types.
    pub types: &'static [&'static str],
    /// The regular expression that it matches, in which `(?i:…)` is in any case.
    pub pattern: Option<&'static str>,
    /// The format of that name.
    pub format: Option<&'static str>,
    /// The least number.
    pub least: Option<i32>,
    /// What a number is more than.
    pub above: Option<i32>,
    /// The greatest number.
    pub most: Option<i32>,
}

impl Json {
    const fn of(types: &'static [&'static str]) -> Self {
        Self { types, pattern: None, format: None, least: None, above: None, most: None }
    }
    const fn text(pattern: &'static str) -> Self {
        Self { pattern: Some(pattern), ..Self::of(&["string"]) }
    }
    const fn number() -> Self {
        Self::of(&["number"])
    }
    const fn whole() -> Self {
        Self::of(&["integer"])
    }
    const fn format(mut self, format: &'static str) -> Self {
        self.format = Some(format);
        self
    }
    const fn least(mut self, least: i32) -> Self {
        self.least = Some(least);
        self
    }
    const fn above(mut self, bound: i32) -> Self {
        self.above = Some(bound);
        self
    }
    const fn most(mut self, most: i32) -> Self {
        self.most = Some(most);
        self
    }
}

/// Declares forms, and [`FORMS`]: none can be left out of the list.
macro_rules! forms {
    ($($(#[$doc:meta])* $form:ident { $($field:ident: $value:expr,)+ })+) => {
        $($(#[$doc])* pub static $form: ScalarForm = ScalarForm { $($field: $value),+ };)+

        /// Every form, in the order of the documentation.
        pub static FORMS: &[&ScalarForm] = &[$(&$form),+];
    };
}

/// A day of the week, however it is capitalised.
macro_rules! day {
    () => {
        "(?i:mo(n(day)?)?|tu(e(sday)?)?|we(d(nesday)?)?|th(u(rsday)?)?|fr(i(day)?)?|sa(t(urday)?)?|su(n(day)?)?)"
    };
}

/// A day, a range of days, or a name for several.
macro_rules! days {
    () => {
        concat!("(", day!(), "( *- *", day!(), ")?|daily|all|weekdays|weekends)")
    };
}

forms! {
    /// Text, kept as written.
    TEXT {
        name: "text",
        title: "text",
        written: "text; a number is kept as written",
        expected: "text",
        help: "write text",
        parse: |_| Some(Parsed::Text),
        print: printed::text,
        meant: |_| None,
        of: Of::Text,
        never_negative: false,
        unites: false,
        json: &[Json::of(&["string", "number", "boolean"])],
        note: None,
        accepts: &["payments", "7", "1.50", "true", "no"],
        refuses: &[],
    }

    /// `true` or `false`.
    FLAG {
        name: "flag",
        title: "truth value",
        written: "`true` or `false`; `yes`, `no`, `on` and `off` are text",
        expected: "`true` or `false`",
        help: "write `true` or `false`; YAML 1.2 reads `yes`, `no`, `on` and `off` as text",
        parse: |text| boolean(text).map(Parsed::Bool),
        print: printed::flag,
        meant: numbers::flag,
        of: Of::Bool,
        never_negative: false,
        unites: false,
        json: &[Json::of(&["boolean"]), Json::text("^(true|True|TRUE|false|False|FALSE)$")],
        note: None,
        accepts: &["true", "False"],
        refuses: &["yes", "on", "tRUE", "1"],
    }

    /// A number, exact.
    NUMBER {
        name: "number",
        title: "number",
        written: "`1`, `0.5`; `0777` is 777",
        expected: "a number",
        help: "write a number such as `1` or `0.5`",
        parse: |text| decimal(text).map(Parsed::number),
        print: printed::number,
        meant: numbers::signed,
        of: Of::Number(Unit::Plain),
        never_negative: false,
        unites: false,
        json: &[
            Json::number(),
            Json::text(r"^([-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)$"),
        ],
        note: None,
        accepts: &["1", "-1.5", ".5", "1e3", "0777", "0x1F"],
        refuses: &["few", "1,5", "1_000", "1.2.3"],
    }

    /// A number that is not negative, exact.
    AMOUNT {
        name: "amount",
        title: "amount",
        written: "a number from 0",
        expected: "a number from 0",
        help: "write a number such as `1` or `0.5`",
        parse: |text| decimal(text).filter(|(mantissa, _)| *mantissa >= 0).map(Parsed::number),
        print: printed::number,
        meant: numbers::amount,
        of: Of::Number(Unit::Plain),
        never_negative: true,
        unites: false,
        json: &[
            Json::number().least(0),
            Json::text(r"^(\+?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)$"),
        ],
        note: None,
        accepts: &["0", "40", "37.5", "1e2"],
        refuses: &["-1", "-0.5", "many"],
    }

    /// A whole number.
    WHOLE {
        name: "whole",
        title: "whole number",
        written: "a whole number, also below 0",
        expected: "a whole number",
        help: "write a whole number such as `1` or `-1`",
        parse: |text| decimal(text).filter(|(_, scale)| *scale == 0).map(Parsed::number),
        print: printed::number,
        meant: numbers::whole,
        of: Of::Number(Unit::Plain),
        never_negative: false,
        unites: false,
        json: &[
            Json::whole(),
            Json::text(r"^([-+]?[0-9]+(\.0*)?([eE]\+?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)$"),
        ],
        note: None,
        accepts: &["0", "1", "-1", "007", "0x1F"],
        refuses: &["1.5", "-0.5", "1st"],
    }

    /// A whole number that is not negative.
    COUNT {
        name: "count",
        title: "count",
        written: "a whole number from 0",
        expected: "a whole number from 0",
        help: "write a whole number such as `1`",
        parse: |text| decimal(text).filter(|(mantissa, scale)| *mantissa >= 0 && *scale == 0).map(Parsed::number),
        print: printed::number,
        meant: numbers::count,
        of: Of::Number(Unit::Plain),
        never_negative: true,
        unites: false,
        json: &[
            Json::whole().least(0),
            Json::text(r"^(\+?[0-9]+(\.0*)?([eE]\+?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)$"),
        ],
        note: None,
        accepts: &["0", "1", "007", "0x1F"],
        refuses: &["1.5", "-1", "1st"],
    }

    /// How critical something is, 1 to 4.
    TIER {
        name: "tier",
        title: "tier",
        written: "a whole number from 1, the most critical, to 4",
        expected: "a tier from 1 to 4",
        help: "write a number from 1, the most critical, to 4",
        parse: |text| decimal(text).filter(|(rank, scale)| (1..=4).contains(rank) && *scale == 0).map(Parsed::number),
        print: printed::number,
        meant: numbers::tier,
        of: Of::Number(Unit::Plain),
        never_negative: true,
        unites: false,
        json: &[Json::whole().least(1).most(4), Json::text(r"^\+?0*[1-4](\.0*)?$")],
        note: Some("From 1, the most critical, to 4."),
        accepts: &["1", "4", "03"],
        refuses: &["0", "5", "P1", "1.5", "high"],
    }

    /// A part of full time: 1 is all of it.
    FULL_TIME {
        name: "full-time-equivalent",
        title: "full-time equivalent",
        written: "a number from 0 to 2; 1 is full time",
        expected: "a full-time equivalent",
        help: "write a number such as `0.8`; 1 is full time",
        parse: |text| scalars::up_to(text, 2).map(Parsed::number),
        print: printed::number,
        meant: numbers::full_time,
        of: Of::Number(Unit::Plain),
        never_negative: true,
        unites: false,
        json: &[Json::number().least(0).most(2), Json::text(r"^\+?(0*[01](\.[0-9]*)?|\.[0-9]+|0*2(\.0*)?)$")],
        note: Some("A part of full time: 1 is all of it."),
        accepts: &["0.8", "1", ".5", "2"],
        refuses: &["80%", "80", "-1", "2.1", "full"],
    }

    /// A number of minutes.
    MINUTES {
        name: "minutes",
        title: "minutes",
        written: "a number of minutes, without unit",
        expected: "a number of minutes",
        help: "write the number of minutes, such as `15`",
        parse: |text| decimal(text).filter(|(mantissa, _)| *mantissa >= 0).map(Parsed::number),
        print: printed::number,
        meant: numbers::minutes,
        of: Of::Number(Unit::Plain),
        never_negative: true,
        unites: false,
        json: &[
            Json::number().least(0),
            Json::text(r"^(\+?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)$"),
        ],
        note: None,
        accepts: &["0", "15", "7.5"],
        refuses: &["-1", "15m", "many"],
    }

    /// A number of hours.
    HOURS {
        name: "hours",
        title: "hours",
        written: "a number of hours, without unit",
        expected: "a number of hours",
        help: "write the number of hours, such as `40`",
        parse: |text| decimal(text).filter(|(mantissa, _)| *mantissa >= 0).map(Parsed::number),
        print: printed::number,
        meant: numbers::hours,
        of: Of::Number(Unit::Plain),
        never_negative: true,
        unites: false,
        json: &[
            Json::number().least(0),
            Json::text(r"^(\+?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)$"),
        ],
        note: None,
        accepts: &["0", "40", "37.5"],
        refuses: &["-1", "40h", "many"],
    }

    /// A share of a whole, from 0 to 1.
    SHARE {
        name: "share",
        title: "share",
        written: "a share of the whole, from 0 to 1, or `25 %` with its sign",
        expected: "a share from 0 to 1",
        help: "write a share of the whole, such as `0.25` for a quarter",
        parse: |text| scalars::part(text).map(Parsed::number),
        print: printed::number,
        meant: numbers::of_whole,
        of: Of::Number(Unit::Share),
        never_negative: true,
        unites: false,
        json: &[
            Json::number().least(0).most(1),
            Json::text(
                r"^\+?(0+(\.[0-9]*)?|\.[0-9]+|0*1(\.0*)?|(0*100(\.0*)?|0*[0-9]{1,2}(\.[0-9]*)?|\.[0-9]+) *%+)$",
            ),
        ],
        note: Some("A share of the whole: `0.25` is a quarter, and so is `25 %`."),
        accepts: &["0", "0.25", ".5", "1", "1.0", "25 %", "99.95%", "0.5 %", "100%", "0%"],
        refuses: &["1.01", "-0.1", "25", "101 %", "-1 %", "99,9 %", "5 per cent"],
    }

    /// A percentage, from 0 to 100, kept as a share.
    PERCENT {
        name: "percent",
        title: "percentage",
        written: "`99.9`, with or without `%`: more than 1 and up to 100, or 0",
        expected: "a percentage",
        help: "write a percentage, such as `99.9`",
        parse: |text| scalars::percent(text).map(Parsed::number),
        print: printed::percent,
        meant: numbers::of_hundred_parts,
        of: Of::Number(Unit::Share),
        never_negative: true,
        unites: false,
        json: &[
            Json::number().above(1).most(100),
            Json::number().least(0).most(0),
            Json::text(
                r"^\+?(0*100(\.0*)?|0*([2-9]|[1-9][0-9])(\.[0-9]*)?|0*1\.0*[1-9][0-9]*|0+(\.0*)?|\.0+|(0*[0-9]{1,2}(\.[0-9]*)?|\.[0-9]+) *%+) *%*$",
            ),
        ],
        note: Some("A percentage: `99.9`. What is at most 1 is a share."),
        accepts: &["0", "99.95", "99.9 %", "99.9%", "100", "1.5", "0.5 %"],
        refuses: &["101", "-1", "100.1", "5 per cent", "0.999", "1"],
    }

    /// A span of time such as `5m 12h 1d 2w 3M`, in minutes.
    DURATION {
        name: "duration",
        title: "duration",
        written: "`5m`, `12h`, `1d`, `2w`, `3M`, `1Q`, `1Y` or several in a row (`1h30m`); a month counts as 30 days, a year as 365",
        expected: "a duration",
        help: "write a number and a unit: `5m`, `12h`, `1d`, `2w`, `3M`, `1Q` or `1Y`",
        parse: |text| scalars::duration(text).map(Parsed::Minutes),
        print: printed::duration,
        meant: spans::span_of_time,
        of: Of::Number(Unit::Minutes),
        never_negative: true,
        unites: false,
        json: &[Json::text("^([0-9]+[mhdwMQY])+$")],
        note: Some("Minutes, hours, days, weeks, months, quarters, years: `5m 12h 1d 2w 3M 1Q 1Y`."),
        accepts: &["5m", "12h", "1d", "2w", "3M", "1Q", "1Y", "1h30m"],
        refuses: &["", "5", "m", "1 w", "1y", "-1d", "weekly"],
    }

    /// A span of time that is longer than nothing, in minutes.
    LENGTH {
        name: "length",
        title: "length of time",
        written: "a duration that is longer than `0m`",
        expected: "a duration",
        help: "write how long it is: `12h`, `1d`, `1w` or `2w`",
        parse: |text| scalars::duration(text).filter(|&minutes| minutes > 0).map(Parsed::Minutes),
        print: printed::duration,
        meant: spans::length,
        of: Of::Number(Unit::Minutes),
        never_negative: true,
        unites: false,
        json: &[Json::text("^([0-9]+[mhdwMQY])*[0-9]*[1-9][0-9]*[mhdwMQY]([0-9]+[mhdwMQY])*$")],
        note: Some("Minutes, hours, days, weeks, months, quarters, years, and more than none: `12h 1d 1w 2w`."),
        accepts: &["12h", "1d", "1w", "0h30m", "10m"],
        refuses: &["", "0d", "0w0m", "5", "1 w", "-1d", "weekly"],
    }

    /// A calendar date, `2026-06-01`.
    DATE {
        name: "date",
        title: "date",
        written: "`2026-06-01`",
        expected: "a date",
        help: "write the date as `2026-06-01`",
        parse: |text| scalars::date(text).map(Parsed::Date),
        print: printed::date,
        meant: dates::calendar_date,
        of: Of::Date,
        never_negative: false,
        unites: false,
        json: &[Json::text("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$").format("date")],
        note: None,
        accepts: &["2026-06-01", "2024-02-29"],
        refuses: &["2026-13-01", "2026-02-30", "2026-6-1", "5 January", "20260601T1"],
    }

    /// A time of day, `"09:00"`, in minutes from midnight.
    TIME {
        name: "time",
        title: "time",
        written: "`\"09:00\"`; `\"24:00\"` is the end of the day",
        expected: "a time of day",
        help: "write the time as \"09:00\"",
        parse: |text| scalars::time(text).map(Parsed::Minutes),
        print: printed::time,
        meant: clock::time_of_day,
        of: Of::Number(Unit::Minutes),
        never_negative: true,
        unites: false,
        json: &[Json::text("^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$")],
        note: Some("A time of day: \"09:00\"."),
        accepts: &["09:00", "9:30", "23:59", "24:00"],
        refuses: &["9", "9:5", "24:01", "25:00", "12:60", "9 am"],
    }

    /// An offset from UTC, `"+05:30"`, in minutes.
    ///
    /// YAML takes `+1` for the number 1 and `-0800` for -800.
    OFFSET {
        name: "offset",
        title: "offset",
        written: "`\"+05:30\"`, `\"-08:00\"`, `Z`: at most 14 hours from UTC",
        expected: "an offset from UTC",
        help: "write the offset as \"+05:30\" or \"-08:00\"",
        parse: |text| scalars::offset(text).map(Parsed::Minutes),
        print: printed::offset,
        meant: clock::offset_from_utc,
        of: Of::Number(Unit::Minutes),
        never_negative: false,
        unites: false,
        json: &[
            Json::text(
                "^([Zz]|UTC|0?[0-9]|1[0-4]|[+-]((0?[0-9]|1[0-3])(:[0-5][0-9])?|(0[0-9]|1[0-3])[0-5][0-9]|14(:?00)?))$",
            ),
            Json::whole().least(-14).most(14),
            Json::whole().least(100).most(1400),
            Json::whole().least(-1400).most(-100),
        ],
        note: Some("An offset from UTC: \"+05:30\"."),
        accepts: &["+05:30", "-08:00", "-0800", "+1", "1", "-8", "0", "Z", "UTC", "+14:00"],
        refuses: &["05:30", "15", "+14:01", "+15:00", "+1:5", "Asia/Tokyo"],
    }

    /// The name of a time zone, `Europe/Berlin`.
    ZONE {
        name: "time-zone",
        title: "time zone",
        written: "`Europe/Berlin`: a name of the IANA time zone database, which is part of the program",
        expected: "the name of a time zone",
        help: "write the name that the IANA database has for it, such as `Europe/Berlin`",
        parse: |text| zones::is_known(text).then_some(Parsed::Text),
        print: printed::text,
        meant: clock::time_zone,
        of: Of::Text,
        never_negative: false,
        unites: false,
        json: &[Json::text("^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$")],
        note: Some("A time zone by its name in the IANA database: `Europe/Berlin`."),
        accepts: &["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"],
        refuses: &["+01:00", "Europe / Berlin", "12:30"],
    }

    /// Days of the week, `mon-fri` or `sat,sun`, as a set.
    DAYS {
        name: "days",
        title: "days",
        written: "`mon-fri`, `sat,sun`, `daily`, `weekdays`, `weekends`, or a list of days",
        expected: "days of the week",
        help: "write `mon-fri`, `sat,sun` or a single day",
        parse: |text| scalars::days(text).map(Parsed::Days),
        print: printed::days,
        meant: clock::days_of_week,
        of: Of::Opaque,
        never_negative: false,
        unites: true,
        json: &[Json::text(concat!("^ *", days!(), " *(, *", days!(), " *)*$"))],
        note: Some("Days of the week: `mon-fri`, `sat,sun`."),
        accepts: &["mon-fri", "sat,sun", "Sat - Mon, WED", "friday", "mo", "daily", "weekends"],
        refuses: &["someday", "mon,", "mon-", "m", "Daily"],
    }
}

/// What people call a value of a type, after the first form that is of it.
pub fn called(of: Of) -> &'static str {
    FORMS.iter().find(|form| form.of == of).map_or("value", |form| form.title)
}
