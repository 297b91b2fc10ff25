//! Functions, methods and macros.

use std::ops::Range;

use crate::expr::ast::{Ast, Word};
use crate::expr::check::Checker;
use crate::expr::check::operators::variable;
use crate::expr::check::units::{PLAIN, in_unit, unify};
use crate::expr::names::describe;
use crate::expr::typed::{Each, Is, Method, Typed};
use crate::finding::suggest::did_you_mean;
use crate::value::{Of, Type};

const TEXT: Type = Type::one(Of::Text);
const BOOL: Type = Type::one(Of::Bool);

/// What stands between the parentheses of a method or function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Nothing,
    Value,
    /// Nothing, a separator, or a separator and another one before the last element.
    Separators,
    /// A variable and an expression.
    Body(Each),
    /// A variable and an expression, or nothing.
    MayMap,
}

const METHODS: &[(&str, Takes)] = &[
    ("exists", Takes::Body(Each::Exists)),
    ("all", Takes::Body(Each::All)),
    ("exists_one", Takes::Body(Each::ExistsOne)),
    ("count", Takes::Body(Each::Count)),
    ("filter", Takes::Body(Each::Filter)),
    ("map", Takes::Body(Each::Map)),
    ("firstBy", Takes::Body(Each::FirstBy)),
    ("size", Takes::Nothing),
    ("isEmpty", Takes::Nothing),
    ("first", Takes::Nothing),
    ("distinct", Takes::Nothing),
    ("union", Takes::Value),
    ("intersect", Takes::Value),
    ("minus", Takes::Value),
    ("join", Takes::Separators),
    ("sum", Takes::MayMap),
    ("min", Takes::MayMap),
    ("max", Takes::MayMap),
    ("contains", Takes::Value),
    ("startsWith", Takes::Value),
    ("endsWith", Takes::Value),
    ("containsWord", Takes::Value),
    ("words", Takes::Nothing),
    ("lowerAscii", Takes::Nothing),
    ("orValue", Takes::Value),
    ("has", Takes::Value),
];

const FUNCTIONS: &[&str] = &["has", "size", "string", "min", "max", "ceil"];

/// Whether there is a method of that name.
pub fn is_method(name: &str) -> bool {
    METHODS.iter().any(|(method, _)| *method == name && name != "has")
}

impl Checker<'_> {
    pub(super) fn call(&mut self, on: Option<&Ast>, name: &Word, args: &[Ast], span: Range<usize>) -> Option<Typed> {
        let Some(on) = on else {
            return self.function(name, args, span);
        };
        if name.text == "orValue" {
            return self.or_value(on, name, args, span);
        }
        let takes =
            METHODS.iter().find(|(method, _)| is_method(method) && *method == name.text).map(|(_, takes)| *takes);
        let Some(takes) = takes else {
            let on = self.check(on, None);
            return self.unknown_method(on, name);
        };
        match takes {
            Takes::Body(each) => self.each(each, on, name, args, span),
            Takes::MayMap if !args.is_empty() => {
                let mapped = self.each(Each::Map, on, name, args, span.clone())?;
                self.method(mapped, name, &[], span)
            }
            _ => {
                let expected = usize::from(takes == Takes::Value);
                let on = self.check(on, None);
                if takes != Takes::Separators || args.len() > 2 {
                    self.count(name, args, expected)?;
                }
                self.method(on?, name, args, span)
            }
        }
    }

    pub(super) fn count(&mut self, name: &Word, args: &[Ast], expected: usize) -> Option<()> {
        if args.len() == expected {
            return Some(());
        }
        let wanted = ["nothing", "one value", "two values"][expected.min(2)];
        let message = format!("`{}` takes {wanted} between its parentheses, and {} stand here", name.text, args.len());
        self.refuse(name.span.clone(), message, &format!("takes {wanted}"), None)
    }

    fn unknown_method(&mut self, on: Option<Typed>, name: &Word) -> Option<Typed> {
        let help = if matches!(name.text, "matches" | "match") {
            Some(
                "there are no regular expressions; use `contains`, `startsWith`, `endsWith` or `containsWord`"
                    .to_owned(),
            )
        } else if let Some(question) =
            did_you_mean(name.text, METHODS.iter().map(|(method, _)| *method).filter(|m| is_method(m)))
        {
            Some(question)
        } else if FUNCTIONS.contains(&name.text) {
            Some(format!("write `{}(…)`", name.text))
        } else {
            on.and_then(|on| match on.ty {
                Type { of: Of::Entity(kind), lists: 0 } => super::names::member(kind, name.text),
                _ => None,
            })
            .map(|_| format!("`{}` is a field: write it without parentheses", name.text))
        };
        self.refuse(name.span.clone(), format!("unknown function `{}`", name.text), "no such function", help)
    }

    fn function(&mut self, name: &Word, args: &[Ast], span: Range<usize>) -> Option<Typed> {
        match name.text {
            "has" => {
                self.count(name, args, 1)?;
                let of = self.declared(&args[0])?;
                Some(Typed { is: Is::Has(Box::new(of)), ty: BOOL, span })
            }
            "size" => {
                self.count(name, args, 1)?;
                let on = self.check(&args[0], None)?;
                self.method(on, name, &[], span)
            }
            "string" => {
                self.count(name, args, 1)?;
                let of = self.check(&args[0], None)?;
                if of.ty.lists > 0 || of.ty.of == Of::Opaque {
                    let found = describe(of.ty);
                    return self.refuse(
                        of.span,
                        format!("`string` cannot write {found}"),
                        &format!("this is {found}"),
                        None,
                    );
                }
                Some(Typed { is: Is::Call(Method::Text, vec![of]), ty: TEXT, span })
            }
            "ceil" => {
                self.count(name, args, 1)?;
                let of = self.check(&args[0], None)?;
                if !matches!(of.ty, Type { of: Of::Number(_), lists: 0 }) {
                    let found = describe(of.ty);
                    return self.refuse(
                        of.span,
                        format!("`ceil` rounds up a number, not {found}"),
                        &format!("this is {found}"),
                        None,
                    );
                }
                Some(Typed { is: Is::Call(Method::Ceil, vec![of]), ty: PLAIN, span })
            }
            "min" | "max" => {
                self.count(name, args, 2)?;
                let (a, b) = (self.check(&args[0], None), self.check(&args[1], None));
                let (a, b) = (a?, b?);
                self.same_unit(name.text, (&args[0], &a), (&args[1], &b))?;
                let Some(ty) = unify(a.ty, b.ty).filter(|ty| ordered(*ty)) else {
                    let (left, right) = (describe(a.ty), describe(b.ty));
                    let message = format!("`{}` does not work on {left} and {right}", name.text);
                    return self.refuse(span, message, "needs two numbers or two dates", None);
                };
                let both = [a, b].map(|side| in_unit(side, ty.of));
                let method = if name.text == "min" { Method::Lesser } else { Method::Greater };
                Some(Typed { is: Is::Call(method, both.into()), ty, span })
            }
            other => {
                let help = if is_method(other) {
                    Some(format!("it is called on a value: `x.{other}(…)`"))
                } else {
                    did_you_mean(other, FUNCTIONS.iter().copied())
                };
                self.refuse(name.span.clone(), format!("unknown function `{other}`"), "no such function", help)
            }
        }
    }

    fn each(&mut self, each: Each, on: &Ast, name: &Word, args: &[Ast], span: Range<usize>) -> Option<Typed> {
        let list = self.check(on, None);
        let [named, body] = args else {
            let message = format!("`{}` takes a variable and an expression", name.text);
            let help = format!("write `.{}(x, …)`", name.text);
            return self.refuse(name.span.clone(), message, "takes a variable and an expression", Some(help));
        };
        let Some(variable) = variable(named) else {
            let message = format!("`{}` begins with the name of a variable", name.text);
            return self.refuse(
                named.span.clone(),
                message,
                "not a name",
                Some(format!("write `.{}(x, …)`", name.text)),
            );
        };
        let list = self.settle(list?)?;
        let list = if each == Each::FirstBy { self.in_order(list)? } else { list };
        if list.ty.lists == 0 {
            let found = describe(list.ty);
            let message = format!("`{}` goes through a list, not {found}", name.text);
            return self.refuse(list.span, message, &format!("this is {found}"), None);
        }
        let element = Type { of: list.ty.of, lists: list.ty.lists - 1 };
        self.locals.push((variable.to_owned(), element));
        let body = match each {
            Each::Map | Each::FirstBy => self.check(body, None),
            _ => self.condition(body),
        };
        self.locals.pop();
        let body = body?;
        let ty = match each {
            Each::Exists | Each::All | Each::ExistsOne => BOOL,
            Each::Count => PLAIN,
            Each::Filter | Each::FirstBy => list.ty,
            Each::Map => Type { of: body.ty.of, lists: body.ty.lists.saturating_add(1) },
        };
        if each == Each::FirstBy && body.ty.lists > 0 {
            let found = describe(body.ty);
            return self.refuse(
                body.span,
                format!("`firstBy` tells elements apart by one value, not {found}"),
                &format!("this is {found}"),
                None,
            );
        }
        let depth = self.locals.len();
        Some(Typed { is: Is::Each(each, Box::new(list), depth, Box::new(body)), ty, span })
    }

    fn method(&mut self, on: Typed, name: &Word, args: &[Ast], span: Range<usize>) -> Option<Typed> {
        let list = on.ty.lists > 0;
        let text = on.ty == TEXT;
        let element = Type { of: on.ty.of, lists: on.ty.lists.saturating_sub(1) };
        let scalars = on.ty.lists == 1;
        let (method, ty, takes, fits) = match name.text {
            "size" => (Method::Size, PLAIN, None, list || text),
            "isEmpty" => (Method::IsEmpty, BOOL, None, list || text),
            "first" => (Method::First, element, None, list),
            "distinct" => (Method::Distinct, on.ty, None, scalars),
            "union" => (Method::Union, on.ty, Some(on.ty), scalars),
            "intersect" => (Method::Intersect, on.ty, Some(on.ty), scalars),
            "minus" => (Method::Minus, on.ty, Some(on.ty), scalars),
            "join" => (Method::Join, TEXT, Some(TEXT), scalars),
            "sum" => (
                Method::Sum(on.never_negative()),
                element,
                None,
                matches!(element, Type { of: Of::Number(_), lists: 0 }),
            ),
            "min" => (Method::Min, element, None, list && ordered(element)),
            "max" => (Method::Max, element, None, list && ordered(element)),
            "contains" => (Method::Contains, BOOL, Some(TEXT), text),
            "startsWith" => (Method::StartsWith, BOOL, Some(TEXT), text),
            "endsWith" => (Method::EndsWith, BOOL, Some(TEXT), text),
            "containsWord" => (Method::ContainsWord, BOOL, Some(TEXT), text),
            "words" => (Method::Words, Type::list(Of::Text), None, text),
            _ => (Method::LowerAscii, TEXT, None, text),
        };
        if !fits {
            let found = describe(on.ty);
            let help = match method {
                Method::Contains if list => Some("to look for an element, write `x in list`".to_owned()),
                Method::Sum(_) | Method::Min | Method::Max if list => {
                    Some(format!("say of what: `.{}(x, x.field)`", name.text))
                }
                _ => None,
            };
            let message = format!("`{}` does not work on {found}", name.text);
            return self.refuse(name.span.clone(), message, &format!("called on {found}"), help);
        }
        let on = if method == Method::First { self.in_order(on)? } else { on };
        let mut all = vec![on];
        let mut result = ty;
        for arg in args {
            let Some(wanted) = takes else { continue };
            let arg = self.check(arg, Some(wanted))?;
            let Some(common) = unify(arg.ty, wanted) else {
                let (found, wanted) = (describe(arg.ty), describe(wanted));
                let message = format!("`{}` needs {wanted}, not {found}", name.text);
                return self.refuse(arg.span, message, &format!("this is {found}"), None);
            };
            if result.lists > 0 {
                result = common;
            }
            all.push(arg);
        }
        Some(Typed { is: Is::Call(method, all), ty: result, span })
    }
}

fn ordered(ty: Type) -> bool {
    matches!(ty, Type { of: Of::Number(_) | Of::Date, lists: 0 })
}
