//! The language of rule pages: CEL-style, statically typed, three-valued, compiled to closures.
//!
//! Text goes through `lex`, `parse` and `check` once, when a page is loaded; every mistake is
//! reported there. What remains is lowered twice: to the value of an expression, and to the places
//! it was written at.
//!
//! Where it is not CEL: numbers are exact rationals (`7 / 2` is 3.5), what was not declared is
//! *unknown* and follows Kleene's logic, there are no maps, types or regular expressions, and a few
//! functions are ours: `count`, `union`, `firstBy` and other list functions, `ceil`, and `join` with another
//! separator before the last element (`join(', ', ' and ')`).

pub mod exact_text;

mod ast;
mod check;
mod closed;
mod env;
mod lex;
mod lower;
mod names;
mod number;
mod parse;
mod show;
mod template;
pub mod trace;
mod typed;

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

pub use crate::expr::env::{Env, Frame, Params, Slot};
pub use crate::expr::exact_text::told;
pub use crate::expr::show::{fixed, number, show, show_given, show_some};
pub use crate::expr::template::{Part, Template};
use crate::facts::cx::Cx;
use crate::facts::tables;
use crate::text::{FileId, Place, Span};
pub use crate::value::param::ParamValue;
use crate::value::{Cause, Type, Val};
use crate::vocabulary::kinds::{Entity, Kind};

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

impl Problem {
    fn new(span: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> Self {
        Self { span, message: message.into(), label: label.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
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
    /// The judgement ran out of steps or memory: the page must be disabled.
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

/// A compiled expression, or one that is compiled when it is first needed. Cheap to clone.
#[derive(Clone)]
pub struct Expr {
    lazy: Arc<Lazy>,
}

struct Lazy {
    inner: OnceLock<Inner>,
    /// What is to be compiled, where that was put off.
    source: Option<Source>,
}

struct Source {
    text: Box<str>,
    env: Env,
    wanted: Option<Type>,
}

struct Inner {
    /// Tells it from every other expression.
    number: u64,
    /// Its words.
    text: Box<str>,
    /// What they mean, for those who want to know how a value came about.
    typed: typed::Typed,
    ty: Type,
    /// Computes its value. Most of what a page says is needed only where something is wrong, so it is lowered when it is
    /// first needed.
    run: OnceLock<lower::Run>,
    /// Finds its places, lowered in the same way.
    point: OnceLock<Result<lower::Point, Problem>>,
    /// What it reads, once somebody asked for that.
    reads: OnceLock<Vec<(Kind, &'static str)>>,
    /// Whether the order of its elements is certain.
    ordered: bool,
    /// Whether it is the same whatever entity is judged.
    closed: closed::Closed,
    /// Levels of nesting, those of the `let`s it uses included.
    depth: usize,
}

/// Compiles an expression.
///
/// # Errors
///
/// Every mistake in it.
pub fn compile(text: &str, env: &Env) -> Result<Expr, Vec<Problem>> {
    build(text, env, None).map(Expr::of)
}

/// Compiles an expression that must have a certain type.
///
/// # Errors
///
/// Every mistake in it; another type is one.
pub fn compile_as(text: &str, env: &Env, wanted: Type) -> Result<Expr, Vec<Problem>> {
    build(text, env, Some(wanted)).map(Expr::of)
}

/// An expression that is compiled when it is first needed. It must be known to be right, as what stands in the program's
/// own pages is: of most of it a run needs nothing.
pub fn compile_later(text: &str, env: &Env, wanted: Option<Type>) -> Expr {
    let source = Source { text: text.into(), env: env.clone(), wanted };
    Expr { lazy: Arc::new(Lazy { inner: OnceLock::new(), source: Some(source) }) }
}

fn build(text: &str, env: &Env, wanted: Option<Type>) -> Result<Inner, Vec<Problem>> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut problems = Vec::new();
    let ast = parse::parse(text, &mut problems);
    let mut checker = check::Checker::new(env, &mut problems);
    let typed = checker.check(&ast, wanted);
    let typed = typed.and_then(|typed| match wanted {
        Some(wanted) => checker.must_be(typed, wanted),
        None => checker.settle(typed),
    });
    let let_depth = checker.let_depth;
    match typed.map(|typed| closed::keep(typed, env)) {
        Some((typed, closed)) if problems.is_empty() => Ok(Inner {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            ty: typed.ty,
            run: OnceLock::new(),
            point: OnceLock::new(),
            reads: OnceLock::new(),
            ordered: typed.is_ordered(),
            closed,
            depth: ast.depth + let_depth,
            text: text.into(),
            typed,
        }),
        _ => {
            problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
            problems.dedup();
            Err(problems)
        }
    }
}

impl Expr {
    fn of(inner: Inner) -> Self {
        Self { lazy: Arc::new(Lazy { inner: OnceLock::from(inner), source: None }) }
    }

    fn inner(&self) -> &Inner {
        self.lazy.inner.get_or_init(|| {
            let source = self.lazy.source.as_ref();
            let built = source.map(|Source { text, env, wanted }| build(text, env, *wanted));
            match built {
                Some(Ok(inner)) => inner,
                Some(Err(problems)) => unreachable!("an expression that was known to be right: {problems:?}"),
                None => unreachable!("what is not compiled has a source"),
            }
        })
    }

    /// Its type.
    pub fn ty(&self) -> Type {
        self.inner().ty
    }

    /// Its value; unknown with [`Cause::OUT_OF_STEPS`] where the judgement took more than it may.
    pub fn eval<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>) -> Val<'a> {
        cx.spend(1);
        let val = self.run(cx, frame);
        if cx.over().is_some() { Val::Unknown(Cause::OUT_OF_STEPS) } else { val }
    }

    fn run<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>) -> Val<'a> {
        self.inner().run.get_or_init(|| lower::lower(&self.inner().typed))(cx, frame)
    }

    fn pointing(&self) -> &Result<lower::Point, Problem> {
        self.inner().point.get_or_init(|| lower::point(&self.inner().typed))
    }

    /// Whether a label can stand on it.
    ///
    /// # Errors
    ///
    /// For a computed value, which was never written anywhere.
    pub fn can_point(&self) -> Result<(), Problem> {
        self.pointing().as_ref().map(|_| ()).map_err(Clone::clone)
    }

    /// Where it was written: several places for a list; the nearest written ancestor for a field that is
    /// absent or defaulted. Never empty if [`Expr::can_point`].
    pub fn places<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>) -> Vec<Place> {
        let mut places = Vec::new();
        self.point(cx, frame, &mut places);
        let mut seen = std::collections::HashSet::new();
        places.retain(|place| seen.insert(*place));
        if places.is_empty() && self.pointing().is_ok() {
            let start = Place { file: FileId(0), span: Span { start: 0, end: 0 } };
            places.push(tables::place(cx, Entity::new(Kind::Org, 0)).unwrap_or(start));
        }
        places
    }

    fn point<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>, places: &mut Vec<Place>) {
        if let Ok(point) = self.pointing() {
            point(cx, frame, places);
        }
    }

    /// The fields and facts it reads, those of the `let`s it uses included.
    pub fn reads(&self) -> &[(Kind, &'static str)] {
        self.inner().reads.get_or_init(|| {
            let mut reads = Vec::new();
            self.typed().add_reads(&mut reads);
            reads.sort_unstable();
            reads.dedup();
            reads
        })
    }

    fn typed(&self) -> &typed::Typed {
        &self.inner().typed
    }

    fn number(&self) -> u64 {
        self.inner().number
    }

    fn is_ordered(&self) -> bool {
        self.inner().ordered
    }

    fn closed(&self) -> closed::Closed {
        self.inner().closed
    }

    fn depth(&self) -> usize {
        self.inner().depth
    }
}

impl std::fmt::Debug for Expr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Expr").field("ty", &self.inner().ty).finish_non_exhaustive()
    }
}
