//! Messages: text with `{{ expressions }}` in it.

use std::sync::OnceLock;

use crate::expr::env::{Env, Frame};
use crate::expr::{Expr, Problem, compile, compile_later, show, show_given};
use crate::facts::cx::Cx;
use crate::value::Val;

/// Text with `{{ expressions }}` in it.
#[derive(Clone)]
pub struct Template {
    pieces: OnceLock<Vec<Piece>>,
    /// What it is to be made of, where that was put off.
    source: Option<(String, Env)>,
}

#[derive(Clone)]
enum Piece {
    Text(String),
    Value(Expr),
}

/// A part of a text, as it is made.
pub enum Part<'p> {
    /// What stands between the expressions.
    Written(&'p str),
    /// How the value of one reads.
    Shown(&'p str),
}

impl Template {
    /// Compiles a template.
    ///
    /// # Errors
    ///
    /// Every mistake in it, with spans in the template's text.
    pub fn compile(text: &str, env: &Env) -> Result<Self, Vec<Problem>> {
        let pieces = Self::compile_by(text, |expression| compile(expression, env))?;
        Ok(Self { pieces: OnceLock::from(pieces), source: None })
    }

    /// The same for a template that is compiled when it is first needed, and known to be right.
    pub fn compile_later(text: &str, env: &Env) -> Self {
        Self { pieces: OnceLock::new(), source: Some((text.to_owned(), env.clone())) }
    }

    fn pieces(&self) -> &[Piece] {
        self.pieces.get_or_init(|| {
            let source = self.source.as_ref();
            let compile = |(text, env): &(String, Env)| {
                Self::compile_by(text, |expression| Ok(compile_later(expression, env, None)))
            };
            match source.map(compile) {
                Some(Ok(pieces)) => pieces,
                Some(Err(problems)) => unreachable!("a template that was known to be right: {problems:?}"),
                None => unreachable!("what is not compiled has a source"),
            }
        })
    }

    fn compile_by(
        text: &str,
        compile: impl Fn(&str) -> Result<Expr, Vec<Problem>>,
    ) -> Result<Vec<Piece>, Vec<Problem>> {
        let (mut pieces, mut problems, mut at) = (Vec::new(), Vec::new(), 0);
        while let Some(open) = text[at..].find("{{").map(|open| at + open) {
            if open > at {
                pieces.push(Piece::Text(text[at..open].to_owned()));
            }
            let begin = open + 2;
            let Some(end) = closing(&text[begin..]).map(|end| begin + end) else {
                problems.push(
                    Problem::new(open..begin, "this `{{` is never closed", "opened here")
                        .help("add `}}` after the expression"),
                );
                return Err(problems);
            };
            match compile(&text[begin..end]) {
                Ok(expr) => pieces.push(Piece::Value(expr)),
                Err(inner) => problems.extend(inner.into_iter().map(|problem| {
                    let span = problem.span.start + begin..problem.span.end + begin;
                    Problem { span, ..problem }
                })),
            }
            at = end + 2;
        }
        if at < text.len() {
            pieces.push(Piece::Text(text[at..].to_owned()));
        }
        if problems.is_empty() { Ok(pieces) } else { Err(problems) }
    }

    /// The text with every expression replaced by how its value reads. Elements of lists that nobody knows are left out.
    pub fn render<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>) -> String {
        self.render_with(cx, frame, |text, part| match part {
            Part::Written(part) | Part::Shown(part) => text.push_str(part),
        })
    }

    /// The same with all elements of lists, however long they are: what it tells apart from others.
    pub fn render_whole<'a>(&self, cx: &Cx<'a>, frame: &mut Frame<'a>) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Value(expr) => show(&expr.eval(cx, frame), expr.ty(), cx),
        };
        self.pieces().iter().map(piece).collect()
    }

    /// The text where each part of it is added by `add`, piece by piece.
    pub fn render_with<'a>(
        &self,
        cx: &Cx<'a>,
        frame: &mut Frame<'a>,
        mut add: impl FnMut(&mut String, Part<'_>),
    ) -> String {
        let mut text = String::new();
        frame.telling = true;
        for piece in self.pieces() {
            match piece {
                Piece::Text(piece) => add(&mut text, Part::Written(piece)),
                Piece::Value(expr) => {
                    let value = known_of(cx, expr.eval(cx, frame));
                    add(&mut text, Part::Shown(&show_given(&value, expr.ty(), cx)));
                }
            }
        }
        frame.telling = false;
        text
    }

    /// The expressions as they were written, in order.
    pub fn values(&self) -> impl Iterator<Item = &Expr> {
        self.pieces().iter().filter_map(|piece| if let Piece::Value(expr) = piece { Some(expr) } else { None })
    }
}

fn known_of<'a>(cx: &Cx<'a>, val: Val<'a>) -> Val<'a> {
    if let Val::List(list) = val { Val::List(cx.known(list)) } else { val }
}

/// Where the `}}` is that is not inside a quoted text.
fn closing(text: &str) -> Option<usize> {
    let (mut quote, mut escaped) = (None, false);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '}') if text[at..].starts_with("}}") => return Some(at),
            _ => {}
        }
    }
    None
}
