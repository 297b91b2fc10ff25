//! How old exports of other programs are, of those that say it.

use crate::declare::{Dated, Declarations};
use crate::finding::Finding;
use crate::finding::diagnostics::STALE_EXPORT;
use crate::value::Number;
use crate::vocabulary::zones::date_of;

/// What is older than so many days, each program's once.
pub(crate) fn stale(parts: &[Declarations], limit: Number, today: i32) -> Vec<Finding> {
    let age = |dated: &Dated| i64::from(today) - i64::from(dated.day);
    let is_old = |dated: &&Dated| Number::from_integer(age(dated)) > limit;
    let mut old: Vec<&Dated> = parts.iter().flat_map(|part| &part.dated).filter(is_old).collect();
    old.sort_by_key(|dated| (dated.format.name, dated.day, dated.place));
    old.chunk_by(|a, b| a.format == b.format).map(|of_format| tell(of_format, age(of_format[0]), limit)).collect()
}

/// The oldest comes first.
fn tell(old: &[&Dated], age: i64, limit: Number) -> Finding {
    let Dated { format, day, place } = old[0];
    let date = date_of(*day).map_or_else(String::new, |date| format!("of {date} "));
    let message = format!("this {} {date}is {age} days old: more than {}", format.name, limit.floor());
    let others = old[1..].iter().map(|dated| dated.place);
    let help = format!("export everything once more, or allow `taxonomy: {{exportDays: {age}}}` in the configuration");
    STALE_EXPORT.at(*place, message).saying("made then").occurring_also(others, "as old as that, too").help(help)
}
