//! A checked expression to closures that compute its value, with every field resolved to its slot.

mod apart;
mod call;
mod equal;
mod narrowed;
mod point;
pub mod read;
mod sets;
mod stream;

use std::sync::Arc;

use crate::expr::Expr;
use crate::expr::ast::Op;
use crate::expr::env::{Frame, Slot};
pub use crate::expr::lower::point::{Point, point};
use crate::expr::number::{arithmetic, holds, ordered};
use crate::expr::show::day;
use crate::expr::typed::{Const, Is, Keep, Root, Typed};
use crate::facts::cx::Cx;
use crate::value::owned::Owned;
use crate::value::param::ParamValue;
use crate::value::{Cause, Item, Missing, Number, Of, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};
use crate::vocabulary::{Words, record};

/// Computes a value.
pub type Run = Box<dyn for<'a> Fn(&Cx<'a>, &mut Frame<'a>) -> Val<'a> + Send + Sync>;

fn run(f: impl for<'a> Fn(&Cx<'a>, &mut Frame<'a>) -> Val<'a> + Send + Sync + 'static) -> Run {
    Box::new(f)
}

/// Three-valued truth with its reason.
enum Truth {
    True,
    False,
    Unknown(Cause),
}

fn truth(cx: &Cx<'_>, val: Val<'_>) -> Truth {
    match val {
        Val::Bool(true) => Truth::True,
        Val::Bool(false) => Truth::False,
        Val::Unknown(cause) => Truth::Unknown(cause),
        _ => Truth::Unknown(cx.because(Missing::Element)),
    }
}

/// Why something is unknown that has a further reason to be.
fn also(cx: &Cx<'_>, known: Option<Cause>, cause: Cause) -> Cause {
    known.map_or(cause, |known| cx.either(known, cause))
}

fn first_of(cx: &Cx<'_>, a: Option<Cause>, b: Option<Cause>) -> Option<Cause> {
    match (a, b) {
        (Some(a), Some(b)) => Some(cx.either(a, b)),
        (a, b) => a.or(b),
    }
}

/// The value of a constant.
fn constant<'a>(cx: &Cx<'a>, of: &Const) -> Val<'a> {
    match of {
        Const::Bool(b) => Val::Bool(*b),
        Const::Number(n) => Val::Number(*n),
        Const::Text(text) => Val::Text(cx.text(text)),
        Const::Word(rank) => Val::Word(*rank),
        Const::Date(date) => Val::Date(*date),
        Const::List(all) => cx.list(all.iter().map(|one| Item::new(constant(cx, one), None))),
    }
}

/// The value of a `let`: computed when it is first asked for, then kept.
fn kept<'a>(cx: &Cx<'a>, frame: &mut Frame<'a>, slot: Slot, expr: &Expr, depth: usize) -> Val<'a> {
    if let Some(val) = frame.memo(slot, expr.number()) {
        return told_instead(frame, val, |frame| beyond(frame, depth, |frame| expr.run(cx, frame)));
    }
    // What is kept may serve a verdict as well, so that it is never what is only told.
    let telling = std::mem::take(&mut frame.telling);
    let val = beyond(frame, depth, |frame| expr.run(cx, frame));
    frame.telling = telling;
    frame.remember(slot, expr.number(), val);
    told_instead(frame, val, |frame| beyond(frame, depth, |frame| expr.run(cx, frame)))
}

/// What is told where a value that was kept is not known.
fn told_instead<'a>(frame: &mut Frame<'a>, val: Val<'a>, run: impl FnOnce(&mut Frame<'a>) -> Val<'a>) -> Val<'a> {
    if frame.telling && matches!(val, Val::Unknown(_)) { run(frame) } else { val }
}

/// Runs another expression, whose macro variables must not overwrite those of this one.
fn beyond<'a, T>(frame: &mut Frame<'a>, depth: usize, run: impl FnOnce(&mut Frame<'a>) -> T) -> T {
    frame.base += depth;
    let result = run(frame);
    frame.base -= depth;
    result
}

/// What is the same for all entities, computed in a judgement and a frame of its own; none where nothing is kept.
fn once<'a>(cx: &Cx<'a>, number: usize, of: &Run) -> Option<&'a Owned> {
    cx.once(number, None, |own| own.own(&of(own, &mut Frame::empty())))
}

/// What is the same for all entities of which a fact comes from the same one, computed in a judgement and a frame of its own;
/// none where it comes from elsewhere.
fn once_alike<'a>(cx: &Cx<'a>, frame: &Frame<'a>, (number, root): (usize, &Root), of: &Run) -> Option<Val<'a>> {
    let Some(Item { value: Val::Entity(judged), place, .. }) = frame.bound(root.slot) else { return None };
    let entity = match root.field {
        None => judged,
        Some(field) => cx.org.reference(judged, field).ok().flatten()?.value,
    };
    let telling = frame.telling;
    let once = cx.once(number, Some((root.fact.alike?)(cx, entity)?), |own| {
        let mut frame = Frame::empty();
        frame.telling = telling;
        frame.set(root.slot, Item::new(Val::Entity(judged), place));
        own.own(&of(own, &mut frame))
    });
    once.map(|kept| cx.lend(kept))
}

/// What does not change from round to round of a loop: computed in the first that needs it.
fn in_loop<'a>(cx: &Cx<'a>, frame: &mut Frame<'a>, number: u64, of: &Run) -> Val<'a> {
    let val = frame.round(number).unwrap_or_else(|| {
        // As with a `let`.
        let telling = std::mem::take(&mut frame.telling);
        let val = of(cx, frame);
        frame.telling = telling;
        frame.remember_round(number, val);
        val
    });
    told_instead(frame, val, |frame| of(cx, frame))
}

/// Lowers a part that is computed once.
fn computed_once(keep: Keep, of: Run, is_small: bool) -> Run {
    match keep {
        Keep::All(number) => run(move |cx, frame| match once(cx, number, &of) {
            Some(kept) => told_instead(frame, cx.lend(kept), |frame| of(cx, frame)),
            None => of(cx, frame),
        }),
        // How many there are depends on the data, so where memory is bounded, none may be large.
        Keep::Alike([number, told], root) => run(move |cx, frame| {
            if !is_small && cx.keeps_little() {
                return of(cx, frame);
            }
            let telling = std::mem::take(&mut frame.telling);
            let known = once_alike(cx, frame, (number, &root), &of);
            frame.telling = telling;
            match known {
                Some(Val::Unknown(_)) if telling => {
                    once_alike(cx, frame, (told, &root), &of).unwrap_or_else(|| of(cx, frame))
                }
                known => known.unwrap_or_else(|| of(cx, frame)),
            }
        }),
        Keep::Loop(number) => run(move |cx, frame| in_loop(cx, frame, number, &of)),
        Keep::Apart(_) | Keep::Among => of,
    }
}

fn single<'a>(cx: &Cx<'a>, kind: Kind) -> Val<'a> {
    if kind != Kind::Org && cx.org.declared(kind) == 0 {
        return cx.unknown(Missing::Section(kind));
    }
    Val::Entity(Entity::new(kind, 0))
}

/// Lowers an expression to its value.
#[allow(clippy::too_many_lines)] // one arm a construct
pub fn lower(typed: &Typed) -> Run {
    match &typed.is {
        Is::Const(of) => scalar(of).unwrap_or_else(|| {
            let of = of.clone();
            run(move |cx, _| constant(cx, &of))
        }),
        Is::List(all) => {
            let all: Vec<Run> = all.iter().map(lower).collect();
            run(move |cx, frame| {
                let mut items = bumpalo::collections::Vec::with_capacity_in(all.len(), cx.arena);
                for one in &all {
                    items.push(Item::new(one(cx, frame), None));
                }
                cx.hold::<Item<'_>>(items.len());
                Val::List(crate::value::List { items: items.into_bump_slice(), open: None })
            })
        }
        Is::Bound(slot) => {
            let slot = *slot;
            run(move |cx, frame| frame.bound(slot).map_or_else(|| cx.unknown(Missing::Element), |item| item.value))
        }
        Is::Local(depth) => {
            let depth = *depth;
            run(move |cx, frame| frame.local(depth).map_or_else(|| cx.unknown(Missing::Element), |item| item.value))
        }
        Is::Let(slot, expr, depth) => {
            let (slot, expr, depth) = (*slot, expr.clone(), *depth);
            run(move |cx, frame| kept(cx, frame, slot, &expr, depth))
        }
        Is::Single(kind) => {
            let kind = *kind;
            run(move |cx, _| single(cx, kind))
        }
        Is::Today => run(|cx, _| Val::Date(cx.org.as_of())),
        Is::Derived(derived) => {
            let all = derived.all;
            run(move |cx, _| all(cx))
        }
        Is::Section(_) | Is::Each(..) => stream::value(typed),
        Is::Id(_) | Is::Field(..) | Is::Note(..) | Is::Fact(..) => read::value(typed),
        Is::Has(of) => read::declared(of),
        Is::OrValue(of, other) => read::or_value(of, lower(other)),
        Is::Not(of) => {
            let of = lower(of);
            run(move |cx, frame| match truth(cx, of(cx, frame)) {
                Truth::True => Val::Bool(false),
                Truth::False => Val::Bool(true),
                Truth::Unknown(cause) => Val::Unknown(cause),
            })
        }
        Is::And(a, b) => either(lower(a), lower(b), false),
        Is::Or(a, b) => either(lower(a), lower(b), true),
        Is::Cond(condition, a, b) => choice(lower(condition), lower(a), lower(b)),
        Is::Equal(op, a, b) => equal::value(*op, a, b),
        Is::Order(op, a, b) => order(*op, lower(a), lower(b)),
        Is::In(a, b) => equal::contained(a, b),
        Is::Arithmetic(op, a, b) => {
            let (op, a, b) = (*op, lower(a), lower(b));
            run(move |cx, frame| {
                let (a, b) = (a(cx, frame), b(cx, frame));
                arithmetic(cx, op, a, b)
            })
        }
        Is::Append(a, b) => sets::append(lower(a), lower(b)),
        Is::Between(a, b) => {
            let (a, b) = (lower(a), lower(b));
            run(move |cx, frame| match (a(cx, frame), b(cx, frame)) {
                (Val::Date(a), Val::Date(b)) => Val::Number(Number::from((i64::from(a) - i64::from(b)) * 24 * 60)),
                (a, b) => unknown(cx, a, b),
            })
        }
        Is::Moved(op, a, b) => moved(*op, lower(a), lower(b)),
        Is::Index(list, index) => stream::nth(list, lower(index)),
        Is::Lookup(table, key) => lookup(&table.0, key),
        Is::HasKey(table, key) => has_key(&table.0, key),
        Is::Call(method, args) => call::value(*method, args),
        Is::Kept(Keep::Apart(number), of) => apart::value(*number, of),
        Is::Kept(Keep::Among, of) => apart::looking(of),
        Is::Kept(keep, of) => computed_once(*keep, lower(of), of.ty.lists == 0 && of.ty.of != Of::Text),
    }
}

fn scalar(of: &Const) -> Option<Run> {
    Some(match of {
        Const::Bool(b) => {
            let b = *b;
            run(move |_, _| Val::Bool(b))
        }
        Const::Number(n) => {
            let n = *n;
            run(move |_, _| Val::Number(n))
        }
        Const::Word(rank) => {
            let rank = *rank;
            run(move |_, _| Val::Word(rank))
        }
        _ => return None,
    })
}

/// What a strict operation gives when it is not given two values it can work on.
fn unknown<'a>(cx: &Cx<'a>, a: Val<'a>, b: Val<'a>) -> Val<'a> {
    match (a, b) {
        (Val::Unknown(a), Val::Unknown(b)) => Val::Unknown(cx.either(a, b)),
        (Val::Unknown(cause), _) | (_, Val::Unknown(cause)) => Val::Unknown(cause),
        _ => cx.unknown(Missing::Arithmetic),
    }
}

/// `&&` and `||`: one side that is `deciding` decides.
fn either(a: Run, b: Run, deciding: bool) -> Run {
    run(move |cx, frame| match (a(cx, frame), deciding) {
        (Val::Bool(known), _) if known == deciding => Val::Bool(deciding),
        (Val::Bool(_), _) => b(cx, frame),
        (left, _) => match (b(cx, frame), left) {
            (Val::Bool(known), _) if known == deciding => Val::Bool(deciding),
            (right, left) => unknown(cx, left, right),
        },
    })
}

fn choice(condition: Run, a: Run, b: Run) -> Run {
    run(move |cx, frame| match truth(cx, condition(cx, frame)) {
        Truth::True => a(cx, frame),
        Truth::False => b(cx, frame),
        Truth::Unknown(cause) => {
            let (a, b) = (a(cx, frame), b(cx, frame));
            match truth(cx, equal::equal(cx, a, b)) {
                // Both ways lead to the same value, so it does not matter which is taken.
                Truth::True if !matches!(a, Val::List(_)) => a,
                _ => Val::Unknown(cause),
            }
        }
    })
}

fn order(op: Op, a: Run, b: Run) -> Run {
    run(move |cx, frame| match (a(cx, frame), b(cx, frame)) {
        (Val::Text(a), Val::Text(b)) => Val::Bool(holds(op, equal::read(cx, a).cmp(b))),
        (Val::Date(a), Val::Date(b)) => Val::Bool(holds(op, a.cmp(&b))),
        (Val::Bool(a), Val::Bool(b)) => Val::Bool(holds(op, a.cmp(&b))),
        (a, b) => ordered(cx, op, a, b),
    })
}

fn moved(op: Op, date: Run, by: Run) -> Run {
    run(move |cx, frame| match (date(cx, frame), by(cx, frame)) {
        (Val::Date(date), Val::Number(by)) => {
            let days = i128::from(*by.numer()).div_euclid(i128::from(*by.denom()) * 24 * 60);
            let days = if op == Op::Add { i128::from(date) + days } else { i128::from(date) - days };
            let day = i32::try_from(days).ok().filter(|days| day(*days).is_some());
            day.map_or_else(|| cx.unknown(Missing::Arithmetic), Val::Date)
        }
        (Val::Unknown(a), Val::Interval(b)) => Val::Unknown(cx.either(a, b.cause)),
        (_, Val::Interval(by)) => Val::Unknown(by.cause),
        (a, b) => unknown(cx, a, b),
    })
}

/// The words a key may be, where keys are words.
fn words(key: &Typed) -> Option<&'static Words> {
    match key.ty {
        Type { of: Of::Word(words), .. } => Some(words),
        _ => None,
    }
}

fn entry<'t>(
    table: &'t ParamValue,
    words: Option<&Words>,
    key: Val<'_>,
) -> Result<Option<&'t ParamValue>, Option<Cause>> {
    let ParamValue::Map(entries) = table else {
        return Ok(None);
    };
    let key = match (key, words) {
        (Val::Text(text), _) => text,
        (Val::Word(rank), Some(words)) => words.at(rank).unwrap_or_default(),
        (Val::Unknown(cause), _) => return Err(Some(cause)),
        _ => return Err(None),
    };
    Ok(entries.iter().find(|(name, _)| name == key).map(|(_, value)| value))
}

fn lookup(table: &Arc<ParamValue>, key: &Typed) -> Run {
    let (table, words, key) = (Arc::clone(table), words(key), lower(key));
    run(move |cx, frame| match entry(&table, words, key(cx, frame)) {
        Ok(Some(value)) => {
            super::check::constant(value).map_or_else(|| cx.unknown(Missing::Element), |value| constant(cx, &value))
        }
        Ok(None) | Err(None) => cx.unknown(Missing::Element),
        Err(Some(cause)) => Val::Unknown(cause),
    })
}

fn has_key(table: &Arc<ParamValue>, key: &Typed) -> Run {
    let (table, words, key) = (Arc::clone(table), words(key), lower(key));
    run(move |cx, frame| match entry(&table, words, key(cx, frame)) {
        Ok(found) => Val::Bool(found.is_some()),
        Err(None) => cx.unknown(Missing::Element),
        Err(Some(cause)) => Val::Unknown(cause),
    })
}

/// Why a section may hold more than what is known of it; an error if nothing of it was declared.
fn extent(cx: &Cx<'_>, kind: Kind) -> Result<Option<Cause>, Cause> {
    match cx.org.extent(kind) {
        crate::org::Extent::Complete => Ok(None),
        crate::org::Extent::Absent if record(kind).always_closed => Ok(None),
        crate::org::Extent::Absent => Err(cx.because(Missing::Section(kind))),
        crate::org::Extent::Incomplete => Ok(Some(cx.because(Missing::Section(kind)))),
    }
}
