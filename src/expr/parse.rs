//! Tokens to a tree, by precedence climbing, going on after a mistake so that one pass finds several.
//!
//! Nesting, length and number of nodes are bounded: a page is input like any other.

use std::ops::Range;

use crate::expr::Problem;
use crate::expr::ast::{Ast, Node, Op, Word};
use crate::expr::lex::{Token, tokens};

/// Levels of a tree; more is refused.
pub const MAX_DEPTH: usize = 64;
/// Nodes of a tree; more is refused.
const MAX_NODES: usize = 4_000;
/// Bytes of an expression; more is refused.
const MAX_LEN: usize = 16 * 1024;
/// Problems reported for one expression.
const MAX_PROBLEMS: usize = 20;

const UNARY: u8 = 7;

/// Reads an expression; what could not be read is an error node.
pub fn parse<'t>(text: &'t str, problems: &mut Vec<Problem>) -> Ast<'t> {
    if text.len() > MAX_LEN {
        let mut end = 40;
        while !text.is_char_boundary(end) {
            end += 1;
        }
        problems.push(Problem::new(0..end, format!("this expression is longer than {MAX_LEN} bytes"), "too long"));
        return Ast::new(Node::Error, 0..text.len());
    }
    let tokens = tokens(text, problems);
    let mut parser = Parser { text, tokens, at: 0, depth: 0, nodes: 0, stopped: false, problems };
    if parser.peek() == &Token::End {
        parser.report(0..text.len(), "there is no expression here", "expected an expression", None);
        return Ast::new(Node::Error, 0..text.len());
    }
    let ast = parser.expression(0);
    if parser.peek() != &Token::End {
        let found = parser.found();
        parser.unexpected(&format!("expected an operator or the end, found {found}"));
    }
    ast
}

struct Parser<'t, 'p> {
    text: &'t str,
    tokens: Vec<(Token<'t>, Range<usize>)>,
    at: usize,
    depth: usize,
    nodes: usize,
    /// A limit was passed: the rest is not read.
    stopped: bool,
    problems: &'p mut Vec<Problem>,
}

impl<'t> Parser<'t, '_> {
    fn peek(&self) -> &Token<'t> {
        if self.stopped { &Token::End } else { &self.tokens[self.at].0 }
    }

    fn span(&self) -> Range<usize> {
        self.tokens[self.at].1.clone()
    }

    fn eat(&mut self, sign: &str) -> bool {
        let here = matches!(self.peek(), Token::Sign(s) if *s == sign);
        if here {
            self.at += 1;
        }
        here
    }

    fn found(&self) -> String {
        match self.peek() {
            Token::End => "the end".to_owned(),
            _ => format!("`{}`", &self.text[self.span()]),
        }
    }

    fn report(&mut self, span: Range<usize>, message: &str, label: &str, help: Option<&str>) {
        if !self.stopped && self.problems.len() < MAX_PROBLEMS {
            let mut problem = Problem::new(span, message, label);
            problem.help = help.map(str::to_owned);
            self.problems.push(problem);
        }
    }

    fn unexpected(&mut self, message: &str) {
        let span = self.span();
        self.report(span, message, "not expected here", None);
    }

    /// Puts a node together and counts it against the limits.
    fn node(&mut self, node: Node<'t>, span: Range<usize>) -> Ast<'t> {
        let ast = Ast::new(node, span);
        self.nodes += 1;
        if ast.depth > MAX_DEPTH || self.nodes > MAX_NODES {
            let message = if ast.depth > MAX_DEPTH {
                format!("this expression has more than {MAX_DEPTH} levels")
            } else {
                format!("this expression has more than {MAX_NODES} parts")
            };
            return self.stop(ast.span, &message);
        }
        ast
    }

    fn stop(&mut self, span: Range<usize>, message: &str) -> Ast<'t> {
        self.report(span.clone(), message, "too much", Some("name parts of it with `let`"));
        self.stopped = true;
        Ast::new(Node::Error, span)
    }

    fn expression(&mut self, least: u8) -> Ast<'t> {
        if self.depth >= MAX_DEPTH {
            let span = self.span();
            return self.stop(span, &format!("this expression has more than {MAX_DEPTH} levels"));
        }
        self.depth += 1;
        let ast = self.climb(least);
        self.depth -= 1;
        ast
    }

    fn climb(&mut self, least: u8) -> Ast<'t> {
        let mut left = self.unary();
        loop {
            if least == 0 && self.eat("?") {
                let then = self.expression(0);
                if !self.eat(":") {
                    let found = self.found();
                    self.unexpected(&format!("expected `:` and the other value, found {found}"));
                }
                let other = self.expression(0);
                let span = left.span.start..other.span.end;
                left = self.node(Node::Cond(Box::new(left), Box::new(then), Box::new(other)), span);
                continue;
            }
            let Some((op, binds)) = self.operator() else {
                return left;
            };
            if binds < least.max(1) {
                return left;
            }
            self.at += 1;
            let right = self.expression(binds + 1);
            let span = left.span.start..right.span.end;
            left = self.node(Node::Binary(op, Box::new(left), Box::new(right)), span);
        }
    }

    fn operator(&mut self) -> Option<(Op, u8)> {
        let sign = match self.peek() {
            Token::Sign(sign) => *sign,
            Token::Name(name) => match *name {
                "in" => "in",
                "and" => self.foreign("and", "&&"),
                "or" => self.foreign("or", "||"),
                _ => return None,
            },
            _ => return None,
        };
        Op::TABLE.iter().find(|(s, ..)| *s == sign).map(|(_, op, binds)| (*op, *binds))
    }

    fn foreign(&mut self, wrong: &str, right: &'static str) -> &'static str {
        let span = self.span();
        if self.problems.last().is_none_or(|p| p.span != span) {
            let help = format!("write `{right}`");
            self.report(span, &format!("`{wrong}` is not an operator"), "not an operator", Some(&help));
        }
        right
    }

    fn unary(&mut self) -> Ast<'t> {
        let start = self.span().start;
        if let Token::Name(name) = self.peek()
            && *name == "not"
            && !matches!(self.tokens[self.at + 1].0, Token::Sign("(" | "."))
        {
            let span = self.span();
            self.report(span, "`not` is not an operator", "not an operator", Some("write `!`"));
            self.at += 1;
        }
        let node: fn(Box<Ast<'t>>) -> Node<'t> = if self.eat("!") {
            Node::Not
        } else if self.eat("-") {
            Node::Minus
        } else {
            return self.postfix();
        };
        let of = self.expression(UNARY);
        let span = start..of.span.end;
        self.node(node(Box::new(of)), span)
    }

    fn postfix(&mut self) -> Ast<'t> {
        let mut ast = self.primary();
        loop {
            let start = ast.span.start;
            let optional = matches!(self.peek(), Token::Sign(".?"));
            if self.eat(".") || self.eat(".?") {
                let span = self.span();
                let &Token::Name(text) = self.peek() else {
                    let found = self.found();
                    self.unexpected(&format!("expected a name after the dot, found {found}"));
                    return Ast::new(Node::Error, start..span.start);
                };
                self.at += 1;
                let name = Word { text, span: span.clone() };
                if !optional && let Some(args) = self.arguments() {
                    let span = start..self.tokens[self.at - 1].1.end;
                    ast = self.node(Node::Call { on: Some(Box::new(ast)), name, args }, span);
                } else {
                    let select = Node::Select { of: Box::new(ast), field: name, optional };
                    ast = self.node(select, start..span.end);
                }
            } else if matches!(self.peek(), Token::Sign("[")) {
                let open = self.span();
                self.at += 1;
                let index = self.expression(0);
                self.close("]", open);
                let span = start..self.tokens[self.at - 1].1.end;
                ast = self.node(Node::Index(Box::new(ast), Box::new(index)), span);
            } else {
                return ast;
            }
        }
    }

    fn close(&mut self, sign: &str, open: Range<usize>) {
        if !self.eat(sign) {
            let opened = self.text[open.clone()].to_owned();
            let found = self.found();
            let help = format!("expected `{sign}`, found {found}");
            self.report(open, &format!("this `{opened}` is never closed"), "opened here", Some(&help));
        }
    }

    /// What stands between parentheses, if an opening one comes next.
    fn arguments(&mut self) -> Option<Vec<Ast<'t>>> {
        let open = self.span();
        self.eat("(").then(|| self.elements(")", open))
    }

    fn elements(&mut self, end: &str, open: Range<usize>) -> Vec<Ast<'t>> {
        let mut all = Vec::new();
        while !self.eat(end) {
            all.push(self.expression(0));
            if !self.eat(",") {
                self.close(end, open);
                break;
            }
        }
        all
    }

    fn primary(&mut self) -> Ast<'t> {
        let (token, span) = (self.peek().clone(), self.span());
        let node = match token {
            Token::Number(n) => Node::Number(n),
            Token::Minutes(n) => Node::Minutes(n),
            Token::Text(text) => Node::Text(text),
            Token::Name("true") => Node::Bool(true),
            Token::Name("false") => Node::Bool(false),
            Token::Name("null") => {
                self.report(
                    span.clone(),
                    "there is no `null`: what was not declared is unknown",
                    "no such value",
                    Some("ask with `has(x.field)`"),
                );
                Node::Error
            }
            Token::Name(text) => {
                self.at += 1;
                if let Some(args) = self.arguments() {
                    let name = Word { text, span: span.clone() };
                    let end = self.tokens[self.at - 1].1.end;
                    return self.node(Node::Call { on: None, name, args }, span.start..end);
                }
                return self.node(Node::Name(text), span);
            }
            Token::Sign("(") => {
                self.at += 1;
                let mut inner = self.expression(0);
                self.close(")", span.clone());
                inner.span = span.start..self.tokens[self.at - 1].1.end.max(inner.span.end);
                return inner;
            }
            Token::Sign("[") => {
                self.at += 1;
                let all = self.elements("]", span.clone());
                let end = self.tokens[self.at - 1].1.end;
                return self.node(Node::List(all), span.start..end);
            }
            Token::Sign(_) | Token::End => return self.missing(),
        };
        self.at += 1;
        self.node(node, span)
    }

    /// Something else stands where a value must: a stray operator is skipped, an end is left in place.
    fn missing(&mut self) -> Ast<'t> {
        let span = self.span();
        let found = self.found();
        self.unexpected(&format!("expected a value, found {found}"));
        while self.operator().is_some() {
            self.at += 1;
        }
        match self.peek() {
            Token::Sign("{" | "}" | "?" | ":" | "." | ".?") => {
                self.at += 1;
                Ast::new(Node::Error, span)
            }
            Token::Sign("(" | "[" | "!") | Token::Name(_) | Token::Number(_) | Token::Text(_) | Token::Minutes(_) => {
                self.expression(UNARY)
            }
            Token::Sign(_) | Token::End => Ast::new(Node::Error, span),
        }
    }
}
