//! Equality and membership, three-valued.

use std::ops::ControlFlow;

use crate::expr::ast::Op;
use crate::expr::env::Frame;
use crate::expr::lower::narrowed::Narrowed;
use crate::expr::lower::stream::{End, Sink, hand_on, stream};
use crate::expr::lower::{Run, Truth, also, first_of, lower, run, truth, unknown};
use crate::expr::number::ordered;
use crate::expr::typed::{Const, Is, Typed};
use crate::facts::cx::Cx;
use crate::value::{Cause, List, Missing, Val};

/// Whether two values are the same, as far as that is known.
pub fn equal<'a>(cx: &Cx<'a>, a: Val<'a>, b: Val<'a>) -> Val<'a> {
    match (a, b) {
        (Val::Bool(a), Val::Bool(b)) => Val::Bool(a == b),
        (Val::Text(a), Val::Text(b)) => Val::Bool(a.len() == b.len() && read(cx, a) == b),
        (Val::Date(a), Val::Date(b)) => Val::Bool(a == b),
        (Val::Word(a), Val::Word(b)) => Val::Bool(a == b),
        (Val::Entity(a), Val::Entity(b)) => Val::Bool(a == b),
        (Val::Number(_) | Val::Interval(_), Val::Number(_) | Val::Interval(_)) => ordered(cx, Op::Equal, a, b),
        (Val::List(a), Val::List(b)) => lists(cx, a, b),
        (a, b) => unknown(cx, a, b),
    }
}

/// A text of which every character is looked at. That is next to nothing but for a text that somebody made long.
pub(super) fn read<'a>(cx: &Cx<'_>, text: &'a str) -> &'a str {
    cx.spend(u32::try_from(text.len() / 64).unwrap_or(u32::MAX));
    text
}

fn lists<'a>(cx: &Cx<'a>, a: List<'a>, b: List<'a>) -> Val<'a> {
    let doubt = |list: List<'a>| list.items.iter().filter_map(|item| item.maybe).chain(list.open).next();
    let certain = |list: List<'a>| list.items.iter().filter(|item| item.maybe.is_none()).count();
    let most = |list: List<'a>| {
        if list.open.is_some() { usize::MAX } else { list.items.len() }
    };
    if !cx.spend(u32::try_from(a.items.len() + b.items.len()).unwrap_or(u32::MAX)) {
        return Val::Unknown(Cause::OUT_OF_STEPS);
    }
    if certain(a) > most(b) || certain(b) > most(a) {
        return Val::Bool(false);
    }
    if let Some(cause) = first_of(cx, doubt(a), doubt(b)) {
        return Val::Unknown(cause);
    }
    let mut maybe = None;
    for (a, b) in a.items.iter().zip(b.items) {
        match truth(cx, equal(cx, a.value, b.value)) {
            Truth::True => {}
            Truth::False => return Val::Bool(false),
            Truth::Unknown(cause) => maybe = Some(also(cx, maybe, cause)),
        }
    }
    maybe.map_or(Val::Bool(true), Val::Unknown)
}

/// Lowers `==` and `!=`.
pub fn value(op: Op, a: &Typed, b: &Typed) -> Run {
    let wanted = op == Op::Equal;
    match (&a.is, &b.is) {
        (_, Is::Const(of @ (Const::Text(_) | Const::Word(_)))) => against(of, lower(a), wanted),
        (Is::Const(of @ (Const::Text(_) | Const::Word(_))), _) => against(of, lower(b), wanted),
        _ => {
            let (a, b) = (lower(a), lower(b));
            run(move |cx, frame| {
                let (a, b) = (a(cx, frame), b(cx, frame));
                match equal(cx, a, b) {
                    Val::Bool(same) => Val::Bool(same == wanted),
                    other => other,
                }
            })
        }
    }
}

/// Compares with a constant without making a value of it.
fn against(of: &Const, run_of: Run, wanted: bool) -> Run {
    let of = of.clone();
    run(move |cx, frame| match is_constant(run_of(cx, frame), &of) {
        Ok(same) => Val::Bool(same == wanted),
        Err(Some(cause)) => Val::Unknown(cause),
        Err(None) => cx.unknown(Missing::Element),
    })
}

fn is_constant(val: Val<'_>, of: &Const) -> Result<bool, Option<Cause>> {
    match (val, of) {
        (Val::Text(a), Const::Text(b)) => Ok(*a == **b),
        (Val::Word(a), Const::Word(b)) => Ok(a == *b),
        (Val::Unknown(cause), _) => Err(Some(cause)),
        _ => Err(None),
    }
}

/// Lowers `in`.
pub fn contained(a: &Typed, b: &Typed) -> Run {
    if let Is::Const(Const::List(all)) = &b.is
        && all.iter().all(|one| matches!(one, Const::Text(_) | Const::Word(_)))
    {
        let (all, a) = (all.clone(), lower(a));
        return run(move |cx, frame| {
            let val = a(cx, frame);
            for one in all.iter() {
                match is_constant(val, one) {
                    Ok(true) => return Val::Bool(true),
                    Ok(false) => {}
                    Err(Some(cause)) => return Val::Unknown(cause),
                    Err(None) => return cx.unknown(Missing::Element),
                }
            }
            Val::Bool(false)
        });
    }
    let (a, list, part) = (lower(a), stream(b), Narrowed::of(b));
    run(move |cx, frame| {
        let wanted = a(cx, frame);
        match part.as_ref().and_then(|part| part.list(cx, frame, &[wanted.entity()?])) {
            Some(part) => is_among(cx, frame, wanted, |frame, sink| hand_on(part, cx, frame, sink)),
            None => is_among(cx, frame, wanted, |frame, sink| list(cx, frame, sink)),
        }
    })
}

fn is_among<'a>(
    cx: &Cx<'a>,
    frame: &mut Frame<'a>,
    wanted: Val<'a>,
    list: impl FnOnce(&mut Frame<'a>, Sink<'_, 'a>) -> End,
) -> Val<'a> {
    let (mut found, mut maybe) = (false, None);
    let end = list(frame, &mut |_, item| {
        match (equal(cx, item.value, wanted), item.maybe) {
            (Val::Bool(true), None) => {
                found = true;
                return ControlFlow::Break(());
            }
            (Val::Bool(true), Some(cause)) | (Val::Unknown(cause), None) => {
                maybe = Some(also(cx, maybe, cause));
            }
            (Val::Unknown(cause), Some(other)) => {
                maybe = Some(also(cx, maybe, cx.either(cause, other)));
            }
            _ => {}
        }
        if cx.spend(1) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    match end {
        _ if cx.over().is_some() => Val::Unknown(Cause::OUT_OF_STEPS),
        _ if found => Val::Bool(true),
        Err(cause) => Val::Unknown(cause),
        Ok(open) => first_of(cx, maybe, open).map_or(Val::Bool(false), Val::Unknown),
    }
}
