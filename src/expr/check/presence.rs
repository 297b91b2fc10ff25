//! Questions about what was declared: `has(…)` and `.orValue(…)`.

use std::ops::Range;

use crate::expr::ast::{Ast, Node, Word};
use crate::expr::check::Checker;
use crate::expr::check::operators::variable;
use crate::expr::check::units::{in_unit, unify};
use crate::expr::names::describe;
use crate::expr::typed::{Is, Typed};

impl Checker<'_> {
    /// A field whose being declared is asked for.
    pub(super) fn declared(&mut self, ast: &Ast) -> Option<Typed> {
        let of = match &ast.node {
            Node::Select { of, field, .. } => {
                let inner = if matches!(of.node, Node::Select { .. }) && !is_parameter(of) {
                    self.declared(of)
                } else {
                    self.check(of, None)
                };
                inner.and_then(|inner| self.member(inner, field, ast.span.clone()))
            }
            Node::Index(of, index) if self.table(of).is_none() => {
                let of = if matches!(of.node, Node::Select { .. }) { self.declared(of) } else { self.check(of, None) };
                self.element(of, index, ast.span.clone())
            }
            _ => self.check(ast, None),
        }?;
        if matches!(of.is, Is::Field(..) | Is::Note(..) | Is::Fact(..) | Is::Id(_)) {
            return Some(of);
        }
        let help = "write `has(x.field)`".to_owned();
        self.refuse(of.span, "`has` asks whether a field was declared".to_owned(), "this is not a field", Some(help))
    }

    pub(super) fn or_value(&mut self, on: &Ast, name: &Word, args: &[Ast], span: Range<usize>) -> Option<Typed> {
        self.count(name, args, 1)?;
        let of = self.declared(on);
        let value = self.check(&args[0], of.as_ref().map(|of| of.ty));
        let (of, value) = (of?, value?);
        self.same_unit("orValue", (on, &of), (&args[0], &value))?;
        let Some(ty) = unify(of.ty, value.ty) else {
            let (left, right) = (describe(of.ty), describe(value.ty));
            let message = format!("`orValue` must give {left}, and this is {right}");
            return self.refuse(value.span, message, &format!("this is {right}"), None);
        };
        let (of, value) = (in_unit(of, ty.of), in_unit(value, ty.of));
        Some(Typed { is: Is::OrValue(Box::new(of), Box::new(value)), ty, span })
    }
}

fn is_parameter(ast: &Ast) -> bool {
    matches!(&ast.node, Node::Select { of, .. } if variable(of) == Some("params"))
}
