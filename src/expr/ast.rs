//! An expression as it was written.

use std::ops::Range;

use crate::value::Number;

/// An expression and where it stands.
#[derive(Debug)]
pub struct Ast {
    pub node: Node,
    pub span: Range<usize>,
    /// How many levels it has; bounded by the parser, so that walking it cannot exhaust the stack.
    pub depth: usize,
}

/// A name after a dot, and where it stands.
#[derive(Debug)]
pub struct Word {
    pub text: String,
    pub span: Range<usize>,
}

#[derive(Debug)]
pub enum Node {
    /// Something that could not be read and was reported.
    Error,
    Bool(bool),
    Number(Number),
    Minutes(Number),
    Text(String),
    Name(String),
    List(Vec<Ast>),
    Select {
        of: Box<Ast>,
        field: Word,
        optional: bool,
    },
    Index(Box<Ast>, Box<Ast>),
    Call {
        on: Option<Box<Ast>>,
        name: Word,
        args: Vec<Ast>,
    },
    Not(Box<Ast>),
    Minus(Box<Ast>),
    Binary(Op, Box<Ast>, Box<Ast>),
    Cond(Box<Ast>, Box<Ast>, Box<Ast>),
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

impl Ast {
    /// The expressions it is made of.
    fn parts(&self) -> Vec<&Ast> {
        match &self.node {
            Node::Error | Node::Bool(_) | Node::Number(_) | Node::Minutes(_) | Node::Text(_) | Node::Name(_) => {
                Vec::new()
            }
            Node::List(parts) => parts.iter().collect(),
            Node::Select { of, .. } => vec![of],
            Node::Index(a, b) | Node::Binary(_, a, b) => vec![a, b],
            Node::Call { on, args, .. } => on.iter().map(|on| &**on).chain(args).collect(),
            Node::Not(a) | Node::Minus(a) => vec![a],
            Node::Cond(a, b, c) => vec![a, b, c],
        }
    }

    /// Puts a node together.
    pub fn new(node: Node, span: Range<usize>) -> Self {
        let mut ast = Self { node, span, depth: 0 };
        ast.depth = 1 + ast.parts().iter().map(|part| part.depth).max().unwrap_or(0);
        ast
    }
}
