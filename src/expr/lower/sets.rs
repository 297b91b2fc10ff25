//! Lists taken as sets: elements keep their places, and what is not certain stays so.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use crate::expr::lower::narrowed::Narrowed;
use crate::expr::lower::stream::Stream;
use crate::expr::lower::{Run, Truth, also, equal, first_of, run, truth};
use crate::expr::typed::Method;
use crate::facts::cx::Cx;
use crate::value::{Cause, Item, List, Number, Val};
use crate::vocabulary::kinds::Entity;

/// What tells two elements apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    Bool(bool),
    Number(Number),
    Text(&'a str),
    Date(i32),
    Word(u8),
    Entity(Entity),
}

/// The key of a value, or why it is not known.
fn key<'a>(cx: &Cx<'a>, val: Val<'a>) -> Result<Key<'a>, Cause> {
    Ok(match val {
        Val::Bool(b) => Key::Bool(b),
        Val::Number(n) => Key::Number(n),
        Val::Text(text) => Key::Text(equal::read(cx, text)),
        Val::Date(date) => Key::Date(date),
        Val::Word(rank) => Key::Word(rank),
        Val::Entity(entity) => Key::Entity(entity),
        Val::Interval(i) => return Err(i.cause),
        Val::Unknown(cause) => return Err(cause),
        Val::List(_) => return Err(cx.because(crate::value::Missing::Element)),
    })
}

/// Counts the work on so many elements; false if that is too much.
fn afford(cx: &Cx<'_>, elements: usize) -> bool {
    cx.spend(u32::try_from(elements).unwrap_or(u32::MAX))
}

/// Each element once, at its first place.
fn distinct<'a>(cx: &Cx<'a>, all: impl Iterator<Item = Item<'a>>) -> Vec<Item<'a>> {
    let mut seen: HashMap<Key<'a>, usize> = HashMap::new();
    let mut kept: Vec<Item<'a>> = Vec::new();
    for item in all {
        match key(cx, item.value) {
            Ok(key) => match seen.get(&key) {
                Some(at) if item.maybe.is_none() && kept[*at].maybe.is_some() => kept[*at] = item,
                Some(_) => {}
                None => {
                    seen.insert(key, kept.len());
                    kept.push(item);
                }
            },
            // It may be the same as another one.
            Err(cause) => kept.push(Item { maybe: Some(also(cx, item.maybe, cause)), ..item }),
        }
    }
    kept
}

/// The elements of `a` that are, or are not, in `b`.
fn shared<'a>(cx: &Cx<'a>, a: List<'a>, b: List<'a>, wanted: bool) -> Val<'a> {
    let mut in_b: HashMap<Key<'a>, Option<Cause>> = HashMap::new();
    let mut doubt = b.open;
    for item in b.items {
        match key(cx, item.value) {
            Ok(key) => {
                let certain = in_b.entry(key).or_insert(item.maybe);
                if item.maybe.is_none() {
                    *certain = None;
                }
            }
            Err(cause) => doubt = Some(also(cx, doubt, cause)),
        }
    }
    let nothing = b.items.is_empty() && b.open.is_none();
    let mut kept = Vec::new();
    for item in distinct(cx, a.items.iter().copied()) {
        // Whether it is in `b`: no, yes, or perhaps.
        let found = match key(cx, item.value) {
            Ok(key) => match (in_b.get(&key), doubt) {
                (Some(None), _) => Ok(true),
                (Some(Some(cause)), _) => Err(*cause),
                (None, Some(cause)) => Err(cause),
                (None, None) => Ok(false),
            },
            Err(_) if nothing => Ok(false),
            Err(cause) => Err(cause),
        };
        match found {
            Ok(found) if found == wanted => kept.push(item),
            Ok(_) => {}
            Err(cause) => kept.push(Item { maybe: Some(also(cx, item.maybe, cause)), ..item }),
        }
    }
    let open = a.open.filter(|_| !(wanted && nothing));
    cx.open_list(kept, open)
}

/// Lowers `distinct`.
pub fn once(list: Run) -> Run {
    run(move |cx, frame| match list(cx, frame) {
        Val::List(list) if afford(cx, list.items.len()) => {
            cx.open_list(distinct(cx, list.items.iter().copied()), list.open)
        }
        Val::List(_) => Val::Unknown(Cause::OUT_OF_STEPS),
        other => other,
    })
}

/// Lowers `union`, `intersect` and `minus`.
pub fn combined(method: Method, a: Run, b: Run) -> Run {
    run(move |cx, frame| {
        let (a, b) = (a(cx, frame), b(cx, frame));
        of_two(cx, method, a, b)
    })
}

fn of_two<'a>(cx: &Cx<'a>, method: Method, a: Val<'a>, b: Val<'a>) -> Val<'a> {
    match (a, b) {
        (Val::List(a), Val::List(b)) => {
            if !afford(cx, a.items.len() + b.items.len()) {
                return Val::Unknown(Cause::OUT_OF_STEPS);
            }
            match method {
                Method::Union => {
                    let all = a.items.iter().chain(b.items).copied();
                    cx.open_list(distinct(cx, all), first_of(cx, a.open, b.open))
                }
                method => shared(cx, a, b, method == Method::Intersect),
            }
        }
        // What one side holds is in the union whatever the other holds.
        (Val::List(known), Val::Unknown(cause)) | (Val::Unknown(cause), Val::List(known))
            if method == Method::Union =>
        {
            let open = Some(also(cx, known.open, cause));
            cx.open_list(distinct(cx, known.items.iter().copied()), open)
        }
        (a, b) => super::unknown(cx, a, b),
    }
}

/// Lowers `minus` of a list of which a part can be had.
pub fn minus(a: Run, part: Narrowed, all: Run) -> Run {
    run(move |cx, frame| {
        let a = a(cx, frame);
        // Of what nothing is known, nothing can be taken away, and only whether that is known matters.
        let items = if let Val::List(list) = a { list.items } else { &[] };
        let about = items.iter().map(Item::entity).collect::<Option<Vec<_>>>();
        let part = about.and_then(|about| part.list(cx, frame, &about));
        let b = part.unwrap_or_else(|| all(cx, frame));
        of_two(cx, Method::Minus, a, b)
    })
}

/// Lowers `+` of texts and lists.
pub fn append(a: Run, b: Run) -> Run {
    run(move |cx, frame| match (a(cx, frame), b(cx, frame)) {
        (Val::Text(a), Val::Text(b)) => {
            if !afford(cx, (a.len() + b.len()) / 8) {
                return Val::Unknown(Cause::OUT_OF_STEPS);
            }
            cx.hold::<u8>(a.len() + b.len());
            let mut text = bumpalo::collections::String::with_capacity_in(a.len() + b.len(), cx.arena);
            text.push_str(a);
            text.push_str(b);
            Val::Text(text.into_bump_str())
        }
        (Val::List(a), Val::List(b)) => {
            if !afford(cx, a.items.len() + b.items.len()) {
                return Val::Unknown(Cause::OUT_OF_STEPS);
            }
            cx.open_list(a.items.iter().chain(b.items).copied(), first_of(cx, a.open, b.open))
        }
        (a, b) => super::unknown(cx, a, b),
    })
}

/// Lowers `firstBy`: the first element for each value of the body.
pub fn first_by(list: Stream, depth: usize, cost: u32, body: Run) -> Run {
    run(move |cx, frame| {
        let mut kept: Vec<(Val<'_>, Item<'_>)> = Vec::new();
        let mut seen: HashSet<Key<'_>> = HashSet::new();
        let end = list(cx, frame, &mut |frame, item| {
            if !cx.spend(cost) {
                return ControlFlow::Break(());
            }
            frame.set_local(depth, item);
            let by = body(cx, frame);
            match (key(cx, by), item.maybe) {
                (Ok(key), None) => {
                    if seen.insert(key) {
                        kept.push((by, item));
                    }
                }
                (Ok(key), Some(_)) if seen.contains(&key) => {}
                (Ok(_), Some(_)) => kept.push((by, item)),
                (Err(cause), _) => {
                    kept.push((by, Item { maybe: Some(also(cx, item.maybe, cause)), ..item }));
                }
            }
            ControlFlow::Continue(())
        });
        match end {
            _ if cx.over().is_some() => Val::Unknown(Cause::OUT_OF_STEPS),
            Err(cause) => Val::Unknown(cause),
            Ok(open) => {
                // An element that is not known of may come first.
                let mut items = settled(cx, &kept);
                for item in &mut items {
                    item.maybe = first_of(cx, item.maybe, open);
                }
                cx.open_list(items, open)
            }
        }
    })
}

/// Where an earlier element may belong and may have the same key, a later one may not be the first.
fn settled<'a>(cx: &Cx<'a>, kept: &[(Val<'a>, Item<'a>)]) -> Vec<Item<'a>> {
    let mut doubtful: Vec<(Val<'a>, Cause)> = Vec::new();
    let mut all = Vec::with_capacity(kept.len());
    for (by, item) in kept {
        let mut item = *item;
        if item.maybe.is_none() {
            if !afford(cx, doubtful.len()) {
                break;
            }
            item.maybe = doubtful
                .iter()
                .find(|(other, _)| !matches!(truth(cx, equal::equal(cx, *other, *by)), Truth::False))
                .map(|(_, cause)| *cause);
        } else if let Some(cause) = item.maybe {
            doubtful.push((*by, cause));
        }
        all.push(item);
    }
    all
}
