//! Going through lists without building them: sections, list fields, `filter` and `map` hand their
//! elements on one by one, each with its place and with the reason why it may not belong.

use std::ops::ControlFlow;

use crate::expr::env::Frame;
use crate::expr::lower::{Run, Truth, also, extent, first_of, lower, once, read, run, sets, truth};
use crate::expr::number::Range;
use crate::expr::typed::{Each, Is, Keep, Typed};
use crate::facts::cx::Cx;
use crate::value::owned::Owned;
use crate::value::{Cause, Item, List, Missing, Number, Val};
use crate::vocabulary::kinds::Entity;
use crate::vocabulary::{Read, record};

pub type Sink<'s, 'a> = &'s mut dyn FnMut(&mut Frame<'a>, Item<'a>) -> ControlFlow<()>;
/// Why there may be more, or why the whole list is unknown.
pub type End = Result<Option<Cause>, Cause>;

/// Hands on the elements of a list.
pub type Stream = Box<dyn for<'a> Fn(&Cx<'a>, &mut Frame<'a>, Sink<'_, 'a>) -> End + Send + Sync>;

fn stream_of(f: impl for<'a> Fn(&Cx<'a>, &mut Frame<'a>, Sink<'_, 'a>) -> End + Send + Sync + 'static) -> Stream {
    Box::new(f)
}

/// Lowers a list so that its elements are handed on.
pub fn stream(typed: &Typed) -> Stream {
    match &typed.is {
        Is::Section(kind) => {
            let kind = *kind;
            stream_of(move |cx, frame, sink| {
                let open = extent(cx, kind)?;
                for index in 0..cx.org.declared(kind) {
                    if sink(frame, Item::new(Val::Entity(Entity::new(kind, index)), None)).is_break() {
                        break;
                    }
                }
                Ok(open)
            })
        }
        Is::Field(of, kind, id) if matches!(record(*kind).def(*id).read, Read::List(_) | Read::Map(_)) => {
            let (of, kind, id) = (lower(of), *kind, *id);
            stream_of(move |cx, frame, sink| {
                let entity = match of(cx, frame) {
                    Val::Entity(entity) => entity,
                    other => return hand_on(read::not_an_entity(cx, other), cx, frame, sink),
                };
                if read::written(cx, entity, id).is_some() && cx.org.list(entity, id).is_read() {
                    let list = cx.org.list(entity, id);
                    for at in list.scalars() {
                        let item = Item::new(read::scalar(cx, entity, id, at.value), Some(at.place));
                        if sink(frame, item).is_break() {
                            break;
                        }
                    }
                    return Ok(list.open().map(|missing| cx.because(missing)));
                }
                hand_on(read::field(cx, entity, kind, id), cx, frame, sink)
            })
        }
        Is::Each(Each::Filter, list, depth, body) => {
            let (list, depth, cost, body) = (stream(list), *depth, body.cost(), lower(body));
            stream_of(move |cx, frame, sink| {
                list(cx, frame, &mut |frame, item| {
                    if !cx.spend(cost) {
                        return ControlFlow::Break(());
                    }
                    frame.set_local(depth, item);
                    match truth(cx, body(cx, frame)) {
                        Truth::True => sink(frame, item),
                        Truth::False => ControlFlow::Continue(()),
                        Truth::Unknown(cause) => {
                            let maybe = Some(also(cx, item.maybe, cause));
                            sink(frame, Item { maybe, ..item })
                        }
                    }
                })
            })
        }
        Is::Each(Each::Map, list, depth, body) => {
            let (list, depth, cost, body) = (stream(list), *depth, body.cost(), lower(body));
            stream_of(move |cx, frame, sink| {
                list(cx, frame, &mut |frame, item| {
                    if !cx.spend(cost) {
                        return ControlFlow::Break(());
                    }
                    frame.set_local(depth, item);
                    let value = body(cx, frame);
                    sink(frame, Item { value, ..item })
                })
            })
        }
        Is::Kept(Keep::All(number), of) => {
            let (number, run, list) = (*number, lower(of), stream(of));
            stream_of(move |cx, frame, sink| match once(cx, number, &run) {
                None => list(cx, frame, sink),
                Some(Owned::List(items, open)) => {
                    for item in items {
                        if sink(frame, cx.lend_item(item)).is_break() {
                            break;
                        }
                    }
                    Ok(open.as_ref().map(|open| cx.wanting(open)))
                }
                Some(other) => hand_on(cx.lend(other), cx, frame, sink),
            })
        }
        _ => {
            let whole = lower(typed);
            stream_of(move |cx, frame, sink| hand_on(whole(cx, frame), cx, frame, sink))
        }
    }
}

/// Hands on the elements of a list that lies there.
pub fn hand_on<'a>(val: Val<'a>, cx: &Cx<'a>, frame: &mut Frame<'a>, sink: Sink<'_, 'a>) -> End {
    match val {
        Val::List(list) => {
            for item in list.items {
                if sink(frame, *item).is_break() {
                    break;
                }
            }
            Ok(list.open)
        }
        Val::Unknown(cause) => Err(cause),
        _ => Err(cx.because(Missing::Element)),
    }
}

/// What came of going through a list.
fn conclude<'a>(cx: &Cx<'a>, end: End, answer: impl FnOnce(Option<Cause>) -> Val<'a>) -> Val<'a> {
    match end {
        _ if cx.over().is_some() => Val::Unknown(Cause::OUT_OF_STEPS),
        Err(cause) => Val::Unknown(cause),
        Ok(open) => answer(open),
    }
}

/// Lowers a section or macro to its value.
pub fn value(typed: &Typed) -> Run {
    match &typed.is {
        Is::Each(Each::Exists, list, depth, body) => quantified(list, *depth, body, true),
        Is::Each(Each::All, list, depth, body) => quantified(list, *depth, body, false),
        Is::Each(Each::ExistsOne, list, depth, body) => {
            let tally = tally(list, *depth, body);
            run(move |cx, frame| match tally(cx, frame) {
                Val::Number(n) => Val::Bool(n == Number::from(1)),
                Val::Interval(i) if i.low > Number::from(1) || i.high.is_some_and(|h| h < Number::from(1)) => {
                    Val::Bool(false)
                }
                Val::Interval(i) => Val::Unknown(i.cause),
                other => other,
            })
        }
        Is::Each(Each::Count, list, depth, body) => tally(list, *depth, body),
        Is::Each(Each::FirstBy, list, depth, body) => sets::first_by(stream(list), *depth, body.cost(), lower(body)),
        _ => collected(stream(typed)),
    }
}

/// A list with all its elements.
fn collected(list: Stream) -> Run {
    run(move |cx, frame| {
        let mut items = bumpalo::collections::Vec::new_in(cx.arena);
        let end = list(cx, frame, &mut |_, item| {
            items.push(item);
            cx.hold::<Item<'_>>(1);
            if cx.spend(1) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        conclude(cx, end, |open| Val::List(List { items: items.into_bump_slice(), open }))
    })
}

/// `exists` and `all`: one element for which the body is `deciding` decides.
fn quantified(list: &Typed, depth: usize, body: &Typed, deciding: bool) -> Run {
    let (list, asked) = (stream(list), Question::of(depth, body, deciding));
    run(move |cx, frame| asked.about(cx, frame, |frame, sink| list(cx, frame, sink)))
}

/// What `exists` or `all` asks about each element.
pub struct Question {
    depth: usize,
    cost: u32,
    body: Run,
    pub deciding: bool,
}

impl Question {
    pub fn of(depth: usize, body: &Typed, deciding: bool) -> Self {
        Self { depth, cost: body.cost(), body: lower(body), deciding }
    }

    /// Whether an element decides; an error says why that is not known. None where that takes too many steps.
    pub fn decides<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>, item: Item<'a>) -> Option<Result<bool, Cause>> {
        if !cx.spend(self.cost) {
            return None;
        }
        frame.set_local(self.depth, item);
        Some(match ((self.body)(cx, frame), item.maybe) {
            (Val::Bool(known), None) => Ok(known == self.deciding),
            (Val::Bool(known), Some(cause)) if known == self.deciding => Err(cause),
            (Val::Bool(_), _) => Ok(false),
            (Val::Unknown(cause), other) => Err(also(cx, other, cause)),
            (_, _) => Err(cx.because(Missing::Element)),
        })
    }

    /// The answer for a list.
    pub fn about<'a>(
        &self,
        cx: &Cx<'a>,
        frame: &mut Frame<'a>,
        list: impl FnOnce(&mut Frame<'a>, Sink<'_, 'a>) -> End,
    ) -> Val<'a> {
        let (mut decided, mut maybe) = (false, None);
        let end = list(frame, &mut |frame, item| {
            match self.decides(cx, frame, item) {
                Some(Ok(true)) => decided = true,
                Some(Ok(false)) => return ControlFlow::Continue(()),
                Some(Err(cause)) => {
                    maybe = Some(also(cx, maybe, cause));
                    return ControlFlow::Continue(());
                }
                None => {}
            }
            ControlFlow::Break(())
        });
        conclude(cx, end, |open| match first_of(cx, maybe, open) {
            _ if decided => Val::Bool(self.deciding),
            Some(cause) => Val::Unknown(cause),
            None => Val::Bool(!self.deciding),
        })
    }
}

/// How many elements there are for which the body is true.
fn tally(list: &Typed, depth: usize, body: &Typed) -> Run {
    let (list, cost, body) = (stream(list), body.cost(), lower(body));
    counted(stream_of(move |cx, frame, sink| {
        list(cx, frame, &mut |frame, item| {
            if !cx.spend(cost) {
                return ControlFlow::Break(());
            }
            frame.set_local(depth, item);
            match truth(cx, body(cx, frame)) {
                Truth::True => sink(frame, item),
                Truth::False => ControlFlow::Continue(()),
                Truth::Unknown(cause) => sink(frame, Item { maybe: Some(also(cx, item.maybe, cause)), ..item }),
            }
        })
    }))
}

/// How many elements a list has; between bounds where some may not belong or more may come.
pub fn counted(list: Stream) -> Run {
    run(move |cx, frame| {
        let (mut certain, mut possible, mut maybe) = (0i64, 0i64, None);
        let end = list(cx, frame, &mut |_, item| {
            match item.maybe {
                None => certain += 1,
                Some(cause) => {
                    possible += 1;
                    maybe = Some(also(cx, maybe, cause));
                }
            }
            if cx.spend(1) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        conclude(cx, end, |open| {
            let high = open.is_none().then(|| Number::from(certain + possible));
            Range { low: Some(Number::from(certain)), high, cause: first_of(cx, maybe, open) }.value(cx)
        })
    })
}

/// The sum of a list of numbers.
pub fn summed(list: Stream, never_negative: bool) -> Run {
    run(move |cx, frame| {
        let zero = Number::from(0);
        let mut sum = Range::exactly(zero);
        let end = list(cx, frame, &mut |_, item| {
            let mut term = Range::of(item.value);
            if never_negative && term.low.is_none() {
                term.low = Some(zero);
            }
            if let Some(cause) = item.maybe {
                term.low = term.low.map(|low| low.min(zero));
                term.high = term.high.map(|high| high.max(zero));
                term.cause = Some(also(cx, term.cause, cause));
            }
            sum = sum.plus(term, cx);
            if cx.spend(1) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        conclude(cx, end, |open| {
            if let Some(cause) = open {
                sum = Range {
                    low: sum.low.filter(|_| never_negative),
                    high: None,
                    cause: Some(also(cx, sum.cause, cause)),
                };
            }
            sum.value(cx)
        })
    })
}

/// The smallest or largest element; of numbers, an element that is unknown leaves one bound.
pub fn extreme(list: Stream, largest: bool) -> Run {
    run(move |cx, frame| {
        let (mut best, mut unknown): (Option<Val<'_>>, Option<Cause>) = (None, None);
        let end = list(cx, frame, &mut |_, item| {
            if let Some(cause) = item.maybe {
                unknown = Some(also(cx, unknown, cause));
            }
            best = Some(best.map_or(item.value, |best| match (best, item.value) {
                (Val::Date(a), Val::Date(b)) => Val::Date(if largest { a.max(b) } else { a.min(b) }),
                (Val::Date(_), _) | (_, Val::Date(_)) => super::unknown(cx, best, item.value),
                (a, b) => Range::of(a).extreme(Range::of(b), largest, cx).value(cx),
            }));
            if cx.spend(1) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        conclude(cx, end, |open| match (first_of(cx, unknown, open), best) {
            (Some(cause), _) => Val::Unknown(cause),
            (None, Some(best)) => best,
            (None, None) => cx.unknown(Missing::Element),
        })
    })
}

/// The element at a rank from 0.
pub fn nth(list: &Typed, index: Run) -> Run {
    let list = stream(list);
    run(move |cx, frame| {
        let wanted = match index(cx, frame) {
            Val::Number(n) if n.is_integer() => *n.numer(),
            Val::Number(_) => return cx.unknown(Missing::Element),
            Val::Interval(i) => return Val::Unknown(i.cause),
            other => return read::not_an_entity(cx, other),
        };
        let telling = frame.telling;
        let (mut at, mut found, mut maybe) = (0, None, None);
        let end = list(cx, frame, &mut |_, item| {
            if telling && !item.is_known() {
                return ControlFlow::Continue(());
            }
            if let Some(cause) = item.maybe {
                maybe = Some(also(cx, maybe, cause));
            }
            if at == wanted {
                found = Some(item.value);
                return ControlFlow::Break(());
            }
            at += 1;
            if cx.spend(1) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        // What may not belong moves what comes after it; what is not known of may stand anywhere.
        conclude(cx, end, |open| match (first_of(cx, maybe, open), found) {
            (_, Some(found)) if telling => found,
            (Some(cause), _) => Val::Unknown(cause),
            (None, Some(found)) => found,
            (None, None) => cx.unknown(Missing::Element),
        })
    })
}

/// Whether a list has no elements.
pub fn empty(list: Stream) -> Run {
    run(move |cx, frame| {
        let (mut some, mut maybe) = (false, None);
        let end = list(cx, frame, &mut |_, item| {
            match item.maybe {
                None => {
                    some = true;
                    return ControlFlow::Break(());
                }
                Some(cause) => maybe = Some(also(cx, maybe, cause)),
            }
            if cx.spend(1) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        conclude(cx, end, |open| match first_of(cx, maybe, open) {
            _ if some => Val::Bool(false),
            Some(cause) => Val::Unknown(cause),
            None => Val::Bool(true),
        })
    })
}
