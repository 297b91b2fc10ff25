//! An expression as it was written.

use std::borrow::Cow;
use std::ops::Range;

use crate::value::Number;

/// An expression and where it stands.
#[derive(Debug)]
pub struct Ast<'t> {
    pub node: Node<'t>,
    pub span: Range<usize>,
    /// How many levels it has; bounded by the parser, so that walking it cannot exhaust the stack.
    pub depth: usize,
}

/// A name after a dot, and where it stands.
#[derive(Debug)]
pub struct Word<'t> {
    pub text: &'t str,
    pub span: Range<usize>,
}

#[derive(Debug)]
pub enum Node<'t> {
    /// Something that could not be read and was reported.
    Error,
    Bool(bool),
    Number(Number),
    Minutes(Number),
    Text(Cow<'t, str>),
    Name(&'t str),
    List(Vec<Ast<'t>>),
    Select {
        of: Box<Ast<'t>>,
        field: Word<'t>,
        optional: bool,
    },
    Index(Box<Ast<'t>>, Box<Ast<'t>>),
    Call {
        on: Option<Box<Ast<'t>>>,
        name: Word<'t>,
        args: Vec<Ast<'t>>,
    },
    Not(Box<Ast<'t>>),
    Minus(Box<Ast<'t>>),
    Binary(Op, Box<Ast<'t>>, Box<Ast<'t>>),
    Cond(Box<Ast<'t>>, Box<Ast<'t>>, Box<Ast<'t>>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Or,
    And,
    Equal,
    Differs,
    Less,
    AtMost,
    More,
    AtLeast,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Op {
    /// The operator as it is written, and how strongly it binds.
    pub const TABLE: &[(&'static str, Op, u8)] = &[
        ("||", Op::Or, 2),
        ("&&", Op::And, 3),
        ("==", Op::Equal, 4),
        ("!=", Op::Differs, 4),
        ("<", Op::Less, 4),
        ("<=", Op::AtMost, 4),
        (">", Op::More, 4),
        (">=", Op::AtLeast, 4),
        ("in", Op::In, 4),
        ("+", Op::Add, 5),
        ("-", Op::Subtract, 5),
        ("*", Op::Multiply, 6),
        ("/", Op::Divide, 6),
        ("%", Op::Remainder, 6),
    ];

    /// How it is written.
    pub fn sign(self) -> &'static str {
        Self::TABLE.iter().find(|(_, op, _)| *op == self).map_or("", |(sign, ..)| sign)
    }
}

impl<'t> Ast<'t> {
    /// Puts a node together.
    pub fn new(node: Node<'t>, span: Range<usize>) -> Self {
        Self { depth: 1 + node.depth_within(), node, span }
    }
}

impl Node<'_> {
    /// How many levels that has of which it is made.
    fn depth_within(&self) -> usize {
        let deepest = |parts: &[Ast<'_>]| parts.iter().map(|part| part.depth).max().unwrap_or(0);
        match self {
            Self::Error | Self::Bool(_) | Self::Number(_) | Self::Minutes(_) | Self::Text(_) | Self::Name(_) => 0,
            Self::List(parts) => deepest(parts),
            Self::Select { of, .. } => of.depth,
            Self::Index(a, b) | Self::Binary(_, a, b) => a.depth.max(b.depth),
            Self::Call { on, args, .. } => on.as_ref().map_or(0, |on| on.depth).max(deepest(args)),
            Self::Not(a) | Self::Minus(a) => a.depth,
            Self::Cond(a, b, c) => a.depth.max(b.depth).max(c.depth),
        }
    }
}
