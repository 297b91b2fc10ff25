//! Functions and methods.

use crate::expr::lower::narrowed::Narrowed;
use crate::expr::lower::stream::{counted, empty, extreme, nth, stream, summed};
use crate::expr::lower::{Run, lower, run, sets, unknown};
use crate::expr::number::Range;
use crate::expr::show;
use crate::expr::typed::{Is, Method, Typed};
use crate::facts::cx::Cx;
use crate::facts::fact::Fact;
use crate::facts::reads;
use crate::value::{Cause, Item, Missing, Number, Val};

/// Lowers a call; the checker has seen to the number and types of its arguments.
pub fn value(method: Method, args: &[Typed]) -> Run {
    let (Some(on), other) = (args.first(), args.get(1)) else {
        return run(|cx, _| cx.unknown(Missing::Element));
    };
    let list = on.ty.lists > 0;
    match method {
        Method::Size if list => match &on.is {
            Is::Fact(of, Fact { size: Some(size), .. }, _) => {
                let (of, size, all) = (lower(of), *size, counted(stream(on)));
                run(move |cx, frame| {
                    let known = if let Val::Entity(entity) = of(cx, frame) { size(cx, entity) } else { None };
                    known.map_or_else(|| all(cx, frame), reads::count)
                })
            }
            _ => counted(stream(on)),
        },
        Method::Size => text(on, |cx, text| {
            let characters = text.chars().count();
            i64::try_from(characters).map_or_else(|_| cx.unknown(Missing::Arithmetic), |n| Val::Number(Number::from(n)))
        }),
        Method::IsEmpty if list => match &on.is {
            Is::Fact(of, Fact { some: Some(some), .. }, _) => {
                let (of, some, all) = (lower(of), *some, empty(stream(on)));
                run(move |cx, frame| match of(cx, frame) {
                    Val::Entity(entity) if some(cx, entity) => Val::Bool(false),
                    _ => all(cx, frame),
                })
            }
            _ => empty(stream(on)),
        },
        Method::IsEmpty => text(on, |_, text| Val::Bool(text.is_empty())),
        Method::First => nth(on, run(|_, _| Val::Number(Number::from(0)))),
        Method::Distinct => sets::once(lower(on)),
        Method::Sum(never_negative) => summed(stream(on), never_negative),
        Method::Min => extreme(stream(on), false),
        Method::Max => extreme(stream(on), true),
        Method::Words => {
            text(on, |cx, text| cx.list(words(text).into_iter().map(|word| Item::new(Val::Text(word), None))))
        }
        Method::LowerAscii => text(on, |cx, text| {
            cx.hold::<u8>(text.len());
            let lower = cx.arena.alloc_str(text);
            lower.make_ascii_lowercase();
            Val::Text(lower)
        }),
        Method::Text => {
            let (ty, on) = (on.ty, lower(on));
            run(move |cx, frame| match on(cx, frame) {
                Val::Interval(i) if !frame.telling => Val::Unknown(i.cause),
                val @ (Val::Unknown(_) | Val::Text(_)) => val,
                val => Val::Text(cx.text(&show::show(&val, ty, cx))),
            })
        }
        Method::Join => join(on, other, args.get(2)),
        Method::Union | Method::Intersect | Method::Minus => match other {
            Some(other)
                if method == Method::Minus
                    && let Some(part) = Narrowed::of(other) =>
            {
                sets::minus(lower(on), part, lower(other))
            }
            Some(other) => sets::combined(method, lower(on), lower(other)),
            None => lower(on),
        },
        Method::Lesser | Method::Greater => match other {
            Some(other) => of_two(method == Method::Greater, lower(on), lower(other)),
            None => lower(on),
        },
        Method::Ceil => ceil(lower(on)),
        Method::Contains | Method::StartsWith | Method::EndsWith | Method::ContainsWord => match other {
            Some(other) => search(method, lower(on), lower(other)),
            None => lower(on),
        },
    }
}

fn text(on: &Typed, of: impl for<'a> Fn(&Cx<'a>, &'a str) -> Val<'a> + Send + Sync + 'static) -> Run {
    let on = lower(on);
    run(move |cx, frame| match on(cx, frame) {
        Val::Text(text) if cx.spend(u32::try_from(text.len() / 8).unwrap_or(u32::MAX)) => of(cx, text),
        Val::Text(_) => Val::Unknown(Cause::OUT_OF_STEPS),
        other => unknown(cx, other, other),
    })
}

fn of_two(largest: bool, a: Run, b: Run) -> Run {
    run(move |cx, frame| match (a(cx, frame), b(cx, frame)) {
        (Val::Number(a), Val::Number(b)) => Val::Number(if largest { a.max(b) } else { a.min(b) }),
        (Val::Date(a), Val::Date(b)) => Val::Date(if largest { a.max(b) } else { a.min(b) }),
        (a @ Val::Date(_), b) | (a, b @ Val::Date(_)) => unknown(cx, a, b),
        (a, b) => Range::of(a).extreme(Range::of(b), largest, cx).value(cx),
    })
}

/// Rounds up; what lies between bounds still does so when rounded.
fn ceil(on: Run) -> Run {
    run(move |cx, frame| Range::of(on(cx, frame)).rounded_up().value(cx))
}

fn search(method: Method, a: Run, b: Run) -> Run {
    run(move |cx, frame| match (a(cx, frame), b(cx, frame)) {
        (Val::Text(a), Val::Text(b)) => {
            if !cx.spend(u32::try_from(a.len() / 8).unwrap_or(u32::MAX)) {
                return Val::Unknown(Cause::OUT_OF_STEPS);
            }
            Val::Bool(match method {
                Method::Contains => a.contains(b),
                Method::StartsWith => a.starts_with(b),
                Method::EndsWith => a.ends_with(b),
                _ => contains_word(a, b),
            })
        }
        (a, b) => unknown(cx, a, b),
    })
}

/// Whether `words` stand in `text` as whole words, without regard to case.
fn contains_word(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    let words = words.trim();
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !words.is_empty()
        && text.match_indices(words).any(|(at, found)| {
            !inside(text[..at].chars().next_back()) && !inside(text[at + found.len()..].chars().next())
        })
}

/// The words of a text: what stands between spaces and is not only punctuation. In scripts that are written without
/// spaces every character is taken as one.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in between_spaces(text) {
        let mut start = 0;
        let unspaced = if part.is_ascii() { "" } else { part };
        for (at, c) in unspaced.char_indices() {
            if is_unspaced(c) {
                found.push(&part[start..at]);
                found.push(&part[at..at + c.len_utf8()]);
                start = at + c.len_utf8();
            }
        }
        found.push(&part[start..]);
    }
    found.retain(|word| word.contains(char::is_alphanumeric));
    found
}

/// What stands between spaces. Where all of them are one byte long, each kind is searched for by itself, which is many times
/// faster than looking at every character: somebody's mission may be a hundred megabytes.
fn between_spaces(text: &str) -> Vec<&str> {
    if !text.is_ascii() {
        return text.split_whitespace().collect();
    }
    let spaces = [' ', '\t', '\n', '\u{b}', '\u{c}', '\r'];
    spaces.into_iter().fold(vec![text], |parts, space| parts.into_iter().flat_map(|part| part.split(space)).collect())
}

/// Whether a character belongs to a script that puts no spaces between words: Thai to Burmese, Khmer, kana, Han.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The elements as text with a separator between them, and another one before the last if it is given: then people read
/// it, and so many are named and the others counted.
fn join(on: &Typed, separator: Option<&Typed>, closing: Option<&Typed>) -> Run {
    let mut ty = on.ty;
    ty.lists = 0;
    let most = if closing.is_some() { show::NAMED } else { usize::MAX };
    let (on, separator, closing) = (lower(on), separator.map(lower), closing.map(lower));
    run(move |cx, frame| {
        let list = match on(cx, frame) {
            Val::List(list) => list,
            other => return unknown(cx, other, other),
        };
        let separator = match separator.as_ref().map_or(Val::Text(""), |separator| separator(cx, frame)) {
            Val::Text(text) => text,
            other => return unknown(cx, other, other),
        };
        let closing = match closing.as_ref().map_or(Val::Text(separator), |closing| closing(cx, frame)) {
            Val::Text(text) => text,
            other => return unknown(cx, other, other),
        };
        let list = if frame.telling { cx.known(list) } else { list };
        if let Some(cause) = list.open {
            return Val::Unknown(cause);
        }
        let mut joined = bumpalo::collections::String::new_in(cx.arena);
        for (rank, item) in list.items.iter().enumerate() {
            if let (Val::Unknown(cause), _) | (_, Some(cause)) = (item.value, item.maybe) {
                return Val::Unknown(cause);
            }
            if rank >= most {
                if rank == most {
                    joined.push_str(closing);
                    joined.push_str(&format!("{} more", list.items.len() - most));
                }
                continue;
            }
            if rank > 0 {
                joined.push_str(if rank + 1 == list.items.len() { closing } else { separator });
            }
            let before = joined.len();
            match item.value {
                Val::Text(text) => joined.push_str(text),
                value => joined.push_str(&show::show(&value, ty, cx)),
            }
            let added = joined.len() - before + separator.len();
            cx.hold::<u8>(added);
            if !cx.spend(u32::try_from(added / 8 + 1).unwrap_or(u32::MAX)) {
                return Val::Unknown(Cause::OUT_OF_STEPS);
            }
        }
        Val::Text(joined.into_bump_str())
    })
}

#[cfg(test)]
mod tests {
    use crate::expr::lower::call::words;

    #[test]
    fn words_stand_between_spaces_and_are_not_only_punctuation() {
        assert_eq!(
            words(" Keep  checkout, ledger & co. within\ntheir SLOs - always "),
            ["Keep", "checkout,", "ledger", "co.", "within", "their", "SLOs", "always"]
        );
        assert!(words(" - … ").is_empty());
    }

    #[test]
    fn without_spaces_every_character_is_a_word() {
        assert_eq!(words("決済をSRE"), ["決", "済", "を", "SRE"]);
    }
}
