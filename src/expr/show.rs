//! How a value reads to people. Rounding happens here and nowhere else.

use crate::expr::lower::read::is_nobody;
use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::text::given;
use crate::value::number::parts;
use crate::value::{Item, List, Number, Of, Type, Unit, Val};

/// So many elements of a list are named where people read it; the others are counted.
pub const NAMED: usize = 20;

/// How a value reads where it is told: of a long list the first elements, and how many more there are.
pub fn show_some(val: &Val<'_>, ty: Type, cx: &Cx<'_>) -> String {
    some_with(val, ty, cx, str::to_owned)
}

/// The same in a sentence about what files say, which are marked as such where the run asks for that.
pub fn show_given(val: &Val<'_>, ty: Type, cx: &Cx<'_>) -> String {
    some_with(val, ty, cx, if cx.facts.marks_given { given::marked } else { str::to_owned })
}

fn some_with(val: &Val<'_>, ty: Type, cx: &Cx<'_>, given: fn(&str) -> String) -> String {
    match val {
        Val::List(list) if list.items.len() > NAMED => {
            let some = Val::List(List { items: &list.items[..NAMED], open: None });
            let more = list.items.len() - NAMED;
            let open = if list.open.is_some() { ", ?" } else { "" };
            format!("{} and {more} more{open}", show_with(&some, ty, cx, given))
        }
        _ => show_with(val, ty, cx, given),
    }
}

/// How a value reads: a share as `33.3 %`, above 99 % with all its nines (`99.95 %`), hours as `27.5 h`, a duration as
/// `12h`, other numbers with at most two decimals, dates as `2026-06-01`, entities by their id, words as they are written, lists with commas;
/// `?` for what is unknown.
pub fn show(val: &Val<'_>, ty: Type, cx: &Cx<'_>) -> String {
    show_with(val, ty, cx, str::to_owned)
}

/// The same, where texts and ids read as `given` says.
fn show_with(val: &Val<'_>, ty: Type, cx: &Cx<'_>, given: fn(&str) -> String) -> String {
    match val {
        Val::Unknown(_) => "?".to_owned(),
        Val::Bool(b) => b.to_string(),
        Val::Number(n) => number(*n, ty.of),
        Val::Interval(i) => match i.high {
            Some(high) => format!("{} to {}", number(i.low, ty.of), number(high, ty.of)),
            None => format!("at least {}", number(i.low, ty.of)),
        },
        Val::Text(text) => given(text),
        Val::Date(days) => date(*days),
        Val::Word(rank) => match ty.of {
            Of::Word(words) => words.at(*rank).unwrap_or("?").to_owned(),
            _ => "?".to_owned(),
        },
        Val::Entity(entity) if is_nobody(cx, *entity) => "?".to_owned(),
        Val::Entity(entity) => given(tables::id(cx, *entity)),
        Val::List(list) => {
            let of = Type { of: ty.of, lists: ty.lists.saturating_sub(1) };
            let one = |item: &Item<'_>| match &item.value {
                // Lists in lists are not read by people; their elements are counted.
                Val::List(inner) => format!("[{}]", inner.items.len()),
                value => show_with(value, of, cx, given),
            };
            let mut all: Vec<String> = list.items.iter().map(one).collect();
            if list.open.is_some() {
                all.push("?".to_owned());
            }
            all.join(", ")
        }
    }
}

/// How a number of a type reads, with its unit.
pub fn number(n: Number, of: Of) -> String {
    match of {
        Of::Number(Unit::Share) if is_of_nines(n) => format!("{} %", decimal(n, 100, 6)),
        Of::Number(Unit::Share) => format!("{} %", decimal(n, 100, 1)),
        Of::Number(Unit::Hours) => format!("{} h", decimal(n, 1, 1)),
        Of::Number(Unit::Minutes) => duration(n),
        _ => decimal(n, 1, 2),
    }
}

/// A bare number with as many decimals as it needs, up to six.
pub fn exactly(n: Number) -> String {
    decimal(n, 1, 6)
}

/// Whether a share is so near to all that what is missing to it matters: 99.95 % is not 100.0 %.
fn is_of_nines(n: Number) -> bool {
    n > Number::new(99, 100) && n < Number::from_integer(1)
}

/// `n * by`, rounded half away from zero to so many decimals; an exact one shows no more than it needs.
fn decimal(n: Number, by: i128, decimals: u32) -> String {
    let (over, under) = parts(n);
    let exact = over * by * 10i128.pow(decimals) % under == 0;
    let all = fixed(n, by, decimals);
    match all.split_once('.') {
        Some((whole, part)) if part.bytes().all(|digit| digit == b'0') && (exact || decimals > 1) => whole.to_owned(),
        Some(_) if decimals > 1 => all.trim_end_matches('0').to_owned(),
        _ => all,
    }
}

/// `n * by`, rounded half away from zero to exactly so many decimals, for columns in which points stand below each other.
pub fn fixed(n: Number, by: i128, decimals: u32) -> String {
    let (over, under) = parts(n);
    let scale = 10i128.pow(decimals);
    let (over, sign) = (over.abs() * by * scale, if over < 0 { "-" } else { "" });
    let rounded = (2 * over + under) / (2 * under);
    let sign = if rounded == 0 { "" } else { sign };
    let (whole, part) = (rounded / scale, rounded % scale);
    if decimals == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part:0width$}", width = decimals as usize)
    }
}

/// Minutes as a duration: `12h`, `1h30m`, `2w`.
fn duration(minutes: Number) -> String {
    if !minutes.is_integer() {
        return format!("{}m", decimal(minutes, 1, 1));
    }
    let (all, _) = parts(minutes);
    let (sign, all) = (if all < 0 { "-" } else { "" }, all.abs());
    if all == 0 {
        return "0m".to_owned();
    }
    if all % 10_080 == 0 {
        return format!("{sign}{}w", all / 10_080);
    }
    let parts = [(all / 1440, 'd'), (all / 60 % 24, 'h'), (all % 60, 'm')];
    let mut shown = sign.to_owned();
    for (n, unit) in parts.into_iter().filter(|(n, _)| *n > 0) {
        shown.push_str(&n.to_string());
        shown.push(unit);
    }
    shown
}

fn date(days: i32) -> String {
    day(days).map_or_else(|| "?".to_owned(), |date| date.to_string())
}

/// The day so many days after the first of 1970, if the calendar has it.
pub(super) fn day(days: i32) -> Option<jiff::civil::Date> {
    let after = jiff::Span::new().try_days(days).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(after).ok()
}
