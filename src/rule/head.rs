//! Reading the head of a page so that every mistake in it becomes a finding at its own bytes.

use std::cell::RefCell;
use std::ops::Range;

use crate::expr;
use crate::expr::{Env, Expr, Problem, Template};
use crate::finding::Finding;
use crate::finding::diagnostics::RULE_PAGE;
use crate::finding::suggest::{did_you_mean, one_of};
use crate::rule::offsets::Offsets;
use crate::rule::page::trimmed;
use crate::text::{FileId, Place, Span};
use crate::value::Type;
use crate::yaml::tree::{NodeRef, Shape};

/// The page being read, and what was found wrong with it so far.
pub(super) struct Head<'t> {
    pub file: FileId,
    pub text: &'t str,
    /// Whether the page is known to be right, and expressions are compiled when they are first needed.
    pub later: bool,
    problems: RefCell<Vec<Finding>>,
}

impl<'t> Head<'t> {
    pub fn new(file: FileId, text: &'t str) -> Self {
        Self { file, text, later: false, problems: RefCell::default() }
    }

    /// The same for a page that is known to be right, whose expressions are compiled when they are first needed.
    pub fn later(file: FileId, text: &'t str) -> Self {
        Self { later: true, ..Self::new(file, text) }
    }

    /// Everything found wrong, by position, each once.
    pub fn finish(self) -> Vec<Finding> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(Finding::place);
        let mut kept: Vec<Finding> = Vec::with_capacity(problems.len());
        for problem in problems {
            if !kept.iter().any(|other| other.place() == problem.place() && other.message == problem.message) {
                kept.push(problem);
            }
        }
        kept
    }

    pub fn place(&self, bytes: Range<usize>) -> Place {
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Place { file: self.file, span: Span { start: at(bytes.start), end: at(bytes.end) } }
    }

    pub fn push(&self, finding: Finding) {
        self.problems.borrow_mut().push(finding);
    }

    /// Says that something is wrong at a place.
    pub fn wrong(&self, place: Place, message: impl Into<String>, label: impl Into<String>, help: impl Into<String>) {
        let help = help.into();
        let mut finding = RULE_PAGE.at(place, message).saying(label);
        finding.help = (!help.is_empty()).then_some(help);
        self.push(finding);
    }

    /// The bytes of a node.
    fn bytes(node: NodeRef<'_>) -> Range<usize> {
        let span = node.value_place().span;
        span.start as usize..span.end as usize
    }

    /// Reports keys that a mapping may not have. Returns whether it is a mapping at all.
    pub fn keys(&self, node: NodeRef<'_>, what: &str, known: &[&str]) -> bool {
        if node.shape() != Shape::Mapping {
            self.wrong(node.place(), format!("{what} must be a mapping"), "not a mapping", one_of_keys(known));
            return false;
        }
        let entries = (!self.later).then(|| node.entries());
        for entry in entries.into_iter().flatten() {
            let key = entry.key.text().unwrap_or_default();
            if known.contains(&key.as_ref()) || self.stray(node, entry.key, &key) {
                continue;
            }
            let help = did_you_mean(&key, known.iter().copied()).unwrap_or_else(|| one_of_keys(known));
            self.wrong(entry.key.place(), format!("{what} has no key `{key}`"), "unknown key", help);
        }
        true
    }

    /// Reports a key that is the rest of an expression YAML cut in two.
    pub fn stray(&self, mapping: NodeRef<'_>, node: NodeRef<'_>, key: &str) -> bool {
        let is_name = key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') && !key.is_empty();
        if is_name {
            return false;
        }
        let flow = self.text[Self::bytes(mapping)].starts_with('{');
        let message = if flow {
            "an expression was cut at a comma: in `{ }`, YAML ends a value there"
        } else {
            "an expression was cut at a colon: YAML takes what is before it as a key"
        };
        self.wrong(node.place(), message, "this is read as a key", "quote this expression: put it between \" and \"");
        true
    }

    /// The text of a scalar; something else is a mistake.
    pub fn scalar(&self, node: NodeRef<'t>, what: &str) -> Option<String> {
        match node.text() {
            Some(text) if !text.trim().is_empty() => Some(text.into_owned()),
            _ => {
                let help = match node.shape() {
                    Shape::Mapping | Shape::Sequence => "if it is an expression, quote it: put it between \" and \"",
                    Shape::Scalar | Shape::Null => "",
                };
                self.wrong(node.place(), format!("{what} must be text"), "not text", help);
                None
            }
        }
    }

    /// Scalar text without the line break that block scalars end with.
    pub fn line(&self, node: NodeRef<'t>, what: &str) -> Option<String> {
        self.scalar(node, what).map(|text| text.trim().to_owned())
    }

    /// Where a part of a scalar's text stands.
    pub fn within(&self, node: NodeRef<'t>, value: &str, part: Range<usize>) -> Place {
        let whole = Self::bytes(node);
        match Offsets::new(self.text, whole.clone(), value) {
            Some(offsets) => self.place(offsets.range(part)),
            None => self.place(whole),
        }
    }

    /// Reports the mistakes of an expression or template; `from` is where it begins in the scalar's text.
    pub fn report(&self, node: NodeRef<'t>, value: &str, from: usize, problems: Vec<Problem>) {
        for problem in problems {
            let part = from + problem.span.start..from + problem.span.end;
            let place = self.within(node, value, part);
            self.wrong(place, problem.message, problem.label, problem.help.unwrap_or_default());
        }
    }

    /// Compiles an expression, of a certain type if one is wanted.
    pub fn expr(&self, node: NodeRef<'t>, env: &Env, wanted: Option<Type>, what: &str) -> Option<Expr> {
        let value = self.scalar(node, what)?;
        let part = 0..value.len();
        self.expr_part(node, &value, part, env, wanted)
    }

    /// Compiles a part of a scalar's text.
    pub fn expr_part(
        &self,
        node: NodeRef<'t>,
        value: &str,
        part: Range<usize>,
        env: &Env,
        wanted: Option<Type>,
    ) -> Option<Expr> {
        let text = &value[part.clone()];
        if self.later {
            return Some(expr::compile_later(text, env, wanted));
        }
        let compiled = match wanted {
            Some(ty) => expr::compile_as(text, env, ty),
            None => expr::compile(text, env),
        };
        compiled.map_err(|problems| self.report(node, value, part.start, problems)).ok()
    }

    /// Compiles a template.
    pub fn template(&self, node: NodeRef<'t>, env: &Env, what: &str) -> Option<Template> {
        let value = self.scalar(node, what)?;
        let line = value.trim_end_matches(['\n', '\r']);
        if self.later {
            return Some(Template::compile_later(line, env));
        }
        Template::compile(line, env).map_err(|problems| self.report(node, &value, 0, problems)).ok()
    }

    /// Splits `VAR in EXPR` into the variable and the range of the expression.
    pub fn each(&self, node: NodeRef<'t>, what: &str) -> Option<(String, String, Range<usize>)> {
        let value = self.scalar(node, what)?;
        let parts = value.split_once(" in ").map(|(name, _)| (name.trim().to_owned(), name.len() + " in ".len()));
        match parts {
            Some((name, from)) if is_identifier(&name) => {
                let part = trimmed(&value, from..value.len());
                Some((name, value, part))
            }
            _ => {
                let place = self.within(node, &value, trimmed(&value, 0..value.len()));
                self.wrong(
                    place,
                    format!("{what} must be `NAME in LIST`"),
                    "not of that form",
                    "such as `team in teams`",
                );
                None
            }
        }
    }
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn one_of_keys(known: &[&str]) -> String {
    format!("its keys are {}", one_of(known).trim_start_matches("one of "))
}
