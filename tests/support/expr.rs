//! Expressions, asked of an organisation.

use std::fmt::Write;
use std::sync::Arc;

use bumpalo::Bump;
use teamlint::expr::{Env, Expr, Frame, Params, Problem, Slot, Template, compile, show};
use teamlint::facts::Facts;
use teamlint::facts::cx::Cx;
use teamlint::judge::NotJudged;
use teamlint::org::Org;
use teamlint::text::Place;
use teamlint::value::{Item, Missing, Of, Type, Unit, Val};
use teamlint::vocabulary::kinds::{Entity, Kind};

use super::world::{Texts, World};

pub const BOOL: Type = Type::one(Of::Bool);
pub const NUMBER: Type = Type::one(Of::Number(Unit::Plain));

/// The organisation that one native file declares; 2026-11-20 is today.
pub fn org(yaml: &str) -> Org {
    let world = Texts::without_taxonomy([("org.yaml", yaml)]).all_known().build(20_777);
    assert_eq!(world.complaints(), [""; 0]);
    world.org
}

/// The organisation that one native file declares in the words of the taxonomy, whatever else is wrong with it.
pub fn in_words_of_taxonomy(yaml: &str) -> Org {
    Texts::of([("org.yaml", yaml)]).all_known().build(20_777).org
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

impl World {
    /// The answer to an expression, in which `it` is the entity of that name.
    pub fn says_of(&self, name: &str, expression: &str) -> String {
        let entity = self.find(name);
        self.answer(Some(entity), expression)
    }

    /// The answer to an expression about the whole organisation.
    pub fn says(&self, expression: &str) -> String {
        self.answer(None, expression)
    }

    /// Where the elements of a list about the entity of that name stand: file, line and column.
    pub fn places_of(&self, name: &str, expression: &str) -> Vec<String> {
        let at = |item: &Item<'_>| {
            let place = item.place.expect("a place");
            let file = self.org.sources().get(place.file);
            let at = file.position(place.span.start);
            format!("{}:{}:{}", file.path, at.line, at.column)
        };
        self.evaluate(Some(self.find(name)), expression, |_, val, _| match val {
            Val::List(list) => list.items.iter().map(at).collect(),
            _ => panic!("no list: {expression}"),
        })
    }

    /// The answer to an expression, in which `it` is the entity, if there is one.
    pub fn answer(&self, it: Option<Entity>, expression: &str) -> String {
        self.evaluate(it, expression, |cx, val, ty| match val {
            Val::Unknown(cause) => format!("unknown: {}", self.words(cx.missing(cause))),
            Val::List(list) => {
                let more = list.open.map(|cause| format!(" and maybe more: {}", self.words(cx.missing(cause))));
                format!("[{}]{}", show(&val, ty, cx), more.unwrap_or_default())
            }
            val => show(&val, ty, cx),
        })
    }

    fn evaluate<T>(&self, it: Option<Entity>, expression: &str, read: impl Fn(&Cx<'_>, Val<'_>, Type) -> T) -> T {
        let mut env = env();
        let slot = it.map(|entity| (env.bind("it", Type::one(Of::Entity(entity.kind))), entity));
        let expr = compiled(expression, &env);
        let arena = Bump::new();
        let cx = Cx::new(&self.org, &self.facts, &arena);
        let mut frame = Frame::new(&env);
        if let Some((slot, entity)) = slot {
            frame.set(slot, Item::new(Val::Entity(entity), None));
        }
        let val = expr.eval(&cx, &mut frame);
        read(&cx, val, expr.ty())
    }

    fn words(&self, missing: Vec<Missing>) -> String {
        let not_judged = NotJudged { rule: 0, entity: None, missing: missing.into() };
        not_judged.in_words(&self.org, &self.facts, &[]).missing.join(", ")
    }
}
