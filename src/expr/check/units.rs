//! Which types and units go together.

use crate::expr::ast::Op;
use crate::expr::typed::{Const, Is, Typed};
use crate::value::number::multiply;
use crate::value::{Number, Of, Type, Unit};

/// A bare number.
pub const PLAIN: Type = Type::one(Of::Number(Unit::Plain));
/// A duration.
pub const MINUTES: Type = Type::one(Of::Number(Unit::Minutes));
/// The type of `[]` where nothing tells what it would hold.
pub const EMPTY: Type = Type::list(Of::Opaque);

/// The type that two types have in common.
pub fn unify(a: Type, b: Type) -> Option<Type> {
    let lists = a.lists;
    if a == b || b == EMPTY && a.lists > 0 {
        return Some(a);
    }
    if a == EMPTY && b.lists > 0 {
        return Some(b);
    }
    if a.lists != b.lists {
        return None;
    }
    let of = match (a.of, b.of) {
        (Of::Number(x), Of::Number(y)) => Of::Number(common_unit(x, y)?),
        (Of::Party, Of::Entity(_) | Of::Party) | (Of::Entity(_), Of::Party) => Of::Party,
        _ => return None,
    };
    Some(Type { of, lists })
}

/// The unit in which two numbers can be compared and added. Hours become minutes beside minutes.
pub fn common_unit(a: Unit, b: Unit) -> Option<Unit> {
    match (a, b) {
        (a, b) if a == b => Some(a),
        (Unit::Plain, other) | (other, Unit::Plain) => Some(other),
        (Unit::Hours, Unit::Minutes) | (Unit::Minutes, Unit::Hours) => Some(Unit::Minutes),
        _ => None,
    }
}

/// Brings hours to minutes where minutes are wanted.
pub fn in_unit(typed: Typed, wanted: Of) -> Typed {
    if typed.ty != Type::one(Of::Number(Unit::Hours)) || wanted != Of::Number(Unit::Minutes) {
        return typed;
    }
    let span = typed.span.clone();
    let sixty = Number::from(60);
    let is = match typed.is {
        Is::Const(Const::Number(n)) if multiply(n, sixty).is_some() => {
            Is::Const(Const::Number(multiply(n, sixty).unwrap_or(n)))
        }
        _ => {
            let by = Typed { is: Is::Const(Const::Number(sixty)), ty: PLAIN, span: span.clone() };
            Is::Arithmetic(Op::Multiply, Box::new(typed), Box::new(by))
        }
    };
    Typed { is, ty: MINUTES, span }
}

pub fn result_unit(op: Op, a: Unit, b: Unit) -> Option<Unit> {
    match (op, a, b) {
        (Op::Add | Op::Subtract | Op::Remainder, ..) => common_unit(a, b),
        (Op::Multiply, Unit::Plain, other) | (Op::Multiply | Op::Divide, other, Unit::Plain) => Some(other),
        (Op::Divide, a, b) if common_unit(a, b).is_some() && a != Unit::Plain => Some(Unit::Plain),
        (Op::Multiply, Unit::Share, other) | (Op::Multiply | Op::Divide, other, Unit::Share) => Some(other),
        (Op::Divide, Unit::Plain, _) => Some(Unit::Plain),
        _ => None,
    }
}

pub fn unit(ty: Type) -> Option<Unit> {
    match ty {
        Type { of: Of::Number(unit), lists: 0 } => Some(unit),
        _ => None,
    }
}
