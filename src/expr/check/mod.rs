//! Resolves every name and gives every part a type, or says why that is impossible; all of it in one pass.

mod calls;
mod operators;

use std::ops::Range;
use std::sync::Arc;

use super::ast::{Ast, Node, Op, Word};
use super::env::{Env, ParamValue, Slot};
use super::names::{self, Member, describe, rank, suggest};
use super::typed::{Const, Is, Table, Typed};
use super::Problem;
use crate::facts;
use crate::facts::value::{Of, Type};
use crate::org::kind::Kind;
use crate::org::vocabulary::{Words, record};

/// The type of `[]` where nothing tells what it would hold.
pub const EMPTY: Type = Type::list(Of::Opaque);
/// `let`s that may stand on one another, in levels of nesting.
const MAX_LET_DEPTH: usize = 512;

pub struct Checker<'e> {
    pub env: &'e Env,
    pub problems: &'e mut Vec<Problem>,
    /// Macro variables in scope, innermost last.
    locals: Vec<(String, Type)>,
    pub reads: Vec<(Kind, &'static str)>,
    /// Levels of the deepest `let` that is used.
    pub let_depth: usize,
}

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
        (Of::Number(x), Of::Number(y)) => Of::Number(operators::common_unit(x, y)?),
        (Of::Party, Of::Entity(_) | Of::Party) | (Of::Entity(_), Of::Party) => Of::Party,
        _ => return None,
    };
    Some(Type { of, lists })
}

impl<'e> Checker<'e> {
    pub fn new(env: &'e Env, problems: &'e mut Vec<Problem>) -> Self {
        Self { env, problems, locals: Vec::new(), reads: Vec::new(), let_depth: 0 }
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
            Node::Bool(b) => done(Is::Const(Const::Bool(*b)), Type::one(Of::Bool)),
            Node::Number(n) => done(Is::Const(Const::Number(*n)), operators::PLAIN),
            Node::Minutes(n) => done(Is::Const(Const::Number(*n)), operators::MINUTES),
            Node::Text(text) => done(Is::Const(Const::Text(text.as_str().into())), Type::one(Of::Text)),
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

    /// Takes an expression of any type that can be used by itself.
    pub fn settle(&mut self, typed: Typed) -> Option<Typed> {
        match typed.ty {
            EMPTY => self.refuse(typed.span, "nothing tells what this empty list would hold".to_owned(), "a list of what?", None),
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
            return Some(operators::in_unit(typed, wanted.of));
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

    /// A bare or quoted word where a word of a certain list is wanted; `None` if it is something else.
    #[allow(clippy::option_option)]
    fn word(&mut self, ast: &Ast, words: &'static Words) -> Option<Option<Typed>> {
        let ty = Type::one(Of::Word(words));
        let text = bare(ast)?;
        let quoted = matches!(ast.node, Node::Text(_));
        if !quoted {
            let first = text.split('-').next().unwrap_or(&text);
            match self.variable_type(first) {
                Some(known) if known == ty || first != text => return None,
                _ => {}
            }
        }
        if let Some(rank) = rank(words, &text) {
            return Some(Some(Typed { is: Is::Const(Const::Word(rank)), ty, span: ast.span.clone() }));
        }
        if !quoted && (self.variable_type(&text).is_some() || self.global(&text).is_some()) {
            return None;
        }
        let help = suggest(&text, "allowed", words.words);
        let article = describe(ty);
        Some(self.refuse(ast.span.clone(), format!("`{text}` is not {article}"), &format!("no such {}", words.name), Some(help)))
    }

    fn variable_type(&self, name: &str) -> Option<Type> {
        let local = self.locals.iter().rev().find(|(n, _)| n == name).map(|(_, ty)| *ty);
        local.or_else(|| self.env.bindings.iter().rev().find(|b| b.name == name).map(|b| b.ty))
    }

    fn global(&self, name: &str) -> Option<(Is, Type)> {
        let single = |kind| Some((Is::Single(kind), Type::one(Of::Entity(kind))));
        match name {
            "org" => return single(Kind::Org),
            "incident" => return single(Kind::Incident),
            "asOf" => return Some((Is::Today, Type::one(Of::Date))),
            _ => {}
        }
        if let Some((_, kind)) = names::sections().find(|(section, _)| *section == name) {
            return Some((Is::Section(kind), Type::list(Of::Entity(kind))));
        }
        let derived = facts::collections().iter().find(|derived| derived.name == name)?;
        Some((Is::Derived(derived), Type::list(Of::Entity(derived.kind))))
    }

    fn name(&mut self, name: &str, span: Range<usize>, wanted: Option<Type>) -> Option<Typed> {
        if let Some(depth) = self.locals.iter().rposition(|(n, _)| n == name) {
            return Some(Typed { is: Is::Local(depth), ty: self.locals[depth].1, span });
        }
        if let Some(slot) = self.env.bindings.iter().rposition(|b| b.name == name) {
            let binding = &self.env.bindings[slot];
            let ty = binding.ty;
            let Some(expr) = &binding.binds else { return Some(Typed { is: Is::Bound(Slot(slot)), ty, span }) };
            self.let_depth = self.let_depth.max(expr.depth());
            if self.let_depth > MAX_LET_DEPTH {
                return self.refuse(span, format!("`{name}` stands on too many other `let`s"), "too deep", None);
            }
            self.reads.extend(expr.reads());
            return Some(Typed { is: Is::Let(Slot(slot), expr.clone(), self.locals.len()), ty, span });
        }
        if let Some((is, ty)) = self.global(name) {
            return Some(Typed { is, ty, span });
        }
        if name == "params" {
            let help = self.env.params.names().next().map(|first| format!("name one: `params.{first}`"));
            return self.refuse(span, "`params` is not a value".to_owned(), "which parameter?", help);
        }
        if wanted == Some(Type::one(Of::Text)) {
            return self.refuse(span, format!("unknown name `{name}`"), "not a name", Some(format!("if it is text, quote it: \"{name}\"")));
        }
        let mut options: Vec<&str> = self.locals.iter().map(|(n, _)| n.as_str()).collect();
        options.extend(self.env.bindings.iter().map(|b| b.name.as_str()));
        let near: Vec<&str> = options
            .iter()
            .copied()
            .chain(["org", "incident", "asOf", "params", "true", "false"])
            .chain(names::sections().map(|(section, _)| section))
            .chain(facts::collections().iter().map(|derived| derived.name))
            .collect();
        let help = match names::closest(name, near) {
            Some(meant) => Some(format!("did you mean `{meant}`?")),
            None if options.is_empty() => None,
            None => Some(format!("variables here: {}", options.join(", "))),
        };
        self.refuse(span, format!("unknown name `{name}`"), "not a name", help)
    }

    fn list(&mut self, parts: &[Ast], span: Range<usize>, wanted: Option<Type>) -> Option<Typed> {
        let element = |ty: Type| Type { of: ty.of, lists: ty.lists - 1 };
        let mut wanted = wanted.filter(|ty| ty.lists > 0 && *ty != EMPTY).map(element);
        if wanted.is_none()
            && let Some(telling) = parts.iter().find(|part| !self.needs_context(part))
        {
            // Words in a list mean what its other elements make them; checked twice, reported once.
            let (problems, reads) = (self.problems.len(), self.reads.len());
            wanted = self.check(telling, None).map(|typed| typed.ty);
            self.problems.truncate(problems);
            self.reads.truncate(reads);
        }
        let all: Vec<Option<Typed>> = parts.iter().map(|part| self.check(part, wanted)).collect();
        let mut typed = all.into_iter().collect::<Option<Vec<Typed>>>()?;
        let Some(mut ty) = typed.first().map(|t| t.ty) else {
            let ty = wanted.map_or(EMPTY, |ty| Type { of: ty.of, lists: ty.lists + 1 });
            return Some(Typed { is: Is::List(Vec::new()), ty, span });
        };
        for part in &typed[1..] {
            let Some(common) = unify(ty, part.ty) else {
                let (first, other) = (describe(ty), describe(part.ty));
                let message = format!("a list holds values of one type, and this one begins with {first}");
                return self.refuse(part.span.clone(), message, &format!("this is {other}"), None);
            };
            ty = common;
        }
        typed = typed.into_iter().map(|part| operators::in_unit(part, ty.of)).collect();
        let Some(lists) = ty.lists.checked_add(1) else {
            return self.refuse(span, "lists are nested too deeply".to_owned(), "too deep", None);
        };
        let constant: Option<Vec<Const>> =
            typed.iter().map(|t| if let Is::Const(c) = &t.is { Some(c.clone()) } else { None }).collect();
        let is = constant.map_or_else(|| Is::List(typed), |all| Is::Const(Const::List(all.into())));
        Some(Typed { is, ty: Type { of: ty.of, lists }, span })
    }

    /// The parameter that `of.field` names, if it names one.
    #[allow(clippy::option_option)]
    fn parameter(&mut self, of: &Ast, field: &Word) -> Option<Option<(Type, Arc<ParamValue>)>> {
        if !matches!(&of.node, Node::Name(name) if name == "params") || self.variable_type("params").is_some() {
            return None;
        }
        if let Some((ty, value)) = self.env.params.get(&field.text) {
            return Some(Some((ty, Arc::clone(value))));
        }
        let options: Vec<&str> = self.env.params.names().collect();
        let help = if options.is_empty() {
            "this rule has no parameters; add it under `params:`".to_owned()
        } else {
            suggest(&field.text, "parameters of this rule", &options)
        };
        Some(self.refuse(field.span.clone(), format!("unknown parameter `{}`", field.text), "no such parameter", Some(help)))
    }

    /// The table an expression names, with the type of its values.
    fn table(&self, ast: &Ast) -> Option<(Type, Table)> {
        let Node::Select { of, field, .. } = &ast.node else { return None };
        if !matches!(&of.node, Node::Name(name) if name == "params") || self.variable_type("params").is_some() {
            return None;
        }
        let (ty, value) = self.env.params.get(&field.text)?;
        matches!(**value, ParamValue::Map(_)).then(|| (ty, Table(Arc::clone(value))))
    }

    pub fn select(&mut self, of: &Ast, field: &Word, span: Range<usize>) -> Option<Typed> {
        if let Some(found) = self.parameter(of, field) {
            let (ty, value) = found?;
            let Some(constant) = constant(&value) else {
                let help = format!("write `params.{}[key]`, or `key in params.{}`", field.text, field.text);
                return self.refuse(span, format!("`params.{}` is a table", field.text), "needs a key", Some(help));
            };
            return Some(Typed { is: Is::Const(constant), ty, span });
        }
        let of = self.check(of, None)?;
        self.member(of, field, span)
    }

    /// Reads a field or fact of a checked expression.
    pub fn member(&mut self, of: Typed, field: &Word, span: Range<usize>) -> Option<Typed> {
        let name = field.text.as_str();
        let found = describe(of.ty);
        let kind = match of.ty {
            Type { lists: 1.., .. } => {
                let help = if calls::is_method(name) {
                    format!("to call it, write `.{name}()`")
                } else {
                    format!("go through it: `.map(x, x.{name})`, `.exists(x, x.{name} …)`")
                };
                return self.refuse(field.span.clone(), format!("{found} has no field `{name}`"), "no such field", Some(help));
            }
            Type { of: Of::Entity(kind), .. } => kind,
            Type { of: Of::Party, .. } if name == "id" => {
                return Some(Typed { is: Is::Id(Box::new(of)), ty: Type::one(Of::Text), span });
            }
            _ => {
                let help = match of.ty.of {
                    Of::Party => Some("only its `id` can be read, and it can be compared".to_owned()),
                    _ if calls::is_method(name) => Some(format!("to call it, write `.{name}()`")),
                    _ => None,
                };
                return self.refuse(field.span.clone(), format!("{found} has no field `{name}`"), "no such field", help);
            }
        };
        let of = Box::new(of);
        match names::member(kind, name) {
            Some(Member::Id) => Some(Typed { is: Is::Id(of), ty: Type::one(Of::Text), span }),
            Some(Member::Field(id)) => {
                let def = record(kind).def(id);
                self.reads.push((kind, def.name));
                Some(Typed { is: Is::Field(of, kind, id), ty: names::type_of(def.read), span })
            }
            Some(Member::Fact(fact, same)) => {
                self.reads.push((kind, fact.name));
                Some(Typed { is: Is::Fact(of, fact, same), ty: fact.ty, span })
            }
            None => {
                let word = record(kind).word;
                let help = suggest(name, &format!("fields of {}", describe(Type::one(Of::Entity(kind)))), &names::members(kind));
                self.refuse(field.span.clone(), format!("unknown field `{name}` of {word}"), "no such field", Some(help))
            }
        }
    }

    fn index(&mut self, of: &Ast, index: &Ast, span: Range<usize>) -> Option<Typed> {
        if let Some((ty, table)) = self.table(of) {
            let key = self.key(index)?;
            return Some(Typed { is: Is::Lookup(table, Box::new(key)), ty, span });
        }
        let of = self.check(of, None);
        let index = self.check(index, Some(operators::PLAIN)).and_then(|index| self.must_be(index, operators::PLAIN));
        let (of, index) = (of?, index?);
        if of.ty.lists == 0 {
            let found = describe(of.ty);
            return self.refuse(of.span, format!("{found} has no elements"), &format!("this is {found}"), None);
        }
        let ty = Type { of: of.ty.of, lists: of.ty.lists - 1 };
        Some(Typed { is: Is::Index(Box::new(of), Box::new(index)), ty, span })
    }

    /// Whether only its surroundings tell what an expression is.
    fn needs_context(&self, ast: &Ast) -> bool {
        match &ast.node {
            Node::Text(_) => true,
            Node::List(parts) => parts.iter().all(|part| self.needs_context(part)),
            Node::Cond(_, a, b) => self.needs_context(a) && self.needs_context(b),
            _ => bare(ast).is_some_and(|word| {
                let first = word.split('-').next().unwrap_or(&word);
                self.variable_type(first).is_none() && self.global(&word).is_none()
            }),
        }
    }

    /// A key of a table: text, or a word.
    pub fn key(&mut self, ast: &Ast) -> Option<Typed> {
        let key = self.check(ast, Some(Type::one(Of::Text)))?;
        if matches!(key.ty, Type { of: Of::Text | Of::Word(_), lists: 0 }) {
            return Some(key);
        }
        let found = describe(key.ty);
        self.refuse(key.span, format!("a table has texts or words as keys, not {found}"), &format!("this is {found}"), None)
    }
}

/// What a parameter holds, unless it is a table.
pub fn constant(value: &ParamValue) -> Option<Const> {
    Some(match value {
        ParamValue::Bool(b) => Const::Bool(*b),
        ParamValue::Number(n) => Const::Number(*n),
        ParamValue::Text(text) => Const::Text(text.as_str().into()),
        ParamValue::Word(rank) => Const::Word(*rank),
        ParamValue::Date(date) => Const::Date(*date),
        ParamValue::List(all) => Const::List(all.iter().map(constant).collect::<Option<Vec<_>>>()?.into()),
        ParamValue::Map(_) => return None,
    })
}

/// The word an expression may be: quoted, bare, or bare with hyphens, which look like subtractions.
fn bare(ast: &Ast) -> Option<String> {
    match &ast.node {
        Node::Text(text) | Node::Name(text) => Some(text.clone()),
        Node::Binary(Op::Subtract, a, b) if a.span.end + 1 == b.span.start && !matches!(a.node, Node::Text(_)) => {
            let Node::Name(last) = &b.node else { return None };
            Some(format!("{}-{last}", bare(a)?))
        }
        _ => None,
    }
}

