//! What fits by its type and yet means nothing: a duration beside a bare number, a share beside a number that none can be.
//!
//! Numbers that are written out and parameters without a unit count nothing by themselves, and go with whatever they are
//! compared with, a duration excepted: nobody can tell whether 4 are minutes or weeks. Zero is zero in every unit. Where
//! it cannot be told what a number counts, nothing is refused.

use std::ops::Range;

use num_traits::Zero;

use crate::expr::ast::{Ast, Node, Op};
use crate::expr::check::Checker;
use crate::expr::check::units::unit;
use crate::expr::names::describe;
use crate::expr::number::holds;
use crate::expr::show::exactly;
use crate::expr::typed::{Const, Each, Is, Method, Typed};
use crate::value::number::{compare, multiply};
use crate::value::{Number, Of, Type, Unit};
use crate::vocabulary::forms::{COUNT, HOURS, MINUTES, PERCENT, SHARE, TIER, WHOLE};
use crate::vocabulary::{Read, record};

/// What a number without unit counts, as far as the expression tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts {
    /// Nothing by itself: it is written out, or a parameter.
    Nothing,
    /// Things, one by one.
    Things,
    /// Something that is no time; what, is not told.
    Amount,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Not known.
    Anything,
}

/// Levels of an expression that are looked into: a name may stand for an expression in which others stand twice each.
const LEVELS: usize = 8;

impl Counts {
    fn of(typed: &Typed) -> Self {
        Self::within(typed, LEVELS)
    }

    fn within(typed: &Typed, levels: usize) -> Self {
        let Some(levels) = levels.checked_sub(1) else { return Self::Anything };
        let of = |part: &Typed| Self::within(part, levels);
        match &typed.is {
            Is::Const(_) => Self::Nothing,
            Is::Let(_, expr, _) => of(expr.typed()),
            Is::Kept(_, part) | Is::Each(Each::Filter | Each::FirstBy, part, ..) | Is::Each(Each::Map, _, _, part) => {
                of(part)
            }
            Is::Field(_, kind, field) => match record(*kind).def(*field).read.element() {
                Read::Scalar(form) if *form == MINUTES => Self::Minutes,
                Read::Scalar(form) if *form == HOURS => Self::Hours,
                Read::Scalar(form) if [&COUNT, &TIER, &WHOLE].contains(&form) => Self::Things,
                _ => Self::Amount,
            },
            Is::Fact(..) => Self::Amount,
            Is::Each(Each::Count, ..) | Is::Call(Method::Size, _) => Self::Things,
            Is::Call(Method::Sum(_) | Method::Min | Method::Max | Method::First, all) => {
                all.first().map_or(Self::Anything, of)
            }
            Is::Call(Method::Lesser | Method::Greater, all) => match &all[..] {
                [a, b] => of(a).and(of(b)),
                _ => Self::Anything,
            },
            Is::OrValue(a, b) | Is::Cond(_, a, b) | Is::Arithmetic(Op::Add | Op::Subtract, a, b) => of(a).and(of(b)),
            Is::Arithmetic(_, a, b) if of(a) == Self::Nothing && of(b) == Self::Nothing => Self::Nothing,
            _ => Self::Anything,
        }
    }

    /// What two of them count together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Nothing, other) | (other, Self::Nothing) => other,
            _ => Self::Anything,
        }
    }

    /// Whether a number of them can stand beside one of a unit.
    fn goes_with(self, unit: Unit) -> bool {
        match unit {
            Unit::Plain => true,
            Unit::Minutes => matches!(self, Self::Minutes | Self::Anything),
            Unit::Hours => !matches!(self, Self::Minutes | Self::Things | Self::Amount),
            Unit::Share => !matches!(self, Self::Minutes | Self::Hours | Self::Things),
        }
    }
}

/// Gives a number of hours its unit beside a duration, of which it can be told what it is.
pub(super) fn as_hours_beside(typed: Typed, other: Type) -> Typed {
    let is_time = matches!(number_in(other), Some(Unit::Minutes | Unit::Hours));
    if !is_time || number_in(typed.ty) != Some(Unit::Plain) || Counts::of(&typed) != Counts::Hours {
        return typed;
    }
    Typed { ty: Type { of: Of::Number(Unit::Hours), ..typed.ty }, ..typed }
}

impl Checker<'_> {
    /// Refuses two numbers that count what never goes together.
    pub(super) fn same_unit(&mut self, sign: &str, a: (&Ast, &Typed), b: (&Ast, &Typed)) -> Option<()> {
        let (Some(left), Some(right)) = (number_in(a.1.ty), number_in(b.1.ty)) else { return Some(()) };
        let (bare, other) = match (left, right) {
            (Unit::Plain, Unit::Plain) => {
                let both = (Counts::of(a.1), Counts::of(b.1));
                let differ = [(Counts::Hours, Counts::Minutes), (Counts::Minutes, Counts::Hours)].contains(&both);
                return if differ { self.hours_and_minutes(sign, a.1, b.1) } else { Some(()) };
            }
            (Unit::Plain, _) => (a, b.1),
            (_, Unit::Plain) => (b, a.1),
            _ => return Some(()),
        };
        let unit = number_in(other.ty)?;
        let counts = Counts::of(bare.1);
        // A share of a number of things is a number of things, though its unit is that of the share.
        let perhaps_none = unit == Unit::Share && !is_part(other, LEVELS);
        if perhaps_none || counts.goes_with(unit) || written(bare.0, bare.1).is_some_and(|number| number.is_zero()) {
            return Some(());
        }
        let (one, span) = (describe(Type::one(other.ty.of)), bare.1.span.clone());
        if counts != Counts::Nothing {
            let message = format!("`{sign}` puts {one} beside a number that counts something else");
            let help = match (unit, counts) {
                (Unit::Minutes, Counts::Hours) => "make a duration of it: `… * 1h`",
                (Unit::Minutes, _) => "make a duration of it by what it counts: `… * 1d`",
                (Unit::Hours, Counts::Minutes) => "make hours of it: `… / 60`",
                (Unit::Hours, _) => "make hours of it by how long each takes: `… * 1h`",
                _ => "",
            };
            return self.refuse(span, message, &format!("this is no {}", what(unit)), Some(help.to_owned()));
        }
        let message = format!("`{sign}` puts {one} beside a bare number");
        let (label, help) = if let Some(number) = written(bare.0, bare.1).map(exactly) {
            (format!("{number} of what?"), format!("write the unit with it: `{number}d`, `{number}h` or `{number}m`"))
        } else {
            let help = "multiply it by its unit, `… * 1d`; or give the parameter a duration as its default, `90d`";
            ("a number of what?".to_owned(), help.to_owned())
        };
        self.refuse(span, message, &label, Some(help))
    }

    fn hours_and_minutes(&mut self, sign: &str, a: &Typed, b: &Typed) -> Option<()> {
        let message = format!("`{sign}` puts a number of hours beside a number of minutes");
        let help = "make durations of both: `… * 1h` and `… * 1m`".to_owned();
        self.refuse(a.span.start..b.span.end, message, "different units", Some(help))
    }

    /// Refuses to compare a share with a number that decides it beforehand, such as one above 1.
    pub(super) fn undecided(&mut self, op: Op, a: (&Ast, &Typed), b: (&Ast, &Typed), span: Range<usize>) -> Option<()> {
        let (share, number, flipped) = match (written(a.0, a.1), written(b.0, b.1)) {
            (None, Some(number)) => (a.1, number, false),
            (Some(number), None) => (b.1, number, true),
            _ => return Some(()),
        };
        if unit(share.ty) != Some(Unit::Share) || number.is_zero() || !is_part(share, LEVELS) {
            return Some(());
        }
        let (low, high) = (Number::zero(), Number::from(1));
        let answer = |share: Number| {
            let order = compare(share, number);
            holds(op, if flipped { order.reverse() } else { order })
        };
        let inside = low <= number && number <= high;
        let (least, most) = (answer(low), answer(high));
        let told = if matches!(op, Op::Equal | Op::Differs) { !inside } else { least == most };
        if !told {
            return Some(());
        }
        let (bound, end) = if number > low { ("at most", high) } else { ("at least", low) };
        let (always, label) = if least { ("always", "always true") } else { ("never", "never true") };
        let message = format!("this {always} holds: a share like this is {bound} {}", exactly(end));
        let hundred = Number::from(100);
        let help = match multiply(number, Number::new(1, 100)) {
            Some(part) if number > Number::from(1) && number <= hundred => {
                format!("a share is a part of the whole: write `{}` for {} %", exactly(part), exactly(number))
            }
            _ => "a share lies between 0 and 1: `0.95` is 95 %".to_owned(),
        };
        self.refuse(span, message, label, Some(help))
    }
}

/// The unit of a number, or of the numbers in a list.
fn number_in(ty: Type) -> Option<Unit> {
    unit(Type::one(ty.of))
}

/// What a unit is called where a number is none.
fn what(unit: Unit) -> &'static str {
    match unit {
        Unit::Plain => "number",
        Unit::Share => "share",
        Unit::Hours => "number of hours",
        Unit::Minutes => "duration",
    }
}

/// The number that is written out at a place, and not read from somewhere.
fn written(ast: &Ast, typed: &Typed) -> Option<Number> {
    let digits = match &ast.node {
        Node::Number(_) => true,
        Node::Minus(of) => matches!(of.node, Node::Number(_)),
        _ => false,
    };
    match (&typed.is, typed.ty) {
        (Is::Const(Const::Number(number)), Type { of: Of::Number(_), lists: 0 }) if digits => Some(*number),
        _ => None,
    }
}

/// Whether a number, or each in a list, is certainly a part of a whole.
fn is_part(typed: &Typed, levels: usize) -> bool {
    let Some(levels) = levels.checked_sub(1) else { return false };
    let of = |part: &Typed| is_part(part, levels);
    match &typed.is {
        Is::Const(Const::Number(number)) => *number >= Number::zero() && *number <= Number::from(1),
        Is::Let(_, expr, _) => of(expr.typed()),
        Is::Kept(_, part) | Is::Each(Each::Filter | Each::FirstBy, part, ..) | Is::Each(Each::Map, _, _, part) => {
            of(part)
        }
        Is::Field(_, kind, field) => match record(*kind).def(*field).read.element() {
            Read::Scalar(form) => [&SHARE, &PERCENT].contains(&form),
            _ => false,
        },
        Is::Fact(_, fact, _) => number_in(fact.ty) == Some(Unit::Share) && !fact.may_exceed,
        Is::OrValue(a, b) | Is::Cond(_, a, b) => of(a) && of(b),
        Is::Call(Method::Min | Method::Max | Method::First, all) => all.first().is_some_and(of),
        Is::Call(Method::Lesser | Method::Greater, all) => all.iter().all(of),
        _ => false,
    }
}
