//! What a bare name means: a variable, a section, or a word of the list that its surroundings want.

use std::borrow::Cow;
use std::ops::Range;

use crate::expr::ast::{Ast, Node, Op};
use crate::expr::check::{Checker, MAX_LET_DEPTH};
use crate::expr::env::{Binding, Slot};
use crate::expr::names;
use crate::expr::names::{describe, rank, suggest};
use crate::expr::typed::{Const, Is, Typed};
use crate::facts::tables::collections;
use crate::finding::suggest::did_you_mean;
use crate::value::{Of, Type};
use crate::vocabulary::Words;
use crate::vocabulary::kinds::Kind;

impl Checker<'_> {
    /// A bare or quoted word where a word of a certain list is wanted; `None` if it is something else.
    #[allow(clippy::option_option)]
    pub(super) fn word(&mut self, ast: &Ast, words: &'static Words) -> Option<Option<Typed>> {
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
        if !quoted && (self.variable_type(&text).is_some() || Self::global(&text).is_some()) {
            return None;
        }
        let help = suggest(&text, "allowed", words.words);
        let article = describe(ty);
        Some(self.refuse(
            ast.span.clone(),
            format!("`{text}` is not {article}"),
            &format!("no such {}", words.name),
            Some(help),
        ))
    }

    pub(super) fn variable_type(&self, name: &str) -> Option<Type> {
        let local = self.locals.iter().rev().find(|(n, _)| n == name).map(|(_, ty)| *ty);
        local.or_else(|| self.env.bindings.iter().rev().find(|b| &*b.name == name).map(Binding::ty))
    }

    pub(super) fn global(name: &str) -> Option<(Is, Type)> {
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
        let derived = collections::collections().iter().find(|derived| derived.name == name)?;
        Some((Is::Derived(derived), Type::list(Of::Entity(derived.kind))))
    }

    pub(super) fn name(&mut self, name: &str, span: Range<usize>, wanted: Option<Type>) -> Option<Typed> {
        if let Some(depth) = self.locals.iter().rposition(|(n, _)| n == name) {
            return Some(Typed { is: Is::Local(depth), ty: self.locals[depth].1, span });
        }
        if let Some(slot) = self.env.bindings.iter().rposition(|b| &*b.name == name) {
            let binding = &self.env.bindings[slot];
            let ty = binding.ty();
            let Some(expr) = binding.binds() else {
                return Some(Typed { is: Is::Bound(Slot(slot)), ty, span });
            };
            self.let_depth = self.let_depth.max(expr.depth());
            if self.let_depth > MAX_LET_DEPTH {
                return self.refuse(span, format!("`{name}` stands on too many other `let`s"), "too deep", None);
            }
            return Some(Typed { is: Is::Let(Slot(slot), expr.clone(), self.locals.len()), ty, span });
        }
        if let Some((is, ty)) = Self::global(name) {
            return Some(Typed { is, ty, span });
        }
        if name == "params" {
            let help = self.env.params.names().next().map(|first| format!("name one: `params.{first}`"));
            return self.refuse(span, "`params` is not a value".to_owned(), "which parameter?", help);
        }
        if wanted == Some(Type::one(Of::Text)) {
            return self.refuse(
                span,
                format!("unknown name `{name}`"),
                "not a name",
                Some(format!("if it is text, quote it: \"{name}\"")),
            );
        }
        let mut options: Vec<&str> = self.locals.iter().map(|(n, _)| n.as_str()).collect();
        options.extend(self.env.bindings.iter().map(|b| &*b.name));
        let near: Vec<&str> = options
            .iter()
            .copied()
            .chain(["org", "incident", "asOf", "params", "true", "false"])
            .chain(names::sections().map(|(section, _)| section))
            .chain(collections::collections().iter().map(|derived| derived.name))
            .collect();
        let help = did_you_mean(name, near)
            .or_else(|| (!options.is_empty()).then(|| format!("variables here: {}", options.join(", "))));
        self.refuse(span, format!("unknown name `{name}`"), "not a name", help)
    }

    /// Whether only its surroundings tell what an expression is.
    pub(super) fn needs_context(&self, ast: &Ast) -> bool {
        match &ast.node {
            Node::Text(_) => true,
            Node::List(parts) => parts.iter().all(|part| self.needs_context(part)),
            Node::Cond(_, a, b) => self.needs_context(a) && self.needs_context(b),
            _ => bare(ast).is_some_and(|word| {
                let first = word.split('-').next().unwrap_or(&word);
                self.variable_type(first).is_none() && Self::global(&word).is_none()
            }),
        }
    }
}

/// The word an expression may be: quoted, bare, or bare with hyphens, which look like subtractions.
fn bare<'a>(ast: &'a Ast<'_>) -> Option<Cow<'a, str>> {
    match &ast.node {
        Node::Text(text) => Some(Cow::Borrowed(text)),
        Node::Name(text) => Some(Cow::Borrowed(text)),
        Node::Binary(Op::Subtract, a, b) if a.span.end + 1 == b.span.start && !matches!(a.node, Node::Text(_)) => {
            let Node::Name(last) = &b.node else {
                return None;
            };
            Some(Cow::Owned(format!("{}-{last}", bare(a)?)))
        }
        _ => None,
    }
}
