//! The types operators take and give, and what may be compared with what.

use std::ops::Range;

use crate::expr::ast::{Ast, Node, Op};
use crate::expr::check::Checker;
use crate::expr::check::sense::as_hours_beside;
use crate::expr::check::units::{EMPTY, MINUTES, common_unit, in_unit, result_unit, unify, unit};
use crate::expr::names::describe;
use crate::expr::typed::{Const, Each, Is, Typed};
use crate::value::number::negate;
use crate::value::{Number, Of, Type, Unit};
use crate::vocabulary::kinds::Kind;

const BOOL: Type = Type::one(Of::Bool);

/// Two sides of an operator; a field that holds a number of hours is one of hours where the other side is a time.
fn both_in_hours((left, right): (Typed, Typed)) -> (Typed, Typed) {
    let (of_left, of_right) = (left.ty, right.ty);
    (as_hours_beside(left, of_right), as_hours_beside(right, of_left))
}

impl Checker<'_> {
    pub(super) fn negative(&mut self, of: &Ast, span: Range<usize>) -> Option<Typed> {
        let of = self.check(of, None)?;
        if unit(of.ty).is_none() {
            let found = describe(of.ty);
            return self.refuse(of.span, format!("`-` needs a number, not {found}"), &format!("this is {found}"), None);
        }
        let ty = of.ty;
        if let Is::Const(Const::Number(n)) = of.is
            && let Some(n) = negate(n)
        {
            return Some(Typed { is: Is::Const(Const::Number(n)), ty, span });
        }
        let zero = Typed { is: Is::Const(Const::Number(Number::from(0))), ty, span: span.clone() };
        Some(Typed { is: Is::Arithmetic(Op::Subtract, Box::new(zero), Box::new(of)), ty, span })
    }

    pub(super) fn binary(
        &mut self,
        op: Op,
        a: &Ast,
        b: &Ast,
        span: Range<usize>,
        wanted: Option<Type>,
    ) -> Option<Typed> {
        match op {
            Op::And | Op::Or => {
                let (a, b) = (self.condition(a), self.condition(b));
                let (a, b) = (Box::new(a?), Box::new(b?));
                Some(Typed { is: if op == Op::And { Is::And(a, b) } else { Is::Or(a, b) }, ty: BOOL, span })
            }
            Op::In => self.contained(a, b, span),
            Op::Equal | Op::Differs | Op::Less | Op::AtMost | Op::More | Op::AtLeast => {
                let (left, right) = both_in_hours(self.sides(a, b, wanted.filter(|_| false))?);
                self.same_unit(op.sign(), (a, &left), (b, &right))?;
                self.undecided(op, (a, &left), (b, &right), span.clone())?;
                self.comparison(op, left, right, span)
            }
            Op::Add | Op::Subtract | Op::Multiply | Op::Divide | Op::Remainder => {
                let (mut left, mut right) = self.sides(a, b, wanted.filter(|ty| ty.of != Of::Bool))?;
                if matches!(op, Op::Add | Op::Subtract | Op::Remainder) {
                    (left, right) = both_in_hours((left, right));
                    self.same_unit(op.sign(), (a, &left), (b, &right))?;
                }
                self.arithmetic(op, left, right, span)
            }
        }
    }

    /// Checks both sides of an operator, first the one that tells what a bare word on the other means.
    fn sides(&mut self, a: &Ast, b: &Ast, wanted: Option<Type>) -> Option<(Typed, Typed)> {
        let flip = self.needs_context(a) && !self.needs_context(b);
        let (first, second) = if flip { (b, a) } else { (a, b) };
        let first = self.check(first, wanted);
        let context = first.as_ref().map(|t| t.ty).or(wanted);
        if first.is_none() && self.needs_context(second) {
            return None;
        }
        let second = self.check(second, context);
        let (first, second) = (first?, second?);
        Some(if flip { (second, first) } else { (first, second) })
    }

    fn comparison(&mut self, op: Op, a: Typed, b: Typed, span: Range<usize>) -> Option<Typed> {
        let Some(ty) = unify(a.ty, b.ty) else {
            return self.never_comparable(op, a.ty, b.ty, span);
        };
        let (a, b) = self.by_present_names(in_unit(a, ty.of), in_unit(b, ty.of));
        if matches!(op, Op::Equal | Op::Differs) {
            if ty == Type::one(Of::Opaque) {
                return self.refuse(
                    span,
                    "its content is never judged".to_owned(),
                    "cannot be compared",
                    Some("ask `has(…)`".to_owned()),
                );
            }
            let (a, b) = (self.in_order(a)?, self.in_order(b)?);
            return Some(Typed { is: Is::Equal(op, Box::new(a), Box::new(b)), ty: BOOL, span });
        }
        if !matches!(ty, Type { of: Of::Number(_) | Of::Text | Of::Date | Of::Bool, lists: 0 }) {
            let found = describe(ty);
            let message = format!("`{}` needs an order, and {found} has none", op.sign());
            return self.refuse(span, message, "cannot be ordered", Some("use `==` or `!=`".to_owned()));
        }
        Some(Typed { is: Is::Order(op, Box::new(a), Box::new(b)), ty: BOOL, span })
    }

    /// Where an id is compared with words of the page, these may be what the organisation replaced.
    fn by_present_names(&self, a: Typed, b: Typed) -> (Typed, Typed) {
        let rename = |words: Typed, kind: Option<Kind>| match (words.is, kind) {
            (Is::Const(constant), Some(kind)) => {
                Typed { is: Is::Const(self.present_name(kind, constant)), ty: words.ty, span: words.span }
            }
            (is, _) => Typed { is, ty: words.ty, span: words.span },
        };
        let (kind_a, kind_b) = (ids_of(&a), ids_of(&b));
        (rename(a, kind_b), rename(b, kind_a))
    }

    fn present_name(&self, kind: Kind, constant: Const) -> Const {
        match constant {
            Const::Text(id) => Const::Text(self.env.params.renamed(kind, &id).map_or(id.clone(), Into::into)),
            Const::List(ids) => Const::List(ids.iter().map(|id| self.present_name(kind, id.clone())).collect()),
            other => other,
        }
    }

    fn never_comparable<T>(&mut self, op: Op, a: Type, b: Type, span: Range<usize>) -> Option<T> {
        let (left, right) = (describe(a), describe(b));
        let help = match (a, b) {
            (Type { of: Of::Entity(_) | Of::Party, lists: 0 }, Type { of: Of::Text, lists: 0 })
            | (Type { of: Of::Text, lists: 0 }, Type { of: Of::Entity(_) | Of::Party, lists: 0 }) => {
                Some("compare its `id`".to_owned())
            }
            (Type { of: Of::Word(_), lists: 0 }, Type { of: Of::Text, lists: 0 })
            | (Type { of: Of::Text, lists: 0 }, Type { of: Of::Word(_), lists: 0 }) => {
                Some("`string(…)` makes a word text".to_owned())
            }
            (Type { of: Of::Opaque, lists: 0 }, _) | (_, Type { of: Of::Opaque, lists: 0 }) => {
                Some("only `has(…)` can be asked of it".to_owned())
            }
            (Type { of: Of::Date, lists: 0 }, Type { of: Of::Number(_), lists: 0 })
            | (Type { of: Of::Number(_), lists: 0 }, Type { of: Of::Date, lists: 0 }) => {
                Some("write a day in quotes, `'2026-06-01'`, or one some time before today, `asOf - 90d`".to_owned())
            }
            (x, y) if x.lists != y.lists => {
                Some("to look for it in a list, use `in`; to count a list, `.size()`".to_owned())
            }
            _ => None,
        };
        let message = format!("`{}` cannot compare {left} with {right}", op.sign());
        self.refuse(span, message, "these are never comparable", help)
    }

    fn contained(&mut self, a: &Ast, b: &Ast, span: Range<usize>) -> Option<Typed> {
        if let Some((_, table)) = self.table(b) {
            let key = self.key(a)?;
            return Some(Typed { is: Is::HasKey(table, Box::new(key)), ty: BOOL, span });
        }
        let list_of = |ty: Type| ty.lists.checked_add(1).map(|lists| Type { of: ty.of, lists });
        let element = |ty: Type| Type { of: ty.of, lists: ty.lists.saturating_sub(1) };
        let (left, right) = (a, b);
        let (a, b) = if self.needs_context(a) {
            let b = self.check(b, None);
            let a = self.check(a, b.as_ref().map(|b| element(b.ty)));
            (a?, b?)
        } else {
            let a = self.check(a, None);
            if a.is_none() && self.needs_context(b) {
                return None;
            }
            let b = self.check(b, a.as_ref().and_then(|a| list_of(a.ty)));
            (a?, b?)
        };
        self.same_unit("in", (left, &a), (right, &b))?;
        if b.ty.lists == 0 {
            let found = describe(b.ty);
            let help = (b.ty.of == Of::Text).then(|| "to look inside text, use `.contains(…)`".to_owned());
            return self.refuse(b.span, format!("`in` needs a list, not {found}"), &format!("this is {found}"), help);
        }
        let Some(common) = unify(a.ty, element(b.ty)).or_else(|| (b.ty == EMPTY).then_some(a.ty)) else {
            let (one, list) = (describe(a.ty), describe(b.ty));
            return self.refuse(span, format!("{one} is never in {list}"), "different types", None);
        };
        let (a, b) = self.by_present_names(in_unit(a, common.of), b);
        Some(Typed { is: Is::In(Box::new(a), Box::new(b)), ty: BOOL, span })
    }

    fn arithmetic(&mut self, op: Op, a: Typed, b: Typed, span: Range<usize>) -> Option<Typed> {
        let two = |a, b| (Box::new(a), Box::new(b));
        if let (Some(left), Some(right)) = (unit(a.ty), unit(b.ty)) {
            let Some(result) = result_unit(op, left, right) else {
                let (left, right) = (describe(a.ty), describe(b.ty));
                let message = format!("`{}` of {left} and {right} means nothing", op.sign());
                return self.refuse(span, message, "units do not fit", None);
            };
            let both = common_unit(left, right).filter(|_| op != Op::Multiply).unwrap_or(Unit::Plain);
            let (a, b) = two(in_unit(a, Of::Number(both)), in_unit(b, Of::Number(both)));
            return Some(Typed { is: Is::Arithmetic(op, a, b), ty: Type::one(Of::Number(result)), span });
        }
        let text = Type::one(Of::Text);
        let date = Type::one(Of::Date);
        if op == Op::Add
            && let Some(ty) = unify(a.ty, b.ty).filter(|ty| *ty == text || ty.lists > 0)
        {
            let (a, b) = two(a, b);
            return Some(Typed { is: Is::Append(a, b), ty, span });
        }
        if op == Op::Subtract && a.ty == date && b.ty == date {
            let (a, b) = two(a, b);
            return Some(Typed { is: Is::Between(a, b), ty: MINUTES, span });
        }
        if matches!(op, Op::Add | Op::Subtract) && a.ty == date && unit(b.ty) == Some(Unit::Minutes) {
            let (a, b) = two(a, b);
            return Some(Typed { is: Is::Moved(op, a, b), ty: date, span });
        }
        let (left, right) = (describe(a.ty), describe(b.ty));
        let help = match (op, a.ty == text || b.ty == text) {
            (Op::Add, true) => Some("`string(…)` makes text of a value".to_owned()),
            (Op::Add | Op::Subtract, _) if a.ty == date && unit(b.ty).is_some() => {
                Some("write how long with its unit: `asOf - 90d`".to_owned())
            }
            _ if a.ty.lists > 0 || b.ty.lists > 0 => Some("to count a list, use `.size()`".to_owned()),
            _ => None,
        };
        self.refuse(span, format!("`{}` does not work on {left} and {right}", op.sign()), "types do not fit", help)
    }

    pub(super) fn choice(
        &mut self,
        condition: &Ast,
        a: &Ast,
        b: &Ast,
        span: Range<usize>,
        wanted: Option<Type>,
    ) -> Option<Typed> {
        let condition = self.condition(condition);
        let sides = self.sides(a, b, wanted);
        let (condition, (a, b)) = (condition?, sides?);
        let Some(ty) = unify(a.ty, b.ty) else {
            let (left, right) = (describe(a.ty), describe(b.ty));
            return self.refuse(
                span,
                format!("`?:` chooses between {left} and {right}"),
                "both sides must have one type",
                None,
            );
        };
        let (a, b) = (in_unit(a, ty.of), in_unit(b, ty.of));
        Some(Typed { is: Is::Cond(Box::new(condition), Box::new(a), Box::new(b)), ty, span })
    }
}

/// The kind whose ids an expression gives: `duty.id`, `holdings.map(h, h.duty.id)`.
fn ids_of(typed: &Typed) -> Option<Kind> {
    match &typed.is {
        Is::Id(of) => match of.ty.of {
            Of::Entity(kind) => Some(kind),
            _ => None,
        },
        Is::Fact(_, fact, _) => fact.names,
        Is::Each(Each::Map, _, _, body) => ids_of(body),
        _ => None,
    }
}

/// Whether an expression is only a name.
pub fn variable<'t>(ast: &Ast<'t>) -> Option<&'t str> {
    match &ast.node {
        Node::Name(name) => Some(name),
        _ => None,
    }
}
