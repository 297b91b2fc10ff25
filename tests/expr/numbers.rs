//! Numbers are exact, units must fit, and rounding happens only when a value is shown.

use bumpalo::Bump;
use num_rational::Ratio;
use proptest::prelude::*;
use teamlint::expr::show;
use teamlint::facts::Facts;
use teamlint::facts::cx::Cx;
use teamlint::value::{Number, Of, Type, Unit, Val};

use crate::support::expr::{Given, ask};
use crate::support::world::nobody;

fn shown(numer: i64, denom: i64, unit: Unit) -> String {
    let (org, facts, arena) = (nobody(), Facts::default(), Bump::new());
    let cx = Cx::new(&org, &facts, &arena);
    show(&Val::Number(Number::new(numer, denom)), Type::one(Of::Number(unit)), &cx)
}

#[test]
fn shares_read_in_per_cent() {
    let share = |n, d| shown(n, d, Unit::Share);
    assert_eq!([share(1, 4), share(1, 3), share(2, 3), share(1, 1)], ["25 %", "33.3 %", "66.7 %", "100 %"]);
    assert_eq!(
        [share(0, 1), share(999, 1000), share(-1, 8), share(3334, 10_000)],
        ["0 %", "99.9 %", "-12.5 %", "33.3 %"]
    );
}

#[test]
fn hours_numbers_and_durations_read_short() {
    assert_eq!(
        [shown(56, 1, Unit::Hours), shown(55, 2, Unit::Hours), shown(100, 3, Unit::Hours)],
        ["56 h", "27.5 h", "33.3 h"]
    );
    assert_eq!([shown(7, 1, Unit::Plain), shown(7, 2, Unit::Plain), shown(2, 3, Unit::Plain)], ["7", "3.5", "0.67"]);
    let minutes = |n| shown(n, 1, Unit::Minutes);
    assert_eq!([minutes(0), minutes(5), minutes(90), minutes(720)], ["0m", "5m", "1h30m", "12h"]);
    assert_eq!([minutes(1500), minutes(10_080), minutes(-330), minutes(365 * 1440)], ["1d1h", "1w", "-5h30m", "365d"]);
    assert_eq!(shown(15, 2, Unit::Minutes), "7.5m");
}

const GIVEN: &[Given<'_>] = &[
    ("share", Type::one(Of::Number(Unit::Share)), |_| Val::Number(Number::new(1, 3))),
    ("hours", Type::one(Of::Number(Unit::Hours)), |_| Val::Number(Number::from(56))),
    ("day", Type::one(Of::Date), |_| Val::Date(20_607)),
];

#[test]
fn units_go_through_arithmetic() {
    let org = nobody();
    let answer = |text| ask(&org, GIVEN, text);
    assert_eq!([answer("share * 2"), answer("2 * share"), answer("share * share")], ["66.7 %", "66.7 %", "11.1 %"]);
    assert_eq!(answer("share * hours"), "18.7 h");
    assert_eq!(answer("hours / 168"), "0.3 h");
    assert_eq!(answer("hours / 2h"), "28");
    assert_eq!(answer("hours > 56h"), "false");
    assert_eq!(answer("hours >= 2d8h && hours <= 3360m"), "true");
    assert_eq!(answer("share > 0.3333 && share < 0.3334"), "true");
    assert_eq!(answer("hours == 56"), "true");
    assert_eq!(answer("12h + 30m"), "12h30m");
    assert_eq!(answer("asOf - day"), "170d");
    assert_eq!(answer("asOf - day > 24w"), "true");
    assert_eq!(answer("day + 1w"), "2026-06-10");
    assert_eq!(answer("day - 1d < day"), "true");
    assert_eq!(answer("day - 0.000000000000000001m"), "2026-06-03");
    assert_eq!(answer("day + 1m / 9223372036854775807"), "2026-06-03");
}

#[test]
fn what_does_not_fit_is_unknown() {
    let org = nobody();
    for text in [
        "9223372036854775807 + 1",
        "1 / 0",
        "5 % 0",
        "asOf + 100000000d",
        "asOf - 8000000d",
        "[asOf, asOf + 3000000d].max()",
        "0.000000000000000001 * 0.000000001",
        "-9223372036854775807 - 2",
        "1 / 9223372036854775807 + 1 / 9223372036854775806",
    ] {
        assert_eq!(ask(&org, &[], text), "? [Arithmetic]", "{text}");
    }
    assert_eq!(ask(&org, &[], "9223372036854775807 - 9223372036854775806"), "1");
    assert_eq!(ask(&org, &[], "1 / 3000000000 == 2 / 6000000000"), "true");
}

/// A literal and its value.
fn literal() -> impl Strategy<Value = (String, Ratio<i128>)> {
    (0i128..100_000, 0u32..4).prop_map(|(mantissa, scale)| {
        let under = 10i128.pow(scale);
        let part = format!("{:0width$}", mantissa % under, width = scale as usize);
        let text = if scale == 0 { mantissa.to_string() } else { format!("{}.{part}", mantissa / under) };
        (text, Ratio::new(mantissa, under))
    })
}

/// An expression and what it comes to; none where it divides by zero.
fn computed() -> impl Strategy<Value = (String, Option<Ratio<i128>>)> {
    let leaf = literal().prop_map(|(text, value)| (text, Some(value)));
    leaf.prop_recursive(2, 4, 2, |inner| {
        (inner.clone(), 0..5usize, inner).prop_map(|((a, x), op, (b, y))| {
            let value = x.zip(y).and_then(|(x, y)| match op {
                0 => Some(x + y),
                1 => Some(x - y),
                2 => Some(x * y),
                _ if y == Ratio::from(0) => None,
                3 => Some(x / y),
                _ => Some(x - y * (x / y).trunc()),
            });
            (format!("({a} {} {b})", ["+", "-", "*", "/", "%"][op]), value)
        })
    })
}

proptest! {
    #[test]
    fn arithmetic_is_exact((text, value) in computed()) {
        let org = nobody();
        let exact = |n: Ratio<i128>| i64::try_from(*n.numer()).is_ok() && i64::try_from(*n.denom()).is_ok();
        match value {
            None => prop_assert_eq!(ask(&org, &[], &text), "? [Arithmetic]"),
            Some(value) if exact(value) => {
                let (over, sign) = (value.numer().abs(), if *value.numer() < 0 { "-" } else { "" });
                let same = format!("{text} == {sign}{over} / {}", value.denom());
                prop_assert_eq!(ask(&org, &[], &same), "true", "{}", same);
                let less = format!("{text} < {sign}{over} / {}", value.denom());
                prop_assert_eq!(ask(&org, &[], &less), "false", "{}", less);
            }
            Some(_) => {}
        }
    }
}
