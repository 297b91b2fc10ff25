//! What the tests of the expression language share: an organisation from YAML, and expressions asked of it.

use std::fmt::Write;
use std::sync::Arc;

use bumpalo::Bump;
use teamlint::dialect::{self, Content};
use teamlint::expr::{Env, Expr, Frame, Params, Problem, Slot, Template, compile, show};
use teamlint::facts::Facts;
use teamlint::facts::cx::Cx;
use teamlint::org::Org;
use teamlint::org::build::build;
use teamlint::text::{Place, Sources};
use teamlint::value::{Item, Of, Type, Unit, Val};
use teamlint::vocabulary::kinds::{Entity, Kind};

pub const BOOL: Type = Type::one(Of::Bool);
pub const NUMBER: Type = Type::one(Of::Number(Unit::Plain));

/// The organisation that one native file declares; 2026-11-20 is today.
pub fn org(yaml: &str) -> Org {
    let mut sources = Sources::default();
    let file = sources.add("org.yaml", yaml);
    let Content::Declarations(declared) = dialect::read(file, sources.get(file), true) else {
        panic!("not read as a native file: {yaml}");
    };
    let (org, findings) = build(sources, declared, 20_777);
    let serious: Vec<_> = findings.iter().map(|f| f.message.clone()).collect();
    assert!(serious.is_empty(), "{serious:?}");
    org
}

/// The organisation that one native file declares in the words of the taxonomy, whatever else is wrong with it.
pub fn in_words_of_taxonomy(yaml: &str) -> Org {
    let mut sources = Sources::default();
    let taxonomy = teamlint::pages::taxonomy(&mut sources);
    let file = sources.add("org.yaml", yaml);
    let Content::Declarations(declared) = dialect::read(file, sources.get(file), true) else {
        panic!("not read as a native file: {yaml}");
    };
    build(sources, std::iter::once(taxonomy).chain(declared).collect(), 20_777).0
}

/// An organisation of which nothing is known.
pub fn nobody() -> Org {
    build(Sources::default(), Vec::new(), 20_777).0
}

pub fn env() -> Env {
    Env::new(Arc::new(Params::new()))
}

pub fn entity(org: &Org, kind: Kind, id: &str) -> Entity {
    org.find(kind, id).unwrap_or_else(|| panic!("no {id}"))
}

/// Compiles, or fails the test with every problem.
pub fn compiled(text: &str, env: &Env) -> Expr {
    compile(text, env).unwrap_or_else(|problems| panic!("{}", carets(text, &problems)))
}

/// The problems as people see them: the expression with a line under it for each.
pub fn carets(text: &str, problems: &[Problem]) -> String {
    let mut shown = format!("{text}\n");
    for Problem { span, message, label, help } in problems {
        let before = text[..span.start].chars().count();
        let width = text[span.clone()].chars().count().max(1);
        let _ = writeln!(shown, "{}{} {message} [{label}]", " ".repeat(before), "^".repeat(width));
        if let Some(help) = help {
            let _ = writeln!(shown, "{}help: {help}", " ".repeat(before));
        }
    }
    shown
}

/// A variable with a value for the tests of one expression.
pub type Given<'g> = (&'g str, Type, for<'a> fn(&Cx<'a>) -> Val<'a>);

/// How the value of an expression reads in an organisation, and what is missing if it is unknown.
pub fn ask(org: &Org, given: &[Given<'_>], text: &str) -> String {
    let facts = Facts::default();
    let arena = Bump::new();
    let cx = Cx::new(org, &facts, &arena);
    let mut env = env();
    let slots: Vec<Slot> = given.iter().map(|(name, ty, _)| env.bind(name, *ty)).collect();
    let expr = compiled(text, &env);
    let mut frame = Frame::new(&env);
    for (slot, (.., value)) in slots.iter().zip(given) {
        frame.set(*slot, Item::new(value(&cx), None));
    }
    let val = expr.eval(&cx, &mut frame);
    match val {
        Val::Unknown(cause) => format!("? {:?}", cx.missing(cause)),
        val => show(&val, expr.ty(), &cx),
    }
}

/// How an expression about one entity reads.
pub fn about(org: &Org, name: &str, kind: Kind, id: &str, text: &str) -> String {
    let facts = Facts::default();
    let arena = Bump::new();
    let cx = Cx::new(org, &facts, &arena);
    let mut env = env();
    let slot = env.bind(name, Type::one(Of::Entity(kind)));
    let mut frame = Frame::new(&env);
    frame.set(slot, Item::new(Val::Entity(entity(org, kind, id)), None));
    Template::compile(text, &env)
        .unwrap_or_else(|problems| panic!("{}", carets(text, &problems)))
        .render(&cx, &mut frame)
}

/// The texts an expression about one entity points at, with their lines.
pub fn pointed(org: &Org, name: &str, kind: Kind, id: &str, text: &str) -> Vec<String> {
    let facts = Facts::default();
    let arena = Bump::new();
    let cx = Cx::new(org, &facts, &arena);
    let mut env = env();
    let slot = env.bind(name, Type::one(Of::Entity(kind)));
    let mut frame = Frame::new(&env);
    frame.set(slot, Item::new(Val::Entity(entity(org, kind, id)), None));
    let expr = compiled(text, &env);
    expr.can_point().unwrap_or_else(|problem| panic!("{}", carets(text, &[problem])));
    expr.places(&cx, &mut frame).into_iter().map(|place| written(org, place)).collect()
}

fn written(org: &Org, place: Place) -> String {
    let line = org.sources().get(place.file).position(place.span.start).line;
    format!("{line}: {}", org.sources().text(place))
}
