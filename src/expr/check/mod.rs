//! Resolves every name and gives every part a type, or says why that is impossible; all of it in one pass.

mod calls;
mod member;
mod name;
mod operators;
mod presence;
mod sense;
mod units;

use std::ops::Range;

use crate::expr::ast::{Ast, Node};
pub use crate::expr::check::member::constant;
use crate::expr::check::units::{EMPTY, MINUTES, PLAIN, in_unit, unify};
use crate::expr::env::Env;
use crate::expr::names::describe;
use crate::expr::typed::{Const, Is, Typed};
use crate::expr::{Problem, names};
use crate::value::{Of, Type};
use crate::vocabulary::forms::DATE;
use crate::vocabulary::scalars;

/// `let`s that may stand on one another, in levels of nesting.
const MAX_LET_DEPTH: usize = 512;

pub struct Checker<'e> {
    pub env: &'e Env,
    pub problems: &'e mut Vec<Problem>,
    /// Macro variables in scope, innermost last.
    locals: Vec<(String, Type)>,
    /// Levels of the deepest `let` that is used.
    pub let_depth: usize,
}

impl<'e> Checker<'e> {
    pub fn new(env: &'e Env, problems: &'e mut Vec<Problem>) -> Self {
        Self { env, problems, locals: Vec::new(), let_depth: 0 }
    }

    /// Reports a mistake; the `None` it returns stands for an expression without a type.
    fn refuse<T>(&mut self, span: Range<usize>, message: String, label: &str, help: Option<String>) -> Option<T> {
        let mut problem = Problem::new(span, message, label);
        problem.help = help.filter(|help| !help.is_empty());
        self.problems.push(problem);
        None
    }

    /// Checks an expression; `wanted` is what its surroundings make likely, and tells what a bare word means.
    pub fn check(&mut self, ast: &Ast, wanted: Option<Type>) -> Option<Typed> {
        let span = ast.span.clone();
        let done = |is: Is, ty: Type| Some(Typed { is, ty, span: span.clone() });
        if let Some(Type { of: Of::Word(words), lists: 0 }) = wanted
            && let Some(found) = self.word(ast, words)
        {
            return found;
        }
        match &ast.node {
            Node::Error => None,
            Node::Text(text) if wanted == Some(Type::one(Of::Date)) => self.day(text, span),
            Node::Bool(b) => done(Is::Const(Const::Bool(*b)), Type::one(Of::Bool)),
            Node::Number(n) => done(Is::Const(Const::Number(*n)), PLAIN),
            Node::Minutes(n) => done(Is::Const(Const::Number(*n)), MINUTES),
            Node::Text(text) => done(Is::Const(Const::Text((&**text).into())), Type::one(Of::Text)),
            Node::Name(name) => self.name(name, ast.span.clone(), wanted),
            Node::List(parts) => self.list(parts, ast.span.clone(), wanted),
            Node::Select { of, field, optional } => {
                if *optional {
                    return self.refuse(
                        field.span.clone(),
                        format!("`.?{}` may have no value", field.text),
                        "needs `.orValue(…)`",
                        Some(format!("write `.?{}.orValue(…)`", field.text)),
                    );
                }
                self.select(of, field, ast.span.clone())
            }
            Node::Index(of, index) => self.index(of, index, ast.span.clone()),
            Node::Call { on, name, args } => self.call(on.as_deref(), name, args, ast.span.clone()),
            Node::Not(of) => {
                let of = self.condition(of)?;
                done(Is::Not(Box::new(of)), Type::one(Of::Bool))
            }
            Node::Minus(of) => self.negative(of, ast.span.clone()),
            Node::Binary(op, a, b) => self.binary(*op, a, b, ast.span.clone(), wanted),
            Node::Cond(condition, a, b) => self.choice(condition, a, b, ast.span.clone(), wanted),
        }
    }

    /// A day in quotes, where one is wanted.
    fn day(&mut self, text: &str, span: Range<usize>) -> Option<Typed> {
        match scalars::date(text) {
            Some(day) => Some(Typed { is: Is::Const(Const::Date(day)), ty: Type::one(Of::Date), span }),
            None => self.refuse(span, format!("`{text}` is not a date"), "not a date", Some(DATE.help.to_owned())),
        }
    }

    /// Takes an expression of any type that can be used by itself.
    pub fn settle(&mut self, typed: Typed) -> Option<Typed> {
        match typed.ty {
            EMPTY => self.refuse(
                typed.span,
                "nothing tells what this empty list would hold".to_owned(),
                "a list of what?",
                None,
            ),
            _ => Some(typed),
        }
    }

    /// Checks an expression that must be true or false.
    pub fn condition(&mut self, ast: &Ast) -> Option<Typed> {
        let typed = self.check(ast, Some(Type::one(Of::Bool)))?;
        self.must_be(typed, Type::one(Of::Bool))
    }

    /// Takes an expression of the wanted type, and refuses any other.
    pub fn must_be(&mut self, typed: Typed, wanted: Type) -> Option<Typed> {
        let fits = match unify(typed.ty, wanted) {
            Some(ty) => ty == wanted || wanted.of == Of::Opaque,
            None => false,
        };
        if fits {
            return Some(in_unit(typed, wanted.of));
        }
        let (found, wanted_name) = (describe(typed.ty), describe(wanted));
        let help = match (typed.ty, wanted) {
            (Type { lists: 1.., .. }, Type { of: Of::Bool, lists: 0 }) => {
                Some("ask something of the list: `.size() > 0`, `.exists(x, …)`".to_owned())
            }
            (_, Type { of: Of::Bool, lists: 0 }) => Some("compare it with something, or ask `has(…)`".to_owned()),
            _ => None,
        };
        self.refuse(typed.span, format!("expected {wanted_name}, found {found}"), &format!("this is {found}"), help)
    }

    fn list(&mut self, parts: &[Ast], span: Range<usize>, wanted: Option<Type>) -> Option<Typed> {
        let element = |ty: Type| Type { of: ty.of, lists: ty.lists - 1 };
        let mut wanted = wanted.filter(|ty| ty.lists > 0 && *ty != EMPTY).map(element);
        // Words in a list mean what its other elements make them, so one that needs no such help is checked first. Each
        // element is checked once: twice would be twice as often with every level of nesting.
        let telling = if wanted.is_none() { parts.iter().position(|part| !self.needs_context(part)) } else { None };
        let mut told = telling.map(|at| self.check(&parts[at], None));
        if let Some(told) = &told {
            wanted = told.as_ref().map(|typed| typed.ty);
        }
        let mut all: Vec<Option<Typed>> = Vec::with_capacity(parts.len());
        for (at, part) in parts.iter().enumerate() {
            let known = if telling == Some(at) { told.take() } else { None };
            all.push(known.unwrap_or_else(|| self.check(part, wanted)));
        }
        let mut typed = all.into_iter().collect::<Option<Vec<Typed>>>()?;
        let Some(mut ty) = typed.first().map(|t| t.ty) else {
            let ty = wanted.map_or(EMPTY, |ty| Type { of: ty.of, lists: ty.lists + 1 });
            return Some(Typed { is: Is::List(Vec::new()), ty, span });
        };
        for (at, part) in typed.iter().enumerate().skip(1) {
            self.same_unit("[…]", (&parts[0], &typed[0]), (&parts[at], part))?;
            let Some(common) = unify(ty, part.ty) else {
                let (first, other) = (describe(ty), describe(part.ty));
                let message = format!("a list holds values of one type, and this one begins with {first}");
                return self.refuse(part.span.clone(), message, &format!("this is {other}"), None);
            };
            ty = common;
        }
        typed = typed.into_iter().map(|part| in_unit(part, ty.of)).collect();
        let Some(lists) = ty.lists.checked_add(1) else {
            return self.refuse(span, "lists are nested too deeply".to_owned(), "too deep", None);
        };
        let constant: Option<Vec<Const>> =
            typed.iter().map(|t| if let Is::Const(c) = &t.is { Some(c.clone()) } else { None }).collect();
        let is = constant.map_or_else(|| Is::List(typed), |all| Is::Const(Const::List(all.into())));
        Some(Typed { is, ty: Type { of: ty.of, lists }, span })
    }

    /// Takes a list whose order is certain, and refuses a set.
    fn in_order(&mut self, list: Typed) -> Option<Typed> {
        if list.is_ordered() {
            return Some(list);
        }
        let help = "ask `in`, `.exists(…)` or `.size()` of it, or take the element before making it a set".to_owned();
        self.refuse(list.span, "the elements of a set have no order".to_owned(), "this is a set", Some(help))
    }
}
