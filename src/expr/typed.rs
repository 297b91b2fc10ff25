//! A checked expression: every name resolved, every value typed.

use std::ops::Range;
use std::sync::Arc;

use crate::expr::Expr;
use crate::expr::ast::Op;
use crate::expr::env::Slot;
use crate::facts::fact::Fact;
use crate::facts::tables::collections::Derived;
use crate::value::param::ParamValue;
use crate::value::{Number, Of, Type, Unit};
use crate::vocabulary::kinds::{FieldId, Kind};
use crate::vocabulary::record;

/// A checked expression, its type and where it stands.
pub struct Typed {
    pub is: Is,
    pub ty: Type,
    pub span: Range<usize>,
}

/// A value known when the page is loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    Bool(bool),
    Number(Number),
    Text(Arc<str>),
    Word(u8),
    Date(i32),
    List(Arc<[Const]>),
}

pub enum Is {
    Const(Const),
    List(Vec<Typed>),
    Bound(Slot),
    Let(Slot, Expr, usize),
    Local(usize),
    /// The organisation, or its incident process.
    Single(Kind),
    Today,
    Section(Kind),
    Derived(&'static Derived),
    Id(Box<Typed>),
    Field(Box<Typed>, Kind, FieldId),
    /// A fact, and the declared field of the same name.
    Fact(Box<Typed>, &'static Fact, Option<FieldId>),
    /// What an entity notes in a field under a key.
    Note(Box<Typed>, FieldId, Box<Typed>),
    Index(Box<Typed>, Box<Typed>),
    Lookup(Table, Box<Typed>),
    HasKey(Table, Box<Typed>),
    Not(Box<Typed>),
    And(Box<Typed>, Box<Typed>),
    Or(Box<Typed>, Box<Typed>),
    Cond(Box<Typed>, Box<Typed>, Box<Typed>),
    /// `==` or `!=`.
    Equal(Op, Box<Typed>, Box<Typed>),
    /// `<`, `<=`, `>` or `>=`.
    Order(Op, Box<Typed>, Box<Typed>),
    In(Box<Typed>, Box<Typed>),
    Arithmetic(Op, Box<Typed>, Box<Typed>),
    /// Texts or lists, one after the other.
    Append(Box<Typed>, Box<Typed>),
    /// Minutes between two dates.
    Between(Box<Typed>, Box<Typed>),
    /// A date moved by minutes.
    Moved(Op, Box<Typed>, Box<Typed>),
    Has(Box<Typed>),
    OrValue(Box<Typed>, Box<Typed>),
    Each(Each, Box<Typed>, usize, Box<Typed>),
    Call(Method, Vec<Typed>),
    /// A part that is computed once, and for whom.
    Kept(Keep, Box<Typed>),
}

/// For whom a part is computed once.
#[derive(Clone, Copy, Debug)]
pub enum Keep {
    /// No entity occurs in it, so for all of them; its number in the page.
    All(usize),
    /// Of what is judged, it depends on one fact alone, so for all of which that is the same; its number in the page, and the
    /// one of what is told instead where it is not known.
    Alike([usize; 2], Root),
    /// It stands in a loop whose variables do not occur in it, so for a whole judgement; no other part has its number.
    Loop(u64),
    /// It asks something about each element of a list that many have in common, and of what is judged it depends only on what is
    /// among one list of its own: what it asks is computed once for all whose lists do not matter to an element; its number in
    /// the page.
    Apart(usize),
    /// Within such a question, it asks whether something is among that list.
    Among,
}

/// The fact that a part of an expression depends on, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Root {
    /// The variable that holds it.
    pub slot: Slot,
    /// Where it is of what the variable refers to in a field, that field.
    pub field: Option<FieldId>,
    /// The fact, which tells where it comes from ([`Fact::alike`]).
    pub fact: &'static Fact,
}

impl PartialEq for Root {
    fn eq(&self, other: &Self) -> bool {
        (self.slot, self.field) == (other.slot, other.field) && std::ptr::eq(self.fact, other.fact)
    }
}

impl Eq for Root {}

/// A table of constants, by key; for keys that are words, their list is known.
#[derive(Clone)]
pub struct Table(pub Arc<ParamValue>);

/// What a macro does with each element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    Exists,
    All,
    ExistsOne,
    Count,
    Filter,
    Map,
    FirstBy,
}

/// A function or method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Size,
    IsEmpty,
    First,
    Distinct,
    Union,
    Intersect,
    Minus,
    Join,
    /// Whether the elements are never negative.
    Sum(bool),
    Min,
    Max,
    /// The smaller of two.
    Lesser,
    /// The larger of two.
    Greater,
    /// The smallest whole number that is not less.
    Ceil,
    Contains,
    StartsWith,
    EndsWith,
    ContainsWord,
    Words,
    LowerAscii,
    Text,
}

/// What an expression is made of, to be read or to be changed: up to three, or a list.
macro_rules! parts {
    ($is:expr, $none:expr) => {
        match $is {
            Is::Const(_)
            | Is::Bound(_)
            | Is::Let(..)
            | Is::Local(_)
            | Is::Single(_)
            | Is::Today
            | Is::Section(_)
            | Is::Derived(_) => ([None, None, None], $none),
            Is::List(all) | Is::Call(_, all) => ([None, None, None], all),
            Is::Id(a)
            | Is::Field(a, ..)
            | Is::Fact(a, ..)
            | Is::Lookup(_, a)
            | Is::HasKey(_, a)
            | Is::Not(a)
            | Is::Has(a)
            | Is::Kept(_, a) => ([Some(a), None, None], $none),
            Is::Note(a, _, b)
            | Is::Index(a, b)
            | Is::And(a, b)
            | Is::Or(a, b)
            | Is::Equal(_, a, b)
            | Is::Order(_, a, b)
            | Is::In(a, b)
            | Is::Arithmetic(_, a, b)
            | Is::Append(a, b)
            | Is::Between(a, b)
            | Is::Moved(_, a, b)
            | Is::OrValue(a, b)
            | Is::Each(_, a, _, b) => ([Some(a), Some(b), None], $none),
            Is::Cond(a, b, c) => ([Some(a), Some(b), Some(c)], $none),
        }
    };
}

impl Typed {
    /// The expressions it is made of.
    pub fn parts(&self) -> impl Iterator<Item = &Typed> {
        let (few, many): ([Option<&Typed>; 3], &[Typed]) = parts!(&self.is, &[]);
        few.into_iter().flatten().chain(many)
    }

    /// The same, to be changed.
    pub fn parts_mut(&mut self) -> impl Iterator<Item = &mut Typed> {
        let (few, many): ([Option<&mut Typed>; 3], &mut [Typed]) = parts!(&mut self.is, &mut []);
        few.into_iter().flatten().chain(many)
    }

    /// The same, not computed once but where it stands.
    pub fn itself(&self) -> &Typed {
        if let Is::Kept(_, of) = &self.is { of.itself() } else { self }
    }

    /// Adds the fields and facts that are read.
    pub fn add_reads(&self, reads: &mut Vec<(Kind, &'static str)>) {
        let kind = |of: &Typed| if let Of::Entity(kind) = of.ty.of { Some(kind) } else { None };
        match &self.is {
            Is::Field(_, kind, field) => reads.push((*kind, record(*kind).def(*field).name)),
            Is::Note(of, field, _) => reads.extend(kind(of).map(|kind| (kind, record(kind).def(*field).name))),
            Is::Fact(of, fact, _) => reads.extend(kind(of).map(|kind| (kind, fact.name))),
            Is::Let(_, expr, _) => reads.extend(expr.reads()),
            _ => {}
        }
        self.parts().for_each(|part| part.add_reads(reads));
    }

    /// How many steps one evaluation takes, loops aside.
    pub fn cost(&self) -> u32 {
        match &self.is {
            Is::Kept(Keep::All(_) | Keep::Loop(_), _) => return 1,
            Is::Kept(Keep::Apart(_) | Keep::Among, of) => return of.cost(),
            _ => {}
        }
        self.parts().map(Typed::cost).fold(1, u32::saturating_add)
    }

    /// Whether the order of its elements is certain. That of a set is not: where an element that may belong
    /// comes once more for certain, it is in the set, but nobody knows at which rank.
    pub fn is_ordered(&self) -> bool {
        match &self.is {
            Is::Call(Method::Distinct | Method::Union | Method::Intersect | Method::Minus, _) => false,
            Is::Let(_, expr, _) => expr.is_ordered(),
            Is::Each(Each::Filter | Each::FirstBy, list, ..) => list.is_ordered(),
            Is::Each(Each::Map, a, _, b) | Is::Append(a, b) | Is::Cond(_, a, b) | Is::OrValue(a, b) => {
                a.is_ordered() && b.is_ordered()
            }
            Is::List(all) => all.iter().all(Typed::is_ordered),
            Is::Kept(_, of) => of.is_ordered(),
            _ => true,
        }
    }

    /// Whether its value, or each of its elements, is certain never to be negative.
    pub fn never_negative(&self) -> bool {
        use num_traits::Zero;
        match &self.is {
            Is::Const(Const::Number(n)) => *n >= Number::zero(),
            Is::Field(_, kind, field) => super::names::never_negative(*kind, *field),
            Is::Fact(..) => matches!(self.ty.of, Of::Number(Unit::Share | Unit::Hours)),
            Is::Arithmetic(Op::Add | Op::Multiply | Op::Divide, a, b)
            | Is::OrValue(a, b)
            | Is::Cond(_, a, b)
            | Is::Append(a, b) => a.never_negative() && b.never_negative(),
            Is::Each(Each::Filter | Each::FirstBy, list, ..) => list.never_negative(),
            Is::Kept(_, of) => of.never_negative(),
            Is::Each(Each::Map, _, _, body) => body.never_negative(),
            Is::Each(Each::Count, ..) | Is::Call(Method::Size, _) => true,
            Is::List(all)
            | Is::Call(
                Method::Distinct
                | Method::Union
                | Method::Sum(_)
                | Method::Min
                | Method::Max
                | Method::Lesser
                | Method::Greater
                | Method::Ceil
                | Method::First,
                all,
            ) => all.iter().all(Typed::never_negative),
            _ => false,
        }
    }
}
