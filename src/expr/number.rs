//! Arithmetic and order of values: numbers that are known, and numbers known only between bounds.

use std::cmp::Ordering;

use num_traits::Zero;

use crate::expr::ast::Op;
use crate::facts::cx::Cx;
use crate::value::number::{add, compare, divide, multiply, parts, ratio, remainder, subtract};
use crate::value::{Cause, Interval, Missing, Number, Val};

/// A number between bounds, either of which may be missing, and why it is not known better.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub cause: Option<Cause>,
}

impl Range {
    /// A number that is known.
    pub fn exactly(n: Number) -> Self {
        Self { low: Some(n), high: Some(n), cause: None }
    }

    /// What is known of a value.
    pub fn of(val: Val<'_>) -> Self {
        match val {
            Val::Number(n) => Self::exactly(n),
            Val::Interval(i) => Self { low: Some(i.low), high: i.high, cause: Some(i.cause) },
            Val::Unknown(cause) => Self { low: None, high: None, cause: Some(cause) },
            _ => Self { low: None, high: None, cause: None },
        }
    }

    /// As a value.
    pub fn value<'a>(self, cx: &Cx<'a>) -> Val<'a> {
        match (self.low, self.high, self.cause) {
            (Some(low), Some(high), _) if low == high => Val::Number(low),
            (Some(low), high, Some(cause)) => cx.interval(Interval { low, high, cause }),
            (_, _, Some(cause)) => Val::Unknown(cause),
            (_, _, None) => cx.unknown(Missing::Arithmetic),
        }
    }

    fn both(self, other: Self, cx: &Cx<'_>) -> Option<Cause> {
        match (self.cause, other.cause) {
            (Some(a), Some(b)) => Some(cx.either(a, b)),
            (a, b) => a.or(b),
        }
    }

    fn corners(self) -> Option<(Number, Number)> {
        self.low.zip(self.high)
    }

    fn never_negative(self) -> bool {
        self.low.is_some_and(|low| low >= Number::zero())
    }

    /// The sum.
    pub fn plus(self, other: Self, cx: &Cx<'_>) -> Self {
        let bound = |a: Option<Number>, b: Option<Number>| a.zip(b).and_then(|(a, b)| add(a, b));
        Self { low: bound(self.low, other.low), high: bound(self.high, other.high), cause: self.both(other, cx) }
    }

    fn minus(self, other: Self, cx: &Cx<'_>) -> Self {
        let bound = |a: Option<Number>, b: Option<Number>| a.zip(b).and_then(|(a, b)| subtract(a, b));
        Self { low: bound(self.low, other.high), high: bound(self.high, other.low), cause: self.both(other, cx) }
    }

    fn times(self, other: Self, cx: &Cx<'_>) -> Self {
        let cause = self.both(other, cx);
        if let (Some((a, b)), Some((c, d))) = (self.corners(), other.corners()) {
            let all = [multiply(a, c), multiply(a, d), multiply(b, c), multiply(b, d)];
            let all: Option<Vec<Number>> = all.into_iter().collect();
            let (low, high) = all.map_or((None, None), |all| (all.iter().min().copied(), all.iter().max().copied()));
            return Self { low, high, cause };
        }
        let low = self.low.zip(other.low).filter(|_| self.never_negative() && other.never_negative());
        Self { low: low.and_then(|(a, b)| multiply(a, b)), high: None, cause }
    }

    fn over(self, other: Self, cx: &Cx<'_>) -> Self {
        let one = Number::from(1);
        match (other.low, other.high) {
            (Some(low), high) if low > Number::zero() => {
                let low = high.map_or(Some(Number::zero()), |high| divide(one, high));
                let of = Self { low, high: other.low.and_then(|l| divide(one, l)), cause: other.cause };
                self.times(of, cx)
            }
            (Some(low), Some(high)) if high < Number::zero() => {
                let of = Self { low: divide(one, high), high: divide(one, low), cause: other.cause };
                self.times(of, cx)
            }
            _ => Self { low: None, high: None, cause: self.both(other, cx) },
        }
    }

    /// The smallest whole number that is not less.
    pub fn rounded_up(self) -> Self {
        let up = |n: Number| {
            let (over, under) = parts(n);
            ratio(over.div_euclid(under) + i128::from(over.rem_euclid(under) != 0), 1)
        };
        Self { low: self.low.and_then(up), high: self.high.and_then(up), cause: self.cause }
    }

    /// The smaller (or larger) of two.
    pub fn extreme(self, other: Self, largest: bool, cx: &Cx<'_>) -> Self {
        let cause = self.both(other, cx);
        let (a, b) = (self, other);
        let sure =
            |a: Option<Number>, b: Option<Number>| a.zip(b).map(|(a, b)| if largest { a.max(b) } else { a.min(b) });
        let any = |a: Option<Number>, b: Option<Number>| match (a, b) {
            (Some(a), Some(b)) => Some(if largest { a.max(b) } else { a.min(b) }),
            (a, b) => a.or(b),
        };
        if largest {
            Self { low: any(a.low, b.low), high: sure(a.high, b.high), cause }
        } else {
            Self { low: sure(a.low, b.low), high: any(a.high, b.high), cause }
        }
    }
}

/// Computes with two values.
pub fn arithmetic<'a>(cx: &Cx<'a>, op: Op, a: Val<'a>, b: Val<'a>) -> Val<'a> {
    if let (Val::Number(a), Val::Number(b)) = (a, b) {
        let exact = match op {
            Op::Add => add(a, b),
            Op::Subtract => subtract(a, b),
            Op::Multiply => multiply(a, b),
            Op::Divide => divide(a, b),
            _ => remainder(a, b),
        };
        return exact.map_or_else(|| cx.unknown(Missing::Arithmetic), Val::Number);
    }
    let (a, b) = (Range::of(a), Range::of(b));
    let between = match op {
        Op::Add => a.plus(b, cx),
        Op::Subtract => a.minus(b, cx),
        Op::Multiply => a.times(b, cx),
        Op::Divide => a.over(b, cx),
        _ => Range { low: None, high: None, cause: a.both(b, cx) },
    };
    between.value(cx)
}

/// The order of two values, where it is certain enough to answer `op`.
pub fn ordered<'a>(cx: &Cx<'a>, op: Op, a: Val<'a>, b: Val<'a>) -> Val<'a> {
    if let (Val::Number(a), Val::Number(b)) = (a, b) {
        return Val::Bool(holds(op, compare(a, b)));
    }
    let (a, b) = (Range::of(a), Range::of(b));
    let below = |a: Option<Number>, b: Option<Number>| a.zip(b).map(|(a, b)| compare(a, b));
    // The order of the largest `a` with the smallest `b`, and the other way round.
    let (most, least) = (below(a.high, b.low), below(a.low, b.high));
    let (surely_less, surely_more) = (most == Some(Ordering::Less), least == Some(Ordering::Greater));
    let (never_more, never_less) = (most.is_some_and(Ordering::is_le), least.is_some_and(Ordering::is_ge));
    let answer = match op {
        Op::Less => surely_less.then_some(true).or(never_less.then_some(false)),
        Op::AtMost => never_more.then_some(true).or(surely_more.then_some(false)),
        Op::More => surely_more.then_some(true).or(never_more.then_some(false)),
        Op::AtLeast => never_less.then_some(true).or(surely_less.then_some(false)),
        Op::Equal => (surely_less || surely_more).then_some(false),
        _ => (surely_less || surely_more).then_some(true),
    };
    match (answer, a.both(b, cx)) {
        (Some(answer), _) => Val::Bool(answer),
        (None, Some(cause)) => Val::Unknown(cause),
        (None, None) => cx.unknown(Missing::Arithmetic),
    }
}

/// Whether an operator accepts an order.
pub fn holds(op: Op, order: Ordering) -> bool {
    match op {
        Op::Less => order.is_lt(),
        Op::AtMost => order.is_le(),
        Op::More => order.is_gt(),
        Op::AtLeast => order.is_ge(),
        Op::Equal => order.is_eq(),
        _ => order.is_ne(),
    }
}
