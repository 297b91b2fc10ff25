//! What can be taken out of a value: fields and facts, elements, parameters and entries of tables.

use std::ops::Range;
use std::sync::Arc;

use crate::expr::ast::{Ast, Node, Word};
use crate::expr::check::units::PLAIN;
use crate::expr::check::{Checker, calls};
use crate::expr::names;
use crate::expr::names::{Member, describe, suggest};
use crate::expr::typed::{Const, Is, Table, Typed};
use crate::value::param::ParamValue;
use crate::value::{Of, Type};
use crate::vocabulary::{Read, record};

impl Checker<'_> {
    /// The parameter that `of.field` names, if it names one.
    #[allow(clippy::option_option)]
    pub(super) fn parameter(&mut self, of: &Ast, field: &Word) -> Option<Option<(Type, Arc<ParamValue>)>> {
        if !matches!(of.node, Node::Name("params")) || self.variable_type("params").is_some() {
            return None;
        }
        if let Some((ty, value)) = self.env.params.get(field.text) {
            return Some(Some((ty, Arc::clone(value))));
        }
        let options: Vec<&str> = self.env.params.names().collect();
        let help = if options.is_empty() {
            "this rule has no parameters; add it under `params:`".to_owned()
        } else {
            suggest(field.text, "parameters of this rule", &options)
        };
        Some(self.refuse(
            field.span.clone(),
            format!("unknown parameter `{}`", field.text),
            "no such parameter",
            Some(help),
        ))
    }

    /// The table an expression names, with the type of its values.
    pub(super) fn table(&self, ast: &Ast) -> Option<(Type, Table)> {
        let Node::Select { of, field, .. } = &ast.node else {
            return None;
        };
        if !matches!(of.node, Node::Name("params")) || self.variable_type("params").is_some() {
            return None;
        }
        let (ty, value) = self.env.params.get(field.text)?;
        matches!(**value, ParamValue::Map(_)).then(|| (ty, Table(Arc::clone(value))))
    }

    pub(super) fn select(&mut self, of: &Ast, field: &Word, span: Range<usize>) -> Option<Typed> {
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
    pub(super) fn member(&mut self, of: Typed, field: &Word, span: Range<usize>) -> Option<Typed> {
        let name = field.text;
        let kind = match of.ty {
            Type { lists: 1.., .. } => {
                let help = if calls::is_method(name) {
                    format!("to call it, write `.{name}()`")
                } else {
                    format!("go through it: `.map(x, x.{name})`, `.exists(x, x.{name} …)`")
                };
                return self.refuse(
                    field.span.clone(),
                    format!("{} has no field `{name}`", describe(of.ty)),
                    "no such field",
                    Some(help),
                );
            }
            Type { of: Of::Entity(kind), .. } => kind,
            Type { of: Of::Party, .. } if name == "id" => {
                return Some(Typed { is: Is::Id(Box::new(of)), ty: Type::one(Of::Text), span });
            }
            _ => {
                if let Is::Field(_, kind, note) = of.is
                    && record(kind).def(note).read == Read::Notes
                {
                    let notes = record(kind).def(note).name;
                    return self.refuse(
                        field.span.clone(),
                        format!("`{notes}` holds texts by key, and has no field `{name}`"),
                        "this is a key",
                        Some(format!("write `{notes}[\"{name}\"]`")),
                    );
                }
                let help = match of.ty.of {
                    Of::Party => Some("only its `id` can be read, and it can be compared".to_owned()),
                    _ if calls::is_method(name) => Some(format!("to call it, write `.{name}()`")),
                    _ => None,
                };
                return self.refuse(
                    field.span.clone(),
                    format!("{} has no field `{name}`", describe(of.ty)),
                    "no such field",
                    help,
                );
            }
        };
        let of = Box::new(of);
        match names::member(kind, name) {
            Some(Member::Id) => Some(Typed { is: Is::Id(of), ty: Type::one(Of::Text), span }),
            Some(Member::Field(id)) => {
                let ty = record(kind).def(id).read.ty();
                Some(Typed { is: Is::Field(of, kind, id), ty, span })
            }
            Some(Member::Fact(fact, same)) => Some(Typed { is: Is::Fact(of, fact, same), ty: fact.ty, span }),
            None => {
                let word = record(kind).word;
                let help = suggest(
                    name,
                    &format!("fields of {}", describe(Type::one(Of::Entity(kind)))),
                    &names::members(kind),
                );
                self.refuse(
                    field.span.clone(),
                    format!("unknown field `{name}` of {word}"),
                    "no such field",
                    Some(help),
                )
            }
        }
    }

    pub(super) fn index(&mut self, of: &Ast, index: &Ast, span: Range<usize>) -> Option<Typed> {
        if let Some((ty, table)) = self.table(of) {
            let key = self.key(index)?;
            return Some(Typed { is: Is::Lookup(table, Box::new(key)), ty, span });
        }
        let of = self.check(of, None);
        self.element(of, index, span)
    }

    /// What stands in a list at a rank, or is noted under a key.
    pub(super) fn element(&mut self, of: Option<Typed>, index: &Ast, span: Range<usize>) -> Option<Typed> {
        let of = match of {
            Some(Typed { is: Is::Field(of, kind, field), .. }) if record(kind).def(field).read == Read::Notes => {
                let text = Type::one(Of::Text);
                let key = self.check(index, Some(text)).and_then(|key| self.must_be(key, text))?;
                return Some(Typed { is: Is::Note(of, field, Box::new(key)), ty: text, span });
            }
            of => of,
        };
        let index = self.check(index, Some(PLAIN)).and_then(|index| self.must_be(index, PLAIN));
        let (of, index) = (of?, index?);
        if of.ty.lists == 0 {
            let found = describe(of.ty);
            return self.refuse(of.span, format!("{found} has no elements"), &format!("this is {found}"), None);
        }
        let of = self.in_order(of)?;
        let ty = Type { of: of.ty.of, lists: of.ty.lists - 1 };
        Some(Typed { is: Is::Index(Box::new(of), Box::new(index)), ty, span })
    }

    /// A key of a table: text, or a word.
    pub(super) fn key(&mut self, ast: &Ast) -> Option<Typed> {
        let key = self.check(ast, Some(Type::one(Of::Text)))?;
        if matches!(key.ty, Type { of: Of::Text | Of::Word(_), lists: 0 }) {
            return Some(key);
        }
        let found = describe(key.ty);
        self.refuse(
            key.span,
            format!("a table has texts or words as keys, not {found}"),
            &format!("this is {found}"),
            None,
        )
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
