//! The language of rule pages: CEL-style, statically typed, three-valued, compiled to closures.
//!
//! Text goes through `lex`, `parse` and `check` once, when a page is loaded; every mistake is
//! reported there. What remains is lowered twice: to the value of an expression, and to the places
//! it was written at.
//!
//! Where it is not CEL: numbers are exact rationals (`7 / 2` is 3.5), what was not declared is
//! *unknown* and follows Kleene's logic, there are no maps, types or regular expressions, and a few
//! list functions are ours (`count`, `join`, `union`, `firstBy`, …).

mod env;

use std::ops::Range;

pub use env::{Env, Frame, ParamValue, Params, Slot};

use crate::facts::value::{Cause, Cx, Type, Val};
use crate::org::kind::Kind;
use crate::source::Place;

/// A mistake in an expression or template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes in the expression's own text.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write at the span.
    pub label: String,
    /// What was probably meant, or what is allowed.
    pub help: Option<String>,
}

/// The answer to a yes-or-no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Yes.
    Holds,
    /// No.
    Fails,
    /// Not known, and why.
    Unknown(Cause),
    /// The judgement ran out of steps: the page must be disabled.
    OutOfSteps,
}

/// Reads the value of a condition as a verdict.
pub fn truth(val: Val<'_>) -> Verdict {
    match val {
        Val::Bool(true) => Verdict::Holds,
        Val::Bool(false) => Verdict::Fails,
        Val::Unknown(Cause::OUT_OF_STEPS) => Verdict::OutOfSteps,
        Val::Unknown(cause) => Verdict::Unknown(cause),
        // Conditions are checked to be truth values, so no other value can get here.
        _ => Verdict::OutOfSteps,
    }
}

/// A compiled expression. Cheap to clone.
#[derive(Clone)]
pub struct Expr {
    ty: Type,
}

/// Compiles an expression.
///
/// # Errors
///
/// Every mistake in it.
pub fn compile(text: &str, env: &Env) -> Result<Expr, Vec<Problem>> {
    let _ = (text, env);
    Err(Vec::new())
}

/// Compiles an expression that must have a certain type.
///
/// # Errors
///
/// Every mistake in it; another type is one.
pub fn compile_as(text: &str, env: &Env, wanted: Type) -> Result<Expr, Vec<Problem>> {
    let _ = wanted;
    compile(text, env)
}

impl Expr {
    /// Its type.
    pub fn ty(&self) -> Type {
        self.ty
    }

    /// Its value.
    pub fn eval<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>) -> Val<'a> {
        let _ = (cx, frame);
        Val::Bool(true)
    }

    /// Whether a label can stand on it.
    ///
    /// # Errors
    ///
    /// For a computed value, which was never written anywhere.
    pub fn can_point(&self) -> Result<(), Problem> {
        Ok(())
    }

    /// Where it was written: several places for a list; the nearest written ancestor for a field that is
    /// absent or defaulted. Never empty if [`Expr::can_point`].
    pub fn places<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>) -> Vec<Place> {
        let _ = (cx, frame);
        Vec::new()
    }

    /// The fields and facts it reads.
    pub fn reads(&self) -> Vec<(Kind, &'static str)> {
        Vec::new()
    }
}

/// Text with `{{ expressions }}` in it.
pub struct Template {}

impl Template {
    /// Compiles a template.
    ///
    /// # Errors
    ///
    /// Every mistake in it, with spans in the template's text.
    pub fn compile(text: &str, env: &Env) -> Result<Self, Vec<Problem>> {
        let _ = (text, env);
        Ok(Self {})
    }

    /// The text with every expression replaced by how its value reads.
    pub fn render<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>) -> String {
        let _ = (cx, frame);
        String::new()
    }
}

/// How a value reads to people.
pub fn show(val: &Val<'_>, ty: Type, cx: &Cx<'_>) -> String {
    let _ = (val, ty, cx);
    String::new()
}
